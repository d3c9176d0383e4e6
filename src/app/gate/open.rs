//! The first time that somebody opens a link: what they hold already counts there.

use super::super::outbox::{self, Cause, Told};
use super::super::{App, Error};
use super::awards_changed;
use crate::domain::award::held;
use crate::domain::credential::Outcome;
use crate::domain::enrollment::Held;
use crate::domain::gate::State;
use crate::domain::id::{CredentialId, LmsUserId, OrganizationId, PersonId, PlacementId};
use crate::store::gate::{self, Progress};
use crate::store::{Tx, award, decision, enrollment};

/// Who opens a link, and may earn there.
#[derive(Clone, Copy, Debug)]
#[expect(
    clippy::struct_field_names,
    reason = "named as the columns that they go to"
)]
pub(in crate::app) struct Opener {
    /// In which organisation.
    pub organization_id: OrganizationId,
    /// Who.
    pub person_id: PersonId,
    /// From which account.
    pub lms_user_id: LmsUserId,
}

/// Lets a link count for somebody who opens it: a gate or a stack begins to be counted, and the work on a micro-credential
/// that was begun in another course feeds this link too.
pub(in crate::app) async fn opened(
    app: &App,
    tx: &mut Tx,
    opener: Opener,
    placement_id: PlacementId,
) -> Result<(), Error> {
    let Some(link) = gate::find_link(tx, placement_id).await? else {
        return Ok(());
    };
    let Opener {
        organization_id,
        person_id,
        lms_user_id,
    } = opener;
    if let Some(credential_id) = link.credential_id {
        let known = enrollment::find_for_person(tx, person_id, credential_id).await?;
        let Some(known) = known.filter(|known| known.organization_id == organization_id) else {
            return Ok(());
        };
        let now = app.now();
        let is_first =
            enrollment::insert_placement(tx, known.id, placement_id, lms_user_id, now).await?;
        if is_first {
            recognise(app, tx, opener, placement_id, credential_id).await?;
        }
        return Ok(());
    }
    if link.gate.is_none() && link.stack_id.is_none() {
        return Ok(());
    }
    if gate::find(tx, placement_id, lms_user_id).await?.is_some() {
        return Ok(());
    }
    gate::hold_person(tx, person_id).await?;
    let first = Progress {
        placement_id,
        lms_user_id,
        organization_id,
        person_id,
        held: 0,
        required: 0,
        state: State::Open,
        met_at: None,
        counted_at: app.now(),
    };
    if gate::insert(tx, &first).await? {
        awards_changed(app, tx, organization_id, person_id).await?;
    }
    Ok(())
}

/// Tells the gradebook of this course, once, what was earned elsewhere before and holds (D.3).
async fn recognise(
    app: &App,
    tx: &mut Tx,
    opener: Opener,
    placement_id: PlacementId,
    credential_id: CredentialId,
) -> Result<(), Error> {
    let awards = award::list_for_person(tx, opener.person_id).await?;
    let holds = awards.into_iter().rev().find(|award| {
        award.credential_id == Some(credential_id)
            && held(award.state, award.valid_until, app.now()) == Held::Valid
    });
    let Some(award) = holds else { return Ok(()) };
    let (Some(decision_id), Some(version_id)) = (award.decision_id, award.credential_version_id)
    else {
        return Ok(());
    };
    let Some(decision) = decision::find(tx, decision_id).await? else {
        return Ok(());
    };
    let version = enrollment::find_version(tx, version_id).await?;
    let band = version
        .as_ref()
        .and_then(|version| version.definition.rubric.band(&decision.band));
    let told = Told {
        cause: Cause::Award(award.id),
        outcome: Outcome::Pass,
        posted_points: u32::try_from(decision.posted_points).unwrap_or(0),
        band_words: band.map_or("", |band| band.earner_text.as_str()),
        is_changed_after_review: false,
    };
    outbox::recognised(app, tx, placement_id, opener.lms_user_id, &told).await
}
