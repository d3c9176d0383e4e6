//! What an organisation offers, as its catalogue shows it. Owns who sees an entry, what a list says of it, and how
//! it is found.

use serde::{Deserialize, Serialize};

use super::credential::{Definition, Estimate, EvidenceKind, Hours, StudentNeed, VersionNumber};
use super::stack::Stack;

super::coded! {
    /// Whether something can be placed and begun.
    Status {
        /// It can.
        Offered = "offered",
        /// What is placed goes on; it is not placed anew.
        Paused = "paused",
        /// Nobody finds it.
        Hidden = "hidden",
    }

    /// Who finds it.
    Visibility {
        /// Everybody, without an account.
        Public = "public",
        /// Everybody who knows its address.
        Unlisted = "unlisted",
        /// People of the organisation.
        Org = "org",
        /// Those in whose course it is placed.
        Cohort = "cohort",
    }
}

/// Who looks into a catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Viewer {
    /// Somebody without an account.
    Public,
    /// Somebody who came from one of the organisation's LMSs.
    Member,
    /// Somebody who chooses what to place there.
    Placing,
}

impl Viewer {
    /// Whether the entry is in the list that this viewer reads.
    #[must_use]
    pub const fn finds(self, status: Status, visibility: Visibility) -> bool {
        let is_offered = matches!(status, Status::Offered);
        match self {
            Self::Public => is_offered && matches!(visibility, Visibility::Public),
            Self::Member => {
                is_offered && matches!(visibility, Visibility::Public | Visibility::Org)
            }
            Self::Placing => is_offered,
        }
    }

    /// Whether this viewer may open the entry when they know its address.
    #[must_use]
    pub const fn may_open(self, status: Status, visibility: Visibility) -> bool {
        if matches!(status, Status::Hidden) {
            return false;
        }
        match self {
            Self::Public => matches!(visibility, Visibility::Public | Visibility::Unlisted),
            Self::Member => !matches!(visibility, Visibility::Cohort),
            Self::Placing => true,
        }
    }
}

/// What a list says of a micro-credential or a stack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Its title.
    pub title: String,
    /// Its claim.
    pub claim: String,
    /// Who stands behind it.
    pub issuer: String,
    /// The language that it is written in.
    pub language: String,
    /// Which version is offered.
    pub version: VersionNumber,
    /// The author's words to find it by.
    pub tags: Vec<String>,
    /// Whom it is for.
    pub audience: Vec<String>,
    /// Hours that an award stands for.
    pub hours: Option<Hours>,
    /// What is particular to its kind.
    pub about: About,
}

/// What lists say of one kind and not of the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum About {
    /// A micro-credential.
    Credential {
        /// How long the work takes, in minutes.
        minutes: Option<Estimate>,
        /// Whether students are needed.
        students: StudentNeed,
        /// What is handed in, each kind once.
        evidence: Vec<EvidenceKind>,
        /// The most points.
        max_points: u32,
    },
    /// A stack.
    Stack {
        /// How many micro-credentials and stacks have to be held.
        required: u32,
        /// The micro-credentials that it names.
        credentials: Vec<String>,
    },
}

impl From<&Definition> for Summary {
    fn from(definition: &Definition) -> Self {
        let mut evidence = Vec::new();
        for slot in definition.slots() {
            let kind = slot.kind.evidence();
            if !evidence.contains(&kind) {
                evidence.push(kind);
            }
        }
        Self {
            title: definition.title.clone(),
            claim: definition.claim.clone(),
            issuer: definition.issuer.clone(),
            language: definition.language.clone(),
            version: definition.version,
            tags: definition.tags.clone(),
            audience: definition.audience.clone(),
            hours: definition.hours,
            about: About::Credential {
                minutes: definition.minutes,
                students: definition.students,
                evidence,
                max_points: definition.rubric.max_points(),
            },
        }
    }
}

impl From<&Stack> for Summary {
    fn from(stack: &Stack) -> Self {
        let credentials = stack.requires.credentials();
        Self {
            title: stack.title.clone(),
            claim: stack.claim.clone(),
            issuer: stack.issuer.clone(),
            language: stack.language.clone(),
            version: stack.version,
            tags: stack.tags.clone(),
            audience: Vec::new(),
            hours: stack.hours,
            about: About::Stack {
                required: stack.requires.needed(),
                credentials: credentials.into_iter().map(str::to_owned).collect(),
            },
        }
    }
}

/// What somebody looks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// Words, each of which has to be found somewhere.
    pub words: Vec<String>,
    /// A tag, which has to be there as a whole.
    pub tag: Option<String>,
}

impl Search {
    /// From what somebody typed, which is cut where nobody types on.
    #[must_use]
    pub fn new(text: &str, tag: Option<&str>) -> Self {
        let tag = tag.map(str::trim).filter(|tag| !tag.is_empty());
        Self {
            words: text
                .split_whitespace()
                .take(12)
                .map(|word| word.chars().take(60).collect::<String>().to_lowercase())
                .collect(),
            tag: tag.map(str::to_lowercase),
        }
    }

    /// Whether an entry with these tags of the organisation's own is meant.
    #[must_use]
    pub fn finds(&self, summary: &Summary, own_tags: &[String]) -> bool {
        let tags = || summary.tags.iter().chain(own_tags);
        let is_tagged = self
            .tag
            .as_ref()
            .is_none_or(|wanted| tags().any(|tag| tag.to_lowercase() == *wanted));
        if !is_tagged || self.words.is_empty() {
            return is_tagged;
        }
        let mut text = format!("{} {}", summary.title, summary.claim).to_lowercase();
        for tag in tags() {
            text.push(' ');
            text.push_str(&tag.to_lowercase());
        }
        self.words.iter().all(|word| text.contains(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn summary() -> Summary {
        Summary {
            title: "Routines That Bring In Every Voice".into(),
            claim: "The educator runs Éléonore’s routine.".into(),
            issuer: "Sample District".into(),
            language: "en".into(),
            version: VersionNumber { major: 1, minor: 0 },
            tags: vec!["Classroom talk".into()],
            audience: vec![],
            hours: None,
            about: About::Stack {
                required: 1,
                credentials: vec![],
            },
        }
    }

    #[test]
    fn words_are_found_in_any_case_in_title_claim_and_tags_and_all_of_them_have_to_be() {
        let own = ["Year one".to_owned()];
        for (text, tag, is_found) in [
            ("", None, true),
            ("  ROUTINES  voice ", None, true),
            ("éléonore", None, true),
            ("classroom year", None, true),
            ("routines algebra", None, false),
            ("sample", None, false),
            ("", Some("classroom TALK"), true),
            ("", Some("year one"), true),
            ("", Some("classroom"), false),
            ("", Some(" "), true),
            ("voice", Some("year one"), true),
        ] {
            let found = Search::new(text, tag).finds(&summary(), &own);
            assert_eq!(found, is_found, "{text:?} {tag:?}");
        }
    }

    #[test]
    fn who_finds_and_opens_what_is_a_table() {
        use {Status as S, Viewer as V, Visibility as Vis};
        let all = [V::Public, V::Member, V::Placing];
        for (status, visibility, finds, opens) in [
            (
                S::Offered,
                Vis::Public,
                [true, true, true],
                [true, true, true],
            ),
            (
                S::Offered,
                Vis::Unlisted,
                [false, false, true],
                [true, true, true],
            ),
            (
                S::Offered,
                Vis::Org,
                [false, true, true],
                [false, true, true],
            ),
            (
                S::Offered,
                Vis::Cohort,
                [false, false, true],
                [false, false, true],
            ),
            (
                S::Paused,
                Vis::Public,
                [false, false, false],
                [true, true, true],
            ),
            (
                S::Paused,
                Vis::Org,
                [false, false, false],
                [false, true, true],
            ),
            (
                S::Hidden,
                Vis::Public,
                [false, false, false],
                [false, false, false],
            ),
        ] {
            assert_eq!(all.map(|viewer| viewer.finds(status, visibility)), finds);
            assert_eq!(all.map(|viewer| viewer.may_open(status, visibility)), opens);
        }
    }
}
