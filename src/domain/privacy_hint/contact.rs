//! E-mail addresses and telephone numbers in a text.

use std::collections::HashSet;

use super::word::words;
use super::{Kind, Known, Place};

/// The groups of digits that telephone numbers are written in, in the countries where English and Spanish are spoken most.
const GROUPS: [&[usize]; 6] = [
    &[3, 3, 4],
    &[1, 3, 3, 4],
    &[10],
    &[2, 4, 4],
    &[3, 2, 2, 2],
    &[3, 3, 3],
];

/// Words before a number that is short for one of a telephone.
const BEFORE: [&str; 10] = [
    "phone",
    "tel",
    "call",
    "cell",
    "mobile",
    "teléfono",
    "telefono",
    "celular",
    "móvil",
    "llame",
];

/// How many bytes before a number such a word is looked for.
const BEFORE_WITHIN: usize = 40;
/// How many digits a number has at least that can be one of a telephone.
const FEWEST_DIGITS: usize = 7;

/// What is in a text, in its order.
pub(super) fn find(text: &str, known: &Known) -> Vec<(Kind, Place)> {
    let emails = emails(text).into_iter().map(|place| (Kind::Email, place));
    let phones = phones(text).map(|place| (Kind::Phone, place));
    let mut found: Vec<_> = emails
        .chain(phones)
        // What the micro-credential itself names is nobody's secret.
        .filter(|(kind, (from, to))| !known.contacts.contains(&folded(*kind, &text[*from..*to])))
        .collect();
    found.sort_by_key(|(_, (from, _))| *from);
    found
}

/// The addresses in a text, and whatever in it can be a number of somebody, as [`find`] compares them.
pub(super) fn said(text: &str) -> HashSet<String> {
    let emails = emails(text).into_iter().map(|place| (Kind::Email, place));
    let numbers = runs(text).map(|place| (Kind::Phone, place));
    let all = emails.chain(numbers);
    all.map(|(kind, (from, to))| folded(kind, &text[from..to]))
        .filter(|folded| folded.len() >= FEWEST_DIGITS)
        .collect()
}

/// The same however it is written: in capitals or not, and with whatever stands between the digits.
fn folded(kind: Kind, written: &str) -> String {
    if kind == Kind::Phone {
        return written.chars().filter(char::is_ascii_digit).collect();
    }
    written.to_lowercase()
}

fn emails(text: &str) -> Vec<Place> {
    let is_local =
        |letter: char| letter.is_alphanumeric() || matches!(letter, '.' | '_' | '%' | '+' | '-');
    let is_host = |letter: char| letter.is_alphanumeric() || matches!(letter, '.' | '-');
    let places = text.match_indices('@').filter_map(|(at, _)| {
        let local = text[..at]
            .chars()
            .rev()
            .take_while(|letter| is_local(*letter));
        let from = at - local.map(char::len_utf8).sum::<usize>();
        let host = text[at + 1..].chars().take_while(|letter| is_host(*letter));
        let host = &text[at + 1..at + 1 + host.map(char::len_utf8).sum::<usize>()];
        let host = host.trim_end_matches(['.', '-']);
        let (name, end) = host.rsplit_once('.')?;
        let is_whole = !name.is_empty() && end.chars().count() >= 2 && from < at;
        is_whole.then_some((from, at + 1 + host.len()))
    });
    places.collect()
}

fn phones(text: &str) -> impl Iterator<Item = Place> {
    let phones = runs(text).filter(|(begin, end)| is_phone(text, *begin, *end));
    phones.map(|(begin, end)| {
        // The first bracket of `(312) 555-0142` belongs to it.
        let is_open = text[..begin].ends_with('(') && text[begin..end].contains(')');
        (begin - usize::from(is_open), end)
    })
}

/// Digits in groups that belong to no word.
fn runs(text: &str) -> impl Iterator<Item = Place> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let is_begin = |letter: char| letter.is_ascii_digit() || letter == '+';
            let begin = from + text[from..].find(is_begin)?;
            let end = run(text, begin);
            from = end.max(begin + 1);
            // A digit that belongs to a word, such as a code, begins no number.
            let is_inside = text[..begin].chars().next_back().is_some_and(|letter| {
                letter.is_alphanumeric() || matches!(letter, '/' | '@' | '_')
            });
            let is_within = text[end..].chars().next().is_some_and(|letter| {
                letter.is_alphanumeric() || matches!(letter, '/' | '@' | '%')
            });
            if !is_inside && !is_within {
                return Some((begin, end));
            }
        }
    })
}

/// Where a run of digits ends that has at most two other characters between its groups.
fn run(text: &str, begin: usize) -> usize {
    let mut end = begin + 1;
    let mut between = 0;
    for (at, letter) in text[begin + 1..].char_indices() {
        if letter.is_ascii_digit() {
            between = 0;
            end = begin + 1 + at + 1;
        } else if matches!(letter, ' ' | '\u{a0}' | '-' | '.' | '(' | ')') && between < 2 {
            between += 1;
        } else {
            break;
        }
    }
    end
}

fn is_phone(text: &str, begin: usize, end: usize) -> bool {
    let written = &text[begin..end];
    let groups: Vec<usize> = written
        .split(|letter: char| !letter.is_ascii_digit())
        .map(str::len)
        .filter(|length| *length > 0)
        .collect();
    let digits: usize = groups.iter().sum();
    if written.starts_with('+') {
        return (8..=15).contains(&digits);
    }
    let is_short = groups == [3, 4] && {
        let near = text.floor_char_boundary(begin.saturating_sub(BEFORE_WITHIN));
        let line = text[near..begin].rsplit('\n').next().unwrap_or_default();
        let last = words(line).pop();
        last.is_some_and(|last| BEFORE.contains(&&*last.lowered))
    };
    is_short || GROUPS.contains(&&*groups)
}
