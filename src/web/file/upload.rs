//! Sending a file: as the body of a request by our script, which shows how far it is, or as a form without one.

use std::time::Duration;

use axum::Json;
use axum::body::Body;
use axum::extract::multipart::Field;
use axum::extract::{FromRequest, Multipart, Path, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;
use tokio::time::timeout;

use super::{back, document};
use crate::app::App;
use crate::app::file::{self, FileView, Upload};
use crate::domain::file::NotTaken;
use crate::domain::id::{AttemptId, LaunchId};
use crate::web::Failure;
use crate::web::extract::{Session, is_same_origin, percent};

/// The name of the file, with `%` before what a header does not carry.
const NAME: &str = "x-file-name";
/// The session's token, as forms carry it.
const TOKEN: &str = "x-form-token";
/// A form token is a fingerprint; nothing longer is read.
const LONGEST_TOKEN: usize = 256;

/// Takes a file into a slot.
///
/// # Errors
/// [`Failure::CrossSite`], [`Failure::NotFound`], [`Failure::NotTaken`].
pub async fn upload(
    State(app): State<App>,
    Path((_, attempt, slot)): Path<(LaunchId, String, String)>,
    session: Session,
    request: Request,
) -> Result<Response, Failure> {
    if !is_same_origin(&app, request.headers()) {
        return Err(Failure::CrossSite);
    }
    let attempt: AttemptId = attempt.parse().map_err(|_| Failure::NotFound)?;
    let into = Into {
        app,
        session,
        attempt,
        slot,
    };
    if is_form(request.headers()) {
        by_form(into, request).await
    } else {
        by_script(into, request).await
    }
}

/// Where a file goes.
struct Into {
    app: App,
    session: Session,
    attempt: AttemptId,
    slot: String,
}

async fn by_script(into: Into, request: Request) -> Result<Response, Failure> {
    let (parts, body) = request.into_parts();
    let text = |name: &str| {
        parts
            .headers
            .get(name)
            .and_then(|value| value.to_str().ok())
    };
    into.session
        .check_form_token(text(TOKEN).unwrap_or_default())
        .map_err(|_| Failure::CrossSite)?;
    let upload = Upload {
        name: decoded(text(NAME).unwrap_or_default()),
        announced: text(header::CONTENT_LENGTH.as_str()).and_then(|length| length.parse().ok()),
        body: Body::into_data_stream(body),
    };
    let session = into.session.clone();
    let file = unbroken(async move {
        let Into {
            app,
            session,
            attempt,
            slot,
        } = into;
        file::upload(&app, &session, attempt, &slot, upload).await
    })
    .await??;
    let document = json!({ "file": document(&session, &file) });
    Ok((StatusCode::CREATED, Json(document)).into_response())
}

async fn by_form(into: Into, request: Request) -> Result<Response, Failure> {
    const UNREADABLE: Failure = Failure::Unreadable("form_unreadable");
    let mut form = Multipart::from_request(request, &into.app)
        .await
        .map_err(|_| UNREADABLE)?;
    // The token comes first, so that nothing of a stranger's file is read.
    let idle = into.app.settings.upload_idle;
    let token = match timeout(idle, form.next_field()).await {
        Ok(Ok(Some(field))) if field.name() == Some("form_token") => short_text(field, idle).await,
        _ => None,
    };
    into.session
        .check_form_token(&token.ok_or(UNREADABLE)?)
        .map_err(|_| Failure::CrossSite)?;
    unbroken(async move {
        loop {
            let next = timeout(idle, form.next_field()).await;
            let next = next.map_err(|_| UNREADABLE)?.map_err(|_| UNREADABLE)?;
            let Some(field) = next else { break };
            if field.name() == Some("file") {
                keep(&into, field).await?;
            } else {
                // Our forms have no other; whatever it is, it is not waited for without end.
                short_text(field, idle).await.ok_or(UNREADABLE)?;
            }
        }
        let back = back(&into.app, &into.session, into.attempt, &into.slot).await?;
        Ok(back.into_response())
    })
    .await?
}

/// Takes one file of a form. One that is not taken for what it is stands in its slot with the reason, so the way leads
/// back there; where nothing can stand, the reason is a page.
async fn keep(into: &Into, field: Field<'_>) -> Result<Option<FileView>, Failure> {
    use NotTaken::{NoFilesHere, NotOpen, SlotFull};
    let upload = Upload {
        name: field.file_name().unwrap_or_default().to_owned(),
        announced: None,
        body: Box::pin(field),
    };
    let (app, session) = (&into.app, &into.session);
    match file::upload(app, session, into.attempt, &into.slot, upload).await {
        Ok(file) => Ok(Some(file)),
        Err(crate::app::Error::NotTaken(why))
            if !matches!(why, NoFilesHere | NotOpen | SlotFull) =>
        {
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

/// Work that goes on to its end when nobody waits for it any more: a connection that breaks drops its request, and
/// what was begun must still be settled.
async fn unbroken<T: Send + 'static>(
    work: impl Future<Output = T> + Send + 'static,
) -> Result<T, Failure> {
    tokio::spawn(work)
        .await
        .map_err(|error| Failure::Internal(error.to_string()))
}

fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE);
    kind.and_then(|kind| kind.to_str().ok())
        .is_some_and(|kind| kind.to_ascii_lowercase().starts_with("multipart/form-data"))
}

/// A text of few bytes that comes without long pauses.
async fn short_text(mut field: Field<'_>, idle: Duration) -> Option<String> {
    let mut text = Vec::new();
    while let Some(chunk) = timeout(idle, field.chunk()).await.ok()?.ok()? {
        text.extend_from_slice(&chunk);
        if text.len() > LONGEST_TOKEN {
            return None;
        }
    }
    String::from_utf8(text).ok()
}

/// A name with its `%` taken back; what is not UTF-8 then is replaced, since a name decides nothing.
fn decoded(name: &str) -> String {
    String::from_utf8_lossy(&percent::decoded(name.as_bytes())).into_owned()
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn a_name_comes_back_as_it_was() {
        for (sent, name) in [
            ("plan.pdf", "plan.pdf"),
            ("%C3%9Cbung%20%2B%201.pdf", "Übung + 1.pdf"),
            ("100%.pdf", "100%.pdf"),
            ("a%zz", "a%zz"),
            ("%ff", "\u{fffd}"),
            ("", ""),
        ] {
            assert_eq!(decoded(sent), name);
        }
    }
}
