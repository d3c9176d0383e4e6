//! A course's roster as a platform tells it (Names and Role Provisioning Services 2.0). Owns reading one page of members
//! tolerantly, and the walk from page to page: on one origin, without loops, and not without end. Asking is the caller's.
//!
//! A walk that stops before its end has seen a part of the roster: whoever is missing in it may be on the page that did not
//! come, so nobody is taken off a list because of it.

use std::collections::HashSet;

use serde_json::{Map, Value};
use url::{Origin, Url};

use super::claims::{self, Person};
use super::link_header;
use super::roles::Roles;

/// What is asked for.
pub const MEDIA_TYPE: &str = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json";
/// The largest page that is read, in bytes.
pub const MAX_PAGE_BYTES: usize = 4 * 1024 * 1024;
/// Canvas gives fifty members on a page at most.
const MAX_PAGES: usize = 2_000;
/// More people than any course has.
const MAX_MEMBERS: usize = 50_000;
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

/// Why a roster, or the rest of it, could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RosterError {
    /// The address of the roster is none.
    #[error("the roster has no web address")]
    NoAddress,
    /// What came is no roster: a page for people, an error dressed as success, something cut off.
    #[error("the answer is no roster")]
    NotARoster,
    /// The next page lies on another host, which would learn our token.
    #[error("the next page of the roster lies on another host")]
    OtherHost,
    /// The next page is one that was read before.
    #[error("the pages of the roster lead round in a circle")]
    Loop,
    /// There is no end to it.
    #[error("the roster has no end")]
    Endless,
}

impl RosterError {
    /// The stable name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoAddress => "roster-no-address",
            Self::NotARoster => "roster-unreadable",
            Self::OtherHost => "roster-other-host",
            Self::Loop => "roster-loop",
            Self::Endless => "roster-endless",
        }
    }
}

impl Page {
    /// Reads a page. Members that one does not know, blank names and statuses in any case do no harm.
    ///
    /// # Errors
    /// [`RosterError::NotARoster`] for what has no list of members.
    pub fn read(body: &[u8]) -> Result<Self, RosterError> {
        let document: Value = serde_json::from_slice(body).map_err(|_| RosterError::NotARoster)?;
        let entries = document.get("members").and_then(Value::as_array);
        let entries = entries.ok_or(RosterError::NotARoster)?;
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

/// The way through the pages of one roster.
#[derive(Clone, Debug)]
pub struct Walk {
    origin: Origin,
    next: Option<Url>,
    visited: HashSet<String>,
    members: usize,
}

impl Walk {
    /// Begins at the address that a launch gave. `limit` is a hint of how many to put on a page; an address that says so
    /// itself is left as it is.
    ///
    /// # Errors
    /// [`RosterError::NoAddress`].
    pub fn new(address: &str, limit: Option<u32>) -> Result<Self, RosterError> {
        let mut first = claims::web_address(address).ok_or(RosterError::NoAddress)?;
        let says_so = first.query_pairs().any(|(name, _)| name == "limit");
        if let Some(limit) = limit.filter(|_| !says_so) {
            first
                .query_pairs_mut()
                .append_pair("limit", &limit.to_string());
        }
        Ok(Self {
            origin: first.origin(),
            next: Some(first),
            visited: HashSet::new(),
            members: 0,
        })
    }

    /// The page to ask for; none at the end.
    #[must_use]
    pub const fn next(&self) -> Option<&Url> {
        self.next.as_ref()
    }

    /// Goes on from the page that was asked for, by the `Link` header that came with it.
    ///
    /// # Errors
    /// [`RosterError`] when the rest must not or cannot be read. The page itself holds.
    pub fn go_on(&mut self, page: &Page, link: Option<&[u8]>) -> Result<(), RosterError> {
        let Some(current) = self.next.take() else {
            return Ok(());
        };
        self.visited.insert(current.to_string());
        self.members += page.members.len() + page.unreadable;
        let Some(target) = link.and_then(|header| link_header::find(header, "next")) else {
            return Ok(());
        };
        let next = current
            .join(&target)
            .map_err(|_| RosterError::NotARoster)?;
        if next.origin() != self.origin {
            return Err(RosterError::OtherHost);
        }
        if self.visited.contains(next.as_str()) {
            return Err(RosterError::Loop);
        }
        if self.visited.len() >= MAX_PAGES || self.members >= MAX_MEMBERS {
            return Err(RosterError::Endless);
        }
        self.next = Some(next);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lti::roles::Standing;
    use proptest::prelude::*;
    use serde_json::json;

    const FIRST: &str = "https://lms.example/courses/9/memberships";

    fn page(members: Value) -> Page {
        Page::read(json!({ "id": FIRST, "context": {"id": "c"}, "members": members }).to_string().as_bytes()).unwrap()
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
            .map(|one| (one.person.id.as_str(), one.person.name.as_deref(), one.status))
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
            assert_eq!(Page::read(body.as_bytes()), Err(RosterError::NotARoster), "{body}");
        }
    }

    #[test]
    fn a_walk_goes_from_page_to_page_on_one_host() {
        let mut walk = Walk::new(FIRST, Some(50)).unwrap();
        assert_eq!(walk.next().unwrap().as_str(), format!("{FIRST}?limit=50"));
        let empty = page(json!([]));
        for (header, expected) in [
            ("<https://lms.example/p/2>; rel=\"next\"", "https://lms.example/p/2"),
            ("</p/3?a=1&amp;b=2>; rel=\u{201c}next\u{201d}", "https://lms.example/p/3?a=1&b=2"),
            ("<?page=4>; rel=next", "https://lms.example/p/3?page=4"),
        ] {
            walk.go_on(&empty, Some(header.as_bytes())).unwrap();
            assert_eq!(walk.next().unwrap().as_str(), expected);
        }
        walk.go_on(&empty, Some(b"<https://lms.example/d>; rel=\"differences\"")).unwrap();
        assert_eq!(walk.next(), None);
        walk.go_on(&empty, None).unwrap();
    }

    #[test]
    fn a_link_to_elsewhere_or_back_ends_the_walk() {
        let empty = page(json!([]));
        for (target, why) in [
            ("https://evil.example/courses/9/memberships?page=2", RosterError::OtherHost),
            ("http://lms.example/courses/9/memberships?page=2", RosterError::OtherHost),
            ("https://lms.example:8443/p", RosterError::OtherHost),
            ("//evil.example/p", RosterError::OtherHost),
            ("javascript:alert(1)", RosterError::OtherHost),
            ("https://lms.example/courses/9/memberships", RosterError::Loop),
            ("", RosterError::Loop),
        ] {
            let mut walk = Walk::new(FIRST, None).unwrap();
            let header = format!("<{target}>; rel=\"next\"");
            assert_eq!(walk.go_on(&empty, Some(header.as_bytes())), Err(why), "{target}");
            assert_eq!(walk.next(), None);
        }
    }

    #[test]
    fn a_roster_without_end_ends() {
        let mut walk = Walk::new(FIRST, None).unwrap();
        let empty = page(json!([]));
        let ended = (0..=MAX_PAGES).find_map(|number| {
            let header = format!("<{FIRST}?page={number}>; rel=next");
            walk.go_on(&empty, Some(header.as_bytes())).err()
        });
        assert_eq!(ended, Some(RosterError::Endless));
    }

    #[test]
    fn an_address_that_names_a_limit_keeps_it() {
        let given = format!("{FIRST}?rlid=7&limit=5");
        let walk = Walk::new(&given, Some(50)).unwrap();
        assert_eq!(walk.next().unwrap().as_str(), given);
        assert_eq!(Walk::new("mailto:x", None).unwrap_err(), RosterError::NoAddress);
    }

    proptest! {
        #[test]
        fn no_bytes_make_the_reader_panic(body in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = Page::read(&body);
        }
    }
}
