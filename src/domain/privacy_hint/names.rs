//! Names of people in a text.

use super::lexicon::{GIVEN, LINKS, NOT_NAMES, PERSONS, TITLES};
use super::word::{Word, words};
use super::{Kind, Known};

/// How many words a name has at most; more capitals in a row are a heading.
const LONGEST: usize = 4;

pub(super) fn find(text: &str, known: &Known) -> Vec<(Kind, (usize, usize))> {
    let words = words(text);
    let mut found = vec![];
    let mut at = 0;
    while at < words.len() {
        match name_at(text, &words, at, known) {
            Some(end) => {
                found.push((Kind::Name, (words[at].from, words[end - 1].to)));
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// The name that begins with a word: the number of the word after it.
fn name_at(text: &str, words: &[Word], at: usize, known: &Known) -> Option<usize> {
    if let Some(end) = person_at(text, words, at, known) {
        return Some(end);
    }
    if !known.has_telling_capitals {
        return titled(text, words, at, known);
    }
    titled(text, words, at, known).or_else(|| capitalised(text, words, at, known))
}

/// Somebody of the course, however it is written.
fn person_at(text: &str, words: &[Word], at: usize, known: &Known) -> Option<usize> {
    let is_here = |name: &&Vec<String>| {
        let end = at + name.len();
        end <= words.len()
            && name
                .iter()
                .zip(&words[at..end])
                .all(|(known, word)| *known == word.lowered())
            && (at + 1..end).all(|next| is_beside(text, &words[next - 1], &words[next]))
    };
    let longest = known.people.iter().filter(is_here).map(Vec::len).max()?;
    Some(at + longest)
}

/// What follows a title or a word such as “student”: one name is enough.
fn titled(text: &str, words: &[Word], at: usize, known: &Known) -> Option<usize> {
    let before = words[..at].last()?;
    let title = before.lowered();
    let is_person = PERSONS.contains(&&*title);
    let is_title = is_person || TITLES.contains(&&*title);
    let between = &text[before.to..words[at].from];
    if !is_title || !leads_on(between, is_person) {
        return None;
    }
    let end = run(text, words, at);
    // At the beginning of a line, `Student Voice` is more often a thing than somebody.
    let is_certain = !(is_person && before.is_first)
        || end > at + 1
        || GIVEN.contains(&&*plain(&words[at].lowered()));
    let is_one = end > at && is_certain && is_name(&words[at..end], known);
    is_one.then_some(end)
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

/// Capitalised words beside each other.
fn capitalised(text: &str, words: &[Word], at: usize, known: &Known) -> Option<usize> {
    let first = words[at];
    if !first.is_capitalised() || (at > 0 && belongs_to_run(text, words, at)) {
        return None;
    }
    let end = run(text, words, at);
    let name = &words[at..end];
    let capitals = name.iter().filter(|word| word.is_capitalised()).count();
    if !(2..=LONGEST).contains(&capitals) || !is_name(name, known) || is_heading(text, words, at) {
        return None;
    }
    // A sentence begins with a capital, too: there only a given name tells.
    let is_told = !first.is_first || GIVEN.contains(&&*plain(&first.lowered()));
    is_told.then_some(end)
}

/// Whether the word before is one of the same capitals in a row, so that they were looked at together.
fn belongs_to_run(text: &str, words: &[Word], at: usize) -> bool {
    let (before, this) = (&words[at - 1], &words[at]);
    let word = before.lowered();
    // What begins a sentence may be no part of the name that comes after it.
    let is_of_name = !before.is_first || GIVEN.contains(&&*plain(&word));
    let is_before_name = TITLES.contains(&&*word) || PERSONS.contains(&&*word);
    before.is_capitalised() && is_beside(text, before, this) && is_of_name && !is_before_name
}

/// Where a row of capitalised words ends that begins with a word: with initials, and with links such as “de la”.
fn run(text: &str, words: &[Word], at: usize) -> usize {
    if !words[at].is_capitalised() {
        return at;
    }
    let mut end = at + 1;
    let mut next = end;
    while next < words.len() && is_beside(text, &words[next - 1], &words[next]) {
        let word = words[next];
        // After the point of an initial no sentence begins.
        let is_inside = !word.is_first || words[next - 1].is_initial();
        if word.is_capitalised() && is_inside {
            end = next + 1;
        } else if !(word.is_initial() || LINKS.contains(&word.text)) {
            break;
        }
        next += 1;
    }
    end
}

/// Whether nothing but space, or the point of an initial, is between two words.
fn is_beside(text: &str, one: &Word, other: &Word) -> bool {
    let between = &text[one.to..other.from];
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
fn is_name(name: &[Word], known: &Known) -> bool {
    let named = name.iter().filter(|word| !LINKS.contains(&word.text));
    let lowered: Vec<String> = named.map(|word| word.lowered()).collect();
    let is_other = lowered
        .iter()
        .any(|word| NOT_NAMES.contains(&&*plain(word)));
    let is_own = lowered.iter().all(|word| known.own.contains(word));
    let is_of_credential = lowered.iter().all(|word| known.vocabulary.contains(word));
    !(is_other || is_own || is_of_credential)
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
fn is_heading(text: &str, words: &[Word], at: usize) -> bool {
    let from = text[..words[at].from].rfind('\n').map_or(0, |end| end + 1);
    let to = text[words[at].to..]
        .find('\n')
        .map_or(text.len(), |end| words[at].to + end);
    let mut line = words
        .iter()
        .filter(|word| (from..to).contains(&word.from) && word.text.chars().count() > 3);
    let all = line.clone().count();
    all > 3 && line.all(|word| word.is_capitalised())
}
