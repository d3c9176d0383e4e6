//! Claims about what is there and what is missing, on one definition in the shape of the worked example (B.5) and on slots of
//! every kind. Cases that settle a question of the sources carry its number (B.6).

use serde_json::json;

use super::*;
use crate::domain::answer::{Note, Visit};
use crate::domain::credential::{AiPolicy, Seconds};
use crate::domain::id::FileId;

/// Four texts that share a budget, a film with notes, a reflection; and what else there is, optional.
fn definition() -> Definition {
    let text = |id: &str| json!({"id": id, "title": id, "prompt": "?", "kind": "text"});
    let value = json!({
        "slug": "video-and-reflection", "version": "1.0", "title": "t", "issuer": "i",
        "contact": "dana@example.org", "claim": "c", "method": "m",
        "licence": {"id": "CC-BY-4.0", "holder": "Riverbend"},
        "component": [{"id": "asks", "title": "Asks"}, {"id": "waits", "title": "Waits"}],
        "word_budget": [{"id": "overview-words", "title": "w", "slots": ["why", "who", "when", "how"],
            "words": {"max": 20, "min": 4}}],
        "part": [
            {"id": "p1", "title": "p1", "slot": [text("why"), text("who"), text("when"), text("how")]},
            {"id": "p2", "title": "p2", "slot": [
                {"id": "film", "title": "f", "prompt": "?", "kind": "video", "source": "either",
                 "privacy": "other_adult", "may_be_shared": true,
                 "duration": {"min": "10:00", "max": "15:00", "tolerance": "0:30", "outside": "cap_band"},
                 "notes": {"min": 1, "max": 30, "words": 5}},
                {"id": "transcript-film", "title": "f", "prompt": "?", "kind": "audio", "instead_of": "film"},
            ]},
            {"id": "p3", "title": "p3", "slot": [
                {"id": "reflection", "title": "r", "prompt": "?", "kind": "text", "words": {"max": 5}},
                {"id": "visits", "title": "v", "prompt": "?", "kind": "observation_log", "required": false,
                 "privacy": "students_possible", "visits": {"min": 2, "under": "cap_band"}, "minutes_each": 20},
                {"id": "counts", "title": "c", "prompt": "?", "kind": "table", "required": false,
                 "column": [{"id": "day", "title": "d", "kind": "date"}, {"id": "n", "title": "n", "kind": "number"},
                            {"id": "remark", "title": "r", "optional": true}], "rows": {"max": 2}},
                {"id": "plan", "title": "p", "prompt": "?", "kind": "file", "required": false, "pages": {"max": 4}},
                {"id": "board", "title": "b", "prompt": "?", "kind": "image", "required": false,
                 "files": {"max": 2, "over": "warn"}},
                {"id": "site", "title": "s", "prompt": "?", "kind": "link", "required": false},
                {"id": "captioned", "title": "s", "prompt": "?", "kind": "video", "required": false,
                 "captions_required": true},
            ]},
        ],
        "rubric": {"model": "all_met", "pass": {"total_at_least": 1},
            "condition": [
                {"id": "k1", "text": "length", "caps_to": "almost", "check": {"limit": "film.duration"}},
                {"id": "k2", "text": "specific", "caps_to": "almost", "check": "assessor"},
                {"id": "k3", "text": "visits", "caps_to": "almost", "check": {"limit": "visits.visits"}},
            ]},
    });
    serde_json::from_value(value).unwrap()
}

fn text(words: usize) -> Answer {
    Answer::Text {
        html: format!("<p>{}</p>", vec!["word"; words].join(" ")),
    }
}

fn note(at: u32, component: &str, words: usize) -> Note {
    Note {
        at: Seconds(at),
        components: vec![component.into()],
        text: vec!["word"; words].join(" "),
    }
}

fn recording(notes: &[Note]) -> Answer {
    Answer::Recording {
        link: None,
        stated_length: None,
        transcript: String::new(),
        notes: notes.to_vec(),
    }
}

fn linked(link: &str, stated_length: Option<u32>) -> Answer {
    Answer::Recording {
        link: Some(link.into()),
        stated_length: stated_length.map(Seconds),
        transcript: String::new(),
        notes: vec![note(5, "asks", 2)],
    }
}

fn file(seconds: Option<u64>) -> Evidence {
    Evidence {
        id: FileId::from(uuid::Uuid::nil()),
        is_ready: true,
        duration_ms: seconds.map(|seconds| seconds * 1000),
        pages: None,
        alt_text: String::new(),
    }
}

/// Work, slot by slot.
#[derive(Clone, Default)]
struct Pieces(Vec<SlotContent>);

impl Pieces {
    /// Everything that is required, within all limits.
    fn whole() -> Self {
        Self::default()
            .with("why", text(4), &[])
            .with("who", text(4), &[])
            .with("when", text(4), &[])
            .with("how", text(4), &[])
            .with("film", recording(&[note(5, "asks", 2)]), &[file(Some(720))])
            .with("reflection", text(5), &[])
    }

    fn with(mut self, slot: &str, answer: Answer, files: &[Evidence]) -> Self {
        self = self.without(slot);
        self.0.push(SlotContent {
            slot_id: slot.into(),
            answer: Some(answer),
            files: files.to_vec(),
        });
        self
    }

    fn without(mut self, slot: &str) -> Self {
        self.0.retain(|content| content.slot_id != slot);
        self
    }

    fn look(&self) -> Review {
        look(&definition(), &self.0)
    }

    /// Findings as `place problem severity`, short enough for a table.
    fn said(&self) -> Vec<String> {
        let place = |finding: &Finding| match &finding.place {
            Place::Slot(id) | Place::Budget(id) => id.clone(),
        };
        let review = self.look();
        let findings = review.findings.iter();
        findings
            .map(|finding| {
                let problem = format!("{:?}", finding.problem);
                let name: String = problem
                    .chars()
                    .take_while(|letter| letter.is_alphanumeric())
                    .collect();
                format!("{} {name} {}", place(finding), finding.severity.code())
            })
            .collect()
    }
}

#[test]
fn whole_work_can_be_handed_in() {
    let review = Pieces::whole().look();
    assert_eq!(review.findings, []);
    assert!(review.is_complete());
    assert_eq!(review.slot("why").unwrap().filling, Filling::Complete);
    assert_eq!(review.slot("plan").unwrap().filling, Filling::Empty);
}

#[test]
fn nothing_at_all_lacks_what_is_required_and_nothing_else() {
    let said = Pieces::default().said();
    let expected = ["why", "who", "when", "how", "film", "reflection"]
        .map(|slot| format!("{slot} Missing blocks"));
    assert_eq!(said, expected);
    let review = Pieces::default().look();
    assert_eq!(
        review.conditions(&definition().rubric)["k1"],
        Some(true),
        "nothing to measure"
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn each_thing_that_is_wrong_is_said_once_and_with_what_follows() {
    let whole = Pieces::whole;
    let visit = |minutes: u32| Visit {
        date: "2026-03-14".into(),
        minutes: Some(minutes),
        setting: "grade 4".into(),
        focus: "wait".into(),
        seen: "waits".into(),
        take_away: "wait".into(),
    };
    let visits = |visits: Vec<Visit>| Answer::ObservationLog { visits };
    let row = |cells: &[&str]| cells.iter().map(ToString::to_string).collect::<Vec<_>>();
    let rows = |rows: &[&[&str]]| Answer::Table {
        rows: rows.iter().map(|cells| row(cells)).collect(),
    };
    let pages = |pages| Evidence {
        pages: Some(pages),
        ..file(None)
    };
    let alt = |alt: &str| Evidence {
        alt_text: alt.into(),
        ..file(None)
    };
    let not_ready = Evidence {
        is_ready: false,
        ..file(Some(720))
    };
    let link = |url: &str| Answer::Link {
        url: url.into(),
        description: String::new(),
    };
    let notes = |notes: &[Note]| whole().with("film", recording(notes), &[file(Some(720))]);
    let film = |files: &[Evidence]| whole().with("film", recording(&[note(5, "asks", 2)]), files);
    for (claim, pieces, expected) in [
        (
            "Q-12: one answer may use what the others leave",
            whole().with("why", text(8), &[]),
            &[][..],
        ),
        (
            "Q-12: together they may not have more",
            whole().with("why", text(9), &[]),
            &["overview-words Over blocks"],
        ),
        (
            "Q-03: a text over its limit cannot be handed in",
            whole().with("reflection", text(6), &[]),
            &["reflection Over blocks"],
        ),
        (
            "Q-03: a film a little outside is inside",
            film(&[file(Some(570))]),
            &[],
        ),
        (
            "Q-03: a film outside is taken and caps",
            film(&[file(Some(569))]),
            &["film Under caps"],
        ),
        (
            "Q-03: so is one that is too long",
            film(&[file(Some(931))]),
            &["film Over caps"],
        ),
        (
            "Q-07: one note that names one component is enough",
            notes(&[note(5, "waits", 2)]),
            &[],
        ),
        (
            "a note has to name a component that there is",
            notes(&[note(5, "other", 2)]),
            &["film NoteWithoutComponent blocks"],
        ),
        (
            "a film without notes",
            notes(&[]),
            &["film TooFewNotes blocks"],
        ),
        (
            "a film with too many",
            notes(&vec![note(5, "asks", 1); 31]),
            &["film TooManyNotes blocks"],
        ),
        (
            "a note after the end",
            notes(&[note(721, "asks", 1)]),
            &["film NoteAfterEnd blocks"],
        ),
        ("a note at the end", notes(&[note(720, "asks", 1)]), &[]),
        (
            "a note that is too long",
            notes(&[note(5, "asks", 6)]),
            &["film NoteTooLong blocks"],
        ),
        (
            "a note that says nothing",
            notes(&[note(5, "asks", 0)]),
            &["film NoteEmpty blocks"],
        ),
        (
            "notes without a film",
            whole().with("film", recording(&[note(5, "asks", 2)]), &[]),
            &["film Unfinished blocks"],
        ),
        (
            "a film on its way",
            film(&[not_ready]),
            &["film FileNotReady blocks"],
        ),
        (
            "two films",
            film(&[file(Some(720)), file(Some(720))]),
            &["film SeveralRecordings blocks"],
        ),
        (
            "a film of unknown length",
            film(&[file(None)]),
            &["film LengthUnknown warns"],
        ),
        (
            "a linked film",
            whole().with("film", linked("https://example.org/v", Some(720)), &[]),
            &[],
        ),
        (
            "a linked film of unknown length",
            whole().with("film", linked("https://example.org/v", None), &[]),
            &["film LengthNotStated blocks"],
        ),
        (
            "an address that is none",
            whole().with("film", linked("example", Some(720)), &[]),
            &["film BadAddress blocks"],
        ),
        (
            "an address that runs something",
            whole().with("site", link("javascript:alert(1)"), &[]),
            &["site BadAddress blocks"],
        ),
        (
            "an address",
            whole().with("site", link(" https://example.org "), &[]),
            &[],
        ),
        (
            "another medium in place of the film",
            whole()
                .without("film")
                .with("transcript-film", recording(&[]), &[file(Some(60))]),
            &[],
        ),
        (
            "the film was begun, the other medium is there",
            whole()
                .with("film", recording(&[note(5, "asks", 2)]), &[])
                .with("transcript-film", recording(&[]), &[file(Some(60))]),
            &["film Unfinished warns"],
        ),
        (
            "neither is there",
            whole().without("film"),
            &["film Missing blocks"],
        ),
        (
            "a film that may not be linked",
            whole().with("captioned", linked("https://example.org/v", None), &[]),
            &[
                "captioned LinkNotTaken blocks",
                "captioned TranscriptMissing warns",
            ],
        ),
        (
            "a film without captions",
            whole().with("captioned", recording(&[]), &[file(Some(60))]),
            &["captioned TranscriptMissing warns"],
        ),
        (
            "too few visits cap",
            whole().with("visits", visits(vec![visit(20)]), &[]),
            &["visits Under caps"],
        ),
        (
            "a short visit",
            whole().with("visits", visits(vec![visit(20), visit(19)]), &[]),
            &["visits Under warns"],
        ),
        (
            "a visit without a date",
            whole().with(
                "visits",
                visits(vec![
                    visit(20),
                    Visit {
                        date: "soon".into(),
                        ..visit(20)
                    },
                ]),
                &[],
            ),
            &["visits VisitIncomplete warns"],
        ),
        (
            "an empty visit is none",
            whole().with(
                "visits",
                visits(vec![visit(20), visit(20), Visit::default()]),
                &[],
            ),
            &[],
        ),
        (
            "rows",
            whole().with(
                "counts",
                rows(&[&["2026-03-14", "3,5", ""], &["", "", ""]]),
                &[],
            ),
            &[],
        ),
        (
            "a row without a number",
            whole().with("counts", rows(&[&["2026-03-14", "many", ""]]), &[]),
            &["counts RowIncomplete warns"],
        ),
        (
            "too many rows",
            whole().with("counts", rows(&[&["2026-03-14", "3", ""][..]; 3]), &[]),
            &["counts Over blocks"],
        ),
        (
            "too many pages",
            whole().with("plan", Answer::Files, &[pages(5)]),
            &["plan Over blocks"],
        ),
        (
            "two files where one is taken",
            whole().with("plan", Answer::Files, &[pages(1), pages(1)]),
            &["plan Over blocks"],
        ),
        (
            "a picture without a description",
            whole().with("board", Answer::Files, &[alt("")]),
            &["board AltTextMissing blocks"],
        ),
        (
            "more pictures than advised",
            whole().with("board", Answer::Files, &[alt("a"), alt("b"), alt("c")]),
            &["board Over warns"],
        ),
        (
            "a text of nothing but space",
            whole().with(
                "why",
                Answer::Text {
                    html: "<p>&nbsp;</p>".into(),
                },
                &[],
            ),
            &["why Missing blocks"],
        ),
        (
            "an answer of another kind is none",
            whole().with("why", Answer::Files, &[]),
            &["why Missing blocks"],
        ),
    ] {
        assert_eq!(pieces.said(), expected, "{claim}");
    }
}

#[test]
fn what_the_tool_looks_at_itself_is_told_to_the_scoring() {
    // Q-02: demands on length are conditions, not points.
    let rubric = definition().rubric;
    let film = |files: &[Evidence]| {
        Pieces::whole()
            .with("film", recording(&[note(5, "asks", 2)]), files)
            .look()
    };
    for (files, expected) in [
        (&[file(Some(720))][..], Some(true)),
        (&[file(Some(460))], Some(false)),
        (&[file(None)], None),
    ] {
        let conditions = film(files).conditions(&rubric);
        assert_eq!(conditions["k1"], expected, "{files:?}");
        assert!(!conditions.contains_key("k2"), "an assessor looks at it");
    }
    let linked = Pieces::whole()
        .with("film", linked("https://example.org/v", Some(460)), &[])
        .look();
    assert_eq!(linked.conditions(&rubric)["k1"], Some(false));
}

#[test]
fn a_budget_says_what_is_used_and_what_is_left() {
    let over = Pieces::whole().with("why", text(45), &[]).look();
    let budget = over.budget("overview-words").unwrap();
    assert_eq!((budget.used.number, budget.left), (57, Some(-37)));
    let empty = Pieces::default().look();
    assert_eq!(empty.budget("overview-words").unwrap().left, Some(20));
    assert_eq!(over.limit("overview-words").unwrap().is_met, Some(false));
}

#[test]
fn what_has_to_be_confirmed_follows_from_what_is_handed_in() {
    // Q-27: another adult on film, perhaps students in a visit.
    use Attestation as A;
    let kinds = |pieces: Pieces, ai: AiPolicy| -> Vec<Attestation> {
        let definition = Definition { ai, ..definition() };
        let needs = look(&definition, &pieces.0).attestations;
        needs.into_iter().map(|need| need.kind).collect()
    };
    let visits = Answer::ObservationLog {
        visits: vec![Visit {
            date: "2026-03-14".into(),
            ..Visit::default()
        }],
    };
    for (claim, pieces, ai, expected) in [
        (
            "nothing yet",
            Pieces::default(),
            AiPolicy::Allowed,
            &[A::OwnWork][..],
        ),
        (
            "an adult on film",
            Pieces::whole(),
            AiPolicy::Allowed,
            &[A::OwnWork, A::ConsentObtained, A::SharedArtifact],
        ),
        (
            "students, perhaps",
            Pieces::default().with("visits", visits, &[]),
            AiPolicy::Allowed,
            &[A::OwnWork, A::StudentPrivacy],
        ),
        (
            "help that is told",
            Pieces::default(),
            AiPolicy::AllowedWithDisclosure,
            &[A::OwnWork, A::AiDisclosure],
        ),
        (
            "no help",
            Pieces::default(),
            AiPolicy::Prohibited,
            &[A::OwnWork, A::AiDisclosure],
        ),
    ] {
        assert_eq!(kinds(pieces, ai), expected, "{claim}");
    }
    let needs = Pieces::whole().look().attestations;
    let of = |kind| needs.iter().find(|need| need.kind == kind).unwrap();
    assert!(of(A::AiDisclosure).needs_detail && of(A::AiDisclosure).is_required);
    assert!(!of(A::SharedArtifact).is_required, "only the earner knows");
}

#[test]
fn alternatives_in_a_circle_come_to_an_end() {
    let mut definition = definition();
    for part in &mut definition.parts {
        for slot in &mut part.slots {
            if slot.id == "film" {
                slot.instead_of = Some("transcript-film".into());
            }
        }
    }
    assert!(look(&definition, &Pieces::whole().0).is_complete());
}
