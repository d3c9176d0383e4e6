//! The first time that somebody opens a link: what they hold already counts there.

use super::super::{App, Error};
use super::awards_changed;
use crate::domain::gate::State;
use crate::domain::id::{LmsUserId, OrganizationId, PersonId, PlacementId};
use crate::store::gate::{self, Progress};
use crate::store::{Tx, enrollment};

/// Who opens a link, and may earn there.
#[derive(Clone, Copy, Debug)]
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
        enrollment::insert_placement(tx, known.id, placement_id, lms_user_id, now).await?;
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
