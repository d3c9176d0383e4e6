//! The people of a course: the page, the same as a file, and reading the list anew. Who may see it is the use cases' to say;
//! whoever may not gets "not found".

use std::collections::HashMap;

use axum::extract::{Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::Failure;
use super::extract::{Session, SessionForm, Visitor};
use super::launch::address;
use super::page::{Page, Policy};
use crate::app::roster::{self, Roster, Shown};
use crate::app::{App, gate};
use crate::clock::Timestamp;
use crate::domain::credential::Model;
use crate::domain::enrollment::Standing;
use crate::domain::gate::Progress;
use crate::domain::id::LmsUserId;
use crate::domain::roster::{self as rules, Learner, Order, Wanted};
use crate::templates::gate::progress_text;
use crate::templates::layout::Shell;
use crate::templates::roster as template;

/// What somebody asks for.
#[derive(Debug, Default, Deserialize)]
pub struct Find {
    /// Which micro-credential.
    credential: Option<String>,
    /// Part of a name.
    #[serde(default)]
    search: String,
    /// Where they stand.
    #[serde(default)]
    standing: String,
    /// In which order.
    #[serde(default)]
    order: String,
    /// Whether the other way round.
    reversed: Option<String>,
    /// Which page.
    #[serde(default)]
    page: String,
}

impl Find {
    /// What nobody knows is not asked for.
    fn wanted(&self) -> Wanted {
        Wanted {
            search: self.search.chars().take(200).collect(),
            standing: Standing::try_from(self.standing.clone()).ok(),
            order: Order::try_from(self.order.clone()).unwrap_or(Order::Name),
            is_reversed: self.reversed.is_some(),
            page: self.page.parse().unwrap_or(1),
        }
    }

    fn slug(&self) -> Option<&str> {
        self.credential.as_deref().filter(|slug| !slug.is_empty())
    }

    /// A question as the query of an address.
    fn query(shown: Option<&Shown>, wanted: &Wanted, page: usize) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        if let Some(shown) = shown {
            query.append_pair("credential", &shown.entry.slug);
        }
        query.append_pair("search", &wanted.search);
        if let Some(standing) = wanted.standing {
            query.append_pair("standing", standing.code());
        }
        query.append_pair("order", wanted.order.code());
        if wanted.is_reversed {
            query.append_pair("reversed", "yes");
        }
        if page > 1 {
            query.append_pair("page", &page.to_string());
        }
        query.finish()
    }
}

/// The page.
///
/// # Errors
/// [`Failure::NotFound`] for everybody who does not teach in the course.
pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    session: Session,
    Query(find): Query<Find>,
) -> Result<Response, Failure> {
    roster::look(&app, &session).await?;
    let found = roster::view(&app, &session, find.slug()).await?;
    let launch = &session.launch;
    let home = address(launch.id);
    let href = format!("{home}/roster");
    let wanted = find.wanted();
    let shown = found.shown.as_ref();
    let learners = shown.map_or(&[][..], |shown| &shown.learners);
    let page = rules::page(learners, &wanted);
    let shell = visitor.shell_in(launch.locale.as_deref());
    let gates = gate::progress_in_course(&app, &session).await?;
    let texts = page.learners.iter();
    let texts: Vec<Texts> = texts
        .map(|learner| Texts::new(&shell, learner, &gates))
        .collect();
    let rows: Vec<_> = texts
        .iter()
        .filter_map(|texts| Some(texts.row(shown?)))
        .collect();
    let query = |number: usize| format!("{href}?{}", Find::query(shown, &wanted, number));
    let before = (page.number > 1).then(|| query(page.number - 1));
    let after = (page.number < page.pages).then(|| query(page.number + 1));
    let csv_href = format!("{href}.csv?{}", Find::query(shown, &wanted, 1));
    let read_at = found
        .list
        .as_ref()
        .and_then(|list| list.fetched_at)
        .map(Timestamp::rfc3339);
    let view = template::Roster {
        course: launch.course.as_deref(),
        home_href: &home,
        href: &href,
        form_token: &session.form_token,
        credentials: &credentials(&found),
        counts: &rules::counts(learners),
        rows: &rows,
        found: page.found,
        page: (page.number, page.pages),
        neighbours: (before.as_deref(), after.as_deref()),
        asked: template::Asked {
            search: &wanted.search,
            standing: wanted.standing,
            order: wanted.order,
            is_reversed: wanted.is_reversed,
        },
        csv_href: &csv_href,
        sync_href: Some(&format!("{home}/sync")),
        setup_href: Some(&format!("{home}/setup")),
        list: template::List {
            is_offered: found.is_offered,
            read_at: read_at.as_deref(),
            error: found.list.as_ref().and_then(|list| list.error.as_deref()),
            is_awaited: found
                .list
                .as_ref()
                .is_some_and(|list| list.wanted_at.is_some()),
        },
    };
    Ok(Page::new(template::page(&shell, &view), Policy::launch(launch)).into_response())
}

fn credentials(found: &Roster) -> Vec<(&str, &str, bool)> {
    let shown = found.shown.as_ref().map(|shown| shown.entry.id);
    found
        .credentials
        .iter()
        .map(|entry| (&*entry.slug, &*entry.summary.title, Some(entry.id) == shown))
        .collect()
}

/// Reads the list anew.
///
/// # Errors
/// [`Failure::NotFound`] for everybody who does not teach in the course.
pub async fn refresh(State(app): State<App>, form: SessionForm) -> Result<Redirect, Failure> {
    roster::refresh(&app, &form.session).await?;
    let home = address(form.session.launch.id);
    Ok(Redirect::to(&format!("{home}/roster")))
}

/// The list as a file: everybody who was asked for, on all pages.
///
/// # Errors
/// [`Failure::NotFound`] for everybody who does not teach in the course.
pub async fn csv(
    State(app): State<App>,
    visitor: Visitor,
    session: Session,
    Query(find): Query<Find>,
) -> Result<Response, Failure> {
    let found = roster::view(&app, &session, find.slug()).await?;
    let shown = found.shown.as_ref().ok_or(Failure::NotFound)?;
    let learners = rules::select(&shown.learners, &find.wanted());
    let shell = visitor.shell_in(session.launch.locale.as_deref());
    let gates = gate::progress_in_course(&app, &session).await?;
    let texts: Vec<Texts> = learners
        .into_iter()
        .map(|learner| Texts::new(&shell, learner, &gates))
        .collect();
    let rows: Vec<_> = texts.iter().map(|texts| texts.row(shown)).collect();
    let headers = [
        (
            header::CONTENT_TYPE,
            String::from("text/csv; charset=utf-8; header=present"),
        ),
        (
            header::CONTENT_DISPOSITION,
            // Names in addresses are letters, digits and hyphens.
            format!("attachment; filename=\"{}.csv\"", shown.entry.slug),
        ),
    ];
    Ok((headers, template::csv(&shell, &rows)).into_response())
}

/// A person with the texts that a row borrows.
struct Texts<'l> {
    learner: &'l Learner,
    submitted_at: Option<String>,
    answered_at: Option<String>,
    gate: Option<String>,
}

impl<'l> Texts<'l> {
    fn new(shell: &Shell, learner: &'l Learner, gates: &HashMap<LmsUserId, Progress>) -> Self {
        let last = learner.last.as_ref();
        Self {
            submitted_at: last
                .and_then(|last| last.submitted_at)
                .map(Timestamp::rfc3339),
            answered_at: learner.answer.as_ref().map(|answer| answer.at.rfc3339()),
            gate: learner
                .lms_user_id
                .and_then(|account| gates.get(&account))
                .map(|progress| progress_text(shell, *progress)),
            learner,
        }
    }

    fn row<'r>(&'r self, shown: &'r Shown) -> template::Row<'r> {
        let learner = self.learner;
        let rubric = &shown.definition.rubric;
        let answer = learner.answer.as_ref();
        let band = answer.and_then(|answer| rubric.band(&answer.band));
        let has_points = rubric.model != Model::AllMet;
        template::Row {
            name: learner.name.as_deref(),
            email: learner.email.as_deref(),
            presence: learner.presence,
            standing: learner.standing,
            band: band.map(|band| band.title.as_str()),
            points: answer
                .filter(|_| has_points)
                .map(|answer| (answer.points, rubric.max_points())),
            number: learner.last.as_ref().map(|last| last.number),
            submitted_at: self.submitted_at.as_deref(),
            answered_at: self.answered_at.as_deref(),
            gate: self.gate.as_deref(),
            sync: learner.sync,
        }
    }
}
