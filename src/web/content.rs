//! The content picker of Deep Linking: what can be placed, and the answer that the browser takes back.

use axum::extract::State;
use axum::response::{IntoResponse, Response};

use super::Failure;
use super::extract::{Session, SessionForm, Visitor};
use super::gate_form::{self, Next};
use super::launch::address;
use super::page::{Page, Policy};
use super::shelf::{Shelf, Wanted};
use crate::app::App;
use crate::app::deep_link;
use crate::app::placement::Pick;
use crate::domain::placement::GradeMode;
use crate::templates::deep_link as template;

/// What can be placed.
///
/// # Errors
/// [`Failure::NotAllowed`].
pub async fn picker(
    app: &App,
    visitor: &Visitor,
    session: &Session,
    wanted: Wanted,
) -> Result<Response, Failure> {
    let room = deep_link::room(app, session).await?;
    let launch = &session.launch;
    let action = format!("{}/content", address(launch.id));
    let view = template::Picker {
        course: launch.course.as_deref(),
        action: &action,
        form_token: &session.form_token,
        shelf: None,
    };
    let shell = visitor.shell_in(launch.locale.as_deref());
    let markup = if room.links {
        let stock = Shelf::open(app, launch.organization_id, wanted).await?;
        stock.show(room.several, room.columns, |choice| {
            let view = template::Picker {
                shelf: Some(choice),
                ..view
            };
            template::picker(&shell, &view)
        })
    } else {
        template::picker(&shell, &view)
    };
    Ok(Page::new(markup, Policy::launch(launch)).into_response())
}

/// Takes the choice and gives the browser the signed message to post; shows the picker again, with what is ticked,
/// when somebody searches or chose nothing.
///
/// # Errors
/// [`Failure::NotAllowed`], [`Failure::CrossSite`].
pub async fn answer(
    State(app): State<App>,
    visitor: Visitor,
    form: SessionForm,
) -> Result<Response, Failure> {
    let unknown = Failure::Unreadable("choice-unknown");
    let mut wanted = Wanted::read(&form.fields)?;
    let picks = match form.fields.once("choice")? {
        Some("none") => Vec::new(),
        Some("search") => return picker(&app, &visitor, &form.session, wanted).await,
        Some(choice @ ("gate" | "gate-search" | "gate-place")) => {
            let columns = deep_link::room(&app, &form.session).await?.columns;
            match gate_form::ask(&app, &visitor, &form, choice, columns).await? {
                Next::Place(pick) => vec![pick],
                Next::Ask(page) => return Ok(*page),
            }
        }
        Some("place") => {
            if wanted.picks.is_empty() {
                wanted.nothing_chosen = true;
                return picker(&app, &visitor, &form.session, wanted).await;
            }
            let picks = wanted.picks.iter().map(|pick| Pick::parse(pick));
            picks.collect::<Option<_>>().ok_or(unknown)?
        }
        Some(one) => vec![Pick::parse(one).ok_or(unknown)?],
        None => return Err(unknown),
    };
    let grade_mode = wanted.grade_mode.unwrap_or(GradeMode::Points);
    let answer = deep_link::answer(&app, &form.session, &picks, grade_mode).await?;
    let launch = &form.session.launch;
    let view = template::Return {
        action: &answer.url,
        jwt: &answer.jwt,
    };
    let policy = Policy::launch(launch).with_form_target(&answer.url);
    let shell = visitor.shell_in(launch.locale.as_deref());
    Ok(Page::new(template::return_form(&shell, &view), policy).into_response())
}
