//! Tables that become stacked records where there is no room, without scrolling sideways.

use maud::{Markup, html};

/// A table. `rows` have one cell for each of `columns`. Roles are written out because a stacked table would lose them
/// in some browsers.
#[must_use]
pub fn table(caption: &str, columns: &[&str], rows: &[Vec<Markup>]) -> Markup {
    html! {
        table class="table" role="table" {
            caption { (caption) }
            thead role="rowgroup" {
                tr role="row" { @for column in columns { th role="columnheader" scope="col" { (column) } } }
            }
            tbody role="rowgroup" {
                @for row in rows {
                    tr role="row" {
                        @for (cell, column) in row.iter().zip(columns) { td role="cell" data-label=(column) { (cell) } }
                    }
                }
            }
        }
    }
}
