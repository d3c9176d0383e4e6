//! A course's roster as a platform tells it (Names and Role Provisioning Services 2.0). Owns reading one page of members
//! tolerantly; going from page to page is [`super::service`]'s.
//!
//! Pages that stop before their end show a part of the roster: whoever is missing may be on the page that did not come, so
//! nobody is taken off a list because of it.

use serde_json::{Map, Value};
use url::Url;

use super::claims::{self, Person};
use super::roles::Roles;

/// What is asked for.
pub const MEDIA_TYPE: &str = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json";
/// More people than any course has.
pub const MAX_MEMBERS: usize = 50_000;
/// Ids are at most this long (LTI Core 5.3).
const MAX_ID_BYTES: usize = 255;

/// Whether somebody takes part now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// They do; so do those of whom nothing is said.
    #[default]
    Active,
    /// They do not at the moment.
    Inactive,
    /// They were taken off the roster.
    Deleted,
}

/// Somebody on the roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Who; the id is the `sub` of their launches.
    pub person: Person,
    /// In which roles.
    pub roles: Roles,
    /// Whether they take part now.
    pub status: Status,
}

/// One page of a roster.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Who is on it.
    pub members: Vec<Member>,
    /// How many entries could not be read, such as those without an id.
    pub unreadable: usize,
}

/// What came is no roster: a page for people, an error dressed as success, something cut off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the answer is no roster")]
pub struct NotARoster;

impl Page {
    /// Reads a page. Members that one does not know, blank names and statuses in any case do no harm.
    ///
    /// # Errors
    /// [`NotARoster`] for what has no list of members.
    pub fn read(body: &[u8]) -> Result<Self, NotARoster> {
        let document: Value = serde_json::from_slice(body).map_err(|_| NotARoster)?;
        let entries = document.get("members").and_then(Value::as_array);
        let entries = entries.ok_or(NotARoster)?;
        let mut page = Self::default();
        for entry in entries {
            match entry.as_object().and_then(member) {
                Some(member) => page.members.push(member),
                None => page.unreadable += 1,
            }
        }
        Ok(page)
    }
}

fn member(entry: &Map<String, Value>) -> Option<Member> {
    let person = Person::from_member(entry)?;
    let is_an_id = person.id.len() <= MAX_ID_BYTES && !person.id.contains('\0');
    let status = claims::text(entry, "status").map(|status| status.to_ascii_lowercase());
    is_an_id.then(|| Member {
        person,
        roles: Roles::new(claims::texts(entry.get("roles"))),
        status: match status.as_deref() {
            Some("inactive") => Status::Inactive,
            Some("deleted") => Status::Deleted,
            _ => Status::Active,
        },
    })
}

/// Where a roster begins: the address that a launch gave, with a hint of how many members to put on a page. An address that
/// says so itself is left as it is.
#[must_use]
pub fn first_page(address: &str, limit: Option<u32>) -> Option<Url> {
    let mut first = claims::web_address(address)?;
    let says_so = first.query_pairs().any(|(name, _)| name == "limit");
    if let Some(limit) = limit.filter(|_| !says_so) {
        first
            .query_pairs_mut()
            .append_pair("limit", &limit.to_string());
    }
    Some(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lti::roles::Standing;
    use proptest::prelude::*;
    use serde_json::json;

    const FIRST: &str = "https://lms.example/courses/9/memberships";

    fn page(members: Value) -> Page {
        Page::read(
            json!({ "id": FIRST, "context": {"id": "c"}, "members": members })
                .to_string()
                .as_bytes(),
        )
        .unwrap()
    }

    #[test]
    fn members_are_read_as_platforms_write_them() {
        let read = page(json!([
            {"user_id": "a", "roles": ["Learner"], "status": "ACTIVE", "name": "Dana Rey", "email": "dana@example.org"},
            {"user_id": 17, "roles": "http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor",
             "given_name": "Kim", "family_name": "Vale", "picture": null, "errors": {}},
            {"user_id": "c", "roles": [], "status": "inactive", "name": " "},
            {"user_id": "d", "roles": [5, "Learner"], "status": "Deleted", "message": [{"x": 1}]},
            {"roles": ["Learner"]}, {"user_id": "", "roles": ["Learner"]}, "e", {"user_id": "f\u{0}", "roles": []},
            {"user_id": "x".repeat(256), "roles": ["Learner"]},
        ]));
        let shown: Vec<_> = read
            .members
            .iter()
            .map(|one| {
                (
                    one.person.id.as_str(),
                    one.person.name.as_deref(),
                    one.status,
                )
            })
            .collect();
        assert_eq!(
            shown,
            [
                ("a", Some("Dana Rey"), Status::Active),
                ("17", Some("Kim Vale"), Status::Active),
                ("c", None, Status::Inactive),
                ("d", None, Status::Deleted),
            ]
        );
        assert!(read.members[0].roles.has(Standing::Learner));
        assert!(read.members[1].roles.has(Standing::Instructor));
        assert!(read.members[3].roles.has(Standing::Learner));
        assert_eq!(read.unreadable, 5);
    }

    #[test]
    fn what_has_no_list_of_members_is_no_roster() {
        for body in [
            "<!doctype html><h1>Sign in</h1>",
            "",
            r#"{"errors":[{"message":"no"}]}"#,
            r#"{"members":{}}"#,
            r#"{"members":[{"user_id":"a""#,
            "[]",
            "\u{feff}{}",
        ] {
            assert_eq!(Page::read(body.as_bytes()), Err(NotARoster), "{body}");
        }
    }

    #[test]
    fn an_address_that_names_a_limit_keeps_it() {
        for (given, limit, expected) in [
            (FIRST, None, Some(FIRST.to_owned())),
            (FIRST, Some(50), Some(format!("{FIRST}?limit=50"))),
            (
                "https://lms.example/m?rlid=7&limit=5",
                Some(50),
                Some("https://lms.example/m?rlid=7&limit=5".to_owned()),
            ),
            ("mailto:x", None, None),
            ("", Some(50), None),
        ] {
            assert_eq!(
                first_page(given, limit).map(String::from),
                expected,
                "{given}"
            );
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_the_reader_panic(body in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = Page::read(&body);
        }
    }
}
