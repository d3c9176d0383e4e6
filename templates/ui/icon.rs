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
}

impl Icon {
    /// Every icon.
    pub const ALL: [Self; 14] = [
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
