//! Settings that nobody may see.

use std::fmt;

use super::value::Setting;

/// A text that is never shown: not in messages, not in logs, not when serialized.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

const HIDDEN: &str = "***";

impl Secret {
    /// The text itself, for the one place that needs it.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(HIDDEN)
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(HIDDEN)
    }
}

impl serde::Serialize for Secret {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(HIDDEN)
    }
}

impl Setting for Secret {
    const KIND: &'static str = "a text";
    const IS_SECRET: bool = true;

    fn parse(text: &str) -> Option<Self> {
        Some(Self(text.to_owned()))
    }

    fn shown(&self) -> String {
        self.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_shows_itself_to_nobody_but_who_asks_for_it() {
        let secret = Secret::from(String::from("hunter2"));
        assert_eq!(
            format!("{secret} {secret:?} {:?}", Some(&secret)),
            "*** *** Some(***)"
        );
        assert_eq!(serde_json::to_string(&secret).unwrap(), r#""***""#);
        assert_eq!(Setting::shown(&secret), "***");
        assert_eq!(secret.reveal(), "hunter2");
    }
}
