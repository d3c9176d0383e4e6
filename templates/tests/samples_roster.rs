//! Sample pages of the people of a course and of its gradebook.

use maud::Markup;

use super::samples::{FORM_TOKEN, Values};
use crate::domain::enrollment::Standing;
use crate::domain::placement::GradeMode;
use crate::domain::roster::{self as roster_rules, Order, Presence, Sync};
use crate::domain::score_post::{Reason, State};
use crate::templates::gradebook::{self, Column, ColumnThere, Line, Setup, SetupLink, SyncLink};
use crate::templates::layout::Shell;
use crate::templates::roster::{self, Asked, List, Roster, Row};

const AT: &str = "2026-11-21T15:04:05.000Z";

pub fn pages(shell: &Shell, values: Values, add: &mut dyn FnMut(String, Markup)) {
    rosters(shell, values, add);
    gradebooks(shell, values, add);
}

#[expect(
    clippy::too_many_lines,
    reason = "every state of the page, one after the other"
)]
fn rosters(shell: &Shell, values: Values, add: &mut dyn FnMut(String, Markup)) {
    let texts = [
        "Dana Rey",
        "dana@example.org",
        "Almost",
        "Talk that builds thinking",
        "3 of 5",
        "Dana",
    ];
    let [name, email, band, title, gate, search] = texts.map(|text| values.text(text));
    let rows: Vec<Row> = roster_rules::STANDINGS
        .into_iter()
        .zip(states().into_iter().cycle())
        .map(|(standing, state)| Row {
            name: (standing != Standing::Withdrawn).then_some(&*name),
            email: Some(&email),
            presence: match standing {
                Standing::OnHold => Presence::Inactive,
                Standing::Withdrawn => Presence::Left,
                _ => Presence::Active,
            },
            standing,
            band: (standing == Standing::Revise).then_some(&*band),
            points: (standing == Standing::Earned || standing == Standing::Revise)
                .then_some((14, 20)),
            number: (standing != Standing::NotStarted).then_some(2),
            submitted_at: (standing != Standing::NotStarted).then_some(AT),
            answered_at: (standing == Standing::Earned).then_some(AT),
            gate: Some(&gate),
            sync: (standing != Standing::NotStarted).then_some(Sync {
                state,
                is_overridden: standing == Standing::AwardExpired,
            }),
        })
        .collect();
    let counts: Vec<_> = roster_rules::STANDINGS
        .into_iter()
        .map(|standing| (standing, 4))
        .collect();
    let credentials = [
        ("talk", title.as_str(), true),
        ("trials", title.as_str(), false),
    ];
    let whole = List {
        is_offered: true,
        read_at: Some(AT),
        error: None,
        is_awaited: false,
    };
    let plain = Roster {
        course: Some(&title),
        home_href: "/app/l/1",
        href: "/app/l/1/roster",
        form_token: FORM_TOKEN,
        credentials: &credentials,
        counts: &counts,
        rows: &rows,
        found: 120,
        page: (2, 3),
        neighbours: (
            Some("/app/l/1/roster?page=1"),
            Some("/app/l/1/roster?page=3"),
        ),
        asked: Asked {
            search: &search,
            standing: Some(Standing::Revise),
            order: Order::Submitted,
            is_reversed: true,
        },
        csv_href: "/app/l/1/roster.csv",
        sync_href: Some("/app/l/1/sync"),
        setup_href: Some("/app/l/1/setup"),
        list: whole,
    };
    let list = |error, is_awaited| List {
        error,
        is_awaited,
        read_at: None,
        ..whole
    };
    for (name, view) in [
        ("whole", plain),
        (
            "none",
            Roster {
                credentials: &[],
                rows: &[],
                ..plain
            },
        ),
        (
            "nobody",
            Roster {
                credentials: &credentials[..1],
                rows: &[],
                list: list(None, true),
                ..plain
            },
        ),
        (
            "unoffered",
            Roster {
                page: (1, 1),
                list: List {
                    is_offered: false,
                    ..whole
                },
                ..plain
            },
        ),
        (
            "not-granted",
            Roster {
                rows: &rows[..1],
                list: list(Some("roster-not-granted"), false),
                ..plain
            },
        ),
        (
            "no-token",
            Roster {
                rows: &rows[..1],
                list: list(Some("service-token"), false),
                ..plain
            },
        ),
        (
            "unreachable",
            Roster {
                rows: &rows[..1],
                list: list(Some("service-unreachable"), false),
                ..plain
            },
        ),
        (
            "refused",
            Roster {
                rows: &rows[..1],
                list: list(Some("service-refused"), false),
                ..plain
            },
        ),
        (
            "odd",
            Roster {
                rows: &rows[..1],
                list: list(Some("roster-unreadable"), false),
                ..plain
            },
        ),
    ] {
        add(format!("roster-{name}"), roster::page(shell, &view));
    }
}

fn states() -> [State; 9] {
    [
        State::Pending,
        State::Sending,
        State::Unknown,
        State::Retry,
        State::Confirmed,
        State::Superseded,
        State::Overridden,
        State::Parked,
        State::Dead,
    ]
}

fn gradebooks(shell: &Shell, values: Values, add: &mut dyn FnMut(String, Markup)) {
    let name = values.text("Dana Rey");
    let title = values.text("Talk that builds thinking");
    let lines: Vec<Line> = Reason::ALL
        .into_iter()
        .zip(states().into_iter().cycle())
        .enumerate()
        .map(|(at, (reason, state))| Line {
            name: (at > 0).then_some(&*name),
            here: (at != 1).then_some((14, 20)),
            there: (at > 2).then_some(("15.5", "20")),
            state: (at != 1).then_some(state),
            reason: (at != 4).then_some(reason),
            is_overridden: at == 3,
            at: Some(AT),
            action: matches!(state, State::Retry | State::Parked | State::Dead)
                .then_some("/app/l/1/sync/5"),
        })
        .collect();
    let link = |is_shown| SyncLink {
        title: &title,
        href: "/app/l/1/sync?link=1",
        is_shown,
    };
    let columns = [link(true), link(false)];
    let plain = gradebook::Sync {
        course: Some(&title),
        back_href: "/app/l/1/roster",
        links: &columns,
        lines: &lines,
        form_token: FORM_TOKEN,
    };
    add("sync".to_owned(), gradebook::sync(shell, &plain));
    let empty = gradebook::Sync {
        lines: &[],
        ..plain
    };
    add("sync-empty".to_owned(), gradebook::sync(shell, &empty));
    let none = gradebook::Sync {
        links: &[],
        ..empty
    };
    add("sync-none".to_owned(), gradebook::sync(shell, &none));

    let column = Column {
        maximum: 20,
        score_at_least: 16,
    };
    let of = |there| SetupLink {
        title: Some(&title),
        link_title: Some(&name),
        grade_mode: GradeMode::Points,
        column: Some((column, there)),
    };
    let columns = [
        of(ColumnThere::No),
        of(ColumnThere::ToBeMade),
        of(ColumnThere::Unread),
        of(ColumnThere::Maximum(20_000_000)),
        of(ColumnThere::Maximum(100_000_000)),
        SetupLink {
            column: None,
            grade_mode: GradeMode::None,
            ..of(ColumnThere::No)
        },
        SetupLink {
            title: None,
            link_title: None,
            column: None,
            ..of(ColumnThere::No)
        },
    ];
    for (profile, missing_scopes) in [
        ("canvas", &[][..]),
        (
            "moodle",
            &["https://purl.imsglobal.org/spec/lti-ags/scope/score"][..],
        ),
        ("generic", &[][..]),
    ] {
        let view = Setup {
            course: None,
            back_href: "/app/l/1/roster",
            links: if profile == "generic" { &[] } else { &columns },
            profile,
            missing_scopes,
        };
        add(format!("setup-{profile}"), gradebook::setup(shell, &view));
    }
}

#[test]
fn a_file_of_people_has_a_line_for_each_and_runs_nothing() {
    let shell = Shell {
        language: crate::i18n::Language::English,
        nonce: "n",
    };
    let row = |name| Row {
        name: Some(name),
        email: None,
        presence: Presence::Active,
        standing: Standing::Earned,
        band: Some("Yes, shown"),
        points: Some((18, 20)),
        number: Some(2),
        submitted_at: Some(AT),
        answered_at: None,
        gate: None,
        sync: Some(Sync {
            state: State::Confirmed,
            is_overridden: false,
        }),
    };
    let file = roster::csv(&shell, &[row("Zoë Ñandú"), row("=HYPERLINK(\"x\")")]);
    let lines: Vec<&str> = file.split_terminator("\r\n").collect();
    assert!(lines[0].starts_with("\u{feff}Name,E-mail,"), "{}", lines[0]);
    assert_eq!(
        lines[1],
        "Zoë Ñandú,,Yes,Earned,\"Yes, shown\",18,20,2,2026-11-21T15:04:05.000Z,,,Arrived"
    );
    assert!(
        lines[2].starts_with("\"'=HYPERLINK(\"\"x\"\")\","),
        "{}",
        lines[2]
    );
    assert_eq!(lines.len(), 3);
}
