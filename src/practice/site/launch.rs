//! Launches under way. Owns what was asked for between login initiation and `id_token`, and between a picker's
//! opening and its answer.

use crate::clock::Timestamp;

/// A launch that was begun; the message hint leads back to it.
#[derive(Clone, Debug)]
pub struct Launch {
    pub request: Request,
    pub expires_at: Timestamp,
    pub used: bool,
}

/// Who opens which tool with which message.
#[derive(Clone, Debug)]
pub struct Request {
    pub person: String,
    pub client_id: String,
    pub message: Message,
}

/// The messages that this platform sends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// `LtiResourceLinkRequest` for an item of a course.
    ResourceLink { item: u32 },
    /// `LtiDeepLinkingRequest` for a course, from one of the profile's placements (the first when `None`).
    DeepLinking {
        course: u32,
        placement: Option<String>,
    },
    /// `LtiSubmissionReviewRequest` about one learner's work, by login.
    SubmissionReview { item: u32, for_user: String },
    /// An ordinary launch of the address that the learner's last score message carried.
    SubmissionUrl { item: u32, for_user: String },
    /// `DataPrivacyLaunchRequest` about somebody, by login.
    DataPrivacy { for_user: String },
}

/// A picker that is open.
#[derive(Clone, Debug)]
pub struct DeepLink {
    pub client_id: String,
    pub deployment_id: String,
    pub person: String,
    pub course: u32,
    pub placement: &'static str,
    /// `data` that must come back unchanged.
    pub data: Option<String>,
    pub expires_at: Timestamp,
}
