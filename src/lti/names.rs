//! The vocabulary of the specifications as constants, so that no name is ever put together from pieces.
//! Owns names only; what they mean is decided where they are used.

/// The only LTI version that this library speaks (LTI Core 5.3.2).
pub const VERSION: &str = "1.3.0";

/// Claims of LTI Core 1.3 and its sister specifications.
pub mod claim {
    /// LTI Core 5.3.1.
    pub const MESSAGE_TYPE: &str = "https://purl.imsglobal.org/spec/lti/claim/message_type";
    /// LTI Core 5.3.2.
    pub const VERSION: &str = "https://purl.imsglobal.org/spec/lti/claim/version";
    /// LTI Core 5.3.3.
    pub const DEPLOYMENT_ID: &str = "https://purl.imsglobal.org/spec/lti/claim/deployment_id";
    /// LTI Core 5.3.4.
    pub const TARGET_LINK_URI: &str = "https://purl.imsglobal.org/spec/lti/claim/target_link_uri";
    /// LTI Core 5.3.5.
    pub const RESOURCE_LINK: &str = "https://purl.imsglobal.org/spec/lti/claim/resource_link";
    /// LTI Core 5.3.7.
    pub const ROLES: &str = "https://purl.imsglobal.org/spec/lti/claim/roles";
    /// LTI Core 5.4.1.
    pub const CONTEXT: &str = "https://purl.imsglobal.org/spec/lti/claim/context";
    /// LTI Core 5.4.2.
    pub const TOOL_PLATFORM: &str = "https://purl.imsglobal.org/spec/lti/claim/tool_platform";
    /// LTI Core 5.4.4.
    pub const LAUNCH_PRESENTATION: &str =
        "https://purl.imsglobal.org/spec/lti/claim/launch_presentation";
    /// LTI Core 5.4.6.
    pub const CUSTOM: &str = "https://purl.imsglobal.org/spec/lti/claim/custom";
    /// Submission Review 1.0 and data privacy launches: whose record to open.
    pub const FOR_USER: &str = "https://purl.imsglobal.org/spec/lti/claim/for_user";
    /// Deep Linking 2.0 section 4.4.1.
    pub const DEEP_LINKING_SETTINGS: &str =
        "https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings";
    /// Deep Linking 2.0: the opaque value to give back.
    pub const DEEP_LINKING_DATA: &str = "https://purl.imsglobal.org/spec/lti-dl/claim/data";
    /// Deep Linking 2.0: what was chosen.
    pub const CONTENT_ITEMS: &str = "https://purl.imsglobal.org/spec/lti-dl/claim/content_items";
    /// Deep Linking 2.0: a line that the platform may show.
    pub const DEEP_LINKING_MESSAGE: &str = "https://purl.imsglobal.org/spec/lti-dl/claim/msg";
    /// Assignment and Grade Services 2.0 section 3.1.
    pub const AGS_ENDPOINT: &str = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint";
    /// Names and Role Provisioning Services 2.0 section 3.6.
    pub const NAMES_ROLE_SERVICE: &str =
        "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice";
    /// Canvas: where in the product the launch was started.
    pub const CANVAS_PLACEMENT: &str = "https://www.instructure.com/placement";
}

/// Message types.
pub mod message {
    /// LTI Core 5.
    pub const RESOURCE_LINK: &str = "LtiResourceLinkRequest";
    /// Deep Linking 2.0, request.
    pub const DEEP_LINKING: &str = "LtiDeepLinkingRequest";
    /// Deep Linking 2.0, response.
    pub const DEEP_LINKING_RESPONSE: &str = "LtiDeepLinkingResponse";
    /// Submission Review 1.0.
    pub const SUBMISSION_REVIEW: &str = "LtiSubmissionReviewRequest";
    /// Data privacy launch.
    pub const DATA_PRIVACY: &str = "DataPrivacyLaunchRequest";
    /// The same under the name that some platforms use.
    pub const DATA_PRIVACY_PREFIXED: &str = "LtiDataPrivacyLaunchRequest";
}

/// OAuth scopes of the services.
pub mod scope {
    /// Read and write line items.
    pub const LINE_ITEM: &str = "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem";
    /// Read line items.
    pub const LINE_ITEM_READONLY: &str =
        "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem.readonly";
    /// Read results.
    pub const RESULT_READONLY: &str =
        "https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly";
    /// Post scores.
    pub const SCORE: &str = "https://purl.imsglobal.org/spec/lti-ags/scope/score";
    /// Read the roster.
    pub const CONTEXT_MEMBERSHIP_READONLY: &str =
        "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly";
}
