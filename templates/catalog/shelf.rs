//! The shelf that things are chosen from, to be placed in a course: search, preview with the full rubric, one or
//! several. Owns the fields inside of a form; the form is the page's.

use maud::{Markup, html};

use super::entry::{self, Entry};
use super::{grade_mode, stack};
use crate::domain::catalog::About;
use crate::domain::credential::Definition;
use crate::domain::placement::GradeMode;
use crate::domain::stack::{Requirement, Stack};
use crate::templates::credential::rubric::rubric;
use crate::templates::layout::Shell;
use crate::templates::ui::{
    self, Tone,
    icon::{self, Icon},
};

/// What can be chosen, and what was chosen so far.
#[derive(Clone, Copy, Debug)]
pub struct Shelf<'a> {
    /// What was looked for.
    pub search: &'a str,
    /// What was found, as far as it is shown.
    pub found: &'a [Item<'a>],
    /// How much more was found.
    pub more: usize,
    /// What was chosen before and was not found by this search.
    pub kept: &'a [Item<'a>],
    /// Whether several can be chosen.
    pub several: bool,
    /// Whether what is placed can have a column in the gradebook.
    pub columns: bool,
    /// What the gradebook shall show.
    pub grade_mode: GradeMode,
    /// Whether somebody asked to place what they chose, and had chosen nothing.
    pub nothing_chosen: bool,
}

/// One thing to choose.
#[derive(Clone, Debug)]
pub struct Item<'a> {
    /// What it is.
    pub entry: Entry<'a>,
    /// What it holds.
    pub preview: Preview<'a>,
    /// Whether it was chosen.
    pub is_chosen: bool,
}

/// What can be seen of something before it is placed.
#[derive(Clone, Copy, Debug)]
pub enum Preview<'a> {
    /// A micro-credential, whose rubric is shown.
    Credential(&'a Definition),
    /// A stack, with the titles of what it names, by their names.
    Stack(&'a Stack, &'a [(String, String)]),
}

impl Item<'_> {
    /// What the form sends for it.
    #[must_use]
    pub fn value(&self) -> String {
        let kind = match self.entry.summary.about {
            About::Credential { .. } => "credential",
            About::Stack { .. } => "stack",
        };
        format!("{kind}:{}", self.entry.slug)
    }
}

/// The fields. The search comes first, so that it is what the Enter key does in it.
#[must_use]
pub fn shelf(shell: &Shell, choice: &Shelf) -> Markup {
    html! {
        (search_bar(shell, choice.search, "search"))
        @if choice.nothing_chosen {
            (ui::notice(Tone::Attention, &shell.text("shelf-nothing-chosen-title"), Some(&shell.text("shelf-nothing-chosen-text"))))
        }
        (grade_mode::choice(shell, choice.grade_mode, choice.columns))
        (lists(shell, choice))
        @if choice.several && (!choice.found.is_empty() || !choice.kept.is_empty()) {
            p class="shelf-place" {
                button type="submit" class="button primary large" name="choice" value="place" {
                    (shell.text("shelf-add-chosen"))
                }
            }
        }
    }
}

/// The search; its button sends `value`.
#[must_use]
pub fn search_bar(shell: &Shell, search: &str, value: &str) -> Markup {
    html! {
        div class="search" role="search" {
            (search_field(shell, search))
            button type="submit" class="button" name="choice" value=(value) {
                (icon::icon(Icon::Search)) (shell.text("shelf-search-button"))
            }
        }
    }
}

/// What was chosen before, and what was found.
#[must_use]
pub fn lists(shell: &Shell, choice: &Shelf) -> Markup {
    let total = choice.found.len().saturating_add(choice.more);
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    html! {
        @if !choice.kept.is_empty() {
            section class="stack" aria-labelledby="kept" {
                h2 id="kept" { (shell.text("shelf-kept")) }
                ul class="cards" role="list" {
                    @for item in choice.kept { li { (choosable(shell, choice, item)) } }
                }
            }
        }
        section class="stack" aria-labelledby="found" {
            h2 id="found" { (shell.text("shelf-all")) }
            @if choice.found.is_empty() {
                (ui::empty(Icon::Search, &shell.text("shelf-none-title"), &shell.text("shelf-none-text")))
            } @else {
                p class="hint" role="status" { (shell.count("shelf-found", count(total))) }
                ul class="cards" role="list" {
                    @for item in choice.found { li { (choosable(shell, choice, item)) } }
                }
                @if choice.more > 0 { p class="hint" { (shell.count("shelf-more", count(choice.more))) } }
            }
        }
    }
}

/// The field for what is looked for.
#[must_use]
pub fn search_field(shell: &Shell, search: &str) -> Markup {
    html! {
        div class="field" {
            label for="search" { (shell.text("shelf-search")) }
            p class="hint" id="search-hint" { (shell.text("shelf-search-hint")) }
            input type="search" id="search" name="search" value=(search) maxlength="200" autocomplete="off"
                aria-describedby="search-hint";
        }
    }
}

fn choosable(shell: &Shell, choice: &Shelf, item: &Item) -> Markup {
    let summary = item.entry.summary;
    let value = item.value();
    let id = format!("pick-{}", value.replace(':', "-"));
    html! {
        article class="card choice shelf-item" {
            @if choice.several {
                input type="checkbox" id=(id) name="pick" value=(value) checked[item.is_chosen];
            } @else {
                span class="card-icon" { (icon::icon(entry::kind_icon(summary))) }
            }
            div {
                h3 lang=(summary.language) {
                    @if choice.several { label for=(id) { (summary.title) } } @else { (summary.title) }
                }
                p lang=(summary.language) { (summary.claim) }
                (entry::facts(shell, summary))
                details {
                    summary { (shell.text(preview_key(item))) span class="visually-hidden" { ": " (summary.title) } }
                    (preview(shell, item))
                }
                @if !choice.several {
                    p {
                        button type="submit" class="button primary" name="choice" value=(value) {
                            (shell.text("shelf-add")) span class="visually-hidden" { ": " (summary.title) }
                        }
                    }
                }
            }
        }
    }
}

const fn preview_key(item: &Item) -> &'static str {
    match item.preview {
        Preview::Credential(_) => "shelf-preview",
        Preview::Stack(..) => "shelf-members",
    }
}

fn preview(shell: &Shell, item: &Item) -> Markup {
    html! {
        div class="preview" {
            @match item.preview {
                Preview::Credential(definition) => {
                    @if let Some(column) = GradeMode::Points.column_of(&definition.rubric) {
                        p { (shell.count("shelf-maximum", i64::from(column.maximum))) " "
                            (shell.count("shelf-score-at-least", i64::from(column.score_at_least))) }
                    }
                    (rubric(shell, definition))
                }
                Preview::Stack(definition, titles) => {
                    @if let Some(column) = GradeMode::Points.column_of_stack(definition) {
                        p { (shell.count("shelf-score-at-least", i64::from(column.score_at_least))) }
                    }
                    (stack::tree(shell, definition, &|leaf| html! { (title(leaf, titles)) }))
                }
            }
        }
    }
}

fn title<'a>(leaf: &'a Requirement, titles: &'a [(String, String)]) -> &'a str {
    let slug = stack::slug(leaf);
    titles
        .iter()
        .find(|(known, _)| known == slug)
        .map_or(slug, |(_, title)| title)
}
