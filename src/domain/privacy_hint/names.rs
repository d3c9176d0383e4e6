//! Names of people in a text.

use std::iter;
use std::ops::Range;

use super::lexicon::{GIVEN, LINKS, PERSONS, TITLES, is_no_name};
use super::word::{Word, words};
use super::{Kind, Known, Place};

/// How many words a name has at most; more capitals in a row are a heading.
const LONGEST: usize = 4;
/// How many words in a row are looked at together, with initials and links among them. It bounds what is done for each word.
const LONGEST_ROW: usize = 9;

/// The names in a text, in its order, each looked for when it is asked for.
pub(super) fn find<'t>(text: &'t str, known: &'t Known) -> impl Iterator<Item = (Kind, Place)> {
    let looked = Looked::new(text, known);
    let mut at = 0;
    iter::from_fn(move || {
        while at < looked.words.len() {
            let begin = at;
            let Some(end) = looked.name_at(begin) else {
                at += 1;
                continue;
            };
            at = end;
            let (first, last) = (&looked.words[begin], &looked.words[end - 1]);
            return Some((Kind::Name, (first.from, last.to)));
        }
        None
    })
}

/// A text that names are looked for in.
struct Looked<'t> {
    text: &'t str,
    words: Vec<Word<'t>>,
    /// For each word, whether its line is written like a heading.
    is_heading: Vec<bool>,
    known: &'t Known,
}

impl<'t> Looked<'t> {
    fn new(text: &'t str, known: &'t Known) -> Self {
        let words = words(text);
        let lines = words.chunk_by(|one, other| one.line == other.line);
        let is_heading = lines.flat_map(|line| iter::repeat_n(is_heading(line), line.len()));
        Self {
            text,
            is_heading: is_heading.collect(),
            words,
            known,
        }
    }

    /// The name that begins with a word: the number of the word after it.
    fn name_at(&self, at: usize) -> Option<usize> {
        let certain = self.person_at(at).or_else(|| self.titled(at));
        if !self.known.has_telling_capitals {
            return certain;
        }
        certain.or_else(|| self.capitalised(at))
    }

    /// Somebody of the course. With small letters it is none: whoever may not see who is in a course does not learn here who of
    /// the people that they think of is.
    fn person_at(&self, at: usize) -> Option<usize> {
        let first = &self.words[at].lowered;
        let longest = *self.known.longest.get(first)?;
        let mut name = first.clone();
        let mut found = None;
        for next in at + 1..self.words.len().min(at + longest) {
            if !self.is_beside(next) {
                break;
            }
            name.push(' ');
            name.push_str(&self.words[next].lowered);
            if self.known.people.contains(&name) && self.is_written_as_name(at..next + 1) {
                found = Some(next + 1);
            }
        }
        found
    }

    /// Whether its ends do not begin with small letters; links such as “van” before it may.
    fn is_written_as_name(&self, name: Range<usize>) -> bool {
        let name = &self.words[name];
        let is_written = |word: &Word| !word.begins_small();
        let mut own = name.iter().filter(|word| !LINKS.contains(&word.text));
        own.next().is_some_and(is_written) && name.last().is_some_and(is_written)
    }

    /// What follows a title or a word such as “student”: one name is enough.
    fn titled(&self, at: usize) -> Option<usize> {
        let before = self.words[..at].last()?;
        let is_person = PERSONS.contains(&&*before.lowered);
        let is_title = is_person || TITLES.contains(&&*before.lowered);
        let between = &self.text[before.to..self.words[at].from];
        if !is_title || !leads_on(between, is_person) {
            return None;
        }
        let end = self.row(at);
        // At the beginning of a line, `Student Voice` is more often a thing than somebody.
        let is_certain =
            !(is_person && before.is_first) || end > at + 1 || is_given(&self.words[at]);
        let is_one = end > at && is_certain && self.is_name(at..end);
        is_one.then_some(end)
    }

    /// Capitalised words beside each other.
    fn capitalised(&self, at: usize) -> Option<usize> {
        let first = &self.words[at];
        if !first.is_capitalised || self.is_heading[at] || self.belongs_to_row(at) {
            return None;
        }
        let end = self.row(at);
        let name = self.words[at..end].iter();
        let capitals = name.filter(|word| word.is_capitalised).count();
        if !(2..=LONGEST).contains(&capitals) || !self.is_name(at..end) {
            return None;
        }
        // A sentence begins with a capital, too: there only a given name tells.
        let is_told = !first.is_first || is_given(first);
        is_told.then_some(end)
    }

    /// Whether the word before is one of the same capitals in a row, so that they were looked at together.
    fn belongs_to_row(&self, at: usize) -> bool {
        let Some(before) = self.words[..at].last() else {
            return false;
        };
        // What begins a sentence may be no part of the name that comes after it.
        let is_of_name = !before.is_first || is_given(before);
        let is_before_name =
            TITLES.contains(&&*before.lowered) || PERSONS.contains(&&*before.lowered);
        before.is_capitalised && self.is_beside(at) && is_of_name && !is_before_name
    }

    /// Where a row of capitalised words ends that begins with a word: with initials, and with links such as “de la”.
    fn row(&self, at: usize) -> usize {
        if !self.words[at].is_capitalised {
            return at;
        }
        let mut end = at + 1;
        for next in at + 1..self.words.len().min(at + LONGEST_ROW) {
            if !self.is_beside(next) {
                break;
            }
            let word = &self.words[next];
            // After the point of an initial no sentence begins.
            let is_inside = !word.is_first || self.words[next - 1].is_initial();
            if word.is_capitalised && is_inside {
                end = next + 1;
            } else if !(word.is_initial() || LINKS.contains(&word.text)) {
                break;
            }
        }
        end
    }

    /// Whether nothing but space, or the point of an initial, is between a word and the one before it.
    fn is_beside(&self, at: usize) -> bool {
        let (one, other) = (&self.words[at - 1], &self.words[at]);
        let between = &self.text[one.to..other.from];
        let between = if one.is_initial() {
            between.strip_prefix('.').unwrap_or(between)
        } else {
            between
        };
        !between.is_empty()
            && between
                .chars()
                .all(|letter| matches!(letter, ' ' | '\u{a0}'))
    }

    /// Whether it can be somebody's: nothing that has capitals for another reason, not the writer's own name, and no words of
    /// the micro-credential.
    fn is_name(&self, name: Range<usize>) -> bool {
        let known = self.known;
        let named = self.words[name].iter();
        let mut named = named.filter(|word| !LINKS.contains(&word.text));
        let is_other = named.clone().any(|word| is_no_name(&plain(&word.lowered)));
        let is_own = named.clone().all(|word| known.own.contains(&word.lowered));
        let is_of_credential = named.all(|word| known.vocabulary.contains(&word.lowered));
        !(is_other || is_own || is_of_credential)
    }
}

/// Whether it is a common given name.
fn is_given(word: &Word) -> bool {
    GIVEN.contains(&&*plain(&word.lowered))
}

/// Whether a name can follow after this: `Ms. Lee`, `student Mei`, `a student, Mei`. The point after “students.” ends a
/// sentence.
fn leads_on(between: &str, is_person: bool) -> bool {
    let mark = between.trim_end_matches([' ', '\u{a0}']);
    matches!(
        (mark, is_person),
        ("", _) | (".", false) | ("," | ":", true)
    )
}

/// Without a possessive and without accents, as the lists have it.
fn plain(word: &str) -> String {
    let word = word
        .strip_suffix("'s")
        .or(word.strip_suffix("’s"))
        .unwrap_or(word);
    word.chars()
        .map(|letter| match letter {
            'á' => 'a',
            'é' => 'e',
            'í' => 'i',
            'ó' => 'o',
            'ú' | 'ü' => 'u',
            letter => letter,
        })
        .collect()
}

/// Whether a line is written like a heading: four longer words or more, and all of them with capitals.
fn is_heading(line: &[Word]) -> bool {
    let mut long = line.iter().filter(|word| word.text.chars().count() > 3);
    long.clone().count() > 3 && long.all(|word| word.is_capitalised)
}
