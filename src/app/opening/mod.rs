//! From a launch that held to an open session. Owns what is written of it: the account, the course, the link,
//! the session and the inspector's record, all in the transaction that uses the login up. Most launches tell nothing new and
//! nothing follows from them; they write the same few rows in as few ways to the database as can be.

mod purpose;

use url::Url;

pub use purpose::check_purpose;
use purpose::{is_masquerading, purpose};

use super::launch::Opened;
use super::placement::binding;
use super::refusal::{self, Attempt};
use super::{App, Error, gate, outbox, role, roster};
use crate::clock::Timestamp;
use crate::domain::id::{LmsContextId, PlacementId};
use crate::domain::purpose::Purpose;
use crate::domain::role::Role;
use crate::lti::claims::ResourceLink;
use crate::lti::launch::{Launch, Message};
use crate::lti::{Reason, Refusal};
use crate::random::fingerprint;
use crate::store::Tx;
use crate::store::arrival::Arrival;
use crate::store::deployment;
use crate::store::launch::{self as launches, NewLaunch};
use crate::store::launch_record::LaunchRecord;
use crate::store::lms_context::{self, LmsContext};
use crate::store::lms_user;
use crate::store::opening::{self as rows, Account};
use crate::store::pending_login::PendingLogin;
use crate::store::placement::{self, Placement};
use crate::store::platform::Platform;

/// Everything that a session is opened from.
#[derive(Clone, Copy, Debug)]
pub struct Opening<'a> {
    /// The login that is used up.
    pub login: &'a PendingLogin,
    /// The registration.
    pub platform: &'a Platform,
    /// What is known of what the launch names; the deployment is approved.
    pub known: &'a Arrival,
    /// The launch that held.
    pub launch: &'a Launch,
}

/// The link that a launch comes from, where it comes from one.
#[must_use]
pub fn link(launch: &Launch) -> Option<&ResourceLink> {
    match &launch.message {
        Message::ResourceLink(link)
        | Message::SubmissionReview {
            resource_link: Some(link),
            ..
        } => Some(link),
        _ => None,
    }
}

/// Opens the session. A browser that holds sessions already gets another one under the same secret, unless somebody else of
/// the same LMS opened them: whoever comes after others at a shared machine does not come into what is theirs.
///
/// # Errors
/// [`Error::Refused`] when somebody used the login up in the meantime.
pub async fn open(
    app: &App,
    opening: Opening<'_>,
    session_secret: Option<&str>,
    attempt: &Attempt,
) -> Result<Opened, Error> {
    let now = app.now();
    let secret = match session_secret {
        Some(held) if !is_anothers(app, opening, held).await? => held.to_owned(),
        _ => app.random.secret(),
    };
    let key = Key {
        session_hash: fingerprint(&secret),
        record: attempt.record(app.new_id(), true, "accepted", now),
    };
    let seen = Seen::by(app, opening);
    let written = match seen.settled(opening) {
        Some(place) => {
            let new = writing(app, opening, place, key, now);
            let account = rows::write_alone(&app.db, &new, now).await?;
            account.map(|account| (new.launch, account))
        }
        None => write_with_news(app, opening, seen, key, now).await?,
    };
    let Some((new, account)) = written else {
        let refusal = Refusal::new(
            Reason::StateReplayed,
            "the login was used at the same moment",
        );
        return Err(refusal::record(app, attempt, refusal).await.into());
    };
    if let Some(link) = new.placement_id.filter(|_| opening.known.has_parked)
        && let Err(error) = outbox::revive(app, link, account.id).await
    {
        // The launch stands, and the next one from there tries it again.
        tracing::error!(%error, launch = %new.id, "scores that wait for their course were left alone");
    }
    tracing::info!(
        launch = %new.id, platform = %opening.platform.id, role = new.role.code(), "launch accepted"
    );
    Ok(Opened {
        launch_id: new.id,
        session_secret: secret,
    })
}

/// Whether the secret that a browser holds opens sessions of somebody else at this LMS.
async fn is_anothers(app: &App, opening: Opening<'_>, held: &str) -> Result<bool, Error> {
    let account = (opening.platform.id, &*opening.launch.person.id);
    let mut db = app.db.read().await?;
    Ok(launches::is_held_by_another(&mut db, &fingerprint(held), account, app.now()).await?)
}

/// What a session is recognised by, and what the inspector keeps of it.
struct Key {
    session_hash: String,
    record: LaunchRecord,
}

/// From where somebody comes.
#[derive(Clone, Copy)]
struct Place {
    context: Option<LmsContextId>,
    link: Option<PlacementId>,
}

/// Course and link as the launch shows them.
struct Seen {
    context: Option<LmsContext>,
    link: Option<Placement>,
}

impl Seen {
    /// With the ids that they get if they are new.
    fn by(app: &App, opening: Opening<'_>) -> Self {
        let Opening { known, launch, .. } = opening;
        let grades = launch.grades.as_ref();
        let context = launch.context.as_ref().map(|context| LmsContext {
            id: app.new_id(),
            lti_context_id: context.id.clone(),
            title: context.title.clone(),
            label: context.label.clone(),
            lineitems_url: grades.and_then(|grades| grades.lineitems.clone()),
            memberships_url: launch.memberships_url.clone(),
        });
        let link = link(launch).map(|link| Placement {
            id: app.new_id(),
            lms_context_id: known.context.as_ref().map(|context| context.id),
            resource_link_id: link.id.clone(),
            title: link.title.clone(),
            lineitem_url: grades.and_then(|grades| grades.lineitem.clone()),
            placement_template_id: None,
            named_template_id: None,
        });
        Self { context, link }
    }

    /// Where somebody comes from, when all of it is known as it is and nothing follows from their coming: then a launch
    /// writes the same few rows as every other.
    fn settled(&self, opening: Opening<'_>) -> Option<Place> {
        let Opening { known, launch, .. } = opening;
        let context = match &self.context {
            None => None,
            Some(seen) => Some(
                known
                    .context
                    .as_ref()
                    .filter(|old| !old.is_changed_by(seen))?,
            ),
        };
        let link = match &self.link {
            None => None,
            Some(seen) => Some(
                known
                    .placement
                    .as_ref()
                    .filter(|old| !old.is_changed_by(seen))?,
            ),
        };
        let is_bound = link.is_none_or(|link| binding::is_settled(launch, link));
        let is_noted = match part(opening) {
            Some(Part::Teaches) => known.is_teaching,
            Some(Part::Earns) => !known.has_to_count,
            None => true,
        };
        (is_bound && is_noted && !has_school_to_learn(opening)).then_some(Place {
            context: context.map(|context| context.id),
            link: link.map(|link| link.id),
        })
    }
}

fn has_school_to_learn(opening: Opening<'_>) -> bool {
    opening.known.deployment.school_name.is_none() && opening.launch.platform.name.is_some()
}

/// What every launch writes.
fn writing<'a>(
    app: &App,
    opening: Opening<'a>,
    place: Place,
    key: Key,
    now: Timestamp,
) -> rows::Opening<'a> {
    let Opening {
        login,
        platform,
        known,
        launch,
    } = opening;
    let person = match known.person_id {
        Some(id) => rows::Person::Known(id),
        None => rows::Person::New(app.new_id(), platform.organization_id),
    };
    let text = |url: &Option<Url>| url.as_ref().map(ToString::to_string);
    rows::Opening {
        login_id: login.id,
        person,
        seen: lms_user::Seen {
            platform_id: platform.id,
            sub: &launch.person.id,
            name: launch.person.name.as_deref(),
            email: launch.person.email.as_deref(),
            locale: launch.locale.as_deref(),
            launched_at: Some(now),
        },
        member: place.context.zip(roster::member(launch)),
        launch: NewLaunch {
            id: app.new_id(),
            session_hash: key.session_hash,
            lms_user_id: app.new_id(),
            deployment_id: known.deployment.id,
            lms_context_id: place.context,
            placement_id: place.link,
            role: role::of(&launch.roles),
            roles: launch.roles.received().to_vec(),
            is_test_user: launch.roles.is_test_user(),
            is_masquerading: is_masquerading(launch),
            purpose: purpose(launch),
            locale: launch
                .presentation
                .locale
                .clone()
                .or_else(|| launch.locale.clone()),
            return_url: text(&launch.presentation.return_url),
            storage_target: login.storage_target.clone(),
            expires_at: now.plus(app.settings.session_lifetime),
        },
        record: key.record,
    }
}

/// Writes a launch together with what it tells that was not known, and with what follows from it.
async fn write_with_news(
    app: &App,
    opening: Opening<'_>,
    seen: Seen,
    key: Key,
    now: Timestamp,
) -> Result<Option<(NewLaunch, Account)>, Error> {
    let Opening { known, launch, .. } = opening;
    let mut tx = app.db.write().await?;
    if has_school_to_learn(opening) {
        let (name, guid) = (
            launch.platform.name.as_deref(),
            launch.platform.guid.as_deref(),
        );
        deployment::update_school(&mut tx, known.deployment.id, name, guid).await?;
    }
    let context = write_context(&mut tx, opening, seen.context, now).await?;
    let link = match seen.link {
        Some(link) => Some(write_link(app, &mut tx, opening, context, link, now).await?),
        None => None,
    };
    let new = writing(app, opening, Place { context, link }, key, now);
    let Some(account) = rows::write(&mut tx, &new, now).await? else {
        return Ok(None);
    };
    note_part(app, &mut tx, opening, account, &new.launch).await?;
    tx.commit().await?;
    Ok(Some((new.launch, account)))
}

/// What somebody does in a course, in their own name.
enum Part {
    Teaches,
    Earns,
}

/// The part that something follows from. Nobody has one in another's place, and the LMS's pretend learner holds nothing.
fn part(opening: Opening<'_>) -> Option<Part> {
    let launch = opening.launch;
    if purpose(launch) != Purpose::Course || is_masquerading(launch) || launch.roles.is_test_user()
    {
        return None;
    }
    match role::of(&launch.roles) {
        Role::Instructor if launch.context.is_some() => Some(Part::Teaches),
        role if role.may_earn() && link(launch).is_some() => Some(Part::Earns),
        _ => None,
    }
}

/// What follows from the part that somebody has in a course: whoever teaches it is told what happens there, and what a
/// learner holds counts in the links that they open.
async fn note_part(
    app: &App,
    tx: &mut Tx,
    opening: Opening<'_>,
    account: Account,
    new: &NewLaunch,
) -> Result<(), Error> {
    match (part(opening), new.lms_context_id, new.placement_id) {
        (Some(Part::Teaches), Some(course), _) => {
            let person_id = account.person_id;
            lms_context::insert_instructor(tx, course, person_id, app.now()).await?;
        }
        (Some(Part::Earns), _, Some(link)) => {
            let opener = gate::Opener {
                organization_id: opening.platform.organization_id,
                person_id: account.person_id,
                lms_user_id: account.id,
            };
            gate::opened(app, tx, opener, link).await?;
        }
        _ => {}
    }
    Ok(())
}

async fn write_context(
    tx: &mut Tx,
    opening: Opening<'_>,
    seen: Option<LmsContext>,
    now: Timestamp,
) -> Result<Option<LmsContextId>, Error> {
    let known = opening.known;
    let Some(seen) = seen else {
        return Ok(None);
    };
    let same = known
        .context
        .as_ref()
        .filter(|old| !old.is_changed_by(&seen));
    Ok(Some(match same {
        Some(same) => same.id,
        None => lms_context::upsert(tx, known.deployment.id, &seen, now).await?,
    }))
}

async fn write_link(
    app: &App,
    tx: &mut Tx,
    opening: Opening<'_>,
    context: Option<LmsContextId>,
    seen: Placement,
    now: Timestamp,
) -> Result<PlacementId, Error> {
    let known = opening.known;
    let deployment_id = known.deployment.id;
    let seen = Placement {
        lms_context_id: context,
        ..seen
    };
    let same = known
        .placement
        .as_ref()
        .filter(|old| !old.is_changed_by(&seen));
    let link = match same {
        Some(same) => same.clone(),
        None => placement::upsert(tx, deployment_id, &seen, now).await?,
    };
    let origin = binding::Origin {
        organization_id: opening.platform.organization_id,
        deployment_id,
    };
    binding::bind(app, tx, origin, opening.launch, &link).await?;
    Ok(link.id)
}
