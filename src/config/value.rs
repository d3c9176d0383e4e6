//! How the value of a setting is written and shown. Owns the spelling of each type; what a value is good for is
//! the sections' business.

use std::net::SocketAddr;
use std::path::PathBuf;

use figment::value::Value;
use url::Url;

/// A type that settings can have.
pub(super) trait Setting: Sized {
    /// What a person should have written, to stand after "is not".
    const KIND: &'static str;
    /// Whether its values must never be shown.
    const IS_SECRET: bool = false;

    /// From text, as in the environment or between quotation marks in the file.
    fn parse(text: &str) -> Option<Self>;

    /// From any value of the file.
    fn read(value: &Value) -> Option<Self> {
        value.as_str().and_then(Self::parse)
    }

    /// The value when the setting is nowhere set and has no default.
    fn absent() -> Option<Self> {
        None
    }

    /// The value as people may see it, as TOML text.
    fn shown(&self) -> String;
}

/// Makes a [`Setting`] of a type by the words for its kind, its parser and its text.
macro_rules! setting {
    ($type:ty, $kind:literal, $parse:expr, $text:expr) => {
        impl $crate::config::value::Setting for $type {
            const KIND: &'static str = $kind;

            fn parse(text: &str) -> Option<Self> {
                ($parse)(text)
            }

            fn shown(&self) -> String {
                format!("{:?}", ($text)(self))
            }
        }
    };
}
pub(super) use setting;

setting!(
    SocketAddr,
    "an address and a port such as \"127.0.0.1:8080\"",
    |text: &str| text.parse().ok(),
    SocketAddr::to_string
);
setting!(
    Url,
    "an address such as \"https://credentials.example.org\"",
    |text: &str| text.parse().ok(),
    |url: &Url| url.as_str().trim_end_matches('/').to_owned()
);
setting!(
    PathBuf,
    "a path",
    |text: &str| (!text.is_empty()).then(|| PathBuf::from(text)),
    |path: &PathBuf| path.display().to_string()
);
setting!(
    String,
    "a text",
    |text: &str| Some(text.to_owned()),
    String::clone
);

impl Setting for usize {
    const KIND: &'static str = "a whole number";

    fn parse(text: &str) -> Option<Self> {
        text.parse().ok()
    }

    fn read(value: &Value) -> Option<Self> {
        let signed = value.to_i128().and_then(|number| number.try_into().ok());
        let number = signed.or_else(|| value.to_u128().and_then(|number| number.try_into().ok()));
        number.or_else(|| value.as_str().and_then(Self::parse))
    }

    fn shown(&self) -> String {
        self.to_string()
    }
}

impl Setting for bool {
    const KIND: &'static str = "true or false";

    fn parse(text: &str) -> Option<Self> {
        text.parse().ok()
    }

    fn read(value: &Value) -> Option<Self> {
        value
            .to_bool()
            .or_else(|| value.as_str().and_then(Self::parse))
    }

    fn shown(&self) -> String {
        self.to_string()
    }
}

impl<T: Setting> Setting for Option<T> {
    const KIND: &'static str = T::KIND;
    const IS_SECRET: bool = T::IS_SECRET;

    fn parse(text: &str) -> Option<Self> {
        T::parse(text).map(Some)
    }

    fn read(value: &Value) -> Option<Self> {
        match value.as_str() {
            Some("") => Some(None),
            _ => T::read(value).map(Some),
        }
    }

    fn absent() -> Option<Self> {
        Some(None)
    }

    fn shown(&self) -> String {
        self.as_ref()
            .map_or_else(|| String::from("(not set)"), Setting::shown)
    }
}
