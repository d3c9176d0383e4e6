//! One person's work as the LMS's gradebook opens it (Submission Review).

use maud::{Markup, html};

use super::layout::{self, Shell};
use super::ui::{
    self,
    icon::{self, Icon},
    web_address,
};

/// Whose work was asked for.
#[derive(Clone, Copy, Debug)]
pub struct Review<'a> {
    /// The person's name, where the LMS shares it.
    pub subject_name: Option<&'a str>,
    /// Whether the person looks at their own work.
    pub is_own: bool,
    /// The course's title.
    pub course: Option<&'a str>,
    /// The way back to the LMS. Shown only when it is a web address.
    pub return_url: Option<&'a str>,
}

/// The page of somebody's work, which is empty until something is handed in.
#[must_use]
pub fn page(shell: &Shell, review: &Review) -> Markup {
    let title = if review.is_own {
        shell.text("review-title-own")
    } else if let Some(name) = review.subject_name {
        shell.text_with("review-title-named", &[("name", name)])
    } else {
        shell.text("review-title")
    };
    let (empty_title, empty_text) = if review.is_own {
        ("review-empty-own-title", "review-empty-own-text")
    } else {
        ("review-empty-title", "review-empty-text")
    };
    layout::page(
        shell,
        &title,
        html! {
            (ui::heading(review.course, &title, None))
            (ui::empty(Icon::Page, &shell.text(empty_title), &shell.text(empty_text)))
            @if let Some(address) = review.return_url.and_then(web_address) {
                div class="actions" {
                    a class="button" href=(address) { (icon::icon(Icon::Back)) (shell.text("back-to-course")) }
                }
            }
        },
    )
}
