//! Pages between the LMS's request to log in and its answer. Own what the person sees there and where the scripts find
//! their data; what is stored and proved is decided by the layers that fill these in.

use maud::{Markup, html};

use super::layout::{self, Shell};
use super::ui::{
    self, form,
    icon::{self, Icon},
    step,
};

/// A way to go on in a new tab: a form that is posted there.
#[derive(Clone, Copy, Debug)]
pub struct NewTab<'a> {
    /// Where the form goes.
    pub action: &'a str,
    /// The form's hidden fields, name and value.
    pub fields: &'a [(String, String)],
}

/// What the script needs to leave a secret with the platform before the login goes on (platform storage).
#[derive(Clone, Copy, Debug)]
pub struct StorageStep<'a> {
    /// Name of the platform's storage frame, or `_parent`.
    pub frame: &'a str,
    /// Origin of the platform's authorization address: the only one that may be sent the secret.
    pub origin: &'a str,
    /// Key to store under.
    pub key: &'a str,
    /// What to store.
    pub secret: &'a str,
    /// Where to go once it is stored.
    pub continue_url: &'a str,
    /// What to offer when the platform does not answer.
    pub new_tab: NewTab<'a>,
}

/// "One moment…". The data is in `#storage-step` (`data-frame`, `data-origin`, `data-key`, `data-secret`,
/// `data-continue-url`); `#fallback` is revealed when the platform does not answer.
#[must_use]
pub fn storage(shell: &Shell, step: &StorageStep) -> Markup {
    layout::page(
        shell,
        &shell.text("step-waiting-title"),
        html! {
            (step::waiting(shell))
            div id="storage-step" hidden
                data-frame=(step.frame) data-origin=(step.origin) data-key=(step.key)
                data-secret=(step.secret) data-continue-url=(step.continue_url) {}
            section id="fallback" hidden { (new_tab_explanation(shell, &step.new_tab)) }
            noscript { (new_tab_explanation(shell, &step.new_tab)) }
            (layout::module(shell, "login-storage.js"))
        },
    )
}

/// The page that offers a new tab because the browser keeps nothing for the tool inside the LMS's page.
#[must_use]
pub fn new_tab(shell: &Shell, new_tab: &NewTab) -> Markup {
    layout::page(
        shell,
        &shell.text("new-tab-title"),
        new_tab_explanation(shell, new_tab),
    )
}

fn new_tab_explanation(shell: &Shell, new_tab: &NewTab) -> Markup {
    html! {
        article class="explanation" {
            span class="emblem" { (icon::icon(Icon::NewTab)) }
            (ui::heading(None, &shell.text("new-tab-title"), Some(&shell.text("new-tab-lead"))))
            div class="actions" { (form::new_tab(shell, new_tab)) }
            details {
                summary { (shell.text("new-tab-why")) }
                p { (shell.text("new-tab-why-text")) }
            }
        }
    }
}
