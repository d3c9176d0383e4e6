//! Hints at names in an earner's own texts, before they hand in (F.2, 4). Owns what is read and what is known beforehand: the
//! micro-credential's texts, the earner's own name, and the people of the course. Nothing of it is written down, and nobody
//! else is shown it.

use serde_json::Value;

use super::{App, Error, Session, Work};
use crate::domain::credential::Definition;
use crate::domain::privacy_hint::{self, Hint, Known};
use crate::store::answer::StoredAnswer;
use crate::store::file_object::FileObject;
use crate::store::{lms_user, roster};

/// Something to look at, with where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedHint {
    /// In which slot.
    pub slot_id: String,
    /// What.
    pub hint: Hint,
}

/// What in the texts of an attempt, and in what is said of its files, looks like a name, an address or a number of somebody. Of
/// very long texts only the beginning is looked at, as [`privacy_hint::hints`] says.
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
    let own = accounts.iter().filter_map(|account| account.name.clone());
    let asked = Asked {
        own: own.chain(launch.person_name.clone()).collect(),
        others: people
            .into_iter()
            .filter(|(sub, _)| !accounts.iter().any(|account| account.sub == *sub))
            .map(|(_, name)| name)
            .collect(),
        definition: work.definition.clone(),
        answers: work.answers.clone(),
        files: work.files.clone(),
    };
    // Thousands of words take long enough for others to wait.
    let looked = tokio::task::spawn_blocking(move || asked.hints()).await;
    // It ends early only by a panic, which goes on here.
    Ok(looked.unwrap_or_else(|error| std::panic::resume_unwind(error.into_panic())))
}

/// What is read, and what is known beforehand.
struct Asked {
    /// How the writer is called.
    own: Vec<String>,
    /// How the other people of the course are called.
    others: Vec<String>,
    definition: Definition,
    answers: Vec<StoredAnswer>,
    files: Vec<FileObject>,
}

impl Asked {
    fn hints(&self) -> Vec<PlacedHint> {
        let definition = &self.definition;
        let document = serde_json::to_value(definition).unwrap_or_default();
        let mut texts = vec![];
        collect(&document, &mut texts);
        let own = self.own.iter().map(String::as_str);
        let others = self.others.iter().map(String::as_str);
        let known = Known::new(&definition.language, texts, own, others);
        let slots = definition.slots();
        let written = slots.map(|slot| (&slot.id, self.written(&slot.id)));
        let hints = privacy_hint::hints(written, &known).into_iter();
        hints
            .map(|(slot_id, hint)| PlacedHint {
                slot_id: slot_id.clone(),
                hint,
            })
            .collect()
    }

    /// All that was written in a slot, and of its files.
    fn written(&self, slot_id: &str) -> String {
        let answers = self.answers.iter().filter(|one| one.slot_id == slot_id);
        let files = self.files.iter().filter(|one| one.slot_id == slot_id);
        let said = files.flat_map(|file| [file.alt_text.clone(), file.caption.clone()]);
        let pieces: Vec<String> = answers.map(|one| one.body.0.plain()).chain(said).collect();
        pieces.join("\n")
    }
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
