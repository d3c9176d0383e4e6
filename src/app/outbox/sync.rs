//! What people see of scores on their way: both numbers, what became of the last message, and the word to send it again.

use std::collections::HashMap;

use serde_json::json;

use crate::app::audit::{self, Actor, Change};
use crate::app::session::Session;
use crate::app::{App, Error};
use crate::domain::id::{LmsUserId, PlacementId, PlatformId, ScorePostId};
use crate::domain::score_post::Score;
use crate::store::gradebook_cell::{self, GradebookCell};
use crate::store::score_post::{self, ScorePost};
use crate::store::{Tx, placement, score_queue};

/// How many messages a list shows.
const MOST: i64 = 500;

/// One learner in one column, as it is here and at the LMS.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// What is known of it.
    pub cell: GradebookCell,
    /// The newest message to it that did not give way to another.
    pub post: Option<ScorePost>,
}

impl Cell {
    /// The value here: what the newest result says.
    #[must_use]
    pub fn ours(&self) -> Option<Score> {
        self.cell.told()
    }

    /// The learner's account.
    #[must_use]
    pub fn lms_user_id(&self) -> LmsUserId {
        self.cell.lms_user_id
    }
}

/// The cell of one learner. Whoever asks has seen to it that it may be shown.
///
/// # Errors
/// [`Error::Store`].
pub async fn cell(
    app: &App,
    placement_id: PlacementId,
    lms_user_id: LmsUserId,
) -> Result<Option<Cell>, Error> {
    let mut db = app.db.read().await?;
    let Some(cell) = gradebook_cell::find(&mut db, placement_id, lms_user_id).await? else {
        return Ok(None);
    };
    let posts = score_post::list_for_cell(&mut db, placement_id, lms_user_id).await?;
    let post = posts
        .into_iter()
        .rfind(|post| post.state != crate::domain::score_post::State::Superseded);
    Ok(Some(Cell { cell, post }))
}

/// The cells of a link's column, for an instructor of its course.
///
/// # Errors
/// [`Error::NotFound`] for everybody else.
pub async fn list_for_placement(
    app: &App,
    session: &Session,
    placement_id: PlacementId,
) -> Result<Vec<Cell>, Error> {
    let mut db = app.db.read().await?;
    require_instructor(&mut db, session, placement_id).await?;
    let cells = gradebook_cell::list_for_placement(&mut db, placement_id).await?;
    let posts = score_post::list_newest_for_placement(&mut db, placement_id).await?;
    let mut posts: HashMap<LmsUserId, ScorePost> = posts
        .into_iter()
        .map(|post| (post.lms_user_id, post))
        .collect();
    let cells = cells.into_iter().map(|cell| {
        let post = posts.remove(&cell.lms_user_id);
        Cell { cell, post }
    });
    Ok(cells.collect())
}

async fn require_instructor(
    db: &mut crate::store::Conn,
    session: &Session,
    placement_id: PlacementId,
) -> Result<(), Error> {
    const NONE: Error = Error::NotFound("link");
    let launch = &session.launch;
    if !launch.role.may_see_roster() {
        return Err(NONE);
    }
    let link = placement::find(db, placement_id).await?.ok_or(NONE)?;
    let is_own = match (link.lms_context_id, launch.lms_context_id) {
        (Some(one), Some(other)) => one == other,
        _ => launch.placement_id == Some(link.id),
    };
    if is_own { Ok(()) } else { Err(NONE) }
}

/// Sends a message again, for an instructor of its course. One that a newer message has overtaken gives way to it.
///
/// # Errors
/// [`Error::NotFound`] for everybody else, and for a message that arrived or is on its way.
pub async fn send_again(app: &App, session: &Session, id: ScorePostId) -> Result<(), Error> {
    const NONE: Error = Error::NotFound("score");
    let mut tx = app.db.write().await?;
    let post = score_post::find(&mut tx, id).await?.ok_or(NONE)?;
    require_instructor(&mut tx, session, post.placement_id).await?;
    if !again(app, &mut tx, Actor::Person(session.launch.person_id), &post).await? {
        return Err(NONE);
    }
    tx.commit().await?;
    Ok(())
}

/// `false` for a message that arrived or is on its way.
async fn again(app: &App, tx: &mut Tx, actor: Actor, post: &ScorePost) -> Result<bool, Error> {
    let now = app.now();
    let later = score_post::list_for_cell(tx, post.placement_id, post.lms_user_id).await?;
    let overtaking = later
        .iter()
        .filter(|later| later.seq > post.seq && later.kind.is_result() == post.kind.is_result())
        .map(|later| later.seq)
        .max();
    let what = if let Some(seq) = overtaking {
        let (place, user) = (post.placement_id, post.lms_user_id);
        let is_result = post.kind.is_result();
        score_post::supersede(tx, place, user, seq, is_result, now).await?;
        "score.supersede"
    } else if score_queue::send_again(tx, post.id, now).await? {
        "score.send_again"
    } else {
        return Ok(false);
    };
    let change = Change {
        actor,
        organization_id: Some(post.organization_id),
        kind: what,
        subject_id: post.id.to_string(),
        detail: json!({ "from": post.state.code(), "reason": post.reason }),
    };
    audit::record(app, tx, change).await?;
    Ok(true)
}

/// Messages to one LMS that have not arrived: those that wait, then those that do not arrive by themselves.
///
/// # Errors
/// [`Error::Store`].
pub async fn list_for_platform(
    app: &App,
    id: PlatformId,
    is_stuck_only: bool,
) -> Result<Vec<ScorePost>, Error> {
    let mut db = app.db.read().await?;
    let mut posts = if is_stuck_only {
        Vec::new()
    } else {
        score_post::list_waiting(&mut db, id, MOST).await?
    };
    posts.extend(score_post::list_stuck(&mut db, id, MOST).await?);
    Ok(posts)
}

/// How many messages to one LMS wait, and how many do not arrive by themselves.
///
/// # Errors
/// [`Error::Store`].
pub async fn count(app: &App, id: PlatformId) -> Result<(i64, i64), Error> {
    let mut db = app.db.read().await?;
    Ok(score_post::count(&mut db, id).await?)
}

/// Sends messages again, for an operator. Gives how many were not on their way already.
///
/// # Errors
/// [`Error::NotFound`] for an id that is none.
pub async fn retry(app: &App, ids: &[ScorePostId]) -> Result<usize, Error> {
    let mut done = 0;
    let mut tx = app.db.write().await?;
    for id in ids {
        let post = score_post::find(&mut tx, *id).await?;
        let post = post.ok_or(Error::NotFound("score"))?;
        done += usize::from(again(app, &mut tx, Actor::Operator, &post).await?);
    }
    tx.commit().await?;
    Ok(done)
}
