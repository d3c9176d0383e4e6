//! Badges of Open Badges 2.0, hosted: nothing is signed, and what counts is what the issuer shows at the badge's own
//! address (Open Badges 2.0, "Verification"). So it is fetched from there, whatever somebody brought.

use serde_json::{Map, Value};
use url::Url;

use super::{Code, Finding, Report, Shown, text};
use crate::badges::fetch::{Fetch, FetchError};
use crate::badges::moment;
use crate::clock::Timestamp;
use crate::strict_json;

/// The largest document, in bytes; some carry their picture inside.
const MAX_DOCUMENT: usize = 2 * 1024 * 1024;

/// A badge that is somewhere.
#[derive(Debug)]
pub struct Hosted {
    /// Where it says that it is.
    pub address: Url,
    /// What somebody brought of it.
    pub brought: Option<Map<String, Value>>,
}

/// The three documents of an award.
struct Documents {
    assertion: Map<String, Value>,
    class: Map<String, Value>,
    issuer: Map<String, Value>,
}

pub async fn verify(hosted: Hosted, network: &dyn Fetch, now: Timestamp) -> Report {
    let mut findings = vec![Finding::new(Code::ReadHosted)];
    let documents = match fetch(&hosted.address, network).await {
        Ok(documents) => documents,
        Err(finding) => {
            findings.push(finding);
            return Report::ending_with(findings, None);
        }
    };
    let Documents {
        assertion, issuer, ..
    } = &documents;
    let kind = assertion.get("verification").or(assertion.get("verify"));
    let kind = kind.and_then(|verification| verification.get("type")?.as_str());
    if !matches!(kind, Some("HostedBadge" | "hosted")) {
        findings.push(Finding::new(Code::OlderSigned));
        return Report::ending_with(findings, shown(&documents));
    }
    findings.push(Finding::new(Code::StructureSound));
    findings.push(if is_in_scope(&hosted.address, &documents) {
        Finding::new(Code::HostedByIssuer).about(text(issuer, "id").unwrap_or_default())
    } else {
        Finding::new(Code::HostedElsewhere).about(&hosted.address)
    });
    findings.push(match &hosted.brought {
        Some(brought) if !is_same(brought, assertion) => Finding::new(Code::HostedDiffers),
        _ => Finding::new(Code::HostedSame),
    });
    findings.push(status(assertion));
    findings.push(validity(assertion, now));
    let shown = shown(&documents);
    Report::new(findings, shown)
}

async fn fetch(address: &Url, network: &dyn Fetch) -> Result<Documents, Finding> {
    let assertion = document(address, network).await?;
    if text(&assertion, "id") != Some(address.as_str()) {
        return Err(Finding::new(Code::MemberMissing).about("id"));
    }
    if assertion.get("revoked") == Some(&Value::Bool(true)) {
        return Err(status(&assertion));
    }
    let class = part(&assertion, "badge", network).await?;
    let issuer = part(&class, "issuer", network).await?;
    if text(&class, "name").is_none() {
        return Err(Finding::new(Code::MemberMissing).about("badge.name"));
    }
    Ok(Documents {
        assertion,
        class,
        issuer,
    })
}

/// A document that another names by its address, or holds.
async fn part(
    of: &Map<String, Value>,
    name: &str,
    network: &dyn Fetch,
) -> Result<Map<String, Value>, Finding> {
    let missing = || Finding::new(Code::MemberMissing).about(name);
    let address = match of.get(name) {
        Some(Value::Object(inside)) => return Ok(inside.clone()),
        Some(Value::String(address)) => address,
        _ => return Err(missing()),
    };
    let place = address.parse().map_err(|_| missing())?;
    let found = document(&place, network).await?;
    if text(&found, "id") == Some(address) {
        Ok(found)
    } else {
        Err(missing())
    }
}

async fn document(address: &Url, network: &dyn Fetch) -> Result<Map<String, Value>, Finding> {
    let content = network.get(address.clone(), MAX_DOCUMENT).await;
    let content = content.map_err(|error| match error {
        // Where a badge was and is no more.
        FetchError::Status(410) => Finding::new(Code::Revoked).about(address),
        error => Finding::new(Code::HostedUnreachable).about(format!("{address}: {error}")),
    })?;
    strict_json::object(&content).map_err(|_| Finding::new(Code::MemberMissing).about(address))
}

/// Whether the badge lies where its issuer's badges do: on the issuer's own origin, or where its profile says.
fn is_in_scope(address: &Url, documents: &Documents) -> bool {
    let Some(issuer) = origin(&documents.issuer) else {
        return false;
    };
    let of_class = origin(&documents.class);
    if of_class.is_some_and(|class| class != issuer) {
        return false;
    }
    if address.origin() == issuer {
        return true;
    }
    let scope = documents.issuer.get("verification");
    let texts = |name: &str| match scope.and_then(|scope| scope.get(name)) {
        Some(Value::Array(all)) => all.iter().filter_map(Value::as_str).collect(),
        Some(one) => one.as_str().into_iter().collect(),
        None => Vec::new(),
    };
    // A beginning must reach into the path: otherwise it would be that of another host's name.
    let is_beginning = |begin: &&str| {
        let has_path = begin
            .parse::<Url>()
            .is_ok_and(|begin| begin.origin() == address.origin());
        has_path && address.as_str().starts_with(begin)
    };
    let host = address.host_str().unwrap_or_default();
    texts("startsWith").iter().any(is_beginning) || texts("allowedOrigins").contains(&host)
}

fn origin(of: &Map<String, Value>) -> Option<url::Origin> {
    let address: Url = text(of, "id")?.parse().ok()?;
    address.origin().is_tuple().then(|| address.origin())
}

/// Whether what somebody brought says the same where it matters; pictures and wording may be older.
fn is_same(brought: &Map<String, Value>, shown: &Map<String, Value>) -> bool {
    let id = |document: &Map<String, Value>, name: &str| match document.get(name) {
        Some(Value::Object(inside)) => inside.get("id").cloned(),
        other => other.cloned(),
    };
    ["id", "issuedOn", "expires", "recipient"]
        .iter()
        .all(|name| brought.get(*name) == shown.get(*name))
        && id(brought, "badge") == id(shown, "badge")
}

fn status(assertion: &Map<String, Value>) -> Finding {
    if assertion.get("revoked") != Some(&Value::Bool(true)) {
        return Finding::new(Code::StatusGood);
    }
    let finding = Finding::new(Code::Revoked);
    match text(assertion, "revocationReason") {
        Some(reason) => finding.about(reason),
        None => finding,
    }
}

fn validity(assertion: &Map<String, Value>, now: Timestamp) -> Finding {
    let read = |name: &str| text(assertion, name).and_then(moment::read);
    if read("issuedOn").is_some_and(|begin| begin > now) {
        return Finding::new(Code::NotYetValid)
            .about(text(assertion, "issuedOn").unwrap_or_default());
    }
    match text(assertion, "expires") {
        // An end that cannot be read may have come.
        Some(end) if moment::read(end).is_none_or(|end| end <= now) => {
            Finding::new(Code::Expired).about(end)
        }
        _ => Finding::new(Code::Current),
    }
}

fn shown(documents: &Documents) -> Option<Shown> {
    let Documents {
        assertion,
        class,
        issuer,
    } = documents;
    let criteria = class.get("criteria");
    let owned = |text: Option<&str>| text.map(str::to_owned);
    Some(Shown {
        name: owned(text(class, "name"))?,
        description: owned(text(class, "description")),
        criteria: owned(criteria.and_then(|criteria| criteria.get("narrative")?.as_str())),
        issuer: owned(text(issuer, "id"))?,
        issuer_name: owned(text(issuer, "name")),
        id: owned(text(assertion, "id")),
        valid_from: owned(text(assertion, "issuedOn")),
        valid_until: owned(text(assertion, "expires")),
    })
}
