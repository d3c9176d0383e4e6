//! What looks like a name, an address or a number of somebody in a text (F.2, 4), so that its writer can look once more before
//! handing in. A hint and nothing more: it is made while the page is drawn, is for the writer alone, and is kept nowhere.
//!
//! Owns what is pointed at. In English and Spanish, names are capitalised words beside each other where no sentence begins,
//! after a common given name where one does, and after words such as “Ms.” or “student”; in every language, the names of
//! people of the course. Days, places and things that have capitals too ([`lexicon`]), and words of the micro-credential's own
//! texts, are none.

mod contact;
mod lexicon;
mod names;
#[cfg(test)]
mod tests;
mod word;

use std::collections::BTreeSet;

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
    /// The same texts, in small letters, for addresses and numbers.
    texts: String,
    /// The words of the writer's own name, in small letters.
    own: BTreeSet<String>,
    /// The names of people of the course, word by word in small letters.
    people: Vec<Vec<String>>,
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
        let texts: Vec<String> = texts.into_iter().map(str::to_lowercase).collect();
        let texts = texts.join("\n");
        let own: BTreeSet<String> = own.into_iter().flat_map(lowered).collect();
        let mut known_people: Vec<Vec<String>> = vec![];
        for person in people {
            let name: Vec<String> = lowered(person).collect();
            // One word alone is too many other things.
            if name.len() < 2 || name.iter().all(|word| own.contains(word)) {
                continue;
            }
            // Few write what stands between the first and the last name.
            known_people.push(vec![name[0].clone(), name[name.len() - 1].clone()]);
            known_people.push(name);
        }
        Self {
            vocabulary: lowered(&texts).collect(),
            texts,
            people: known_people,
            own,
            has_telling_capitals: ["en", "es"]
                .iter()
                .any(|known| primary.eq_ignore_ascii_case(known)),
        }
    }
}

fn lowered(text: &str) -> impl Iterator<Item = String> {
    word::words(text)
        .into_iter()
        .map(|word| word.text.to_lowercase())
}

/// What there is to look at in a text, in its order; the same once, with how often it is there.
#[must_use]
pub fn hints(text: &str, known: &Known) -> Vec<Hint> {
    let mut found = contact::find(text, known);
    let taken = found.clone();
    let names = names::find(text, known).into_iter();
    // What is a part of an address is told with it.
    found.extend(names.filter(|(_, (from, to))| {
        taken
            .iter()
            .all(|(_, (begin, end))| to <= begin || end <= from)
    }));
    found.sort_by_key(|(_, (from, _))| *from);
    let mut hints: Vec<Hint> = vec![];
    for (kind, (from, to)) in found {
        let written = &text[from..to];
        let folded = written.to_lowercase();
        let is_same = |hint: &&mut Hint| hint.kind == kind && hint.found.to_lowercase() == folded;
        if let Some(hint) = hints.iter_mut().find(is_same) {
            hint.times += 1;
            continue;
        }
        if hints.len() == MOST {
            break;
        }
        hints.push(Hint {
            kind,
            found: written.to_owned(),
            before: before(text, from),
            after: after(text, to),
            times: 1,
        });
    }
    hints
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
