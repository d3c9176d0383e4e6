//! The part of the table about scores: what a score message does to a gradebook cell.

/// The score service (AGS 2.0 section 3.4) as a product runs it.
#[derive(Debug)]
pub struct Scores {
    pub timestamp: TimestampRule,
    /// The `gradingProgress` values whose score is recorded.
    pub recorded: &'static [&'static str],
    /// What happens to an existing score when a message brings none that counts.
    pub without_score: WithoutScore,
    /// The scale of a score that comes without `scoreMaximum`; `None` refuses it.
    pub default_maximum: Option<f64>,
    pub comments: Comments,
    /// Whether the submission extension of Canvas is understood: attempts, submission address, `preserve_score`.
    pub submissions: bool,
    /// Whether members that the specification does not know are refused.
    pub refuses_unknown_members: bool,
    /// Status for a person who cannot be graded here.
    pub not_gradable: u16,
    /// Status once the course has concluded; `None` takes scores for ever.
    pub concluded: Option<u16>,
    pub answer: ScoreAnswer,
}

/// Which timestamps are too old.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimestampRule {
    /// Older than what is stored: 400.
    OlderIsBadRequest,
    /// In whole seconds, not after what is stored: 409.
    NotAfterInSecondsIsConflict,
    /// Not after what is stored, to the millisecond, and with a fraction of a second: 409, 400.
    NotAfterIsConflict,
}

/// What a message without a score that counts does to the score in the cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WithoutScore {
    /// The score goes, even one that a teacher typed.
    Clears,
    /// Only a `FullyGraded` message without a score clears it.
    ClearsWhenFullyGraded,
}

/// What becomes of comments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comments {
    /// Each is added; with a message that records no score, none is kept.
    Appended,
    /// The newest stands; leaving it out removes the older one.
    Replaced,
}

/// The answer to an accepted score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScoreAnswer {
    /// 200 and `resultUrl`.
    ResultUrl,
    /// 200 and nothing.
    Empty,
    /// 204.
    NoContent,
}
