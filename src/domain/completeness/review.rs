//! What a review says: its words, and the questions that others ask it.

use std::collections::BTreeMap;

use crate::domain::coded;
use crate::domain::credential::{ConditionCheck, Enforcement, Rubric, Seconds};
use crate::domain::words::Count;

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
