//! The list as a file.

use super::{Row, presence_words, standing_words, sync_words};
use crate::domain::csv::line;
use crate::templates::layout::Shell;

/// The byte order mark by which spreadsheets know UTF-8.
const MARK: &str = "\u{feff}";

/// Everybody who was asked for, one line each, under the names of the columns.
#[must_use]
pub fn csv(shell: &Shell, rows: &[Row]) -> String {
    let columns = [
        "roster-person",
        "roster-email",
        "roster-presence",
        "roster-standing",
        "roster-band",
        "result-points",
        "roster-max",
        "result-try",
        "roster-submitted",
        "roster-answered",
        "roster-gate",
        "roster-sync",
    ]
    .map(|key| shell.text(key));
    let mut file = String::from(MARK) + &line(columns.iter().map(String::as_str));
    for row in rows {
        let presence = presence_words(shell, row.presence);
        let presence = presence.unwrap_or_else(|| shell.text("presence-active"));
        let points = row.points.map(|(points, _)| points.to_string());
        let max = row.points.map(|(_, max)| max.to_string());
        let number = row.number.map(|number| number.to_string());
        let sync = row.sync.map(|sync| sync_words(shell, sync));
        let standing = standing_words(shell, row.standing);
        file += &line([
            row.name.unwrap_or_default(),
            row.email.unwrap_or_default(),
            &presence,
            &standing,
            row.band.unwrap_or_default(),
            points.as_deref().unwrap_or_default(),
            max.as_deref().unwrap_or_default(),
            number.as_deref().unwrap_or_default(),
            row.submitted_at.unwrap_or_default(),
            row.answered_at.unwrap_or_default(),
            row.gate.unwrap_or_default(),
            sync.as_deref().unwrap_or_default(),
        ]);
    }
    file
}
