//! The languages of the pages: which one a person gets, and the text behind a key. Owns negotiation and look-up;
//! the texts themselves are in `templates/locales`, and pages decide what to say.

use std::borrow::Cow;
use std::collections::HashMap;

use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, Loader, langid, static_loader};

static_loader! {
    static LOCALES = {
        locales: "./templates/locales",
        fallback_language: "en",
        // Isolation marks would end up in attributes, addresses and copied text; both languages run left to right.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

static ENGLISH: LanguageIdentifier = langid!("en");
static SPANISH: LanguageIdentifier = langid!("es");

/// A language that the pages are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// The default, and what a text falls back to.
    English,
    /// As spoken in United States school districts.
    Spanish,
}

impl Language {
    /// Every language, the default first.
    pub const ALL: [Self; 2] = [Self::English, Self::Spanish];

    /// The tag for `lang` attributes (BCP 47).
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
        }
    }

    /// The language of a tag such as `en`, `ES-mx` or `es_419`: only the first part counts, in any case.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_']).next().unwrap_or_default();
        Self::ALL
            .into_iter()
            .find(|language| language.tag().eq_ignore_ascii_case(primary))
    }

    /// The language to show: the first of `preferred` that we have, else the best of an `Accept-Language` header
    /// (RFC 9110 section 12.5.4, quality values honoured), else English.
    #[must_use]
    pub fn negotiate(preferred: &[&str], accept_language: Option<&str>) -> Self {
        preferred
            .iter()
            .find_map(|tag| Self::from_tag(tag))
            .or_else(|| accept_language.and_then(best_accepted))
            .unwrap_or(Self::English)
    }

    fn identifier(self) -> &'static LanguageIdentifier {
        match self {
            Self::English => &ENGLISH,
            Self::Spanish => &SPANISH,
        }
    }
}

/// The accepted language with the highest quality; the earlier one where two are equal.
fn best_accepted(header: &str) -> Option<Language> {
    let mut best: Option<(Language, u16)> = None;
    for range in header.split(',') {
        let mut parts = range.split(';');
        let tag = parts.next().unwrap_or_default();
        let Some(quality) = parts.next().map_or(Some(1000), quality) else {
            continue;
        };
        let Some(language) = Language::from_tag(tag) else {
            continue;
        };
        if quality > 0 && best.is_none_or(|(_, highest)| quality > highest) {
            best = Some((language, quality));
        }
    }
    best.map(|(language, _)| language)
}

/// `q=0.8` in thousandths; `None` when it is not a quality between 0 and 1.
fn quality(parameter: &str) -> Option<u16> {
    let (name, value) = parameter.split_once('=')?;
    if !name.trim().eq_ignore_ascii_case("q") {
        return None;
    }
    let (whole, fraction) = value.trim().split_once('.').unwrap_or((value.trim(), ""));
    if fraction.len() > 3 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let thousandths: u16 = format!("{fraction:0<3}").parse().ok()?;
    match whole {
        "0" => Some(thousandths),
        "1" if thousandths == 0 => Some(1000),
        _ => None,
    }
}

/// The text behind a key. A text missing in `language` is shown in English; an unknown key is shown itself.
#[must_use]
pub fn text(language: Language, key: &str) -> String {
    find(language, key, None)
}

/// As [`text`], with values set into it. The values are data: nothing in them is read as Fluent.
#[must_use]
pub fn text_with(language: Language, key: &str, arguments: &[(&'static str, &str)]) -> String {
    let arguments: HashMap<Cow<'static, str>, FluentValue> = arguments
        .iter()
        .map(|(name, value)| {
            (
                Cow::Borrowed(*name),
                FluentValue::String(Cow::Borrowed(*value)),
            )
        })
        .collect();
    find(language, key, Some(&arguments))
}

/// As [`text`], in the plural form that `number` takes in this language.
#[must_use]
pub fn count(language: Language, key: &str, name: &'static str, number: i64) -> String {
    let arguments = HashMap::from([(Cow::Borrowed(name), FluentValue::from(number))]);
    find(language, key, Some(&arguments))
}

fn find(
    language: Language,
    key: &str,
    arguments: Option<&HashMap<Cow<'static, str>, FluentValue>>,
) -> String {
    LOCALES
        .try_lookup_complete(language.identifier(), key, arguments)
        .unwrap_or_else(|| key.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_read_in_any_case_and_with_any_region() {
        for tag in ["es", "ES", "es-MX", "es_419", " es-US "] {
            assert_eq!(Language::from_tag(tag), Some(Language::Spanish), "{tag}");
        }
        assert_eq!(Language::from_tag("en_GB"), Some(Language::English));
        for tag in ["", "est", "fr-CA", "e", "-es"] {
            assert_eq!(Language::from_tag(tag), None, "{tag}");
        }
    }

    #[test]
    fn a_preference_goes_before_what_the_browser_accepts() {
        assert_eq!(
            Language::negotiate(&["es-MX"], Some("en")),
            Language::Spanish
        );
        assert_eq!(
            Language::negotiate(&["tlh", "en"], Some("es")),
            Language::English
        );
        assert_eq!(Language::negotiate(&["fr"], Some("es")), Language::Spanish);
    }

    #[test]
    fn the_highest_quality_is_taken_and_the_earlier_of_two_equal_ones() {
        let accepted = |header| Language::negotiate(&[], Some(header));
        assert_eq!(accepted("fr, en;q=0.4, es;q=0.5"), Language::Spanish);
        assert_eq!(accepted("en;q=0.8,es-MX;q=0.801"), Language::Spanish);
        assert_eq!(accepted("es-US,es;q=0.9,en;q=0.9"), Language::Spanish);
        assert_eq!(accepted("en;q=0.9,es;q=0.9"), Language::English);
    }

    #[test]
    fn a_language_of_quality_nought_or_nonsense_is_not_taken() {
        let accepted = |header| Language::negotiate(&[], Some(header));
        for header in [
            "es;q=0",
            "es;q=0.000",
            "es;q=2",
            "es;q=-1",
            "es;q=1.5",
            "es;level=1",
            "*",
            "",
            ";;,",
            "es;q=x",
        ] {
            assert_eq!(accepted(header), Language::English, "{header}");
        }
    }

    #[test]
    fn an_unknown_key_shows_itself() {
        assert_eq!(text(Language::Spanish, "no-such-key"), "no-such-key");
    }

    #[test]
    fn a_value_is_set_in_as_it_is_without_marks_around_it() {
        let shown = text_with(Language::English, "role-why", &[("role", "{ $x } \"A\"")]);
        assert!(shown.contains("{ $x } \"A\""), "{shown}");
        assert!(!shown.contains(['\u{2068}', '\u{2069}']));
    }

    #[test]
    fn a_count_takes_the_plural_form_of_its_language() {
        let one = count(Language::English, "privacy-launches", "count", 1);
        let many = count(Language::English, "privacy-launches", "count", 2);
        assert!(
            one.starts_with("1 ") && many.starts_with("2 "),
            "{one} {many}"
        );
        assert_ne!(one.replace('1', ""), many.replace('2', ""));
    }
}
