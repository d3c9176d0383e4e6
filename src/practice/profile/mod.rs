//! What differs between LMS products, as data. Owns the shape of the table and finds a row of it; the rows are in
//! the files beside this one. The rest of the practice LMS reads these fields and never asks for a product's name.

mod brightspace;
mod canvas;
mod generic;
mod login;
mod moodle;
mod people;
mod registration;
mod score;
mod service;

pub use login::{
    Authorization, AuthorizationCodes, HintForm, IdForm, LoginHint, LoginInitiation, LoginMethod,
    NavigationLink, RedirectRule, Token, TokenShape,
};
pub use people::{Kind, Roles};
pub use registration::{DeepLinking, Placement, Registration, RegistrationRefusal};
pub use score::{Comments, ScoreAnswer, Scores, TimestampRule, WithoutScore};
pub use service::{Absent, LineItems, LinkQuotes, MediaRule, Removed, Roster, Services};

/// One row of the table: how one product behaves.
#[derive(Debug)]
pub struct Profile {
    /// Name of the profile, of its site and of the first segment of its paths.
    pub name: &'static str,
    /// What people read.
    pub title: &'static str,
    pub paths: Paths,
    pub product: Product,
    pub login: LoginInitiation,
    pub authorization: Authorization,
    pub token_shape: TokenShape,
    pub token: Token,
    pub roles: Roles,
    pub services: Services,
    pub line_item: LineItems,
    pub score: Scores,
    pub roster: Roster,
    pub deep_linking: DeepLinking,
    pub registration: Registration,
    /// How a grader opens handed-in work from the gradebook.
    pub review: Review,
}

/// Paths below `/{site}`; `{course}` and `{line_item}` stand for numbers.
#[derive(Debug)]
pub struct Paths {
    pub authorization: &'static str,
    pub token: &'static str,
    pub jwks: &'static str,
    pub registration: &'static str,
    pub line_items: &'static str,
    pub line_item: &'static str,
    pub memberships: &'static str,
    /// Query of line item addresses, `{deployment}` filled in; Moodle has one, and tools that append `/scores` to
    /// the whole address instead of its path break on it.
    pub line_item_query: &'static str,
}

/// The `tool_platform` claim (LTI Core section 5.4.4) without what is the site's own.
#[derive(Debug)]
pub struct Product {
    pub family: &'static str,
    pub version: &'static str,
    pub guid_suffix: &'static str,
}

/// How handed-in work is opened for review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Review {
    /// By `LtiSubmissionReviewRequest`.
    Message,
    /// By an ordinary launch of the address that the score message carried.
    SubmissionUrl,
}

/// All rows, in the order in which the sites are listed.
pub const ALL: [&Profile; 4] = [
    &canvas::PROFILE,
    &moodle::PROFILE,
    &brightspace::PROFILE,
    &generic::PROFILE,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_profile_has_a_name_that_fits_into_a_path_and_is_used_once() {
        for (position, profile) in ALL.iter().enumerate() {
            assert!(profile.name.bytes().all(|byte| byte.is_ascii_lowercase()));
            assert!(
                ALL[position + 1..]
                    .iter()
                    .all(|other| other.name != profile.name)
            );
        }
    }

    #[test]
    fn every_service_path_names_its_course() {
        for profile in ALL {
            for path in [
                profile.paths.line_items,
                profile.paths.line_item,
                profile.paths.memberships,
            ] {
                assert!(path.contains("{course}"), "{} of {}", path, profile.name);
            }
            assert!(profile.paths.line_item.contains("{line_item}"));
        }
    }
}
