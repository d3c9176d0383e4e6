//! Section `logs`: what is logged, and how.

use tracing_subscriber::EnvFilter;

use super::mistake::Mistake;
use super::section::section;
use super::value::setting;

/// The form of a log line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object, for log collectors.
    Json,
}

impl LogFormat {
    const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
        }
    }
}

setting!(
    LogFormat,
    "\"text\" or \"json\"",
    |text: &str| [Self::Text, Self::Json]
        .into_iter()
        .find(|format| format.name() == text),
    |format: &Self| format.name()
);

section! {
    /// What is logged, and how. Logs go to standard error.
    "logs" Logs {
        /// The form of a line: "text" for people, "json" for log collectors.
        format: LogFormat = "text",
        /// What is logged: off, error, warn, info, debug or trace, also by module, as in "info,microcred=debug".
        filter: String = "info",
    }
}

/// A filter from the text of `logs.filter`.
///
/// # Errors
/// A [`Mistake`] on that key.
pub fn log_filter(text: &str) -> Result<EnvFilter, Mistake> {
    EnvFilter::builder().parse(text).map_err(|error| Mistake {
        key: String::from("logs.filter"),
        place: String::from("settings"),
        problem: format!("{text:?} is not a filter such as \"info,microcred=debug\": {error}"),
        proposal: None,
    })
}
