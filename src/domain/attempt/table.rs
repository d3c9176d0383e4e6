//! The table of SM-3, row by row and under the domain model's numbers. Owns what follows what; a change of the life of an
//! attempt is a change here and nowhere else.

use super::{Effect as E, Event, Facts, Guard as G, State, Who};

/// One row.
#[derive(Debug)]
pub struct Row {
    /// Its number in the domain model.
    pub number: &'static str,
    /// Where the attempt stands; empty for one that begins.
    pub from: &'static [State],
    /// What happens.
    pub event: Event,
    /// Where that leads.
    pub to: Target,
    /// Who may cause it.
    pub who: &'static [Who],
    /// What has to hold.
    pub guards: &'static [G],
    /// What follows.
    pub effects: &'static [E],
}

/// Where an event leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// To one state.
    State(State),
    /// To screening, or to the queue where nothing is screened.
    FirstDesk,
    /// Back to where it was held.
    HeldFrom,
}

impl Row {
    /// Whether it is a row for an attempt that stands here.
    #[must_use]
    pub fn follows(&self, from: Option<State>) -> bool {
        match from {
            Some(state) => self.from.contains(&state),
            None => self.from.is_empty(),
        }
    }
}

impl Target {
    /// The state; `None` when it is not known where an attempt was held, or not one that can be held.
    pub(super) fn state(self, from: Option<State>, facts: &Facts) -> Option<State> {
        match self {
            Self::State(state) => Some(state),
            Self::FirstDesk if facts.is_screened => Some(State::Screening),
            Self::FirstDesk => Some(State::Queued),
            Self::HeldFrom => facts
                .held_from
                .filter(|held| from == Some(State::OnHold) && HOLDABLE.contains(held)),
        }
    }
}

/// Every state that a question of integrity can stop.
const HOLDABLE: &[State] = &[
    State::Draft,
    State::Submitted,
    State::Screening,
    State::Queued,
    State::InAssessment,
    State::Adjudication,
    State::Decided,
];

const fn row(
    number: &'static str,
    from: &'static [State],
    event: Event,
    to: Target,
    who: &'static [Who],
    guards: &'static [G],
    effects: &'static [E],
) -> Row {
    Row {
        number,
        from,
        event,
        to,
        who,
        guards,
        effects,
    }
}

use Event as On;
use State as S;
use Target::{FirstDesk, HeldFrom, State as To};
use Who::{
    AppealPanel, Assessor, Coach, Earner, IntegrityOfficer, LeadAssessor, ProgramAdmin, Screener,
    System,
};

/// Every transition that there is.
#[rustfmt::skip]
pub const TABLE: &[Row] = &[
    row("T1", &[], On::Start, To(S::Draft), &[Earner],
        &[G::Offered, G::PrerequisitesMet, G::NoOpenAttempt, G::AttemptsLeft, G::CoachStepDone, G::Preapproved,
          G::SurveyAnswered, G::CohortLimitKept],
        &[E::CarryAnswers]),
    row("T2", &[S::Draft], On::Save, To(S::Draft), &[Earner], &[G::NothingNewerSaved], &[E::StartWindow]),
    row("T3", &[S::Draft], On::Submit, To(S::Submitted), &[Earner],
        &[G::Complete, G::FilesReady, G::LimitsKept, G::AttestationsGiven, G::WindowOpen, G::CooledOff],
        &[E::TakeSnapshot, E::StartRecall, E::PostSubmitted, E::TellEarner]),
    row("T4", &[S::Submitted], On::Recall, To(S::Draft), &[Earner], &[G::RecallOpen, G::NobodyReading],
        &[E::MarkRecalled, E::GiveTimeBack]),
    row("T5", &[S::Submitted], On::OpenForWork, FirstDesk, &[System], &[G::RecallOver], &[E::StartClock]),
    row("T6", &[S::Screening], On::ReturnIncomplete, To(S::Draft), &[Screener], &[G::ReasonGiven],
        &[E::ExtendWindow, E::TellEarner]),
    row("T7", &[S::Screening], On::PassScreening, To(S::Queued), &[Screener], &[], &[]),
    row("T8", &[S::Queued], On::Claim, To(S::InAssessment), &[Assessor],
        &[G::Qualified, G::NoConflict, G::LeaseLeft, G::LanguageMatches], &[E::GiveLease]),
    row("T9", &[S::InAssessment], On::LoseLease, To(S::Queued), &[System, Assessor, LeadAssessor],
        &[G::NoReadingSubmitted], &[E::KeepReadingDraft]),
    row("T10", &[S::InAssessment], On::Agree, To(S::Decided), &[System], &[G::ReadingsSubmitted, G::ReadingsAgree],
        &[E::Decide]),
    row("T11", &[S::InAssessment], On::Disagree, To(S::Adjudication), &[System],
        &[G::ReadingsSubmitted, G::ReadingsDiffer], &[E::TellLead]),
    row("T12", &[S::InAssessment], On::SendBack, To(S::InAssessment), &[LeadAssessor], &[G::ReadingNeedsWork],
        &[E::RenewLease]),
    row("T13", &[S::Adjudication], On::Adjudicate, To(S::Decided), &[LeadAssessor],
        &[G::NotAReader, G::ReasonGiven], &[E::Decide]),
    // The domain model has it in SM-5.
    row("SM-5", &[S::Adjudication], On::ReturnBoth, To(S::InAssessment), &[LeadAssessor],
        &[G::NotAReader, G::ReasonGiven, G::FirstReturn], &[E::RenewLease]),
    row("T14", &[S::Decided], On::Release, To(S::Released), &[System, LeadAssessor], &[G::FeedbackComplete],
        &[E::Count, E::GrantAward, E::PostDecision, E::TellEarner]),
    row("T15", &[S::Decided], On::HoldForQa, To(S::Adjudication), &[LeadAssessor], &[G::ReasonGiven], &[]),
    row("T16", &[S::Draft], On::EndWindow, To(S::Expired), &[System], &[G::WindowOver], &[E::Archive]),
    row("T17", &[S::Draft, S::Submitted, S::Screening, S::Queued], On::Withdraw, To(S::Withdrawn), &[Earner],
        &[G::NoReadingSubmitted], &[]),
    row("T18", HOLDABLE, On::Hold, To(S::OnHold), &[IntegrityOfficer], &[G::CaseOpened],
        &[E::StopClocks, E::TellEarner]),
    row("T19", &[S::OnHold], On::Resume, HeldFrom, &[IntegrityOfficer], &[G::CaseClosed], &[E::ResumeClocks]),
    row("T20", &[S::OnHold], On::Void, To(S::Voided), &[IntegrityOfficer], &[G::CaseDecided], &[E::CountByCase]),
    row("T21", &[S::Released], On::Void, To(S::Voided), &[IntegrityOfficer], &[G::CaseDecided],
        &[E::CountByCase, E::RevokeAward, E::PostClear]),
    row("T22", &[S::Released], On::Supersede, To(S::Released), &[System], &[G::ToBeRevised, G::NextSubmitted],
        &[E::MarkSuperseded]),
    row("T23", &[S::Released], On::Reopen, To(S::InAssessment), &[AppealPanel], &[G::RescoreDecided],
        &[E::AskForReadings]),
    row("T24", &[S::Draft], On::Extend, To(S::Draft), &[ProgramAdmin, Coach, System],
        &[G::ReasonGiven, G::MayExtend, G::EndsLater], &[E::ExtendWindow, E::TellEarner]),
];
