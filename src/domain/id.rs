//! Ids as types, so that one noun's id cannot be handed in for another's.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A text that is no id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an id")]
pub struct NotAnId;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident,)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(formatter)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                text.parse().map(Self).map_err(|_| NotAnId)
            }
        }
    )+};
}

ids! {
    /// A district, association, university or vendor.
    OrganizationId,
    /// One registration of this tool at one LMS: issuer and client id.
    PlatformId,
    /// One installation of a registration in one account of that LMS.
    DeploymentId,
    /// An invitation to register an LMS.
    InviteId,
    /// A dynamic registration that an administrator has not confirmed yet.
    RegistrationDraftId,
    /// A login that waits for its launch.
    PendingLoginId,
    /// A human being, whatever accounts they have.
    PersonId,
    /// A person's account at one LMS.
    LmsUserId,
    /// A course in an LMS.
    LmsContextId,
    /// One link to this tool in one course.
    PlacementId,
    /// One accepted launch and the session it opened.
    LaunchId,
    /// What the launch inspector keeps of one attempt.
    LaunchRecordId,
    /// A micro-credential, across its versions.
    CredentialId,
    /// One version of a micro-credential.
    CredentialVersionId,
    /// A group of micro-credentials, across its versions.
    StackId,
    /// One version of a stack.
    StackVersionId,
    /// What an organisation offers.
    CatalogEntryId,
    /// What somebody chose to place; travels with the link.
    PlacementTemplateId,
    /// One person's way through one micro-credential.
    EnrollmentId,
    /// One try.
    AttemptId,
    /// A file of evidence.
    FileId,
    /// The work as it was handed in once.
    SnapshotId,
    /// One reading that is wanted.
    ReadingSlotId,
    /// One reading that was submitted.
    ReadingId,
    /// What was decided about an attempt.
    DecisionId,
    /// What somebody holds.
    AwardId,
    /// Something that somebody is told inside the tool.
    NoticeId,
    /// A message to a gradebook.
    ScorePostId,
    /// Somebody who stands for badges.
    IssuerId,
    /// A signed list of what was taken back.
    StatusListId,
}
