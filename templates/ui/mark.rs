//! The product's mark: steps that rise to a point.

use maud::{Markup, html};

/// The mark as decoration beside the product's name.
#[must_use]
pub fn mark() -> Markup {
    html! {
        svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false" {
            rect class="mark-ground" width="32" height="32" rx="9" {}
            path class="mark-steps" d="M7 23.5h6v-5.5h6v-5.5h5" {}
            circle class="mark-point" cx="24" cy="8" r="2.75" {}
        }
    }
}
