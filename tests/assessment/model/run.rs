//! Each command against the tool and against the model.

use std::collections::{BTreeMap, BTreeSet};

use microcred::app::assessment::{self, By};
use microcred::app::attempt as attempts;
use microcred::app::session::Session;
use microcred::clock::Timestamp;
use microcred::domain::attempt::State;
use microcred::domain::award::State as Holds;
use microcred::domain::credential::Outcome;
use microcred::domain::id::DecisionId;
use microcred::domain::qualification::Recusal;
use microcred::domain::reading::slot::{ASSIGNED_DAYS, LEASE, Position, State as Wanted};
use microcred::domain::target;
use microcred::store::decision::Decision;
use microcred::store::reading as readings;
use serde_json::json;

use super::command::{Command, Dice};
use super::state::{Case, EARNERS, LEADS, Model, READERS, Slot, Who};
use crate::assessment::world::{ALL, Desk, reading};

/// The tool, the model, and the people.
pub struct Run {
    pub desk: Desk,
    pub model: Model,
    pub people: Vec<Session>,
    /// Decisions that went out, as they were then.
    pub told: BTreeMap<DecisionId, Decision>,
    pub history: Vec<String>,
}

pub const fn evident(outcome: Outcome) -> [usize; 4] {
    match outcome {
        Outcome::Pass => ALL,
        Outcome::Revise => [5, 5, 4, 0],
    }
}

impl Run {
    pub async fn begin(desk: Desk) -> Self {
        let desk = desk.with(&json!({"readers": 2, "release": "lead"})).await;
        let mut people = vec![];
        for name in ["kim", "lee", "robin", "sam", "taylor", "lou"] {
            people.push(desk.world.earner(name).await);
        }
        for who in READERS {
            let sub = people[who].launch.sub.clone();
            desk.assessor(&sub).await;
        }
        for who in LEADS {
            let sub = people[who].launch.sub.clone();
            desk.lead(&sub).await;
        }
        Self {
            desk,
            model: Model::default(),
            people,
            told: BTreeMap::new(),
            history: vec![],
        }
    }

    pub fn now(&self) -> Timestamp {
        self.desk.now()
    }

    /// Any attempt, and any wanted reading of it.
    pub fn choose(&self, dice: &mut Dice) -> Option<(usize, usize)> {
        // Mostly something that is under way.
        let open: Vec<_> = (0..self.model.cases.len())
            .filter(|at| self.model.cases[*at].state.is_open())
            .collect();
        let case = if open.is_empty() || dice.roll(8) == 0 {
            let all = self.model.cases.len();
            (all > 0).then(|| dice.roll(all))?
        } else {
            open[dice.roll(open.len())]
        };
        let slots = &self.model.cases[case].slots;
        let leased: Vec<_> = (0..slots.len())
            .filter(|at| slots[*at].state == Wanted::Leased)
            .collect();
        let slot = if leased.is_empty() || dice.roll(6) == 0 {
            dice.roll(slots.len())
        } else {
            leased[dice.roll(leased.len())]
        };
        Some((case, slot))
    }

    /// Mostly whoever has it.
    pub fn reader(&self, dice: &mut Dice, (case, slot): (usize, usize), of: &[Who]) -> Who {
        match self.model.cases[case].slots[slot].holder {
            Some(holder) if dice.roll(6) > 0 => holder,
            _ => of[dice.roll(of.len())],
        }
    }

    pub async fn step(&mut self, dice: &mut Dice) {
        let command = dice.command();
        self.desk.world.wait(std::time::Duration::from_millis(1));
        match command {
            Command::HandIn => {
                let who = EARNERS[dice.roll(EARNERS.len())];
                self.hand_in(who).await;
            }
            Command::Next => {
                let who = READERS[dice.roll(READERS.len())];
                self.next(who).await;
            }
            Command::Wait => self.wait().await,
            _ => {
                if let Some(chosen) = self.choose(dice) {
                    self.act(command, chosen, dice).await;
                }
            }
        }
    }

    pub fn note(&mut self, what: String) {
        self.history.push(what);
    }

    pub fn expect(&self, what: &str, is_ok: bool, expected: bool) {
        assert_eq!(is_ok, expected, "{what}\n{}", self.history.join("\n"));
    }

    pub async fn hand_in(&mut self, who: Who) {
        self.note(format!("{who} hands in"));
        let session = &self.people[who].clone();
        if self
            .model
            .cases
            .iter()
            .any(|case| case.earner == who && case.state.is_open())
        {
            return;
        }
        let begun = self.desk.world.begin(session).await;
        self.expect("begin", begun.is_ok(), self.model.may_begin(who));
        let Ok(begun) = begun else {
            return;
        };
        self.desk
            .fill(session, begun.id, &format!("because {}", begun.number))
            .await;
        self.desk.world.submit(session, begun.id).await.unwrap();
        attempts::hand_over_now(self.desk.app(), session, begun.id)
            .await
            .unwrap();
        self.model.cases.push(Case {
            id: begun.id,
            earner: who,
            state: State::Queued,
            held: None,
            is_counted: false,
            slots: vec![],
            readers: BTreeSet::new(),
            decided: vec![],
            award: None,
        });
        let last = self.model.cases.len() - 1;
        self.learn_slots(last).await;
        assert_eq!(self.model.cases[last].slots.len(), 2);
    }

    /// The ids of what is newly wanted, which the model cannot know.
    pub async fn learn_slots(&mut self, at: usize) {
        let known: BTreeSet<_> = self.model.cases[at]
            .slots
            .iter()
            .map(|slot| slot.id)
            .collect();
        for slot in self.desk.slots(self.model.cases[at].id).await {
            if !known.contains(&slot.id) {
                self.model.cases[at].slots.push(Slot {
                    id: slot.id,
                    position: slot.position,
                    state: Wanted::Open,
                    holder: None,
                    until: None,
                    seen: None,
                });
            }
        }
    }

    pub async fn next(&mut self, who: Who) {
        self.note(format!("{who} takes the next"));
        let able = self.model.claimable(who);
        let given = assessment::claim_next(self.desk.app(), &self.people[who])
            .await
            .unwrap();
        self.expect("next", given.is_some(), !able.is_empty());
        let Some(given) = given else {
            return;
        };
        assert!(able.contains(&given.id));
        let until = Some(self.now().plus(LEASE));
        let is_it = |case: &&mut Case| case.slots.iter().any(|slot| slot.id == given.id);
        let case = self.model.cases.iter_mut().find(is_it).unwrap();
        case.state = State::InAssessment;
        let slot = case
            .slots
            .iter_mut()
            .find(|slot| slot.id == given.id)
            .unwrap();
        (slot.state, slot.holder, slot.until) = (Wanted::Leased, Some(who), until);
    }

    pub async fn wait(&mut self) {
        self.note("eight hours go by".into());
        self.desk.world.wait(LEASE);
        self.desk.tick().await;
        let now = self.now();
        for case in self
            .model
            .cases
            .iter_mut()
            .filter(|case| case.state != State::OnHold)
        {
            for slot in &mut case.slots {
                let is_over = slot.until.is_some_and(|until| until <= now);
                if slot.state == Wanted::Leased && is_over {
                    (slot.state, slot.holder, slot.until) = (Wanted::Open, None, None);
                }
            }
            case.lose();
        }
    }

    pub async fn act(&mut self, command: Command, chosen: (usize, usize), dice: &mut Dice) {
        let (case, slot) = chosen;
        let lead = LEADS[dice.roll(LEADS.len())];
        match command {
            Command::Submit(outcome) => {
                let who = self.reader(dice, chosen, &READERS);
                self.submit(chosen, who, outcome).await;
            }
            Command::GiveBack | Command::Recuse => {
                let who = self.reader(dice, chosen, &READERS);
                self.give_back(chosen, who, matches!(command, Command::Recuse))
                    .await;
            }
            Command::Take => self.take(case, lead).await,
            Command::Adjudicate(outcome) => {
                let who = self.reader(dice, chosen, &LEADS);
                self.adjudicate(chosen, who, outcome).await;
            }
            Command::ReturnBoth => {
                let who = self.reader(dice, chosen, &LEADS);
                self.return_both(chosen, who).await;
            }
            Command::SendBack => self.send_back(chosen, lead).await,
            Command::ReleaseDecision => self.release(case, lead).await,
            Command::HoldForQa => self.hold_for_qa(case, lead).await,
            Command::Withdraw => self.withdraw(case).await,
            Command::Hold | Command::Resume | Command::Void => self.integrity(command, case).await,
            Command::HandIn | Command::Next | Command::Wait => unreachable!("{slot}"),
        }
    }

    pub async fn submit(&mut self, (at, slot_at): (usize, usize), who: Who, outcome: Outcome) {
        self.note(format!("{who} submits {outcome:?} in {at}.{slot_at}"));
        let now = self.now();
        let case = &self.model.cases[at];
        let slot = case.slots[slot_at].clone();
        let expected = self.model.holds(case, &slot, who, now)
            && case.state == State::InAssessment
            && slot.position != Position::Adjudication;
        let session = &self.people[who].clone();
        let seq = self.desk.seq(session, slot.id).await;
        let saved = self
            .desk
            .save_on(session, slot.id, seq, reading(evident(outcome)))
            .await;
        let after = self.desk.seq(session, slot.id).await;
        assert_eq!(after, seq + i64::from(saved.is_ok()), "B.7, 13");
        if saved.is_ok() && self.model.holds(&self.model.cases[at], &slot, who, now) {
            self.extend(at, slot_at).await;
        }
        let done = assessment::submit(self.desk.app(), session, slot.id, after).await;
        self.expect("submit", done.is_ok(), expected);
        if !expected {
            return;
        }
        let case = &mut self.model.cases[at];
        case.readers.insert(who);
        let slot = &mut case.slots[slot_at];
        (slot.state, slot.until, slot.seen) = (Wanted::Submitted, None, Some(outcome));
        let (first, second) = (
            case.at(Position::First).clone(),
            case.at(Position::Second).clone(),
        );
        if first.state == Wanted::Submitted && second.state == Wanted::Submitted {
            if first.seen == second.seen {
                case.state = State::Decided;
                case.decided.extend(first.seen);
            } else {
                case.state = State::Adjudication;
                self.learn_slots(at).await;
            }
        }
    }

    /// A save extends a lease; how far is the domain's own claim.
    pub async fn extend(&mut self, at: usize, slot_at: usize) {
        let slots = self.desk.slots(self.model.cases[at].id).await;
        let slot = &mut self.model.cases[at].slots[slot_at];
        let found = slots.into_iter().find(|found| found.id == slot.id).unwrap();
        assert!(found.leased_until >= slot.until);
        slot.until = found.leased_until;
    }

    pub async fn give_back(&mut self, (at, slot_at): (usize, usize), who: Who, is_recusal: bool) {
        self.note(format!(
            "{who} gives {at}.{slot_at} back, for ever: {is_recusal}"
        ));
        let case = &self.model.cases[at];
        let slot = case.slots[slot_at].clone();
        let expected = self.model.holds(case, &slot, who, self.now());
        let (app, session) = (self.desk.app(), &self.people[who]);
        let done = if is_recusal {
            assessment::recuse(app, session, slot.id, Recusal::Other).await
        } else {
            assessment::release_slot(app, session, slot.id).await
        };
        self.expect("give back", done.is_ok(), expected);
        if expected {
            let case = &mut self.model.cases[at];
            let earner = case.earner;
            let slot = &mut case.slots[slot_at];
            (slot.state, slot.holder, slot.until) = (Wanted::Open, None, None);
            case.lose();
            if is_recusal {
                self.model.conflicts.insert((who, earner));
            }
        }
    }

    pub async fn take(&mut self, at: usize, who: Who) {
        let case = &self.model.cases[at];
        let Some(slot_at) = case
            .slots
            .iter()
            .rposition(|slot| slot.position == Position::Adjudication)
        else {
            return;
        };
        self.note(format!("{who} takes the difference {at}.{slot_at}"));
        let case = &self.model.cases[at];
        let slot = case.slots[slot_at].clone();
        let expected = slot.state == Wanted::Open
            && case.state == State::Adjudication
            && self.model.is_impartial(case, who)
            && self.model.count_held(who) < 3;
        let done = assessment::take(self.desk.app(), &self.people[who], slot.id).await;
        self.expect("take", done.is_ok(), expected);
        if expected {
            let until = Some(self.now().plus(LEASE));
            let slot = &mut self.model.cases[at].slots[slot_at];
            (slot.state, slot.holder, slot.until) = (Wanted::Leased, Some(who), until);
        }
    }

    pub async fn adjudicate(&mut self, (at, slot_at): (usize, usize), who: Who, outcome: Outcome) {
        self.note(format!("{who} settles {at}.{slot_at} as {outcome:?}"));
        let now = self.now();
        let case = &self.model.cases[at];
        let slot = case.slots[slot_at].clone();
        let holds = self.model.holds(case, &slot, who, now);
        let is_difference = slot.position == Position::Adjudication;
        let expected = holds && is_difference && case.state == State::Adjudication;
        let session = &self.people[who].clone();
        let seq = self.desk.seq(session, slot.id).await;
        let saved = self
            .desk
            .save_on(session, slot.id, seq, reading(evident(outcome)))
            .await;
        if saved.is_ok() && holds {
            self.extend(at, slot_at).await;
        }
        let seq = self.desk.seq(session, slot.id).await;
        let done =
            assessment::adjudicate(self.desk.app(), session, slot.id, seq, "I looked.").await;
        self.expect("adjudicate", done.is_ok(), expected);
        if expected {
            let case = &mut self.model.cases[at];
            case.readers.insert(who);
            case.state = State::Decided;
            case.decided.push(outcome);
            let slot = &mut case.slots[slot_at];
            (slot.state, slot.until) = (Wanted::Submitted, None);
        }
    }

    /// SM-5: once, before anything is decided, by whoever settles the difference.
    pub async fn return_both(&mut self, (at, slot_at): (usize, usize), who: Who) {
        self.note(format!("{who} returns both readings, at {at}.{slot_at}"));
        let now = self.now();
        let case = &self.model.cases[at];
        let slot = case.slots[slot_at].clone();
        let expected = self.model.holds(case, &slot, who, now)
            && slot.position == Position::Adjudication
            && case.state == State::Adjudication
            && case.decided.is_empty()
            && !case.was_returned();
        let session = &self.people[who];
        let done = assessment::return_both(self.desk.app(), session, slot.id, "A page.").await;
        self.expect("return both", done.is_ok(), expected);
        if expected {
            let until = Some(target::day(now, ASSIGNED_DAYS, "UTC"));
            let case = &mut self.model.cases[at];
            case.state = State::InAssessment;
            case.slots[slot_at].state = Wanted::Cancelled;
            for position in [Position::First, Position::Second] {
                let slot = case.at(position);
                (slot.state, slot.until) = (Wanted::Leased, until);
            }
        }
    }

    pub async fn send_back(&mut self, (at, slot_at): (usize, usize), who: Who) {
        let case = &self.model.cases[at];
        let slot = case.slots[slot_at].clone();
        let mut db = self.desk.app().db.read().await.unwrap();
        let of_attempt = readings::list_for_attempt(&mut db, case.id).await.unwrap();
        drop(db);
        let Some(read) = of_attempt
            .iter()
            .rev()
            .find(|one| one.reading_slot_id == slot.id)
        else {
            return;
        };
        self.note(format!("{who} sends {at}.{slot_at} back"));
        let case = &self.model.cases[at];
        let is_open = case.state == State::InAssessment && slot.state == Wanted::Submitted;
        let expected = is_open && case.earner != who;
        let done =
            assessment::send_back(self.desk.app(), &self.people[who], read.id, "Where?").await;
        self.expect("send back", done.is_ok(), expected);
        if expected {
            let until = Some(target::day(self.now(), ASSIGNED_DAYS, "UTC"));
            let slot = &mut self.model.cases[at].slots[slot_at];
            (slot.state, slot.until) = (Wanted::Leased, until);
        }
    }

    pub async fn release(&mut self, at: usize, who: Who) {
        self.note(format!("{who} lets {at} go out"));
        let case = &self.model.cases[at];
        let expected = case.state == State::Decided && case.earner != who;
        let done = assessment::release_decision(self.desk.app(), &self.people[who], case.id).await;
        self.expect("release", done.is_ok(), expected);
        if expected {
            let case = &mut self.model.cases[at];
            (case.state, case.is_counted) = (State::Released, true);
            let is_passed = case.decided.last() == Some(&Outcome::Pass);
            case.award = is_passed.then_some(Holds::Active);
        }
    }

    pub async fn hold_for_qa(&mut self, at: usize, who: Who) {
        self.note(format!("{who} holds {at} back"));
        let case = &self.model.cases[at];
        let expected = case.state == State::Decided && case.earner != who;
        let done =
            assessment::hold_for_qa(self.desk.app(), &self.people[who], case.id, "Why?").await;
        self.expect("hold for a look", done.is_ok(), expected);
        if expected {
            self.model.cases[at].state = State::Adjudication;
            self.learn_slots(at).await;
        }
    }

    pub async fn withdraw(&mut self, at: usize) {
        self.note(format!("{at} is withdrawn"));
        let case = &self.model.cases[at];
        let expected = case.state == State::Queued && case.readers.is_empty();
        let session = &self.people[case.earner];
        let done = attempts::withdraw(self.desk.app(), session, case.id).await;
        self.expect("withdraw", done.is_ok(), expected);
        if expected {
            self.model.cases[at].state = State::Withdrawn;
            self.model.cases[at].cancel();
        }
    }

    pub async fn integrity(&mut self, command: Command, at: usize) {
        self.note(format!("{command:?} {at}"));
        let now = self.now();
        let (app, id) = (self.desk.app(), self.model.cases[at].id);
        let state = self.model.cases[at].state;
        let (done, expected) = match command {
            Command::Hold => (
                assessment::hold(app, By::Operator, id, "A question.").await,
                state.is_open() && state != State::OnHold,
            ),
            Command::Resume => (
                assessment::resume_held(app, By::Operator, id, "Answered.").await,
                state == State::OnHold,
            ),
            _ => (
                assessment::void(app, By::Operator, id, true, "Falsified.").await,
                matches!(state, State::OnHold | State::Released),
            ),
        };
        self.expect("integrity", done.is_ok(), expected);
        if !expected {
            return;
        }
        let case = &mut self.model.cases[at];
        match command {
            Command::Hold => {
                case.held = Some((state, now));
                case.state = State::OnHold;
            }
            Command::Resume => {
                let (before, since) = case.held.take().unwrap();
                case.state = before;
                for slot in &mut case.slots {
                    if slot.state == Wanted::Leased {
                        slot.until = slot.until.map(|until| until.plus(now.since(since)));
                    }
                }
                case.lose();
            }
            _ => {
                case.state = State::Voided;
                case.is_counted = true;
                case.cancel();
                if state == State::Released && case.award.is_some() {
                    case.award = Some(Holds::Revoked);
                }
            }
        }
    }
}
