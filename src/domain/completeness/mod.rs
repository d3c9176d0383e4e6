//! What is there of the work and what is missing (SM-3, guard of T3). Owns the review that the checklist, the self-check, the
//! hand-in and the automatic conditions of scoring all read; it changes nothing.
//!
//! A slot is looked at by itself ([`slot`]), its limits are measured ([`limit`]), and then the whole is put together: which
//! slots fill in for others, which word budgets are left, what has to be confirmed, what keeps the work from being handed in.

mod limit;
mod slot;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::answer::{Answer, Evidence};
use super::coded;
use super::credential::{
    AiPolicy, Bounds, ConditionCheck, Definition, Enforcement, Privacy, Rubric, Seconds, Slot,
    WordBudget,
};
use super::words::{Count, Unit};

pub use slot::{empty_answer, fits, words_of};

/// What is in one slot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SlotContent {
    /// Which.
    pub slot_id: String,
    /// What was written.
    pub answer: Option<Answer>,
    /// Its files, in order.
    pub files: Vec<Evidence>,
}

coded! {
    /// How far a slot is filled.
    Filling {
        /// Nothing is in it.
        Empty = "empty",
        /// Something is, and something is missing.
        Partial = "partial",
        /// Everything is there.
        Complete = "complete",
    }

    /// What follows from a finding.
    Severity {
        /// The work cannot be handed in.
        Blocks = "blocks",
        /// It can, and the best result is out of reach.
        Caps = "caps",
        /// It can; good to know.
        Warns = "warns",
    }

    /// Something to confirm at the hand-in.
    Attestation {
        /// That it is the earner's own work.
        OwnWork = "own_work",
        /// That no student can be recognised without permission.
        StudentPrivacy = "student_privacy",
        /// That the adults who are shown agreed.
        ConsentObtained = "consent_obtained",
        /// How artificial intelligence was used, or that it was not.
        AiDisclosure = "ai_disclosure",
        /// That an artifact was made together with colleagues who may hand it in too.
        SharedArtifact = "shared_artifact",
    }

    /// What a limit measures.
    Measure {
        /// Words or characters.
        Words = "words",
        /// Files.
        Files = "files",
        /// Pages of the file that is furthest outside.
        Pages = "pages",
        /// Milliseconds of a recording.
        Duration = "duration",
        /// Rows of a table.
        Rows = "rows",
        /// Visits.
        Visits = "visits",
        /// Minutes of the shortest visit.
        MinutesEach = "minutes_each",
    }
}

/// What there is to say about the work, at one place or in the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// A required slot is empty.
    Missing,
    /// A slot was begun and something is missing that no other finding names.
    Unfinished,
    /// A file is not ready, by its place from 1.
    FileNotReady(usize),
    /// A picture has no description, by its place from 1.
    AltTextMissing(usize),
    /// A recording has no text and no captions.
    TranscriptMissing,
    /// The recording is to be uploaded, not linked.
    LinkNotTaken,
    /// The recording is to be linked, not uploaded.
    UploadNotTaken,
    /// There is more than one recording.
    SeveralRecordings,
    /// An address cannot be opened on the web.
    BadAddress,
    /// A linked recording has a limit, and nobody said how long it is.
    LengthNotStated,
    /// Nobody could tell how long an uploaded recording is.
    LengthUnknown,
    /// There are fewer notes than asked for.
    TooFewNotes {
        /// How many there are.
        found: usize,
        /// How many there have to be.
        min: u32,
    },
    /// There are more notes than can be read.
    TooManyNotes {
        /// How many there are.
        found: usize,
        /// How many there may be.
        max: u32,
    },
    /// A note says nothing.
    NoteEmpty(Seconds),
    /// A note names no component.
    NoteWithoutComponent(Seconds),
    /// A note is on a moment after the end.
    NoteAfterEnd(Seconds),
    /// A note is too long.
    NoteTooLong {
        /// On which moment.
        at: Seconds,
        /// How many words it has.
        words: u32,
        /// How many it may have.
        max: u32,
    },
    /// A row lacks a cell or has one that does not fit its column, by its place from 1.
    RowIncomplete(usize),
    /// A visit lacks something, by its place from 1.
    VisitIncomplete(usize),
    /// It is more than a limit, or a budget, allows.
    Over {
        /// What is measured.
        measure: Measure,
        /// How much there is.
        value: u64,
        /// How much there may be.
        bound: u64,
    },
    /// It is less than a limit, or a budget, asks for.
    Under {
        /// What is measured.
        measure: Measure,
        /// How much there is.
        value: u64,
        /// How much there should be.
        bound: u64,
    },
}

/// Where a finding is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a slot, by its id.
    Slot(String),
    /// In a word budget, by its id.
    Budget(String),
}

/// One thing to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where.
    pub place: Place,
    /// What.
    pub problem: Problem,
    /// What follows.
    pub severity: Severity,
}

/// One slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlotReview {
    /// Its id.
    pub slot_id: String,
    /// How far it is filled.
    pub filling: Filling,
    /// Whether the work cannot be handed in without it, or without what may fill in for it.
    pub is_required: bool,
    /// The slot that fills in for it.
    pub filled_by: Option<String>,
    /// How long its texts are.
    pub count: Count,
}

/// A limit, measured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LimitResult {
    /// `slot.limit`, such as `lesson-video.duration`, or the id of a word budget.
    pub name: String,
    /// What is measured.
    pub measure: Measure,
    /// How much there is; `None` where nothing is there yet or nobody can tell.
    pub value: Option<u64>,
    /// How much there should be at least.
    pub min: Option<u64>,
    /// How much there may be at most.
    pub max: Option<u64>,
    /// What follows from more.
    pub over: Enforcement,
    /// What follows from less.
    pub under: Enforcement,
    /// Whether it is kept; `None` where nobody can tell. Kept, too, where there is nothing to measure.
    pub is_met: Option<bool>,
}

/// A word budget.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BudgetReview {
    /// Its id.
    pub budget_id: String,
    /// How much of it is used.
    pub used: Count,
    /// How much is left; less than nothing when it is overdrawn. `None` without an upper limit.
    pub left: Option<i64>,
}

/// Something to confirm, and whether the work cannot be handed in without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AttestationNeed {
    /// What.
    pub kind: Attestation,
    /// Whether it has to be given.
    pub is_required: bool,
    /// Whether it needs words of the earner's own.
    pub needs_detail: bool,
}

/// What there is of the work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// Every slot, in the definition's order.
    pub slots: Vec<SlotReview>,
    /// Every word budget, in the definition's order.
    pub budgets: Vec<BudgetReview>,
    /// Every limit.
    pub limits: Vec<LimitResult>,
    /// Everything that there is to say, in the definition's order.
    pub findings: Vec<Finding>,
    /// What has to be confirmed.
    pub attestations: Vec<AttestationNeed>,
}

impl Review {
    /// What keeps the work from being handed in.
    pub fn blocks(&self) -> impl Iterator<Item = &Finding> {
        self.of(Severity::Blocks)
    }

    /// Findings that follow in this way.
    pub fn of(&self, severity: Severity) -> impl Iterator<Item = &Finding> {
        self.findings
            .iter()
            .filter(move |finding| finding.severity == severity)
    }

    /// Findings in one slot.
    pub fn in_slot<'r>(&'r self, slot_id: &'r str) -> impl Iterator<Item = &'r Finding> {
        self.findings
            .iter()
            .filter(move |finding| matches!(&finding.place, Place::Slot(id) if id == slot_id))
    }

    /// The slot of this id.
    #[must_use]
    pub fn slot(&self, slot_id: &str) -> Option<&SlotReview> {
        self.slots.iter().find(|slot| slot.slot_id == slot_id)
    }

    /// The limit of this name.
    #[must_use]
    pub fn limit(&self, name: &str) -> Option<&LimitResult> {
        self.limits.iter().find(|limit| limit.name == name)
    }

    /// The word budget of this id.
    #[must_use]
    pub fn budget(&self, id: &str) -> Option<&BudgetReview> {
        self.budgets.iter().find(|budget| budget.budget_id == id)
    }

    /// Whether nothing keeps the work from being handed in, but what has to be confirmed.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.blocks().next().is_none()
    }

    /// The conditions of a rubric that the tool looks at itself, by their ids: whether each is met, and `None` where
    /// nobody can tell, so that an assessor has to look.
    #[must_use]
    pub fn conditions(&self, rubric: &Rubric) -> BTreeMap<String, Option<bool>> {
        rubric
            .conditions
            .iter()
            .filter_map(|condition| match &condition.check {
                ConditionCheck::Assessor => None,
                ConditionCheck::Limit(name) => {
                    let is_met = self.limit(name).and_then(|limit| limit.is_met);
                    Some((condition.id.clone(), is_met))
                }
            })
            .collect()
    }
}

/// Looks at the work on a micro-credential. Slots without content may be left out of `contents`.
#[must_use]
pub fn look(definition: &Definition, contents: &[SlotContent]) -> Review {
    let nothing = SlotContent::default();
    let content_of = |id: &str| {
        contents
            .iter()
            .find(|content| content.slot_id == id)
            .unwrap_or(&nothing)
    };
    let looks: Vec<(&Slot, slot::Look)> = definition
        .slots()
        .map(|slot| (slot, slot::look(definition, slot, content_of(&slot.id))))
        .collect();

    let mut review = Review {
        slots: vec![],
        budgets: vec![],
        limits: vec![],
        findings: vec![],
        attestations: attestations(definition, &looks),
    };
    for (slot, look) in &looks {
        let filled_by = stand_in(slot, &looks);
        let is_required = slot.required && slot.instead_of.is_none();
        let is_filled = look.filling == Filling::Complete || filled_by.is_some();
        let mut findings = look.findings.clone();
        if look.filling == Filling::Empty && is_required && !is_filled {
            findings.push((Problem::Missing, Severity::Blocks));
        } else if look.filling == Filling::Partial {
            // What was begun and is not needed keeps nobody from handing in: it goes along as it is.
            let severity = if is_needed(slot, &looks) {
                Severity::Blocks
            } else {
                Severity::Warns
            };
            let is_said = findings
                .iter()
                .any(|(_, said)| *said == Severity::Blocks || *said == severity);
            if !is_said {
                findings.push((Problem::Unfinished, severity));
            }
        }
        if look.filling != Filling::Empty && !is_needed(slot, &looks) {
            for (problem, severity) in &mut findings {
                if *severity == Severity::Blocks && !blocks_wherever_it_is(*problem) {
                    *severity = Severity::Warns;
                }
            }
        }
        review
            .findings
            .extend(findings.into_iter().map(|(problem, severity)| Finding {
                place: Place::Slot(slot.id.clone()),
                problem,
                severity,
            }));
        review.limits.extend(look.limits.iter().cloned());
        review.slots.push(SlotReview {
            slot_id: slot.id.clone(),
            filling: look.filling,
            is_required,
            filled_by,
            count: look.count,
        });
    }
    for budget in &definition.word_budgets {
        look_at_budget(budget, &looks, &mut review);
    }
    review
}

/// A file on its way and a limit that blocks hold for everything that is handed in, needed or not.
const fn blocks_wherever_it_is(problem: Problem) -> bool {
    matches!(
        problem,
        Problem::FileNotReady(_)
            | Problem::AltTextMissing(_)
            | Problem::TooManyNotes { .. }
            | Problem::NoteTooLong { .. }
            | Problem::SeveralRecordings
            | Problem::LinkNotTaken
            | Problem::UploadNotTaken
            | Problem::BadAddress
            | Problem::Over { .. }
            | Problem::Under { .. }
    )
}

/// The slot at the end of a chain of alternatives.
fn root<'d>(slot: &'d Slot, looks: &[(&'d Slot, slot::Look)]) -> &'d Slot {
    let mut at = slot;
    // A chain is no longer than there are slots; a circle ends there too.
    for _ in looks {
        let next = at.instead_of.as_ref().and_then(|id| {
            let found = looks.iter().find(|(slot, _)| slot.id == *id);
            found.map(|(slot, _)| *slot)
        });
        match next {
            Some(next) => at = next,
            None => break,
        }
    }
    at
}

/// The complete slot that fills in for this one, when it is not complete itself.
fn stand_in(slot: &Slot, looks: &[(&Slot, slot::Look)]) -> Option<String> {
    let own = looks.iter().find(|(other, _)| other.id == slot.id);
    if own.is_some_and(|(_, look)| look.filling == Filling::Complete) {
        return None;
    }
    let wanted = &root(slot, looks).id;
    looks
        .iter()
        .find(|(other, look)| {
            other.id != slot.id
                && look.filling == Filling::Complete
                && root(other, looks).id == *wanted
        })
        .map(|(other, _)| other.id.clone())
}

/// Whether the work cannot be handed in while this slot is as it is: it is required, or the one that was chosen in place of
/// one that is, and nothing else fills in.
fn is_needed(slot: &Slot, looks: &[(&Slot, slot::Look)]) -> bool {
    root(slot, looks).required && stand_in(slot, looks).is_none()
}

fn look_at_budget(budget: &WordBudget, looks: &[(&Slot, slot::Look)], review: &mut Review) {
    let counts: Vec<Count> = looks
        .iter()
        .filter(|(slot, _)| budget.slots.contains(&slot.id))
        .map(|(_, look)| look.count)
        .collect();
    let used = sum(&counts);
    let is_begun = used.number > 0;
    let (limit, findings) = limit::bounded(
        budget.id.clone(),
        Measure::Words,
        &budget.words,
        is_begun.then_some(u64::from(used.number)),
    );
    review
        .findings
        .extend(findings.into_iter().map(|(problem, severity)| Finding {
            place: Place::Budget(budget.id.clone()),
            problem,
            severity,
        }));
    review.limits.push(limit);
    review.budgets.push(BudgetReview {
        budget_id: budget.id.clone(),
        used,
        left: budget
            .words
            .max
            .map(|max| i64::from(max) - i64::from(used.number)),
    });
}

/// The sum of counts; in characters when most of it is.
fn sum(counts: &[Count]) -> Count {
    let of = |unit| {
        let matching = counts.iter().filter(|count| count.unit == unit);
        matching
            .map(|count| count.number)
            .fold(0, u32::saturating_add)
    };
    let (words, characters) = (of(Unit::Words), of(Unit::Characters));
    Count {
        number: words.saturating_add(characters),
        unit: if characters > 0 && characters >= words {
            Unit::Characters
        } else {
            Unit::Words
        },
    }
}

/// What has to be confirmed (B.1.6, Q-27): always that it is one's own work, the rest by what is handed in.
fn attestations(definition: &Definition, looks: &[(&Slot, slot::Look)]) -> Vec<AttestationNeed> {
    let shows = |wanted: &dyn Fn(&Slot) -> bool| {
        looks
            .iter()
            .any(|(slot, look)| look.filling != Filling::Empty && wanted(slot))
    };
    let mut needs = vec![];
    let mut need = |kind, is_needed: bool, is_required, needs_detail| {
        if is_needed {
            needs.push(AttestationNeed {
                kind,
                is_required,
                needs_detail,
            });
        }
    };
    let students = |slot: &Slot| {
        matches!(
            slot.privacy,
            Privacy::StudentsPossible | Privacy::StudentsLikely
        )
    };
    let adults = |slot: &Slot| slot.privacy == Privacy::OtherAdult;
    need(Attestation::OwnWork, true, true, false);
    need(Attestation::StudentPrivacy, shows(&students), true, false);
    need(Attestation::ConsentObtained, shows(&adults), true, false);
    match definition.ai {
        AiPolicy::Prohibited => need(Attestation::AiDisclosure, true, true, false),
        AiPolicy::AllowedWithDisclosure => need(Attestation::AiDisclosure, true, true, true),
        AiPolicy::Allowed => {}
    }
    // Only the earner knows whether it was made together; with whom, the words say.
    need(
        Attestation::SharedArtifact,
        shows(&|slot| slot.may_be_shared),
        false,
        true,
    );
    needs
}

/// Exactly one recording, picture or document where nothing else is said.
const ONE: Bounds = Bounds {
    min: Some(1),
    max: Some(1),
    over: Enforcement::Block,
    under: Enforcement::Block,
};
