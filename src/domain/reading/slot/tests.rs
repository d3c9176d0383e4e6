//! The table of SM-4 against the domain model, by hand.

use super::*;

const STATES: [Option<State>; 5] = [
    None,
    Some(State::Open),
    Some(State::Leased),
    Some(State::Submitted),
    Some(State::Cancelled),
];
const EVENTS: [Event; 11] = [
    Event::Create,
    Event::Claim,
    Event::Assign,
    Event::SaveDraft,
    Event::Submit,
    Event::Release,
    Event::Recuse,
    Event::EndLease,
    Event::SendBack,
    Event::Cancel,
    Event::TakeOver,
];
const GUARDS: [Guard; 8] = [
    Guard::Eligible,
    Guard::HoldsLease,
    Guard::Complete,
    Guard::WorkIsWithUs,
    Guard::ReasonGiven,
    Guard::LeaseOver,
    Guard::NothingDecided,
    Guard::HolderAway,
];

/// The table of the domain model once more, by hand: from, event, who, to.
#[rustfmt::skip]
const LITERAL: &[(&str, &str, &[&str], &str)] = &[
    ("-", "create", &["system"], "open"),
    ("open", "claim", &["assessor", "lead_assessor"], "leased"),
    ("open", "assign", &["lead_assessor"], "leased"),
    ("open", "cancel", &["system"], "cancelled"),
    ("leased", "save_draft", &["assessor", "lead_assessor"], "leased"),
    ("leased", "submit", &["assessor", "lead_assessor"], "submitted"),
    ("leased", "release", &["assessor", "lead_assessor"], "open"),
    ("leased", "recuse", &["assessor", "lead_assessor"], "open"),
    ("leased", "end_lease", &["system"], "open"),
    ("leased", "cancel", &["system"], "cancelled"),
    ("leased", "take_over", &["lead_assessor"], "leased"),
    ("submitted", "send_back", &["lead_assessor"], "leased"),
];

#[test]
fn what_may_follow_what_is_what_the_domain_model_says_and_nothing_else() {
    let everybody = [
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
    for from in STATES {
        for event in EVENTS {
            for who in everybody {
                let name = from.map_or("-", State::code);
                let expected = LITERAL.iter().find(|(literal, on, by, _)| {
                    (*literal, *on) == (name, event.code()) && by.contains(&who.code())
                });
                let found = transition(from, event, who, &GUARDS).ok().map(State::code);
                assert_eq!(found, expected.map(|row| row.3), "{name} {event:?} {who:?}");
            }
        }
    }
}

#[test]
fn a_guard_that_nobody_stated_closes_the_way() {
    for row in TABLE {
        for missing in row.guards {
            let met: Vec<_> = GUARDS.into_iter().filter(|one| one != missing).collect();
            let from = row.from.first().copied();
            let refused = transition(from, row.event, row.who[0], &met).unwrap_err();
            let Refusal::Unmet { unmet, .. } = refused else {
                panic!("{refused:?}");
            };
            assert_eq!(unmet, [*missing], "{}", row.number);
        }
    }
}
