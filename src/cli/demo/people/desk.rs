//! What assessors, lead assessors and screeners do. Owns the steps at the desk; when they come is the walk's to say.

use super::earner::AtWork;
use super::reading::Told;
use super::stage::{BEGINNING, Stage};
use crate::app::assessment::{self, By, Save, Saving};
use crate::app::session::Session;
use crate::cli::Failure;
use crate::domain::attempt::State;
use crate::domain::id::{AttemptId, ReadingSlotId};
use crate::domain::reading::slot;
use crate::practice::Message;
use crate::store::{attempt, reading_slot};

/// The item of the course that leads to the desk.
const NAVIGATION: u32 = 3;

/// Everybody at the desk.
pub(super) struct Desk {
    ines: Session,
    noor: Session,
    jorge: Session,
    lena: Session,
}

impl Desk {
    /// Lets them come in, for all that follows.
    pub(super) async fn staff(stage: &Stage<'_>) -> Result<Self, Failure> {
        stage.go(BEGINNING - 6, 8);
        let open = async |login| {
            let item = NAVIGATION;
            stage.open(login, Message::ResourceLink { item }).await
        };
        Ok(Self {
            ines: open("ines").await?,
            noor: open("noor").await?,
            jorge: open("jorge").await?,
            lena: open("lena").await?,
        })
    }

    /// Lets Inés, and then Noor, read work as long as another reading is wanted.
    pub(super) async fn read(
        &self,
        stage: &Stage<'_>,
        id: AttemptId,
        told: [&Told; 2],
    ) -> Result<(), Failure> {
        for (reader, told) in [&self.ines, &self.noor].into_iter().zip(told) {
            if !is_wanted(stage, id).await? {
                break;
            }
            let slot = claim(stage, reader, id).await?;
            let seq = write(stage, reader, slot, told).await?;
            stage.pass(6);
            assessment::submit(stage.app, reader, slot, seq).await?;
            stage.pass(95);
        }
        Ok(())
    }

    /// Lets Inés take work and write some of what there is to say.
    pub(super) async fn begin(
        &self,
        stage: &Stage<'_>,
        id: AttemptId,
        told: &Told,
    ) -> Result<(), Failure> {
        let slot = claim(stage, &self.ines, id).await?;
        write(stage, &self.ines, slot, told).await?;
        Ok(())
    }

    /// Lets Jorge send a result out.
    pub(super) async fn release(&self, stage: &Stage<'_>, id: AttemptId) -> Result<(), Failure> {
        Ok(assessment::release_decision(stage.app, &self.jorge, id).await?)
    }

    /// Lets Lena stop work because of a question.
    pub(super) async fn hold(
        &self,
        stage: &Stage<'_>,
        at_work: &AtWork,
        reason: &str,
    ) -> Result<(), Failure> {
        let by = By::Officer(&self.lena);
        Ok(assessment::hold(stage.app, by, at_work.id, reason).await?)
    }

    /// Lets Lena end work, and what came of it.
    pub(super) async fn void(
        &self,
        stage: &Stage<'_>,
        at_work: &AtWork,
        reason: &str,
    ) -> Result<(), Failure> {
        let by = By::Officer(&self.lena);
        Ok(assessment::void(stage.app, by, at_work.id, true, reason).await?)
    }
}

/// Whether an assessor is still to read it.
async fn is_wanted(stage: &Stage<'_>, id: AttemptId) -> Result<bool, Failure> {
    let mut db = stage.app.db.read().await?;
    let found = attempt::find(&mut db, id).await?;
    let is_with_us =
        found.is_some_and(|found| matches!(found.state, State::Queued | State::InAssessment));
    let slots = reading_slot::list_for_attempt(&mut db, id).await?;
    let is_open = slots.iter().any(|slot| slot.state == slot::State::Open);
    Ok(is_open && is_with_us)
}

/// The next work that is due, which is this.
async fn claim(
    stage: &Stage<'_>,
    reader: &Session,
    id: AttemptId,
) -> Result<ReadingSlotId, Failure> {
    let claimed = assessment::claim_next(stage.app, reader).await?;
    let own = claimed.filter(|slot| slot.attempt_id == id);
    own.map(|slot| slot.id)
        .ok_or_else(|| Failure::problem("other work is due before it"))
}

/// Writes what there is to say, and gives the number of the save.
async fn write(
    stage: &Stage<'_>,
    reader: &Session,
    id: ReadingSlotId,
    told: &Told,
) -> Result<i64, Failure> {
    let open = assessment::open(stage.app, reader, id).await?;
    stage.pass(34);
    let save = Save {
        based_on: open.draft.map_or(0, |draft| draft.save_seq),
        save_id: stage.app.new_id::<uuid::Uuid>().to_string(),
        reading: told.reading(&open.definition),
    };
    match assessment::save(stage.app, reader, id, save).await? {
        Saving::Saved(saved) => Ok(saved.seq),
        Saving::LeaseOver(_) | Saving::Conflict(_) => {
            Err(Failure::problem("somebody else is reading it"))
        }
    }
}
