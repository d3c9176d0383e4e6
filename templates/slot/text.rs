//! A text to write. Without script a plain field; with one, a small editor in its place.

use maud::{Markup, html};

use super::{Desk, FORM, SlotView, name};
use crate::domain::answer::Answer;
use crate::templates::layout::Shell;
use crate::templates::ui::icon::{self, Icon};

/// What is on a button of the editor.
#[derive(Clone, Copy)]
enum Sign {
    Letter(&'static str),
    Drawn(Icon),
}

/// The editor's buttons: command, key of its name, and what is on it.
const TOOLS: [(&str, &str, Sign); 5] = [
    ("bold", "editor-bold", Sign::Letter("B")),
    ("italic", "editor-italic", Sign::Letter("I")),
    (
        "insertUnorderedList",
        "editor-bullets",
        Sign::Drawn(Icon::Bullets),
    ),
    (
        "insertOrderedList",
        "editor-numbers",
        Sign::Drawn(Icon::Numbers),
    ),
    ("createLink", "editor-link", Sign::Drawn(Icon::Link)),
];

pub(super) fn field(shell: &Shell, desk: &Desk, view: &SlotView) -> Markup {
    let slot = view.slot;
    let html = match view.answer {
        Some(Answer::Text { html }) => html.as_str(),
        _ => "",
    };
    let id = format!("f_{}_text", slot.id);
    let page = format!("e_{}", slot.id);
    let label = format!("l_{}", slot.id);
    let language = desk.definition.evidence_languages.first();
    html! {
        div class="field wide" {
            label for=(id) id=(label) { (shell.text("text-label")) }
            div class="editor" data-editor hidden {
                div class="editor-tools" role="toolbar" aria-label=(shell.text("editor-tools")) aria-controls=(page) {
                    @for (index, (command, key, sign)) in TOOLS.into_iter().enumerate() {
                        button type="button" class={ "tool of-" (command) } data-command=(command)
                            title=(shell.text(key))
                            aria-pressed=[(command != "createLink").then_some("false")]
                            tabindex=[(index > 0).then_some("-1")] {
                            @match sign {
                                Sign::Letter(letter) => { span aria-hidden="true" { (letter) } }
                                Sign::Drawn(drawn) => (icon::icon(drawn)),
                            }
                            span class="visually-hidden" { (shell.text(key)) }
                        }
                    }
                }
                div class="editor-link" data-link-form hidden {
                    label for={ "k_" (slot.id) } { (shell.text("editor-link-address")) }
                    input type="url" id={ "k_" (slot.id) } placeholder="https://" ;
                    button type="button" class="button" data-link-set { (shell.text("editor-link-set")) }
                }
                div class="editor-page prose" id=(page) role="textbox" aria-multiline="true" aria-labelledby=(label)
                    contenteditable="true" lang=[language] data-page {}
            }
            textarea id=(id) form=(FORM) name=(name(slot, "text")) rows="8" lang=[language] data-html=(html) data-source { (view.plain) }
        }
    }
}
