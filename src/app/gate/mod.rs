//! What follows from awards: the awards of stacks, the gates of every course that a person has opened, and what courses
//! give to who meets theirs (B.4.13, D.4).
//! Owns the counting and everything that is written of it, in the transaction of whatever changed the awards; what counts
//! is the domain's to say.

mod course;
mod course_award;
mod first;
mod known;
mod open;
mod recount;
mod show;
mod stack_award;

pub use course::{Course, Line, course, progress_in_course};
pub use course_award::{AskedAward, CourseAward, award, issuers, may_set_award, set_award};
pub(in crate::app) use first::may_begin;
pub use first::{First, comes_first};
pub(in crate::app) use known::Known;
pub(in crate::app) use open::{Opener, opened};
pub use recount::recount_stale;
pub use show::{
    Item, Shown, Unlocked, Unlocks, list_for_course, list_stacks, show, show_stack, unlocked_by,
};

use super::{App, Error};
use crate::domain::id::{OrganizationId, PersonId};
use crate::store::Tx;
use crate::store::gate;

/// Looks at everything that depends on what a person holds, in the caller's transaction, which has written what changed.
/// Of two such transactions at once, the second waits for the first and counts what both have written, so that no lower
/// number follows a higher one.
///
/// # Errors
/// [`Error::Store`].
pub async fn awards_changed(
    app: &App,
    tx: &mut Tx,
    organization_id: OrganizationId,
    person_id: PersonId,
) -> Result<(), Error> {
    gate::hold_person(tx, person_id).await?;
    let known = stack_award::follow_all(app, tx, organization_id, person_id).await?;
    recount::all(app, tx, person_id, &known).await
}
