//! What somebody who learns does: begins, writes, adds files, hands in. Owns the steps; when they come is the walk's to say.

use futures_util::stream;
use tokio_util::bytes::Bytes;

use super::cast::Of;
use super::course;
use super::stage::Stage;
use super::work::Work;
use crate::app::answer::{self, Save, Saving};
use crate::app::attempt::{self, Confirmed, HandIn};
use crate::app::file;
use crate::app::notice;
use crate::app::placement::{self, Target};
use crate::app::session::Session;
use crate::cli::Failure;
use crate::domain::answer::Answer;
use crate::domain::id::AttemptId;
use crate::i18n::{self, Language};
use crate::practice::Message;
use crate::templates::attempt::statement_key;

/// Somebody at work on something.
pub(super) struct AtWork {
    /// The launch in which they work.
    pub(super) session: Session,
    /// The attempt.
    pub(super) id: AttemptId,
}

/// The kind of notice that tells of a result.
const RESULT: &str = "attempt.release";

/// Opens an item of the course, and reads the results that have come since.
pub(super) async fn open(stage: &Stage<'_>, login: &str, of: Of) -> Result<Session, Failure> {
    let item = course::item(stage, of.title())?;
    let session = stage.open(login, Message::ResourceLink { item }).await?;
    notice::mark_kinds_seen(stage.app, &session, &[RESULT]).await?;
    Ok(session)
}

/// Opens a micro-credential and begins an attempt, the first or the next.
pub(super) async fn begin(stage: &Stage<'_>, login: &str, of: Of) -> Result<AtWork, Failure> {
    let session = open(stage, login, of).await?;
    match placement::target(stage.app, &session).await? {
        Target::Credential(placed) => {
            let begun = attempt::start_placed(stage.app, &session, &placed).await?;
            Ok(AtWork {
                session,
                id: begun.id,
            })
        }
        _ => Err(Failure::problem(format!(
            "{} is not what its item shows",
            of.slug()
        ))),
    }
}

impl AtWork {
    /// Saves some of the answers, each some minutes after the one before.
    pub(super) async fn write(
        &self,
        stage: &Stage<'_>,
        answers: impl IntoIterator<Item = (&String, &Answer)>,
    ) -> Result<(), Failure> {
        let known = attempt::view(stage.app, &self.session, self.id).await?;
        for (slot, answer) in answers {
            let mut answers = known.answers.iter();
            let stored = answers.find(|stored| stored.slot_id == *slot);
            stage.pass(11);
            let save = Save {
                based_on: stored.map_or(0, |stored| stored.save_seq),
                save_id: stage.app.new_id::<uuid::Uuid>().to_string(),
                answer: answer.clone(),
            };
            let saved = answer::save(stage.app, &self.session, self.id, slot, save).await?;
            if matches!(saved, Saving::Conflict(_)) {
                return Err(Failure::problem(format!("{slot} was written twice")));
            }
        }
        Ok(())
    }

    /// Adds the files.
    async fn add_files(&self, stage: &Stage<'_>, work: &Work) -> Result<(), Failure> {
        for file in &work.files {
            stage.pass(4);
            let content = file.content();
            let upload = file::Upload {
                name: file.name.clone(),
                announced: u64::try_from(content.len()).ok(),
                body: stream::iter([Ok::<_, std::io::Error>(Bytes::from(content))]),
            };
            let slot = &file.slot;
            let taken = file::upload(stage.app, &self.session, self.id, slot, upload).await?;
            file::describe(stage.app, &self.session, taken.id, "", &file.caption).await?;
        }
        Ok(())
    }

    /// Adds the files, confirms what is to be confirmed, and hands in.
    pub(super) async fn hand_in(&self, stage: &Stage<'_>, work: &Work) -> Result<(), Failure> {
        self.add_files(stage, work).await?;
        stage.pass(8);
        let view = attempt::view(stage.app, &self.session, self.id).await?;
        let confirmed = view.review.attestations.iter().map(|need| {
            let key = statement_key(need.kind, need.needs_detail);
            let detail = if need.needs_detail { "None." } else { "" };
            Confirmed {
                kind: need.kind,
                statement: i18n::text(Language::English, key),
                detail: detail.to_owned(),
            }
        });
        let hand_in = HandIn {
            confirmed: confirmed.collect(),
            note: None,
        };
        attempt::submit(stage.app, &self.session, self.id, &hand_in).await?;
        Ok(())
    }
}
