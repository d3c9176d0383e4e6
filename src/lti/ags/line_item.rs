//! Line items (section 3.2): the columns of a gradebook.

use serde::Serialize;
use serde_json::Value;
use url::Url;

use super::media;
use crate::lti::names::scope;
use crate::lti::service::{Call, Endpoint, ServiceError, Services, Signer};

const MAX_BYTES: usize = 4 * 1024 * 1024;

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineItem {
    /// Its address.
    pub id: String,
    /// The link that it belongs to.
    pub resource_link_id: Option<String>,
    /// Our name for what it grades.
    pub resource_id: Option<String>,
    /// Our name for how.
    pub tag: Option<String>,
}

/// A column that is wanted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Wanted<'a> {
    /// Its maximum.
    pub score_maximum: u32,
    /// As the gradebook shows it.
    pub label: &'a str,
    /// The link that it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource_link_id: Option<&'a str>,
    /// Our name for what it grades.
    pub resource_id: &'a str,
    /// Our name for how.
    pub tag: &'a str,
    /// For Canvas: the address that the column opens, which makes it an assignment of ours.
    #[serde(
        rename = "https://canvas.instructure.com/lti/submission_type",
        skip_serializing_if = "Option::is_none"
    )]
    pub opens: Option<Opens<'a>>,
}

/// What a column opens, in Canvas' words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Opens<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    external_tool_url: &'a str,
}

impl<'a> Opens<'a> {
    /// This address, of the tool.
    #[must_use]
    pub const fn tool(external_tool_url: &'a str) -> Self {
        Self {
            kind: "external_tool",
            external_tool_url,
        }
    }
}

/// The columns of ours in a course with this name for what they grade. `limit` is asked for where that does no harm.
///
/// # Errors
/// [`ServiceError`].
pub async fn list_line_items(
    services: &Services,
    endpoint: &Endpoint,
    signer: Signer<'_>,
    container: &Url,
    resource_id: &str,
    limit: Option<u32>,
) -> Result<Vec<LineItem>, ServiceError> {
    let mut url = container.clone();
    url.query_pairs_mut()
        .append_pair("resource_id", resource_id);
    if let Some(limit) = limit {
        url.query_pairs_mut()
            .append_pair("limit", &limit.to_string());
    }
    let mut found = Vec::new();
    let first = Call::read(url, media::LINE_ITEMS, MAX_BYTES);
    // Reading has a scope of its own, which Moodle insists on and others do not know.
    let scopes = [scope::LINE_ITEM_READONLY];
    services
        .pages(endpoint, &scopes, signer, first, |page| {
            let document: Value = serde_json::from_slice(&page.body)
                .map_err(|_| ServiceError::Unreadable("no list of line items"))?;
            let list = document
                .as_array()
                .ok_or(ServiceError::Unreadable("no list of line items"))?;
            let ours = list
                .iter()
                .filter_map(read)
                .filter(|item| item.resource_id.as_deref() == Some(resource_id));
            found.extend(ours);
            Ok(true)
        })
        .await?;
    Ok(found)
}

/// Makes a column and gives it as the platform made it.
///
/// # Errors
/// [`ServiceError`].
pub async fn create_line_item(
    services: &Services,
    endpoint: &Endpoint,
    signer: Signer<'_>,
    container: &Url,
    wanted: &Wanted<'_>,
) -> Result<LineItem, ServiceError> {
    let body = serde_json::to_vec(wanted)
        .map_err(|_| ServiceError::Unreadable("a line item that cannot be written"))?;
    let call = Call {
        method: "POST",
        url: container.clone(),
        accept: Some(media::LINE_ITEM),
        body: Some((media::LINE_ITEM, body)),
        max_bytes: MAX_BYTES,
    };
    let response = services
        .call(endpoint, &[scope::LINE_ITEM], signer, call)
        .await?;
    let made: Value = serde_json::from_slice(&response.body)
        .map_err(|_| ServiceError::Unreadable("no line item"))?;
    read(&made).ok_or(ServiceError::Unreadable("a line item without an address"))
}

/// What is not there may be absent, empty or null.
fn read(item: &Value) -> Option<LineItem> {
    let text = |name: &str| {
        item[name]
            .as_str()
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
    };
    Some(LineItem {
        id: text("id")?,
        resource_link_id: text("resourceLinkId"),
        resource_id: text("resourceId"),
        tag: text("tag"),
    })
}
