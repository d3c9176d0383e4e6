//! The settings. Owns where they come from (defaults, below the TOML file, below the environment, below the
//! command line), their types, their rules and their documentation. Acts on none of them.
//!
//! A key is written down once, in its section's file, with type, default and meaning; struct, defaults, the
//! documented file `microcred.example.toml` and the list for `microcred config` are made from that.

mod amount;
mod badges;
mod check;
mod database;
mod evidence;
mod example;
mod keys;
mod launch;
mod layer;
mod logs;
mod mistake;
#[cfg(test)]
mod mistake_tests;
mod read;
mod retention;
mod scores;
mod secret;
mod section;
mod security;
mod server;
#[cfg(test)]
mod tests;
mod tool;
mod value;
mod warning;
#[cfg(test)]
mod wrong_value_tests;

use std::path::PathBuf;

pub use amount::Size;
pub use badges::Badges;
pub use database::Database;
pub use evidence::Evidence;
pub use example::example;
pub use keys::Keys;
pub use launch::Launch;
pub use logs::{LogFormat, Logs, log_filter};
pub use mistake::{Mistake, Mistakes};
pub use retention::Retention;
pub use scores::Scores;
pub use secret::Secret;
pub use section::Key;
pub use security::Security;
pub use server::{Server, ServerRole};
pub use tool::Tool;

use read::Reader;
use section::Section;

/// Where settings are looked for.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// The TOML file, if one is named.
    pub file: Option<PathBuf>,
    /// The process's environment; variables that are not ours are passed over.
    pub environment: Vec<(String, String)>,
    /// `section.key` and value from the command line, which goes before everything else.
    pub overrides: Vec<(&'static str, String)>,
}

/// Where the value of a setting comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// `section.key`.
    pub key: &'static str,
    /// `default`, the file's path, the variable's name or `command line`.
    pub place: String,
}

/// One line of `microcred config`.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Described {
    /// `section.key`.
    pub key: &'static str,
    /// The value as TOML text, `(not set)`, or `***` for a secret.
    pub value: String,
    /// See [`Origin::place`].
    pub source: String,
}

struct SectionDoc {
    name: &'static str,
    doc: &'static [&'static str],
    keys: &'static [Key],
}

/// Makes [`Config`] and the lists over its sections.
macro_rules! config {
    ($( $(#[doc = $doc:expr])+ $field:ident: $section:ty, )+) => {
        /// Every setting, each a valid value of its type.
        #[derive(Clone, Debug, PartialEq)]
        pub struct Config {
            $( $(#[doc = $doc])+ pub $field: $section, )+
        }

        const SECTIONS: &[SectionDoc] = &[$(
            SectionDoc {
                name: <$section>::NAME,
                doc: <$section>::DOC,
                keys: <$section>::KEYS,
            },
        )+];

        impl Config {
            fn read(reader: &mut Reader) -> Self {
                Self { $( $field: <$section>::read(reader), )+ }
            }

            fn shown(&self) -> Vec<String> {
                [$( self.$field.shown() ),+].concat()
            }
        }
    };
}

config! {
    /// Where the tool listens.
    server: Server,
    /// Where everything durable lies.
    database: Database,
    /// Secrets, sessions and networks.
    security: Security,
    /// How old the parts of a launch may be.
    launch: Launch,
    /// The tool's signing keys.
    keys: Keys,
    /// How the tool presents itself.
    tool: Tool,
    /// What is logged, and how.
    logs: Logs,
    /// Where evidence lies, and how large it may be.
    evidence: Evidence,
    /// How scores are sent.
    scores: Scores,
    /// Under which address badges live.
    badges: Badges,
    /// How long records are kept.
    retention: Retention,
}

/// Every key that there is, in the order of the file.
pub fn keys() -> impl Iterator<Item = &'static Key> {
    SECTIONS.iter().flat_map(|section| section.keys)
}

impl Config {
    /// Reads all settings and checks them, and says where each value comes from.
    ///
    /// # Errors
    /// [`Mistakes`] with everything that is wrong, not only the first.
    pub fn load(sources: &Sources) -> Result<(Self, Vec<Origin>), Mistakes> {
        let mut mistakes = Vec::new();
        let layers = layer::layers(sources, &mut mistakes);
        let mut reader = Reader::new(layers, mistakes);
        let config = Self::read(&mut reader);
        let Reader {
            mut mistakes,
            origins,
            ..
        } = reader;
        let wrong: Vec<String> = mistakes.iter().map(|mistake| mistake.key.clone()).collect();
        for mut broken in check::check(&config, &wrong).0 {
            if let Some(origin) = origins.iter().find(|origin| origin.key == broken.key) {
                broken.place.clone_from(&origin.place);
            }
            mistakes.push(broken);
        }
        if mistakes.is_empty() {
            Ok((config, origins))
        } else {
            Err(Mistakes(mistakes))
        }
    }

    /// Checks the rules that hold between values; [`Config::load`] has done so already.
    ///
    /// # Errors
    /// [`Mistakes`] with every broken rule.
    pub fn check(&self) -> Result<(), Mistakes> {
        let mistakes = check::check(self, &[]);
        if mistakes.0.is_empty() {
            Ok(())
        } else {
            Err(mistakes)
        }
    }

    /// What works, but probably not as meant: sentences to log at the start.
    #[must_use]
    pub fn warnings(&self) -> Vec<String> {
        warning::warnings(self)
    }

    /// Every key with its value and source, secrets hidden, in the order of the file.
    #[must_use]
    pub fn describe(&self, origins: &[Origin]) -> Vec<Described> {
        keys()
            .zip(self.shown())
            .map(|(key, value)| Described {
                key: key.name,
                value,
                source: origins
                    .iter()
                    .find(|origin| origin.key == key.name)
                    .map_or_else(|| layer::DEFAULT.to_owned(), |origin| origin.place.clone()),
            })
            .collect()
    }
}

impl Default for Config {
    /// What holds when nothing is set.
    fn default() -> Self {
        Self::read(&mut Reader::new(layer::defaults(), Vec::new()))
    }
}
