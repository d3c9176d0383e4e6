//! People of a site. Owns who they are; what they are in a course is the course's.

use serde_json::{Map, Value, json};

use crate::practice::settings::Privacy;

/// Somebody with an account.
#[derive(Clone, Debug)]
pub struct Person {
    /// Name in addresses and forms, such as `dana`.
    pub login: String,
    /// Another name, after what they are, such as `teacher`.
    pub alias: Option<&'static str>,
    /// The LTI user id.
    pub sub: String,
    /// What login initiation calls them.
    pub login_hint: String,
    pub given_name: String,
    pub family_name: String,
    pub sourcedid: String,
    pub number: u32,
    /// The language that the site shows them, as a language tag.
    pub locale: &'static str,
    /// Whether they run the account.
    pub administrator: bool,
    /// Whether they work for the institution without being in a course.
    pub colleague: bool,
}

impl Person {
    pub fn name(&self) -> String {
        format!("{} {}", self.given_name, self.family_name)
    }

    pub fn email(&self) -> String {
        format!("{}@example.org", self.login)
    }

    /// What a tool may know about them (OpenID Connect Core section 5.1), under the names of the `id_token` and of
    /// rosters alike.
    pub fn profile_claims(&self, privacy: Privacy) -> Map<String, Value> {
        let mut claims = Map::new();
        if privacy.shows_name() {
            claims.insert("name".to_owned(), json!(self.name()));
            claims.insert("given_name".to_owned(), json!(self.given_name));
            claims.insert("family_name".to_owned(), json!(self.family_name));
        }
        if privacy.shows_email() {
            claims.insert("email".to_owned(), json!(self.email()));
        }
        claims
    }
}
