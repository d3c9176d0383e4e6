//! A micro-credential with a slot of every kind, and answers to all of them. Invented.

use serde_json::json;

use super::samples::Values;
use crate::domain::answer::{Answer, Note, Visit};
use crate::domain::credential::{Definition, Seconds};

/// The definition.
pub fn definition(values: Values) -> Definition {
    let text = |ordinary: &str| values.text(ordinary);
    let document = json!({
        "slug": "routines-that-bring-in-every-voice",
        "version": "1.0",
        "title": text("Routines that bring in every voice"),
        "issuer": text("Example Unified School District"),
        "contact": "credentials@example.org",
        "claim": text("The educator runs a routine so that students who rarely speak contribute ideas that others use."),
        "method": text("Choose *one* routine and keep it for three weeks.\n\n1. Count who speaks.\n2. Run the routine.\n\n![A chart](chart.png)\n\nSee [the guide](https://example.org/guide)."),
        "students": "optional",
        "minutes": { "min": 240, "max": 360 },
        "hours": 8.0,
        "evidence_languages": ["en", "es", "fr"],
        "licence": { "id": "CC-BY-4.0", "holder": text("Example District"), "attribution": text("Example District, 2026") },
        "valid_months": 36,
        "image": { "file": "cover.png", "alt": text("Hands go up in a classroom") },
        "component": [
            { "id": "baseline", "title": text("Who speaks now"), "text": text("Count before you change anything."),
              "alignment": [{ "framework": "Example Framework", "code": "3b", "label": text("Discussion"), "url": values.address("https://example.org/3b") }] },
            { "id": "running", "title": text("Running it") },
        ],
        "citation": [
            { "kind": "research", "authors": text("R. Vale"), "year": 2019, "title": text("Who Gets to Talk"), "url": values.address("https://example.org/vale") },
            { "kind": "resource", "title": text("A routine in six minutes"), "captions": "yes", "note": text("Watch the first two minutes.") },
        ],
        "part": [
            { "id": "visits", "title": text("Visits to colleagues"), "instructions": text("Look for who speaks."),
              "slot": [
                { "id": "visits", "title": text("Visits"), "prompt": text("Visit four rooms."), "kind": "observation_log",
                  "visits": { "min": 4 }, "minutes_each": 15, "components": ["baseline"] },
                { "id": "counts", "title": text("Counts"), "prompt": text("Count before and after."), "kind": "table",
                  "column": [{ "id": "who", "title": text("Who") }, { "id": "before", "title": text("Before"), "kind": "number" },
                             { "id": "day", "title": text("Day"), "kind": "date", "optional": true }], "rows": { "min": 2, "max": 6 } },
              ] },
            { "id": "film", "title": text("A film of the routine"),
              "slot": [
                { "id": "film", "title": text("The film"), "prompt": text("Six to nine minutes."), "kind": "video", "source": "either",
                  "duration": { "min": "6:00", "max": "9:00", "outside": "cap_band" },
                  "notes": { "min": 3 }, "privacy": "students_likely", "components": ["running"] },
                { "id": "sound", "title": text("Sound alone"), "prompt": text("If nobody may be filmed."), "kind": "audio",
                  "instead_of": "film", "required": false, "notes": { "name_component": false } },
                { "id": "photo", "title": text("The board"), "prompt": text("As it was at the end."), "kind": "image", "required": false },
              ] },
            { "id": "reflection", "title": text("What changed"),
              "slot": [
                { "id": "change", "title": text("What changed"), "prompt": text("Say what changed, and for whom."), "kind": "text",
                  "words": { "min": 250, "max": 350 } },
                { "id": "next", "title": text("What comes next"), "prompt": text("Say what you will try."), "kind": "text" },
                { "id": "plan", "title": text("The plan"), "prompt": text("Two pages."), "kind": "file", "pages": { "max": 2, "over": "warn" }, "types": ["pdf", "document"] },
                { "id": "link", "title": text("Where it is shared"), "prompt": text("If it is on the web."), "kind": "link", "required": false },
                { "id": "promise", "title": text("A promise"), "prompt": text("Please read."), "kind": "attestation",
                  "statement": text("I asked the colleagues whom I visited.") },
              ] },
        ],
        "word_budget": [{ "id": "evidence", "title": text("Both answers"), "slots": ["change", "next"], "words": { "max": 500 } }],
        "rubric": {
            "model": "detail_points",
            "criterion": [
                { "id": "voices", "title": text("Voices are counted"), "component": "baseline", "parts": ["visits"],
                  "detail": [{ "id": "a", "text": text("Counts name a moment.") }, { "id": "b", "text": text("Counts are of a whole class.") }] },
                { "id": "routine", "title": text("The routine runs"), "parts": ["film", "reflection"],
                  "detail": [{ "id": "c", "text": text("Everybody has time to think.") }] },
            ],
            "condition": [
                { "id": "film-length", "text": text("The film is six to nine minutes long."), "caps_to": "almost", "check": { "limit": "film.duration" } },
                { "id": "own-class", "text": text("It is the educator’s own class."), "caps_to": "almost" },
            ],
            "band": [
                { "id": "not-yet", "title": "Not Yet", "min": 0, "max": 1, "outcome": "revise", "text": "x", "earner_text": text("Not there yet.") },
                { "id": "almost", "title": "Almost", "min": 2, "max": 2, "outcome": "revise", "text": "x", "earner_text": text("Nearly there.") },
                { "id": "yes", "title": "Yes", "min": 3, "max": 3, "outcome": "pass", "text": "x", "earner_text": text("It was shown.") },
            ],
            "pass": { "all_of": [
                { "total_at_least": 3 },
                { "any_of": [{ "criterion_at_least": { "criterion": "voices", "points": 1 } }, { "part_passed": "film" }] },
                { "not": { "level_is": { "criterion": "voices", "level": "none" } } },
                { "every_criterion_at_least": 1 }, { "components_touched_at_least": 2 }, { "condition_met": "own-class" },
            ] },
        },
    });
    serde_json::from_value(document).unwrap()
}

/// An answer to each slot that takes one.
pub fn answers(definition: &Definition, values: Values) -> Vec<(String, Answer)> {
    let visit = Visit {
        date: "2026-10-02".to_owned(),
        minutes: Some(20),
        setting: values.text("Grade 4, science"),
        focus: values.text("Who is asked"),
        seen: values.text("Three hands, one voice"),
        take_away: values.text("Wait longer"),
    };
    let recording = Answer::Recording {
        link: Some(values.address("https://example.org/film")),
        stated_length: Some(Seconds(390)),
        transcript: values.text("Good morning."),
        notes: vec![Note {
            at: Seconds(195),
            components: vec!["running".to_owned()],
            text: values.text("A quiet student answers."),
        }],
    };
    let html =
        values.text("<p>The <strong>third</strong> week was different.</p><ul><li>One</li></ul>");
    definition
        .slots()
        .filter_map(|slot| {
            let answer = match slot.id.as_str() {
                "visits" => Answer::ObservationLog {
                    visits: vec![visit.clone(), Visit::default()],
                },
                "counts" => Answer::Table {
                    rows: vec![vec![values.text("Girls"), "3".into(), "2026-10-02".into()]],
                },
                "film" | "sound" => recording.clone(),
                "change" | "next" => Answer::Text { html: html.clone() },
                "link" => Answer::Link {
                    url: values.address("https://example.org/shared"),
                    description: values.text("A page for colleagues"),
                },
                "promise" => Answer::Attestation { given: true },
                "photo" | "plan" => Answer::Files,
                _ => return None,
            };
            Some((slot.id.clone(), answer))
        })
        .collect()
}
