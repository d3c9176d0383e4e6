//! What an earner says of a part for themselves: it is ready. A note and nothing more: it guards nothing, nobody else sees
//! it, and it stays when the part is changed afterwards, which is told beside it.

use serde_json::json;

use super::{App, Error, FileObject, Session, StoredAnswer, enrollment, own_locked};
use crate::clock::Timestamp;
use crate::domain::attempt::{Event, Facts, Guard, Who, transition};
use crate::domain::canonical;
use crate::domain::credential::{Definition, Part};
use crate::domain::id::AttemptId;
use crate::random::fingerprint;
use crate::store::part_mark::{self, PartMark};
use crate::store::{Conn, answer, file_object};

/// A part that its earner called ready.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The part.
    pub part_id: String,
    /// When it was called so.
    pub at: Timestamp,
    /// Whether something else is in it by now.
    pub is_changed: bool,
}

/// Calls a part ready as it is now, or takes that back. Gives the mark that it has then.
///
/// # Errors
/// [`Error::NotFound`] for everybody but the earner, and for a part that there is not; [`Error::Attempt`] with the state when
/// it is not worked on any more.
pub async fn mark_part(
    app: &App,
    session: &Session,
    id: AttemptId,
    part_id: &str,
    is_ready: bool,
) -> Result<Option<Mark>, Error> {
    let mut tx = app.db.write().await?;
    let attempt = own_locked(&mut tx, session, id).await?;
    // It is a part of working on it, like a save, and like one it changes no state.
    let facts = Facts::of(Who::Earner).with(Guard::NothingNewerSaved);
    transition(Some(attempt.state), Event::Save, &facts)?;
    let version = enrollment::version_of(&mut tx, attempt.credential_version_id).await?;
    let parts = &version.definition.0.parts;
    let part = parts.iter().find(|part| part.id == part_id);
    let part = part.ok_or(Error::NotFound("part"))?;
    let mark = if is_ready {
        let answers = answer::list_for_attempt(&mut tx, id).await?;
        let files = file_object::list_for_attempt(&mut tx, id).await?;
        let mark = PartMark {
            part_id: part.id.clone(),
            content_hash: content_hash(part, &answers, &files),
            marked_at: app.now(),
        };
        part_mark::upsert(&mut tx, id, &mark).await?;
        Some(Mark {
            part_id: mark.part_id,
            at: mark.marked_at,
            is_changed: false,
        })
    } else {
        part_mark::delete(&mut tx, id, &part.id).await?;
        None
    };
    tx.commit().await?;
    Ok(mark)
}

/// The marks of an attempt, in the order of its parts.
pub(super) async fn marks(
    db: &mut Conn,
    id: AttemptId,
    definition: &Definition,
    answers: &[StoredAnswer],
    files: &[FileObject],
) -> Result<Vec<Mark>, Error> {
    let given = part_mark::list_for_attempt(db, id).await?;
    let of_part = |part: &Part| {
        let mark = given.iter().find(|mark| mark.part_id == part.id)?;
        Some(Mark {
            part_id: mark.part_id.clone(),
            at: mark.marked_at,
            is_changed: mark.content_hash != content_hash(part, answers, files),
        })
    };
    Ok(definition.parts.iter().filter_map(of_part).collect())
}

/// The hash of what is in a part: of what was written, of which files there are, and of what is said of them. A file that
/// is looked at meanwhile stays the same.
fn content_hash(part: &Part, answers: &[StoredAnswer], files: &[FileObject]) -> String {
    let slots = part.slots.iter().map(|slot| {
        let answer = answers.iter().find(|answer| answer.slot_id == slot.id);
        let files = files
            .iter()
            .filter(|file| file.slot_id == slot.id && file.rejection.is_none());
        json!({
            "slot": slot.id,
            "answer": answer.map(|answer| &answer.body.0),
            "files": files
                .map(|file| json!([file.id, file.alt_text, file.caption]))
                .collect::<Vec<_>>(),
        })
    });
    fingerprint(canonical::json(&slots.collect::<Vec<_>>()))
}
