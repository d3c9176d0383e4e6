//! From a launch that held to an open session. Owns what is written of it: the account, the course, the link,
//! the session and the inspector's record, all in the transaction that uses the login up.

use url::Url;

use super::launch::Opened;
use super::placement::binding;
use super::refusal::{self, Attempt};
use super::{App, Error, gate, outbox, role, roster};
use crate::clock::Timestamp;
use crate::domain::id::{LmsContextId, PersonId, PlacementId};
use crate::domain::purpose::{ContentRequest, Purpose};
use crate::domain::role::Role;
use crate::lti::claims::ResourceLink;
use crate::lti::launch::{Launch, Message};
use crate::lti::{Reason, Refusal};
use crate::random::fingerprint;
use crate::store::arrival::Arrival;
use crate::store::deployment;
use crate::store::launch::NewLaunch;
use crate::store::lms_context::{self, LmsContext};
use crate::store::lms_user::{self, LmsUser, Seen};
use crate::store::pending_login::{self, PendingLogin};
use crate::store::placement::{self, Placement};
use crate::store::platform::Platform;
use crate::store::{self, Tx, launch_record};

/// The custom parameter that Canvas fills when an administrator acts as somebody else.
const MASQUERADING: &str = "masquerading_user_id";

/// Whether this person may do what the message asks for. A learner may look at their own work only, and data
/// held on a person is shown to administrators and to that person.
///
/// # Errors
/// [`Reason::ReviewNotAllowed`] or [`Reason::PrivacyNotAllowed`].
pub fn check_purpose(launch: &Launch) -> Result<(), Refusal> {
    let is_own = |subject: &str| launch.person.id == subject;
    match &launch.message {
        Message::SubmissionReview { for_user, .. }
            if role::of(&launch.roles) != Role::Instructor && !is_own(&for_user.id) =>
        {
            Err(Refusal::new(
                Reason::ReviewNotAllowed,
                "only instructors open the work of others",
            ))
        }
        Message::DataPrivacy { for_user }
            if !launch.roles.is_administrator() && !is_own(&for_user.id) =>
        {
            Err(Refusal::new(
                Reason::PrivacyNotAllowed,
                "only administrators ask about others",
            ))
        }
        _ => Ok(()),
    }
}

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

/// Opens the session. A browser that holds sessions already gets another one under the same secret.
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
    let mut tx = app.db.write().await?;
    if !pending_login::consume(&mut tx, opening.login.id, now).await? {
        drop(tx);
        let refusal = Refusal::new(
            Reason::StateReplayed,
            "the login was used at the same moment",
        );
        return Err(refusal::record(app, attempt, refusal).await.into());
    }
    let secret = session_secret.map_or_else(|| app.random.secret(), str::to_owned);
    let new = write(app, &mut tx, opening, fingerprint(&secret), now).await?;
    let record = attempt.record(app.new_id(), true, "accepted", now);
    launch_record::insert(&mut tx, &record).await?;
    tx.commit().await?;
    if let Some(link) = new.placement_id
        && let Err(error) = outbox::revive(app, link, new.lms_user_id).await
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

async fn write(
    app: &App,
    tx: &mut Tx,
    opening: Opening<'_>,
    session_hash: String,
    now: Timestamp,
) -> Result<NewLaunch, Error> {
    let Opening {
        login,
        known,
        launch,
        ..
    } = opening;
    let deployment = &known.deployment;
    if deployment.school_name.is_none() && launch.platform.name.is_some() {
        let (name, guid) = (
            launch.platform.name.as_deref(),
            launch.platform.guid.as_deref(),
        );
        deployment::update_school(tx, deployment.id, name, guid).await?;
    }
    let user = write_user(app, tx, opening, now).await?;
    let context = write_context(app, tx, opening, now).await?;
    if let Some(course) = context {
        roster::note_launch(tx, course, launch, now).await?;
    }
    let placement = write_placement(app, tx, opening, context, now).await?;
    note_part(app, tx, opening, &user, context, placement).await?;
    let new = NewLaunch {
        id: app.new_id(),
        session_hash,
        lms_user_id: user.id,
        deployment_id: deployment.id,
        lms_context_id: context,
        placement_id: placement,
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
        return_url: launch
            .presentation
            .return_url
            .as_ref()
            .map(ToString::to_string),
        storage_target: login.storage_target.clone(),
        expires_at: now.plus(app.settings.session_lifetime),
    };
    store::launch::insert(tx, &new, now).await?;
    Ok(new)
}

/// What follows from the part that somebody has in a course: whoever teaches it is told what happens there, and what a
/// learner holds counts in the links that they open. Nobody does either in another's place, and the LMS's pretend learner
/// holds nothing.
async fn note_part(
    app: &App,
    tx: &mut Tx,
    opening: Opening<'_>,
    user: &LmsUser,
    context: Option<LmsContextId>,
    placement: Option<PlacementId>,
) -> Result<(), Error> {
    let Opening {
        platform, launch, ..
    } = opening;
    if purpose(launch) != Purpose::Course || is_masquerading(launch) || launch.roles.is_test_user()
    {
        return Ok(());
    }
    match (role::of(&launch.roles), context, placement) {
        (Role::Instructor, Some(course), _) => {
            let now = app.now();
            lms_context::insert_instructor(tx, course, user.person_id, now).await?;
        }
        (part, _, Some(link)) if part.may_earn() => {
            let opener = gate::Opener {
                organization_id: platform.organization_id,
                person_id: user.person_id,
                lms_user_id: user.id,
            };
            gate::opened(app, tx, opener, link).await?;
        }
        _ => {}
    }
    Ok(())
}

fn is_masquerading(launch: &Launch) -> bool {
    let acting = launch.custom.get(MASQUERADING);
    acting.is_some_and(|id| !id.is_empty())
}

/// What a session remembers of the message.
fn purpose(launch: &Launch) -> Purpose {
    match &launch.message {
        Message::ResourceLink(_) => match launch.target_link.as_ref().and_then(reviewed) {
            Some(attempt) => Purpose::ReviewAttempt { attempt },
            None => Purpose::Course,
        },
        Message::DeepLinking(settings) => Purpose::PickContent(ContentRequest {
            return_url: settings.return_url.to_string(),
            accepts_links: settings.accepts_links(),
            accepts_several: settings.accept_multiple,
            accepts_columns: settings.accept_line_item,
            place: launch.placement.clone(),
            data: settings.data.clone(),
        }),
        Message::SubmissionReview {
            for_user,
            line_item,
            ..
        } => Purpose::ReviewWork {
            subject: for_user.id.clone(),
            subject_name: for_user.name.clone(),
            line_item: line_item.clone(),
        },
        Message::DataPrivacy { for_user } => Purpose::DataPrivacy {
            subject: for_user.id.clone(),
        },
    }
}

/// The attempt that a link names which a gradebook kept (`?review=…`). Some LMSs encode an address once more on its way, or
/// twice, which hides its own signs.
fn reviewed(target: &Url) -> Option<String> {
    const SIGNS: [(&str, &str); 7] = [
        ("%25", "%"),
        ("%3F", "?"),
        ("%3f", "?"),
        ("%26", "&"),
        ("%3D", "="),
        ("%3d", "="),
        ("%2D", "-"),
    ];
    let mut address = target.as_str().to_owned();
    for _ in 0..3 {
        let mut pairs = address.split(['?', '&', '#']).skip(1);
        if let Some(id) = pairs.find_map(|pair| pair.strip_prefix("review=")) {
            let is_of_an_id = |letter: &char| letter.is_ascii_alphanumeric() || *letter == '-';
            return Some(id.chars().take_while(is_of_an_id).collect());
        }
        for (encoded, sign) in SIGNS {
            address = address.replace(encoded, sign);
        }
    }
    None
}

async fn write_user(
    app: &App,
    tx: &mut Tx,
    opening: Opening<'_>,
    now: Timestamp,
) -> Result<LmsUser, Error> {
    let Opening {
        platform,
        known,
        launch,
        ..
    } = opening;
    let seen = Seen {
        platform_id: platform.id,
        sub: &launch.person.id,
        name: launch.person.name.as_deref(),
        email: launch.person.email.as_deref(),
        locale: launch.locale.as_deref(),
        launched_at: Some(now),
    };
    let person_id = match known.person_id {
        Some(person_id) => person_id,
        None => {
            let id: PersonId = app.new_id();
            lms_user::insert_person(tx, id, platform.organization_id, seen.name, now).await?;
            id
        }
    };
    Ok(lms_user::upsert(tx, app.new_id(), person_id, &seen).await?)
}

async fn write_context(
    app: &App,
    tx: &mut Tx,
    opening: Opening<'_>,
    now: Timestamp,
) -> Result<Option<LmsContextId>, Error> {
    let Opening { known, launch, .. } = opening;
    let Some(context) = &launch.context else {
        return Ok(None);
    };
    let seen = LmsContext {
        id: app.new_id(),
        lti_context_id: context.id.clone(),
        title: context.title.clone(),
        label: context.label.clone(),
        lineitems_url: launch
            .grades
            .as_ref()
            .and_then(|grades| grades.lineitems.clone()),
        memberships_url: launch.memberships_url.clone(),
    };
    if let Some(same) = known
        .context
        .as_ref()
        .filter(|known| !known.is_changed_by(&seen))
    {
        return Ok(Some(same.id));
    }
    let id = lms_context::upsert(tx, known.deployment.id, &seen, now).await?;
    Ok(Some(id))
}

async fn write_placement(
    app: &App,
    tx: &mut Tx,
    opening: Opening<'_>,
    context: Option<LmsContextId>,
    now: Timestamp,
) -> Result<Option<PlacementId>, Error> {
    let Opening {
        platform,
        known,
        launch,
        ..
    } = opening;
    let Some(link) = link(launch) else {
        return Ok(None);
    };
    let deployment_id = known.deployment.id;
    let seen = Placement {
        id: app.new_id(),
        lms_context_id: context,
        resource_link_id: link.id.clone(),
        title: link.title.clone(),
        lineitem_url: launch
            .grades
            .as_ref()
            .and_then(|grades| grades.lineitem.clone()),
        placement_template_id: None,
        named_template_id: None,
    };
    let same = known
        .placement
        .as_ref()
        .filter(|known| !known.is_changed_by(&seen));
    let link = match same {
        Some(same) => same.clone(),
        None => placement::upsert(tx, deployment_id, &seen, now).await?,
    };
    let origin = binding::Origin {
        organization_id: platform.organization_id,
        deployment_id,
    };
    binding::bind(app, tx, origin, launch, &link).await?;
    Ok(Some(link.id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_that_names_an_attempt_is_read_however_often_it_was_encoded() {
        const ID: &str = "019a1fff-5aee-7860-80fb-cc066382239c";
        for (address, expected) in [
            (
                format!("https://tool.example/lti/launch?review={ID}"),
                Some(ID),
            ),
            (
                format!("https://tool.example/lti/launch?a=1&review={ID}&b=2"),
                Some(ID),
            ),
            (
                format!("https://tool.example/lti/launch?review%3D{ID}"),
                Some(ID),
            ),
            (
                format!("https://tool.example/lti/launch%3Freview%3D{ID}"),
                Some(ID),
            ),
            (
                format!("https://tool.example/lti/launch?x=1%2526review%253D{ID}"),
                Some(ID),
            ),
            ("https://tool.example/lti/launch?review=".into(), Some("")),
            (
                "https://tool.example/lti/launch?review=../../x".into(),
                Some(""),
            ),
            ("https://tool.example/lti/launch?preview=1".into(), None),
            ("https://tool.example/review=1".into(), None),
            ("https://tool.example/".into(), None),
        ] {
            let url: Url = address.parse().unwrap();
            assert_eq!(reviewed(&url).as_deref(), expected, "{address}");
        }
    }
}
