//! Results (section 3.3): what the gradebook shows, with grades that people typed.

use serde_json::Value;
use url::Url;

use super::{below, media};
use crate::lti::names::scope;
use crate::lti::service::{Call, Endpoint, ServiceError, Services, Signer};

const MAX_BYTES: usize = 4 * 1024 * 1024;

/// What a cell shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ResultValue {
    /// The score, where there is one.
    pub score: Option<f64>,
    /// Out of how many.
    pub maximum: f64,
    /// The comment beside it.
    pub comment: Option<String>,
}

/// What the cell of this learner shows; `None` where the platform has nothing about them. Platforms that do not know the
/// filter send everybody, so it is applied here once more.
///
/// # Errors
/// [`ServiceError`].
pub async fn find_result(
    services: &Services,
    endpoint: &Endpoint,
    signer: Signer<'_>,
    line_item: &Url,
    user_id: &str,
) -> Result<Option<ResultValue>, ServiceError> {
    let mut url = below(line_item, "results");
    url.query_pairs_mut().append_pair("user_id", user_id);
    let mut found = None;
    let first = Call::read(url, media::RESULTS, MAX_BYTES);
    let scopes = [scope::RESULT_READONLY];
    services
        .pages(endpoint, &scopes, signer, first, |page| {
            found = in_page(&page.body, user_id)?;
            Ok(found.is_none())
        })
        .await?;
    Ok(found)
}

pub(super) fn in_page(body: &[u8], user_id: &str) -> Result<Option<ResultValue>, ServiceError> {
    let document: Value =
        serde_json::from_slice(body).map_err(|_| ServiceError::Unreadable("no list of results"))?;
    let list = document
        .as_array()
        .ok_or(ServiceError::Unreadable("no list of results"))?;
    let is_theirs = |result: &&Value| match &result["userId"] {
        Value::String(id) => id == user_id,
        Value::Number(id) => id.to_string() == user_id,
        _ => false,
    };
    Ok(list.iter().find(is_theirs).map(|result| ResultValue {
        score: number(&result["resultScore"]),
        maximum: number(&result["resultMaximum"])
            .filter(|maximum| *maximum > 0.0)
            .unwrap_or(1.0),
        comment: result["comment"]
            .as_str()
            .filter(|comment| !comment.is_empty())
            .map(str::to_owned),
    }))
}

/// Numbers come as text from some platforms.
fn number(value: &Value) -> Option<f64> {
    let number = value
        .as_f64()
        .or_else(|| value.as_str().and_then(|text| text.trim().parse().ok()));
    number.filter(|number| number.is_finite())
}
