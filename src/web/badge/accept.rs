//! What is wanted of an address that answers in several forms: by the `Accept` of the request (RFC 9110 12.5.1).

use axum::http::{HeaderMap, header};

/// A form of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// The page.
    Page,
    /// The document, under this media type.
    Document(&'static str),
    /// The token, under this media type.
    Token(&'static str),
    /// The picture as PNG.
    Png,
    /// The picture as SVG.
    Svg,
}

/// As what documents are served that nobody asked for by another name.
pub const DOCUMENT: &str = "application/vc+ld+json";
/// As what tokens are served.
pub const TOKEN: &str = "text/plain; charset=utf-8";

/// Which forms there are, under which names. What a list names first counts among equals.
const FORMS: [(&str, Wanted); 13] = [
    ("text/html", Wanted::Page),
    ("application/xhtml+xml", Wanted::Page),
    ("*/*", Wanted::Page),
    ("text/*", Wanted::Page),
    (DOCUMENT, Wanted::Document(DOCUMENT)),
    ("application/vc", Wanted::Document("application/vc")),
    (
        "application/ld+json",
        Wanted::Document("application/ld+json"),
    ),
    ("application/json", Wanted::Document("application/json")),
    ("text/plain", Wanted::Token(TOKEN)),
    ("application/jwt", Wanted::Token("application/jwt")),
    ("image/png", Wanted::Png),
    ("image/*", Wanted::Png),
    ("image/svg+xml", Wanted::Svg),
];

/// The form that is wanted most; the page for whoever says nothing that is known here.
#[must_use]
pub fn wanted(headers: &HeaderMap) -> Wanted {
    let lines = headers.get_all(header::ACCEPT).iter();
    let ranges = lines
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(','));
    let mut best = (0, Wanted::Page);
    for range in ranges {
        let mut parts = range.split(';').map(str::trim);
        let name = parts.next().unwrap_or_default();
        let weight = parts.find_map(|part| part.strip_prefix("q="));
        let weight = weight.map_or(1000, thousandths);
        let form = FORMS
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name));
        if let Some((_, form)) = form
            && weight > best.0
        {
            best = (weight, *form);
        }
    }
    best.1
}

/// A weight such as `0.8`, in thousandths; what is no weight counts least.
fn thousandths(weight: &str) -> u32 {
    let (whole, rest) = weight.split_once('.').unwrap_or((weight, ""));
    let rest: String = rest.chars().chain("000".chars()).take(3).collect();
    match (whole, rest.parse()) {
        ("1", _) => 1000,
        ("0", Ok(rest)) => rest,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(accept: &str) -> Wanted {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT, accept.parse().unwrap());
        wanted(&headers)
    }

    #[test]
    fn the_form_follows_what_is_accepted() {
        for (accept, form) in [
            ("", Wanted::Page),
            ("*/*", Wanted::Page),
            (
                "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8",
                Wanted::Page,
            ),
            ("application/vc+ld+json", Wanted::Document(DOCUMENT)),
            ("application/vc", Wanted::Document("application/vc")),
            (
                "application/ld+json, application/json, */*;q=0.5",
                Wanted::Document("application/ld+json"),
            ),
            (
                "text/html;q=0.2, application/json;q=0.9",
                Wanted::Document("application/json"),
            ),
            ("APPLICATION/JSON", Wanted::Document("application/json")),
            ("text/plain", Wanted::Token(TOKEN)),
            ("application/jwt", Wanted::Token("application/jwt")),
            ("image/png", Wanted::Png),
            ("image/svg+xml", Wanted::Svg),
            ("image/avif,image/*;q=0.8,*/*;q=0.5", Wanted::Png),
            ("application/pdf", Wanted::Page),
            ("application/json;q=0, text/html;q=x", Wanted::Page),
        ] {
            assert_eq!(of(accept), form, "{accept}");
        }
    }
}
