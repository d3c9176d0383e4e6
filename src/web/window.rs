//! More time for drafts, for those who run the programme.

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{Months, NaiveDate};
use serde::Deserialize;

use super::Failure;
use super::desk::desk_href;
use super::extract::{Session, SessionForm, Visitor};
use super::launch::address;
use super::page::{Page, Policy};
use crate::app::attempt::{self, Giver, Windows};
use crate::app::{App, Error};
use crate::clock::Timestamp;
use crate::domain::attempt::Guard;
use crate::domain::id::{AttemptId, LaunchId};
use crate::domain::{closing, target};
use crate::store::window::OpenWindow;
use crate::templates::layout::Shell;
use crate::templates::window::{self as template, MoreTime, Window};

/// How many are shown; whoever looks for somebody finds them by name.
const SHOWN: usize = 100;

/// What somebody asks for.
#[derive(Debug, Default, Deserialize)]
pub struct Find {
    /// Part of a name.
    #[serde(default)]
    search: String,
    /// The one that was given more time just now.
    #[serde(default)]
    extended: String,
}

fn attempt_id(text: &str) -> Result<AttemptId, Failure> {
    text.parse().map_err(|_| Failure::NotFound)
}

fn list_href(session: &Session) -> String {
    format!("{}/windows", address(session.launch.id))
}

/// To whoever does not run the programme, there is no such page.
fn hidden(error: Error) -> Failure {
    match error {
        Error::NotAllowed(_) => Failure::NotFound,
        error => error.into(),
    }
}

fn page(session: &Session, markup: maud::Markup) -> Page {
    Page::new(markup, Policy::launch(&session.launch))
}

/// The texts that a window borrows.
struct Texts {
    href: String,
}

impl Texts {
    fn new(session: &Session, one: &OpenWindow) -> Self {
        Self {
            href: format!("{}/{}", list_href(session), one.id),
        }
    }

    fn window<'a>(&'a self, one: &'a OpenWindow, now: Timestamp, zone: &str) -> Window<'a> {
        Window {
            name: one.name.as_deref(),
            title: &one.title,
            number: one.number,
            last_day: target::date(one.window_ends_at, zone),
            days_left: closing::days_left(one.window_ends_at, now, zone),
            href: &self.href,
        }
    }
}

/// Whose windows end when.
///
/// # Errors
/// [`Failure::NotFound`] for whoever does not run the programme.
pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    session: Session,
    Query(find): Query<Find>,
) -> Result<Page, Failure> {
    let search: String = find.search.chars().take(200).collect();
    let found = attempt::open_windows(&app, &session, &search).await;
    let Windows { open, timezone } = found.map_err(hidden)?;
    let given = match find.extended.parse().ok() {
        Some(id) => attempt::open_window(&app, &session, id).await.ok(),
        None => None,
    };
    let given = given.and_then(|given| given.open.into_iter().next());
    let now = app.now();
    let texts: Vec<Texts> = open
        .iter()
        .take(SHOWN)
        .map(|one| Texts::new(&session, one))
        .collect();
    let shown: Vec<Window> = open
        .iter()
        .zip(&texts)
        .map(|(one, texts)| texts.window(one, now, &timezone))
        .collect();
    let given_texts = given.as_ref().map(|one| Texts::new(&session, one));
    let extended = given.as_ref().zip(given_texts.as_ref());
    let view = template::Windows {
        href: &list_href(&session),
        desk_href: &desk_href(&session),
        search: &search,
        shown: &shown,
        found: open.len(),
        extended: extended.map(|(one, texts)| texts.window(one, now, &timezone)),
    };
    let shell = visitor.shell_in(session.launch.locale.as_deref());
    Ok(page(&session, template::windows(&shell, &view)))
}

/// The page to give one more time.
///
/// # Errors
/// [`Failure::NotFound`].
pub async fn show(
    State(app): State<App>,
    Path((_, attempt)): Path<(LaunchId, String)>,
    visitor: Visitor,
    session: Session,
) -> Result<Page, Failure> {
    let found = attempt::open_window(&app, &session, attempt_id(&attempt)?).await;
    let found = found.map_err(hidden)?;
    let shell = visitor.shell_in(session.launch.locale.as_deref());
    draw(&app, &session, &shell, &found, &Sent::default())
}

/// What was sent and not taken.
#[derive(Clone, Copy, Default)]
struct Sent<'a> {
    until: &'a str,
    reason: &'a str,
    is_odd_day: bool,
    is_without_reason: bool,
}

/// Gives it.
///
/// # Errors
/// [`Failure::NotFound`]; [`Failure::MovedOn`] for what is no draft any more.
pub async fn extend(
    State(app): State<App>,
    Path((_, attempt)): Path<(LaunchId, String)>,
    visitor: Visitor,
    form: SessionForm,
) -> Result<Response, Failure> {
    let session = &form.session;
    let id = attempt_id(&attempt)?;
    let until = form.fields.once("until")?.unwrap_or_default();
    let reason = form.fields.once("reason")?.unwrap_or_default();
    let day: Option<NaiveDate> = until.parse().ok();
    // A day that cannot be read is none that is later.
    let asked = day.unwrap_or(NaiveDate::MIN);
    let given = attempt::extend(&app, Giver::ProgramAdmin(session), id, asked, reason).await;
    let unmet = match given {
        Ok(_) => {
            let href = format!("{}?extended={id}", list_href(session));
            return Ok(Redirect::to(&href).into_response());
        }
        Err(Error::Attempt(refusal)) if !refusal.unmet().is_empty() => refusal.unmet().to_vec(),
        Err(error) => return Err(hidden(error)),
    };
    let found = attempt::open_window(&app, session, id).await;
    let found = found.map_err(hidden)?;
    let sent = Sent {
        until,
        reason,
        is_odd_day: unmet.contains(&Guard::EndsLater),
        is_without_reason: unmet.contains(&Guard::ReasonGiven),
    };
    let shell = visitor.shell_in(session.launch.locale.as_deref());
    let page = draw(&app, session, &shell, &found, &sent)?;
    Ok(page
        .with_status(StatusCode::UNPROCESSABLE_ENTITY)
        .into_response())
}

fn draw(
    app: &App,
    session: &Session,
    shell: &Shell,
    found: &Windows,
    sent: &Sent,
) -> Result<Page, Failure> {
    let (now, zone) = (app.now(), &found.timezone);
    let one = found.open.first().ok_or(Failure::NotFound)?;
    let texts = Texts::new(session, one);
    let ends = target::date(one.window_ends_at, zone);
    let least = ends.and_then(|day| day.succ_opt());
    let today = target::date(now, zone);
    let most = today.and_then(|day| day.checked_add_months(Months::new(closing::MOST_MONTHS)));
    let written = |day: Option<NaiveDate>| day.map_or_else(String::new, |day| day.to_string());
    let view = MoreTime {
        window: texts.window(one, now, zone),
        list_href: &list_href(session),
        form_token: &session.form_token,
        least: &written(least),
        most: &written(most),
        until: sent.until,
        reason: sent.reason,
        is_odd_day: sent.is_odd_day,
        is_without_reason: sent.is_without_reason,
    };
    Ok(page(session, template::more_time(shell, &view)))
}
