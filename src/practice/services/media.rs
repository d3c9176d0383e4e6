//! Media types of service calls, compared as strictly as the product does it.

use axum::http::HeaderMap;
use axum::http::header::{ACCEPT, CONTENT_TYPE, HeaderName};

use super::Refused;
use crate::practice::profile::MediaRule;

/// Checks that the caller accepts what will be sent.
pub fn check_accept(rule: MediaRule, headers: &HeaderMap, media_type: &str) -> Result<(), Refused> {
    let accept = text(headers, ACCEPT);
    match rule {
        MediaRule::Tolerant => Ok(()),
        MediaRule::Literal if accept == media_type => Ok(()),
        MediaRule::Literal if accept == "*/*" => {
            Err(Refused::new(400, "No context or unsupported content type"))
        }
        MediaRule::Literal => Err(Refused::new(400, format!("No handler found for {accept}"))),
        MediaRule::Negotiated => {
            let accepted = accept.is_empty()
                || accept
                    .split(',')
                    .map(essence)
                    .any(|one| one == media_type || one == "*/*" || one == "application/*");
            if accepted {
                Ok(())
            } else {
                Err(Refused::new(406, format!("Only {media_type} is on offer.")))
            }
        }
    }
}

/// Checks that the caller sends what is expected.
pub fn check_content_type(
    rule: MediaRule,
    headers: &HeaderMap,
    media_type: &str,
) -> Result<(), Refused> {
    let sent = text(headers, CONTENT_TYPE);
    match rule {
        MediaRule::Tolerant => Ok(()),
        _ if essence(&sent) == media_type => Ok(()),
        MediaRule::Literal => Err(Refused::new(400, format!("No handler found for {sent}"))),
        MediaRule::Negotiated => Err(Refused::new(415, format!("The body must be {media_type}."))),
    }
}

fn text(headers: &HeaderMap, name: HeaderName) -> String {
    headers
        .get(name)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
        .to_owned()
}

/// A media type without its parameters.
fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim()
}
