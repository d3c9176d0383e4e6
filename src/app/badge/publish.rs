//! What is published around badges: issuers for people, what can be earned for old backpacks, and one badge as it is asked for.

use serde_json::{Map, Value};

use super::issuer;
use super::look::{Looked, Of, badge_class_2, public_version};
use crate::app::{App, Error};
use crate::badges::multibase::PublicKey;
use crate::badges::proof::Proof;
use crate::domain::award::State;
use crate::domain::badge::Code;
use crate::domain::id::StackVersionId;
use crate::domain::reading::Reading;
use crate::store::credential::{self, Image};
use crate::store::holding::{self, Holding};
use crate::store::issuer::{Issuer, Key, find_by_name, list_keys};
use crate::store::{badge, stack};

/// An issuer as everybody may know it.
#[derive(Clone, Debug)]
pub struct Published {
    /// Who.
    pub issuer: Issuer,
    /// Its identifier.
    pub did: String,
    /// Where questions about its badges go.
    pub email: String,
    /// Its pairs of keys, oldest first.
    pub keys: Vec<Key>,
}

/// The issuer of this name in addresses.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn published_issuer(app: &App, slug: &str) -> Result<Published, Error> {
    let mut db = app.db.read().await?;
    let found = issuer::find(&mut db, slug).await?;
    let badges = &app.settings.badges;
    Ok(Published {
        did: badges.addresses.issuer(slug),
        email: issuer::email(app, &found).to_owned(),
        keys: list_keys(&mut db, found.id).await?,
        issuer: found,
    })
}

/// A picture inside of what is told of a micro-credential, by the version that badges name.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn picture_told(app: &App, version: &str, name: &str) -> Result<Image, Error> {
    const NONE: Error = Error::NotFound("picture");
    let mut db = app.db.read().await?;
    public_version(&mut db, version).await?;
    let id = version.parse().map_err(|_| NONE)?;
    let image = credential::find_image(&mut db, id, name).await?;
    image.filter(Image::is_shown).ok_or(NONE)
}

/// What can be earned, in Open Badges 2.0.
///
/// # Errors
/// [`Error::NotFound`] also as long as nobody has issued it: then there is no issuer to name.
pub async fn class_2(app: &App, version: &str) -> Result<Map<String, Value>, Error> {
    let mut db = app.db.read().await?;
    let (of, organization_id) = public_version(&mut db, version).await?;
    let issuer = find_by_name(&mut db, organization_id, of.issuer().trim()).await?;
    let issuer = issuer.ok_or(Error::NotFound("issuer"))?;
    Ok(badge_class_2(app, version, &of, &issuer.slug))
}

/// How each criterion was shown, where the holder lets others see it.
///
/// # Errors
/// [`Error::Store`].
pub async fn shown_results(app: &App, looked: &Looked) -> Result<Option<Reading>, Error> {
    let shown = &looked.shown;
    let (true, Some(id), Of::Credential(_)) =
        (shown.badge.shows_results, shown.decision_id, &looked.of)
    else {
        return Ok(None);
    };
    let mut db = app.db.read().await?;
    Ok(badge::find_reading(&mut db, id).await?)
}

/// Something that a badge rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is called.
    pub title: String,
    /// The holder's badge of it, where others may be led there.
    pub code: Option<Code>,
}

/// What the badge of a stack or a course rests on, as its own document says it. To another badge of the holder's it leads only
/// where the holder lets their name be seen on both: otherwise the one would tell whose the other is, or what else somebody holds
/// who shows but this.
///
/// # Errors
/// [`Error::Store`].
pub async fn rests_on(app: &App, looked: &Looked) -> Result<Vec<Part>, Error> {
    let (Of::Stack(stack) | Of::Course(stack)) = &looked.of else {
        return Ok(Vec::new());
    };
    let shown = &looked.shown;
    let mut db = app.db.read().await?;
    let held = holding::list_for_person(&mut db, shown.person_id).await?;
    let mut codes = badge::list_for_person(&mut db, shown.person_id).await?;
    let name = &shown.badge.public_name;
    codes.retain(|coded| name.is_some() && coded.public_name == *name);
    let named = stack.requires.leaves();
    let code_of = |title: &str| {
        let is_it = |row: &&Holding| {
            let counted = row.counted();
            let is_named = counted.is_some_and(|held| named.iter().any(|leaf| held.is_of(leaf)));
            row.state == State::Active && is_named && row.title() == Some(title)
        };
        let row = held.iter().rev().find(is_it)?;
        let mut codes = codes.iter();
        Some(codes.find(|coded| coded.award_id == row.award_id)?.code)
    };
    let parts = told_in(looked).into_iter().map(|title| Part {
        code: code_of(&title),
        title,
    });
    Ok(parts.collect())
}

/// The stacks that everybody finds and that a badge counts towards: the title of each with its language and the id of its version.
///
/// # Errors
/// [`Error::Store`].
pub async fn counts_towards(
    app: &App,
    looked: &Looked,
) -> Result<Vec<(String, String, StackVersionId)>, Error> {
    let Some(leaf) = looked.of.leaf() else {
        return Ok(Vec::new());
    };
    let mut db = app.db.read().await?;
    let public = stack::list_public(&mut db, looked.shown.organization_id).await?;
    let with_it = public
        .into_iter()
        .filter(|version| version.definition.requires.leaves().contains(&&leaf));
    Ok(with_it
        .map(|version| {
            let stack = version.definition.0;
            (stack.title, stack.language, version.id)
        })
        .collect())
}

/// The names of what a document says that it rests on.
fn told_in(looked: &Looked) -> Vec<String> {
    let document: Option<Value> = serde_json::from_str(&looked.shown.badge.document).ok();
    let evidence = document
        .as_ref()
        .and_then(|document| document.get("evidence"));
    let pieces = evidence.and_then(Value::as_array).into_iter().flatten();
    pieces
        .filter_map(|piece| piece.get("name")?.as_str().map(str::to_owned))
        .collect()
}

/// Whether the document of a badge is exactly what its issuer's key signed while that key was good. Looks at the same
/// things as a verifier elsewhere would, without the way through the network.
///
/// # Errors
/// [`Error::Store`].
pub async fn is_genuine(app: &App, looked: &Looked) -> Result<bool, Error> {
    let badge = &looked.shown.badge;
    let mut db = app.db.read().await?;
    let keys = list_keys(&mut db, badge.issuer_id).await?;
    drop(db);
    let key = keys.iter().find(|key| key.number == badge.key_number);
    let Ok(document) = serde_json::from_str::<Map<String, Value>>(&badge.document) else {
        return Ok(false);
    };
    let (Some(key), Ok(proof)) = (key, Proof::of(&document)) else {
        return Ok(false);
    };
    let was_good = [key.expired_at, key.revoked_at]
        .into_iter()
        .flatten()
        .all(|end| proof.created.is_some_and(|created| created <= end));
    let public = PublicKey::from_multibase(&key.public_key);
    let is_signed = public.is_some_and(|public| {
        let found = proof.is_genuine_over_ours(&document, &public);
        found.unwrap_or(false)
    });
    Ok(was_good && is_signed)
}
