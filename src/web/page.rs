//! A page with the policy that it is shown under. Owns the Content-Security-Policy.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::Markup;
use url::Url;

use crate::app::App;
use crate::app::service;
use crate::lti::profile::Profile;
use crate::store::launch::Launch;
use crate::store::platform::Platform;

/// Who may frame a page, and where its forms may go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    frame_ancestors: Vec<String>,
    form_targets: Vec<String>,
}

impl Policy {
    /// For pages of which it is not known yet which LMS they are in. Only LMSs that are reached by plain http,
    /// which the operator has to allow, are framed by plain http.
    #[must_use]
    pub fn stranger(app: &App) -> Self {
        let mut frame_ancestors = vec![String::from("https:")];
        if app.settings.tool.public_url.scheme() == "http" {
            frame_ancestors.push(String::from("http:"));
        }
        Self {
            frame_ancestors,
            form_targets: Vec::new(),
        }
    }

    /// For pages inside one LMS.
    #[must_use]
    pub fn platform(platform: &Platform) -> Self {
        Self::of(
            service::profile(platform),
            &platform.authorization_url,
            None,
        )
    }

    /// For pages of one session.
    #[must_use]
    pub fn launch(launch: &Launch) -> Self {
        Self::of(
            service::profile_with(&launch.profile, &launch.profile_overrides),
            &launch.authorization_url,
            launch.return_url.as_deref(),
        )
    }

    fn of(profile: Profile, authorization_url: &str, return_url: Option<&str>) -> Self {
        let mut frame_ancestors: Vec<_> = [Some(authorization_url), return_url]
            .into_iter()
            .flatten()
            .filter_map(origin)
            .collect();
        frame_ancestors.extend(profile.frame_ancestors);
        frame_ancestors.dedup();
        Self {
            frame_ancestors,
            form_targets: Vec::new(),
        }
    }

    /// Lets forms go to this address and wherever it redirects to: browsers check every hop, and LMSs send
    /// people on to other hosts of theirs.
    #[must_use]
    pub fn with_form_target(mut self, address: &str) -> Self {
        self.form_targets.extend(origin(address));
        self.form_targets.push(String::from("https:"));
        self
    }

    /// The header's value.
    #[must_use]
    pub fn header(&self, nonce: &str) -> String {
        let ancestors = self.frame_ancestors.join(" ");
        let targets: String = self
            .form_targets
            .iter()
            .flat_map(|target| [" ", target])
            .collect();
        format!(
            "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic'; style-src 'self'; \
             img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'; font-src 'self'; \
             base-uri 'none'; \
             form-action 'self'{targets}; frame-ancestors 'self' {ancestors}"
        )
    }
}

fn origin(address: &str) -> Option<String> {
    let origin = Url::parse(address).ok()?.origin();
    origin.is_tuple().then(|| origin.ascii_serialization())
}

/// A page.
pub struct Page {
    markup: Markup,
    policy: Policy,
    status: StatusCode,
}

impl Page {
    /// A page that is shown under `policy`.
    #[must_use]
    pub fn new(markup: Markup, policy: Policy) -> Self {
        Self {
            markup,
            policy,
            status: StatusCode::OK,
        }
    }

    /// The same page with another status.
    #[must_use]
    pub fn with_status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }
}

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        let mut response = (self.status, self.markup).into_response();
        response.extensions_mut().insert(self.policy);
        response
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn product(code: &str) -> Profile {
        service::profile_with(code, &json!({}))
    }

    #[test]
    fn a_page_is_framed_by_its_lms_and_nobody_else() {
        let policy = Policy::of(
            product("moodle"),
            "https://lms.example/mod/lti/auth.php",
            None,
        );
        let header = policy.header("n");
        assert!(
            header.contains("frame-ancestors 'self' https://lms.example"),
            "{header}"
        );
        assert!(header.ends_with("https://lms.example"), "{header}");
        assert!(header.contains("form-action 'self';"), "{header}");
        assert!(!header.contains("unsafe"), "{header}");
    }

    #[test]
    fn a_product_with_hosts_for_each_school_is_framed_by_any_of_them() {
        let policy = Policy::of(
            product("canvas"),
            "https://sso.canvaslms.com/x",
            Some("https://school.example/back"),
        );
        let header = policy.header("n");
        for ancestor in [
            "https://sso.canvaslms.com",
            "https://school.example",
            "https:",
        ] {
            assert!(header.contains(ancestor), "{header}");
        }
    }

    #[test]
    fn an_installation_says_from_where_else_it_frames_pages() {
        let overrides = json!({"frame_ancestors": ["https://courses.school.example"]});
        let policy = Policy::of(
            service::profile_with("moodle", &overrides),
            "https://lms.example/mod/lti/auth.php",
            None,
        );
        let header = policy.header("n");
        assert!(
            header.ends_with("'self' https://lms.example https://courses.school.example"),
            "{header}"
        );
    }

    #[test]
    fn an_address_cannot_smuggle_a_directive_into_the_policy() {
        let policy = Policy::of(
            product("generic"),
            "https://lms.example/;script-src *",
            Some("javascript:alert(1)"),
        )
        .with_form_target("https://lms.example/x;default-src *");
        assert!(!policy.header("n").contains('*'));
    }
}
