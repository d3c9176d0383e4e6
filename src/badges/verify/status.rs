//! Whether the issuer took the badge back. A list counts only with the same issuer's proof; one that cannot be had is
//! said so, and is no "no".

use serde_json::{Map, Value};
use url::Url;

use super::source::{self, Source};
use super::{Code, Finding, Verdict, text};
use crate::badges::credential::StatusPurpose;
use crate::badges::fetch::{Fetch, FetchError};
use crate::badges::{jwt, moment, status_list};
use crate::clock::Timestamp;
use crate::strict_json;

/// The largest list that is read, in bytes.
const MAX_LIST: usize = 2 * 1024 * 1024;
/// A badge has one entry; the data model allows several.
const MAX_ENTRIES: usize = 4;

pub async fn check(document: &Map<String, Value>, network: &dyn Fetch, now: Timestamp) -> Finding {
    let entries: Vec<&Value> = match document.get("credentialStatus") {
        None | Some(Value::Null) => return Finding::new(Code::StatusNone),
        Some(Value::Array(all)) => all.iter().collect(),
        Some(one) => vec![one],
    };
    let mut finding = Finding::new(Code::StatusNone);
    if entries.len() > MAX_ENTRIES {
        return Finding::new(Code::StatusUnsupported);
    }
    for entry in entries {
        let next = entry_status(entry, document, network, now).await;
        // The worst of all counts.
        let weight = |finding: &Finding| match finding.verdict {
            Verdict::Bad => 2,
            Verdict::Unknown => 1,
            Verdict::Good | Verdict::Skipped => 0,
        };
        if weight(&next) >= weight(&finding) {
            finding = next;
        }
    }
    finding
}

async fn entry_status(
    entry: &Value,
    document: &Map<String, Value>,
    network: &dyn Fetch,
    now: Timestamp,
) -> Finding {
    let kind = match entry.get("type") {
        Some(Value::Array(all)) => all.first().and_then(Value::as_str),
        one => one.and_then(Value::as_str),
    };
    match kind {
        Some("BitstringStatusListEntry") => bitstring(entry, document, network, now).await,
        Some("1EdTechRevocationList") => revocation_list(entry, document, network).await,
        other => Finding::new(Code::StatusUnsupported).about(other.unwrap_or("?")),
    }
}

async fn get(address: &str, network: &dyn Fetch) -> Result<Vec<u8>, Finding> {
    let unreachable = |error: FetchError| {
        Finding::new(Code::StatusUnreachable).about(format!("{address}: {error}"))
    };
    let place: Url = address
        .parse()
        .map_err(|_| unreachable(FetchError::Refused))?;
    network.get(place, MAX_LIST).await.map_err(unreachable)
}

async fn bitstring(
    entry: &Value,
    document: &Map<String, Value>,
    network: &dyn Fetch,
    now: Timestamp,
) -> Finding {
    let said = |name: &str| entry.get(name).and_then(Value::as_str);
    let Some(address) = said("statusListCredential") else {
        return Finding::new(Code::StatusUnsupported);
    };
    let purpose = said("statusPurpose").and_then(StatusPurpose::from_code);
    let place = said("statusListIndex").and_then(|index| index.parse().ok());
    let (Some(purpose), Some(place)) = (purpose, place) else {
        return Finding::new(Code::StatusUnsupported).about(address);
    };
    let list = match get(address, network).await {
        Ok(list) => list,
        Err(finding) => return finding,
    };
    let untrusted = || Finding::new(Code::StatusUntrusted).about(address);
    let Some(list) = authentic(&list, document, network, now).await else {
        return untrusted();
    };
    let bits = status_list::read(list.document(), purpose);
    match (bits.map(|bits| bits.is_set(place)), purpose) {
        (Ok(Some(false)), _) => Finding::new(Code::StatusGood),
        (Ok(Some(true)), StatusPurpose::Revocation) => Finding::new(Code::Revoked),
        (Ok(Some(true)), StatusPurpose::Suspension) => Finding::new(Code::Suspended),
        _ => untrusted(),
    }
}

/// The list, if it is of the badge's issuer, signed by it, and of this time.
async fn authentic(
    list: &[u8],
    document: &Map<String, Value>,
    network: &dyn Fetch,
    now: Timestamp,
) -> Option<Source> {
    let list = source::text(std::str::from_utf8(list).ok()?, Code::StatusUntrusted).ok()?;
    if jwt::issuer_of(list.document()) != jwt::issuer_of(document) {
        return None;
    }
    let read = |name: &str| text(list.document(), name).map(moment::read);
    // A time that cannot be read is none to rely on.
    let is_current = read("validUntil").is_none_or(|end| end.is_some_and(|end| end > now))
        && read("validFrom").is_none_or(|begin| begin.is_some_and(|begin| begin <= now));
    let findings = super::authenticate(&list, network, now).await;
    let is_good = findings
        .iter()
        .all(|finding| finding.verdict == Verdict::Good);
    (is_current && is_good).then_some(list)
}

/// A list of 1EdTech names what was taken back, without a proof: it is believed where the badge says that it is.
async fn revocation_list(
    entry: &Value,
    document: &Map<String, Value>,
    network: &dyn Fetch,
) -> Finding {
    let Some(address) = entry.get("id").and_then(Value::as_str) else {
        return Finding::new(Code::StatusUnsupported);
    };
    let list = match get(address, network).await {
        Ok(list) => list,
        Err(finding) => return finding,
    };
    let untrusted = || Finding::new(Code::StatusUntrusted).about(address);
    let Ok(list) = strict_json::object(&list) else {
        return untrusted();
    };
    if text(&list, "issuer") != jwt::issuer_of(document) {
        return untrusted();
    }
    let Some(listed) = list.get("revokedCredential").and_then(Value::as_array) else {
        return untrusted();
    };
    let is_listed = |one: &&Value| {
        one.get("id").and_then(Value::as_str) == text(document, "id")
            && one.get("revoked") != Some(&Value::Bool(false))
    };
    match listed.iter().find(is_listed) {
        Some(listed) => {
            let reason = listed.get("revocationReason").and_then(Value::as_str);
            let finding = Finding::new(Code::Revoked);
            match reason {
                Some(reason) => finding.about(reason),
                None => finding,
            }
        }
        None => Finding::new(Code::StatusGood),
    }
}
