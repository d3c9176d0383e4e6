//! What people have written: evidence and readings as files beside this one, read when the demo starts. Owns the filling in of
//! what differs from person to person.

use std::collections::BTreeMap;

use chrono::DateTime;
use serde::Deserialize;

use super::paper;
use super::reading::Told;
use crate::cli::Failure;
use crate::clock::Timestamp;
use crate::domain::answer::Answer;

/// A piece of work.
#[derive(Clone, Copy, Debug)]
pub(super) enum Piece {
    /// Comparing fractions, grade 4.
    Fractions,
    /// Seasons, grade 7.
    Seasons,
    /// A poem, grade 9.
    Poem,
    /// Decimals, grade 5, in Spanish, and not finished.
    Decimals,
    /// A participation routine, grade 6.
    Routine,
}

/// What differs in a trial from person to person.
#[derive(Clone, Copy, Debug)]
pub(super) struct Topic {
    /// With whom.
    pub(super) group: &'static str,
    /// In which work.
    pub(super) task: &'static str,
    /// What is done differently.
    pub(super) change: &'static str,
    /// The start, both cycles and the aim, and out of how many.
    pub(super) counts: [u32; 5],
}

/// What one person hands in.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Work {
    /// The files.
    #[serde(default)]
    pub(super) files: Vec<Paper>,
    /// The answers, by slot.
    pub(super) answers: BTreeMap<String, Answer>,
    /// What assessors may say about it, by a name for it.
    #[serde(default)]
    pub(super) readings: BTreeMap<String, Told>,
}

/// A file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Paper {
    /// In which slot.
    pub(super) slot: String,
    /// Its name.
    pub(super) name: String,
    /// What it is.
    pub(super) caption: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    pages: Vec<Vec<String>>,
}

impl Paper {
    /// The bytes: a PDF where there are pages, and plain text otherwise.
    pub(super) fn content(&self) -> Vec<u8> {
        if self.pages.is_empty() {
            self.text.clone().into_bytes()
        } else {
            paper::pdf(&self.pages)
        }
    }
}

/// Work with everything filled in.
pub(super) struct Filled {
    /// What is handed in, and what may be said about it.
    pub(super) work: Work,
}

impl Filled {
    /// What assessors say under this name.
    pub(super) fn told(&self, name: &str) -> Result<&Told, Failure> {
        let told = self.work.readings.get(name);
        told.ok_or_else(|| Failure::problem(format!("nobody says {name:?} about this work")))
    }
}

/// A piece of work as it is handed in at this moment.
pub(super) fn piece(piece: Piece, at: Timestamp) -> Result<Filled, Failure> {
    filled(
        match piece {
            Piece::Fractions => include_str!("work/fractions.toml"),
            Piece::Seasons => include_str!("work/seasons.toml"),
            Piece::Poem => include_str!("work/poem.toml"),
            Piece::Decimals => include_str!("work/decimals.toml"),
            Piece::Routine => include_str!("work/routine.toml"),
        },
        at,
        &[],
    )
}

/// The step of a trial that comes in this place.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    /// The question.
    Hunch,
    /// The two cycles.
    Trial,
    /// The brief.
    Brief,
}

/// A step of somebody's trial.
pub(super) fn step(step: Step, topic: &Topic, at: Timestamp) -> Result<Filled, Failure> {
    let text = match step {
        Step::Hunch => include_str!("work/hunch.toml"),
        Step::Trial => include_str!("work/trial.toml"),
        Step::Brief => include_str!("work/brief.toml"),
    };
    let [start, first, second, aim, of] = topic.counts.map(|count| count.to_string());
    let own = [
        ("{group}", topic.group),
        ("{task}", topic.task),
        ("{change}", topic.change),
        ("{start}", &start),
        ("{first}", &first),
        ("{second}", &second),
        ("{aim}", &aim),
        ("{of}", &of),
    ];
    filled(text, at, &own)
}

fn filled(text: &str, at: Timestamp, own: &[(&str, &str)]) -> Result<Filled, Failure> {
    let mut text = with_days(text, at);
    for (place, words) in own {
        text = text.replace(place, words);
    }
    let work = toml::from_str(&text);
    let work = work.map_err(|error| Failure::problem(format!("an invented work: {error}")))?;
    Ok(Filled { work })
}

/// Puts dates in the place of `{day-7}`: so many days before.
fn with_days(text: &str, at: Timestamp) -> String {
    let mut pieces = text.split("{day-");
    let mut whole = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (days, rest) = piece.split_once('}').unwrap_or(("0", piece));
        let days = chrono::TimeDelta::days(days.parse().unwrap_or(0));
        let day = DateTime::from_timestamp_millis(at.millis()).map(|at| at - days);
        whole.extend(day.map(|day| day.format("%Y-%m-%d").to_string()));
        whole.push_str(rest);
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_back_from_the_hand_in() {
        let at = Timestamp::from_seconds(1_795_000_000);
        assert_eq!(
            with_days("on {day-8}, {day-0}.", at),
            "on 2026-11-10, 2026-11-18."
        );
        assert_eq!(with_days("{group}", at), "{group}");
    }
}
