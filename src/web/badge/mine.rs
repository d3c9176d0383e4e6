//! A badge as its holder sees it: to take along, to show to others, and to say what others see.

use std::fmt::Write as _;

use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use url::Url;

use super::no_badge;
use super::view::{View, place_of};
use crate::app::badge::{self, Choice, Mine, Of};
use crate::app::{App, notice};
use crate::clock::Timestamp;
use crate::domain::award::{State as Stands, is_ending};
use crate::domain::badge::Code;
use crate::domain::id::LaunchId;
use crate::picture::qr;
use crate::templates::badge::holder::{self as template, Camera, Holder};
use crate::web::Failure;
use crate::web::extract::{Session, SessionForm, Visitor};
use crate::web::launch::address;
use crate::web::page::{Page, Policy};

const LINKED_IN: &str = "https://www.linkedin.com/profile/add";

/// What happened just before.
#[derive(Debug, Deserialize)]
pub struct Before {
    /// There when the choice was written.
    saved: Option<String>,
}

pub(super) fn read(code: &str) -> Result<Code, Failure> {
    Code::read(code).ok_or(Failure::NoBadge("badge-not-found"))
}

/// The page.
///
/// # Errors
/// [`Failure::NoBadge`] for everybody else's.
pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    session: Session,
    Path((_, code)): Path<(LaunchId, String)>,
    Query(before): Query<Before>,
) -> Result<Response, Failure> {
    let mine = badge::mine(&app, &session, &read(&code)?)
        .await
        .map_err(no_badge)?;
    let award = mine.looked.shown.badge.award_id.to_string();
    notice::mark_seen(&app, &session, &[award]).await?;
    let launch = &session.launch;
    let home = address(launch.id);
    let looked = &mine.looked;
    let view = View::of(&app, looked);
    let shown = &looked.shown;
    let choice = template::Choice {
        name: mine.name.as_deref(),
        shows_name: mine.choice.shows_name,
        has_results: matches!(looked.of, Of::Credential(_)),
        shows_results: mine.choice.shows_results,
        may_change: !launch.is_masquerading,
    };
    let camera = camera(&view.address);
    let holder = Holder {
        code: &view.code,
        address: &view.address,
        href: &format!("{home}/badges/{}", view.code),
        back_href: &format!("{home}/mine"),
        again_href: &place_of(&home, &looked.of),
        form_token: &session.form_token,
        title: looked.of.title(),
        language: looked.of.language(),
        claim: looked.of.claim(),
        issuer: &shown.issuer_name,
        picture: &view.picture,
        standing: &view.standing,
        is_ending: looked.state == Stands::Active && is_ending(shown.valid_until, app.now()),
        linked_in: &linked_in(&mine, &view),
        camera: camera.as_ref(),
        choice,
        is_saved: before.saved.is_some(),
    };
    let shell = visitor.shell_in(launch.locale.as_deref());
    let markup = template::page(&shell, &holder);
    Ok(Page::new(markup, Policy::launch(launch)).into_response())
}

/// The code for cameras that leads to an address.
fn camera(address: &str) -> Option<Camera> {
    let code = qr::Code::of(address).ok()?;
    let mut dark = String::new();
    for (column, row, length) in code.bars() {
        let (x, y) = (column + qr::QUIET, row + qr::QUIET);
        write!(dark, "M{x} {y}h{length}v1h-{length}z")
            .expect("writing to a string cannot go wrong");
    }
    Some(Camera {
        side: code.side() + 2 * qr::QUIET,
        dark,
    })
}

/// The address under which LinkedIn takes an award into a profile, with all that it asks for filled in.
fn linked_in(mine: &Mine, view: &View) -> String {
    let shown = &mine.looked.shown;
    let mut fields = vec![
        ("startTask", "CERTIFICATION_NAME".to_owned()),
        ("name", mine.looked.of.title().to_owned()),
        ("organizationName", shown.issuer_name.clone()),
    ];
    let mut add = |year, month, at: Timestamp| {
        let written = at.rfc3339();
        let parts: Vec<_> = written.split('-').take(2).collect();
        if let [of_year, of_month] = parts[..] {
            fields.push((year, of_year.to_owned()));
            fields.push((month, of_month.trim_start_matches('0').to_owned()));
        }
    };
    add("issueYear", "issueMonth", shown.issued_at);
    if let Some(until) = shown.valid_until {
        add("expirationYear", "expirationMonth", until);
    }
    fields.push(("certUrl", view.address.clone()));
    fields.push(("certId", view.code.clone()));
    let address = Url::parse_with_params(LINKED_IN, fields);
    address.map_or_else(|_| LINKED_IN.to_owned(), String::from)
}

/// Writes what others see.
///
/// # Errors
/// [`Failure::NoBadge`] for everybody else's, [`Failure::NotAllowed`] for who acts in another's name.
pub async fn share(
    State(app): State<App>,
    Path((_, code)): Path<(LaunchId, String)>,
    form: SessionForm,
) -> Result<Redirect, Failure> {
    let code = read(&code)?;
    let choice = Choice {
        shows_name: form.fields.once("shows_name")?.is_some(),
        shows_results: form.fields.once("shows_results")?.is_some(),
    };
    badge::share(&app, &form.session, &code, choice)
        .await
        .map_err(no_badge)?;
    let home = address(form.session.launch.id);
    Ok(Redirect::to(&format!("{home}/badges/{code}?saved=1")))
}
