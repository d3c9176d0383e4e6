//! `lti_message_hint`: the thread from login initiation to the authorization endpoint. Owns how it is written and
//! read; to the tool it is opaque.

use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::clock::Timestamp;
use crate::practice::profile::HintForm;
use crate::practice::site::Site;

/// What Canvas puts into its hint.
#[derive(Serialize, Deserialize)]
struct CanvasHint {
    verifier: String,
    canvas_domain: String,
    context_type: String,
    include_storage_target: bool,
    exp: i64,
}

/// Writes the hint that leads back to a launch.
pub fn write(
    site: &Site,
    secret: &str,
    launch: &str,
    item: Option<u32>,
    expires_at: Timestamp,
) -> String {
    match site.profile.login.hint {
        HintForm::Opaque => launch.to_owned(),
        HintForm::Json => {
            json!({ "cmid": item, "launchid": format!("ltilaunch_{launch}") }).to_string()
        }
        HintForm::Jwt => {
            let claims = CanvasHint {
                verifier: launch.to_owned(),
                canvas_domain: site.issuer.clone(),
                context_type: "Course".to_owned(),
                include_storage_target: true,
                exp: expires_at.seconds(),
            };
            jsonwebtoken::encode(
                &Header::default(),
                &claims,
                &EncodingKey::from_secret(secret.as_bytes()),
            )
            .expect("plain claims sign with a shared secret")
        }
    }
}

/// The launch that a hint leads to; `None` when it is not one of ours. Whether the launch is still good is not asked.
pub fn read(site: &Site, secret: &str, hint: &str) -> Option<String> {
    match site.profile.login.hint {
        HintForm::Opaque => (!hint.is_empty()).then(|| hint.to_owned()),
        HintForm::Json => {
            let hint: serde_json::Value = serde_json::from_str(hint).ok()?;
            hint["launchid"]
                .as_str()?
                .strip_prefix("ltilaunch_")
                .map(str::to_owned)
        }
        HintForm::Jwt => {
            let mut rules = Validation::new(Algorithm::HS256);
            rules.validate_exp = false;
            rules.required_spec_claims.clear();
            jsonwebtoken::decode::<CanvasHint>(
                hint,
                &DecodingKey::from_secret(secret.as_bytes()),
                &rules,
            )
            .ok()
            .map(|token| token.claims.verifier)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::profile;

    #[test]
    fn every_form_of_hint_leads_back_to_its_launch() {
        for profile in profile::ALL {
            let site = Site::new(profile, "http://lms.example");
            let hint = write(
                &site,
                "secret",
                "launch-1",
                Some(1),
                Timestamp::from_seconds(100),
            );
            assert_eq!(
                read(&site, "secret", &hint).as_deref(),
                Some("launch-1"),
                "{}",
                profile.name
            );
        }
    }

    #[test]
    fn a_signed_hint_that_was_changed_leads_nowhere() {
        let [canvas, ..] = profile::ALL;
        let site = Site::new(canvas, "http://lms.example");
        let hint = write(
            &site,
            "secret",
            "launch-1",
            None,
            Timestamp::from_seconds(100),
        );
        assert_eq!(read(&site, "another secret", &hint), None);
        assert_eq!(read(&site, "secret", &hint[1..]), None);
    }
}
