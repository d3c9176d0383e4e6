//! Where this browser keeps text that was not saved when its page was closed: a list of all places, of which the script shows
//! those that it finds something for.

use maud::{Markup, html};

use super::Attempt;
use crate::templates::layout::{self, Shell};
use crate::templates::ui::icon::{self, Icon};

/// The list.
pub(super) fn held(shell: &Shell, attempt: &Attempt) -> Markup {
    html! {
        div class="notice attention" role="status" hidden data-held=(attempt.reference) {
            (icon::icon(Icon::Clock))
            div {
                p class="notice-title" { (shell.text("held-title")) }
                p { (shell.text("held-text")) }
                ul {
                    @for part in &attempt.definition.parts {
                        @for slot in &part.slots {
                            li hidden data-held-slot=(slot.id) {
                                a href={ (attempt.href) "/parts/" (part.id) "#slot-" (slot.id) } lang=(attempt.definition.language) {
                                    (part.title) " · " (slot.title)
                                }
                            }
                        }
                    }
                }
            }
        }
        (layout::module(shell, "held.js"))
    }
}
