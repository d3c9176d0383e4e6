//! Line icons, drawn for this tool on a grid of 24. Always decoration: the words next to an icon carry the meaning.

use maud::{Markup, html};

/// The icons there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// Something is well.
    Check,
    /// Something waits.
    Clock,
    /// Something is worth knowing.
    Info,
    /// Something needs a change.
    Alert,
    /// To the page above.
    Back,
    /// Onward.
    Forward,
    /// Opens in a new tab.
    NewTab,
    /// A person.
    Person,
    /// Two systems that are, or are not, connected.
    Plug,
    /// A micro-credential.
    Award,
    /// Work that is handed in.
    Page,
    /// A file to take along.
    Download,
    /// A way that is closed for now.
    Lock,
    /// To look closer.
    Search,
    /// A text to write.
    Text,
    /// A picture.
    Picture,
    /// A sound recording.
    Sound,
    /// A film.
    Film,
    /// Rows to fill in.
    Rows,
    /// Who sees it, or what was seen.
    Eye,
    /// An address.
    Link,
    /// A file to bring.
    Upload,
    /// One more.
    Add,
    /// Another like it.
    Copy,
    /// Away with it.
    Remove,
    /// Somebody to ask.
    Help,
    /// Where one is.
    Place,
    /// A list.
    Bullets,
    /// A numbered list.
    Numbers,
}

impl Icon {
    /// Every icon.
    pub const ALL: [Self; 29] = [
        Self::Check,
        Self::Clock,
        Self::Info,
        Self::Alert,
        Self::Back,
        Self::Forward,
        Self::NewTab,
        Self::Person,
        Self::Plug,
        Self::Award,
        Self::Page,
        Self::Download,
        Self::Lock,
        Self::Search,
        Self::Text,
        Self::Picture,
        Self::Sound,
        Self::Film,
        Self::Rows,
        Self::Eye,
        Self::Link,
        Self::Upload,
        Self::Add,
        Self::Copy,
        Self::Remove,
        Self::Help,
        Self::Place,
        Self::Bullets,
        Self::Numbers,
    ];

    const fn path(self) -> &'static str {
        match self {
            Self::Check => "M5 12.5l4.5 4.5L19 7.5",
            Self::Clock => "M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 0 0 0-17M12 7.5V12l3 2",
            Self::Info => "M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 0 0 0-17M12 11v5M12 8v.01",
            Self::Alert => "M12 4.5L3.5 19h17zM12 10v4M12 16.5v.01",
            Self::Back => "M11 6l-6 6l6 6M5 12h14",
            Self::Forward => "M13 6l6 6l-6 6M5 12h14",
            Self::NewTab => "M13.5 5H19v5.5M19 5l-8 8M17 14v4.5H5.5V7H10",
            Self::Person => {
                "M12 4.5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 0 0 0-7M5 20c.5-3.5 3-5.5 7-5.5s6.5 2 7 5.5"
            }
            Self::Plug => "M9 4v4M15 4v4M6.5 8h11v3a5.5 5.5 0 0 1-11 0zM12 16.5V20",
            Self::Award => {
                "M12 3.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 0 0 0-11M8.5 13.5L7 20.5l5-2.5l5 2.5l-1.5-7"
            }
            Self::Page => "M6.5 3.5H14l3.5 3.5v13.5h-11zM13.5 3.5v4h4M9.5 12h5M9.5 15.5h5",
            Self::Download => "M12 4v11M7.5 11l4.5 4.5l4.5-4.5M5 19.5h14",
            Self::Lock => "M6 10.5h12V20H6zM8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5",
            Self::Search => "M10.5 4.5a6 6 0 1 0 0 12a6 6 0 0 0 0-12M15 15l5 5",
            Self::Text => "M5 6h14M5 10.5h14M5 15h9",
            Self::Picture => "M4.5 5.5h15v13h-15zM4.5 15.5l4.5-4.5l4 4l2.5-2.5l4 4M15 9v.01",
            Self::Sound => {
                "M12 4a2.5 2.5 0 0 0-2.5 2.5v5a2.5 2.5 0 0 0 5 0v-5A2.5 2.5 0 0 0 12 4M6.5 11.5a5.5 5.5 0 0 0 11 0M12 17v3.5"
            }
            Self::Film => "M4 6.5h11v11H4zM15 10.5l5-3v9l-5-3z",
            Self::Rows => "M4.5 5.5h15v13h-15zM4.5 10h15M4.5 14.5h15M10 5.5v13",
            Self::Eye => {
                "M3.5 12c2-3.7 5-5.5 8.5-5.5s6.5 1.8 8.5 5.5c-2 3.7-5 5.5-8.5 5.5S5.5 15.7 3.5 12M12 9.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 0 0 0-5"
            }
            Self::Link => {
                "M10 14l4-4M9 10.5l-2.5 2.5a3.2 3.2 0 0 0 4.5 4.5l2.5-2.5M10.5 9L13 6.5a3.2 3.2 0 0 1 4.5 4.5L15 13.5"
            }
            Self::Upload => "M12 15V4M7.5 8L12 3.5L16.5 8M5 19.5h14",
            Self::Add => "M12 5v14M5 12h14",
            Self::Copy => "M8.5 8.5h11v11h-11zM15.5 8.5v-4h-11v11h4",
            Self::Remove => "M5 7h14M9.5 7V4.5h5V7M7 7l1 12.5h8L17 7M10 10.5v5.5M14 10.5v5.5",
            Self::Help => {
                "M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 0 0 0-17M9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.4-1 .8-1 1.7M12 16.5v.01"
            }
            Self::Place => {
                "M12 20.5c-4-4.5-6-7.6-6-10.2a6 6 0 0 1 12 0c0 2.6-2 5.7-6 10.2M12 8a2.2 2.2 0 1 0 0 4.4A2.2 2.2 0 0 0 12 8"
            }
            Self::Bullets => "M9.5 7h10M9.5 12h10M9.5 17h10M5 7v.01M5 12v.01M5 17v.01",
            Self::Numbers => "M9.5 7h10M9.5 12h10M9.5 17h10M4.5 5.5h1v3M4 15.5h1.5L4 18h1.5",
        }
    }
}

/// The icon, as large as the text around it says.
#[must_use]
pub fn icon(icon: Icon) -> Markup {
    html! {
        svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false" {
            path d=(icon.path()) {}
        }
    }
}
