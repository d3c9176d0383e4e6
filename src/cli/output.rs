//! What commands print: lines for people, JSON for programs.

use serde::Serialize;

/// Prints one line.
#[expect(clippy::print_stdout, reason = "this is where commands answer")]
pub fn line(text: &str) {
    println!("{text}");
}

/// Prints a value as JSON.
pub fn json(value: &impl Serialize) {
    match serde_json::to_string_pretty(value) {
        Ok(text) => line(&text),
        Err(error) => tracing::error!(%error, "the answer could not be written as JSON"),
    }
}

/// Prints rows under their headings, each column as wide as it must be.
pub fn table(headings: &[&str], rows: &[Vec<String>]) {
    let width = |column: usize| {
        let cells = rows
            .iter()
            .filter_map(|row| row.get(column))
            .map(|cell| cell.chars().count());
        cells
            .chain([headings[column].chars().count()])
            .max()
            .unwrap_or(0)
    };
    let widths: Vec<_> = (0..headings.len()).map(width).collect();
    let print = |cells: &[&str]| {
        let padded: Vec<_> = cells
            .iter()
            .zip(&widths)
            .map(|(cell, width)| format!("{cell:<width$}"))
            .collect();
        line(padded.join("  ").trim_end());
    };
    print(headings);
    for row in rows {
        print(&row.iter().map(String::as_str).collect::<Vec<_>>());
    }
}
