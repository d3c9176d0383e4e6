//! What a link in a course shows, where that is a stack or nothing yet, and the choice of it by an instructor.

use axum::extract::{Query, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::extract::{Session, SessionForm, Visitor};
use super::gate::items;
use super::gate_form::{self, Next};
use super::launch::address;
use super::page::{Page, Policy};
use super::shelf::{Shelf, Wanted};
use super::{Failure, desk};
use crate::app::placement::{self, Pick, PlacedStack};
use crate::app::{App, gate};
use crate::domain::catalog::Summary;
use crate::domain::id::LaunchId;
use crate::domain::placement::GradeMode;
use crate::store::catalog_entry::CatalogEntry;
use crate::templates::catalog::entry::Entry;
use crate::templates::catalog::stack as stack_template;
use crate::templates::deep_link as template;

/// What somebody looks for.
#[derive(Debug, Default, Deserialize)]
pub struct Find {
    /// Words.
    #[serde(default)]
    pub search: String,
}

/// Cards of what is placed in a course, each with its page there.
#[must_use]
pub fn cards(launch: LaunchId, entries: &[CatalogEntry]) -> Vec<Entry<'_>> {
    let home = address(launch);
    let card = |entry: &CatalogEntry| {
        let below = if entry.stack_id.is_some() { "s" } else { "c" };
        format!("{home}/{below}/{}", entry.slug)
    };
    entries
        .iter()
        .map(|entry| Entry {
            slug: &entry.slug,
            summary: &entry.summary,
            href: Some(card(entry)),
        })
        .collect()
}

/// The page of a stack.
///
/// # Errors
/// [`Failure`] when the database does not work.
pub async fn stack(
    app: &App,
    visitor: &Visitor,
    session: &Session,
    stack: &PlacedStack,
) -> Result<Response, Failure> {
    let launch = &session.launch;
    let change = format!("{}/choose", address(launch.id));
    let may_change =
        launch.placement_id == stack.placement_id && placement::may_change(app, session).await?;
    let shown = if launch.role.may_earn() {
        Some(gate::show_stack(app, session, &stack.definition).await?)
    } else {
        None
    };
    let named = shown.as_ref().map(|shown| items(session, &shown.items));
    let held = shown.as_ref().zip(named.as_ref());
    let ways = desk::ways(session);
    let view = stack_template::Placed {
        definition: &stack.definition,
        summary: &Summary::from(&stack.definition),
        course: launch.course.as_deref(),
        members: &cards(launch.id, &stack.members),
        held: held.map(|(shown, items)| stack_template::Holds {
            progress: shown.progress,
            items,
        }),
        change_href: may_change.then_some(change.as_str()),
        desk_href: ways.desk.as_deref(),
    };
    let shell = visitor.shell_in(launch.locale.as_deref());
    Ok(Page::new(stack_template::page(&shell, &view), Policy::launch(launch)).into_response())
}

/// A stack that is placed in the course, or named by one that is.
///
/// # Errors
/// [`Failure::NotFound`].
pub async fn show_stack(
    State(app): State<App>,
    visitor: Visitor,
    session: Session,
    axum::extract::Path((_, slug)): axum::extract::Path<(LaunchId, String)>,
) -> Result<Response, Failure> {
    let found = placement::stack(&app, &session, &slug).await?;
    stack(&app, &visitor, &session, &found).await
}

/// The choice of what the session's link shows.
///
/// # Errors
/// [`Failure::NotAllowed`] for everybody but instructors.
pub async fn choose(
    State(app): State<App>,
    visitor: Visitor,
    session: Session,
    Query(find): Query<Find>,
) -> Result<Response, Failure> {
    let wanted = Wanted {
        search: find.search,
        ..Wanted::default()
    };
    choice(&app, &visitor, &session, wanted).await
}

async fn choice(
    app: &App,
    visitor: &Visitor,
    session: &Session,
    wanted: Wanted,
) -> Result<Response, Failure> {
    placement::require_chooser(session)?;
    let launch = &session.launch;
    let home = address(launch.id);
    let action = format!("{home}/choose");
    let view = template::Choose {
        course: launch.course.as_deref(),
        back_href: &home,
        action: &action,
        form_token: &session.form_token,
        shelf: None,
    };
    let shell = visitor.shell_in(launch.locale.as_deref());
    let markup = if placement::may_change(app, session).await? {
        let stock = Shelf::open(app, launch.organization_id, wanted).await?;
        stock.show(false, true, |choice| {
            let view = template::Choose {
                shelf: Some(choice),
                ..view
            };
            template::choose(&shell, &view)
        })
    } else {
        template::choose(&shell, &view)
    };
    Ok(Page::new(markup, Policy::launch(launch)).into_response())
}

/// Takes the choice, and leads to what the link shows now.
///
/// # Errors
/// [`Failure::NotAllowed`], [`Failure::CrossSite`].
pub async fn chosen(
    State(app): State<App>,
    visitor: Visitor,
    form: SessionForm,
) -> Result<Response, Failure> {
    let wanted = Wanted::read(&form.fields)?;
    let pick = match form.fields.once("choice")? {
        Some("search") => return choice(&app, &visitor, &form.session, wanted).await,
        Some(choice @ ("gate" | "gate-search" | "gate-place")) => {
            placement::require_chooser(&form.session)?;
            match gate_form::ask(&app, &visitor, &form, choice, true).await? {
                Next::Place(pick) => Some(pick),
                Next::Ask(page) => return Ok(*page),
            }
        }
        chosen => chosen.and_then(Pick::parse),
    };
    let pick = pick.ok_or(Failure::Unreadable("choice-unknown"))?;
    let grade_mode = wanted.grade_mode.unwrap_or(GradeMode::Points);
    placement::change(&app, &form.session, &pick, grade_mode).await?;
    let mut response = StatusCode::SEE_OTHER.into_response();
    let home = HeaderValue::from_str(&address(form.session.launch.id));
    let headers = response.headers_mut();
    headers.extend(home.ok().map(|home| (header::LOCATION, home)));
    Ok(response)
}
