//! The model: what there is, and what may happen to it.

use std::collections::BTreeSet;

use microcred::clock::Timestamp;
use microcred::domain::attempt::State;
use microcred::domain::award::State as Holds;
use microcred::domain::credential::Outcome;
use microcred::domain::id::{AttemptId, ReadingSlotId};
use microcred::domain::reading::slot::{Position, State as Wanted};

/// A person by a number: two earners, three assessors, two leads. The first earner reads too, and the first assessor leads.
pub type Who = usize;
pub const EARNERS: [Who; 2] = [0, 1];
pub const READERS: [Who; 4] = [0, 2, 3, 4];
pub const LEADS: [Who; 2] = [2, 5];

/// A wanted reading as the model knows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Slot {
    pub id: ReadingSlotId,
    pub position: Position,
    pub state: Wanted,
    pub holder: Option<Who>,
    pub until: Option<Timestamp>,
    pub seen: Option<Outcome>,
}

/// An attempt as the model knows it.
#[derive(Clone, Debug)]
pub struct Case {
    pub id: AttemptId,
    pub earner: Who,
    pub state: State,
    pub held: Option<(State, Timestamp)>,
    pub is_counted: bool,
    pub slots: Vec<Slot>,
    pub readers: BTreeSet<Who>,
    pub decided: Vec<Outcome>,
    pub award: Option<Holds>,
}

#[derive(Default)]
pub struct Model {
    pub cases: Vec<Case>,
    pub conflicts: BTreeSet<(Who, Who)>,
}

impl Case {
    pub fn is_under_way(&self) -> bool {
        let is = |slot: &Slot| matches!(slot.state, Wanted::Leased | Wanted::Submitted);
        self.slots.iter().any(is)
    }

    pub fn lose(&mut self) {
        if self.state == State::InAssessment && !self.is_under_way() {
            self.state = State::Queued;
        }
    }

    pub fn cancel(&mut self) {
        for slot in &mut self.slots {
            if matches!(slot.state, Wanted::Open | Wanted::Leased) {
                slot.state = Wanted::Cancelled;
            }
        }
    }

    /// Whether both readings went back to their authors before.
    pub fn was_returned(&self) -> bool {
        let is = |slot: &Slot| {
            slot.position == Position::Adjudication && slot.state == Wanted::Cancelled
        };
        self.slots.iter().any(is)
    }

    pub fn at(&mut self, position: Position) -> &mut Slot {
        self.slots
            .iter_mut()
            .find(|slot| slot.position == position)
            .unwrap()
    }
}

impl Model {
    pub fn count_held(&self, who: Who) -> usize {
        let slots = self.cases.iter().flat_map(|case| &case.slots);
        slots
            .filter(|slot| slot.state == Wanted::Leased && slot.holder == Some(who))
            .count()
    }

    pub fn is_impartial(&self, case: &Case, who: Who) -> bool {
        let has = |slot: &Slot| slot.state == Wanted::Leased && slot.holder == Some(who);
        case.earner != who
            && !self.conflicts.contains(&(who, case.earner))
            && !case.readers.contains(&who)
            && !case.slots.iter().any(has)
    }

    pub fn holds(&self, case: &Case, slot: &Slot, who: Who, now: Timestamp) -> bool {
        slot.state == Wanted::Leased
            && slot.holder == Some(who)
            && slot.until.is_some_and(|until| now < until)
            && !self.conflicts.contains(&(who, case.earner))
    }

    /// What a person can be given.
    pub fn claimable(&self, who: Who) -> Vec<ReadingSlotId> {
        if self.count_held(who) >= 3 {
            return vec![];
        }
        let is_waiting = |case: &&Case| matches!(case.state, State::Queued | State::InAssessment);
        let cases = self.cases.iter().filter(is_waiting);
        cases
            .filter(|case| self.is_impartial(case, who))
            .flat_map(|case| &case.slots)
            .filter(|slot| slot.state == Wanted::Open && slot.position != Position::Adjudication)
            .map(|slot| slot.id)
            .collect()
    }

    /// Whether the earner may begin another attempt.
    pub fn may_begin(&self, earner: Who) -> bool {
        let own = || self.cases.iter().filter(|case| case.earner == earner);
        let revised = own().filter(|case| {
            case.state == State::Released && case.decided.last() == Some(&Outcome::Revise)
        });
        own().all(|case| !case.state.is_open())
            && own().all(|case| case.award != Some(Holds::Active))
            && revised.count() < 3
    }
}
