//! What the front page can be told to show: a way through what is to be practised, in the words of whoever started the program.

/// A way through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guide {
    /// Above the steps.
    pub title: String,
    /// What it is about, in a sentence or two.
    pub lead: String,
    /// One after the other.
    pub steps: Vec<Step>,
    /// Who has come some way already; nobody where all of it is still to be done.
    pub cast: Option<Cast>,
}

/// People who have come some way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cast {
    /// Above them.
    pub title: String,
    /// What they have in common, in a sentence or two.
    pub lead: String,
    /// Who they are.
    pub people: Vec<Seat>,
}

/// Somebody who has come some way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    /// Their name.
    pub name: String,
    /// What they are at.
    pub of: String,
    /// How far they have come, in a few words.
    pub state: String,
    /// What there is to look at.
    pub see: String,
    /// The way there.
    pub begin: Begin,
}

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// In a few words.
    pub title: String,
    /// What to click, and what happens.
    pub text: String,
    /// Where to begin.
    pub begin: Vec<Begin>,
}

/// A place to begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Begin {
    /// The first course of a site, as somebody.
    As {
        /// What the button says.
        label: String,
        /// The site.
        site: String,
        /// Who: a login.
        person: String,
    },
    /// An item of a course, as somebody.
    Item {
        /// What the link says.
        label: String,
        /// The site.
        site: String,
        /// Who: a login.
        person: String,
        /// The number of the item.
        item: u32,
    },
    /// A page somewhere else.
    Page {
        /// What the link says.
        label: String,
        /// Its address.
        address: String,
    },
}
