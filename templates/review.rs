//! One person's work as the LMS's gradebook opens it (Submission Review).

use maud::{Markup, html};

use super::layout::{self, Shell};
use super::roster::standing_badge;
use super::ui::{
    self,
    icon::{self, Icon},
    moment::moment,
    web_address,
};
use crate::domain::enrollment::Standing;

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
    /// Where the person stands, for those who teach in their course.
    pub stands: Option<Stands<'a>>,
}

/// Where somebody stands: result and dates, nothing of evidence or comments.
#[derive(Clone, Copy, Debug)]
pub struct Stands<'a> {
    /// In what.
    pub credential: &'a str,
    /// The language that it is written in.
    pub language: &'a str,
    /// Where they stand.
    pub standing: Standing,
    /// The number of the try.
    pub number: i64,
    /// When it was handed in.
    pub submitted_at: Option<&'a str>,
    /// When its result was told.
    pub told_at: Option<&'a str>,
    /// Where the total lies, as staff call it.
    pub band: Option<&'a str>,
    /// The points, of how many.
    pub points: Option<(i64, u32)>,
}

fn standing(shell: &Shell, stands: &Stands) -> Markup {
    html! {
        section class="card" aria-labelledby="standing" {
            h2 id="standing" lang=(stands.language) { (stands.credential) }
            dl class="facts" {
                div { dt { (shell.text("roster-standing")) } dd { (standing_badge(shell, stands.standing)) } }
                @if let Some(band) = stands.band { div { dt { (shell.text("roster-result")) } dd lang=(stands.language) { (band) } } }
                @if let Some((points, max)) = stands.points {
                    div { dt { (shell.text("result-points")) } dd {
                        (shell.text_with("told-points", &[("points", &points.to_string()), ("max", &max.to_string())]))
                    } }
                }
                div { dt { (shell.text("result-try")) } dd { (stands.number) } }
                @if let Some(at) = stands.submitted_at { div { dt { (shell.text("roster-submitted")) } dd { (moment(shell, at)) } } }
                @if let Some(at) = stands.told_at { div { dt { (shell.text("roster-answered")) } dd { (moment(shell, at)) } } }
            }
            p class="hint" { (shell.text("roster-private")) }
        }
    }
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
            @match &review.stands {
                Some(stands) => { (standing(shell, stands)) }
                None => { (ui::empty(Icon::Page, &shell.text(empty_title), &shell.text(empty_text))) }
            }
            @if let Some(address) = review.return_url.and_then(web_address) {
                div class="actions" {
                    a class="button" href=(address) { (icon::icon(Icon::Back)) (shell.text("back-to-course")) }
                }
            }
        },
    )
}
