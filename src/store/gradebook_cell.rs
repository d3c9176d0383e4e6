//! Cells of gradebooks at rest: what they were told, what they took, and what was seen there.

use sqlx::FromRow;

use super::{Conn, Error, Tx, query};
use crate::clock::Timestamp;
use crate::domain::id::{LmsUserId, PlacementId};
use crate::domain::score_post::Score;

/// One learner in one column.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct GradebookCell {
    /// The link that the column belongs to.
    pub placement_id: PlacementId,
    /// The learner's account.
    pub lms_user_id: LmsUserId,
    /// The number of the newest message.
    pub last_seq: i64,
    /// The last timestamp that a message was given; 0 before the first.
    pub last_stamp: Timestamp,
    told_points: Option<i64>,
    told_maximum: Option<i64>,
    confirmed_points: Option<i64>,
    confirmed_maximum: Option<i64>,
    doubtful_points: Option<i64>,
    doubtful_maximum: Option<i64>,
    /// The value at the LMS when it was last looked at, in millionths.
    pub seen_score: Option<i64>,
    /// Its maximum there, in millionths.
    pub seen_maximum: Option<i64>,
    /// When that was.
    pub seen_at: Option<Timestamp>,
    /// Whether somebody at the LMS gave more, and that stands.
    pub is_overridden: bool,
}

fn score(points: Option<i64>, maximum: Option<i64>) -> Option<Score> {
    Some(Score {
        given: points?.try_into().ok()?,
        maximum: maximum?.try_into().ok()?,
    })
}

fn columns(score: Option<Score>) -> (Option<i64>, Option<i64>) {
    (
        score.map(|score| i64::from(score.given)),
        score.map(|score| i64::from(score.maximum)),
    )
}

impl GradebookCell {
    /// What the newest message says, sent or not.
    #[must_use]
    pub fn told(&self) -> Option<Score> {
        score(self.told_points, self.told_maximum)
    }

    /// The last value that the LMS is known to have taken from us.
    #[must_use]
    pub fn confirmed(&self) -> Option<Score> {
        score(self.confirmed_points, self.confirmed_maximum)
    }

    /// A value that it may have taken from us.
    #[must_use]
    pub fn doubtful(&self) -> Option<Score> {
        score(self.doubtful_points, self.doubtful_maximum)
    }

    /// This cell as it was stamped just now, with what `other` knows beside.
    #[must_use]
    pub fn keeping(self, other: &Self) -> Self {
        Self {
            last_stamp: self.last_stamp,
            last_seq: self.last_seq,
            ..other.clone()
        }
    }

    /// The same with another confirmed value, after which nothing is in doubt.
    #[must_use]
    pub fn confirming(mut self, score: Option<Score>) -> Self {
        (self.confirmed_points, self.confirmed_maximum) = columns(score);
        (self.doubtful_points, self.doubtful_maximum) = (None, None);
        self
    }

    /// The same with a value that may have been taken.
    #[must_use]
    pub fn doubting(mut self, score: Score) -> Self {
        (self.doubtful_points, self.doubtful_maximum) = columns(Some(score));
        self
    }
}

/// The cell, made when it is not there, as nobody else changes it until the transaction ends; `last_seq` has risen by one.
pub async fn next(
    tx: &mut Tx,
    placement_id: PlacementId,
    lms_user_id: LmsUserId,
    now: Timestamp,
) -> Result<GradebookCell, Error> {
    query(
        "INSERT INTO gradebook_cell (placement_id, lms_user_id, last_seq, last_stamp, is_overridden, updated_at)
         VALUES ($1, $2, 1, 0, FALSE, $3)
         ON CONFLICT (placement_id, lms_user_id) DO UPDATE SET last_seq = gradebook_cell.last_seq + 1,
             updated_at = excluded.updated_at
         RETURNING placement_id, lms_user_id, last_seq, last_stamp, told_points, told_maximum, confirmed_points,
             confirmed_maximum, doubtful_points, doubtful_maximum, seen_score, seen_maximum, seen_at, is_overridden",
    )
    .bind(placement_id)
    .bind(lms_user_id)
    .bind(now)
    .one(tx)
    .await
}

/// Gives the next timestamp to a message: after all that were given before, and not before `now`. Both are whole in
/// `step` milliseconds.
pub async fn stamp(
    tx: &mut Tx,
    placement_id: PlacementId,
    lms_user_id: LmsUserId,
    now: Timestamp,
    step: i64,
) -> Result<Option<GradebookCell>, Error> {
    query(
        "UPDATE gradebook_cell SET last_stamp = CASE
             WHEN (last_stamp / $4 + 1) * $4 > $3 THEN (last_stamp / $4 + 1) * $4 ELSE $3 END
         WHERE placement_id = $1 AND lms_user_id = $2
         RETURNING placement_id, lms_user_id, last_seq, last_stamp, told_points, told_maximum, confirmed_points,
             confirmed_maximum, doubtful_points, doubtful_maximum, seen_score, seen_maximum, seen_at, is_overridden",
    )
    .bind(placement_id)
    .bind(lms_user_id)
    .bind(Timestamp::from_millis(now.millis() / step * step))
    .bind(step)
    .optional(tx)
    .await
}

/// Writes what the newest message says.
pub async fn update_told(
    tx: &mut Tx,
    placement_id: PlacementId,
    lms_user_id: LmsUserId,
    told: Option<Score>,
) -> Result<(), Error> {
    let (points, maximum) = columns(told);
    query(
        "UPDATE gradebook_cell SET told_points = $3, told_maximum = $4
         WHERE placement_id = $1 AND lms_user_id = $2",
    )
    .bind(placement_id)
    .bind(lms_user_id)
    .bind(points)
    .bind(maximum)
    .execute(tx)
    .await
    .map(drop)
}

/// Writes what the cell took and what was seen there.
pub async fn update(tx: &mut Tx, changed: &GradebookCell, now: Timestamp) -> Result<(), Error> {
    query(
        "UPDATE gradebook_cell SET confirmed_points = $3, confirmed_maximum = $4, doubtful_points = $5,
             doubtful_maximum = $6, seen_score = $7, seen_maximum = $8, seen_at = $9, is_overridden = $10,
             updated_at = $11
         WHERE placement_id = $1 AND lms_user_id = $2",
    )
    .bind(changed.placement_id)
    .bind(changed.lms_user_id)
    .bind(changed.confirmed_points)
    .bind(changed.confirmed_maximum)
    .bind(changed.doubtful_points)
    .bind(changed.doubtful_maximum)
    .bind(changed.seen_score)
    .bind(changed.seen_maximum)
    .bind(changed.seen_at)
    .bind(changed.is_overridden)
    .bind(now)
    .execute(tx)
    .await
    .map(drop)
}

/// The cell.
pub async fn find(
    db: &mut Conn,
    placement_id: PlacementId,
    lms_user_id: LmsUserId,
) -> Result<Option<GradebookCell>, Error> {
    query(
        "SELECT placement_id, lms_user_id, last_seq, last_stamp, told_points, told_maximum, confirmed_points,
             confirmed_maximum, doubtful_points, doubtful_maximum, seen_score, seen_maximum, seen_at, is_overridden
         FROM gradebook_cell WHERE placement_id = $1 AND lms_user_id = $2",
    )
    .bind(placement_id)
    .bind(lms_user_id)
    .optional(db)
    .await
}

/// The cells of a column.
pub async fn list_for_placement(
    db: &mut Conn,
    id: PlacementId,
) -> Result<Vec<GradebookCell>, Error> {
    query(
        "SELECT placement_id, lms_user_id, last_seq, last_stamp, told_points, told_maximum, confirmed_points,
             confirmed_maximum, doubtful_points, doubtful_maximum, seen_score, seen_maximum, seen_at, is_overridden
         FROM gradebook_cell WHERE placement_id = $1 ORDER BY lms_user_id",
    )
    .bind(id)
    .all(db)
    .await
}
