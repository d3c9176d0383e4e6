//! Words about scores on their way: what a learner reads beside the points in the LMS, and why a score has not arrived.

use crate::domain::score_post::{Reason, Remark};
use crate::i18n::{Language, text, text_with};

/// The longest comment that goes to a gradebook, in letters.
pub const LONGEST_COMMENT: usize = 500;
/// What sentences end with.
const SENTENCE_ENDS: [char; 4] = ['.', '!', '?', '。'];
/// How much of a band's words it takes in, in letters.
const LONGEST_BAND: usize = 280;

/// What a learner reads beside the points: the band in the words that its author has for the earner, and where the
/// feedback is. Never evidence, and never a band's name, which is a word among those who assess.
#[must_use]
pub fn comment(language: Language, remark: Remark, band: &str) -> String {
    let band = whole_sentences(band);
    let key = remark_key(remark, !band.is_empty());
    let said = text_with(language, &key, &[("name", band.as_str())]);
    let whole = match remark {
        Remark::Withdrawn => said,
        _ => format!("{said}\n{}", text(language, "score-comment-open")),
    };
    whole.chars().take(LONGEST_COMMENT).collect()
}

/// As many sentences as there is room for, on one line; of a sentence that is too long, its beginning.
fn whole_sentences(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.is_empty() {
        return line;
    }
    let room: String = line.chars().take(LONGEST_BAND).collect();
    if room.len() == line.len() {
        let ends = line.ends_with(SENTENCE_ENDS);
        return if ends { line } else { format!("{line}.") };
    }
    // An end is one where words follow after a space: "16.5" has none in it.
    let ends = room.match_indices(SENTENCE_ENDS);
    let mut after = ends.map(|(at, end)| at + end.len());
    match after.rfind(|at| line[*at..].starts_with(' ')) {
        Some(at) => room[..at].to_owned(),
        None => format!(
            "{}…",
            room.rsplit_once(' ').map_or(&*room, |(words, _)| words)
        ),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_has_the_bands_whole_sentences_and_no_more_letters_than_fit() {
        let long = "You are almost there, and this goes on. ".repeat(12);
        let endless = "on ".repeat(300);
        for (band, beginning) in [
            ("You have shown it.", "Earned: You have shown it."),
            ("  You have\nshown it ", "Earned: You have shown it."),
            ("Well done!", "Earned: Well done!"),
            ("", "Earned."),
        ] {
            let said = comment(Language::English, Remark::Earned, band);
            assert_eq!(said.lines().next(), Some(beginning));
        }
        for (band, end) in [(&long, "this goes on."), (&endless, "on…")] {
            let said = comment(Language::English, Remark::Earned, band);
            let first = said.lines().next().unwrap();
            assert!(first.ends_with(end), "{first}");
            assert!(said.chars().count() <= LONGEST_COMMENT, "{said}");
            assert!(said.ends_with("Open the activity to read more."), "{said}");
        }
    }
}
