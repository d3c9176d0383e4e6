//! Every page with sample values, ordinary or hostile. The people and places are invented.

use maud::Markup;

use crate::domain::catalog::Summary;
use crate::domain::role::Role;
use crate::i18n::Language;
use crate::templates::catalog::entry::Entry;
use crate::templates::failure::{self, Failure, Kind};
use crate::templates::launch::{ConfirmStep, Home, Link, ResumeStep};
use crate::templates::layout::Shell;
use crate::templates::login::{NewTab, StorageStep};
use crate::templates::privacy::{Privacy, Subject};
use crate::templates::{deep_link, launch, login, privacy, review, styleguide};

use super::{
    samples_admin, samples_badge, samples_catalog, samples_desk, samples_gate, samples_lead,
    samples_results, samples_roster, samples_verify, samples_work,
};

pub const NONCE: &str = "bm9uY2U";
pub const FORM_TOKEN: &str = "form-token-1";
const AT: &str = "2026-11-21T15:04:05.000Z";

/// A page under the name that it is written out with.
pub struct Sample {
    pub name: String,
    pub html: String,
}

/// What the values that come from outside look like.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Values {
    Ordinary,
    Hostile,
}

impl Values {
    /// A text from outside.
    pub fn text(self, ordinary: &str) -> String {
        match self {
            Self::Ordinary => ordinary.to_owned(),
            Self::Hostile => format!(
                "{ordinary}\"><script>alert('x')</script><img src=x onerror=alert(1) style=\"a\">&lt;'"
            ),
        }
    }

    /// An address from outside.
    pub fn address(self, ordinary: &str) -> String {
        match self {
            Self::Ordinary => ordinary.to_owned(),
            Self::Hostile => "javascript:alert(document.domain)".to_owned(),
        }
    }
}

pub fn pages(language: Language, values: Values) -> Vec<Sample> {
    let shell = Shell {
        language,
        nonce: NONCE,
    };
    let mut all = Vec::new();
    let mut add = |name: String, page: Markup| {
        all.push(Sample {
            name: format!("{name}.{}", language.tag()),
            html: page.into_string(),
        });
    };
    failures(&shell, values, &mut add);
    steps(&shell, values, &mut add);
    homes(&shell, values, &mut add);
    content(&shell, values, &mut add);
    samples_admin::pages(&shell, values, &mut add);
    samples_work::pages(&shell, values, &mut add);
    samples_results::pages(&shell, values, &mut add);
    samples_roster::pages(&shell, values, &mut add);
    samples_catalog::pages(&shell, values, &mut add);
    samples_gate::pages(&shell, values, &mut add);
    samples_desk::pages(&shell, values, &mut add);
    samples_lead::pages(&shell, values, &mut add);
    samples_verify::pages(&shell, values, &mut add);
    samples_badge::pages(&shell, values, &mut add);
    add("styleguide".to_owned(), styleguide::page(&shell));
    all
}

fn fields(values: Values) -> Vec<(String, String)> {
    vec![
        ("iss".to_owned(), values.text("https://lms.example.org")),
        (values.text("login_hint"), values.text("hint-7")),
    ]
}

fn failures(shell: &Shell, values: Values, add: &mut dyn FnMut(String, Markup)) {
    let code = values.text("state_expired");
    let reference = values.text("7F3K-9QXM");
    let return_url = values.address("https://lms.example.org/courses/9");
    let fields = fields(values);
    let new_tab = NewTab {
        action: "/lti/login",
        fields: &fields,
    };
    let typed = [(
        values.text("What changed"),
        values.text("Eight of 24 spoke."),
    )];
    for kind in Kind::ALL {
        let failure = Failure {
            kind,
            code: &code,
            detail: Some(&code),
            reference: &reference,
            new_tab: (kind == Kind::SignInAtLms).then_some(new_tab),
            return_url: Some(return_url.as_str()),
            typed: if kind == Kind::MovedOn { &typed } else { &[] },
        };
        let name = kind.key("page");
        add(name, failure::page(shell, &failure));
    }
    let bare = Failure {
        kind: Kind::Relaunch,
        code: &code,
        detail: None,
        reference: &reference,
        new_tab: None,
        typed: &[],
        return_url: None,
    };
    add("failure-bare".to_owned(), failure::page(shell, &bare));
}

fn steps(shell: &Shell, values: Values, add: &mut dyn FnMut(String, Markup)) {
    let frame = values.text("post_message_forwarding");
    let origin = values.text("https://lms.example.org");
    let key = values.text("st_8Qw");
    let secret = values.text("nh_V3k");
    let fields = fields(values);
    let new_tab = NewTab {
        action: "/lti/login",
        fields: &fields,
    };
    let storage = StorageStep {
        frame: &frame,
        origin: &origin,
        key: &key,
        secret: &secret,
        continue_url: "https://lms.example.org/authorize?state=1&nonce=2",
        new_tab,
    };
    add("step-storage".to_owned(), login::storage(shell, &storage));
    add("step-new-tab".to_owned(), login::new_tab(shell, &new_tab));
    let confirm = ConfirmStep {
        frame: &frame,
        origin: &origin,
        key: &key,
        ticket: &values.text("ticket"),
        state: &values.text("state"),
        id_token: &values.text("eyJhbGciOiJSUzI1NiJ9.e30.c2ln"),
        confirm_url: "/lti/launch/confirm",
    };
    add("step-confirm".to_owned(), launch::confirm(shell, &confirm));
    let resume = ResumeStep {
        frame: &frame,
        origin: &origin,
        key: &key,
    };
    add("step-resume".to_owned(), launch::resume(shell, &resume));
}

fn homes(shell: &Shell, values: Values, add: &mut dyn FnMut(String, Markup)) {
    let name = values.text("Dana Rey");
    let platform = values.text("Canvas – Example Unified School District");
    let course = values.text("Science of Reading, Cohort 4");
    let link = values.text("Micro-credentials of this course");
    let roles = [
        values.text("http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"),
        values.text("http://purl.imsglobal.org/vocab/lis/v2/institution/person#Instructor"),
    ];
    let summary = Summary::from(&samples_catalog::definition(values));
    let cards: Vec<Entry> = (0..3)
        .map(|number| Entry {
            slug: "video-and-reflection",
            summary: &summary,
            href: (number < 2).then(|| format!("/app/l/1/c/{number}")),
        })
        .collect();
    let plain = Home {
        person_name: Some(&name),
        is_test_user: false,
        is_masquerading: false,
        platform: &platform,
        course: Some(&course),
        link_title: None,
        role: Role::Earner,
        roles_received: &roles,
        credentials: &[],
        link: Link::CoursePage,
        news: &[],
        roster_href: None,
        mine_href: None,
        connection_href: None,
        desk_href: None,
        expires: AT,
    };
    for role in Role::ALL {
        add(
            format!("home-{}-empty", role.code()),
            launch::home(shell, &Home { role, ..plain }),
        );
    }
    for (name, role, choose_href) in [
        ("home-unbound-ask", Role::Earner, None),
        (
            "home-unbound-choose",
            Role::Instructor,
            Some("/app/l/1/choose"),
        ),
    ] {
        let link = Link::Nothing { choose_href };
        let home = Home {
            role,
            link,
            ..plain
        };
        add(name.to_owned(), launch::home(shell, &home));
    }
    let full = Home {
        link_title: Some(&link),
        credentials: &cards,
        ..plain
    };
    add("home-earner".to_owned(), launch::home(shell, &full));
    let everything = Home {
        person_name: None,
        is_test_user: true,
        is_masquerading: true,
        roles_received: &[],
        news: &[],
        roster_href: None,
        mine_href: Some("/app/l/1/mine"),
        connection_href: Some("/app/l/1/connections"),
        desk_href: Some("/app/l/1/desk"),
        role: Role::Instructor,
        ..full
    };
    add(
        "home-instructor".to_owned(),
        launch::home(shell, &everything),
    );
}

fn content(shell: &Shell, values: Values, add: &mut dyn FnMut(String, Markup)) {
    let course = values.text("Science of Reading, Cohort 4");
    let name = values.text("Dana Rey");
    let address = values.address("https://lms.example.org/courses/9/gradebook");
    let answer = deep_link::Return {
        action: &address,
        jwt: &values.text("eyJhbGciOiJSUzI1NiJ9.e30.c2ln"),
    };
    add("return".to_owned(), deep_link::return_form(shell, &answer));

    for (page, subject_name, is_own) in [
        ("review-own", Some(name.as_str()), true),
        ("review-named", Some(name.as_str()), false),
        ("review-nameless", None, false),
    ] {
        let shown = review::Review {
            subject_name,
            is_own,
            course: Some(&course),
            return_url: Some(&address),
            stands: None,
        };
        add(page.to_owned(), review::page(shell, &shown));
    }

    let platform = values.text("Example Unified School District");
    let email = values.text("dana.rey@example.org");
    let courses = [course.clone(), values.text("Small Trials, Shared Results")];
    let asked_by = values.text("Sam Ortiz");
    let subject = Subject {
        name: Some(&name),
        email: Some(&email),
        launches: 14,
        last_launch: Some(AT),
        courses: &courses,
        work: &[(&course, 2)],
        awards: &[&course],
        export_href: "/app/l/1/privacy/export",
    };
    let nameless = Subject {
        name: None,
        email: None,
        launches: 1,
        last_launch: None,
        courses: &[],
        work: &[],
        awards: &[],
        export_href: "/app/l/1/privacy/export",
    };
    for (page, subject) in [
        ("privacy", Some(subject)),
        ("privacy-nameless", Some(nameless)),
        ("privacy-nothing", None),
    ] {
        let shown = Privacy {
            platform: &platform,
            subject,
            asked_by: &asked_by,
        };
        add(page.to_owned(), privacy::page(shell, &shown));
    }
}
