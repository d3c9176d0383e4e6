//! Badges of anybody, verified for anybody: a page that takes a file, a pasted text or an address, and says what it
//! found. Keeps nothing.

use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest, Multipart, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::Failure;
use super::extract::Visitor;
use super::page::{Page, Policy};
use crate::app::App;
use crate::app::badge::{self, Verified};
use crate::badges::verify::{MAX_BYTES, Outcome, Report, Verdict};
use crate::templates::verify as template;

/// The largest form: the largest picture, and what is around it.
pub const MAX_BODY: usize = MAX_BYTES + 64 * 1024;

/// The form.
pub async fn show(State(app): State<App>, visitor: Visitor) -> Page {
    let markup = template::page(&visitor.shell(), None);
    Page::new(markup, Policy::stranger(&app))
}

/// What was found, above the form for the next.
///
/// # Errors
/// [`Failure::Unreadable`], [`Failure::TooLarge`], [`Failure::Busy`], [`Failure::TooManyCodes`].
pub async fn verify(
    State(app): State<App>,
    visitor: Visitor,
    request: Request,
) -> Result<Response, Failure> {
    let given = given(&app, request).await?;
    if given.is_empty() {
        let markup = template::page(&visitor.shell(), Some(&template::Answer::Nothing));
        return Ok(Page::new(markup, Policy::stranger(&app)).into_response());
    }
    let report = match badge::verify(&app, given).await? {
        Verified::Report(report) => report,
        Verified::Busy => return Err(Failure::Busy),
        Verified::NoSuchCode if visitor.wants_json => {
            return Err(Failure::NoBadge("badge-not-found"));
        }
        Verified::NoSuchCode => {
            let markup = template::page(&visitor.shell(), Some(&template::Answer::NoSuchCode));
            return Ok(Page::new(markup, Policy::stranger(&app)).into_response());
        }
        Verified::TooManyCodes => return Err(Failure::TooManyCodes),
    };
    if visitor.wants_json {
        return Ok(axum::Json(&*report).into_response());
    }
    let answer = template::Answer::Report(viewed(&report));
    let markup = template::page(&visitor.shell(), Some(&answer));
    Ok(Page::new(markup, Policy::stranger(&app)).into_response())
}

/// The file where there is one, otherwise the text.
async fn given(app: &App, request: Request) -> Result<Vec<u8>, Failure> {
    let mut form = Multipart::from_request(request, app)
        .await
        .map_err(|_| Failure::Unreadable("form_unreadable"))?;
    let mut given = Vec::new();
    while let Some(field) = form.next_field().await.map_err(refused)? {
        let is_file = field.name() == Some("file");
        if !is_file && field.name() != Some("text") {
            continue;
        }
        let content = whole(field).await?;
        if !content.trim_ascii().is_empty() && (is_file || given.is_empty()) {
            given = content;
        }
    }
    Ok(given)
}

/// Why a form could not be read.
fn refused(error: MultipartError) -> Failure {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Failure::TooLarge
    } else {
        Failure::Unreadable("form_unreadable")
    }
}

/// A field, as long as it is not larger than badges are.
async fn whole(mut field: Field<'_>) -> Result<Vec<u8>, Failure> {
    let mut content = Vec::new();
    loop {
        let next = field.chunk().await;
        let Some(chunk) = next.map_err(refused)? else {
            return Ok(content);
        };
        if content.len() + chunk.len() > MAX_BYTES {
            return Err(Failure::TooLarge);
        }
        content.extend_from_slice(&chunk);
    }
}

fn viewed(report: &Report) -> template::Report<'_> {
    template::Report {
        outcome: match report.outcome {
            Outcome::Valid => template::Outcome::Holds,
            Outcome::Invalid => template::Outcome::DoesNotHold,
            Outcome::Uncertain => template::Outcome::Open,
        },
        badge: report.badge.as_ref().map(|badge| template::Badge {
            name: &badge.name,
            description: badge.description.as_deref(),
            criteria: badge.criteria.as_deref(),
            issuer: &badge.issuer,
            issuer_name: badge.issuer_name.as_deref(),
            address: badge.id.as_deref(),
            valid_from: badge.valid_from.as_deref(),
            valid_until: badge.valid_until.as_deref(),
        }),
        findings: report
            .findings
            .iter()
            .map(|finding| template::Finding {
                step: finding.step.code(),
                code: finding.code.code(),
                answer: match finding.verdict {
                    Verdict::Good => template::Verdict::Yes,
                    Verdict::Bad => template::Verdict::No,
                    Verdict::Unknown => template::Verdict::Open,
                    Verdict::Skipped => template::Verdict::NotAsked,
                },
                detail: finding.detail.as_deref(),
            })
            .collect(),
    }
}
