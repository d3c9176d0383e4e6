//! Sample pages about badges that were verified.

use maud::Markup;

use crate::templates::layout::Shell;
use crate::templates::verify::{self, Answer, Badge, Finding, Outcome, Report, Verdict};

use super::samples::Values;

pub fn pages(shell: &Shell, values: Values, add: &mut dyn FnMut(String, Markup)) {
    add("verify".into(), verify::page(shell, None));
    add(
        "verify-nothing".into(),
        verify::page(shell, Some(&Answer::Nothing)),
    );
    add(
        "verify-no-code".into(),
        verify::page(shell, Some(&Answer::NoSuchCode)),
    );
    let name = values.text("Talk That Builds Thinking");
    let issuer = values.text("did:web:badges.riverbend.example:issuers:7");
    let words = values.text("Two lessons, planned and run.");
    let address = values.address("https://badges.riverbend.example/badges/1");
    let badge = Badge {
        name: &name,
        description: Some(&words),
        criteria: Some(&words),
        issuer: &issuer,
        issuer_name: Some(&name),
        address: Some(&address),
        valid_from: Some("2026-11-28T09:30:00Z"),
        valid_until: Some(&words),
    };
    for (name, outcome, answer) in [
        ("verify-holds", Outcome::Holds, Verdict::Yes),
        ("verify-not", Outcome::DoesNotHold, Verdict::No),
        ("verify-open", Outcome::Open, Verdict::Open),
        ("verify-unread", Outcome::DoesNotHold, Verdict::NotAsked),
    ] {
        let finding = Finding {
            step: "proof",
            code: "word-undefined",
            answer,
            detail: Some(&words),
        };
        let report = Report {
            outcome,
            badge: (answer != Verdict::NotAsked).then_some(badge),
            findings: vec![finding],
        };
        add(
            name.into(),
            verify::page(shell, Some(&Answer::Report(report))),
        );
    }
}
