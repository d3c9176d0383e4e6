//! A micro-credential in a course: its card, everything about it, its pictures, and the start of the work.

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;

use super::extract::{Session, SessionForm, Visitor};
use super::gate::items;
use super::launch::address;
use super::news;
use super::page::{Page, Policy};
use super::{Failure, desk};
use crate::app::enrollment::{self, Overview};
use crate::app::placement::{self, Placed};
use crate::app::{App, attempt, catalog, gate, roster};
use crate::clock::Timestamp;
use crate::domain::attempt::State as AttemptState;
use crate::domain::credential::Definition;
use crate::domain::enrollment::Standing as Stands;
use crate::domain::id::{CredentialVersionId, LaunchId};
use crate::domain::role::Role;
use crate::templates::credential::{self as template, Card, First, Outcome, Reason, Standing};
use crate::templates::layout::Shell;

/// The card of a micro-credential that a link or a list of the course leads to.
///
/// # Errors
/// [`Failure::NotFound`] for what this session may not open.
pub async fn show(
    State(app): State<App>,
    Path((_, slug)): Path<(LaunchId, String)>,
    visitor: Visitor,
    session: Session,
) -> Result<Response, Failure> {
    let placed = placement::credential(&app, &session, &slug).await?;
    card(&app, &visitor, &session, &placed, template::card).await
}

/// Everything about it.
///
/// # Errors
/// [`Failure::NotFound`].
pub async fn details(
    State(app): State<App>,
    Path((_, slug)): Path<(LaunchId, String)>,
    visitor: Visitor,
    session: Session,
) -> Result<Response, Failure> {
    let placed = placement::credential(&app, &session, &slug).await?;
    card(&app, &visitor, &session, &placed, template::details).await
}

/// A picture of it.
///
/// # Errors
/// [`Failure::NotFound`].
pub async fn image(
    State(app): State<App>,
    Path((_, slug, name)): Path<(LaunchId, String, String)>,
    session: Session,
) -> Result<Response, Failure> {
    let placed = placement::credential(&app, &session, &slug).await?;
    let version = known(&app, &session, &placed).await?.version;
    let found = catalog::image(&app, session.launch.organization_id, version, &name).await?;
    let kind = HeaderValue::from_str(&found.media_type).map_err(|_| Failure::NotFound)?;
    Ok(([(header::CONTENT_TYPE, kind)], found.content).into_response())
}

/// Starts the work, or goes on with it.
///
/// # Errors
/// [`Failure::NotFound`] for those who earn nothing here; [`Failure::MovedOn`] when it cannot be started any more.
pub async fn start(
    State(app): State<App>,
    Path((_, slug)): Path<(LaunchId, String)>,
    form: SessionForm,
) -> Result<Redirect, Failure> {
    let session = &form.session;
    let placed = placement::credential(&app, session, &slug).await?;
    let started = attempt::start_placed(&app, session, &placed).await?;
    Ok(Redirect::to(&format!(
        "{}/attempts/{}",
        address(session.launch.id),
        started.id
    )))
}

/// What a person sees of a micro-credential: their own version of it, once they have begun.
struct Known {
    overview: Option<Overview>,
    definition: Definition,
    version: CredentialVersionId,
}

async fn known(app: &App, session: &Session, placed: &Placed) -> Result<Known, Failure> {
    let overview = enrollment::find(app, session, placed.credential_id).await?;
    let begun = overview.filter(|overview| !overview.attempts.is_empty());
    Ok(match begun {
        Some(overview) => Known {
            definition: overview.definition.clone(),
            version: overview.enrollment.credential_version_id,
            overview: Some(overview),
        },
        None => Known {
            overview: None,
            definition: placed.version.definition.0.clone(),
            version: placed.version.id,
        },
    })
}

/// The card, or the page that `draw` makes of the same.
///
/// # Errors
/// [`Failure::Internal`].
pub async fn card(
    app: &App,
    visitor: &Visitor,
    session: &Session,
    placed: &Placed,
    draw: impl FnOnce(&Shell, &Card) -> Markup,
) -> Result<Response, Failure> {
    let launch = &session.launch;
    let home = address(launch.id);
    let known = known(app, session, placed).await?;
    let href = format!("{home}/c/{}", known.definition.slug);
    let is_own_link = placed.placement_id.is_some() && placed.placement_id == launch.placement_id;
    let choose = format!("{home}/choose");
    let news = news::list(app, session).await?;
    let roster_href = format!("{home}/roster?credential={}", known.definition.slug);
    let may_choose = placement::may_change(app, session).await?;
    let ways = desk::ways(session);
    let texts = StandingTexts::new(&home, &href, known.overview.as_ref());
    let first = match (&known.overview, launch.role.may_earn()) {
        (None, true) => gate::comes_first(app, session, &known.definition).await?,
        _ => None,
    };
    let named = first.as_ref().map(|first| items(session, &first.items));
    let first = first.as_ref().zip(named.as_ref());
    let first = first.map(|(first, items)| First {
        requires: &first.requires,
        items,
    });
    let view = Card {
        definition: &known.definition,
        href: &href,
        course: launch.course.as_deref(),
        back_href: (!is_own_link).then_some(home.as_str()),
        standing: standing(session, placed, &known, first, &texts),
        form_token: &session.form_token,
        is_test_user: launch.is_test_user,
        news: &news,
        roster_href: roster::require_instructor(session)
            .is_ok()
            .then_some(roster_href.as_str()),
        choose_href: (is_own_link && may_choose).then_some(choose.as_str()),
        connection_href: ways.connections.as_deref(),
        desk_href: ways.desk.as_deref(),
        reference: &launch.id.to_string(),
    };
    let shell = visitor.shell_in(launch.locale.as_deref());
    Ok(Page::new(draw(&shell, &view), Policy::launch(launch)).into_response())
}

/// Addresses and times that a standing borrows.
struct StandingTexts {
    start: String,
    attempt: String,
    result: String,
    until: Option<String>,
}

impl StandingTexts {
    fn new(home: &str, href: &str, overview: Option<&Overview>) -> Self {
        let last = overview.and_then(|overview| overview.attempts.last());
        let attempt = last.map_or_else(String::new, |last| format!("{home}/attempts/{}", last.id));
        Self {
            start: format!("{href}/start"),
            result: format!("{attempt}/result"),
            attempt,
            until: last
                .and_then(|last| last.window_ends_at)
                .map(Timestamp::rfc3339),
        }
    }
}

fn standing<'a>(
    session: &Session,
    placed: &Placed,
    known: &Known,
    first: Option<First<'a>>,
    texts: &'a StandingTexts,
) -> Standing<'a> {
    let launch = &session.launch;
    if launch.role == Role::Instructor {
        return Standing::Instructor;
    }
    if !launch.role.may_earn() {
        return Standing::Onlooker;
    }
    let Some(overview) = &known.overview else {
        return beginning(launch.is_masquerading, placed, first, texts);
    };
    match overview.standing {
        Stands::InProgress => Standing::InProgress {
            href: &texts.attempt,
            until: texts.until.as_deref(),
        },
        Stands::CoachNeeded => Standing::Closed(Reason::Coach),
        Stands::AttemptsUsed => Standing::Closed(Reason::TriesUsed),
        Stands::WindowClosed | Stands::Withdrawn => Standing::Ended {
            href: &texts.attempt,
        },
        stands => match overview.attempts.last().map(|last| last.state) {
            None | Some(AttemptState::Draft) => Standing::InProgress {
                href: &texts.attempt,
                until: texts.until.as_deref(),
            },
            Some(AttemptState::Released) => Standing::Answered {
                href: &texts.result,
                outcome: match stands {
                    Stands::Earned => Outcome::Earned,
                    Stands::AwardExpired => Outcome::Over,
                    Stands::OnHold => Outcome::Question,
                    _ => Outcome::LeadsOn,
                },
            },
            // Who wanted to renew what has run out, and did not.
            Some(AttemptState::Expired | AttemptState::Withdrawn | AttemptState::Voided) => {
                Standing::Ended {
                    href: &texts.attempt,
                }
            }
            Some(_) => Standing::HandedIn {
                href: &texts.attempt,
            },
        },
    }
}

/// Whether somebody who has not begun can begin.
fn beginning<'a>(
    is_masquerading: bool,
    placed: &Placed,
    first: Option<First<'a>>,
    texts: &'a StandingTexts,
) -> Standing<'a> {
    if is_masquerading {
        Standing::Closed(Reason::Masquerade)
    } else if !placed.is_open {
        Standing::Closed(Reason::NotOffered)
    } else if let Some(first) = first {
        Standing::ComesFirst(first)
    } else {
        Standing::Open {
            action: &texts.start,
        }
    }
}
