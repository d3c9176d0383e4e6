//! Handing in: the page that shows what goes, and the form that sends it.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::view::{self, Texts};
use super::{href, id_of};
use crate::app::attempt::{self, Confirmed, HandIn, Work};
use crate::app::{App, Error, notice, result};
use crate::clock::Timestamp;
use crate::domain::attempt::{Guard, Refusal, State as Stands};
use crate::domain::completeness::{AttestationNeed, Filling};
use crate::domain::id::LaunchId;
use crate::domain::target;
use crate::templates::attempt::{self as template, Asked, AskedKind, Unmet};
use crate::templates::layout::Shell;
use crate::templates::slot;
use crate::templates::ui::moment;
use crate::web::Failure;
use crate::web::extract::{FormPairs, Session, SessionForm, Visitor};
use crate::web::page::{Page, Policy};

/// The page to hand in on.
///
/// # Errors
/// [`Failure::NotFound`].
pub async fn show(
    State(app): State<App>,
    Path((_, id)): Path<(LaunchId, String)>,
    visitor: Visitor,
    session: Session,
) -> Result<Response, Failure> {
    let work = attempt::view(&app, &session, id_of(&id)?).await?;
    if work.attempt.state != Stands::Draft {
        return Ok(Redirect::to(&href(&session, work.attempt.id)).into_response());
    }
    let shell = visitor.shell_in(session.launch.locale.as_deref());
    let page = draw(&app, &session, &shell, &work, None).await?;
    Ok(page.into_response())
}

/// Hands in. What is not confirmed brings the page back with all that was said.
///
/// # Errors
/// [`Failure::NotFound`]; [`Failure::MovedOn`] for work that is not worked on any more. All of them with what was typed.
pub async fn submit(
    State(app): State<App>,
    Path((_, id)): Path<(LaunchId, String)>,
    visitor: Visitor,
    form: SessionForm,
) -> Result<Response, Failure> {
    let handed_in = hand_in(&app, &id, &visitor, &form).await;
    handed_in.map_err(|failure| failure.giving_back(form.fields.typed(str::to_owned)))
}

async fn hand_in(
    app: &App,
    id: &str,
    visitor: &Visitor,
    form: &SessionForm,
) -> Result<Response, Failure> {
    let session = &form.session;
    let id = id_of(id)?;
    let work = attempt::view(app, session, id).await?;
    // Pressed twice, or in two tabs: it is handed in, and the receipt is there.
    if work.attempt.state == Stands::Submitted {
        return Ok(Redirect::to(&href(session, id)).into_response());
    }
    let shell = visitor.shell_in(session.launch.locale.as_deref());
    let hand_in = said(&shell, &work, &form.fields)?;
    let refusal = match attempt::submit(app, session, id, &hand_in).await {
        Ok(_) => {
            notice::mark_seen(app, session, &[id.to_string()]).await?;
            return Ok(Redirect::to(&href(session, id)).into_response());
        }
        Err(Error::Attempt(refusal)) => refusal,
        Err(error) => return Err(error.into()),
    };
    // Of two that were sent at once, the other one may have been faster.
    let work = attempt::view(app, session, id).await?;
    if work.attempt.state != Stands::Draft {
        return Ok(Redirect::to(&href(session, id)).into_response());
    }
    let sent = Sent {
        fields: &form.fields,
        unmet: unmet(&refusal),
    };
    let page = draw(app, session, &shell, &work, Some(sent)).await?;
    Ok(page
        .with_status(StatusCode::UNPROCESSABLE_ENTITY)
        .into_response())
}

/// What was sent, and why it was not taken.
#[derive(Clone, Copy)]
struct Sent<'a> {
    fields: &'a FormPairs,
    unmet: Option<Unmet>,
}

/// What people are told. What is missing in the work is in its list, with the places where it can be changed.
fn unmet(refusal: &Refusal) -> Option<Unmet> {
    let unmet = refusal.unmet();
    [
        (Guard::WindowOpen, Unmet::Window),
        (Guard::CooledOff, Unmet::CoolOff),
        (Guard::AttestationsGiven, Unmet::Confirmation),
    ]
    .into_iter()
    .find_map(|(guard, told)| unmet.contains(&guard).then_some(told))
}

/// What was confirmed and said.
fn said(shell: &Shell, work: &Work, fields: &FormPairs) -> Result<HandIn, Failure> {
    let mut hand_in = HandIn::default();
    for need in &work.review.attestations {
        let value = fields.once(need.kind.code())?.unwrap_or_default().trim();
        if value.is_empty() {
            continue;
        }
        hand_in.confirmed.push(Confirmed {
            kind: need.kind,
            statement: template::statement(shell, need.kind, need.needs_detail),
            detail: if need.needs_detail {
                value.to_owned()
            } else {
                String::new()
            },
        });
    }
    let note = fields.once("change_note")?.map(str::trim);
    hand_in.note = note.filter(|note| !note.is_empty()).map(str::to_owned);
    Ok(hand_in)
}

async fn draw(
    app: &App,
    session: &Session,
    shell: &Shell<'_>,
    work: &Work,
    sent: Option<Sent<'_>>,
) -> Result<Page, Failure> {
    let before = result::before(app, work).await?;
    let rests_until = before
        .and_then(|(_, told)| told.decision.released_at)
        .and_then(|released| result::rests_until(&work.definition, released, app.now()))
        .map(Timestamp::rfc3339);
    let texts = Texts::new(app, session, work);
    let files = view::Files::new(shell, session, &work.files);
    let found = texts.matters(shell, work, |_| true);
    let lines: Vec<(&str, Filling, String, String)> = work
        .definition
        .slots()
        .filter_map(|slot| {
            let review = work.review.slot(&slot.id)?;
            // What is filled in another way, or was never asked for, is not in the list.
            if review.filling == Filling::Empty && (review.filled_by.is_some() || !slot.required) {
                return None;
            }
            let names: Vec<String> = files
                .of_slot(slot)
                .iter()
                .map(|file| file.name.to_owned())
                .collect();
            let content = if names.is_empty() && review.count.number > 0 {
                slot::amount(shell, review.count)
            } else {
                names.join(", ")
            };
            let href = texts.slot_href(&work.definition, &slot.id);
            Some((slot.title.as_str(), review.filling, content, href))
        })
        .collect();
    let summary: Vec<_> = lines
        .iter()
        .map(|(title, filling, content, href)| (*title, *filling, &**content, &**href))
        .collect();
    let statements: Vec<String> = work
        .review
        .attestations
        .iter()
        .map(|need| template::statement(shell, need.kind, need.needs_detail))
        .collect();
    let value = |name: &str| {
        let sent = sent.and_then(|sent| sent.fields.once(name).ok().flatten());
        sent.unwrap_or_default().to_owned()
    };
    let values: Vec<String> = work
        .review
        .attestations
        .iter()
        .map(|need| value(need.kind.code()))
        .collect();
    let asked: Vec<Asked> = work
        .review
        .attestations
        .iter()
        .zip(statements.iter().zip(&values))
        .map(|(need, (statement, value))| asked(*need, statement, value))
        .collect();
    let recall =
        std::time::Duration::from_secs(u64::from(work.definition.assessment.recall_minutes) * 60);
    let target = target::day(
        app.now().plus(recall),
        work.definition.assessment.target_days,
        &work.timezone,
    );
    let note = value("change_note");
    let is_again = work.history.iter().any(|past| past.submitted_at.is_some());
    let view = template::Submit {
        attempt: texts.attempt(session, work),
        summary: &summary,
        matters: &view::borrowed(&found),
        asked: &asked,
        target: &day(shell, target, &work.timezone),
        unmet: sent
            .and_then(|sent| sent.unmet)
            .filter(|_| work.review.is_complete()),
        change_note: is_again.then_some(note.as_str()),
        rests_until: rests_until.as_deref(),
        hints: attempt::privacy_hints(app, session, work).await?.len(),
    };
    Ok(Page::new(
        template::submit(shell, &view),
        Policy::launch(&session.launch),
    ))
}

fn asked<'a>(need: AttestationNeed, statement: &'a str, value: &'a str) -> Asked<'a> {
    Asked {
        about: need.kind,
        statement,
        is_required: need.is_required,
        kind: if need.needs_detail {
            AskedKind::Say
        } else {
            AskedKind::Confirm
        },
        value,
    }
}

/// A day in the organisation's zone, in words.
fn day(shell: &Shell, at: Timestamp, zone: &str) -> String {
    target::date(at, zone).map_or_else(String::new, |date| moment::day(shell, date))
}
