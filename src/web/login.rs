//! Login initiation. Owns finding out how this browser can be recognised again, before the platform is asked
//! to authenticate anybody: platforms give their hint out once, so there is no second try afterwards.
//!
//! 1. The browser sent our cookie, or is not in a frame (where cookies work): bind the login to the cookie.
//! 2. It is in a frame and sent none: give it one and ask it to come again at once, before anything is looked up.
//! 3. It came again without it: let the platform's storage keep a secret, where the platform has one.
//! 4. Neither: offer a tab of its own.

use axum::extract::{OriginalUri, Path, RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::Failure;
use super::cookie::{self, BROWSER, BROWSER_LIFETIME};
use super::extract::{FormPairs, Visitor};
use super::launch::recorded;
use super::page::{Page, Policy};
use crate::app::login::{self, Login};
use crate::app::{App, Error};
use crate::metrics;
use crate::templates::login as template;

/// Marks the request that comes again after a cookie was given.
const PROBED: &str = "cookie_given";

/// Login initiation by GET.
///
/// # Errors
/// [`Failure::Refused`], [`Failure::Unreadable`].
pub async fn begin_get(
    state: State<App>,
    registration: Option<Path<String>>,
    visitor: Visitor,
    uri: OriginalUri,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let parameters = FormPairs::parse(query.unwrap_or_default().as_bytes());
    let parameters = recorded(&state, "login", parameters).await?;
    begin(state, registration, visitor, uri, headers, parameters).await
}

/// Login initiation by POST.
///
/// # Errors
/// [`Failure::Refused`].
pub async fn begin_post(
    state: State<App>,
    registration: Option<Path<String>>,
    visitor: Visitor,
    uri: OriginalUri,
    headers: HeaderMap,
    form: Result<FormPairs, Failure>,
) -> Result<Response, Failure> {
    let form = recorded(&state, "login", form).await?;
    begin(state, registration, visitor, uri, headers, form).await
}

async fn begin(
    State(app): State<App>,
    registration: Option<Path<String>>,
    visitor: Visitor,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    FormPairs(parameters): FormPairs,
) -> Result<Response, Failure> {
    let registration = match registration {
        Some(Path(id)) => Some(id.parse().map_err(|_| Failure::NotFound)?),
        None => None,
    };
    let cookie = cookie::secret(&headers, BROWSER);
    let is_probed = uri.query().is_some_and(|query| query.contains(PROBED));
    if cookie.is_none() && is_framed(&headers) && !is_probed {
        return Ok(give_cookie(&app, &uri));
    }
    if cookie.is_none() && is_framed(&headers) {
        let login = login::recognise(&app, &parameters, registration).await;
        return without_cookie(&app, &login.inspect_err(count)?, &visitor, uri.path()).await;
    }
    let secret = cookie.map_or_else(|| app.random.secret(), str::to_owned);
    let login = login::assume(&app, &parameters, registration).await;
    with_cookie(&app, &login.inspect_err(count)?, &secret).await
}

fn count(error: &Error) {
    if let Error::Refused(refused) = error {
        metrics::launch_finished(false, refused.refusal.reason.code());
    }
}

/// Whether the browser shows this in a frame. One that does not say is taken to: it may be an old one, and those
/// are the ones that keep no cookies there.
fn is_framed(headers: &HeaderMap) -> bool {
    headers
        .get("sec-fetch-dest")
        .is_none_or(|destination| destination != "document")
}

async fn with_cookie(app: &App, login: &Login, secret: &str) -> Result<Response, Failure> {
    let url = login::begin_with_cookie(app, login, secret)
        .await
        .inspect_err(count)?;
    let mut response = redirect(StatusCode::FOUND, url.as_str());
    response.headers_mut().extend(
        cookie::set(BROWSER, secret, BROWSER_LIFETIME).map(|value| (header::SET_COOKIE, value)),
    );
    Ok(response)
}

/// 307, so that a POST comes again as the POST that it was.
fn give_cookie(app: &App, uri: &axum::http::Uri) -> Response {
    let query = uri
        .query()
        .map(|query| format!("{query}&"))
        .unwrap_or_default();
    let mut response = redirect(
        StatusCode::TEMPORARY_REDIRECT,
        &format!("{}?{query}{PROBED}=1", uri.path()),
    );
    response.headers_mut().extend(
        cookie::set(BROWSER, &app.random.secret(), BROWSER_LIFETIME)
            .map(|value| (header::SET_COOKIE, value)),
    );
    response
}

fn redirect(status: StatusCode, location: &str) -> Response {
    match HeaderValue::from_str(location) {
        Ok(location) => (status, [(header::LOCATION, location)]).into_response(),
        Err(_) => Failure::Unreadable("address-unreadable").into_response(),
    }
}

async fn without_cookie(
    app: &App,
    login: &Login,
    visitor: &Visitor,
    path: &str,
) -> Result<Response, Failure> {
    let fields = login.initiation.parameters();
    let new_tab = template::NewTab {
        action: path,
        fields: &fields,
    };
    // In its own tab the same request is sent on to the platform, and browsers check every hop of a form.
    let policy =
        Policy::platform(&login.platform).with_form_target(&login.platform.authorization_url);
    let shell = visitor.shell();
    let Some(step) = login::begin_with_storage(app, login).await? else {
        return Ok(Page::new(template::new_tab(&shell, &new_tab), policy).into_response());
    };
    let view = template::StorageStep {
        frame: &step.frame.name,
        origin: &step.frame.origin,
        key: step.key,
        secret: &step.secret,
        continue_url: step.url.as_str(),
        new_tab,
    };
    Ok(Page::new(template::storage(&shell, &view), policy).into_response())
}
