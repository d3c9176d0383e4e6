//! The course's gradebook beside the tool's results, and the check of the set-up.

use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::Failure;
use super::extract::{Session, SessionForm, Visitor};
use super::launch::address;
use super::page::{Page, Policy};
use crate::app::gradebook::{self, Checked, Line, There};
use crate::app::{App, outbox};
use crate::clock::Timestamp;
use crate::domain::id::LaunchId;
use crate::domain::placement::hundredths;
use crate::domain::score_post::{Reason, State as Stands};
use crate::templates::gradebook as template;

/// Which link is asked for.
#[derive(Debug, Default, Deserialize)]
pub struct Find {
    link: Option<String>,
}

/// Both values of each learner in the column of one link.
///
/// # Errors
/// [`Failure::NotFound`] for everybody who does not teach in the course.
pub async fn sync(
    State(app): State<App>,
    visitor: Visitor,
    session: Session,
    Query(find): Query<Find>,
) -> Result<Response, Failure> {
    let links = gradebook::links(&app, &session).await?;
    let links: Vec<_> = links
        .into_iter()
        .filter(|link| link.column.is_some())
        .collect();
    let launch = &session.launch;
    let home = address(launch.id);
    let shown = match &find.link {
        Some(id) => {
            let found = links
                .iter()
                .find(|link| link.placement.id.to_string() == *id);
            Some(found.ok_or(Failure::NotFound)?)
        }
        None => {
            let own = links
                .iter()
                .find(|link| Some(link.placement.id) == launch.placement_id);
            own.or(links.first())
        }
    };
    let learners = match shown {
        Some(link) => gradebook::lines(&app, &session, link.placement.id).await?,
        None => Vec::new(),
    };
    let hrefs: Vec<String> = links
        .iter()
        .map(|link| format!("{home}/sync?link={}", link.placement.id))
        .collect();
    let shown_id = shown.map(|link| link.placement.id);
    let shown_links: Vec<_> = links
        .iter()
        .zip(&hrefs)
        .map(|(link, href)| template::SyncLink {
            title: link.title.as_deref().unwrap_or_default(),
            href,
            is_shown: Some(link.placement.id) == shown_id,
        })
        .collect();
    let texts: Vec<Texts> = learners
        .iter()
        .map(|line| Texts::new(&home, line))
        .collect();
    let rows: Vec<_> = texts.iter().map(Texts::line).collect();
    let view = template::Sync {
        course: launch.course.as_deref(),
        back_href: &format!("{home}/roster"),
        links: &shown_links,
        lines: &rows,
        form_token: &session.form_token,
    };
    let shell = visitor.shell_in(launch.locale.as_deref());
    Ok(Page::new(template::sync(&shell, &view), Policy::launch(launch)).into_response())
}

/// Settles one: sends it again, or lets the LMS's value stand.
///
/// # Errors
/// [`Failure::NotFound`] for everybody who does not teach in the course, and for what is settled already.
pub async fn settle(
    State(app): State<App>,
    Path((_, post, decision)): Path<(LaunchId, String, String)>,
    form: SessionForm,
) -> Result<Redirect, Failure> {
    let id = post.parse().map_err(|_| Failure::NotFound)?;
    match decision.as_str() {
        "again" => outbox::send_again(&app, &form.session, id).await?,
        "accept" => gradebook::accept(&app, &form.session, id).await?,
        _ => return Err(Failure::NotFound),
    }
    Ok(Redirect::to(&format!(
        "{}/sync",
        address(form.session.launch.id)
    )))
}

/// A learner with the texts that a line borrows.
struct Texts<'l> {
    line: &'l Line,
    there: Option<(String, String)>,
    at: Option<String>,
    action: Option<String>,
    reason: Option<Reason>,
}

impl<'l> Texts<'l> {
    fn new(home: &str, line: &'l Line) -> Self {
        let cell = &line.cell.cell;
        let post = line.cell.post.as_ref();
        let shown = |millionths: i64| hundredths(u64::try_from(millionths).unwrap_or(0) / 10_000);
        let can_be_settled = |state| matches!(state, Stands::Retry | Stands::Parked | Stands::Dead);
        let open = post.filter(|post| can_be_settled(post.state));
        Self {
            line,
            there: cell
                .seen_score
                .zip(cell.seen_maximum)
                .map(|(score, maximum)| (shown(score), shown(maximum))),
            at: post.map(|post| post.updated_at).map(Timestamp::rfc3339),
            action: open.map(|post| format!("{home}/sync/{}", post.id)),
            reason: post
                .and_then(|post| post.reason.clone())
                .and_then(|reason| Reason::try_from(reason).ok()),
        }
    }

    fn line(&self) -> template::Line<'_> {
        let cell = &self.line.cell;
        let there = self.there.as_ref();
        template::Line {
            name: self.line.name.as_deref(),
            here: cell.ours().map(|score| (score.given, score.maximum)),
            there: there.map(|(score, maximum)| (score.as_str(), maximum.as_str())),
            state: cell.post.as_ref().map(|post| post.state),
            reason: self.reason,
            is_overridden: cell.cell.is_overridden,
            at: self.at.as_deref(),
            action: self.action.as_deref(),
        }
    }
}

/// Whether the course is set up so that scores arrive and open the way.
///
/// # Errors
/// [`Failure::NotFound`] for everybody who does not teach in the course.
pub async fn setup(
    State(app): State<App>,
    visitor: Visitor,
    session: Session,
) -> Result<Response, Failure> {
    let found = gradebook::check(&app, &session).await?;
    let launch = &session.launch;
    let links: Vec<_> = found.links.iter().map(link).collect();
    let view = template::Setup {
        course: launch.course.as_deref(),
        back_href: &format!("{}/roster", address(launch.id)),
        links: &links,
        profile: &found.profile,
        missing_scopes: &found.missing_scopes,
    };
    let shell = visitor.shell_in(launch.locale.as_deref());
    Ok(Page::new(template::setup(&shell, &view), Policy::launch(launch)).into_response())
}

fn link(checked: &Checked) -> template::SetupLink<'_> {
    let link = &checked.link;
    let there = checked.there.map(|there| match there {
        There::No => template::ColumnThere::No,
        There::ToBeMade => template::ColumnThere::ToBeMade,
        There::Unread => template::ColumnThere::Unread,
        There::Maximum(found) => template::ColumnThere::Maximum(found),
    });
    template::SetupLink {
        title: link.title.as_deref(),
        link_title: link.placement.title.as_deref(),
        grade_mode: link.grade_mode,
        column: link.column.zip(there),
    }
}
