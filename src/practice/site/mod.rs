//! One site: an LMS of its own with its issuer, keys, people, courses and gradebook. Owns the lock around the state;
//! knows nothing of HTTP.

pub mod content;
pub mod copy;
pub mod course;
pub mod gradebook;
pub mod id;
pub mod keys;
pub mod launch;
pub mod line_item;
pub mod person;
pub mod seed;
pub mod tool;

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::faults::Faults;
use super::profile::Profile;
use crate::clock::Timestamp;
use course::{Course, Item};
use keys::KeySet;
use launch::{DeepLink, Launch};
use line_item::LineItem;
use person::Person;
use tool::{AccessToken, RegistrationStart, Tool};

/// A site; shared by all its requests.
#[derive(Debug)]
pub struct Site {
    pub profile: &'static Profile,
    /// The issuer: `<public address>/<site>`, without a slash at the end.
    pub issuer: String,
    state: Mutex<State>,
}

impl Site {
    /// A freshly seeded site below `base`, an address without a slash at the end.
    pub fn new(profile: &'static Profile, base: &str) -> Self {
        Self {
            profile,
            issuer: format!("{base}/{}", profile.name),
            state: Mutex::new(seed::state(profile)),
        }
    }

    /// The state, for as long as the guard lives; never held across an await.
    pub fn lock(&self) -> MutexGuard<'_, State> {
        // A panic in one request leaves the state as it was at that line, which is still good to practise on.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The address of a path of this site.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.issuer)
    }

    /// The path of a page of this site, from the root of the host.
    pub fn path(&self, path: &str) -> String {
        format!("/{}{path}", self.profile.name)
    }

    /// What a client assertion must name as its audience.
    pub fn token_audience(&self) -> String {
        self.profile
            .token
            .audience
            .map_or_else(|| self.url(self.profile.paths.token), str::to_owned)
    }
}

/// What a page tells once.
#[derive(Debug)]
pub struct Notice {
    /// Whom, by login.
    pub person: String,
    pub text: String,
    /// After this nobody comes for it any more.
    pub expires_at: Timestamp,
}

/// Everything a site remembers.
#[derive(Debug)]
pub struct State {
    pub keys: KeySet,
    pub people: Vec<Person>,
    pub courses: Vec<Course>,
    pub line_items: Vec<LineItem>,
    pub tools: Vec<Tool>,
    pub launches: HashMap<String, Launch>,
    pub deep_links: HashMap<String, DeepLink>,
    pub access_tokens: HashMap<String, AccessToken>,
    pub registrations: HashMap<String, RegistrationStart>,
    /// Ids of messages from tools that were used, and until when they are remembered.
    pub spent_ids: HashMap<String, Timestamp>,
    pub faults: Faults,
    /// What became of what was picked, by the picker; told once, by the page that it leads to.
    pub notices: HashMap<String, Notice>,
    /// The last number given out.
    pub last_number: u32,
    /// Signs message hints.
    pub hint_secret: String,
}

impl State {
    /// A number that this site has not used before.
    pub fn next_number(&mut self) -> u32 {
        self.last_number += 1;
        self.last_number
    }

    /// Somebody by login, or by what they are (`teacher`, `ta`, `learner`, …).
    pub fn person(&self, login: &str) -> Option<&Person> {
        self.people
            .iter()
            .find(|person| person.login == login || person.alias == Some(login))
    }

    /// Somebody by LTI user id.
    pub fn person_by_sub(&self, sub: &str) -> Option<&Person> {
        self.people.iter().find(|person| person.sub == sub)
    }

    pub fn course(&self, number: u32) -> Option<&Course> {
        self.courses.iter().find(|course| course.number == number)
    }

    pub fn course_mut(&mut self, number: u32) -> Option<&mut Course> {
        self.courses
            .iter_mut()
            .find(|course| course.number == number)
    }

    /// An item and the course that it is in.
    pub fn item(&self, number: u32) -> Option<(&Course, &Item)> {
        self.courses.iter().find_map(|course| {
            Some((
                course,
                course.items.iter().find(|item| item.number == number)?,
            ))
        })
    }

    pub fn line_item(&self, number: u32) -> Option<&LineItem> {
        self.line_items
            .iter()
            .find(|line_item| line_item.number == number)
    }

    pub fn line_item_mut(&mut self, number: u32) -> Option<&mut LineItem> {
        self.line_items
            .iter_mut()
            .find(|line_item| line_item.number == number)
    }

    /// The column that an item's grade goes to: its first.
    pub fn line_item_of(&self, item: u32) -> Option<&LineItem> {
        self.line_items
            .iter()
            .find(|line_item| line_item.item == Some(item))
    }

    pub fn tool(&self, client_id: &str) -> Option<&Tool> {
        self.tools.iter().find(|tool| tool.client_id == client_id)
    }

    /// The tool that an item opens: its own, or the first active one while it has none.
    pub fn tool_of(&self, item: &Item) -> Option<&Tool> {
        match &item.client_id {
            Some(client_id) => self.tool(client_id),
            None => self.first_tool(),
        }
    }

    /// The first tool that is switched on.
    pub fn first_tool(&self) -> Option<&Tool> {
        self.tools.iter().find(|tool| tool.active)
    }

    /// Whether somebody was taken out of the courses by a fault.
    pub fn is_removed(&self, login: &str) -> bool {
        self.faults
            .removed_people
            .iter()
            .any(|removed| removed == login)
    }

    /// Remembers the id of a message until `until`; false when it was used before.
    pub fn spend(&mut self, id: String, now: Timestamp, until: Timestamp) -> bool {
        self.spent_ids.retain(|_, kept_until| *kept_until > now);
        self.spent_ids.insert(id, until).is_none()
    }

    /// Forgets launches, tokens and invitations that have run out.
    pub fn forget_expired(&mut self, now: Timestamp) {
        self.launches.retain(|_, launch| launch.expires_at > now);
        self.deep_links.retain(|_, link| link.expires_at > now);
        self.notices.retain(|_, notice| notice.expires_at > now);
        self.access_tokens.retain(|_, token| token.expires_at > now);
        self.registrations.retain(|_, start| start.expires_at > now);
    }

    /// Switches faults; one that rotates keys acts at once.
    pub fn switch_faults(&mut self, faults: Faults) {
        if faults.keys_rotated && !self.faults.keys_rotated {
            self.keys.rotate(false);
        }
        self.faults = faults;
    }
}
