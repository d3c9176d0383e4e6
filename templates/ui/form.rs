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
