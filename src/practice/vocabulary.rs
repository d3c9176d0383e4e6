//! The names that 1EdTech gives to claims, scopes, roles and media types. Owns the constants; decides nothing.

/// Prefix of every claim of LTI Core.
macro_rules! lti {
    ($name:literal) => {
        concat!("https://purl.imsglobal.org/spec/lti/claim/", $name)
    };
}
macro_rules! deep_linking {
    ($name:literal) => {
        concat!("https://purl.imsglobal.org/spec/lti-dl/claim/", $name)
    };
}

pub const MESSAGE_TYPE: &str = lti!("message_type");
pub const VERSION: &str = lti!("version");
pub const DEPLOYMENT_ID: &str = lti!("deployment_id");
pub const TARGET_LINK_URI: &str = lti!("target_link_uri");
pub const RESOURCE_LINK: &str = lti!("resource_link");
pub const ROLES: &str = lti!("roles");
pub const ROLE_SCOPE_MENTOR: &str = lti!("role_scope_mentor");
pub const CONTEXT: &str = lti!("context");
pub const TOOL_PLATFORM: &str = lti!("tool_platform");
pub const LAUNCH_PRESENTATION: &str = lti!("launch_presentation");
pub const LIS: &str = lti!("lis");
pub const CUSTOM: &str = lti!("custom");
pub const FOR_USER: &str = lti!("for_user");
pub const LEGACY_USER_ID: &str = lti!("lti11_legacy_user_id");
pub const LTI_1P1: &str = lti!("lti1p1");
pub const AGS_ENDPOINT: &str = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint";
pub const NRPS_SERVICE: &str = "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice";
pub const DL_SETTINGS: &str = deep_linking!("deep_linking_settings");
pub const DL_CONTENT_ITEMS: &str = deep_linking!("content_items");
pub const DL_DATA: &str = deep_linking!("data");
pub const DL_MSG: &str = deep_linking!("msg");
pub const DL_ERRORMSG: &str = deep_linking!("errormsg");
pub const CANVAS_PLACEMENT: &str = "https://www.instructure.com/placement";
pub const CANVAS_SUBMISSION: &str = "https://canvas.instructure.com/lti/submission";
pub const CANVAS_SUBMISSION_TYPE: &str = "https://canvas.instructure.com/lti/submission_type";
pub const CANVAS_PRIVACY_LEVEL: &str = "https://canvas.instructure.com/lti/privacy_level";
pub const TOOL_CONFIGURATION: &str = "https://purl.imsglobal.org/spec/lti-tool-configuration";
pub const PLATFORM_CONFIGURATION: &str =
    "https://purl.imsglobal.org/spec/lti-platform-configuration";

/// The version claim of every LTI 1.3 message.
pub const LTI_1_3: &str = "1.3.0";

/// Scopes of the services that this platform offers.
pub mod scope {
    pub const LINE_ITEM: &str = "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem";
    pub const LINE_ITEM_READ: &str =
        "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem.readonly";
    pub const RESULT_READ: &str = "https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly";
    pub const SCORE: &str = "https://purl.imsglobal.org/spec/lti-ags/scope/score";
    pub const MEMBERSHIP_READ: &str =
        "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly";

    /// Everything a tool can be granted here.
    pub const ALL: [&str; 5] = [
        LINE_ITEM,
        LINE_ITEM_READ,
        RESULT_READ,
        SCORE,
        MEMBERSHIP_READ,
    ];
    /// Those of Assignment and Grade Services.
    pub const AGS: [&str; 4] = [LINE_ITEM, LINE_ITEM_READ, RESULT_READ, SCORE];
}

/// Media types of the services (AGS 2.0, NRPS 2.0).
pub mod media {
    pub const LINE_ITEM: &str = "application/vnd.ims.lis.v2.lineitem+json";
    pub const LINE_ITEMS: &str = "application/vnd.ims.lis.v2.lineitemcontainer+json";
    pub const SCORE: &str = "application/vnd.ims.lis.v1.score+json";
    pub const RESULTS: &str = "application/vnd.ims.lis.v2.resultcontainer+json";
    pub const MEMBERSHIPS: &str = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json";
}

/// Role names (LTI Core appendix A.2).
pub mod role {
    pub const INSTRUCTOR: &str = "http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor";
    pub const LEARNER: &str = "http://purl.imsglobal.org/vocab/lis/v2/membership#Learner";
    pub const MENTOR: &str = "http://purl.imsglobal.org/vocab/lis/v2/membership#Mentor";
    pub const TEACHING_ASSISTANT: &str =
        "http://purl.imsglobal.org/vocab/lis/v2/membership/Instructor#TeachingAssistant";
    pub const TEST_USER: &str = "http://purl.imsglobal.org/vocab/lti/system/person#TestUser";
    pub const SYSTEM_USER: &str = "http://purl.imsglobal.org/vocab/lis/v2/system/person#User";
    pub const SYSTEM_ADMINISTRATOR: &str =
        "http://purl.imsglobal.org/vocab/lis/v2/system/person#Administrator";
    pub const INSTITUTION_ADMINISTRATOR: &str =
        "http://purl.imsglobal.org/vocab/lis/v2/institution/person#Administrator";
    pub const INSTITUTION_INSTRUCTOR: &str =
        "http://purl.imsglobal.org/vocab/lis/v2/institution/person#Instructor";
    pub const INSTITUTION_STUDENT: &str =
        "http://purl.imsglobal.org/vocab/lis/v2/institution/person#Student";
    pub const INSTITUTION_OBSERVER: &str =
        "http://purl.imsglobal.org/vocab/lis/v2/institution/person#Observer";
}

/// Types of context (LTI Core appendix A.1).
pub const COURSE_OFFERING: &str = "http://purl.imsglobal.org/vocab/lis/v2/course#CourseOffering";
/// A section, which is what Moodle calls its courses.
pub const COURSE_SECTION: &str = "http://purl.imsglobal.org/vocab/lis/v2/course#CourseSection";
