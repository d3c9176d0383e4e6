//! The part of the table about services: media types, line items and rosters.

/// What holds for every service call.
#[derive(Debug)]
pub struct Services {
    pub media: MediaRule,
    /// Whether a request without `User-Agent` is refused.
    pub user_agent_required: bool,
    /// Status for a token that lacks the scope.
    pub scope_missing: u16,
    /// Status for a body with wrong values.
    pub malformed: u16,
    pub link_quotes: LinkQuotes,
}

/// How media types are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaRule {
    /// Anything goes.
    Tolerant,
    /// `Accept` is compared as text with one media type; otherwise 400.
    Literal,
    /// As HTTP says: 406 and 415.
    Negotiated,
}

/// Quotation marks in `Link` headers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkQuotes {
    /// `rel="next"`.
    Straight,
    /// `rel=“next”`, with `&amp;` in the address, as Moodle's grade service writes them.
    Typographic,
}

/// The line item service (AGS 2.0 section 3.2).
#[derive(Debug)]
pub struct LineItems {
    /// Items per page when the tool asks for no limit; `None` sends all.
    pub page: Option<usize>,
    /// Status for deleting the column of a resource link; `None` deletes it.
    pub delete_coupled: Option<u16>,
    /// Status for a further column on a link that has none; `None` makes it the link's own.
    pub ungraded_link: Option<u16>,
    /// How values that are not there are written.
    pub absent: Absent,
    /// Status for a `resourceLinkId` that is not the tool's in this course.
    pub foreign_link: u16,
    /// Whether `submission_type` makes a launchable assignment.
    pub submission_type: bool,
}

/// How a line item writes a value that it does not have; the specification allows all three.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absent {
    Omitted,
    EmptyText,
    Null,
}

/// Names and Role Provisioning 2.0.
#[derive(Debug)]
pub struct Roster {
    /// Members per page when no limit is asked for; `None` sends all.
    pub page: Option<usize>,
    /// The largest page.
    pub largest_page: usize,
    pub removed: Removed,
    /// Whether the role filter also takes short names of context roles.
    pub short_roles: bool,
}

/// How somebody who left the course appears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Removed {
    /// Not at all.
    Missing,
    /// With status `Inactive`.
    Inactive,
}
