//! Whether a badge that was taken back was issued anew. An issuer that corrects a badge, or lets it hold again, takes the former
//! issue back and gives another under the same id; whoever has the former one should be led to the latter, and not to believe
//! that there is none.

use serde_json::{Map, Value};
use url::Url;

use super::source::{self, Source};
use super::{Code, Finding, Verdict, authenticate, status, structure, text};
use crate::badges::fetch::Fetch;
use crate::badges::{jwt, moment};
use crate::clock::Timestamp;

/// The newest issue of the same badge, as a finding in place of the former one's being taken back; `None` when there is none that
/// is genuine and holds. It counts only with the same issuer's proof, the same id, and from a later moment on.
pub async fn find(
    document: &Map<String, Value>,
    network: &dyn Fetch,
    now: Timestamp,
) -> Option<Finding> {
    let address = refresh(document)?;
    let content = network.get(address, source::MAX_BYTES).await.ok()?;
    let newer = source::text(std::str::from_utf8(&content).ok()?, Code::Unrecognised).ok()?;
    if !replaces(newer.document(), document) || structure::check(newer.document()).is_err() {
        return None;
    }
    if !is_authentic(&newer, network, now).await {
        return None;
    }
    let holds = status::check(newer.document(), network, now).await;
    let id = text(document, "id")?;
    (holds.verdict == Verdict::Good).then(|| Finding::new(Code::Replaced).about(id))
}

/// Where the badge says that its newest issue is.
fn refresh(document: &Map<String, Value>) -> Option<Url> {
    let service = document.get("refreshService")?;
    if service.get("type")? != "1EdTechCredentialRefresh" {
        return None;
    }
    let address: Url = service.get("id")?.as_str()?.parse().ok()?;
    matches!(address.scheme(), "http" | "https").then_some(address)
}

/// Of two documents of one issuer with one id the later one counts.
fn replaces(newer: &Map<String, Value>, former: &Map<String, Value>) -> bool {
    let from = |of| text(of, "validFrom").and_then(moment::read);
    let is_same = text(newer, "id").is_some()
        && text(newer, "id") == text(former, "id")
        && jwt::issuer_of(newer) == jwt::issuer_of(former);
    is_same && from(newer) > from(former)
}

async fn is_authentic(newer: &Source, network: &dyn Fetch, now: Timestamp) -> bool {
    let findings = authenticate(newer, network, now).await;
    findings
        .iter()
        .all(|finding| finding.verdict == Verdict::Good)
}
