//! What the practice LMS tells about itself to the program that runs it.

use url::Url;

use crate::clock::Timestamp;

/// A site, as a tool's administrator needs to know it.
#[derive(Clone, Debug)]
pub struct SiteFacts {
    /// Name, the first segment of its paths.
    pub name: String,
    /// The product that it acts like, for people.
    pub title: String,
    /// Name of the profile.
    pub profile: String,
    /// The `iss` of its messages.
    pub issuer: String,
    /// Client ids of its tools; `deployment_ids` has theirs in the same order.
    pub client_ids: Vec<String>,
    pub deployment_ids: Vec<String>,
    /// Where a tool sends its authentication request.
    pub authorization_url: Url,
    /// Where a tool gets access tokens.
    pub token_url: Url,
    /// What a client assertion must name as its audience; the token address in most products.
    pub token_audience: String,
    /// The site's public keys.
    pub jwks_url: Url,
    /// What dynamic registration begins with.
    pub openid_configuration_url: Url,
    /// The course page, for people.
    pub course_url: Url,
}

/// Somebody on a site.
#[derive(Clone, Debug)]
pub struct PersonFacts {
    /// Name in addresses, such as `dana`.
    pub login: String,
    /// Another name, after what they are, such as `teacher`.
    pub alias: Option<String>,
    /// The LTI user id.
    pub sub: String,
    /// Given and family name.
    pub name: String,
    /// Address at example.org.
    pub email: String,
    /// Roles in the first course, as the site sends them.
    pub roles: Vec<String>,
}

/// Something in a course that opens a tool.
#[derive(Clone, Debug)]
pub struct ItemFacts {
    /// Number in addresses and in [`crate::practice::Message`].
    pub item: u32,
    /// Number of its course in addresses.
    pub course: u32,
    /// What people read.
    pub title: String,
    /// `resource_link.id` of its launches.
    pub resource_link_id: String,
    /// The column that it is graded in.
    pub line_item_url: Option<Url>,
}

/// One learner in one column, with all that tools did to it.
#[derive(Clone, Debug, PartialEq)]
pub struct CellFacts {
    /// Number of the column's course.
    pub course: u32,
    /// The item that the column grades.
    pub item: Option<u32>,
    /// The learner's LTI user id.
    pub sub: String,
    /// The score on the column's scale.
    pub score: Option<f64>,
    /// The column's maximum.
    pub maximum: f64,
    /// What the gradebook says about the work, for people.
    pub state: String,
    /// Comments, oldest first.
    pub comments: Vec<String>,
    /// For each handing-in, the address that a grader opens.
    pub submissions: Vec<Option<String>>,
    /// The timestamps of the score messages that were taken, in the order in which they came.
    pub stamps: Vec<Timestamp>,
}
