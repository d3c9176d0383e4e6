//! Sample pages of gates, of making one, and of what somebody holds.

use maud::Markup;

use crate::domain::award::{Reason, State as Stopped};
use crate::domain::catalog::Summary;
use crate::domain::enrollment::Standing as Stands;
use crate::domain::gate::{NoAward, Progress, State};
use crate::domain::placement::GradeMode;
use crate::domain::stack::Requirement;
use crate::templates::badge::Kind;
use crate::templates::catalog::entry::Entry;
use crate::templates::catalog::gate_form::{GateForm, Problem};
use crate::templates::catalog::shelf::{Item as Choosable, Preview, Shelf};
use crate::templates::catalog::stack::{self, Holds, Placed};
use crate::templates::credential::{self, Card, First, Standing as CardStanding};
use crate::templates::deep_link;
use crate::templates::gate::{
    self, Award, Column, Gate, Held, Item, Part, Product, Setting, Setup, Standing, Terms,
};
use crate::templates::layout::Shell;
use crate::templates::mine::{self, Award as Own, Begun, Mine, Way};

use super::samples::{FORM_TOKEN, Values};
use super::samples_catalog;

const AT: &str = "2026-11-21T15:04:05.000Z";

fn leaf(slug: &str) -> Requirement {
    Requirement::Credential(slug.to_owned())
}

/// One of each way to stand to something.
fn items<'a>(leaves: &'a [Requirement], summary: &'a Summary, is_personal: bool) -> Vec<Item<'a>> {
    let valid = |until: Option<&str>| Held::Valid {
        since: AT.to_owned(),
        until: until.map(str::to_owned),
    };
    let over = Held::Over {
        at: Some(AT.to_owned()),
    };
    let ways = [
        (true, valid(None), Some(Stands::Earned)),
        (true, valid(Some(AT)), None),
        (false, valid(None), Some(Stands::Earned)),
        (false, over, Some(Stands::AwardExpired)),
        (false, Held::Over { at: None }, None),
        (false, Held::Nothing, Some(Stands::InProgress)),
        (false, Held::Nothing, Some(Stands::UnderReview)),
        (false, Held::Nothing, Some(Stands::Revise)),
        (false, Held::Nothing, None),
    ];
    let items = leaves.iter().zip(ways).enumerate();
    items
        .map(|(place, (leaf, (counts, held, standing)))| Item {
            leaf,
            // The last one is not published any more.
            entry: (place + 1 < leaves.len()).then(|| Entry {
                slug: "video-and-reflection",
                summary,
                href: (place != 1).then(|| String::from("/app/l/1/c/x")),
            }),
            is_here: place % 2 == 0,
            counts,
            held,
            standing,
            is_personal,
        })
        .collect()
}

pub fn pages(shell: &Shell, values: Values, add: &mut dyn FnMut(String, Markup)) {
    let definition = samples_catalog::definition(values);
    let summary = Summary::from(&definition);
    let leaves: Vec<_> = "abcdefghi"
        .chars()
        .map(|name| leaf(&name.to_string()))
        .collect();
    let requires = Requirement::AllOf(vec![
        Requirement::AllOf(leaves[..6].to_vec()),
        Requirement::NOf {
            n: 2,
            of: leaves[6..].to_vec(),
        },
    ]);
    let (personal, public) = (
        items(&leaves, &summary, true),
        items(&leaves, &summary, false),
    );
    gates(shell, values, (&requires, &personal, &public), add);
    let first = CardStanding::ComesFirst(First {
        requires: &requires,
        items: &personal,
    });
    let card = Card {
        definition: &definition,
        href: "/app/l/1/c/x",
        course: None,
        back_href: None,
        standing: first,
        form_token: FORM_TOKEN,
        is_test_user: false,
        news: &[],
        roster_href: None,
        desk_href: None,
        choose_href: None,
        connection_href: None,
        reference: "7F3K-9QXM",
    };
    add(
        "card-comes-first".to_owned(),
        credential::card(shell, &card),
    );
    stacks(shell, values, &summary, add);
    forms(shell, values, &summary, add);
    held(shell, values, add);
}

fn gates(
    shell: &Shell,
    values: Values,
    (requires, personal, public): (&Requirement, &[Item], &[Item]),
    add: &mut dyn FnMut(String, Markup),
) {
    let title = values.text("Course completion");
    let course = values.text("Science of Reading, Cohort 4");
    let name = values.text("Dana Rey");
    let claim = values.text("Holds everything that the course is about.");
    let award = Award {
        title: &title,
        claim: &claim,
        language: "en",
        issuer: &name,
        badge_href: None,
    };
    let progress = |held| Progress { held, required: 8 };
    let plain = Gate {
        title: &title,
        course: Some(&course),
        requires,
        items: personal,
        terms: Terms {
            counts_existing: true,
            current_only: false,
            newest_only: false,
        },
        has_column: true,
        award: Some(award),
        part: Part::Onlooker,
        back_href: None,
        mine_href: "/app/l/1/mine",
        change_href: None,
    };
    for (key, held, state) in [
        ("open", 3, State::Open),
        ("met", 8, State::Met),
        ("lost", 7, State::Lost),
    ] {
        let part = Part::Learner(Standing {
            progress: progress(held),
            state,
        });
        let own = "/app/l/1/badges/7k3m-q9tx-h2vd-8w10";
        let award = Award {
            badge_href: (state == State::Met).then_some(own),
            ..award
        };
        let gate = Gate {
            award: Some(award),
            part,
            ..plain
        };
        add(format!("gate-{key}"), gate::page(shell, &gate));
        let without = Gate {
            has_column: false,
            back_href: Some("/app/l/1"),
            ..gate
        };
        add(format!("gate-{key}-no-column"), gate::page(shell, &without));
    }
    let onlooker = Gate {
        items: public,
        ..plain
    };
    add("gate-onlooker".to_owned(), gate::page(shell, &onlooker));
    let taught = Gate {
        items: public,
        ..plain
    };
    taught_gates(shell, (values, &name), &taught, add);
}

fn taught_gates(
    shell: &Shell,
    (values, name): (Values, &str),
    plain: &Gate,
    add: &mut dyn FnMut(String, Markup),
) {
    let progress = |held| Progress { held, required: 8 };
    let counts = [
        (State::Lost, 7, 1),
        (State::Met, 8, 12),
        (State::Open, 3, 4),
    ];
    let lost = [(Some(name), progress(7)), (None, progress(6))];
    let issuers = [
        values.text("Riverbend School District"),
        values.text("Teachers of Riverbend"),
    ];
    let setting = |problem, is_saved| Setting {
        action: "/app/l/1/gates/1/award",
        form_token: FORM_TOKEN,
        title: plain.title,
        claim: plain.title,
        issuer: &issuers[1],
        issuers: &issuers,
        is_set: is_saved,
        problem,
        is_saved,
    };
    let columns = [Column {
        title: plain.title,
        language: "en",
        score_at_least: 16,
        maximum: 20,
    }];
    for product in Product::ALL {
        let is_full = product == Product::Canvas;
        let setup = Setup {
            product,
            counts: if is_full { &counts } else { &[] },
            lost: if is_full { &lost } else { &[] },
            columns: if is_full { &columns } else { &[] },
            required: 8,
            award: match product {
                Product::Canvas => Some(setting(None, true)),
                Product::Moodle => Some(setting(Some(NoAward::Title), false)),
                Product::Other => Some(setting(Some(NoAward::Claim), false)),
            },
        };
        let gate = Gate {
            has_column: is_full,
            terms: Terms {
                counts_existing: false,
                current_only: true,
                newest_only: true,
            },
            part: Part::Instructor(&setup),
            change_href: Some("/app/l/1/choose"),
            ..*plain
        };
        add(
            format!("gate-instructor-{product:?}"),
            gate::page(shell, &gate),
        );
    }
}

fn stacks(shell: &Shell, values: Values, summary: &Summary, add: &mut dyn FnMut(String, Markup)) {
    let stack = samples_catalog::stack(values);
    let leaves: Vec<_> = stack.requires.leaves().into_iter().cloned().collect();
    let items = items(&leaves, summary, true);
    for (name, held) in [("stack-held", 2), ("stack-begun", 1)] {
        let placed = Placed {
            definition: &stack,
            summary,
            course: None,
            members: &[],
            held: Some(Holds {
                progress: Progress { held, required: 2 },
                items: &items,
            }),
            change_href: None,
            desk_href: None,
        };
        add(name.to_owned(), stack::page(shell, &placed));
    }
}

fn forms(shell: &Shell, values: Values, summary: &Summary, add: &mut dyn FnMut(String, Markup)) {
    let definition = samples_catalog::definition(values);
    let (title, search) = (values.text("Course completion"), values.text("talk"));
    let item = Choosable {
        entry: Entry {
            slug: "video-and-reflection",
            summary,
            href: None,
        },
        preview: Preview::Credential(&definition),
        is_chosen: true,
    };
    let problems = Problem::ALL.into_iter().map(Some).chain([None]);
    for (place, problem) in problems.enumerate() {
        let form = GateForm {
            shelf: Shelf {
                search: &search,
                found: std::slice::from_ref(&item),
                more: 0,
                kept: &[],
                several: true,
                columns: problem.is_some(),
                grade_mode: GradeMode::Points,
                nothing_chosen: false,
            },
            title: &title,
            is_some: problem == Some(Problem::Number),
            number: "7",
            counts_existing: true,
            current_only: false,
            newest_only: false,
            problem,
        };
        let gate = deep_link::Gate {
            course: None,
            action: "/app/l/1/content",
            form_token: FORM_TOKEN,
            form,
        };
        add(format!("gate-form-{place}"), deep_link::gate(shell, &gate));
    }
}

fn held(shell: &Shell, values: Values, add: &mut dyn FnMut(String, Markup)) {
    let title = values.text("Routines That Bring In Every Voice");
    let href = || String::from("/app/l/1/c/x");
    let award = |held, kind| Own {
        badge_href: (kind != Kind::Credential)
            .then(|| "/app/l/1/badges/7k3m-q9tx-h2vd-8w10".to_owned()),
        is_ending: kind == Kind::Credential && matches!(held, Held::Valid { .. }),
        title: &title,
        href: href(),
        kind,
        held,
    };
    let since = || AT.to_owned();
    let awards = [
        award(
            Held::Valid {
                since: since(),
                until: None,
            },
            Kind::Stack,
        ),
        award(
            Held::Valid {
                since: since(),
                until: None,
            },
            Kind::Course,
        ),
        award(
            Held::Valid {
                since: since(),
                until: Some(since()),
            },
            Kind::Credential,
        ),
        award(Held::Over { at: Some(since()) }, Kind::Credential),
    ];
    let contact = values.text("badges@riverbend.example");
    let stopped = [
        (Stopped::Suspended, None, true),
        (Stopped::Revoked, Some(Reason::IssuedInError), true),
        (Stopped::Revoked, None, false),
    ]
    .map(|(state, reason, has_badge)| mine::Stopped {
        title: &title,
        kind: Kind::Credential,
        state,
        ended_at: (state == Stopped::Revoked).then(since),
        reason,
        badge_href: has_badge.then(|| "/app/l/1/badges/7k3m-q9tx-h2vd-8w10".to_owned()),
        issuer: has_badge.then_some(&*title),
        contact: &contact,
    });
    let begun = [
        Stands::NotStarted,
        Stands::InProgress,
        Stands::UnderReview,
        Stands::Revise,
        Stands::AttemptsUsed,
        Stands::Earned,
        Stands::AwardExpired,
    ]
    .map(|standing| Begun {
        title: &title,
        language: "en",
        href: href(),
        standing,
    });
    let way = |held| Way {
        title: &title,
        href: href(),
        progress: Progress { held, required: 3 },
    };
    let ways = [way(1), way(3)];
    let full = Mine {
        course: None,
        back_href: "/app/l/1",
        held: &awards,
        stopped: &stopped,
        begun: &begun,
        stacks: &ways,
        gates: &ways,
    };
    let nothing = Mine {
        held: &[],
        stopped: &[],
        begun: &[],
        stacks: &[],
        gates: &[],
        ..full
    };
    for (name, mine) in [("mine", full), ("mine-nothing", nothing)] {
        add(name.to_owned(), mine::page(shell, &mine));
    }
}
