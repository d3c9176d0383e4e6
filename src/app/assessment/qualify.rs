//! Who may read what: given at the command line together with the role.

use serde_json::json;

use super::{App, Error};
use crate::app::audit::{self, Actor, Change};
use crate::domain::id::{CredentialId, OrganizationId, PersonId};
use crate::domain::qualification::State;
use crate::store::enrollment::Version;
use crate::store::qualification::{self, Qualification};
use crate::store::{Conn, catalog_entry, credential, enrollment};

/// For what somebody qualifies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Everything that the organisation offers now.
    All,
    /// These micro-credentials, by their slugs.
    Slugs(Vec<String>),
}

/// Qualifies a person for the published versions of micro-credentials, and says for how many. `is_experienced` is for
/// somebody who has read elsewhere: their first readings need no second one.
///
/// # Errors
/// [`Error::Invalid`] for a slug that the organisation has not published.
pub async fn qualify(
    app: &App,
    actor: Actor,
    (organization_id, person_id): (OrganizationId, PersonId),
    scope: &Scope,
    languages: &[String],
    is_experienced: bool,
) -> Result<usize, Error> {
    let mut tx = app.db.write().await?;
    let versions = versions(&mut tx, organization_id, scope).await?;
    for version in &versions {
        let number = version.definition.0.version;
        let able = Qualification {
            person_id,
            credential_id: version.credential_id,
            major: i64::from(number.major),
            state: State::Qualified,
            languages: languages.to_vec().into(),
            valid_until: None,
            is_experienced,
        };
        qualification::upsert(&mut tx, &able, app.now()).await?;
        let change = Change {
            actor,
            organization_id: Some(organization_id),
            kind: "qualification.grant",
            subject_id: person_id.to_string(),
            detail: json!({
                "credential": version.credential_id.to_string(),
                "major": number.major,
                "languages": languages,
            }),
        };
        audit::record(app, &mut tx, change).await?;
    }
    tx.commit().await?;
    Ok(versions.len())
}

async fn versions(
    db: &mut Conn,
    organization_id: OrganizationId,
    scope: &Scope,
) -> Result<Vec<Version>, Error> {
    let mut ids: Vec<(String, CredentialId)> = vec![];
    match scope {
        Scope::All => {
            for entry in catalog_entry::list(db, organization_id).await? {
                ids.extend(entry.credential_id.map(|id| (entry.slug, id)));
            }
        }
        Scope::Slugs(slugs) => {
            for slug in slugs {
                let found = credential::find_by_slug(db, organization_id, slug).await?;
                let found = found.ok_or_else(|| unknown(slug))?;
                ids.push((slug.clone(), found.id));
            }
        }
    }
    let mut versions = vec![];
    for (slug, id) in ids {
        match (enrollment::find_published_version(db, id).await?, scope) {
            (Some(version), _) => versions.push(version),
            // What is not published yet has nothing to read.
            (None, Scope::All) => {}
            (None, Scope::Slugs(_)) => return Err(unknown(&slug)),
        }
    }
    Ok(versions)
}

fn unknown(slug: &str) -> Error {
    Error::Invalid(format!("no micro-credential {slug:?} is published"))
}
