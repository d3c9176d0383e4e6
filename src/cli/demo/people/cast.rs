//! Who is where, as data: the people, how far each has come and when, and what the opening page says of them. Everybody is
//! invented, and belongs to the practice LMS.

use super::work::{Piece, Topic};

/// What is placed in the course.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    /// The shortest sample.
    Questions,
    /// The one that is looked through before it is read.
    Voices,
    /// The first of three that build on each other.
    Hunch,
    /// The second, which two people read.
    Trial,
    /// The third, which a lead assessor lets out and which ends after three years.
    Results,
    /// The stack about talk.
    Talk,
    /// The gate of the course.
    Gate,
}

/// The stack: its name in the catalogue and its title.
pub(super) const STACK: (&str, &str) = ("talk-that-builds-thinking", "Talk That Builds Thinking");

impl Of {
    /// The micro-credentials.
    pub(super) const PLACED: [Self; 5] = [
        Self::Questions,
        Self::Voices,
        Self::Hunch,
        Self::Trial,
        Self::Results,
    ];

    /// Its name in the catalogue; a gate has none.
    pub(super) const fn slug(self) -> &'static str {
        match self {
            Self::Questions => "planning-questions-that-open-a-lesson",
            Self::Voices => "routines-that-bring-in-every-voice",
            Self::Hunch => "from-hunch-to-answerable-question",
            Self::Trial => "two-cycles-of-a-classroom-trial",
            Self::Results => "results-colleagues-can-use",
            Self::Talk => STACK.0,
            Self::Gate => "",
        }
    }

    /// What its item in the course is called.
    pub(super) const fn title(self) -> &'static str {
        match self {
            Self::Questions => "Planning Questions That Open a Lesson",
            Self::Voices => "Routines That Bring In Every Voice",
            Self::Hunch => "From Hunch to Answerable Question",
            Self::Trial => "Two Cycles of a Classroom Trial",
            Self::Results => "Results Colleagues Can Use",
            Self::Talk => STACK.1,
            Self::Gate => "Ready to lead a discussion",
        }
    }
}

/// How far somebody has come, by the states of attempts and awards.
#[derive(Clone, Copy, Debug)]
pub(super) enum Path {
    /// Writes.
    Draft(Piece),
    /// Has handed in, and can still take it back.
    Submitted(Piece),
    /// Holds the first of a stack, and the second is looked through.
    Screening {
        /// What is held.
        held: Piece,
        /// What is looked through.
        next: Piece,
    },
    /// Waits for an assessor.
    Queued(Piece),
    /// Is being read.
    InAssessment(Piece),
    /// Was read by two who differ.
    Adjudication(Topic),
    /// Is decided, and the lead has not let it out.
    Decided(Topic),
    /// Has passed, and half of a gate is met.
    Passed(Piece),
    /// Was told what leads on.
    Revise(Piece),
    /// Revises what came back.
    Again(Piece),
    /// Let the window end.
    Expired(Piece),
    /// Took it out.
    Withdrawn(Piece),
    /// Is stopped by a question.
    OnHold(Piece),
    /// Was taken out by a decision, and the award with it.
    Voided(Piece),
    /// Has an award that a question stops.
    Suspended(Piece),
    /// Has an award whose end is near.
    Ending(Topic),
    /// Had an award whose time is over.
    Ended(Topic),
}

/// One person's part.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    /// Who.
    pub(super) login: &'static str,
    /// What the opening page leads to.
    pub(super) opens: Of,
    /// How far they have come.
    pub(super) path: Path,
    /// How many days ago that was handed in, or begun where it never was.
    pub(super) days: u32,
    /// Where they stand, in plain words.
    pub(super) state: &'static str,
    /// What to look at.
    pub(super) see: &'static str,
}

const SCIENCE: Topic = Topic {
    group: "Third-period science, grade 8",
    task: "the exit question on Fridays",
    change: "five silent seconds after each question",
    counts: [8, 12, 17, 16, 24],
};
const HISTORY: Topic = Topic {
    group: "First-period history, grade 10",
    task: "the source question on Fridays",
    change: "a slow count to eight before anybody speaks",
    counts: [6, 11, 15, 14, 26],
};
const STUDIO: Topic = Topic {
    group: "The art studio class, grade 7",
    task: "the talk about two sketches",
    change: "ten quiet seconds before the first word about a sketch",
    counts: [5, 9, 12, 12, 19],
};
const TEAM: Topic = Topic {
    group: "The grade 2 planning team",
    task: "the decision about next week's reading",
    change: "a short silence before the first opinion",
    counts: [3, 4, 6, 6, 7],
};

/// Everybody, from the first word to what can become of an award.
pub(super) const CAST: [Part; 17] = [
    Part {
        login: "tomas",
        opens: Of::Questions,
        path: Path::Draft(Piece::Decimals),
        days: 4,
        state: "Writing, and reads Spanish",
        see: "The checklist in Spanish, with two parts begun.",
    },
    Part {
        login: "mei",
        opens: Of::Questions,
        path: Path::Submitted(Piece::Seasons),
        days: 0,
        state: "Just handed in",
        see: "The receipt, and an hour to take it back.",
    },
    Part {
        login: "bilal.castell",
        opens: Of::Talk,
        path: Path::Screening {
            held: Piece::Seasons,
            next: Piece::Routine,
        },
        days: 2,
        state: "One of a stack of three; the second is looked through",
        see: "The stack under way. Lena finds the work at her desk.",
    },
    Part {
        login: "carmen.castell",
        opens: Of::Questions,
        path: Path::Queued(Piece::Poem),
        days: 2,
        state: "Waiting for an assessor",
        see: "By when there will be a result. \u{201c}Next\u{201d} gives it to Inés or Noor.",
    },
    Part {
        login: "dov.castell",
        opens: Of::Questions,
        path: Path::InAssessment(Piece::Fractions),
        days: 3,
        state: "Being read",
        see: "Inés has it on her desk, with what she has written so far.",
    },
    Part {
        login: "esi.castell",
        opens: Of::Trial,
        path: Path::Adjudication(STUDIO),
        days: 6,
        state: "Under review; two readings differ",
        see: "Nothing changes for the learner. Jorge sees both readings side by side.",
    },
    Part {
        login: "farid.castell",
        opens: Of::Results,
        path: Path::Decided(TEAM),
        days: 8,
        state: "Under review; decided, not yet told",
        see: "Jorge lets the result out, or has it looked at once more.",
    },
    Part {
        login: "ada.castell",
        opens: Of::Questions,
        path: Path::Revise(Piece::Poem),
        days: 21,
        state: "Close: to be revised",
        see: "What each comment speaks of, and the button that begins the revision.",
    },
    Part {
        login: "ada.dunmore",
        opens: Of::Questions,
        path: Path::Again(Piece::Fractions),
        days: 34,
        state: "Revising: second attempt under way",
        see: "The comments beside the editor, and what is changed since the first attempt.",
    },
    Part {
        login: "greta.castell",
        opens: Of::Gate,
        path: Path::Passed(Piece::Seasons),
        days: 64,
        state: "Earned; half of the gate is met",
        see: "One of two in the gate, the badge, the certificate, and who may see the name.",
    },
    Part {
        login: "hana.dunmore",
        opens: Of::Results,
        path: Path::Ending(HISTORY),
        days: 1074,
        state: "Earned; the award ends soon",
        see: "The notice about the end. The next attempt can begin before it.",
    },
    Part {
        login: "greta.dunmore",
        opens: Of::Results,
        path: Path::Ended(SCIENCE),
        days: 1138,
        state: "Earned once; the award has ended",
        see: "The way to earn it again, and the badge's page, which tells everybody that its time is over.",
    },
    Part {
        login: "bilal.dunmore",
        opens: Of::Questions,
        path: Path::Expired(Piece::Fractions),
        days: 215,
        state: "The time ended before it was handed in",
        see: "Starting again with all that was written.",
    },
    Part {
        login: "carmen.dunmore",
        opens: Of::Questions,
        path: Path::Withdrawn(Piece::Seasons),
        days: 26,
        state: "Taken out again",
        see: "It does not count, and another attempt can begin.",
    },
    Part {
        login: "dov.dunmore",
        opens: Of::Questions,
        path: Path::OnHold(Piece::Seasons),
        days: 10,
        state: "Stopped while a question is open",
        see: "The clocks stand still, and the words say no more than needed.",
    },
    Part {
        login: "farid.dunmore",
        opens: Of::Questions,
        path: Path::Suspended(Piece::Fractions),
        days: 150,
        state: "Earned; the award is suspended",
        see: "What is said while a question is open, and the badge's public page.",
    },
    Part {
        login: "esi.dunmore",
        opens: Of::Questions,
        path: Path::Voided(Piece::Poem),
        days: 120,
        state: "Set aside after a case; the award is revoked",
        see: "What stays to be seen; the points are gone from Dana's gradebook.",
    },
];

/// Everybody in the order in which their stories are told: the oldest first. Whoever reads takes what is due first, so nobody's
/// work may wait for good before somebody else's is read.
pub(super) fn by_age() -> [Part; 17] {
    let mut parts = CAST;
    parts.sort_by_key(|part| std::cmp::Reverse(part.days));
    parts
}
