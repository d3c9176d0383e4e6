//! Hints at names in an earner's own texts, before they hand in (F.2, 4). Owns what is read and what is known beforehand: the
//! micro-credential's texts, the earner's own name, and the people of the course. Nothing of it is written down, and nobody
//! else is shown it.

use serde_json::Value;

use super::{App, Error, Session, Work};
use crate::domain::privacy_hint::{self, Hint, Known};
use crate::store::{lms_user, roster};

/// Something to look at, with where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedHint {
    /// In which slot.
    pub slot_id: String,
    /// What.
    pub hint: Hint,
}

/// What in the texts of an attempt, and in what is said of its files, looks like a name, an address or a number of somebody.
///
/// # Errors
/// [`Error::Store`].
pub async fn privacy_hints(
    app: &App,
    session: &Session,
    work: &Work,
) -> Result<Vec<PlacedHint>, Error> {
    let launch = &session.launch;
    let mut db = app.db.read().await?;
    let people = match launch.lms_context_id {
        Some(course) => roster::list_people(&mut db, course, launch.platform_id).await?,
        None => vec![],
    };
    let accounts = lms_user::list_for_person(&mut db, launch.person_id).await?;
    drop(db);
    let is_own = |sub: &str| accounts.iter().any(|account| account.sub == sub);
    let others = people.iter().filter(|(sub, _)| !is_own(sub));
    let own = accounts
        .iter()
        .filter_map(|account| account.name.as_deref());
    let definition = serde_json::to_value(&work.definition).unwrap_or_default();
    let mut texts = vec![];
    collect(&definition, &mut texts);
    let known = Known::new(
        &work.definition.language,
        texts,
        own.chain(launch.person_name.as_deref()),
        others.map(|(_, name)| name.as_str()),
    );
    let slots = work.definition.slots();
    Ok(slots
        .flat_map(|slot| {
            privacy_hint::hints(&written(work, &slot.id), &known)
                .into_iter()
                .map(|hint| PlacedHint {
                    slot_id: slot.id.clone(),
                    hint,
                })
        })
        .collect())
}

/// Every text in a document.
fn collect<'v>(value: &'v Value, texts: &mut Vec<&'v str>) {
    match value {
        Value::String(text) => texts.push(text),
        Value::Array(values) => values.iter().for_each(|value| collect(value, texts)),
        Value::Object(members) => members.values().for_each(|value| collect(value, texts)),
        _ => {}
    }
}

/// All that was written in a slot, and of its files.
fn written(work: &Work, slot_id: &str) -> String {
    let answers = work.answers.iter().filter(|one| one.slot_id == slot_id);
    let files = work.files.iter().filter(|one| one.slot_id == slot_id);
    let said = files.flat_map(|file| [file.alt_text.clone(), file.caption.clone()]);
    let pieces: Vec<String> = answers.map(|one| one.body.0.plain()).chain(said).collect();
    pieces.join("\n")
}
