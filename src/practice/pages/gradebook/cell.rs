//! `…/gradebook/{line_item}/{login}`: one learner's work in one column, with the tool's view of it beside the grade.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Redirect, Response};
use maud::{Markup, html};
use url::form_urlencoded::Serializer;

use super::{may_see, signed_in};
use crate::clock::Timestamp;
use crate::practice::pages::{Page, Problem, item};
use crate::practice::profile::Review;
use crate::practice::router::At;
use crate::practice::router::parameters::Parameters;
use crate::practice::router::visitor::visitor;
use crate::practice::site::gradebook::{Cell, Grader};
use crate::practice::site::line_item::LineItem;
use crate::practice::site::person::Person;
use crate::practice::site::{Site, State as SiteState};

/// The page, as a grader or the learner sees it.
pub async fn show(
    State(at): State<At>,
    Path((course, number, login)): Path<(u32, u32, String)>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let site = &at.site;
    let state = site.lock();
    let me = signed_in(&state, visitor(&headers, site).as_deref())?;
    let course = state
        .course(course)
        .ok_or_else(|| Problem::not_found("course"))?;
    let column = column(&state, course.number, number)?;
    let learner = state
        .person(&login)
        .filter(|learner| course.is_learner(&learner.login));
    let learner = learner.ok_or_else(|| Problem::not_found("learner"))?;
    if !may_see(course, me, &learner.login) {
        return Err(Problem::forbidden("This is somebody else's work."));
    }
    let staff = me.administrator || course.is_staff(&me.login);
    let cell = column
        .cells
        .get(&learner.login)
        .cloned()
        .unwrap_or_default();
    let here = site.path(&format!("/courses/{}/gradebook", course.number));
    let action = format!("{here}/{}/{}", column.number, learner.login);
    let work = work(site, &state, me, column, learner, &cell, &here);
    let main = html! {
        p.crumbs { a href=(here) { "Gradebook" } }
        h1 { (column.label) }
        p.lead { (learner.name()) }
        div.beside {
            section {
                (facts(&state, column, &cell))
                @if staff { (grade_form(&action, column, &cell)) }
                (comments(&cell))
            }
            section {
                @match &work {
                    Some(work) => (work),
                    None => p.quiet { "There is no work to look at." },
                }
            }
        }
    };
    let scripts: &[&str] = if work.is_some() {
        &["platform.js"]
    } else {
        &[]
    };
    let page = Page::new(format!("{}: {}", learner.name(), column.label));
    Ok(page
        .of(site)
        .seen_by(Some(me))
        .wide()
        .with_scripts(scripts)
        .show(&main))
}

/// `POST` to the same address: staff type a grade, or take it away with an empty field.
pub async fn grade(
    State(at): State<At>,
    Path((course, number, login)): Path<(u32, u32, String)>,
    headers: HeaderMap,
    form: Parameters,
) -> Result<Redirect, Problem> {
    let site = &at.site;
    let now = at.now();
    let mut state = site.lock();
    let me = signed_in(&state, visitor(&headers, site).as_deref())?
        .login
        .clone();
    let administrator = state.person(&me).is_some_and(|me| me.administrator);
    let found = state
        .course(course)
        .ok_or_else(|| Problem::not_found("course"))?;
    if !administrator && !found.is_staff(&me) {
        return Err(Problem::forbidden("Only the course's staff give grades."));
    }
    if !found.is_learner(&login) {
        return Err(Problem::not_found("learner"));
    }
    column(&state, course, number)?;
    let score = read_score(form.one("score"))?;
    if let Some(column) = state.line_item_mut(number) {
        column
            .cells
            .entry(login.clone())
            .or_default()
            .type_grade(score, &me, now);
    }
    Ok(Redirect::to(&site.path(&format!(
        "/courses/{course}/gradebook/{number}/{login}"
    ))))
}

fn column(state: &SiteState, course: u32, number: u32) -> Result<&LineItem, Problem> {
    state
        .line_item(number)
        .filter(|line_item| line_item.course == course)
        .ok_or_else(|| Problem::not_found("column"))
}

fn read_score(typed: &str) -> Result<Option<f64>, Problem> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let score = typed
        .trim()
        .parse()
        .ok()
        .filter(|score: &f64| score.is_finite() && *score >= 0.0);
    score.map(Some).ok_or_else(|| {
        Problem::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "Not a grade",
            "A grade is a number of 0 or more.",
        )
    })
}

fn facts(state: &SiteState, column: &LineItem, cell: &Cell) -> Markup {
    let grader = match &cell.graded_by {
        Some(Grader::Tool) => Some("the tool".to_owned()),
        Some(Grader::Person(login)) => state.person(login).map(Person::name),
        None => None,
    };
    html! {
        dl.facts {
            dt { "Grade" }
            dd #grade {
                @match cell.score { Some(score) => (score), None => "none" }
                " of " (column.score_maximum)
                @if let Some(grader) = grader { ", by " (grader) }
            }
            dt { "State" } dd #state { (cell.state.words()) }
            @if let (Some(activity), Some(grading)) = (&cell.activity_progress, &cell.grading_progress) {
                dt { "As the tool put it" } dd { (activity) ", " (grading) }
            }
            @if let Some(at) = cell.changed_at { dt { "Changed" } dd { (time(at)) } }
            @for (position, attempt) in cell.attempts.iter().enumerate() {
                dt { "Attempt " (position + 1) }
                dd {
                    (time(attempt.submitted_at))
                    @if let Some(url) = &attempt.url { br; code { (url) } }
                }
            }
        }
    }
}

fn grade_form(action: &str, column: &LineItem, cell: &Cell) -> Markup {
    html! {
        form method="post" action=(action) {
            label.field {
                "Grade of " (column.score_maximum)
                span.grade {
                    input type="number" name="score" min="0" step="any" value=[cell.score];
                    button type="submit" { "Set" }
                }
            }
        }
    }
}

fn comments(cell: &Cell) -> Markup {
    html! {
        h2 { "Comments" }
        @if cell.comments.is_empty() { p.quiet { "None." } }
        @for comment in &cell.comments {
            blockquote { p { (comment.text) } footer.quiet { (time(comment.at)) } }
        }
    }
}

/// The work as the tool shows it to whoever looks, in a frame.
fn work(
    site: &Site,
    state: &SiteState,
    me: &Person,
    column: &LineItem,
    learner: &Person,
    cell: &Cell,
    close: &str,
) -> Option<Markup> {
    let submission_url = cell
        .attempts
        .last()
        .and_then(|attempt| attempt.url.as_ref());
    let tool = column
        .client_id
        .as_deref()
        .and_then(|client_id| state.tool(client_id));
    let can_open = site.profile.review == Review::Message || submission_url.is_some();
    let (item, tool) = (column.item?, tool?);
    if !can_open {
        return None;
    }
    let query = Serializer::new(String::new())
        .append_pair("person", &me.login)
        .append_pair("message", "submission_review")
        .append_pair("item", &item.to_string())
        .append_pair("for", &learner.login)
        .finish();
    let address = site.path(&format!("/launch/raw?{query}"));
    Some(html! {
        p.crumbs {
            span { "The work" }
            a href=(address) target="_blank" rel="opener" { "Open in a new tab" }
        }
        (item::frame(site.profile, &address, "The work", &tool.origins(), &tool.client_id, close))
    })
}

fn time(at: Timestamp) -> Markup {
    let words = chrono::DateTime::from_timestamp_millis(at.millis())
        .map(|at| at.format("%-d %b %Y, %H:%M:%S UTC").to_string());
    html! { time datetime=(at.rfc3339()) { (words.unwrap_or_default()) } }
}
