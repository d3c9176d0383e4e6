//! Logs. Owns the one subscriber of the process; what is logged is decided where it happens.

use std::io::IsTerminal;

use tracing::Dispatch;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;
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
    lines(format, log_filter(filter)?, std::io::stderr).try_init()?;
    Ok(())
}

fn lines<W>(format: LogFormat, filter: EnvFilter, writer: W) -> Dispatch
where
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(writer);
    match format {
        LogFormat::Text => lines
            .with_ansi(std::io::stderr().is_terminal())
            .finish()
            .into(),
        LogFormat::Json => lines
            .json()
            .flatten_event(true)
            .with_span_list(false)
            .finish()
            .into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::{Arc, Mutex};

    #[derive(Clone, Default)]
    struct Page(Arc<Mutex<Vec<u8>>>);

    impl std::io::Write for Page {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    fn logged(format: LogFormat, filter: &str) -> String {
        let page = Page::default();
        let writer = page.clone();
        let lines = lines(format, log_filter(filter).unwrap(), move || writer.clone());
        tracing::dispatcher::with_default(&lines, || {
            let span = tracing::info_span!("request", id = "r-1");
            let _inside = span.enter();
            tracing::info!(launch = "l-1", "accepted");
            tracing::debug!("a detail");
        });
        String::from_utf8(page.0.lock().unwrap().clone()).unwrap()
    }

    #[test]
    fn a_json_line_is_one_object_with_its_fields_and_its_request() {
        let text = logged(LogFormat::Json, "info");
        let line: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(line["message"], "accepted");
        assert_eq!(line["launch"], "l-1");
        assert_eq!(line["level"], "INFO");
        assert_eq!(line["span"]["id"], "r-1");
    }

    #[test]
    fn the_filter_decides_what_is_logged() {
        assert!(!logged(LogFormat::Text, "info").contains("a detail"));
        assert!(logged(LogFormat::Text, "debug").contains("a detail"));
        assert_eq!(logged(LogFormat::Text, "off"), "");
    }

    #[test]
    fn a_bad_filter_is_a_mistake_on_its_key_and_logging_starts_only_once() {
        match start(LogFormat::Text, "info,=loud=") {
            Err(StartError::Filter(mistake)) => assert_eq!(mistake.key, "logs.filter"),
            other => panic!("{other:?}"),
        }
        let first = start(LogFormat::Text, "off");
        let second = start(LogFormat::Text, "off");
        assert!(!matches!(first, Err(StartError::Filter(_))));
        assert!(matches!(second, Err(StartError::Started(_))));
    }
}
