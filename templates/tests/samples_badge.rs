//! Sample pages of badges, their issuers and what they are of. The people and places are invented.

use maud::Markup;

use crate::domain::award::{Reason, State};
use crate::domain::decision::Basis;
use crate::domain::reading::Reading;
use crate::templates::badge::achievement::{self, Achievement};
use crate::templates::badge::holder::{self, Camera, Choice, Holder};
use crate::templates::badge::issuer::{self, Issuer, Key};
use crate::templates::badge::public::{self, Badge, Content, Towards};
use crate::templates::badge::{Standing, achievement as of};
use crate::templates::layout::Shell;

use super::samples::{FORM_TOKEN, Values};
use super::samples_catalog::{definition, stack};

const AT: &str = "2026-11-28T09:30:00Z";
const UNTIL: &str = "2029-11-28T09:30:00Z";
const CODE: &str = "7k3m-q9tx-h2vd-8w10";
const PICTURE: &str = "/achievements/1/picture.svg";

pub fn pages(shell: &Shell, values: Values, add: &mut dyn FnMut(String, Markup)) {
    public_pages(shell, values, add);
    holders(shell, values, add);
    others(shell, values, add);
}

fn standing(state: State, reason: Option<Reason>) -> Standing {
    let is_over = state == State::Revoked;
    Standing {
        state,
        issued_at: AT.into(),
        valid_until: (state != State::Active || reason.is_some()).then(|| UNTIL.into()),
        ended_at: is_over.then(|| UNTIL.into()),
        reason,
    }
}

fn standings() -> Vec<(&'static str, Standing)> {
    vec![
        ("active", standing(State::Active, None)),
        ("expired", standing(State::Expired, None)),
        ("suspended", standing(State::Suspended, None)),
        (
            "revoked",
            standing(State::Revoked, Some(Reason::IssuedInError)),
        ),
        ("asked", standing(State::Revoked, Some(Reason::Asked))),
        (
            "integrity",
            standing(State::Revoked, Some(Reason::Integrity)),
        ),
        (
            "stack",
            standing(State::Revoked, Some(Reason::StackNotFulfilled)),
        ),
        ("unsaid", standing(State::Revoked, None)),
    ]
}

fn public_pages(shell: &Shell, values: Values, add: &mut dyn FnMut(String, Markup)) {
    let definition = definition(values);
    let stack = stack(values);
    let name = values.text("Ximena Rocafuerte");
    let issuer = values.text("Riverbend School District");
    let address = "https://badges.riverbend.example/badges/7k3m-q9tx-h2vd-8w10";
    let contact = values.text("badges@riverbend.example");
    let standards = [values.text("InTASC 8 Instructional strategies")];
    let reading = Reading::default();
    let towards = [Towards {
        title: &stack.title,
        language: &stack.language,
        href: "/achievements/2".into(),
    }];
    let parts = [
        (
            values.text("The art of asking"),
            Some(format!("/badges/{CODE}")),
        ),
        (values.text("The art of hearing"), None),
    ];
    for (key, standing) in &standings() {
        let plain = Badge {
            code: CODE,
            address,
            picture_address: address,
            picture: PICTURE,
            content: Content::Credential(&definition, None),
            holder: None,
            standing,
            issuer: &issuer,
            issuer_href: "/issuers/riverbend-school-district",
            contact: &contact,
            basis: Some(Basis::Single),
            assessed_by: &issuer,
            hours: Some("10"),
            standards: &standards,
            stacks: &[],
            rubric_href: "/achievements/1",
            is_genuine: true,
            has_older: true,
        };
        add(format!("badge-{key}"), public::page(shell, &plain));
        if standing.state != State::Active {
            continue;
        }
        let open = Badge {
            content: Content::Credential(&definition, Some(&reading)),
            stacks: &towards,
            holder: Some(&name),
            basis: Some(Basis::Agreed),
            is_genuine: false,
            has_older: false,
            ..plain
        };
        add("badge-results".into(), public::page(shell, &open));
        let stacked = Badge {
            content: Content::Stack(&stack, &parts),
            basis: None,
            assessed_by: "",
            hours: None,
            standards: &[],
            ..plain
        };
        add("badge-of-stack".into(), public::page(shell, &stacked));
        let of_course = Badge {
            content: Content::Course(&stack, &parts),
            ..stacked
        };
        add("badge-of-course".into(), public::page(shell, &of_course));
        for basis in [Basis::Adjudicated, Basis::Appeal] {
            let badge = Badge {
                basis: Some(basis),
                ..plain
            };
            let name = format!("badge-{}", basis.code());
            add(name, public::page(shell, &badge));
        }
    }
}

fn holders(shell: &Shell, values: Values, add: &mut dyn FnMut(String, Markup)) {
    let title = values.text("Talk That Builds Thinking");
    let issuer = values.text("Riverbend School District");
    let name = values.text("Ximena Rocafuerte");
    let camera = Camera {
        side: 29,
        dark: "M4 4h7v1h-7z".into(),
    };
    for (key, standing) in &standings() {
        let plain = Holder {
            code: CODE,
            address: "https://badges.riverbend.example/badges/7k3m-q9tx-h2vd-8w10",
            href: "/app/l/1/badges/7k3m-q9tx-h2vd-8w10",
            back_href: "/app/l/1/mine",
            again_href: "/app/l/1/c/talk",
            form_token: FORM_TOKEN,
            title: &title,
            language: "en",
            claim: &title,
            issuer: &issuer,
            picture: PICTURE,
            standing,
            is_ending: false,
            linked_in: "https://www.linkedin.com/profile/add?startTask=CERTIFICATION_NAME",
            camera: Some(&camera),
            choice: Choice {
                name: Some(&name),
                shows_name: true,
                has_results: true,
                shows_results: false,
                may_change: true,
            },
            is_saved: true,
        };
        add(format!("holder-{key}"), holder::page(shell, &plain));
        if standing.state != State::Active {
            continue;
        }
        let plainest = Holder {
            is_ending: true,
            camera: None,
            choice: Choice {
                name: None,
                shows_name: false,
                has_results: false,
                shows_results: false,
                may_change: false,
            },
            is_saved: false,
            ..plain
        };
        add("holder-plainest".into(), holder::page(shell, &plainest));
    }
}

fn others(shell: &Shell, values: Values, add: &mut dyn FnMut(String, Markup)) {
    let name = values.text("Riverbend School District");
    let url = values.address("https://riverbend.example");
    let key = |number: i64| Key {
        name: format!("key-{number}"),
        public: "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQXJDgP1yCwbx2",
        from: AT.into(),
        until: (number == 1).then(|| UNTIL.into()),
        is_known: number == 1,
    };
    let keys = [key(1), key(2)];
    let issuer = Issuer {
        name: &name,
        description: Some(&name),
        url: Some(&url),
        email: &name,
        did: "did:web:badges.riverbend.example:issuers:riverbend",
        document_href: "/issuers/riverbend/did.json",
        keys: &keys,
    };
    add("issuer".into(), issuer::page(shell, &issuer));
    let (definition, stack) = (definition(values), stack(values));
    for (key, content) in [
        ("credential", of::Content::Credential(&definition)),
        ("stack", of::Content::Stack(&stack, &[])),
    ] {
        let view = Achievement {
            version: "1",
            picture: PICTURE,
            content,
            catalog_href: (key == "stack").then_some("/catalog/talk"),
        };
        let name = format!("achievement-{key}");
        add(name, achievement::page(shell, &view));
    }
}
