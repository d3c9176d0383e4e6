//! What looks like a name, an address or a number of somebody in a text (F.2, 4), so that its writer can look once more before
//! handing in. A hint and nothing more: it is made while the page is drawn, is for the writer alone, and is kept nowhere.
//!
//! Owns what is pointed at. In English and Spanish, names are capitalised words beside each other where no sentence begins,
//! after a common given name where one does, and after words such as “Ms.” or “student”; in every language, the names of
//! people of the course where they have their capitals. Days, places and things that have capitals too ([`lexicon`]), and words
//! of the micro-credential's own texts, are none.
//!
//! What is done for a text grows with its length and with nothing else: each word is looked at with a few after it, however many
//! people are in the course. Of a text that goes on and on only the beginning is looked at, see [`hints`].

mod contact;
#[cfg(test)]
mod hostile_tests;
mod lexicon;
mod names;
#[cfg(test)]
mod tests;
mod word;

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::iter;

/// Where something begins in a text, and where it ends.
type Place = (usize, usize);

/// How many bytes of one text are looked at: more than 10,000 words.
const MOST_OF_ONE: usize = 64 * 1024;
/// How many bytes of all texts together are looked at.
const MOST_OF_ALL: usize = 256 * 1024;
/// How many words somebody's name has that is looked for as a whole.
const LONGEST_KNOWN: usize = 8;
/// How many different things are told of one text; whoever has more has looked at none yet.
const MOST: usize = 100;
/// How many characters are shown around what was found.
const AROUND: usize = 40;

/// What something looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The name of somebody.
    Name,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
}

/// Something to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// What it looks like.
    pub kind: Kind,
    /// As it is written.
    pub found: String,
    /// What stands before it.
    pub before: String,
    /// What stands after it.
    pub after: String,
    /// How often it is in the text.
    pub times: usize,
}

/// What is known before a text is read.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// The words of the micro-credential's texts, in small letters.
    vocabulary: BTreeSet<String>,
    /// The addresses and numbers in the same texts.
    contacts: HashSet<String>,
    /// The words of the writer's own name, in small letters.
    own: BTreeSet<String>,
    /// The names of people of the course, in small letters.
    people: HashSet<String>,
    /// By the first word of a name, how many words the longest has that begins with it.
    longest: HashMap<String, usize>,
    /// Whether capitals tell names from other words in the language.
    has_telling_capitals: bool,
}

impl Known {
    /// Whose text it is and in which language, what the micro-credential's own texts say, and who else is in the course.
    #[must_use]
    pub fn new<'a>(
        language: &str,
        texts: impl IntoIterator<Item = &'a str>,
        own: impl IntoIterator<Item = &'a str>,
        people: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let primary = language.split(['-', '_']).next().unwrap_or_default();
        let mut known = Self {
            own: own.into_iter().flat_map(lowered).collect(),
            has_telling_capitals: ["en", "es"]
                .iter()
                .any(|known| primary.eq_ignore_ascii_case(known)),
            ..Self::default()
        };
        for text in texts {
            known.vocabulary.extend(lowered(text));
            known.contacts.extend(contact::said(text));
        }
        for person in people {
            known.learn(&lowered(person).collect::<Vec<_>>());
        }
        known
    }

    /// Somebody of the course, by the words of their name.
    fn learn(&mut self, name: &[String]) {
        let [first, .., last] = name else {
            // One word alone is too many other things.
            return;
        };
        if name.iter().all(|word| self.own.contains(word)) {
            return;
        }
        let mut learn = |written: String, words: usize| {
            self.people.insert(written);
            let longest = self.longest.entry(first.clone()).or_default();
            *longest = words.max(*longest);
        };
        // Few write what stands between the first and the last name.
        learn(format!("{first} {last}"), 2);
        if name.len() <= LONGEST_KNOWN {
            learn(name.join(" "), name.len());
        }
    }
}

fn lowered(text: &str) -> impl Iterator<Item = String> {
    word::words(text).into_iter().map(|word| word.lowered)
}

/// What there is to look at in each of some texts, in their order; the same once in each, with how often it is there.
///
/// Left unlooked, so that nobody can keep the service busy with what they write: whatever stands after the first 64 KiB of a
/// text; whole texts, or their ends, once 256 KiB were looked at in those before; and whatever comes after the hundredth
/// different hint of a text.
pub fn hints<P: Clone>(
    texts: impl IntoIterator<Item = (P, String)>,
    known: &Known,
) -> Vec<(P, Hint)> {
    let mut left = MOST_OF_ALL;
    let mut found = vec![];
    for (of, text) in texts {
        if left == 0 {
            break;
        }
        let text = &text[..text.floor_char_boundary(MOST_OF_ONE.min(left))];
        left -= text.len();
        let hints = look(text, known).into_iter();
        found.extend(hints.map(|hint| (of.clone(), hint)));
    }
    found
}

fn look(text: &str, known: &Known) -> Vec<Hint> {
    let mut hints: Vec<Hint> = vec![];
    let mut told: BTreeMap<(Kind, String), usize> = BTreeMap::new();
    for (kind, (from, to)) in places(text, known) {
        let written = &text[from..to];
        let number = hints.len();
        match told.entry((kind, written.to_lowercase())) {
            Entry::Occupied(same) => hints[*same.get()].times += 1,
            Entry::Vacant(_) if number == MOST => break,
            Entry::Vacant(new) => {
                new.insert(number);
                hints.push(Hint {
                    kind,
                    found: written.to_owned(),
                    before: before(text, from),
                    after: after(text, to),
                    times: 1,
                });
            }
        }
    }
    hints
}

/// Where there is something to look at, in the order of the text.
fn places<'t>(text: &'t str, known: &'t Known) -> impl Iterator<Item = (Kind, Place)> {
    let contacts = contact::find(text, known);
    // How far those reach that begin up to there.
    let reach = contacts.iter().scan(0, |reach, (_, (_, end))| {
        *reach = (*reach).max(*end);
        Some(*reach)
    });
    let reach: Vec<usize> = reach.collect();
    let begins: Vec<usize> = contacts.iter().map(|(_, (begin, _))| *begin).collect();
    // What is a part of an address is told with it.
    let is_alone = move |(_, (from, to)): &(Kind, Place)| {
        let before = begins.partition_point(|begin| begin < to);
        before == 0 || reach[before - 1] <= *from
    };
    let mut names = names::find(text, known).filter(is_alone).peekable();
    let mut contacts = contacts.into_iter().peekable();
    iter::from_fn(move || match (contacts.peek(), names.peek()) {
        (Some((_, contact)), Some((_, name))) if name < contact => names.next(),
        (Some(_), _) => contacts.next(),
        (None, _) => names.next(),
    })
}

/// The end of the line before a place, cut where a word begins.
fn before(text: &str, at: usize) -> String {
    let line = text[..at].rsplit('\n').next().unwrap_or_default();
    let Some((cut, _)) = line.char_indices().rev().nth(AROUND) else {
        return line.to_owned();
    };
    let kept = &line[cut..];
    let kept = kept
        .split_once(char::is_whitespace)
        .map_or(kept, |(_, rest)| rest);
    format!("… {kept}")
}

/// The beginning of the line after a place, cut where a word ends.
fn after(text: &str, at: usize) -> String {
    let line = text[at..].split('\n').next().unwrap_or_default();
    let Some((cut, _)) = line.char_indices().nth(AROUND) else {
        return line.to_owned();
    };
    let kept = &line[..cut];
    let kept = kept
        .rsplit_once(char::is_whitespace)
        .map_or(kept, |(rest, _)| rest);
    format!("{kept} …")
}
