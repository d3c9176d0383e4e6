//! How a command ends when it does not end well. Owns exit status and words.

use std::process::ExitCode;

use crate::app;
use crate::config::Mistakes;
use crate::store;

/// A command that did not do what it was asked to.
#[derive(Debug)]
pub struct Failure {
    status: u8,
    message: String,
}

impl Failure {
    /// A problem in the data or at the other side.
    pub fn problem(message: impl Into<String>) -> Self {
        Self {
            status: 1,
            message: message.into(),
        }
    }

    /// Wrong use.
    pub fn wrong_use(message: impl Into<String>) -> Self {
        Self {
            status: 2,
            message: message.into(),
        }
    }

    /// Says it on the error output and gives the exit status.
    #[must_use]
    #[expect(
        clippy::print_stderr,
        reason = "this is where a command speaks to the person who ran it"
    )]
    pub fn report(&self) -> ExitCode {
        eprintln!("microcred: {self}");
        ExitCode::from(self.status)
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl From<Mistakes> for Failure {
    fn from(mistakes: Mistakes) -> Self {
        Self::wrong_use(format!("the settings do not hold:\n{mistakes}"))
    }
}

impl From<store::Error> for Failure {
    fn from(error: store::Error) -> Self {
        Self::problem(error.to_string())
    }
}

impl From<app::Error> for Failure {
    fn from(error: app::Error) -> Self {
        match error {
            app::Error::NotFound(_) | app::Error::Invalid(_) => Self::wrong_use(error.to_string()),
            error => Self::problem(error.to_string()),
        }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::problem(error.to_string())
    }
}
