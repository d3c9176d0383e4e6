//! The components that pages are put together from. Own their structure and class names; say nothing themselves but
//! the words that belong to a component.

pub mod bearings;
pub mod conflict;
pub mod form;
pub mod icon;
pub mod mark;
pub mod moment;
pub mod prose;
pub mod step;
pub mod table;

use maud::{Markup, html};

use icon::Icon;

/// The top of a page: where one is, the one `h1`, and a sentence about it.
#[must_use]
pub fn heading(eyebrow: Option<&str>, title: &str, lead: Option<&str>) -> Markup {
    html! {
        div class="heading" {
            @if let Some(eyebrow) = eyebrow { p class="eyebrow" { (eyebrow) } }
            h1 { (title) }
            @if let Some(lead) = lead { p class="lead" { (lead) } }
        }
    }
}

/// How a notice or a badge is meant. Colour never says it alone: each comes with its own icon or word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Worth knowing.
    Info,
    /// All is well.
    Good,
    /// Something waits for the reader.
    Attention,
    /// Something does not work until it is changed.
    Problem,
    /// Neither good nor bad.
    Quiet,
}

impl Tone {
    /// Every tone.
    pub const ALL: [Self; 5] = [
        Self::Info,
        Self::Good,
        Self::Attention,
        Self::Problem,
        Self::Quiet,
    ];

    pub(in crate::templates) const fn class(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Good => "good",
            Self::Attention => "attention",
            Self::Problem => "problem",
            Self::Quiet => "quiet",
        }
    }

    const fn icon(self) -> Icon {
        match self {
            Self::Info | Self::Quiet => Icon::Info,
            Self::Good => Icon::Check,
            Self::Attention => Icon::Clock,
            Self::Problem => Icon::Alert,
        }
    }
}

/// A short message set apart from the text around it.
#[must_use]
pub fn notice(tone: Tone, title: &str, body: Option<&str>) -> Markup {
    html! {
        div class={ "notice " (tone.class()) } {
            (icon::icon(tone.icon()))
            div {
                p class="notice-title" { (title) }
                @if let Some(body) = body { p { (body) } }
            }
        }
    }
}

/// A state in one or two words.
#[must_use]
pub fn badge(tone: Tone, label: &str) -> Markup {
    html! { span class={ "badge " (tone.class()) } { (label) } }
}

/// What a list says while it has nothing to list.
#[must_use]
pub fn empty(icon: Icon, title: &str, body: &str) -> Markup {
    html! {
        div class="empty" {
            span class="empty-icon" { (icon::icon(icon)) }
            p class="empty-title" { (title) }
            p { (body) }
        }
    }
}

/// A link to the page above this one.
#[must_use]
pub fn back(href: &str, label: &str) -> Markup {
    html! {
        p class="back" { a href=(href) { (icon::icon(Icon::Back)) (label) } }
    }
}

/// An address that may stand in a link or a form: http, https, or a path on this host. `None` for anything else,
/// such as `javascript:` or an address without a scheme that leads to another host.
#[must_use]
pub fn web_address(address: &str) -> Option<&str> {
    let begins = |scheme: &str| {
        address
            .get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    let is_path =
        address.starts_with('/') && !address.starts_with("//") && !address.starts_with("/\\");
    (begins("https://") || begins("http://") || is_path).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_and_own_paths_may_be_linked() {
        for address in [
            "https://lms.example.org/x",
            "HTTP://lms.example.org",
            "/app/l/1",
            "/",
        ] {
            assert_eq!(web_address(address), Some(address));
        }
        for address in [
            "javascript:alert(1)",
            "data:text/html,x",
            "//elsewhere.example",
            "/\\elsewhere.example",
            "",
            " https://x",
            "https:/",
        ] {
            assert_eq!(web_address(address), None, "{address}");
        }
    }
}
