//! Columns of the gradebook as the line item service shows them. Owns what a column is; its cells are beside it.

use std::collections::BTreeMap;

use serde_json::Value;

use super::gradebook::Cell;

/// A line item (AGS 2.0 section 3.2.2).
#[derive(Clone, Debug)]
pub struct LineItem {
    pub number: u32,
    pub course: u32,
    /// The item that it grades.
    pub item: Option<u32>,
    /// Whether the platform made it for its item.
    pub coupled: bool,
    /// The tool that it belongs to; `None` until the site has one.
    pub client_id: Option<String>,
    pub label: String,
    pub score_maximum: f64,
    pub resource_id: Option<String>,
    pub tag: Option<String>,
    pub start_date_time: Option<String>,
    pub end_date_time: Option<String>,
    pub grades_released: Option<bool>,
    pub submission_review: Option<Value>,
    /// Where Canvas opens a column that a tool made as an assignment.
    pub submission_type: Option<Value>,
    /// Cells by login; learners without one have not been heard of.
    pub cells: BTreeMap<String, Cell>,
}
