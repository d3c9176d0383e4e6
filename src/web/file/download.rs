//! Opening a file. Owns the headers under which somebody's file is safe to show: its type is the one that was found
//! in it, and whatever it is, it runs nothing and reaches nothing.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::range::{Asked, asked};
use crate::app::App;
use crate::app::file::{self, Opened};
use crate::domain::file::Format;
use crate::domain::id::{FileId, LaunchId};
use crate::web::Failure;
use crate::web::extract::Session;

/// Browsers show a PDF with a viewer of their own, which does not start in a sandbox; a PDF is no page of ours either
/// way, and loads nothing.
const OF_PDF: &str =
    "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'";
const OF_ALL_ELSE: &str = "sandbox; default-src 'none'; frame-ancestors 'self'";

/// A file, or a part of it.
///
/// # Errors
/// [`Failure::NotFound`] for whoever may not open it.
pub async fn show(
    State(app): State<App>,
    Path((_, id)): Path<(LaunchId, String)>,
    session: Session,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let id: FileId = id.parse().map_err(|_| Failure::NotFound)?;
    let opened = file::open(&app, &session, id).await?;
    respond(&app, &opened, &headers).await
}

/// The answer that gives an opened file, or the part of it that the headers ask for.
///
/// # Errors
/// [`Failure::Internal`].
pub async fn respond(app: &App, opened: &Opened, headers: &HeaderMap) -> Result<Response, Failure> {
    let length = opened.file.bytes;
    let tag = format!("\"{}\"", opened.sha256);
    let text = |name| {
        headers
            .get(name)
            .and_then(|value: &HeaderValue| value.to_str().ok())
    };
    // A part of what was there before is no part of what is there now.
    let is_same = text(header::IF_RANGE).is_none_or(|known| known == tag);
    let range = text(header::RANGE).filter(|_| is_same);
    let (status, wanted) = match asked(range, length) {
        Asked::Whole => (StatusCode::OK, 0..length),
        Asked::Part(part) => (StatusCode::PARTIAL_CONTENT, part),
        Asked::Nothing => {
            let headers = [
                (header::CONTENT_RANGE, format!("bytes */{length}")),
                (header::CONTENT_TYPE, media_type(opened.format).to_owned()),
            ];
            return Ok((StatusCode::RANGE_NOT_SATISFIABLE, headers).into_response());
        }
    };
    let body = Body::from_stream(file::content(app, opened, wanted.clone()).await?);
    let mut response = (status, body).into_response();
    let into = response.headers_mut();
    if status == StatusCode::PARTIAL_CONTENT {
        let (first, last) = (wanted.start, wanted.end - 1);
        insert(
            into,
            header::CONTENT_RANGE,
            &format!("bytes {first}-{last}/{length}"),
        );
    }
    let size = (wanted.end - wanted.start).to_string();
    for (name, value) in [
        (header::CONTENT_LENGTH, &*size),
        (header::CONTENT_TYPE, media_type(opened.format)),
        (header::CONTENT_DISPOSITION, &disposition(opened)),
        (header::ACCEPT_RANGES, "bytes"),
        (header::ETAG, &tag),
        (header::CACHE_CONTROL, "private, no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CONTENT_SECURITY_POLICY, policy(opened.format)),
    ] {
        insert(into, name, value);
    }
    Ok(response)
}

fn insert(into: &mut HeaderMap, name: header::HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        into.insert(name, value);
    }
}

const fn media_type(format: Format) -> &'static str {
    match format {
        Format::Text => "text/plain; charset=utf-8",
        format => format.code(),
    }
}

const fn policy(format: Format) -> &'static str {
    match format {
        Format::Pdf => OF_PDF,
        _ => OF_ALL_ELSE,
    }
}

/// Shown where browsers can, saved where not; under its name, which is written twice (RFC 6266) because names have
/// letters that headers have not.
fn disposition(opened: &Opened) -> String {
    let kind = if opened.format.is_shown_by_browsers() {
        "inline"
    } else {
        "attachment"
    };
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "._- ".contains(letter);
    let plain: String = opened
        .name
        .chars()
        .map(|letter| if is_plain(letter) { letter } else { '_' })
        .collect();
    let is_safe = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    let coded: String = opened
        .name
        .bytes()
        .map(|byte| {
            if is_safe(byte) {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect();
    format!("{kind}; filename=\"{plain}\"; filename*=UTF-8''{coded}")
}
