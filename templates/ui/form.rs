//! Parts of forms that appear on more than one page.

use maud::{Markup, html};

use super::icon::{self, Icon};
use crate::templates::{layout::Shell, login::NewTab};

/// The token that proves a form came from one of our own pages.
#[must_use]
pub fn token(form_token: &str) -> Markup {
    html! { input type="hidden" name="form_token" value=(form_token); }
}

/// A form of one button that posts nothing but the token. `class` is the button's.
#[must_use]
pub fn button(action: &str, form_token: &str, class: &str, label: &str) -> Markup {
    html! {
        form method="post" action=(action) {
            (token(form_token))
            button type="submit" class=(class) { (label) }
        }
    }
}

/// A button that goes on in a new tab, where the browser lets the tool remember who is there.
#[must_use]
pub fn new_tab(shell: &Shell, new_tab: &NewTab) -> Markup {
    html! {
        form method="post" action=(new_tab.action) target="_blank" rel="noopener" {
            @for (name, value) in new_tab.fields {
                input type="hidden" name=(name) value=(value);
            }
            button type="submit" class="button primary large" {
                (icon::icon(Icon::NewTab)) (shell.text("new-tab-button"))
            }
        }
    }
}

/// One line of text to fill in.
#[derive(Clone, Copy, Debug)]
pub struct Field<'a> {
    /// Unique on the page; ids of hint and error are made from it.
    pub id: &'a str,
    /// The name that it is sent under.
    pub name: &'a str,
    /// What to fill in.
    pub label: &'a str,
    /// How to fill it in.
    pub hint: Option<&'a str>,
    /// What is in it: after an error, what was typed.
    pub value: &'a str,
    /// What to change.
    pub error: Option<&'a str>,
    /// Whether it cannot be changed now.
    pub is_disabled: bool,
}

/// A labelled field with its hint and, after it was sent, what to change.
#[must_use]
pub fn field(field: &Field) -> Markup {
    let hint_id = format!("{}-hint", field.id);
    let error_id = format!("{}-error", field.id);
    let described: Vec<&str> = [
        field.hint.map(|_| hint_id.as_str()),
        field.error.map(|_| error_id.as_str()),
    ]
    .into_iter()
    .flatten()
    .collect();
    let described_by = (!described.is_empty()).then(|| described.join(" "));
    html! {
        div class="field" {
            label for=(field.id) { (field.label) }
            @if let Some(hint) = field.hint { p class="hint" id=(hint_id) { (hint) } }
            input type="text" id=(field.id) name=(field.name) value=(field.value)
                aria-describedby=[described_by] aria-invalid=[field.error.map(|_| "true")] disabled[field.is_disabled];
            @if let Some(error) = field.error {
                p class="field-error" id=(error_id) { (icon::icon(Icon::Alert)) (error) }
            }
        }
    }
}
