//! Why a login or launch was refused. Owns the stable reason codes; what a person reads about each is a page's
//! business, and which HTTP status goes with it is the web layer's.

use std::fmt;

macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident = $code:literal,)+) => {
        /// One fixable cause for which a login initiation or a launch is refused.
        ///
        /// The codes are stable: administrators search for them, tests and pages are keyed by them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Reason { $($(#[$doc])* $name,)+ }

        impl Reason {
            /// Every reason there is.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The stable code, as it appears in logs, records, pages and JSON.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }
        }
    };
}

reasons! {
    // -- the login initiation --
    /// `iss`, `login_hint` or `target_link_uri` is absent (Security Framework 5.1.1.1).
    LoginParameterMissing = "login_parameter_missing",
    /// A parameter came twice, so nobody can say which one was meant.
    LoginParameterDuplicate = "login_parameter_duplicate",
    /// No registration has this issuer (and client id).
    PlatformUnknown = "platform_unknown",
    /// Several registrations share the issuer and the platform did not say which client it means.
    PlatformAmbiguous = "platform_ambiguous",
    /// The registration waits for an administrator's approval.
    PlatformPending = "platform_pending",
    /// The registration was switched off.
    PlatformDisabled = "platform_disabled",
    /// The login address is that of one registration, the parameters name another.
    RegistrationMismatch = "registration_mismatch",
    // -- the answer as it arrived --
    /// The posted form cannot be read.
    FormUnreadable = "form_unreadable",
    /// There is no `id_token` in the form.
    TokenMissing = "token_missing",
    /// The token is larger than any launch needs.
    TokenTooLarge = "token_too_large",
    /// Not a JWT with LTI claims at all.
    NotLtiMessage = "not_lti_message",
    /// A JSON member occurs twice.
    DuplicateMember = "duplicate_member",
    /// There is no `state` in the form.
    StateMissing = "state_missing",
    /// No login of ours has this state.
    StateUnknown = "state_unknown",
    /// The login is older than its time limit.
    StateExpired = "state_expired",
    /// The login was used already.
    StateReplayed = "state_replayed",
    /// Another browser started the login (Security Framework 7.3.1, login CSRF).
    BrowserMismatch = "browser_mismatch",
    /// The token belongs to another registration than the login.
    PlatformMismatch = "platform_mismatch",
    /// The one-time ticket of a cookieless launch is unknown, used or too old.
    TicketInvalid = "ticket_invalid",
    /// The secret kept by the platform's storage is not the one of this login.
    StorageMismatch = "storage_mismatch",
    /// The platform does not see the person as signed in (OpenID Connect Core 3.1.2.6).
    LoginRequired = "login_required",
    /// Canvas: the launch was used already or waited too long.
    LaunchNoLongerValid = "launch_no_longer_valid",
    /// The platform answered with another error.
    PlatformError = "platform_error",
    // -- the signature --
    /// Signed with anything but RS256, or not at all.
    AlgorithmRefused = "algorithm_refused",
    /// The header asks for an extension that must be understood (RFC 7515 4.1.11).
    CriticalHeaderRefused = "critical_header_refused",
    /// The header names no key.
    KidMissing = "kid_missing",
    /// The platform's key set holds no such key.
    KidUnknown = "kid_unknown",
    /// The platform's key set cannot be fetched or read.
    KeySetUnavailable = "key_set_unavailable",
    /// The signature is not that key's.
    SignatureInvalid = "signature_invalid",
    // -- the claims --
    /// Several required claims are absent.
    ClaimMissing = "claim_missing",
    /// A required claim has the wrong shape.
    ClaimMalformed = "claim_malformed",
    /// Nobody is named; the product needs a person.
    SubMissing = "sub_missing",
    /// `iss` differs from the registered issuer.
    IssuerMismatch = "issuer_mismatch",
    /// `aud` does not name us.
    AudienceMismatch = "audience_mismatch",
    /// `aud` names others beside us.
    AudienceUntrusted = "audience_untrusted",
    /// `azp` names another client.
    AuthorizedPartyMismatch = "azp_mismatch",
    /// `exp` has gone by.
    Expired = "expired",
    /// `nbf` is yet to come.
    NotYetValid = "not_yet_valid",
    /// `iat` is too old or in the future.
    IssuedOutOfWindow = "iat_out_of_window",
    /// There is no nonce.
    NonceMissing = "nonce_missing",
    /// The nonce is not the one of this login.
    NonceMismatch = "nonce_mismatch",
    /// There is no LTI version.
    VersionMissing = "version_missing",
    /// Another LTI version than 1.3.0.
    VersionUnsupported = "version_unsupported",
    /// There is no message type.
    MessageTypeMissing = "message_type_missing",
    /// A message that this tool does not take.
    MessageTypeUnsupported = "message_type_unsupported",
    /// There is no deployment.
    DeploymentMissing = "deployment_missing",
    /// The deployment differs from the one that the login named.
    DeploymentMismatch = "deployment_mismatch",
    /// The deployment waits for an administrator's approval.
    DeploymentPending = "deployment_pending",
    /// The deployment was switched off.
    DeploymentDisabled = "deployment_disabled",
    /// There is no roles claim.
    RolesMissing = "roles_missing",
    /// There is no target link.
    TargetLinkMissing = "target_link_missing",
    /// The target link is on a host that is not ours.
    TargetLinkForeign = "target_link_foreign",
    /// There is no resource link, or it has no id.
    ResourceLinkMissing = "resource_link_missing",
    /// A deep linking request without usable settings.
    SettingsMissing = "settings_missing",
    /// A review or privacy request that names nobody.
    ForUserMissing = "for_user_missing",
    /// A submission review without its line item.
    LineItemMissing = "line_item_missing",
    /// The viewer may not open that person's work.
    ReviewNotAllowed = "review_not_allowed",
    /// The viewer may not ask for that person's data.
    PrivacyNotAllowed = "privacy_not_allowed",
}

impl fmt::Display for Reason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code())
    }
}

/// A login or launch that did not hold, with what an administrator needs to see.
///
/// `detail` names identifiers of the connection (issuer, client, deployment, claim names, times) and never a
/// person, a token or a key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{reason}: {detail}")]
pub struct Refusal {
    /// Which check did not hold.
    pub reason: Reason,
    /// What was expected and what arrived.
    pub detail: String,
}

impl Refusal {
    /// A refusal with its explanation for the administrator.
    pub fn new(reason: Reason, detail: impl Into<String>) -> Self {
        Self {
            reason,
            detail: detail.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_reason_has_a_code_of_its_own() {
        let codes: HashSet<_> = Reason::ALL.iter().map(|reason| reason.code()).collect();
        assert_eq!(codes.len(), Reason::ALL.len());
    }
}
