//! What the answer of an LMS to a message means (spec: errors of the score service). Owns the reasons that people are
//! given; their words and remedies are a page's.

super::super::coded! {
    /// Why a message has not arrived.
    Reason {
        /// Nobody answers at the LMS.
        Unreachable = "unreachable",
        /// The LMS asks for patience.
        Busy = "busy",
        /// Something is wrong at the LMS.
        Trouble = "trouble",
        /// The LMS does not let the tool in.
        TokenRefused = "token-refused",
        /// The answer was not what the specification says.
        OddAnswer = "odd-answer",
        /// A newer score is there, by the LMS's clock.
        NewerThere = "newer-there",
        /// The assignment is not published.
        NotPublished = "not-published",
        /// The learner cannot be graded in this course.
        NotInCourse = "not-in-course",
        /// The course is over.
        CourseConcluded = "course-concluded",
        /// The column is not there.
        ColumnGone = "column-gone",
        /// There is no column, and none can be made.
        NoColumn = "no-column",
        /// The tool was taken out of this course.
        NotConnected = "not-connected",
        /// The tool lacks the right to send scores.
        NoRight = "no-right",
        /// The LMS does not take it.
        NotTaken = "not-taken",
        /// A score is there that it would have taken away.
        ScoreKept = "score-kept",
        /// A person's grade stands.
        Overridden = "overridden",
    }
}

impl Reason {
    /// All of them.
    pub const ALL: [Self; 16] = [
        Self::Unreachable,
        Self::Busy,
        Self::Trouble,
        Self::TokenRefused,
        Self::OddAnswer,
        Self::NewerThere,
        Self::NotPublished,
        Self::NotInCourse,
        Self::CourseConcluded,
        Self::ColumnGone,
        Self::NoColumn,
        Self::NotConnected,
        Self::NoRight,
        Self::NotTaken,
        Self::ScoreKept,
        Self::Overridden,
    ];
}

/// What follows from an answer that is not yes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Try again later.
    Later(Reason),
    /// Send it again with a newer timestamp.
    Restamp,
    /// Send it again as no submission: those that are allowed are used up.
    NoSubmission,
    /// Wait until something changes in the course.
    Park(Reason),
    /// It does not help to try again.
    Never(Reason),
}

/// What an answer with this status and message means. `is_throttled` where the LMS says that the tool has asked too much.
#[must_use]
pub fn of_answer(status: u16, message: &str, is_throttled: bool) -> Verdict {
    let message = message.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| message.contains(word));
    if status == 429 || is_throttled || says(&["rate limit"]) {
        return Verdict::Later(Reason::Busy);
    }
    if status >= 500 || matches!(status, 408 | 425) {
        return Verdict::Later(Reason::Trouble);
    }
    // Open edX asks for a "later point in time", or says that a score of the same "already exists".
    let is_stale = says(&[
        "older",
        "earlier",
        "equal",
        "newer",
        "later",
        "already exists",
    ]);
    if status == 409 || (says(&["timestamp"]) && is_stale) {
        return Verdict::Restamp;
    }
    if says(&["concluded"]) {
        return Verdict::Park(Reason::CourseConcluded);
    }
    if says(&["unpublished"]) {
        return Verdict::Later(Reason::NotPublished);
    }
    if says(&["allowed attempts", "number of attempts"]) {
        return Verdict::NoSubmission;
    }
    if says(&[
        "not found in course",
        "not a student",
        "user could not be found",
        "not enrolled",
        "incorrect score received",
    ]) {
        return Verdict::Park(Reason::NotInCourse);
    }
    match status {
        401 => Verdict::Park(Reason::NotConnected),
        403 => Verdict::Park(Reason::NoRight),
        404 | 410 | 412 => Verdict::Park(Reason::ColumnGone),
        400 | 402 | 405..=499 => Verdict::Never(Reason::NotTaken),
        _ => Verdict::Later(Reason::OddAnswer),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_answer_of_the_score_service_has_its_consequence() {
        use Verdict::{Later, Never, NoSubmission, Park, Restamp};
        for (status, message, expected) in [
            (429, "", Later(Reason::Busy)),
            (
                403,
                "403 Forbidden (Rate Limit Exceeded)",
                Later(Reason::Busy),
            ),
            (500, "", Later(Reason::Trouble)),
            (502, "Bad Gateway", Later(Reason::Trouble)),
            (504, "", Later(Reason::Trouble)),
            (408, "", Later(Reason::Trouble)),
            (
                409,
                "Refusing score with an earlier or equal timestamp.",
                Restamp,
            ),
            (400, "The timestamp is older than the last result.", Restamp),
            (
                400,
                "timestamp: Score timestamp can only be updated to a later point in time",
                Restamp,
            ),
            (
                400,
                "timestamp: Score already exists for the provided timestamp",
                Restamp,
            ),
            (400, "timestamp is missing", Never(Reason::NotTaken)),
            (
                401,
                "Access Token not linked to a Tool associated with this Context",
                Park(Reason::NotConnected),
            ),
            (
                403,
                "The access token lacks the scope for this call.",
                Park(Reason::NoRight),
            ),
            (404, "There is no such line item.", Park(Reason::ColumnGone)),
            (410, "", Park(Reason::ColumnGone)),
            (
                422,
                "User not found in course or is not a student",
                Park(Reason::NotInCourse),
            ),
            (
                403,
                "User in requested score is not enrolled in the org unit",
                Park(Reason::NotInCourse),
            ),
            (
                400,
                "User could not be found: 12",
                Park(Reason::NotInCourse),
            ),
            (400, "Incorrect score received", Park(Reason::NotInCourse)),
            (
                422,
                "This course has concluded. AGS requests will no longer be accepted for this course.",
                Park(Reason::CourseConcluded),
            ),
            (
                422,
                "The maximum number of allowed attempts has been reached.",
                NoSubmission,
            ),
            (
                400,
                "It cannot be changed at this time: This assignment is still unpublished.",
                Later(Reason::NotPublished),
            ),
            (
                422,
                "scoreGiven needs a scoreMaximum above 0",
                Never(Reason::NotTaken),
            ),
            (415, "", Never(Reason::NotTaken)),
            (302, "", Later(Reason::OddAnswer)),
        ] {
            assert_eq!(
                of_answer(status, message, false),
                expected,
                "{status} {message}"
            );
        }
    }

    #[test]
    fn a_tool_that_asked_too_much_waits_whatever_the_status() {
        assert_eq!(
            of_answer(403, "Forbidden", true),
            Verdict::Later(Reason::Busy)
        );
    }
}
