//! Claims about the machine: it is the domain model's table, and nothing else.

use proptest::prelude::*;

use super::*;

/// The transitions of the domain model as plain words: number, from, event, to, who.
const MODEL: &str = "
    T1   -                start              draft          earner
    T2   draft            save               draft          earner
    T3   draft            submit             submitted      earner
    T4   submitted        recall             draft          earner
    T5   submitted        open_for_work      screening      system
    T5   submitted        open_for_work      queued         system
    T6   screening        return_incomplete  draft          screener
    T7   screening        pass_screening     queued         screener
    T8   queued           claim              in_assessment  assessor
    T9   in_assessment    lose_lease         queued         system assessor lead_assessor
    T10  in_assessment    agree              decided        system
    T11  in_assessment    disagree           adjudication   system
    T12  in_assessment    send_back          in_assessment  lead_assessor
    T13  adjudication     adjudicate         decided        lead_assessor
    SM-5 adjudication     return_both        in_assessment  lead_assessor
    T14  decided          release            released       system lead_assessor
    T15  decided          hold_for_qa        adjudication   lead_assessor
    T16  draft            end_window         expired        system
    T17  draft            withdraw           withdrawn      earner
    T17  submitted        withdraw           withdrawn      earner
    T17  screening        withdraw           withdrawn      earner
    T17  queued           withdraw           withdrawn      earner
    T18  draft            hold               on_hold        integrity_officer
    T18  submitted        hold               on_hold        integrity_officer
    T18  screening        hold               on_hold        integrity_officer
    T18  queued           hold               on_hold        integrity_officer
    T18  in_assessment    hold               on_hold        integrity_officer
    T18  adjudication     hold               on_hold        integrity_officer
    T18  decided          hold               on_hold        integrity_officer
    T19  on_hold          resume             draft          integrity_officer
    T19  on_hold          resume             submitted      integrity_officer
    T19  on_hold          resume             screening      integrity_officer
    T19  on_hold          resume             queued         integrity_officer
    T19  on_hold          resume             in_assessment  integrity_officer
    T19  on_hold          resume             adjudication   integrity_officer
    T19  on_hold          resume             decided        integrity_officer
    T20  on_hold          void               voided         integrity_officer
    T21  released         void               voided         integrity_officer
    T22  released         supersede          released       system
    T23  released         reopen             in_assessment  appeal_panel
    T24  draft            extend             draft          program_admin coach system";

/// One line of the model.
fn model() -> impl Iterator<Item = Vec<&'static str>> {
    MODEL
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>())
        .filter(|line| !line.is_empty())
}

fn code(state: Option<State>) -> &'static str {
    state.map_or("-", State::code)
}

fn froms() -> impl Iterator<Item = Option<State>> {
    std::iter::once(None).chain(State::ALL.map(Some))
}

const EVERYONE: [Who; 9] = [
    Who::Earner,
    Who::System,
    Who::Screener,
    Who::Assessor,
    Who::LeadAssessor,
    Who::IntegrityOfficer,
    Who::AppealPanel,
    Who::ProgramAdmin,
    Who::Coach,
];

fn every_guard() -> BTreeSet<Guard> {
    TABLE
        .iter()
        .flat_map(|row| row.guards.iter().copied())
        .collect()
}

fn everything_holds(who: Who) -> Facts {
    every_guard().into_iter().fold(Facts::of(who), Facts::with)
}

/// Every circumstance that decides where an event leads.
fn circumstances(who: Who) -> Vec<Facts> {
    let mut all = vec![];
    for is_screened in [false, true] {
        for held_from in froms() {
            all.push(Facts {
                is_screened,
                held_from,
                ..everything_holds(who)
            });
        }
    }
    all
}

#[test]
fn what_can_happen_is_what_the_model_says_and_nothing_else() {
    let mut expected = BTreeSet::new();
    for line in model() {
        for who in &line[4..] {
            expected.insert(vec![line[0], line[1], line[2], line[3], who]);
        }
    }
    let mut found = BTreeSet::new();
    for from in froms() {
        for event in Event::ALL {
            for who in EVERYONE {
                for facts in circumstances(who) {
                    if let Ok(happened) = transition(from, event, &facts) {
                        found.insert(vec![
                            happened.number,
                            code(from),
                            event.code(),
                            happened.to.code(),
                            who.code(),
                        ]);
                    }
                }
            }
        }
    }
    assert_eq!(found, expected);
}

#[test]
fn every_guard_of_a_row_is_asked_for() {
    for row in TABLE {
        for who in row.who {
            for missing in row.guards {
                let from = row.from.first().copied();
                let facts = Facts {
                    held_from: Some(State::Queued),
                    ..everything_holds(*who)
                };
                assert!(
                    transition(from, row.event, &facts).is_ok(),
                    "{}",
                    row.number
                );
                let refused = transition(from, row.event, &facts.with_if(*missing, false));
                assert_eq!(refused.unwrap_err().unmet(), [*missing], "{}", row.number);
            }
        }
    }
}

#[test]
fn a_refusal_says_where_the_attempt_stands() {
    let facts = everything_holds(Who::Earner);
    let refused = transition(Some(State::Queued), Event::Save, &facts).unwrap_err();
    assert_eq!(
        refused,
        Refusal::NotFromHere {
            state: Some(State::Queued),
            event: Event::Save
        }
    );
    assert_eq!(refused.to_string(), "save does not follow queued");
    let refused = transition(Some(State::Draft), Event::EndWindow, &facts).unwrap_err();
    assert_eq!(refused.to_string(), "end_window is not for earner");
    let refused = transition(None, Event::Start, &Facts::of(Who::Earner)).unwrap_err();
    assert_eq!(refused.unmet().len(), 8);
}

#[test]
fn a_window_never_ends_while_the_attempt_is_with_us() {
    for state in State::ALL {
        let ended = transition(
            Some(state),
            Event::EndWindow,
            &everything_holds(Who::System),
        );
        assert_eq!(ended.is_ok(), state == State::Draft, "{}", state.code());
        assert!(!(state.is_with_us() && ended.is_ok()));
    }
}

#[test]
fn only_a_released_decision_counts_by_itself() {
    for row in TABLE {
        let counts = row.effects.contains(&Effect::Count);
        assert_eq!(counts, row.event == Event::Release, "{}", row.number);
        let by_case = row.effects.contains(&Effect::CountByCase);
        assert_eq!(by_case, row.event == Event::Void, "{}", row.number);
    }
}

#[test]
fn nothing_leaves_the_states_at_the_end_but_what_the_model_names() {
    for state in State::ALL.into_iter().filter(|state| !state.is_open()) {
        let leaving: Vec<_> = TABLE
            .iter()
            .filter(|row| row.follows(Some(state)))
            .map(|row| row.number)
            .collect();
        let expected: &[&str] = if state == State::Released {
            &["T21", "T22", "T23"]
        } else {
            &[]
        };
        assert_eq!(leaving, expected, "{}", state.code());
    }
}

#[test]
fn a_code_names_one_state_and_one_event() {
    for state in State::ALL {
        assert_eq!(State::try_from(state.code().to_owned()), Ok(state));
    }
    for event in Event::ALL {
        assert_eq!(Event::try_from(event.code().to_owned()), Ok(event));
    }
}

/// Anything that may be asked of an attempt, sensible or not.
fn asked() -> impl Strategy<Value = (Event, Facts)> {
    let guards: Vec<_> = every_guard().into_iter().collect();
    let amount = guards.len();
    (
        proptest::sample::select(&Event::ALL[..]),
        proptest::sample::select(&EVERYONE[..]),
        any::<bool>(),
        proptest::option::of(proptest::sample::select(&State::ALL[..])),
        // Most things hold, so that walks get far.
        proptest::collection::vec(proptest::bool::weighted(0.97), amount),
    )
        .prop_map(move |(event, who, is_screened, held_from, holds)| {
            let mut facts = Facts::of(who);
            facts.is_screened = is_screened;
            facts.held_from = held_from;
            for (guard, holds) in guards.iter().zip(holds) {
                facts = facts.with_if(*guard, holds);
            }
            (event, facts)
        })
}

proptest! {
    #[test]
    fn the_machine_never_leaves_its_table(walk in proptest::collection::vec(asked(), 1..400)) {
        let lines: Vec<_> = model().collect();
        let mut state = None;
        for (event, facts) in walk {
            let outcome = transition(state, event, &facts);
            let known = |to: &str| lines.iter().any(|line| {
                line[1] == code(state)
                    && line[2] == event.code()
                    && line[3] == to
                    && line[4..].contains(&facts.who.code())
            });
            match outcome {
                Ok(happened) => {
                    prop_assert_eq!(happened.from, state);
                    prop_assert!(known(happened.to.code()), "{:?}", happened);
                    let row = TABLE.iter().find(|row| row.number == happened.number).unwrap();
                    prop_assert!(row.guards.iter().all(|guard| facts.holds(*guard)));
                    state = Some(happened.to);
                }
                Err(Refusal::NotFromHere { state: named, .. }) => prop_assert_eq!(named, state),
                Err(Refusal::NotForYou { who, .. }) => prop_assert_eq!(who, facts.who),
                Err(Refusal::Unmet { unmet, .. }) => prop_assert!(!unmet.is_empty()),
            }
        }
    }
}
