//! The only HTTP client. Owns time limits, size limits, the `User-Agent` and the address guard; what is asked
//! and what the answer means is the callers' business.
//!
//! Addresses come from strangers (registrations, tokens). Unless the operator allows private networks, only
//! `https` to public addresses is called: names are resolved by the guard itself, so that a name cannot pass
//! the check as one address and be called as another. Redirects are not followed.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, FixedOffset};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::{self, HeaderMap, HeaderValue};
use reqwest::redirect::Policy;
use url::{Host, Url};

use crate::clock::Timestamp;
use crate::lti::fetch::{Answer, Fetch, FetchError, Request, Response};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
const TOTAL_TIMEOUT: Duration = Duration::from_secs(10);
const USER_AGENT: &str = concat!("microcred/", env!("CARGO_PKG_VERSION"), " (LTI 1.3 tool)");

/// Which networks may be called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// `https` to public addresses.
    PublicOnly,
    /// Also `http`, loopback and private addresses: for LMSs inside the operator's own network, and for tests.
    PrivateToo,
}

/// The guarded client.
#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    reach: Reach,
}

/// The client could not be set up.
#[derive(Debug, thiserror::Error)]
#[error("the HTTP client could not be set up: {0}")]
pub struct SetUpError(#[from] reqwest::Error);

impl Client {
    /// A client that may reach these networks.
    ///
    /// # Errors
    /// [`SetUpError`] when TLS cannot be set up.
    #[expect(clippy::disallowed_methods, reason = "this is the guarded client")]
    pub fn new(reach: Reach) -> Result<Self, SetUpError> {
        let http = reqwest::Client::builder()
            .user_agent(USER_AGENT)
            .connect_timeout(CONNECT_TIMEOUT)
            .timeout(TOTAL_TIMEOUT)
            .redirect(Policy::none())
            .no_proxy()
            .dns_resolver(Arc::new(GuardedResolver { reach }))
            .build()?;
        Ok(Self { http, reach })
    }

    async fn send(&self, request: Request) -> Result<Response, FetchError> {
        let host = request.url.host_str().unwrap_or_default().to_owned();
        if !is_allowed(&request.url, self.reach) {
            return Err(FetchError::AddressRefused(host));
        }
        let unreachable = |error: reqwest::Error| FetchError::Unreachable {
            host: host.clone(),
            why: in_few_words(&error).to_owned(),
            may_have_arrived: !error.is_connect(),
        };
        let method = match request.method {
            "POST" => reqwest::Method::POST,
            "PUT" => reqwest::Method::PUT,
            "DELETE" => reqwest::Method::DELETE,
            _ => reqwest::Method::GET,
        };
        let mut builder = self.http.request(method, request.url);
        for (name, value) in request.headers {
            builder = builder.header(name, value);
        }
        if let Some(body) = request.body {
            builder = builder.body(body);
        }
        let mut response = builder.send().await.map_err(unreachable)?;
        let status = response.status().as_u16();
        let mut answer = head(status, response.headers());
        while let Some(chunk) = response.chunk().await.map_err(unreachable)? {
            if answer.body.len() + chunk.len() > request.max_bytes {
                return Err(FetchError::TooLarge(host));
            }
            answer.body.extend_from_slice(&chunk);
        }
        Ok(answer)
    }
}

impl Fetch for Client {
    fn fetch(&self, request: Request) -> Answer<'_> {
        Box::pin(self.send(request))
    }
}

fn in_few_words(error: &reqwest::Error) -> &'static str {
    if error.is_timeout() {
        "no answer in time"
    } else if error.is_connect() {
        "no connection (name, address or certificate)"
    } else {
        "the answer broke off"
    }
}

/// Everything but the body.
fn head(status: u16, headers: &HeaderMap) -> Response {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let links: Vec<_> = headers
        .get_all(header::LINK)
        .iter()
        .map(HeaderValue::as_bytes)
        .collect();
    Response {
        status,
        max_age: text("cache-control").and_then(max_age),
        link: (!links.is_empty()).then(|| links.join(&b", "[..])),
        retry_after: text("retry-after").and_then(|value| retry_after(value, text("date"))),
        content_type: text("content-type").map(str::to_owned),
        is_throttled: text("x-rate-limit-remaining")
            .and_then(|left| left.trim().parse::<f64>().ok())
            .is_some_and(|left| left <= 0.0),
        answered_at: text("date")
            .and_then(date)
            .map(|date| Timestamp::from_seconds(date.timestamp())),
        body: Vec::new(),
    }
}

/// `Retry-After` in either form (RFC 9110 section 10.2.3); a date is counted from the answer's own.
fn retry_after(value: &str, date: Option<&str>) -> Option<Duration> {
    if let Ok(seconds) = value.trim().parse() {
        return Some(Duration::from_secs(seconds));
    }
    let wait = self::date(value)? - self::date(date?)?;
    Some(wait.to_std().unwrap_or_default())
}

fn date(value: &str) -> Option<DateTime<FixedOffset>> {
    DateTime::parse_from_rfc2822(value.trim()).ok()
}

fn max_age(cache_control: &str) -> Option<Duration> {
    cache_control.split(',').find_map(|directive| {
        let seconds = directive.trim().strip_prefix("max-age=")?;
        seconds
            .trim_matches('"')
            .parse()
            .ok()
            .map(Duration::from_secs)
    })
}

fn is_allowed(url: &Url, reach: Reach) -> bool {
    if !url.username().is_empty() || url.password().is_some() {
        return false;
    }
    match reach {
        Reach::PrivateToo => matches!(url.scheme(), "http" | "https"),
        Reach::PublicOnly => {
            url.scheme() == "https"
                && match url.host() {
                    Some(Host::Domain(name)) => !name.eq_ignore_ascii_case("localhost"),
                    Some(Host::Ipv4(address)) => is_public(IpAddr::V4(address)),
                    Some(Host::Ipv6(address)) => is_public(IpAddr::V6(address)),
                    None => false,
                }
        }
    }
}

struct GuardedResolver {
    reach: Reach,
}

impl Resolve for GuardedResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let reach = self.reach;
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let allowed: Vec<SocketAddr> = found
                .filter(|address| reach == Reach::PrivateToo || is_public(address.ip()))
                .collect();
            if allowed.is_empty() {
                return Err("the name leads to no public address".into());
            }
            Ok(Box::new(allowed.into_iter()) as Addrs)
        })
    }
}

/// Whether an address belongs to the public internet (IANA special-purpose registries).
#[must_use]
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => is_public_v4(v4),
        IpAddr::V6(v6) => match v6.to_ipv4_mapped() {
            Some(v4) => is_public_v4(v4),
            None => is_public_v6(v6),
        },
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    !(address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_broadcast()
        || address.is_documentation()
        || a == 0
        || a >= 240
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 198 && (b == 18 || b == 19)))
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let [first, second, ..] = address.segments();
    // Only 2000::/3 is given out; inside it, addresses that carry an IPv4 one or lead into a tunnel are not taken.
    (0x2000..0x4000).contains(&first)
        && !(first == 0x2001 && (second < 0x0200 || second == 0x0db8))
        && first != 0x2002
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_https_to_public_addresses_is_called() {
        for (address, allowed) in [
            ("https://canvas.instructure.com/x", true),
            ("https://93.184.216.34/", true),
            ("http://canvas.instructure.com/x", false),
            ("https://localhost/", false),
            ("https://127.0.0.1/", false),
            ("https://0x7f000001/", false),
            ("https://2130706433/", false),
            ("https://10.1.2.3/", false),
            ("https://169.254.169.254/latest/meta-data", false),
            ("https://100.64.0.1/", false),
            ("https://[::1]/", false),
            ("https://[::ffff:10.0.0.1]/", false),
            ("https://[fe80::1]/", false),
            ("https://[fd00::1]/", false),
            ("https://[64:ff9b::a00:1]/", false),
            ("https://[2606:4700::1111]/", true),
            ("https://user:pass@lms.example/", false),
            ("file:///etc/passwd", false),
        ] {
            let url: Url = address.parse().unwrap();
            assert_eq!(is_allowed(&url, Reach::PublicOnly), allowed, "{address}");
        }
    }

    #[tokio::test]
    async fn a_name_that_leads_home_is_not_called() {
        let client = Client::new(Reach::PublicOnly).unwrap();
        let request = Request::json("https://localhost.:1/".parse().unwrap(), 10);
        assert!(client.send(request).await.is_err());
        let resolver = GuardedResolver {
            reach: Reach::PublicOnly,
        };
        assert!(
            resolver
                .resolve("localhost".parse().unwrap())
                .await
                .is_err()
        );
    }

    #[test]
    fn retry_after_is_read_in_both_forms() {
        let date = Some("Wed, 21 Oct 2026 07:28:00 GMT");
        for (value, date, wait) in [
            ("120", None, Some(120)),
            (" 0 ", None, Some(0)),
            ("Wed, 21 Oct 2026 07:28:30 GMT", date, Some(30)),
            ("Wed, 21 Oct 2026 07:27:00 GMT", date, Some(0)),
            ("Wed, 21 Oct 2026 07:28:30 GMT", None, None),
            ("soon", date, None),
            ("-1", None, None),
        ] {
            assert_eq!(
                retry_after(value, date),
                wait.map(Duration::from_secs),
                "{value}"
            );
        }
    }

    #[test]
    fn links_are_kept_as_bytes_and_all_of_them() {
        let mut headers = HeaderMap::new();
        for link in [
            &b"<https://a.example/1>; rel=\"prev\""[..],
            "<https://a.example/2>; rel=\u{201c}next\u{201d}".as_bytes(),
        ] {
            headers.append(header::LINK, HeaderValue::from_bytes(link).unwrap());
        }
        headers.insert("x-rate-limit-remaining", HeaderValue::from_static("0.0"));
        let head = head(200, &headers);
        assert_eq!(
            crate::lti::link_header::find(&head.link.unwrap(), "next").as_deref(),
            Some("https://a.example/2")
        );
        assert!(head.is_throttled);
    }

    #[test]
    fn max_age_is_read_among_other_directives() {
        assert_eq!(
            max_age("public, max-age=600, must-revalidate"),
            Some(Duration::from_secs(600))
        );
        assert_eq!(max_age("no-store"), None);
        assert_eq!(max_age("max-age=soon"), None);
    }
}
