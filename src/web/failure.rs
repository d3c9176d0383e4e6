//! Everything that can go wrong with a request. Owns status, page and code for each; the only type with a
//! status in it.

use std::sync::Arc;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::page::Policy;
use crate::app::{Error, Refused};
use crate::domain::file::NotTaken;
use crate::lti::Reason;
use crate::lti::storage::StorageFrame;
use crate::store;
use crate::templates::failure::Kind;

/// Why a request is not answered as asked.
#[derive(Debug)]
pub enum Failure {
    /// A login or launch did not hold.
    Refused(Box<Refused>),
    /// A page was opened without its cookie; the LMS's storage may hold its session.
    Resume(Box<Resume>),
    /// There is nothing at this address.
    NotFound,
    /// There is no badge, issuer or achievement at this address, with the code of why.
    NoBadge(&'static str),
    /// The badge at this address was taken back, or is stopped.
    BadgeGone,
    /// Codes of badges were asked for too often that are nobody's.
    TooManyCodes,
    /// Not in this way.
    MethodNotAllowed,
    /// The person lacks the right.
    NotAllowed,
    /// A session that has ended or is another browser's.
    SessionOver,
    /// A form was sent from somewhere else.
    CrossSite,
    /// A request that cannot be read, with the code of what is wrong with it.
    Unreadable(&'static str),
    /// A body that is too large.
    TooLarge,
    /// Something that does not go with where things stand by now, with the code of why.
    MovedOn(&'static str),
    /// A file of evidence is not taken.
    NotTaken(NotTaken),
    /// What was typed could not be kept; the page gives it back.
    Unsaved(Box<Unsaved>),
    /// The invitation in the address does not hold.
    InviteInvalid,
    /// The LMS's registration documents or answers do not do; the words are for its administrator.
    Registration(String),
    /// The tool has too much to do.
    Busy,
    /// Something of ours does not work.
    Internal(String),
}

/// A failure at an address that programs fetch: they read it as `application/problem+json` whatever they say they accept, on pages
/// of any origin.
#[derive(Debug)]
pub struct ForPrograms(pub Failure);

/// Marks the answer of a [`ForPrograms`].
#[derive(Clone, Copy, Debug)]
pub struct IsForPrograms;

impl From<Failure> for ForPrograms {
    fn from(failure: Failure) -> Self {
        Self(failure)
    }
}

impl IntoResponse for ForPrograms {
    fn into_response(self) -> Response {
        let mut response = self.0.into_response();
        response.extensions_mut().insert(IsForPrograms);
        response
    }
}

/// What was typed, and why it is not kept.
#[derive(Debug)]
pub struct Unsaved {
    /// Why.
    pub because: Failure,
    /// What was typed, under what it was typed for.
    pub typed: Vec<(String, String)>,
}

/// What the page needs that looks for its session.
#[derive(Clone, Debug)]
pub struct Resume {
    /// The LMS's storage.
    pub frame: StorageFrame,
    /// Who may frame the page.
    pub policy: Policy,
}

/// How a failure is answered.
#[derive(Clone, Copy, Debug)]
pub struct Described {
    /// The HTTP status.
    pub status: StatusCode,
    /// Which words people read.
    pub kind: Kind,
    /// The stable code.
    pub code: &'static str,
}

impl Failure {
    /// Status, words and code.
    #[must_use]
    pub fn describe(&self) -> Described {
        let (status, kind, code) = match self {
            Self::Refused(refused) => {
                let reason = refused.refusal.reason;
                let (status, kind) = of_reason(reason);
                (status, kind, reason.code())
            }
            Self::Resume(_) => (
                StatusCode::UNAUTHORIZED,
                Kind::SessionExpired,
                "session-resuming",
            ),
            Self::NotFound => (StatusCode::NOT_FOUND, Kind::NotFound, "not-found"),
            Self::NoBadge(code) => (StatusCode::NOT_FOUND, Kind::NoBadge, *code),
            Self::TooManyCodes => (
                StatusCode::TOO_MANY_REQUESTS,
                Kind::TooManyCodes,
                "too-many-codes",
            ),
            Self::BadgeGone => (StatusCode::GONE, Kind::BadgeGone, "badge-gone"),
            Self::MethodNotAllowed => (
                StatusCode::METHOD_NOT_ALLOWED,
                Kind::MethodNotAllowed,
                "method-not-allowed",
            ),
            Self::NotAllowed => (StatusCode::FORBIDDEN, Kind::NoAccess, "not-allowed"),
            Self::SessionOver => (
                StatusCode::UNAUTHORIZED,
                Kind::SessionExpired,
                "session-expired",
            ),
            Self::CrossSite => (StatusCode::FORBIDDEN, Kind::Unreadable, "cross-site-form"),
            Self::Unreadable(code) => (StatusCode::BAD_REQUEST, Kind::Unreadable, *code),
            Self::TooLarge => (
                StatusCode::PAYLOAD_TOO_LARGE,
                Kind::TooLarge,
                "body-too-large",
            ),
            Self::MovedOn(code) => (StatusCode::CONFLICT, Kind::MovedOn, *code),
            Self::Unsaved(unsaved) => return unsaved.because.describe(),
            Self::NotTaken(why) => (of_file(*why), Kind::NotTaken(*why), why.code()),
            Self::InviteInvalid => (StatusCode::NOT_FOUND, Kind::Invitation, "invite-invalid"),
            Self::Registration(_) => (
                StatusCode::BAD_GATEWAY,
                Kind::Registration,
                "registration-incomplete",
            ),
            Self::Busy => (StatusCode::SERVICE_UNAVAILABLE, Kind::Busy, "busy"),
            Self::Internal(_) => (
                StatusCode::INTERNAL_SERVER_ERROR,
                Kind::Internal,
                "internal",
            ),
        };
        Described { status, kind, code }
    }

    /// For the log.
    #[must_use]
    pub fn cause(&self) -> String {
        match self {
            Self::Refused(refused) => refused.to_string(),
            Self::Registration(cause) | Self::Internal(cause) => cause.clone(),
            Self::Unsaved(unsaved) => unsaved.because.cause(),
            other => other.describe().code.to_owned(),
        }
    }

    /// What finds this event in the launch inspector.
    #[must_use]
    pub fn reference(&self) -> Option<String> {
        match self {
            Self::Refused(refused) => Some(refused.reference.to_string()),
            _ => None,
        }
    }

    /// What the other side said, where the person who reads it can do something about it.
    #[must_use]
    pub fn detail(&self) -> Option<&str> {
        match self {
            Self::Registration(cause) => Some(cause),
            _ => None,
        }
    }

    /// The same, giving back what was typed. Without anything it is the failure alone.
    #[must_use]
    pub fn giving_back(self, typed: Vec<(String, String)>) -> Self {
        if typed.is_empty() {
            return self;
        }
        Self::Unsaved(Box::new(Unsaved {
            because: self,
            typed,
        }))
    }

    /// What was typed and is not kept.
    #[must_use]
    pub fn typed(&self) -> &[(String, String)] {
        match self {
            Self::Unsaved(unsaved) => &unsaved.typed,
            _ => &[],
        }
    }

    /// Where the person can go back to.
    #[must_use]
    pub fn return_url(&self) -> Option<&str> {
        match self {
            Self::Refused(refused) => refused.return_url.as_deref(),
            _ => None,
        }
    }
}

/// Which status goes with a file that is not taken.
const fn of_file(why: NotTaken) -> StatusCode {
    match why {
        NotTaken::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        NotTaken::NotOpen | NotTaken::SlotFull => StatusCode::CONFLICT,
        NotTaken::OtherLength | NotTaken::Interrupted => StatusCode::BAD_REQUEST,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// Which status and words go with a reason. A bad token is 401 by Security Framework 5.1.3.
fn of_reason(reason: Reason) -> (StatusCode, Kind) {
    use Reason as R;
    match reason {
        R::StateMissing
        | R::StateUnknown
        | R::StateExpired
        | R::StateReplayed
        | R::BrowserMismatch
        | R::TicketInvalid
        | R::StorageMismatch
        | R::LaunchNoLongerValid => (StatusCode::FORBIDDEN, Kind::Relaunch),
        R::LoginRequired => (StatusCode::FORBIDDEN, Kind::SignInAtLms),
        R::PlatformPending | R::DeploymentPending => {
            (StatusCode::FORBIDDEN, Kind::AwaitingApproval)
        }
        R::PlatformDisabled | R::DeploymentDisabled => (StatusCode::FORBIDDEN, Kind::Disconnected),
        R::ReviewNotAllowed | R::PrivacyNotAllowed => (StatusCode::FORBIDDEN, Kind::NoAccess),
        R::SubMissing => (StatusCode::UNAUTHORIZED, Kind::NoAccess),
        R::MessageTypeUnsupported => (StatusCode::BAD_REQUEST, Kind::NotSupported),
        R::FormUnreadable | R::TokenMissing => (StatusCode::BAD_REQUEST, Kind::Unreadable),
        R::TokenTooLarge => (StatusCode::PAYLOAD_TOO_LARGE, Kind::TooLarge),
        R::KeySetUnavailable => (StatusCode::SERVICE_UNAVAILABLE, Kind::LmsSetup),
        R::LoginParameterMissing
        | R::LoginParameterDuplicate
        | R::PlatformUnknown
        | R::PlatformAmbiguous
        | R::RegistrationMismatch
        | R::PlatformError => (StatusCode::BAD_REQUEST, Kind::LmsSetup),
        R::Expired | R::NotYetValid | R::IssuedOutOfWindow | R::NonceMismatch => {
            (StatusCode::UNAUTHORIZED, Kind::Relaunch)
        }
        _ => (StatusCode::UNAUTHORIZED, Kind::LmsSetup),
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match error {
            Error::Refused(refused) => Self::Refused(refused),
            Error::NotFound(_) => Self::NotFound,
            Error::NotAllowed(_) | Error::WrongPurpose => Self::NotAllowed,
            Error::SessionOver | Error::SessionMissing => Self::SessionOver,
            Error::InviteInvalid => Self::InviteInvalid,
            Error::NotTaken(why) => Self::NotTaken(why),
            Error::Registration(error) => Self::Registration(error.to_string()),
            Error::Unreachable(cause) => Self::Registration(cause),
            Error::Invalid(_) => Self::Unreadable("values-unreadable"),
            Error::Attempt(refusal) => Self::MovedOn(refusal.code()),
            Error::Slot(refusal) => Self::MovedOn(refusal.code()),
            Error::Award(_) => Self::MovedOn("award-moved-on"),
            Error::Reading(unfit) => Self::Unreadable(unfit.code()),
            Error::Answer(unfit) => Self::Unreadable(unfit.code()),
            Error::Store(store::Error::Busy(_)) => Self::Busy,
            error @ (Error::Key(_)
            | Error::Seal(_)
            | Error::Unsigned(_)
            | Error::Undrawn(_)
            | Error::Store(_)
            | Error::Evidence(_)) => Self::Internal(error.to_string()),
        }
    }
}

impl From<Refused> for Failure {
    fn from(refused: Refused) -> Self {
        Self::Refused(Box::new(refused))
    }
}

impl IntoResponse for Failure {
    /// Leaves itself to the layer that knows the visitor's language.
    fn into_response(self) -> Response {
        let mut response = self.describe().status.into_response();
        response.extensions_mut().insert(Arc::new(self));
        response
    }
}
