//! The rows: one function for each product, from the least assuming one upwards. Each entry that differs from
//! [`GENERIC`] has its reason beside it.

use std::collections::BTreeMap;

use serde_json::json;

use super::{DeepLinking, Paging, Profile, Scores};
use crate::lti::names::message;

/// Every row, the generic one last.
pub const ALL: &[fn() -> Profile] = &[
    canvas,
    moodle,
    brightspace,
    blackboard,
    schoology,
    sakai,
    open_edx,
    bridge,
    GENERIC,
];

/// What the specifications say and nothing more.
pub const GENERIC: fn() -> Profile = generic;

fn texts(list: &[&str]) -> Vec<String> {
    list.iter().map(|text| (*text).to_owned()).collect()
}

fn pairs(list: &[(&str, &str)]) -> BTreeMap<String, String> {
    list.iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

fn placements(list: &[(&str, &[&str])]) -> BTreeMap<String, Vec<String>> {
    list.iter()
        .map(|(kind, names)| ((*kind).to_owned(), texts(names)))
        .collect()
}

fn generic() -> Profile {
    Profile {
        code: String::from("generic"),
        product: String::from("LTI 1.3 platform"),
        family_codes: Vec::new(),
        shared_issuers: Vec::new(),
        token_audience: None,
        frame_ancestors: Vec::new(),
        issuer_on_other_host: false,
        custom_parameters: pairs(&[
            ("context_id_history", "$Context.id.history"),
            ("resource_link_id_history", "$ResourceLink.id.history"),
        ]),
        placements: placements(&[
            (message::DEEP_LINKING, &["ContentArea"]),
            (message::RESOURCE_LINK, &[]),
        ]),
        registration_extensions: BTreeMap::new(),
        scores: Scores {
            canvas_extension: false,
            whole_second_timestamps: false,
            pending_clears_score: false,
            appends_comments: false,
            html_line_breaks: false,
            keeps_any_grade: false,
            unauthorized_status: 401,
        },
        paging: Paging {
            limit_on_grades: true,
            members_per_page: Some(200),
        },
        deep_linking: DeepLinking {
            column_places: Vec::new(),
            several: true,
            icon: true,
            window: false,
            subject: false,
        },
    }
}

fn canvas() -> Profile {
    let base = generic();
    Profile {
        code: String::from("canvas"),
        product: String::from("Canvas"),
        family_codes: texts(&["canvas"]),
        shared_issuers: texts(&[
            "https://canvas.instructure.com",
            "https://canvas.beta.instructure.com",
            "https://canvas.test.instructure.com",
        ]),
        // Schools have host names of their own, and the page around us is on theirs, not on the shared one.
        frame_ancestors: texts(&["https:"]),
        // All hosted schools share one issuer; their documents come from their own hosts.
        issuer_on_other_host: true,
        // $ResourceLink.id.history is left out: Canvas does not know it and would send the words back.
        custom_parameters: pairs(&[
            ("canvas_course_id", "$Canvas.course.id"),
            ("canvas_assignment_id", "$Canvas.assignment.id"),
            ("canvas_user_id", "$Canvas.user.id"),
            ("sis_user_id", "$Canvas.user.sisSourceId"),
            ("canvas_api_domain", "$Canvas.api.domain"),
            ("context_id_history", "$Context.id.history"),
            ("due_at", "$ResourceLink.submission.endDateTime"),
            ("allowed_attempts", "$Canvas.assignment.allowedAttempts"),
            ("masquerading_user_id", "$Canvas.masqueradingUser.id"),
            ("timezone", "$Person.address.timezone"),
        ]),
        placements: placements(&[
            (
                message::DEEP_LINKING,
                &[
                    "assignment_selection",
                    "link_selection",
                    "module_index_menu_modal",
                    "module_menu_modal",
                    "course_assignments_menu",
                ],
            ),
            (
                message::RESOURCE_LINK,
                &["course_navigation", "account_navigation"],
            ),
        ]),
        // Without a privacy level Canvas sends neither names nor addresses.
        registration_extensions: BTreeMap::from([
            (
                String::from("https://canvas.instructure.com/lti/privacy_level"),
                json!("public"),
            ),
            (
                String::from("https://canvas.instructure.com/lti/tool_id"),
                json!("microcred"),
            ),
        ]),
        scores: Scores {
            canvas_extension: true,
            pending_clears_score: true,
            appends_comments: true,
            ..base.scores
        },
        paging: Paging {
            members_per_page: Some(50),
            ..base.paging
        },
        // Canvas never says whether it takes columns; elsewhere, as in the editor, it ignores them.
        deep_linking: DeepLinking {
            column_places: texts(&[
                "assignment_selection",
                "link_selection",
                "course_assignments_menu",
                "module_index_menu_modal",
                "module_menu_modal",
            ]),
            ..base.deep_linking
        },
        ..base
    }
}

fn moodle() -> Profile {
    let base = generic();
    Profile {
        code: String::from("moodle"),
        product: String::from("Moodle"),
        family_codes: texts(&["moodle"]),
        scores: Scores {
            whole_second_timestamps: true,
            pending_clears_score: true,
            ..base.scores
        },
        // With a limit, Moodle's Link headers carry typographic quotes and &amp;.
        paging: Paging {
            limit_on_grades: false,
            ..base.paging
        },
        ..base
    }
}

fn brightspace() -> Profile {
    Profile {
        code: String::from("brightspace"),
        product: String::from("Brightspace"),
        family_codes: texts(&["desire2learn", "brightspace", "d2l"]),
        // One constant for all customers, different from the token address.
        token_audience: Some(String::from("https://api.brightspace.com/auth/token")),
        ..generic()
    }
}

fn blackboard() -> Profile {
    let base = generic();
    Profile {
        code: String::from("blackboard"),
        product: String::from("Blackboard Learn"),
        family_codes: texts(&["blackboardlearn", "blackboard"]),
        shared_issuers: texts(&["https://blackboard.com"]),
        // The page around us is on the school's host, the authorization endpoint on the vendor's.
        frame_ancestors: texts(&["https:"]),
        issuer_on_other_host: true,
        scores: Scores {
            html_line_breaks: true,
            ..base.scores
        },
        // An answer without it is refused.
        deep_linking: DeepLinking {
            subject: true,
            ..base.deep_linking
        },
        ..base
    }
}

fn schoology() -> Profile {
    Profile {
        code: String::from("schoology"),
        product: String::from("Schoology"),
        family_codes: texts(&["schoology"]),
        shared_issuers: texts(&["https://schoology.schoology.com"]),
        frame_ancestors: texts(&["https:"]),
        ..generic()
    }
}

fn sakai() -> Profile {
    Profile {
        code: String::from("sakai"),
        product: String::from("Sakai"),
        family_codes: texts(&["sakai"]),
        ..generic()
    }
}

fn open_edx() -> Profile {
    let base = generic();
    Profile {
        code: String::from("openedx"),
        product: String::from("Open edX"),
        family_codes: texts(&["openedx", "edx"]),
        // The course page (a micro-frontend) is on another host than the authorization endpoint.
        frame_ancestors: texts(&["https:"]),
        // A worn-out token is answered as if it lacked a right.
        scores: Scores {
            unauthorized_status: 403,
            ..base.scores
        },
        ..base
    }
}

fn bridge() -> Profile {
    Profile {
        // No public document confirms any of Bridge's LTI 1.3 behaviour, so nothing is assumed.
        code: String::from("bridge"),
        product: String::from("Bridge"),
        family_codes: texts(&["bridge"]),
        ..generic()
    }
}
