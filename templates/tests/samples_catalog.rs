//! Sample pages of the catalogue, and of choosing from it.

use maud::Markup;

use crate::domain::catalog::Summary;
use crate::domain::credential::Definition;
use crate::domain::placement::GradeMode;
use crate::domain::stack::{Order, Requirement, Stack};
use crate::templates::catalog::entry::Entry;
use crate::templates::catalog::shelf::{Item, Preview, Shelf};
use crate::templates::catalog::stack::Placed;
use crate::templates::catalog::{self, Content, List};
use crate::templates::deep_link::{self, Choose, Picker};
use crate::templates::layout::Shell;

use super::samples::{FORM_TOKEN, Values};

/// A definition whose texts come from outside.
pub fn definition(values: Values) -> Definition {
    let text = include_str!("../../tests/definitions/video-and-reflection/credential.toml");
    let mut definition: Definition = toml::from_str(text).unwrap();
    definition.title = values.text(&definition.title);
    definition.claim = values.text(&definition.claim);
    definition.issuer = values.text(&definition.issuer);
    definition.tags = vec![values.text("Classroom talk")];
    for criterion in &mut definition.rubric.criteria {
        criterion.title = values.text(&criterion.title);
    }
    definition
}

pub fn stack(values: Values) -> Stack {
    let definition = definition(values);
    Stack {
        slug: "talk".into(),
        version: definition.version,
        language: "en".into(),
        title: values.text("Talk That Builds Thinking"),
        issuer: values.text("Sample District"),
        contact: "talk@example.org".into(),
        claim: values.text("The educator plans, runs and hears the talk."),
        text: None,
        tags: vec![values.text("Classroom talk")],
        hours: definition.hours,
        licence: definition.licence,
        order: Order::Sequential,
        badge: true,
        badge_image: None,
        requires: Requirement::AllOf(vec![
            Requirement::Credential(definition.slug.clone()),
            Requirement::NOf {
                n: 1,
                of: vec![
                    Requirement::Stack("talk".into()),
                    Requirement::Credential("gone".into()),
                ],
            },
        ]),
    }
}

pub fn pages(shell: &Shell, values: Values, add: &mut dyn FnMut(String, Markup)) {
    let (definition, stack) = (definition(values), stack(values));
    let summaries = [Summary::from(&definition), Summary::from(&stack)];
    let entry = |slug: &'static str, summary| Entry {
        slug,
        summary,
        href: Some(format!("/catalog/{slug}")),
    };
    let entries = [
        entry("video-and-reflection", &summaries[0]),
        entry("talk", &summaries[1]),
    ];
    let organization = values.text("Sample District");
    let search = values.text("talk");
    for (name, tag, entries) in [
        ("catalog", None, &entries[..]),
        ("catalog-none", Some(search.as_str()), &[][..]),
    ] {
        let list = List {
            organization: &organization,
            search: &search,
            tag,
            entries,
            total: entries.len() * 3,
            page: 2,
            pages: if entries.is_empty() { 1 } else { 3 },
        };
        add(name.to_owned(), catalog::list(shell, &list));
    }
    for (name, entry, content) in [
        (
            "catalog-credential",
            &entries[0],
            Content::Credential(&definition),
        ),
        (
            "catalog-stack",
            &entries[1],
            Content::Stack(&stack, &entries),
        ),
    ] {
        let page = catalog::Page {
            slug: entry.slug,
            summary: entry.summary,
            content,
        };
        add(name.to_owned(), catalog::page(shell, &page));
    }
    let course = values.text("Science of Reading, Cohort 4");
    let placed = Placed {
        definition: &stack,
        summary: &summaries[1],
        course: Some(&course),
        members: &entries,
        held: None,
        change_href: Some("/app/l/1/choose"),
        desk_href: Some("/app/l/1/desk"),
    };
    add("stack".to_owned(), catalog::stack::page(shell, &placed));
    choosing(shell, values, (&definition, &stack), &entries, add);
}

fn choosing(
    shell: &Shell,
    values: Values,
    (definition, stack): (&Definition, &Stack),
    entries: &[Entry],
    add: &mut dyn FnMut(String, Markup),
) {
    let course = values.text("Science of Reading, Cohort 4");
    let search = values.text("talk");
    let titles = [("gone".to_owned(), values.text("Gone"))];
    let items: Vec<_> = entries
        .iter()
        .zip([
            Preview::Credential(definition),
            Preview::Stack(stack, &titles),
        ])
        .map(|(entry, preview)| Item {
            entry: entry.clone(),
            preview,
            is_chosen: true,
        })
        .collect();
    let one = Shelf {
        search: &search,
        found: &items,
        more: 3,
        kept: &[],
        several: false,
        columns: false,
        grade_mode: GradeMode::Points,
        nothing_chosen: false,
    };
    let several = Shelf {
        found: &items[..1],
        kept: &items[1..],
        several: true,
        columns: true,
        nothing_chosen: true,
        ..one
    };
    let nothing = Shelf {
        found: &[],
        more: 0,
        ..one
    };
    for (name, shelf) in [
        ("picker-one", Some(one)),
        ("picker-several", Some(several)),
        ("picker-nothing", Some(nothing)),
        ("picker-no-links", None),
    ] {
        let picker = Picker {
            course: Some(&course),
            action: "/app/l/1/content",
            form_token: FORM_TOKEN,
            shelf,
        };
        add(name.to_owned(), deep_link::picker(shell, &picker));
    }
    for (name, shelf) in [("choose", Some(one)), ("choose-in-use", None)] {
        let choose = Choose {
            course: Some(&course),
            back_href: "/app/l/1",
            action: "/app/l/1/choose",
            form_token: FORM_TOKEN,
            shelf,
        };
        add(name.to_owned(), deep_link::choose(shell, &choose));
    }
}
