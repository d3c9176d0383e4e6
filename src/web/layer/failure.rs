//! Failures become answers: a page for people, `application/problem+json` (RFC 9457) for programs. Owns the one
//! place where causes are logged; they are never shown.

use std::any::Any;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::app::App;
use crate::app::session::SESSION_KEY;
use crate::templates::failure::{self as template};
use crate::templates::launch as launch_template;
use crate::templates::layout::Shell;
use crate::web::badge::opened;
use crate::web::extract::Visitor;
use crate::web::failure::{Failure, IsForPrograms, Resume};
use crate::web::page::{Page, Policy};

/// Renders the failure that a handler left in its response.
pub async fn render(State(app): State<App>, request: Request, next: Next) -> Response {
    let visitor = request
        .extensions()
        .get::<Visitor>()
        .cloned()
        .unwrap_or_default();
    let response = next.run(request).await;
    let extensions = response.extensions();
    let is_for_programs = extensions.get::<IsForPrograms>().is_some();
    match extensions.get::<Arc<Failure>>().cloned() {
        Some(failure) if is_for_programs => {
            let visitor = Visitor {
                wants_json: true,
                ..visitor
            };
            opened(answer(&app, &failure, &visitor))
        }
        Some(failure) => answer(&app, &failure, &visitor),
        None => plain_status(&app, response, &visitor),
    }
}

/// Layers of the framework answer with a bare status (a body that is too large, a request that took too long);
/// people get a page for these too.
fn plain_status(app: &App, response: Response, visitor: &Visitor) -> Response {
    let is_plain = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_none_or(|kind| {
            kind.to_str()
                .is_ok_and(|kind| kind.starts_with("text/plain"))
        });
    if !is_plain {
        return response;
    }
    match response.status() {
        StatusCode::PAYLOAD_TOO_LARGE => answer(app, &Failure::TooLarge, visitor),
        StatusCode::SERVICE_UNAVAILABLE => answer(app, &Failure::Busy, visitor),
        status if status.is_client_error() => {
            answer(app, &Failure::Unreadable("request-unreadable"), visitor)
        }
        _ => response,
    }
}

fn answer(app: &App, failure: &Failure, visitor: &Visitor) -> Response {
    let described = failure.describe();
    if described.status.is_server_error() {
        tracing::error!(code = described.code, cause = %failure.cause(), "request failed");
    } else {
        tracing::debug!(code = described.code, cause = %failure.cause(), "request refused");
    }
    let reference = failure
        .reference()
        .unwrap_or_else(|| visitor.request_id.clone());
    let shell = Shell {
        language: visitor.language,
        nonce: &visitor.nonce,
    };
    if visitor.wants_json {
        let texts = template::texts(&shell, described.kind);
        let problem = json!({
            "type": "about:blank",
            "title": texts.title,
            "status": described.status.as_u16(),
            "detail": texts.message,
            "next": texts.next,
            "code": described.code,
            "reference": reference,
        });
        let mut response = (described.status, problem.to_string()).into_response();
        response.headers_mut().insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        return response;
    }
    if let Failure::Resume(resume) = failure {
        return resume_page(resume, &shell, described.status);
    }
    let view = template::Failure {
        kind: described.kind,
        code: described.code,
        detail: failure.detail(),
        reference: &reference,
        new_tab: None,
        return_url: failure.return_url(),
        typed: failure.typed(),
    };
    let page = Page::new(template::page(&shell, &view), Policy::stranger(app));
    page.with_status(described.status).into_response()
}

/// The page that looks for its session in the LMS's storage.
fn resume_page(resume: &Resume, shell: &Shell<'_>, status: StatusCode) -> Response {
    let step = launch_template::ResumeStep {
        frame: &resume.frame.name,
        origin: &resume.frame.origin,
        key: SESSION_KEY,
    };
    Page::new(launch_template::resume(shell, &step), resume.policy.clone())
        .with_status(status)
        .into_response()
}

/// A handler that panicked has a mistake of ours in it; the person gets the page for that.
pub fn panicked(panic: Box<dyn Any + Send>) -> Response {
    let what = panic
        .downcast_ref::<&str>()
        .map(ToString::to_string)
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_default();
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    response
        .extensions_mut()
        .insert(Arc::new(Failure::Internal(format!("panic: {what}"))));
    response
}
