//! Every route on one page.

use std::time::Duration;

use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post, put};
use axum::{Router, middleware};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

use super::{
    Failure, answer, asset, attempt, badge, catalog, config_document, connection, content,
    credential, desk, file, gate, gate_award, gradebook, health, home, inspector, key_set, launch,
    layer, login, mine, placement, privacy, registration, roster, verify, window,
};
use crate::app::App;

/// The largest part of a try, or answer to one slot, that is saved at once, in bytes.
const MAX_WRITING: usize = 4 * 1024 * 1024;

/// What one request may take, and what is shown besides the product.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The largest body, in bytes.
    pub max_body: usize,
    /// How long the tool works on one request.
    pub timeout: Duration,
    /// Whether `/styleguide` shows every component in every state.
    pub shows_styleguide: bool,
}

/// The whole tool as a service.
pub fn router(app: App, options: Options) -> Router {
    let styleguide = if options.shows_styleguide {
        Router::new().route("/styleguide", get(home::styleguide))
    } else {
        Router::new()
    };
    // A film takes its time and its place: these have limits of their own (`evidence` in the settings), kept where
    // the content is counted.
    let uploads = Router::new()
        .route(
            "/app/l/{launch}/attempts/{attempt}/slots/{slot}/files",
            post(file::upload),
        )
        .layer(DefaultBodyLimit::disable());
    Router::new()
        .merge(styleguide)
        .route("/", get(home::front))
        .route("/catalog", get(catalog::list))
        .route("/catalog/{slug}", get(catalog::show))
        .route("/catalog/{slug}/images/{name}", get(catalog::image))
        .merge(badge::routes())
        // The LMS's side (Security Framework, LTI Core, Dynamic Registration).
        .route("/lti/login", get(login::begin_get).post(login::begin_post))
        .route(
            "/lti/login/{registration}",
            get(login::begin_get).post(login::begin_post),
        )
        .route("/lti/launch", post(launch::receive))
        .route("/lti/launch/confirm", post(launch::confirm))
        .route("/lti/jwks.json", get(key_set::show))
        .route("/lti/register", get(registration::review))
        .route("/lti/register/{draft}", post(registration::register))
        .route("/lti/config/{platform}", get(config_document::show))
        // Behind a launch.
        .route("/app/l/{launch}", get(home::show))
        .route("/app/l/{launch}/content", post(content::answer))
        .route(
            "/app/l/{launch}/choose",
            get(placement::choose).post(placement::chosen),
        )
        .route("/app/l/{launch}/s/{slug}", get(placement::show_stack))
        .route("/app/l/{launch}/gates/{placement}", get(gate::show))
        .route(
            "/app/l/{launch}/gates/{placement}/award",
            get(gate_award::leave).post(gate_award::set),
        )
        .route("/app/l/{launch}/mine", get(mine::show))
        .merge(badge::of_holders())
        .route("/app/l/{launch}/privacy/export", get(privacy::export))
        .merge(of_administrators())
        .route("/app/l/{launch}/windows", get(window::list))
        .route(
            "/app/l/{launch}/windows/{attempt}",
            get(window::show).post(window::extend),
        )
        .route("/app/l/{launch}/roster", get(roster::show))
        .route("/app/l/{launch}/roster.csv", get(roster::csv))
        .route("/app/l/{launch}/roster/refresh", post(roster::refresh))
        .route("/app/l/{launch}/sync", get(gradebook::sync))
        .route(
            "/app/l/{launch}/sync/{post}/{decision}",
            post(gradebook::settle),
        )
        .route("/app/l/{launch}/setup", get(gradebook::setup))
        .merge(of_credentials())
        .merge(desk::routes())
        .route("/app/l/{launch}/files/{file}", get(file::show))
        .route(
            "/app/l/{launch}/files/{file}/describe",
            post(file::describe),
        )
        .route("/app/l/{launch}/files/{file}/remove", post(file::remove))
        // Files and operation.
        // Pages are not compressed: they hold secrets beside words that a stranger may choose (BREACH).
        .route(
            "/assets/{file}",
            get(asset::show).layer(CompressionLayer::new()),
        )
        .route("/icon.svg", get(asset::icon))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .layer(DefaultBodyLimit::max(options.max_body))
        // What is announced as too large is refused before it comes.
        .layer(RequestBodyLimitLayer::new(options.max_body))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            options.timeout,
        ))
        .merge(uploads)
        .merge(of_writing(options.timeout))
        .merge(of_strangers(options.timeout))
        .fallback(async || Failure::NotFound)
        .method_not_allowed_fallback(async || Failure::MethodNotAllowed)
        .layer(CatchPanicLayer::custom(layer::failure::panicked))
        .layer(from_fn_with_state(app.clone(), layer::failure::render))
        .layer(from_fn_with_state(app.clone(), layer::headers::set))
        .layer(middleware::from_fn(layer::trace::follow))
        .with_state(app)
}

/// An organisation's connections, and what became of launches.
fn of_administrators() -> Router<App> {
    Router::new()
        .route("/app/l/{launch}/connections", get(connection::list))
        .route(
            "/app/l/{launch}/connections/invites",
            post(connection::invite),
        )
        .route(
            "/app/l/{launch}/connections/platforms/{id}/{decision}",
            post(connection::decide_platform),
        )
        .route(
            "/app/l/{launch}/connections/deployments/{id}/{decision}",
            post(connection::decide_deployment),
        )
        .route("/app/l/{launch}/launches", get(inspector::list))
        .route("/app/l/{launch}/launches/{record}", get(inspector::show))
}

/// A micro-credential in a course, and the work on it.
fn of_credentials() -> Router<App> {
    Router::new()
        .route("/app/l/{launch}/c/{slug}", get(credential::show))
        .route("/app/l/{launch}/c/{slug}/details", get(credential::details))
        .route(
            "/app/l/{launch}/c/{slug}/images/{name}",
            get(credential::image),
        )
        .route("/app/l/{launch}/c/{slug}/start", post(credential::start))
        .route("/app/l/{launch}/attempts/{attempt}", get(attempt::show))
        .route(
            "/app/l/{launch}/attempts/{attempt}/check",
            get(attempt::check),
        )
        .route(
            "/app/l/{launch}/attempts/{attempt}/submit",
            get(attempt::submit_form).post(attempt::submit),
        )
        .route(
            "/app/l/{launch}/attempts/{attempt}/recall",
            post(attempt::recall),
        )
        .route(
            "/app/l/{launch}/attempts/{attempt}/withdraw",
            post(attempt::withdraw),
        )
        .route(
            "/app/l/{launch}/attempts/{attempt}/again",
            post(attempt::again),
        )
        .route(
            "/app/l/{launch}/attempts/{attempt}/hand-over",
            post(attempt::hand_over),
        )
        .route(
            "/app/l/{launch}/attempts/{attempt}/result",
            get(attempt::result),
        )
}

/// What is written, with limits of its own: a part of long texts is more than other forms are.
fn of_writing(timeout: Duration) -> Router<App> {
    Router::new()
        .route(
            "/app/l/{launch}/attempts/{attempt}/parts/{part}",
            get(attempt::part).post(attempt::save),
        )
        .route(
            "/app/l/{launch}/attempts/{attempt}/parts/{part}/ready",
            put(attempt::mark_ready),
        )
        .route(
            "/app/l/{launch}/attempts/{attempt}/slots/{slot}",
            put(answer::save),
        )
        .merge(desk::writing())
        .layer(DefaultBodyLimit::max(MAX_WRITING))
        .layer(RequestBodyLimitLayer::new(MAX_WRITING))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            timeout,
        ))
}

/// What strangers bring: a picture with a badge in it is more than a form.
fn of_strangers(timeout: Duration) -> Router<App> {
    Router::new()
        .route("/verify", get(verify::show).post(verify::verify))
        .layer(DefaultBodyLimit::max(verify::MAX_BODY))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            timeout,
        ))
}
