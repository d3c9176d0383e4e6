//! The pages of those who read work: the desk, the question whether one may read, the reading itself, what it comes to,
//! and the pages of leads and screeners. Own how they hang together and the names of fields; who may see what is decided
//! elsewhere, and nobody's name comes in here.

mod adjudication;
mod case;
mod conflict;
mod criterion;
mod evidence;
mod field;
mod home;
mod lead;
mod mark;
mod over;
mod review;
mod scoring;
mod screening;
mod whole;

pub use adjudication::{Adjudication, adjudication};
pub use case::{CaseEvidence, CasePage, CaseReading, DecidedWords, case};
pub use conflict::{Conflict, conflict};
pub use evidence::{Change, EvidenceFile, Piece, Source, evidence};
pub use field::{
    ALL, FORM, SEQ, Spot, comment_name, condition_name, criterion_group, detail_name, level_name,
    met_name, none_name, pointer_group, pointer_name, spots,
};
pub use home::{Desk, Due, Held, Qualified, Side, SideKind, desk};
pub use lead::{Beside, Decided, LeadDesk, Overdue, Pace, Reader, Turn, lead_desk};
pub use mark::{Audience, Past, Told, reading_words};
pub use over::{Over, over};
pub use review::{Gap, Result, Review, gap, review};
pub use scoring::{Newer, Scoring, result_words, scoring};
pub use screening::{Return, Screening, Waiting, screening, screenings};

use maud::{Markup, html};

use super::layout::{self, Shell};
use super::ui::bearings::{self, Top};
use super::ui::icon::{self, Icon};
use crate::domain::credential::Definition;
use crate::domain::reading::slot::Position;

/// What all pages of one reading share.
#[derive(Clone, Copy, Debug)]
pub struct Assignment<'a> {
    /// What the work is about, as it was when it was handed in.
    pub definition: &'a Definition,
    /// The address of the reading; its pages are below it.
    pub href: &'a str,
    /// The desk.
    pub desk_href: &'a str,
    /// Where the definition's pictures are.
    pub images: &'a str,
    /// What forms have to carry.
    pub form_token: &'a str,
    /// What stands in place of the educator's name.
    pub code: &'a str,
    /// Which reading it is.
    pub position: Position,
    /// Until when it is this person's.
    pub until: Option<&'a str>,
    /// When the answer is due.
    pub due: &'a str,
    /// When something was last saved.
    pub saved_at: Option<&'a str>,
    /// The id to name when asking for help.
    pub reference: &'a str,
}

impl Assignment<'_> {
    fn top(&self, shell: &Shell, stage: &str, saves: bool) -> Markup {
        bearings::top(
            shell,
            &Top {
                credential: &self.definition.title,
                language: &self.definition.language,
                card_href: self.href,
                stage,
                saved_at: saves.then_some(self.saved_at),
                contact: &self.definition.contact,
                reference: self.reference,
            },
        )
    }
}

/// The key of a reading's name.
pub(super) const fn position_key(position: Position) -> &'static str {
    match position {
        Position::First => "position-first",
        Position::Second => "position-second",
        Position::Adjudication => "position-adjudication",
        Position::Appeal => "position-appeal",
    }
}

/// A way to the desk, for the first page of a session of somebody who reads.
#[must_use]
pub fn link(shell: &Shell, href: &str) -> Markup {
    html! {
        p class="desk-link" {
            a class="button" href=(href) { (icon::icon(Icon::Eye)) (shell.text("desk-link")) }
        }
    }
}

/// The scripts of a page that shows work; `main` is the page's own.
fn scripts(shell: &Shell, main: &str) -> Markup {
    html! {
        (layout::module(shell, main))
        (layout::module(shell, "private-media.js"))
    }
}
