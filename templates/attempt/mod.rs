//! The pages of one try: checklist, workspace, self-check, handing in, and what happens then. Own how the steps hang
//! together; what is complete, allowed or due comes in as data.

mod answered;
mod check;
mod checklist;
mod finding;
mod held;
mod hints;
mod mark;
mod status;
mod submit;
mod workspace;

pub use answered::{Answered, Next, Score, Try, Unlock, answered, gradebook};
pub use check::{Check, check};
pub use checklist::{Checklist, PartLine, Revision, checklist};
pub use finding::finding;
pub use hints::Placed;
pub use mark::PartMark;
pub use status::{Receipt, Stage, Status, Step, StepKind, StepState, WorkShown, status};
pub use submit::{Asked, AskedKind, Submit, Unmet, statement, statement_key, submit};
pub use workspace::{Before, Workspace, workspace};

use maud::{Markup, html};

use super::layout::Shell;
use super::ui::bearings::{self, Top};
use super::ui::moment::moment;
use super::ui::{
    self, Tone,
    icon::{self, Icon},
};
use crate::domain::closing::LAST_DAYS;
use crate::domain::credential::Definition;

/// What all pages of a try share.
#[derive(Clone, Copy, Debug)]
pub struct Attempt<'a> {
    /// What it is about.
    pub definition: &'a Definition,
    /// The address of the try; its pages are below it.
    pub href: &'a str,
    /// The address of the credential's card.
    pub card_href: &'a str,
    /// What forms have to carry.
    pub form_token: &'a str,
    /// When something was last saved.
    pub saved_at: Option<&'a str>,
    /// Until when it can be handed in; `None` before the first saved answer.
    pub until: Option<&'a str>,
    /// How many days are left until then, none on the last one.
    pub days_left: Option<i64>,
    /// The id to name when asking for help.
    pub reference: &'a str,
    /// What to know about who is here.
    pub notice: Option<Notice>,
}

/// What to know about who is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Somebody acts in this person's name, and only looks.
    Masquerade,
    /// It is the LMS's pretend learner.
    TestUser,
}

impl Attempt<'_> {
    fn top(&self, shell: &Shell, stage: &str, saves: bool) -> Markup {
        let shown = bearings::top(
            shell,
            &Top {
                credential: &self.definition.title,
                language: &self.definition.language,
                card_href: self.card_href,
                stage,
                saved_at: saves.then_some(self.saved_at),
                contact: &self.definition.contact,
                reference: self.reference,
            },
        );
        html! {
            (shown)
            @if saves { (self.window(shell)) }
            @if let Some(notice) = self.notice {
                @let key = match notice { Notice::Masquerade => "look-masquerade", Notice::TestUser => "look-test-user" };
                (ui::notice(Tone::Info, &shell.text(&format!("{key}-title")), Some(&shell.text(&format!("{key}-text")))))
            }
        }
    }
}

impl Attempt<'_> {
    /// How much time is left, in words, and more strongly in the last days.
    fn window(&self, shell: &Shell) -> Markup {
        html! {
            @match self.days_left {
                None => {}
                Some(days) if days > LAST_DAYS => { p class="hint window-left" { (shell.count("window-left", days)) } }
                Some(days) => {
                    div class="notice attention window-left" {
                        (icon::icon(Icon::Clock))
                        div {
                            p class="notice-title" { (shell.count("window-last-days", days)) }
                            p {
                                @if let Some(until) = self.until { (shell.text("window-until")) " " (moment(shell, until)) ". " }
                                (shell.text("window-last-text"))
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Something to look at before handing in: what it is, and the field that it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Matter<'a> {
    /// In words.
    pub text: &'a str,
    /// Where it can be changed.
    pub href: &'a str,
    /// Whether work with it cannot be handed in.
    pub blocks: bool,
}

/// A list of matters, those that block first.
fn matters(shell: &Shell, all: &[Matter]) -> Markup {
    let (blocking, other): (Vec<&Matter>, Vec<&Matter>) =
        all.iter().partition(|matter| matter.blocks);
    html! {
        @for (found, key, tone) in [(blocking, "matters-blocking", Icon::Alert), (other, "matters-advice", Icon::Info)] {
            @if !found.is_empty() {
                div class="matters" {
                    h3 { (shell.text(key)) }
                    ul role="list" {
                        @for matter in found {
                            li { (icon::icon(tone)) a href=(matter.href) { (matter.text) } }
                        }
                    }
                }
            }
        }
    }
}
