//! The award of a course: what is given to who meets its gate. Owns what has to be said of one, and the stack that it is kept as:
//! that of the gate's own requirement, so that everything that holds of the award of a stack holds of it.

use super::Requirement;
use crate::domain::credential::{Licence, VersionNumber};
use crate::domain::stack::{Order, Stack};

/// The longest title, in characters.
pub const LONGEST_TITLE: usize = 120;
/// The longest claim, in characters.
pub const LONGEST_CLAIM: usize = 500;

/// What is said of the award of a course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CourseAward {
    title: String,
    claim: String,
}

/// Why something is no award of a course.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoAward {
    /// It has no title, or one that is too long.
    #[error("the award of a course has a title of at most {LONGEST_TITLE} characters")]
    Title,
    /// Nothing says what it took, or it is too long.
    #[error("the award of a course says in at most {LONGEST_CLAIM} characters what it took")]
    Claim,
}

/// Who stands behind an award, and in which language it is told.
#[derive(Clone, Copy, Debug)]
pub struct Behind<'b> {
    /// The issuer's name.
    pub issuer: &'b str,
    /// Where questions go.
    pub contact: &'b str,
    /// The language (BCP 47).
    pub language: &'b str,
}

impl CourseAward {
    /// What somebody typed.
    ///
    /// # Errors
    /// [`NoAward`].
    pub fn read(title: &str, claim: &str) -> Result<Self, NoAward> {
        let title = one_line(title, LONGEST_TITLE).ok_or(NoAward::Title)?;
        let claim = one_line(claim, LONGEST_CLAIM).ok_or(NoAward::Claim)?;
        Ok(Self { title, claim })
    }

    /// The stack that it is kept as.
    #[must_use]
    pub fn stack(
        self,
        slug: String,
        version: VersionNumber,
        requires: Requirement,
        behind: Behind<'_>,
    ) -> Stack {
        Stack {
            slug,
            version,
            language: behind.language.to_owned(),
            title: self.title,
            issuer: behind.issuer.to_owned(),
            contact: behind.contact.to_owned(),
            claim: self.claim,
            text: None,
            tags: Vec::new(),
            hours: None,
            licence: Licence {
                id: "LicenseRef-all-rights-reserved".to_owned(),
                holder: behind.issuer.to_owned(),
                attribution: None,
                derivatives: false,
                commercial: false,
            },
            order: Order::Free,
            badge: true,
            badge_image: None,
            requires,
        }
    }
}

/// A text without breaks and edges, where it is one and not too long.
fn one_line(text: &str, longest: usize) -> Option<String> {
    let words: Vec<_> = text.split_whitespace().collect();
    let line = words.join(" ");
    let is_fit = !line.is_empty() && line.chars().count() <= longest;
    let is_plain = !line.chars().any(char::is_control);
    (is_fit && is_plain).then_some(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_award_has_a_title_and_says_what_it_took() {
        let long = "a".repeat(LONGEST_CLAIM + 1);
        for (title, claim, expected) in [
            ("", "It took a year.", Err(NoAward::Title)),
            (" \n ", "It took a year.", Err(NoAward::Title)),
            (&long[..=LONGEST_TITLE], "It took.", Err(NoAward::Title)),
            ("Reading coach", " ", Err(NoAward::Claim)),
            ("Reading coach", &long, Err(NoAward::Claim)),
            ("Reading\u{7} coach", "It took.", Err(NoAward::Title)),
            (" Reading \n coach ", "It took a year. ", Ok(())),
        ] {
            let read = CourseAward::read(title, claim);
            assert_eq!(read.as_ref().map(drop).map_err(|why| *why), expected);
            if let Ok(read) = read {
                assert_eq!(
                    (&*read.title, &*read.claim),
                    ("Reading coach", "It took a year.")
                );
            }
        }
    }

    #[test]
    fn it_is_kept_as_a_stack_of_what_the_gate_asks_for_that_is_worth_a_badge() {
        let asks = Requirement::AllOf(vec![Requirement::Credential("asking".into())]);
        let behind = Behind {
            issuer: "Riverbend",
            contact: "badges@riverbend.example",
            language: "es",
        };
        let award = CourseAward::read("Reading coach", "It took a year.").unwrap();
        let number = VersionNumber { major: 2, minor: 0 };
        let stack = award.stack("course-1".into(), number, asks.clone(), behind);
        assert!(stack.badge);
        assert_eq!((stack.requires, &*stack.language), (asks, "es"));
    }
}
