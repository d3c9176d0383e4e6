//! How a section of the settings is written down: every key once, with its type, its default and its meaning.
//! Owns the macro and what it makes; which keys there are is each section's own file.

use super::read::Reader;

/// One setting as it is documented.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// `section.key`, as in messages and in `microcred config`.
    pub name: &'static str,
    /// The section alone.
    pub section: &'static str,
    /// The key alone.
    pub field: &'static str,
    /// The default as TOML text; `None` when the setting is unset by default.
    pub default: Option<&'static str>,
    /// A sample value as TOML text, for settings without a default.
    pub example: Option<&'static str>,
    /// What it means, line by line.
    pub doc: &'static [&'static str],
    /// Whether its value must never be shown.
    pub is_secret: bool,
}

/// A section of the settings.
pub(super) trait Section: Sized {
    /// Its name in the file.
    const NAME: &'static str;
    /// What it is about, line by line.
    const DOC: &'static [&'static str];
    /// Its keys in the order of the file.
    const KEYS: &'static [Key];

    /// Reads all its keys; what is wrong is noted in `reader` and stands at its default.
    fn read(reader: &mut Reader) -> Self;

    /// The values as people may see them, in the order of [`Section::KEYS`].
    fn shown(&self) -> Vec<String>;
}

/// Makes a section's struct and its [`Section`] from one list:
/// `name: Type = default,` or, for an `Option`, `name: Type = none, like example;`.
macro_rules! section {
    (
        $(#[doc = $about:expr])+
        $section:literal $struct:ident {
            $( $(#[doc = $doc:expr])+ $field:ident: $type:ty = $default:tt $(like $example:literal)?, )+
        }
    ) => {
        $(#[doc = $about])+
        #[derive(Clone, Debug, PartialEq)]
        pub struct $struct {
            $( $(#[doc = $doc])+ pub $field: $type, )+
        }

        impl $crate::config::section::Section for $struct {
            const NAME: &'static str = $section;
            const DOC: &'static [&'static str] = &[$($about),+];
            const KEYS: &'static [$crate::config::Key] = &[$(
                $crate::config::Key {
                    name: concat!($section, ".", stringify!($field)),
                    section: $section,
                    field: stringify!($field),
                    default: $crate::config::section::default_text!($default),
                    example: $crate::config::section::example_text!($($example)?),
                    doc: &[$($doc),+],
                    is_secret: <$type as $crate::config::value::Setting>::IS_SECRET,
                },
            )+];

            fn read(reader: &mut $crate::config::read::Reader) -> Self {
                Self {
                    $( $field: reader.value(concat!($section, ".", stringify!($field))), )+
                }
            }

            fn shown(&self) -> Vec<String> {
                vec![$( $crate::config::value::Setting::shown(&self.$field) ),+]
            }
        }
    };
}

macro_rules! default_text {
    (none) => {
        None
    };
    ($text:literal) => {
        Some(stringify!($text))
    };
}

macro_rules! example_text {
    () => {
        None
    };
    ($text:literal) => {
        Some(stringify!($text))
    };
}

pub(super) use {default_text, example_text, section};
