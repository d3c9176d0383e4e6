//! Sample pages for those who look after an LMS or an organisation.

use maud::Markup;

use crate::templates::connection::{self, Connections, DeploymentRow, PlatformRow};
use crate::templates::inspector::{self, LaunchDetail, LaunchRow};
use crate::templates::layout::Shell;
use crate::templates::registration::{self, Done, Review, SCOPES, Scope};

use super::samples::{FORM_TOKEN, Values};

const AT: &str = "2026-11-21T15:04:05.000Z";

pub fn pages(shell: &Shell, values: Values, add: &mut dyn FnMut(String, Markup)) {
    registrations(shell, values, add);
    connections(shell, values, add);
    launches(shell, values, add);
}

fn registrations(shell: &Shell, values: Values, add: &mut dyn FnMut(String, Markup)) {
    let name = values.text("Example Unified School District");
    let platform_name = values.text("Example Canvas");
    let product = values.text("canvas");
    let issuer = values.text("https://canvas.example.org");
    let host = values.text("sso.canvas.example.org");
    let key_host = values.text("keys.canvas.example.org");
    let client_id = values.text("10000000000042");
    let scopes = SCOPES.map(|name| Scope {
        name,
        offered: name != "score",
    });
    let first = Review {
        invite_name: &name,
        platform_name: &platform_name,
        product: &product,
        issuer: &issuer,
        host: &host,
        key_host: None,
        scopes: &scopes,
        is_update: false,
        action: "/lti/register/confirm",
        form_token: FORM_TOKEN,
    };
    add(
        "registration".to_owned(),
        registration::review(shell, &first),
    );
    let update = Review {
        key_host: Some(&key_host),
        is_update: true,
        ..first
    };
    add(
        "registration-update".to_owned(),
        registration::review(shell, &update),
    );

    let unknown = values.text("https://lms.example.org/scope/other");
    let missing = ["score", unknown.as_str()];
    for (page, missing_scopes, is_pending) in [
        ("registered", &[][..], false),
        ("registered-pending", &missing[..], true),
    ] {
        let done = Done {
            platform_name: &platform_name,
            client_id: &client_id,
            missing_scopes,
            is_pending,
        };
        add(page.to_owned(), registration::done(shell, &done));
    }
}

fn connections(shell: &Shell, values: Values, add: &mut dyn FnMut(String, Markup)) {
    let organization = values.text("Example Unified School District");
    let names = [
        values.text("Example Canvas"),
        values.text("Moodle for coaches"),
        values.text("Old Bridge"),
    ];
    let product = values.text("canvas");
    let issuer = values.text("https://canvas.example.org");
    let client_id = values.text("10000000000042");
    let school = values.text("Lakeside Elementary");
    let deployment_id = values.text("123:8865aa05b4b79b64a91a86042e43af5ea8ae79eb");
    let other_status = values.text("retired");
    let invite =
        values.text("https://creds.example.org/lti/register?invite=Zr2Jx9mYc4K1w8Q0tVb6Lg");
    let hosts = [
        values.text("sso.canvas.example.org"),
        values.text("keys.canvas.example.org"),
    ];
    let deployment = |status| DeploymentRow {
        deployment_id: &deployment_id,
        school: (status != "disabled").then_some(school.as_str()),
        status,
        first_seen: AT,
        approve_action: "/app/l/1/deployments/1/approve",
        disable_action: "/app/l/1/deployments/1/disable",
    };
    let deployments = [
        deployment("active"),
        deployment("pending"),
        deployment("disabled"),
        deployment(&other_status),
    ];
    let platform = |name, status, deployments| PlatformRow {
        name,
        product: &product,
        issuer: &issuer,
        client_id: &client_id,
        hosts: &hosts,
        status,
        deployments,
        missing_scopes: if status == "disabled" {
            &["score"]
        } else {
            &[]
        },
        last_launch: (status == "active").then_some(AT),
        approve_action: "/app/l/1/platforms/1/approve",
        disable_action: "/app/l/1/platforms/1/disable",
    };
    let platforms = [
        platform(&names[2], "disabled", &deployments[2..3]),
        platform(&names[0], "active", &deployments[..]),
        platform(&names[1], "pending", &[]),
    ];
    let full = Connections {
        organization: &organization,
        platforms: &platforms,
        form_token: FORM_TOKEN,
        invite_action: "/app/l/1/invites",
        new_invite: Some(&invite),
        inspector_href: "/app/l/1/launches",
        home_href: "/app/l/1",
    };
    add("connections".to_owned(), connection::page(shell, &full));
    let empty = Connections {
        platforms: &[],
        new_invite: None,
        ..full
    };
    add(
        "connections-empty".to_owned(),
        connection::page(shell, &empty),
    );
}

fn launches(shell: &Shell, values: Values, add: &mut dyn FnMut(String, Markup)) {
    let platform = values.text("Example Canvas");
    let message = values.text("LtiResourceLinkRequest");
    let rows = [
        "accepted",
        "deployment_pending",
        "kid_unknown",
        "login_required",
        "accepted",
    ]
    .map(|code| LaunchRow {
        at: AT,
        platform: &platform,
        outcome_accepted: code == "accepted",
        code,
        message: if code == "login_required" {
            ""
        } else {
            &message
        },
        href: "/app/l/1/launches/1",
    });
    add(
        "launches".to_owned(),
        inspector::list(shell, &rows, "/app/l/1/connections", false, "?only=stopped"),
    );
    add(
        "launches-empty".to_owned(),
        inspector::list(shell, &[], "/app/l/1/connections", false, "?only=stopped"),
    );
    add(
        "launches-none-stopped".to_owned(),
        inspector::list(shell, &[], "/app/l/1/connections", true, "?"),
    );

    let facts = [
        ("iss".to_owned(), values.text("https://canvas.example.org")),
        ("client_id".to_owned(), values.text("10000000000042")),
        (
            values.text("deployment_id"),
            values.text("123:8865aa05b4b79b64a91a86042e43af5ea8ae79eb"),
        ),
        (
            "roles".to_owned(),
            values.text("http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"),
        ),
        ("kid".to_owned(), values.text("2026-11-01T00:00:00Z")),
    ];
    for (page, code, facts) in [
        ("launch-stopped", "kid_unknown", &facts[..]),
        ("launch-accepted", "accepted", &[][..]),
    ] {
        let detail = LaunchDetail {
            at: AT,
            reference: &values.text("7F3K-9QXM"),
            platform: &platform,
            outcome_accepted: code == "accepted",
            code,
            facts,
            list_href: "/app/l/1/launches",
        };
        add(page.to_owned(), inspector::detail(shell, &detail));
    }
}
