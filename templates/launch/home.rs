//! The first page of the tool: who was recognised, in which course and role, and what the course offers.

use maud::{Markup, html};

use crate::domain::role::Role;
use crate::templates::catalog::entry::{self, Entry};
use crate::templates::layout::{self, Shell};
use crate::templates::news::{News, news};
use crate::templates::ui::{
    self, Tone,
    icon::{self, Icon},
    moment::moment,
};

/// What a launch led to.
#[derive(Clone, Copy, Debug)]
pub struct Home<'a> {
    /// The person's name, where the LMS shares it.
    pub person_name: Option<&'a str>,
    /// Whether this is the LMS's pretend learner (Student View).
    pub is_test_user: bool,
    /// Whether somebody else looks at the course as this person.
    pub is_masquerading: bool,
    /// What the LMS calls itself.
    pub platform: &'a str,
    /// The course's title.
    pub course: Option<&'a str>,
    /// The title of the link that was opened.
    pub link_title: Option<&'a str>,
    /// What the person may do here.
    pub role: Role,
    /// The roles as the LMS sent them, to explain `role`.
    pub roles_received: &'a [String],
    /// What is placed in the course.
    pub credentials: &'a [Entry<'a>],
    /// What the link that was opened shows.
    pub link: Link<'a>,
    /// What there is to tell.
    pub news: &'a [News],
    /// The page of the course's people, for those who teach.
    pub roster_href: Option<&'a str>,
    /// The page of all that the person holds, for those who may earn.
    pub mine_href: Option<&'a str>,
    /// The page of LMS connections, for our administrators.
    pub connection_href: Option<&'a str>,
    /// When the session ends, RFC 3339.
    pub expires: &'a str,
}

/// What the link that was opened shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link<'a> {
    /// All that is placed in the course.
    CoursePage,
    /// Nothing yet.
    Nothing {
        /// Where this person can choose.
        choose_href: Option<&'a str>,
    },
}

/// The first page after a launch.
#[must_use]
pub fn home(shell: &Shell, home: &Home) -> Markup {
    let title = home
        .link_title
        .map_or_else(|| shell.text("home-title"), str::to_owned);
    let eyebrow = home.course.filter(|course| *course != title);
    layout::page(
        shell,
        &title,
        html! {
            (ui::heading(eyebrow, &title, Some(&shell.text(&role_key(home.role, "lead")))))
            (notices(shell, home))
            (news(shell, home.news))
            div class="columns" {
                @if !matches!(home.role, Role::Observer) { (credentials(shell, home)) }
                (recognised(shell, home))
            }
        },
    )
}

/// The key of one of a role's texts: `name`, `lead`, `empty-title`, `empty-text`.
pub(crate) fn role_key(role: Role, part: &str) -> String {
    format!("role-{}-{part}", role.code())
}

fn notices(shell: &Shell, home: &Home) -> Markup {
    let note = |tone, key: &str| {
        ui::notice(
            tone,
            &shell.text(&format!("{key}-title")),
            Some(&shell.text(&format!("{key}-text"))),
        )
    };
    html! {
        @if home.is_test_user { (note(Tone::Info, "home-test-user")) }
        @if home.is_masquerading { (note(Tone::Attention, "home-masquerade")) }
        @match home.role {
            Role::Observer => { (note(Tone::Info, "home-observer")) }
            Role::Visitor => { (note(Tone::Info, "home-visitor")) }
            Role::Instructor | Role::Earner => {}
        }
        @if let Link::Nothing { choose_href } = home.link { (unbound(shell, home.role, choose_href)) }
    }
}

/// Whoever can choose is asked to; a learner reads whom to ask.
fn unbound(shell: &Shell, role: Role, choose_href: Option<&str>) -> Markup {
    html! {
        @match (choose_href, role) {
            (Some(href), _) => {
                div class="card" {
                    h2 { (shell.text("unbound-choose")) }
                    p { (shell.text("unbound-choose-hint")) }
                    p { a class="button primary" href=(href) { (shell.text("unbound-choose-button")) } }
                }
            }
            (None, Role::Earner) => {
                (ui::notice(Tone::Info, &shell.text("unbound-ask-title"), Some(&shell.text("unbound-ask-text"))))
            }
            (None, _) => {}
        }
    }
}

fn credentials(shell: &Shell, home: &Home) -> Markup {
    html! {
        section class="stack" aria-labelledby="credentials" {
            h2 id="credentials" { (shell.text("home-credentials")) }
            @if home.credentials.is_empty() {
                (ui::empty(
                    Icon::Award,
                    &shell.text(&role_key(home.role, "empty-title")),
                    &shell.text(&role_key(home.role, "empty-text")),
                ))
            } @else {
                ul class="cards" role="list" {
                    @for card in home.credentials { li { (entry::card(shell, card, 3)) } }
                }
            }
        }
    }
}

fn recognised(shell: &Shell, home: &Home) -> Markup {
    let role_name = shell.text(&role_key(home.role, "name"));
    html! {
        section class="card quiet" aria-labelledby="recognised" {
            h2 id="recognised" { (shell.text("home-recognised")) }
            dl class="facts" {
                div { dt { (shell.text("home-person")) } dd { (name_or_none(shell, home.person_name)) } }
                @if let Some(course) = home.course {
                    div { dt { (shell.text("home-course")) } dd { (course) } }
                }
                div { dt { (shell.text("home-role")) } dd { (role_name) } }
                div { dt { (shell.text("home-platform")) } dd { (home.platform) } }
                div { dt { (shell.text("home-expires")) } dd { (moment(shell, home.expires)) } }
            }
            details {
                summary { (shell.text_with("role-why", &[("role", &role_name)])) }
                @if home.roles_received.is_empty() {
                    p { (shell.text("role-why-none")) }
                } @else {
                    p { (shell.text("role-why-text")) }
                    ul class="plain codes" {
                        @for role in home.roles_received { li { code { (role) } } }
                    }
                }
            }
            @if let Some(href) = home.roster_href {
                p { a class="button" href=(href) { (icon::icon(Icon::Person)) (shell.text("roster-open")) } }
            }
            @if let Some(href) = home.mine_href {
                p { a class="button" href=(href) { (icon::icon(Icon::Award)) (shell.text("mine-title")) } }
            }
            @if let Some(href) = home.connection_href {
                p { a class="button" href=(href) { (icon::icon(Icon::Plug)) (shell.text("home-connections")) } }
            }
        }
    }
}

fn name_or_none(shell: &Shell, name: Option<&str>) -> String {
    name.map_or_else(|| shell.text("home-no-name"), str::to_owned)
}
