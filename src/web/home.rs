//! The first page of a session, whatever it was opened for, and the front page of the tool.

use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};

use super::extract::{Session, Visitor};
use super::launch::address;
use super::page::{Page, Policy};
use super::shelf::Wanted;
use super::{Failure, content, credential, desk, gate, news, placement, privacy, review};
use crate::app::placement::Target;
use crate::app::{App, placement as placements, roster};
use crate::domain::purpose::Purpose;
use crate::templates::credential::card as card_template;
use crate::templates::front as front_template;
use crate::templates::launch as template;
use crate::templates::styleguide as styleguide_template;

/// The tool's address without a path: says what this is and how to come in.
pub async fn front(State(app): State<App>, visitor: Visitor) -> Page {
    Page::new(
        front_template::page(&visitor.shell()),
        Policy::stranger(&app),
    )
}

/// Every component in every state, for those who build pages.
pub async fn styleguide(State(app): State<App>, visitor: Visitor) -> Page {
    Page::new(
        styleguide_template::page(&visitor.shell()),
        Policy::stranger(&app),
    )
}

/// Shows what the session was opened for.
///
/// # Errors
/// [`Failure::NotAllowed`] for somebody who may not choose content.
pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    session: Session,
    Query(find): Query<placement::Find>,
) -> Result<Response, Failure> {
    match &session.launch.purpose.0 {
        Purpose::Course => course(&app, &visitor, &session).await,
        Purpose::PickContent(_) => {
            let wanted = Wanted {
                search: find.search,
                ..Wanted::default()
            };
            content::picker(&app, &visitor, &session, wanted).await
        }
        Purpose::ReviewWork { .. } | Purpose::ReviewAttempt { .. } => {
            review::page(&app, &visitor, &session).await
        }
        Purpose::DataPrivacy { .. } => privacy::page(&app, &visitor, &session).await,
    }
}

async fn course(app: &App, visitor: &Visitor, session: &Session) -> Result<Response, Failure> {
    let launch = &session.launch;
    let target = placements::target(app, session).await?;
    match &target {
        Target::Stack(stack) => return placement::stack(app, visitor, session, stack).await,
        Target::Credential(placed) => {
            return credential::card(app, visitor, session, placed, card_template).await;
        }
        Target::Gate(link) => return gate::page(app, visitor, session, *link).await,
        Target::CoursePage | Target::Nothing => {}
    }
    let ways = desk::ways(session);
    // Whoever has no part in the course came for the desk.
    if let Some(href) = ways.desk.as_deref().filter(|_| desk::is_all(session)) {
        return Ok(Redirect::to(href).into_response());
    }
    let choose = format!("{}/choose", address(launch.id));
    let may_choose = placements::may_change(app, session).await?;
    let link = match target {
        Target::Nothing => template::Link::Nothing {
            choose_href: may_choose.then_some(choose.as_str()),
        },
        _ => template::Link::CoursePage,
    };
    let placed = placements::list_for_course(app, session).await?;
    let news = news::list(app, session).await?;
    let roster_href = format!("{}/roster", address(launch.id));
    let mine = format!("{}/mine", address(launch.id));
    let home = template::Home {
        person_name: launch.person_name.as_deref(),
        is_test_user: launch.is_test_user,
        is_masquerading: launch.is_masquerading,
        platform: &launch.platform_name,
        course: launch.course.as_deref(),
        link_title: launch.link_title.as_deref(),
        role: launch.role,
        roles_received: &launch.roles,
        credentials: &placement::cards(launch.id, &placed),
        link,
        news: &news,
        roster_href: roster::require_instructor(session)
            .is_ok()
            .then_some(roster_href.as_str()),
        mine_href: launch.role.may_earn().then_some(mine.as_str()),
        connection_href: ways.connections.as_deref(),
        desk_href: ways.desk.as_deref(),
        expires: &launch.expires_at.rfc3339(),
    };
    let shell = visitor.shell_in(launch.locale.as_deref());
    Ok(Page::new(template::home(&shell, &home), Policy::launch(launch)).into_response())
}
