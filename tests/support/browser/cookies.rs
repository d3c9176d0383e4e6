//! A browser's cookies. Owns the rules by which browsers keep and send them, as far as the tool depends on them.

use cookie::{Cookie, SameSite};

use super::Place;

/// What is kept. Cookies of a frame are kept apart from those of a tab, and only when they ask for that: browsers
/// keep no other cookies of a frame.
#[derive(Clone, Default)]
pub struct Cookies {
    kept: Vec<(Place, String, String)>,
    pub are_refused: bool,
}

impl Cookies {
    /// Keeps a `Set-Cookie` line, or does not.
    pub fn take(&mut self, place: Place, origin: &str, line: &str) {
        let cookie = Cookie::parse(line.to_owned()).unwrap();
        if self.are_refused || !is_kept(&cookie, place, origin) {
            return;
        }
        self.kept
            .retain(|(other, name, _)| !(*other == place && name == cookie.name()));
        if !cookie.value().is_empty() {
            let (name, value) = cookie.name_value();
            self.kept.push((place, name.to_owned(), value.to_owned()));
        }
    }

    /// The value of one of them.
    pub fn value(&self, place: Place, name: &str) -> Option<&str> {
        let mut kept = self.kept.iter();
        let found = kept.find(|(other, known, _)| *other == place && known == name);
        found.map(|(_, _, value)| value.as_str())
    }

    /// The `Cookie` header.
    pub fn line(&self, place: Place) -> Option<String> {
        let pairs: Vec<_> = self
            .kept
            .iter()
            .filter(|(other, ..)| *other == place)
            .map(|(_, name, value)| format!("{name}={value}"))
            .collect();
        (!pairs.is_empty()).then(|| pairs.join("; "))
    }
}

fn is_kept(cookie: &Cookie, place: Place, origin: &str) -> bool {
    let is_trustworthy = origin.starts_with("https://") || origin.starts_with("http://localhost");
    let is_secure = cookie.secure() == Some(true);
    let has_host_rules = is_secure && cookie.path() == Some("/") && cookie.domain().is_none();
    let fits_frame = is_secure
        && cookie.same_site() == Some(SameSite::None)
        && cookie.partitioned() == Some(true);
    (!is_secure || is_trustworthy)
        && (!cookie.name().starts_with("__Host-") || has_host_rules)
        && (place == Place::Tab || fits_frame)
}

mod tests {
    use super::{Cookies, Place};

    const GOOD: &str = "__Host-a=1; Path=/; Secure; HttpOnly; SameSite=None; Partitioned";

    fn kept(place: Place, origin: &str, line: &str) -> bool {
        let mut cookies = Cookies::default();
        cookies.take(place, origin, line);
        cookies.line(place).is_some()
    }

    #[test]
    fn a_frame_keeps_only_what_browsers_keep_there() {
        for place in [Place::Frame, Place::Tab] {
            assert!(kept(place, "https://tool.example", GOOD));
            assert!(!kept(place, "http://tool.example", GOOD));
            let for_a_domain = format!("{GOOD}; Domain=tool.example");
            assert!(!kept(place, "https://tool.example", &for_a_domain));
            let other_path = GOOD.replace("Path=/", "Path=/app");
            assert!(!kept(place, "https://tool.example", &other_path));
        }
        for (attribute, instead) in [("Partitioned", ""), ("SameSite=None", "SameSite=Lax")] {
            let line = GOOD.replace(attribute, instead);
            assert!(!kept(Place::Frame, "https://tool.example", &line));
            assert!(kept(Place::Tab, "https://tool.example", &line));
        }
    }

    #[test]
    fn what_a_frame_keeps_is_not_sent_from_a_tab() {
        let mut cookies = Cookies::default();
        cookies.take(Place::Frame, "https://tool.example", GOOD);
        assert_eq!(cookies.line(Place::Frame).as_deref(), Some("__Host-a=1"));
        assert_eq!(cookies.line(Place::Tab), None);
    }
}
