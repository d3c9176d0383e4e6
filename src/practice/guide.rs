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
    /// A page somewhere else.
    Page {
        /// What the link says.
        label: String,
        /// Its address.
        address: String,
    },
}
