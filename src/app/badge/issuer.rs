//! Who stands for badges. Owns finding or making the issuer that a definition names, its keys, and what is published of both.

use serde_json::{Map, Value, json};

use super::address::Addresses;
use crate::app::audit::{self, Actor, Change};
use crate::app::{App, Error};
use crate::badges::credential::{Image, Profile};
use crate::badges::did::{DidDocument, KeyEnd};
use crate::badges::key::SigningKey;
use crate::badges::multibase::PublicKey;
use crate::badges::ob2;
use crate::badges::token_key::TokenKey;
use crate::clock::Timestamp;
use crate::domain::badge::issuer_slug;
use crate::domain::id::OrganizationId;
use crate::store::issuer::{self, Issuer, Key};
use crate::store::{Conn, Tx};

const PURPOSE: &str = "issuer-key";
const TOKEN_PURPOSE: &str = "issuer-token-key";
const NONE: Error = Error::NotFound("issuer");
/// How often a name in addresses that is taken is made longer.
const TRIES: usize = 8;

/// An issuer that can sign.
pub(super) struct Signer {
    /// Who.
    pub(super) issuer: Issuer,
    /// The how-manieth pair of keys it is.
    pub(super) number: i64,
    /// For documents.
    pub(super) key: SigningKey,
    /// For tokens.
    pub(super) token_key: TokenKey,
}

/// The organisation's issuer of a name, made when there is none, ready to sign. `contact` is what the definition says of
/// where questions go: an e-mail address or a page.
pub(super) async fn signer_of(
    app: &App,
    tx: &mut Tx,
    organization_id: OrganizationId,
    (name, contact): (&str, &str),
) -> Result<Signer, Error> {
    let name = name.trim();
    let found = match issuer::find_by_name(tx, organization_id, name).await? {
        Some(found) => found,
        None => make(app, tx, (organization_id, Actor::System), (name, contact)).await?,
    };
    signer(app, tx, found).await
}

/// An issuer with the keys that sign now, which are made when there are none.
pub(super) async fn signer(app: &App, tx: &mut Tx, found: Issuer) -> Result<Signer, Error> {
    let key = match issuer::list_keys(tx, found.id).await?.pop() {
        Some(key) => key,
        None => make_key(app, tx, Actor::System, &found, 1).await?,
    };
    open(app, found, &key)
}

fn open(app: &App, issuer: Issuer, key: &Key) -> Result<Signer, Error> {
    let seed = app.seal.open(PURPOSE, &key.sealed_key)?;
    let seed: &[u8; 32] = seed
        .as_slice()
        .try_into()
        .map_err(|_| Error::Unsigned("the key of an issuer has not its length"))?;
    let pkcs8 = app.seal.open(TOKEN_PURPOSE, &key.sealed_jwk)?;
    Ok(Signer {
        issuer,
        number: key.number,
        key: SigningKey::from_seed(seed),
        token_key: TokenKey::from_pkcs8(&pkcs8)
            .map_err(|_| Error::Unsigned("the key of an issuer for tokens is none"))?,
    })
}

async fn make(
    app: &App,
    tx: &mut Tx,
    (organization_id, actor): (OrganizationId, Actor),
    (name, contact): (&str, &str),
) -> Result<Issuer, Error> {
    let is_page = contact.starts_with("https://") || contact.starts_with("http://");
    let is_email = !is_page && contact.contains('@');
    let plain = issuer_slug(name);
    for attempt in 0..TRIES {
        let slug = match attempt {
            0 => plain.clone(),
            _ => format!(
                "{plain}-{}",
                &app.random.id(app.now()).simple().to_string()[24..]
            ),
        };
        let new = Issuer {
            id: app.new_id(),
            organization_id,
            slug,
            name: name.to_owned(),
            url: is_page.then(|| contact.to_owned()),
            email: is_email.then(|| contact.to_owned()),
            description: None,
        };
        if issuer::insert(tx, &new, app.now()).await? {
            record(
                app,
                tx,
                actor,
                &new,
                "issuer.add",
                json!({ "slug": new.slug }),
            )
            .await?;
            return Ok(new);
        }
        // Somebody else made it just now, or another organisation's has this name in addresses.
        if let Some(found) = issuer::find_by_name(tx, organization_id, name).await? {
            return Ok(found);
        }
    }
    Err(Error::Invalid(format!(
        "no name in addresses is free for {name}"
    )))
}

async fn make_key(
    app: &App,
    tx: &mut Tx,
    actor: Actor,
    of: &Issuer,
    number: i64,
) -> Result<Key, Error> {
    let seed: [u8; 32] = app.random.bytes();
    let unsigned = |_| Error::Unsigned("no key for tokens can be made");
    let pkcs8 = TokenKey::generate().map_err(unsigned)?;
    let token_key = TokenKey::from_pkcs8(&pkcs8).map_err(unsigned)?;
    let new = Key {
        issuer_id: of.id,
        number,
        public_key: SigningKey::from_seed(&seed).public().multibase(),
        public_jwk: token_key.public().clone().into(),
        sealed_key: app.seal.seal(PURPOSE, &seed, &app.random)?,
        sealed_jwk: app.seal.seal(TOKEN_PURPOSE, &pkcs8, &app.random)?,
        created_at: app.now(),
        expired_at: None,
        revoked_at: None,
    };
    issuer::insert_key(tx, &new).await?;
    let detail = json!({ "number": number, "key": new.public_key });
    record(app, tx, actor, of, "issuer.make_key", detail).await?;
    Ok(new)
}

async fn record(
    app: &App,
    tx: &mut Tx,
    actor: Actor,
    of: &Issuer,
    kind: &str,
    detail: Value,
) -> Result<(), Error> {
    let change = Change {
        actor,
        organization_id: Some(of.organization_id),
        kind,
        subject_id: of.id.to_string(),
        detail,
    };
    audit::record(app, tx, change).await
}

/// What is told of an issuer besides its name; what is left out stays as it is.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// Its page.
    pub url: Option<String>,
    /// Where questions about its badges go.
    pub email: Option<String>,
    /// What it is.
    pub description: Option<String>,
}

/// All issuers, with how many pairs of keys each has.
///
/// # Errors
/// [`Error::Store`].
pub async fn issuers(app: &App) -> Result<Vec<(Issuer, usize)>, Error> {
    let mut db = app.db.read().await?;
    let mut all = Vec::new();
    for one in issuer::list(&mut db).await? {
        let keys = issuer::list_keys(&mut db, one.id).await?.len();
        all.push((one, keys));
    }
    Ok(all)
}

/// Makes an issuer before its first award, by its name as definitions write it.
///
/// # Errors
/// [`Error::Invalid`] for a name that an issuer of the organisation has.
pub async fn add_issuer(
    app: &App,
    organization_id: OrganizationId,
    name: &str,
    told: &Told,
) -> Result<Issuer, Error> {
    let mut tx = app.db.write().await?;
    let name = name.trim();
    if name.is_empty()
        || issuer::find_by_name(&mut tx, organization_id, name)
            .await?
            .is_some()
    {
        return Err(Error::Invalid(format!(
            "there is an issuer {name:?} already"
        )));
    }
    let whose = (organization_id, Actor::Operator);
    let new = make(app, &mut tx, whose, (name, "")).await?;
    make_key(app, &mut tx, Actor::Operator, &new, 1).await?;
    let new = write(app, &mut tx, new, told).await?;
    tx.commit().await?;
    Ok(new)
}

/// Changes what is told of an issuer.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn tell_issuer(app: &App, slug: &str, told: &Told) -> Result<Issuer, Error> {
    let mut tx = app.db.write().await?;
    let found = issuer::find_by_slug(&mut tx, slug).await?.ok_or(NONE)?;
    let changed = write(app, &mut tx, found, told).await?;
    tx.commit().await?;
    Ok(changed)
}

async fn write(app: &App, tx: &mut Tx, of: Issuer, told: &Told) -> Result<Issuer, Error> {
    let changed = Issuer {
        url: told.url.clone().or(of.url),
        email: told.email.clone().or(of.email),
        description: told.description.clone().or(of.description),
        ..of
    };
    issuer::update(tx, &changed).await?;
    let detail = json!({ "url": changed.url, "email": changed.email });
    record(app, tx, Actor::Operator, &changed, "issuer.tell", detail).await?;
    Ok(changed)
}

/// Gives an issuer new keys. What the old ones signed stays valid; with `is_known` the old ones are no longer in good hands,
/// and what they sign from now on is not believed.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn rotate_key(app: &App, slug: &str, is_known: bool) -> Result<i64, Error> {
    let now = app.now();
    let mut tx = app.db.write().await?;
    let found = issuer::find_by_slug(&mut tx, slug).await?.ok_or(NONE)?;
    let last = issuer::list_keys(&mut tx, found.id).await?.pop();
    let number = last.as_ref().map_or(0, |last| last.number) + 1;
    if let Some(last) = last {
        let ended = Key {
            expired_at: Some(now),
            revoked_at: is_known.then_some(now),
            ..last
        };
        issuer::end_key(&mut tx, &ended).await?;
    }
    make_key(app, &mut tx, Actor::Operator, &found, number).await?;
    tx.commit().await?;
    Ok(number)
}

/// What an issuer publishes of its keys.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn did_document(app: &App, slug: &str) -> Result<DidDocument, Error> {
    let mut db = app.db.read().await?;
    let found = issuer::find_by_slug(&mut db, slug).await?.ok_or(NONE)?;
    let keys = issuer::list_keys(&mut db, found.id).await?;
    let document = published(&app.settings.badges.addresses, &found, &keys);
    Ok(match host_issuer(app) {
        Some(host) if host == found.slug => {
            document.also_known_as(app.settings.badges.addresses.host_did())
        }
        _ => document,
    })
}

fn host_issuer(app: &App) -> Option<&str> {
    app.settings.badges.host_issuer.as_deref()
}

/// What the address of badges publishes of itself: for which issuer it stands, where the operator says so, and no keys, because
/// it signs nothing. Which issuers there are besides is nobody's to list.
///
/// # Errors
/// [`Error::Store`].
pub async fn host_document(app: &App) -> Result<DidDocument, Error> {
    let addresses = &app.settings.badges.addresses;
    let document = DidDocument::new(addresses.host_did());
    let Some(slug) = host_issuer(app) else {
        return Ok(document);
    };
    let found = issuer::find_by_slug(&mut app.db.read().await?, slug).await?;
    Ok(match found {
        Some(found) => document.also_known_as(addresses.issuer(&found.slug)),
        None => document,
    })
}

fn published(addresses: &Addresses, of: &Issuer, keys: &[Key]) -> DidDocument {
    let document =
        DidDocument::new(addresses.issuer(&of.slug)).also_known_as(addresses.issuer_2(&of.slug));
    keys.iter().fold(document, |document, key| {
        let end = KeyEnd {
            expires: key.expired_at.map(to_the_second),
            revoked: key.revoked_at.map(to_the_second),
        };
        let document = match PublicKey::from_multibase(&key.public_key) {
            Some(public) => document.with_key(&Addresses::key_name(key.number), &public, end),
            None => document,
        };
        document.with_jwk(
            &Addresses::token_key_name(key.number),
            key.public_jwk.0.clone(),
            end,
        )
    })
}

/// Signatures are dated to the second, downwards: one that was made in the second of the end is from before it.
fn to_the_second(at: Timestamp) -> Timestamp {
    Timestamp::from_seconds(at.seconds() + 1)
}

/// The issuer as badges name it.
pub(super) fn profile(app: &App, of: &Issuer) -> Profile {
    let badges = &app.settings.badges;
    let addresses = &badges.addresses;
    let mut profile = Profile::new(addresses.issuer(&of.slug));
    profile.name = Some(of.name.clone());
    profile.url = Some(page(app, of));
    profile.email = Some(email(app, of).to_owned());
    profile.description.clone_from(&of.description);
    profile.image = Some(Image::at(format!("{}/icon.svg", addresses.origin())));
    profile
}

/// Where questions about its badges go.
pub(super) fn email<'a>(app: &'a App, of: &'a Issuer) -> &'a str {
    of.email.as_ref().unwrap_or(&app.settings.badges.contact)
}

fn page(app: &App, of: &Issuer) -> String {
    let own = app.settings.badges.addresses.issuer_page(&of.slug);
    of.url.clone().unwrap_or(own)
}

/// The issuer in Open Badges 2.0.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn profile_2(app: &App, slug: &str) -> Result<Map<String, Value>, Error> {
    let mut db = app.db.read().await?;
    let found = find(&mut db, slug).await?;
    let badges = &app.settings.badges;
    let mut profile = ob2::Issuer::new(
        badges.addresses.issuer_2(slug),
        &found.name,
        page(app, &found),
        email(app, &found),
    );
    profile.description.clone_from(&found.description);
    Ok(profile.document())
}

/// The issuer of this name in addresses.
pub(super) async fn find(db: &mut Conn, slug: &str) -> Result<Issuer, Error> {
    issuer::find_by_slug(db, slug).await?.ok_or(NONE)
}
