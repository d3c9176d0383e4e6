//! Why a use case did not do what it was asked to.

use super::Refused;
use super::answer::Unfit;
use super::assessment;
use crate::domain::attempt::Refusal;
use crate::domain::award;
use crate::domain::file::NotTaken;
use crate::domain::reading::slot;
use crate::evidence;
use crate::lti::registration::RegistrationError;
use crate::lti::signing_key::KeyError;
use crate::seal::SealError;
use crate::store;

/// What the layers above have to tell somebody.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A login or launch did not hold.
    #[error(transparent)]
    Refused(#[from] Box<Refused>),
    /// There is no such thing, or not for this person: which of the two is not said.
    #[error("there is no such {0}")]
    NotFound(&'static str),
    /// The person lacks the right.
    #[error("{0} is not allowed for this person")]
    NotAllowed(&'static str),
    /// The session was ended or its time is up.
    #[error("the session is over")]
    SessionOver,
    /// The request names a session that another browser opened, or none.
    #[error("the session belongs to another browser")]
    SessionMissing,
    /// The LMS asked for something that this launch does not do.
    #[error("this launch was made for something else")]
    WrongPurpose,
    /// An invitation that is used, expired or unknown.
    #[error("the invitation is not valid")]
    InviteInvalid,
    /// The LMS's registration documents or answers do not do.
    #[error(transparent)]
    Registration(#[from] RegistrationError),
    /// The LMS cannot be reached.
    #[error("the LMS cannot be reached: {0}")]
    Unreachable(String),
    /// Settings or values that somebody entered do not fit.
    #[error("{0}")]
    Invalid(String),
    /// What was asked of an attempt does not follow from where it stands.
    #[error(transparent)]
    Attempt(#[from] Refusal),
    /// An answer cannot be kept as it is.
    #[error(transparent)]
    Answer(#[from] Unfit),
    /// What was asked of a wanted reading does not follow from where it stands.
    #[error(transparent)]
    Slot(#[from] slot::Refusal),
    /// A reading cannot be kept as it is.
    #[error(transparent)]
    Reading(#[from] assessment::Unfit),
    /// A file of evidence is not taken.
    #[error("the file is not taken: {}", .0.code())]
    NotTaken(NotTaken),
    /// The content of evidence cannot be stored or read.
    #[error(transparent)]
    Evidence(evidence::Error),
    /// A key could not be made or used.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// A badge could not be signed.
    #[error("the badge is not signed: {0}")]
    Unsigned(&'static str),
    /// A picture or a certificate could not be drawn.
    #[error("not drawn: {0}")]
    Undrawn(String),
    /// What was asked of an award does not follow from where it stands.
    #[error(transparent)]
    Award(#[from] award::Refusal),
    /// A sealed secret does not open.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// The database.
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl From<Refused> for Error {
    fn from(refused: Refused) -> Self {
        Self::Refused(Box::new(refused))
    }
}

impl From<NotTaken> for Error {
    fn from(why: NotTaken) -> Self {
        Self::NotTaken(why)
    }
}

impl From<evidence::Error> for Error {
    fn from(error: evidence::Error) -> Self {
        match error {
            evidence::Error::NotTaken(why) => Self::NotTaken(why),
            error => Self::Evidence(error),
        }
    }
}
