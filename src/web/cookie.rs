//! The two cookies. Owns their names, attributes and shapes.
//!
//! `browser` proves that the browser which ends a login is the one that began it; `session` proves that it
//! launched. Both are `__Host-` (no other host can set them), `HttpOnly`, and `SameSite=None; Partitioned`,
//! because the tool lives in a frame of another site and needs no cookie there but its own.

use std::time::Duration;

use axum::http::{HeaderMap, HeaderValue, header};
use cookie::{Cookie, SameSite};

/// Binds logins to a browser.
pub const BROWSER: &str = "__Host-microcred_browser";
/// Opens sessions.
pub const SESSION: &str = "__Host-microcred_session";

/// How long the browser's cookie lives: longer than a login, renewed at each one.
pub const BROWSER_LIFETIME: Duration = Duration::from_secs(24 * 3600);
const SECRET_LENGTH: usize = 43;

/// The value of a cookie, when it has the shape of a secret of ours.
#[must_use]
pub fn secret<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(found, _)| *found == name)
        .map(|(_, value)| value)
        .filter(|value| is_secret(value))
}

/// Whether a text has the shape of a secret of ours.
#[must_use]
pub fn is_secret(text: &str) -> bool {
    text.len() == SECRET_LENGTH
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

/// A `Set-Cookie` value.
#[must_use]
pub fn set(name: &'static str, secret: &str, lifetime: Duration) -> Option<HeaderValue> {
    let seconds = i64::try_from(lifetime.as_secs()).unwrap_or(i64::MAX);
    let cookie = Cookie::build((name, secret))
        .path("/")
        .secure(true)
        .http_only(true)
        .same_site(SameSite::None)
        .partitioned(true)
        .max_age(cookie::time::Duration::seconds(seconds))
        .build();
    HeaderValue::from_str(&cookie.to_string()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(lines: &[&str]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(header::COOKIE, line.parse().unwrap());
        }
        headers
    }

    #[test]
    fn a_cookie_is_read_among_others_and_only_in_our_shape() {
        let good = "A".repeat(43);
        let with = |value: &str| headers(&["a=b; c=d", &format!("x=y; {SESSION}={value}; z=1")]);
        assert_eq!(secret(&with(&good), SESSION), Some(good.as_str()));
        for bad in [
            "",
            "short",
            &"A".repeat(44),
            &format!("{}!", "A".repeat(42)),
        ] {
            assert_eq!(secret(&with(bad), SESSION), None, "{bad}");
        }
        assert_eq!(secret(&with(&good), BROWSER), None);
    }

    #[test]
    fn cookies_work_in_a_frame_and_are_out_of_reach_of_scripts_and_other_hosts() {
        let value = set(SESSION, "secret", Duration::from_secs(60)).unwrap();
        let value = value.to_str().unwrap();
        for attribute in [
            "Secure",
            "HttpOnly",
            "SameSite=None",
            "Partitioned",
            "Path=/",
            "Max-Age=60",
        ] {
            assert!(value.contains(attribute), "{value}");
        }
        assert!(!value.contains("Domain"));
    }
}
