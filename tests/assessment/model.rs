//! The rules of B.7 under random histories: legal and illegal commands, in any order, against the tool and against a small
//! model of it. After every command both have to say the same, and the invariants have to hold.

use std::collections::{BTreeMap, BTreeSet};

use microcred::app::assessment::{self, By};
use microcred::app::attempt as attempts;
use microcred::app::session::Session;
use microcred::clock::Timestamp;
use microcred::domain::attempt::State;
use microcred::domain::award::State as Holds;
use microcred::domain::credential::Outcome;
use microcred::domain::id::{AttemptId, DecisionId, ReadingSlotId};
use microcred::domain::qualification::Recusal;
use microcred::domain::reading::slot::{ASSIGNED_DAYS, LEASE, Position, State as Wanted};
use microcred::domain::target;
use microcred::store::decision::Decision;
use microcred::store::{Sql, query, reading as readings};
use serde_json::json;

use super::world::{ALL, Desk, reading};
use crate::support::database::TestDatabase;

/// How many histories there are and how long each is; other numbers of histories with this variable.
const HISTORIES: u64 = 4;
const STEPS: usize = 70;
const VARIABLE: &str = "MICROCRED_TEST_HISTORIES";

/// What somebody does. People and things are chosen by numbers, so that any number makes sense.
#[derive(Clone, Copy, Debug)]
enum Command {
    HandIn,
    Next,
    Submit(Outcome),
    GiveBack,
    Recuse,
    Wait,
    Take,
    Adjudicate(Outcome),
    SendBack,
    ReleaseDecision,
    HoldForQa,
    Withdraw,
    Hold,
    Resume,
    Void,
}

/// Each as often as it is wanted.
const COMMANDS: [Command; 24] = [
    Command::HandIn,
    Command::HandIn,
    Command::HandIn,
    Command::Next,
    Command::Next,
    Command::Next,
    Command::Next,
    Command::Submit(Outcome::Pass),
    Command::Submit(Outcome::Pass),
    Command::Submit(Outcome::Pass),
    Command::Submit(Outcome::Revise),
    Command::Submit(Outcome::Revise),
    Command::GiveBack,
    Command::Recuse,
    Command::Wait,
    Command::Take,
    Command::Take,
    Command::Adjudicate(Outcome::Pass),
    Command::Adjudicate(Outcome::Revise),
    Command::SendBack,
    Command::ReleaseDecision,
    Command::ReleaseDecision,
    Command::HoldForQa,
    Command::Withdraw,
];
/// Rarely.
const RARE: [Command; 3] = [Command::Hold, Command::Resume, Command::Void];

/// Numbers that look random and are the same at every run (xorshift).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % below
    }

    fn command(&mut self) -> Command {
        if self.roll(10) == 0 {
            RARE[self.roll(RARE.len())]
        } else {
            COMMANDS[self.roll(COMMANDS.len())]
        }
    }
}

/// A person by a number: two earners, three assessors, two leads. The first earner reads too, and the first assessor leads.
type Who = usize;
const EARNERS: [Who; 2] = [0, 1];
const READERS: [Who; 4] = [0, 2, 3, 4];
const LEADS: [Who; 2] = [2, 5];

/// A wanted reading as the model knows it.
#[derive(Clone, Debug, PartialEq)]
struct Slot {
    id: ReadingSlotId,
    position: Position,
    state: Wanted,
    holder: Option<Who>,
    until: Option<Timestamp>,
    seen: Option<Outcome>,
}

/// An attempt as the model knows it.
#[derive(Clone, Debug)]
struct Case {
    id: AttemptId,
    earner: Who,
    state: State,
    held: Option<(State, Timestamp)>,
    is_counted: bool,
    slots: Vec<Slot>,
    readers: BTreeSet<Who>,
    decided: Vec<Outcome>,
    award: Option<Holds>,
}

#[derive(Default)]
struct Model {
    cases: Vec<Case>,
    conflicts: BTreeSet<(Who, Who)>,
}

impl Case {
    fn is_under_way(&self) -> bool {
        let is = |slot: &Slot| matches!(slot.state, Wanted::Leased | Wanted::Submitted);
        self.slots.iter().any(is)
    }

    fn lose(&mut self) {
        if self.state == State::InAssessment && !self.is_under_way() {
            self.state = State::Queued;
        }
    }

    fn cancel(&mut self) {
        for slot in &mut self.slots {
            if matches!(slot.state, Wanted::Open | Wanted::Leased) {
                slot.state = Wanted::Cancelled;
            }
        }
    }

    fn at(&mut self, position: Position) -> &mut Slot {
        self.slots
            .iter_mut()
            .find(|slot| slot.position == position)
            .unwrap()
    }
}

impl Model {
    fn count_held(&self, who: Who) -> usize {
        let slots = self.cases.iter().flat_map(|case| &case.slots);
        slots
            .filter(|slot| slot.state == Wanted::Leased && slot.holder == Some(who))
            .count()
    }

    fn is_impartial(&self, case: &Case, who: Who) -> bool {
        let has = |slot: &Slot| slot.state == Wanted::Leased && slot.holder == Some(who);
        case.earner != who
            && !self.conflicts.contains(&(who, case.earner))
            && !case.readers.contains(&who)
            && !case.slots.iter().any(has)
    }

    fn holds(&self, case: &Case, slot: &Slot, who: Who, now: Timestamp) -> bool {
        slot.state == Wanted::Leased
            && slot.holder == Some(who)
            && slot.until.is_some_and(|until| now < until)
            && !self.conflicts.contains(&(who, case.earner))
    }

    /// What a person can be given.
    fn claimable(&self, who: Who) -> Vec<ReadingSlotId> {
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
    fn may_begin(&self, earner: Who) -> bool {
        let own = || self.cases.iter().filter(|case| case.earner == earner);
        let revised = own().filter(|case| {
            case.state == State::Released && case.decided.last() == Some(&Outcome::Revise)
        });
        own().all(|case| !case.state.is_open())
            && own().all(|case| case.award != Some(Holds::Active))
            && revised.count() < 3
    }
}

/// The tool, the model, and the people.
struct Run {
    desk: Desk,
    model: Model,
    people: Vec<Session>,
    /// Decisions that went out, as they were then.
    told: BTreeMap<DecisionId, Decision>,
    history: Vec<String>,
}

const fn evident(outcome: Outcome) -> [usize; 4] {
    match outcome {
        Outcome::Pass => ALL,
        Outcome::Revise => [5, 5, 4, 0],
    }
}

impl Run {
    async fn begin(desk: Desk) -> Self {
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

    fn now(&self) -> Timestamp {
        self.desk.now()
    }

    /// Any attempt, and any wanted reading of it.
    fn choose(&self, dice: &mut Dice) -> Option<(usize, usize)> {
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
    fn reader(&self, dice: &mut Dice, (case, slot): (usize, usize), of: &[Who]) -> Who {
        match self.model.cases[case].slots[slot].holder {
            Some(holder) if dice.roll(6) > 0 => holder,
            _ => of[dice.roll(of.len())],
        }
    }

    async fn step(&mut self, dice: &mut Dice) {
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

    fn note(&mut self, what: String) {
        self.history.push(what);
    }

    fn expect(&self, what: &str, is_ok: bool, expected: bool) {
        assert_eq!(is_ok, expected, "{what}\n{}", self.history.join("\n"));
    }

    async fn hand_in(&mut self, who: Who) {
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
    async fn learn_slots(&mut self, at: usize) {
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

    async fn next(&mut self, who: Who) {
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

    async fn wait(&mut self) {
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

    async fn act(&mut self, command: Command, chosen: (usize, usize), dice: &mut Dice) {
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
            Command::SendBack => self.send_back(chosen, lead).await,
            Command::ReleaseDecision => self.release(case, lead).await,
            Command::HoldForQa => self.hold_for_qa(case, lead).await,
            Command::Withdraw => self.withdraw(case).await,
            Command::Hold | Command::Resume | Command::Void => self.integrity(command, case).await,
            Command::HandIn | Command::Next | Command::Wait => unreachable!("{slot}"),
        }
    }

    async fn submit(&mut self, (at, slot_at): (usize, usize), who: Who, outcome: Outcome) {
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
    async fn extend(&mut self, at: usize, slot_at: usize) {
        let slots = self.desk.slots(self.model.cases[at].id).await;
        let slot = &mut self.model.cases[at].slots[slot_at];
        let found = slots.into_iter().find(|found| found.id == slot.id).unwrap();
        assert!(found.leased_until >= slot.until);
        slot.until = found.leased_until;
    }

    async fn give_back(&mut self, (at, slot_at): (usize, usize), who: Who, is_recusal: bool) {
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

    async fn take(&mut self, at: usize, who: Who) {
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

    async fn adjudicate(&mut self, (at, slot_at): (usize, usize), who: Who, outcome: Outcome) {
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

    async fn send_back(&mut self, (at, slot_at): (usize, usize), who: Who) {
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

    async fn release(&mut self, at: usize, who: Who) {
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

    async fn hold_for_qa(&mut self, at: usize, who: Who) {
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

    async fn withdraw(&mut self, at: usize) {
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

    async fn integrity(&mut self, command: Command, at: usize) {
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

    /// The tool says what the model says, and the invariants hold.
    async fn check(&mut self) {
        let told = self.history.join("\n");
        for at in 0..self.model.cases.len() {
            let case = self.model.cases[at].clone();
            let attempt = self.desk.attempt(case.id).await;
            assert_eq!(
                (attempt.state, attempt.is_counted),
                (case.state, case.is_counted),
                "{at}\n{told}"
            );
            let slots = self.desk.slots(case.id).await;
            assert_eq!(slots.len(), case.slots.len(), "{at}\n{told}");
            for known in &case.slots {
                let found = slots.iter().find(|slot| slot.id == known.id).unwrap();
                let holder = known.holder.map(|who| self.people[who].launch.person_id);
                assert_eq!(
                    found.state, known.state,
                    "{at} {:?}\n{told}",
                    known.position
                );
                if known.state == Wanted::Leased {
                    assert_eq!(
                        (found.person_id, found.leased_until),
                        (holder, known.until),
                        "{at}\n{told}"
                    );
                }
            }
            let decided = self.desk.decisions(case.id).await;
            let outcomes: Vec<_> = decided.iter().map(|one| one.outcome).collect();
            assert_eq!(outcomes, case.decided, "{at}\n{told}");
            for decision in &decided {
                // 4: what gradebooks are told reaches the threshold exactly when it passed.
                assert_eq!(
                    decision.posted_points >= 16,
                    decision.outcome == Outcome::Pass
                );
                if decision.released_at.is_some() {
                    // 2: what went out stays as it was.
                    let first = self
                        .told
                        .entry(decision.id)
                        .or_insert_with(|| decision.clone());
                    assert_eq!(first, decision);
                }
            }
            // 3: passed and told means an award.
            let awards = self.desk.awards(&self.people[case.earner]).await;
            let of_it = awards.iter().find(|award| {
                decided
                    .iter()
                    .any(|decision| award.decision_id == Some(decision.id))
            });
            assert_eq!(of_it.map(|award| award.state), case.award, "{at}\n{told}");
        }
        for (number, statement) in INVARIANTS {
            let mut db = self.desk.app().db.read().await.unwrap();
            let (count,): (i64,) = query(statement).one(&mut db).await.unwrap();
            assert_eq!(count, 0, "B.7, {number}\n{told}");
        }
    }
}

/// What there is none of, by the number in B.7.
const INVARIANTS: [(u32, Sql); 5] = [
    (1, Sql::per(
        "SELECT COUNT(*) FROM (SELECT enrollment_id FROM attempt
         WHERE state NOT IN ('released', 'expired', 'withdrawn', 'voided') GROUP BY enrollment_id HAVING COUNT(*) > 1)",
        "SELECT COUNT(*) FROM (SELECT enrollment_id FROM attempt
         WHERE state NOT IN ('released', 'expired', 'withdrawn', 'voided') GROUP BY enrollment_id HAVING COUNT(*) > 1) AS t",
    )),
    (5, Sql::per(READ_BY_PARTIAL, READ_BY_PARTIAL)),
    (5, Sql::per(READ_TWICE, READ_TWICE)),
    (7, Sql::per(OTHER_HASH, OTHER_HASH)),
    (15, Sql::per(OVER_WITH_US, OVER_WITH_US)),
];
const READ_BY_PARTIAL: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM reading
     JOIN attempt ON attempt.id = reading.attempt_id JOIN enrollment ON enrollment.id = attempt.enrollment_id
     JOIN assessor_conflict AS conflict
         ON conflict.person_id = reading.person_id AND conflict.earner_id = enrollment.person_id
     WHERE conflict.created_at < reading.submitted_at OR reading.person_id = enrollment.person_id";
const READ_TWICE: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM reading AS one JOIN reading AS other
     ON other.attempt_id = one.attempt_id AND other.person_id = one.person_id
         AND other.reading_slot_id <> one.reading_slot_id";
const OTHER_HASH: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM reading AS one JOIN reading AS other
     ON other.attempt_id = one.attempt_id AND other.scored_hash <> one.scored_hash";
const OVER_WITH_US: &str =
    "SELECT CAST(COUNT(*) AS BIGINT) FROM attempt JOIN snapshot ON snapshot.attempt_id = attempt.id
     WHERE attempt.state = 'expired' AND snapshot.recalled_at IS NULL";

async fn the_tool_and_its_model_say_the_same(on: impl AsyncFn() -> Option<TestDatabase>) {
    let histories = std::env::var(VARIABLE).map_or(HISTORIES, |number| number.parse().unwrap());
    for seed in 1..=histories {
        let Some(database) = on().await else {
            return;
        };
        let mut run = Run::begin(Desk::on(database).await).await;
        let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        run.note(format!("history {seed}"));
        for _ in 0..STEPS {
            run.step(&mut dice).await;
            run.check().await;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_tool_and_its_model_say_the_same_on_sqlite() {
    the_tool_and_its_model_say_the_same(async || Some(TestDatabase::sqlite().await)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_tool_and_its_model_say_the_same_on_postgresql() {
    the_tool_and_its_model_say_the_same(async || {
        TestDatabase::postgres("assessment on PostgreSQL").await
    })
    .await;
}
