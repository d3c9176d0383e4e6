//! How each of them got there: one after the other, each step by a use case at its hour. Owns the order of steps and the time
//! between them.

use super::cast::{Of, Part, Path};
use super::desk::Desk;
use super::earner::{self, AtWork};
use super::stage::Stage;
use super::work::{self, Filled, Piece, Step, Topic};
use crate::app::badge::{self, Operation};
use crate::app::{attempt, award};
use crate::cli::Failure;
use crate::domain::answer::Answer;
use crate::domain::award::Reason;

/// When somebody hands in.
const EVENING: u32 = 18;
/// So many days go by between the first word and the hand-in.
const WRITING: u32 = 9;
/// So many days after the hand-in it is read.
const READING: u32 = 2;
/// How long before its successor each step of a trial was handed in.
const BETWEEN: u32 = 75;

/// Lets somebody come as far as their part says.
pub(super) async fn walk(stage: &Stage<'_>, desk: &Desk, part: Part) -> Result<(), Failure> {
    let walk = Walk { stage, desk, part };
    match part.path {
        Path::Draft(piece) => walk.begin(piece).await.map(drop),
        Path::Expired(piece) => walk.let_end(piece).await,
        Path::Submitted(piece) => walk.just_hand_in(piece).await,
        Path::Queued(piece) => walk.hand_in(Of::Questions, piece).await.map(drop),
        Path::InAssessment(piece) => walk.is_read(piece).await,
        Path::Screening { held, next } => walk.is_screened(held, next).await,
        Path::Adjudication(topic) => walk.two_differ(&topic).await,
        Path::Decided(topic) => walk.trials(&topic).await.map(drop),
        Path::Passed(piece) => walk.pass(piece).await,
        Path::Revise(piece) => walk.result(piece, "close").await.map(drop),
        Path::Again(piece) => walk.revise(piece).await,
        Path::Withdrawn(piece) => walk.withdraw(piece).await,
        Path::OnHold(piece) => walk.hold(piece).await,
        Path::Voided(piece) => walk.void(piece).await,
        Path::Suspended(piece) => walk.suspend(piece).await,
        Path::Ending(topic) => walk.results(&topic).await.map(drop),
        Path::Ended(topic) => Box::pin(walk.end(&topic)).await,
    }
}

/// One person on the way.
struct Walk<'w> {
    stage: &'w Stage<'w>,
    desk: &'w Desk,
    part: Part,
}

impl Walk<'_> {
    /// Writes what there is of a piece, and leaves it.
    async fn begin(&self, piece: Piece) -> Result<AtWork, Failure> {
        let Part { login, days, .. } = self.part;
        self.stage.go(days, 16);
        let filled = work::piece(piece, self.stage.app.now())?;
        let at_work = earner::begin(self.stage, login, Of::Questions).await?;
        at_work.write(self.stage, &filled.work.answers).await?;
        Ok(at_work)
    }

    /// Begins, and comes back only after the window has ended.
    async fn let_end(&self, piece: Piece) -> Result<(), Failure> {
        let Part { login, days, .. } = self.part;
        self.stage.go(days, 16);
        let filled = work::piece(piece, self.stage.app.now())?;
        let at_work = earner::begin(self.stage, login, Of::Questions).await?;
        at_work
            .write(self.stage, filled.work.answers.iter().take(2))
            .await?;
        let view = attempt::view(self.stage.app, &at_work.session, at_work.id).await?;
        if let Some(end) = view.attempt.window_ends_at {
            self.stage.go_to(end);
            self.stage.pass(5);
            attempt::end_windows(self.stage.app).await?;
        }
        Ok(())
    }

    /// Writes on two days and hands in on the second, so many days ago.
    async fn write(&self, of: Of, filled: &Filled, days: u32) -> Result<AtWork, Failure> {
        let (stage, login) = (self.stage, self.part.login);
        let answers = &filled.work.answers;
        let half = answers.len() / 2;
        stage.go(days + WRITING, 16);
        let first = earner::begin(stage, login, of).await?;
        first.write(stage, answers.iter().take(half)).await?;
        stage.go(days, EVENING);
        let session = earner::open(stage, login, of).await?;
        let second = AtWork {
            session,
            id: first.id,
        };
        second.write(stage, answers.iter().skip(half)).await?;
        second.hand_in(stage, &filled.work).await?;
        Ok(second)
    }

    /// The same until it cannot be taken back any more.
    async fn write_and_wait(&self, of: Of, filled: &Filled, days: u32) -> Result<AtWork, Failure> {
        let at_work = self.write(of, filled, days).await?;
        self.stage.pass(61);
        attempt::open_for_work(self.stage.app).await?;
        Ok(at_work)
    }

    async fn hand_in(&self, of: Of, piece: Piece) -> Result<(AtWork, Filled), Failure> {
        let filled = work::piece(piece, self.stage.day(self.part.days, EVENING))?;
        let at_work = self.write_and_wait(of, &filled, self.part.days).await?;
        Ok((at_work, filled))
    }

    /// Hands in a moment ago.
    async fn just_hand_in(&self, piece: Piece) -> Result<(), Failure> {
        let stage = self.stage;
        let filled = work::piece(piece, stage.day(0, 0))?;
        stage.go(WRITING, 16);
        let at_work = earner::begin(stage, self.part.login, Of::Questions).await?;
        at_work.write(stage, &filled.work.answers).await?;
        stage.go_to_minutes_ago(11);
        at_work.hand_in(stage, &filled.work).await
    }

    /// Hands in, and is told this.
    async fn result(&self, piece: Piece, told: &str) -> Result<AtWork, Failure> {
        let (at_work, filled) = self.hand_in(Of::Questions, piece).await?;
        self.stage.go(self.part.days.saturating_sub(READING), 15);
        let told = filled.told(told)?;
        self.desk.read(self.stage, at_work.id, [told, told]).await?;
        Ok(at_work)
    }

    /// Passes, and reads so two days later.
    async fn read_result(&self, piece: Piece) -> Result<AtWork, Failure> {
        let at_work = self.result(piece, "shown").await?;
        self.stage.go(self.part.days - 2 * READING, 17);
        earner::open(self.stage, self.part.login, Of::Questions).await?;
        Ok(at_work)
    }

    async fn pass(&self, piece: Piece) -> Result<(), Failure> {
        self.result(piece, "shown").await?;
        self.stage.go(self.part.days - 10, 12);
        earner::open(self.stage, self.part.login, Of::Gate).await?;
        Ok(())
    }

    async fn revise(&self, piece: Piece) -> Result<(), Failure> {
        self.result(piece, "close").await?;
        self.stage.go(self.part.days - 20, 17);
        let again = earner::begin(self.stage, self.part.login, Of::Questions).await?;
        let reflection = (String::from("reflection"), revised());
        again
            .write(self.stage, [(&reflection.0, &reflection.1)])
            .await
    }

    async fn is_read(&self, piece: Piece) -> Result<(), Failure> {
        let (at_work, filled) = self.hand_in(Of::Questions, piece).await?;
        self.stage.go_to_minutes_ago(75);
        let told = filled.told("close")?;
        self.desk.begin(self.stage, at_work.id, told).await
    }

    async fn is_screened(&self, held: Piece, next: Piece) -> Result<(), Failure> {
        let earlier = Walk {
            part: Part {
                days: self.part.days + 80,
                ..self.part
            },
            ..*self
        };
        earlier.result(held, "shown").await?;
        earner::open(self.stage, self.part.login, Of::Talk).await?;
        self.hand_in(Of::Voices, next).await.map(drop)
    }

    async fn withdraw(&self, piece: Piece) -> Result<(), Failure> {
        let (at_work, _) = self.hand_in(Of::Questions, piece).await?;
        self.stage.go(self.part.days - 1, 7);
        attempt::withdraw(self.stage.app, &at_work.session, at_work.id).await?;
        Ok(())
    }

    async fn hold(&self, piece: Piece) -> Result<(), Failure> {
        let (at_work, _) = self.hand_in(Of::Questions, piece).await?;
        self.stage.go(self.part.days - 1, 11);
        let reason =
            "Two passages are word for word in a public lesson plan. Asked for the drafts.";
        self.desk.hold(self.stage, &at_work, reason).await
    }

    async fn void(&self, piece: Piece) -> Result<(), Failure> {
        let at_work = self.read_result(piece).await?;
        self.stage.go(self.part.days - 30, 11);
        let reason = "The case was closed: the try-out did not take place.";
        self.desk.void(self.stage, &at_work, reason).await
    }

    async fn suspend(&self, piece: Piece) -> Result<(), Failure> {
        let at_work = self.read_result(piece).await?;
        self.stage.go(5, 10);
        let person = at_work.session.launch.person_id;
        for held in badge::list(self.stage.app, person).await? {
            let suspend = Operation::Suspend(Reason::Integrity);
            let note = "A colleague asks whose questions these are. To be settled this month.";
            badge::operate(self.stage.app, &held.shown.badge.code, suspend, note).await?;
        }
        Ok(())
    }

    /// One step of a trial, handed in and read.
    async fn step(
        &self,
        (of, step): (Of, Step),
        topic: &Topic,
        (days, told): (u32, [&str; 2]),
    ) -> Result<AtWork, Failure> {
        let filled = work::step(step, topic, self.stage.day(days, EVENING))?;
        let at_work = self.write_and_wait(of, &filled, days).await?;
        self.stage.go(days - READING, 15);
        let told = [filled.told(told[0])?, filled.told(told[1])?];
        self.desk.read(self.stage, at_work.id, told).await?;
        Ok(at_work)
    }

    async fn two_differ(&self, topic: &Topic) -> Result<(), Failure> {
        let days = self.part.days;
        let before = (days + BETWEEN, ["ready"; 2]);
        self.step((Of::Hunch, Step::Hunch), topic, before).await?;
        let last = (days, ["complete", "almost"]);
        self.step((Of::Trial, Step::Trial), topic, last).await?;
        Ok(())
    }

    /// All three steps; the result of the last is decided and not told.
    async fn trials(&self, topic: &Topic) -> Result<AtWork, Failure> {
        let days = self.part.days;
        let before = (days + 2 * BETWEEN, ["ready"; 2]);
        self.step((Of::Hunch, Step::Hunch), topic, before).await?;
        let then = (days + BETWEEN, ["complete"; 2]);
        self.step((Of::Trial, Step::Trial), topic, then).await?;
        let last = (days, ["usable"; 2]);
        self.step((Of::Results, Step::Brief), topic, last).await
    }

    /// All three steps, and the lead lets the result out.
    async fn results(&self, topic: &Topic) -> Result<AtWork, Failure> {
        let at_work = self.trials(topic).await?;
        self.stage.go(self.part.days - 2 * READING, 9);
        self.desk.release(self.stage, at_work.id).await?;
        self.stage.go(self.part.days - 3 * READING, 17);
        earner::open(self.stage, self.part.login, Of::Results).await?;
        Ok(at_work)
    }

    /// The same, until the award has run out.
    async fn end(&self, topic: &Topic) -> Result<(), Failure> {
        let at_work = self.results(topic).await?;
        let person = at_work.session.launch.person_id;
        for held in badge::list(self.stage.app, person).await? {
            if let Some(end) = held.shown.valid_until {
                self.stage.go_to(end);
                self.stage.pass(5);
            }
        }
        award::expire_due(self.stage.app).await?;
        Ok(())
    }
}

/// What is written anew in the second attempt.
fn revised() -> Answer {
    Answer::Text {
        html: String::from(
            "<p>Expected: “They are the same, both lack one piece.” Not expected: Colleague B’s “my first thought was \
             eighths, because eight looks bigger.”</p><p>For the first I put both claims on the board and asked how large \
             the missing piece is. Colleague A drew two bars, said “oh, my missing piece is wider,” and asked B for a pair \
             where it would not matter.</p>",
        ),
    }
}
