//! Notes at moments of a recording, as somebody types or pastes them: one line each, `3:15 – what happens` (B.4.2). Owns the
//! reading of such lines; nothing that was typed is dropped without a word.
//!
//! A line begins with a time, plain or in brackets, after a bullet or not. What stands in brackets after it, or before a
//! colon, names components where it is the title or id of one; otherwise it is part of the text.

use super::answer::Note;
use super::credential::{Component, Seconds};

/// What a list of lines says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The notes, as listed.
    pub notes: Vec<Note>,
    /// The lines that are no notes.
    pub problems: Vec<LineProblem>,
}

/// A line that is no note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineProblem {
    /// Which, from 1.
    pub line: usize,
    /// What is in it.
    pub text: String,
    /// What is wrong with it.
    pub why: WhyNot,
}

super::coded! {
    /// What is wrong with a line.
    WhyNot {
        /// It does not begin with a time.
        NoTime = "no_time",
        /// It begins with something like a time that is none, such as `3:75`.
        BadTime = "bad_time",
        /// Nothing follows the time.
        NoText = "no_text",
    }
}

/// Reads a list of lines; empty ones are passed over.
#[must_use]
pub fn read(lines: &str, components: &[Component]) -> Reading {
    let mut reading = Reading::default();
    for (number, line) in lines.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        match read_line(line, components) {
            Ok(note) => reading.notes.push(note),
            Err(why) => reading.problems.push(LineProblem {
                line: number + 1,
                text: line.to_owned(),
                why,
            }),
        }
    }
    reading
}

const BULLETS: [char; 6] = ['-', '–', '—', '•', '*', '·'];
const SEPARATORS: [char; 6] = ['-', '–', '—', ':', '|', '.'];

fn read_line(line: &str, components: &[Component]) -> Result<Note, WhyNot> {
    let line =
        line.trim_start_matches(|letter: char| letter.is_whitespace() || BULLETS.contains(&letter));
    let (time, rest) = match line.strip_prefix(['[', '(']) {
        Some(inside) => {
            let end = inside.find([']', ')']).ok_or(WhyNot::NoTime)?;
            (inside[..end].trim(), &inside[end + 1..])
        }
        None => {
            let is_time = |letter: char| letter.is_ascii_digit() || letter == ':';
            let end = line.find(|letter| !is_time(letter)).unwrap_or(line.len());
            let (time, rest) = line.split_at(end);
            // A colon after the time separates it from the text.
            match time.strip_suffix(':') {
                Some(time) => (time, rest),
                None => (time, rest),
            }
        }
    };
    if !time.contains(':') || !time.starts_with(|letter: char| letter.is_ascii_digit()) {
        return Err(WhyNot::NoTime);
    }
    let at = Seconds::try_from(time.to_owned()).map_err(|_| WhyNot::BadTime)?;
    let rest = rest
        .trim_start_matches(|letter: char| letter.is_whitespace() || SEPARATORS.contains(&letter));
    let (named, text) = named_components(rest, components);
    if text.is_empty() {
        return Err(WhyNot::NoText);
    }
    Ok(Note {
        at,
        components: named,
        text: text.to_owned(),
    })
}

/// The components that a text names at its start, and the text after them.
fn named_components<'t>(text: &'t str, components: &[Component]) -> (Vec<String>, &'t str) {
    let bracketed = text
        .strip_prefix('[')
        .and_then(|inside| inside.split_once(']'))
        .or_else(|| {
            text.strip_prefix('(')
                .and_then(|inside| inside.split_once(')'))
        });
    let candidate = bracketed.or_else(|| text.split_once(':'));
    let Some((names, after)) = candidate else {
        return (vec![], text.trim());
    };
    let found: Option<Vec<String>> = names
        .split([',', ';', '+', '/'])
        .map(|name| find(name, components))
        .collect();
    // A title may hold a comma itself.
    let found = found.or_else(|| find(names, components).map(|id| vec![id]));
    match found {
        Some(mut ids) => {
            let mut seen = vec![];
            ids.retain(|id| {
                !seen.contains(id) && {
                    seen.push(id.clone());
                    true
                }
            });
            let after = after.trim_start_matches(|letter: char| {
                letter.is_whitespace() || SEPARATORS.contains(&letter)
            });
            (ids, after.trim_end())
        }
        None => (vec![], text.trim()),
    }
}

fn find(name: &str, components: &[Component]) -> Option<String> {
    let wanted = name.trim().to_lowercase();
    components
        .iter()
        .find(|component| {
            component.id.to_lowercase() == wanted || component.title.to_lowercase() == wanted
        })
        .map(|component| component.id.clone())
}

/// A note as a line that [`read`] understands again.
#[must_use]
pub fn write(note: &Note, components: &[Component]) -> String {
    let title = |id: &String| {
        let known = components.iter().find(|component| component.id == *id);
        known.map_or_else(|| id.clone(), |component| component.title.clone())
    };
    let titles: Vec<_> = note.components.iter().map(title).collect();
    let text = note.text.split_whitespace().collect::<Vec<_>>().join(" ");
    if titles.is_empty() {
        format!("{} – {text}", note.at)
    } else {
        format!("{} [{}] {text}", note.at, titles.join("; "))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn components() -> Vec<Component> {
        [
            ("wait", "Wait time"),
            ("press", "Pressing for reasons"),
            ("turn", "Turn, and talk"),
        ]
        .map(|(id, title)| Component {
            id: id.into(),
            title: title.into(),
            text: None,
            alignments: vec![],
        })
        .into()
    }

    fn note(at: u32, named: &[&str], text: &str) -> Note {
        Note {
            at: Seconds(at),
            components: named.iter().map(ToString::to_string).collect(),
            text: text.into(),
        }
    }

    #[test]
    fn a_line_is_read_however_it_is_written() {
        for (line, expected) in [
            ("3:15 – She waits", note(195, &[], "She waits")),
            ("3:15 - She waits", note(195, &[], "She waits")),
            ("3:15 She waits", note(195, &[], "She waits")),
            ("3:15: She waits", note(195, &[], "She waits")),
            ("  • 3:15 — She waits  ", note(195, &[], "She waits")),
            ("- [3:15] She waits", note(195, &[], "She waits")),
            ("(0:05) She waits", note(5, &[], "She waits")),
            ("1:02:03 - She waits", note(3723, &[], "She waits")),
            ("75:10 long lesson", note(4510, &[], "long lesson")),
            (
                "3:15 [Wait time] She waits",
                note(195, &["wait"], "She waits"),
            ),
            (
                "3:15 – [wait, PRESS] Both",
                note(195, &["wait", "press"], "Both"),
            ),
            (
                "3:15 – Wait time: She waits",
                note(195, &["wait"], "She waits"),
            ),
            (
                "3:15 – (Turn, and talk) Pairs",
                note(195, &["turn"], "Pairs"),
            ),
            ("3:15 [Wait time; wait] Once", note(195, &["wait"], "Once")),
            (
                "3:15 [laughs] She says: yes",
                note(195, &[], "[laughs] She says: yes"),
            ),
            ("3:15 – Student A: why?", note(195, &[], "Student A: why?")),
        ] {
            let reading = read(line, &components());
            assert_eq!(reading.notes, [expected], "{line}");
            assert_eq!(reading.problems, [], "{line}");
        }
    }

    #[test]
    fn each_line_that_is_no_note_is_named() {
        let lines = "0:10 fine\n\nShe waits\n3:75 late\n4:00 –\n3 minutes in\n[5:00 open\n9:00 [Wait time]\n0:20 fine too";
        let reading = read(lines, &components());
        assert_eq!(
            reading.notes,
            [note(10, &[], "fine"), note(20, &[], "fine too")]
        );
        let problems: Vec<_> = reading
            .problems
            .iter()
            .map(|problem| (problem.line, problem.why))
            .collect();
        assert_eq!(
            problems,
            [
                (3, WhyNot::NoTime),
                (4, WhyNot::BadTime),
                (5, WhyNot::NoText),
                (6, WhyNot::NoTime),
                (7, WhyNot::NoTime),
                (8, WhyNot::NoText),
            ]
        );
        assert_eq!(reading.problems[1].text, "3:75 late");
    }

    proptest! {
        #[test]
        fn any_text_is_read_line_by_line(lines in any::<String>()) {
            let reading = read(&lines, &components());
            let filled = lines.lines().filter(|line| !line.trim().is_empty()).count();
            prop_assert_eq!(reading.notes.len() + reading.problems.len(), filled);
        }

        #[test]
        fn a_note_that_was_written_reads_the_same(
            at in 0_u32..36_000,
            named in proptest::sample::subsequence(vec!["wait", "press"], 0..3),
            text in "[a-z]{1,8}( [a-z0-9,.!?]{1,8}){0,6}",
        ) {
            let written = note(at, &named, &text);
            let reading = read(&write(&written, &components()), &components());
            prop_assert_eq!(reading.notes, [written]);
        }
    }
}
