//! The awards of stacks: given once when what a stack asks for is held, whether or not it is worth a badge, and stopped or
//! taken back with what it rests on. Those of courses are given by their gates, and stopped and taken back here as well.

use serde_json::json;

use super::super::audit::Actor;
use super::super::{App, Error, award};
use super::Known;
use crate::domain::award::{Event, State};
use crate::domain::gate::{Fulfilment, Holdings, OWN_REASON, Rule, Step, Terms, follow};
use crate::domain::id::{AwardId, OrganizationId, PersonId, StackId, StackVersionId};
use crate::domain::stack::{MAX_DEPTH, Requirement};
use crate::store::Tx;
use crate::store::award::Award;
use crate::store::holding::Holding;

/// Whose awards are looked at.
#[derive(Clone, Copy)]
pub(super) struct Of {
    pub(super) organization_id: OrganizationId,
    pub(super) person_id: PersonId,
}

/// Sees to it that the awards of stacks are as the person's other awards say, and gives what is known then. A stack in a
/// stack is looked at before the one around it, in one round more.
pub(super) async fn follow_all(
    app: &App,
    tx: &mut Tx,
    organization_id: OrganizationId,
    person_id: PersonId,
) -> Result<Known, Error> {
    let of = Of {
        organization_id,
        person_id,
    };
    let mut known = Known::read(tx, organization_id, person_id, app.now()).await?;
    for _ in 0..MAX_DEPTH {
        let steps = steps(&known);
        if steps.is_empty() {
            break;
        }
        for step in steps {
            take(app, tx, of, &step).await?;
        }
        known.read_again(tx, person_id).await?;
    }
    Ok(known)
}

/// A step, with what it is about.
struct Due {
    step: Step,
    stack_id: StackId,
    slug: String,
    published: Option<StackVersionId>,
    newest: Option<(AwardId, State)>,
}

fn steps(known: &Known) -> Vec<Due> {
    let published = known.stacks.iter().map(|version| version.stack_id);
    let awarded = known.rows.iter().filter_map(|row| row.stack_id);
    let mut ids: Vec<_> = published.chain(awarded).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.into_iter().filter_map(|id| due(known, id)).collect()
}

fn due(known: &Known, id: StackId) -> Option<Due> {
    let mut versions = known.stacks.iter();
    let published = versions.find(|version| version.stack_id == id);
    let newest = newest(known, id);
    let is_met = |requires: &Requirement, held: &Holdings, terms: &Terms| {
        let rule = Rule {
            terms,
            begun_at: known.now,
            now: known.now,
        };
        requires.is_met(&|leaf| held.count(leaf, &rule))
    };
    let given_for = newest
        .and_then(|row| row.stack.as_ref())
        .map(|stack| &stack.requires);
    let stands = |held: &Holdings| given_for.is_some_and(|asks| is_met(asks, held, &Terms::EVER));
    let now = Fulfilment {
        is_earned: published.is_some_and(|version| {
            is_met(&version.definition.requires, &known.holdings, &Terms::NOW)
        }),
        stands: stands(&known.holdings),
        may_stand: stands(&known.holdings.unsuspended()),
    };
    let is_ours = newest.is_some_and(is_ours);
    let slug = published
        .map(|version| version.definition.slug.clone())
        .or_else(|| newest.and_then(slug_of))?;
    let step = follow(newest.map(|row| row.state), is_ours, now)?;
    Some(Due {
        step,
        stack_id: id,
        slug,
        published: published.map(|version| version.id),
        newest: newest.map(|row| (row.award_id, row.state)),
    })
}

/// The award of a stack that says how its person stands to it.
pub(super) fn newest(known: &Known, id: StackId) -> Option<&Holding> {
    let of_stack = || known.rows.iter().filter(|row| row.stack_id == Some(id));
    of_stack()
        .find(|row| row.state == State::Active)
        .or_else(|| of_stack().next_back())
}

/// Whether we stopped or ended it ourselves.
pub(super) fn is_ours(row: &Holding) -> bool {
    row.end_reason.as_deref() == Some(OWN_REASON.code())
}

fn slug_of(row: &Holding) -> Option<String> {
    row.stack.as_ref().map(|stack| stack.slug.clone())
}

async fn take(app: &App, tx: &mut Tx, of: Of, due: &Due) -> Result<(), Error> {
    let (event, id) = match (due.step, due.newest, due.published) {
        (Step::Issue, _, Some(version_id)) => {
            let new = award_of(app, of, due.stack_id, version_id);
            let detail = json!({ "stack": due.slug, "person": of.person_id });
            return award::give(app, tx, &new, detail).await;
        }
        (Step::Suspend, Some((id, _)), _) => (Event::Suspend, id),
        (Step::Reinstate, Some((id, _)), _) => (Event::Reinstate, id),
        (Step::Revoke, Some((id, _)), _) => (Event::Revoke, id),
        // Nothing is given of a stack that is not published, and nothing is taken back that was not given.
        (Step::Issue, _, None) | (Step::Suspend | Step::Reinstate | Step::Revoke, None, _) => {
            return Ok(());
        }
    };
    let happening = award::Happening {
        actor: Actor::System,
        event,
        reason: (event != Event::Reinstate).then_some(OWN_REASON),
        detail: json!({ "stack": due.slug, "person": of.person_id }),
    };
    award::happen(app, tx, id, happening).await.map(drop)
}

/// A new award of a version.
pub(super) fn award_of(app: &App, of: Of, stack_id: StackId, version_id: StackVersionId) -> Award {
    Award {
        id: app.new_id(),
        organization_id: of.organization_id,
        person_id: of.person_id,
        credential_id: None,
        credential_version_id: None,
        stack_id: Some(stack_id),
        stack_version_id: Some(version_id),
        decision_id: None,
        state: State::Active,
        issued_at: app.now(),
        valid_until: None,
        ended_at: None,
        end_reason: None,
        renews_award_id: None,
    }
}
