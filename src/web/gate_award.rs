//! What a course gives to who meets a gate, on the gate's page: told to everybody, and a form for those who may say so.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::extract::{Session, SessionForm, Visitor};
use super::launch::address;
use super::{Failure, gate as page};
use crate::app::App;
use crate::app::gate::{self, AskedAward, CourseAward};
use crate::domain::gate::NoAward;
use crate::domain::id::{LaunchId, PlacementId};
use crate::templates::gate::{Award, Setting};

/// What happened just before.
#[derive(Debug, Deserialize)]
pub struct Before {
    /// There when it was written what the course gives.
    saved: Option<String>,
}

impl Before {
    /// Whether it was written what the course gives.
    pub(super) const fn is_saved(&self) -> bool {
        self.saved.is_some()
    }
}

/// Leads somebody back who opens the address of the form alone.
///
/// # Errors
/// [`Failure::NotFound`] for what is no link.
pub async fn leave(
    session: Session,
    Path((_, id)): Path<(LaunchId, String)>,
) -> Result<Redirect, Failure> {
    let id: PlacementId = id.parse().map_err(|_| Failure::NotFound)?;
    let home = address(session.launch.id);
    Ok(Redirect::to(&format!("{home}/gates/{id}")))
}

/// Writes what the course gives to who meets the gate.
///
/// # Errors
/// [`Failure::NotAllowed`] for whoever may not say so.
pub async fn set(
    State(app): State<App>,
    visitor: Visitor,
    Path((_, id)): Path<(LaunchId, String)>,
    form: SessionForm,
) -> Result<Response, Failure> {
    let id: PlacementId = id.parse().map_err(|_| Failure::NotFound)?;
    let session = &form.session;
    let field = |name| Ok::<_, Failure>(form.fields.once(name)?.unwrap_or_default().to_owned());
    let asked = match form.fields.once("award")? {
        Some("give") => Some(AskedAward {
            title: field("award_title")?,
            claim: field("award_claim")?,
            issuer: field("award_issuer")?,
            language: visitor
                .shell_in(session.launch.locale.as_deref())
                .language
                .tag()
                .to_owned(),
        }),
        Some("none") => None,
        _ => return Err(Failure::Unreadable("choice-unknown")),
    };
    let set = gate::set_award(&app, session, id, asked.as_ref()).await?;
    match (set, asked) {
        (Err(problem), Some(asked)) => {
            let typed = Typed::Wrong(asked, problem);
            let page = page::with(&app, &visitor, session, id, typed).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        _ => {
            let home = address(session.launch.id);
            let there = format!("{home}/gates/{id}?saved=1#set-award");
            Ok(Redirect::to(&there).into_response())
        }
    }
}

/// What was typed into the form.
pub(super) enum Typed {
    /// Nothing, or it was written just now.
    Nothing { is_saved: bool },
    /// Something to change before.
    Wrong(AskedAward, NoAward),
}

/// The form of what the course gives, as it is filled in.
pub(super) struct Filled {
    action: String,
    issuers: Vec<String>,
    asked: AskedAward,
    problem: Option<NoAward>,
    is_set: bool,
    is_saved: bool,
}

impl Filled {
    pub(super) async fn read(
        app: &App,
        session: &Session,
        (id, award): (PlacementId, Option<&CourseAward>),
        typed: Typed,
    ) -> Result<Self, Failure> {
        let home = address(session.launch.id);
        let issuers = gate::issuers(app, session).await?;
        let (asked, problem, is_saved) = match typed {
            Typed::Wrong(asked, problem) => (asked, Some(problem), false),
            Typed::Nothing { is_saved } => {
                let of = award.map(|award| &award.of);
                let first = issuers.first().cloned().unwrap_or_default();
                let known = AskedAward {
                    title: of.map(|of| of.title.clone()).unwrap_or_default(),
                    claim: of.map(|of| of.claim.clone()).unwrap_or_default(),
                    issuer: of.map_or(first, |of| of.issuer.clone()),
                    language: String::new(),
                };
                (known, None, is_saved)
            }
        };
        Ok(Self {
            action: format!("{home}/gates/{id}/award"),
            issuers,
            asked,
            problem,
            is_set: award.is_some(),
            is_saved,
        })
    }

    pub(super) fn setting<'a>(&'a self, form_token: &'a str) -> Setting<'a> {
        Setting {
            action: &self.action,
            form_token,
            title: &self.asked.title,
            claim: &self.asked.claim,
            issuer: &self.asked.issuer,
            issuers: &self.issuers,
            is_set: self.is_set,
            problem: self.problem,
            is_saved: self.is_saved,
        }
    }
}

/// What is given, as the page tells it.
pub(super) fn told<'a>(award: &'a CourseAward, badge_href: Option<&'a str>) -> Award<'a> {
    Award {
        title: &award.of.title,
        claim: &award.of.claim,
        language: &award.of.language,
        issuer: &award.of.issuer,
        badge_href,
    }
}
