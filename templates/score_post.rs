//! Words about scores on their way: what a learner reads beside the points in the LMS, and why a score has not arrived.

use crate::domain::score_post::{Reason, Remark};
use crate::i18n::{Language, text, text_with};

/// The longest comment that goes to a gradebook, in letters.
pub const LONGEST_COMMENT: usize = 500;
/// How much of a band's name it takes in.
const LONGEST_BAND: usize = 200;

/// What a learner reads beside the points: the band in its author's words, and where the feedback is. Never evidence.
#[must_use]
pub fn comment(language: Language, remark: Remark, band: &str) -> String {
    let band: String = band.trim().chars().take(LONGEST_BAND).collect();
    let band = band.split_whitespace().collect::<Vec<_>>().join(" ");
    let key = remark_key(remark, !band.is_empty());
    let said = text_with(language, &key, &[("name", band.as_str())]);
    let whole = match remark {
        Remark::Withdrawn => said,
        _ => format!("{said}\n{}", text(language, "score-comment-open")),
    };
    whole.chars().take(LONGEST_COMMENT).collect()
}

/// The key of a remark's words, with a band in them or without.
#[must_use]
pub fn remark_key(remark: Remark, has_band: bool) -> String {
    match (remark, has_band) {
        (Remark::Withdrawn, _) | (_, false) => format!("score-comment-{}", remark.code()),
        (_, true) => format!("score-comment-{}-band", remark.code()),
    }
}

/// Why a score has not arrived, in one sentence.
#[must_use]
pub fn reason_text(language: Language, reason: Reason) -> String {
    text(language, &reason_key(reason))
}

/// What somebody who teaches or administers can do about it.
#[must_use]
pub fn remedy_text(language: Language, reason: Reason) -> String {
    text(language, &remedy_key(reason))
}

/// The key of a reason's words.
#[must_use]
pub fn reason_key(reason: Reason) -> String {
    format!("score-reason-{}", reason.code())
}

/// The key of a remedy's words.
#[must_use]
pub fn remedy_key(reason: Reason) -> String {
    format!("score-remedy-{}", reason.code())
}
