//! What is said when something that was typed does not fit: it stays where it is, and the words say what to change.

use crate::templates::layout::Shell;

/// What is odd about what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Odd {
    /// The time of a note, by its place from 1.
    NoteTime(usize),
    /// Pasted lines that are no notes.
    Lines,
    /// The minutes of a visit, by its place from 1.
    Minutes(usize),
    /// The length of a recording.
    Length,
    /// It is more than can be kept in one place.
    TooLarge,
}

/// All of it in words.
#[must_use]
pub fn remark(shell: &Shell, odd: &[Odd]) -> String {
    let numbered =
        |key: &str, number: usize| shell.text_with(key, &[("number", &number.to_string())]);
    let all: Vec<String> = odd
        .iter()
        .map(|one| match one {
            Odd::NoteTime(number) => numbered("remark-time", *number),
            Odd::Minutes(number) => numbered("remark-minutes", *number),
            Odd::Lines => shell.text("remark-lines"),
            Odd::Length => shell.text("remark-length"),
            Odd::TooLarge => shell.text("remark-large"),
        })
        .collect();
    all.join(" ")
}
