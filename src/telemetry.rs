//! Logs. Owns the one subscriber of the process; what is logged is decided where it happens.

use std::io::IsTerminal;

use tracing_subscriber::util::{SubscriberInitExt, TryInitError};

use crate::config::{LogFormat, Mistake, log_filter};

/// Why logging did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The filter is none.
    #[error(transparent)]
    Filter(#[from] Mistake),
    /// Something logs in this process already.
    #[error("logging was started before: {0}")]
    Started(#[from] TryInitError),
}

/// Starts logging to standard error, so that standard output stays free for what commands answer.
///
/// # Errors
/// [`StartError::Filter`] for a filter that cannot be read, [`StartError::Started`] on the second call.
pub fn start(format: LogFormat, filter: &str) -> Result<(), StartError> {
    let filter = log_filter(filter)?;
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    match format {
        LogFormat::Text => lines
            .with_ansi(std::io::stderr().is_terminal())
            .finish()
            .try_init()?,
        LogFormat::Json => lines
            .json()
            .flatten_event(true)
            .with_span_list(false)
            .finish()
            .try_init()?,
    }
    Ok(())
}
