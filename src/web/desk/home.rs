//! The desk.

use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::view::desk_href;
use super::{hidden, page};
use crate::app::assessment::{self, Desk, Roles};
use crate::app::{App, person};
use crate::clock::Timestamp;
use crate::domain::grant::ToolRole;
use crate::domain::qualification::State as Able;
use crate::domain::role::Role;
use crate::domain::target;
use crate::templates::desk::{self as template, Due, Held, Qualified, Side, SideKind};
use crate::templates::layout::Shell;
use crate::templates::ui::moment;
use crate::web::Failure;
use crate::web::extract::{Session, SessionForm, Visitor};
use crate::web::launch::address;
use crate::web::news;
use crate::web::page::Page;

/// What led here.
#[derive(Debug, Default, Deserialize)]
pub struct From {
    /// The code of work of which a reading was submitted just now.
    submitted: Option<String>,
}

/// Where somebody can go who has roles inside the tool.
#[derive(Debug, Default)]
pub struct Ways {
    /// To the desk.
    pub desk: Option<String>,
    /// To the connections of their organisation.
    pub connections: Option<String>,
}

/// Where the session's person can go beyond the course.
#[must_use]
pub fn ways(session: &Session) -> Ways {
    let granted = person::tool_roles(session);
    let is_org_owner = granted.contains(&ToolRole::OrgOwner);
    Ways {
        desk: Roles::of(granted).any().then(|| desk_href(session)),
        connections: is_org_owner.then(|| format!("{}/connections", address(session.launch.id))),
    }
}

/// Whether somebody comes for the desk alone: they have no part in the course, or there is none.
#[must_use]
pub fn is_all(session: &Session) -> bool {
    session.launch.role == Role::Visitor
}

/// The desk.
///
/// # Errors
/// [`Failure::NotFound`] for whoever has nothing to do here.
pub async fn desk(
    State(app): State<App>,
    visitor: Visitor,
    session: Session,
    Query(from): Query<From>,
) -> Result<Response, Failure> {
    let shell = visitor.shell_in(session.launch.locale.as_deref());
    let submitted = from.submitted.as_deref();
    Ok(draw(&app, &session, &shell, submitted, false)
        .await?
        .into_response())
}

/// Takes the next piece of work.
///
/// # Errors
/// [`Failure::NotFound`] for whoever does not assess.
pub async fn next(
    State(app): State<App>,
    visitor: Visitor,
    form: SessionForm,
) -> Result<Response, Failure> {
    let session = &form.session;
    match assessment::claim_next(&app, session).await {
        Ok(Some(slot)) => {
            let href = format!("{}/{}", desk_href(session), slot.id);
            Ok(Redirect::to(&href).into_response())
        }
        Ok(None) => {
            let shell = visitor.shell_in(session.launch.locale.as_deref());
            Ok(draw(&app, session, &shell, None, true)
                .await?
                .into_response())
        }
        Err(error) => Err(hidden(error)),
    }
}

async fn draw(
    app: &App,
    session: &Session,
    shell: &Shell<'_>,
    submitted: Option<&str>,
    found_nothing: bool,
) -> Result<Page, Failure> {
    let desk = assessment::desk(app, session).await?;
    if !desk.roles.any() {
        return Err(Failure::NotFound);
    }
    let href = desk_href(session);
    let home = address(session.launch.id);
    let texts = Texts::new(&home, &href, &desk);
    let today = target::date(app.now(), &desk.timezone);
    let due: Vec<Due> = desk
        .waiting
        .iter()
        .map(|waiting| Due {
            day: moment::day(shell, waiting.day),
            count: waiting.count,
            is_overdue: today.is_some_and(|today| waiting.day < today),
        })
        .collect();
    let held: Vec<Held> = desk
        .held
        .iter()
        .zip(&texts.held)
        .map(|(held, texts)| Held {
            title: &held.title,
            code: &held.code,
            position: held.slot.position,
            until: &texts.until,
            due: &texts.due,
            href: &texts.href,
            is_sent_back: held.slot.sent_back.is_some(),
        })
        .collect();
    let qualified: Vec<Qualified> = desk
        .qualifications
        .iter()
        .zip(&texts.qualified)
        .map(|(one, until)| Qualified {
            title: &one.title,
            major: one.major,
            is_active: one.state == Able::Qualified,
            until: until.as_deref(),
        })
        .collect();
    let sides = sides(&desk, &texts);
    let turnaround = desk.turnaround.map(|time| time.as_secs().div_ceil(3600));
    let told = news::at_desk(app, session).await?;
    let view = template::Desk {
        href: &href,
        news: &told,
        home_href: (!is_all(session)).then_some(home.as_str()),
        form_token: &session.form_token,
        due: &due,
        overdue: desk.overdue,
        held: &held,
        most_held: usize::from(desk.most_held),
        qualified: &qualified,
        turnaround_hours: turnaround.and_then(|hours| hours.try_into().ok()),
        is_assessor: desk.roles.assessor,
        found_nothing,
        submitted,
        sides: &sides,
    };
    Ok(page(session, template::desk(shell, &view)))
}

/// What the lists borrow.
struct Texts {
    held: Vec<HeldText>,
    qualified: Vec<Option<String>>,
    lead: String,
    screening: String,
    windows: String,
}

struct HeldText {
    until: String,
    due: String,
    href: String,
}

impl Texts {
    fn new(home: &str, href: &str, desk: &Desk) -> Self {
        let held = desk.held.iter().map(|held| HeldText {
            until: held.slot.leased_until.unwrap_or(held.slot.due_at).rfc3339(),
            due: held.slot.due_at.rfc3339(),
            href: format!("{href}/{}", held.slot.id),
        });
        let qualified = desk.qualifications.iter();
        Self {
            held: held.collect(),
            qualified: qualified
                .map(|one| one.valid_until.map(Timestamp::rfc3339))
                .collect(),
            lead: format!("{href}/lead"),
            screening: format!("{href}/screening"),
            windows: format!("{home}/windows"),
        }
    }
}

fn sides<'a>(desk: &Desk, texts: &'a Texts) -> Vec<Side<'a>> {
    let mut sides = vec![];
    if let Some(lead) = &desk.lead {
        sides.push(Side {
            kind: SideKind::Lead,
            href: &texts.lead,
            count: lead.adjudications.len() + lead.decided.len() + lead.late.len(),
        });
    }
    if let Some(count) = desk.screening {
        sides.push(Side {
            kind: SideKind::Screening,
            href: &texts.screening,
            count,
        });
    }
    if let Some(count) = desk.windows {
        sides.push(Side {
            kind: SideKind::Windows,
            href: &texts.windows,
            count,
        });
    }
    sides
}
