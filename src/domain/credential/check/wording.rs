//! How texts are worded: advice, never a reason to refuse.
//!
//! - *Hard to read*: the Flesch–Kincaid grade of an English text of 30 words or more is above 12. Syllables are
//!   estimated as groups of vowels, so that the number is a hint and not a measurement.
//! - *Unfinished sentence*: a text ends in an ellipsis, a comma, a dash or a word that wants another one after it.
//! - *Punitive words*: a text for earners has a word that judges the person instead of the work.
//! - *Shortened link*: the address is one of the services that hide where a link leads.
//! - *Wording differs*: the rubric and the component that it is about share most of their words and not all of them,
//!   so that somebody who reads both wonders which of them counts. Two texts share most of their words when
//!   three out of five of the longer text's significant words are in both.

use std::collections::BTreeSet;

use crate::domain::credential::problem::{FieldPath, Findings, ProblemCode};
use crate::domain::credential::{Definition, Rubric};

const HARDEST_GRADE: f64 = 12.0;
const FEWEST_WORDS: usize = 30;

const PUNITIVE: &[&str] = &[
    "fail",
    "denied",
    "deny",
    "reject",
    "unacceptable",
    "reprob",
    "suspend",
    "rechaz",
    "deneg",
];

const SHORTENERS: &[&str] = &[
    "bit.ly",
    "buff.ly",
    "cutt.ly",
    "goo.gl",
    "is.gd",
    "lnkd.in",
    "ow.ly",
    "rb.gy",
    "rebrand.ly",
    "shorturl.at",
    "t.co",
    "t.ly",
    "tiny.cc",
    "tinyurl.com",
    "v.gd",
];

/// Words that no sentence ends with, in English and in Spanish.
const WANT_MORE: &[&str] = &[
    "a", "an", "and", "because", "but", "if", "or", "than", "the", "when", "which", "while",
    "whose", "de", "del", "el", "la", "las", "los", "o", "para", "porque", "que", "un", "una", "y",
];

/// What earners read about their result.
pub(super) fn growth(text: &str, path: &FieldPath, findings: &mut Findings) {
    let found = words(text)
        .into_iter()
        .find(|word| PUNITIVE.iter().any(|punitive| word.starts_with(punitive)));
    if let Some(word) = found {
        findings
            .warning(
                ProblemCode::PunitiveWords,
                path.clone(),
                format!("{word:?} judges somebody who has worked hard"),
            )
            .propose("say what is shown and what comes next, such as “not yet”");
    }
}

/// A text that stops in the middle.
pub(super) fn unfinished(text: &str, path: &FieldPath, findings: &mut Findings) {
    let end = text.trim_end();
    let last_word = words(end).pop().unwrap_or_default();
    let stops = end.ends_with(['…', ',', ';', '-', '–', '—', '(', '“'])
        || end.ends_with("...")
        || (end.ends_with(char::is_alphabetic) && WANT_MORE.contains(&last_word.as_str()));
    if stops {
        let tail: Vec<_> = end.split_whitespace().rev().take(4).collect();
        let tail = tail.into_iter().rev().collect::<Vec<_>>().join(" ");
        findings
            .warning(
                ProblemCode::UnfinishedSentence,
                path.clone(),
                format!("the text stops in the middle: “{tail}”"),
            )
            .propose("finish the sentence");
    }
}

/// An address that hides another one.
pub(super) fn shortened(
    address: &str,
    path: &FieldPath,
    offset: Option<usize>,
    findings: &mut Findings,
) {
    let Some((_, rest)) = address.split_once("://") else {
        return;
    };
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let host = host.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    if SHORTENERS.contains(&host) {
        let problem = findings.warning(
            ProblemCode::ShortenedLink,
            path.clone(),
            format!("{host} hides where the link leads, and may stop doing so"),
        );
        problem.propose("give the address that it leads to");
        problem.offset = offset;
    }
}

/// A text that is harder than it has to be.
pub(super) fn readable(text: &str, path: &FieldPath, findings: &mut Findings) {
    if let Some(grade) = grade(text)
        && grade > HARDEST_GRADE
    {
        findings
            .warning(
                ProblemCode::HardToRead,
                path.clone(),
                format!("the text reads like grade {grade:.0}, and grade 12 is enough"),
            )
            .propose("shorter sentences and shorter words");
    }
}

/// The Flesch–Kincaid grade, for texts that are long enough to have one.
fn grade(text: &str) -> Option<f64> {
    let words = words(text);
    if words.len() < FEWEST_WORDS {
        return None;
    }
    let is_end = |part: &&str| part.chars().any(char::is_alphanumeric);
    let sentences = text
        .split(['.', '!', '?', ':', ';', '\n'])
        .filter(is_end)
        .count()
        .max(1);
    let syllables: usize = words.iter().map(|word| syllables(word)).sum();
    #[expect(
        clippy::cast_precision_loss,
        reason = "texts have fewer words than a float has integers"
    )]
    let (sentences, count, syllables) = (sentences as f64, words.len() as f64, syllables as f64);
    Some(0.39 * count / sentences + 11.8 * syllables / count - 15.59)
}

fn syllables(word: &str) -> usize {
    let is_vowel = |letter: char| "aeiouyáéíóúü".contains(letter);
    let mut groups = 0;
    let mut was_vowel = false;
    for letter in word.chars() {
        let vowel = is_vowel(letter);
        groups += usize::from(vowel && !was_vowel);
        was_vowel = vowel;
    }
    let is_silent = word.ends_with('e') && !word.ends_with("le") && groups > 1;
    (groups - usize::from(is_silent)).max(1)
}

/// The words of a text in lower case.
fn words(text: &str) -> Vec<String> {
    text.split(|letter: char| !letter.is_alphanumeric() && letter != '\'' && letter != '’')
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .map(str::to_lowercase)
        .collect()
}

/// Criteria and details beside the components that they are about.
pub(super) fn drift(definition: &Definition, path: &FieldPath, findings: &mut Findings) {
    let rubric: &Rubric = &definition.rubric;
    for (index, criterion) in rubric.criteria.iter().enumerate() {
        let component = criterion
            .component
            .as_deref()
            .and_then(|id| definition.component(id));
        let Some(text) = component.and_then(|component| component.text.as_ref()) else {
            continue;
        };
        let sentences: Vec<_> = text.as_str().split(['.', '\n', ';']).collect();
        let place = path.entry("criterion", index);
        let details = criterion
            .details
            .iter()
            .enumerate()
            .map(|(at, detail)| (&detail.text, place.entry("detail", at).field("text")));
        let all = details.chain([(&criterion.title, place.field("title"))]);
        for (wording, place) in all {
            if let Some(sentence) = sentences.iter().find(|sentence| drifts(wording, sentence)) {
                findings.warning(
                    ProblemCode::WordingDiffers,
                    place,
                    format!(
                        "nearly what the component says (“{}”), and not quite; the rubric counts",
                        sentence.trim()
                    ),
                );
            }
        }
    }
}

fn drifts(one: &str, other: &str) -> bool {
    let significant = |text: &str| -> BTreeSet<String> {
        let words = words(text).into_iter();
        words.filter(|word| word.chars().count() > 3).collect()
    };
    let (one, other) = (significant(one), significant(other));
    let shared = one.intersection(&other).count();
    let longer = one.len().max(other.len());
    one != other && shared >= 3 && shared * 5 >= longer * 3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(check: impl Fn(&mut Findings)) -> Vec<ProblemCode> {
        let mut findings = Findings::default();
        check(&mut findings);
        let problems = findings.into_problems().into_iter();
        problems.map(|problem| problem.code).collect()
    }

    #[test]
    fn words_that_punish_are_found_in_every_form() {
        for (text, found) in [
            ("You failed this part.", true),
            ("The work was rejected", true),
            ("Solicitud denegada", true),
            ("Not yet: name one more reason.", false),
            ("It was undeniably good", false),
        ] {
            let codes = codes(|findings| growth(text, &FieldPath::root(), findings));
            assert_eq!(!codes.is_empty(), found, "{text}");
        }
    }

    #[test]
    fn a_text_that_stops_in_the_middle_is_found() {
        for (text, found) in [
            ("Describes the goal and the", true),
            ("Describes…", true),
            ("First, second,", true),
            ("Names the goal", false),
            ("Names what it is for.", false),
            ("A list follows:", false),
        ] {
            let codes = codes(|findings| unfinished(text, &FieldPath::root(), findings));
            assert_eq!(!codes.is_empty(), found, "{text}");
        }
    }

    #[test]
    fn an_address_behind_another_one_is_found() {
        for (address, found) in [
            ("https://bit.ly/3abc", true),
            ("http://www.tinyurl.com/x", true),
            ("https://doi.org/10.1/x", false),
            ("https://example.org/bit.ly", false),
        ] {
            let codes = codes(|findings| shortened(address, &FieldPath::root(), None, findings));
            assert_eq!(!codes.is_empty(), found, "{address}");
        }
    }

    #[test]
    fn long_words_in_long_sentences_are_hard_and_plain_talk_is_not() {
        let plain = "Tell us what you did in class. Say why you did it. ".repeat(4);
        let hard = "Systematically operationalising metacognitive instructional methodologies necessitates \
                    interdisciplinary collaboration "
            .repeat(5);
        assert!(grade(&plain).unwrap() < 6.0);
        assert!(grade(&hard).unwrap() > 20.0);
        assert_eq!(grade("Too short to tell."), None);
    }

    #[test]
    fn two_truths_about_one_thing_are_told_and_one_truth_is_not() {
        assert!(drifts(
            "Describing an outcomes-based coaching goal",
            "Defines an outcomes-based coaching goal"
        ));
        assert!(!drifts(
            "Defines a coaching goal",
            "Defines a coaching goal."
        ));
        assert!(!drifts(
            "Names the learner's own words",
            "Plans what to do with likely answers"
        ));
    }
}
