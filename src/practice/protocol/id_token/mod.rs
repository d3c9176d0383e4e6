//! The `id_token`: who launches what, where. Owns its claims per message and profile, and the rules about who may
//! launch; the endpoint that sends it is `authorize`.

mod claims;
mod message;
mod scene;
#[cfg(test)]
mod tests;
mod variable;
#[cfg(test)]
mod variable_tests;

use crate::clock::Timestamp;
use crate::practice::profile::{Kind, Profile};
use crate::practice::site::course::Course;
use crate::practice::site::launch::Request;
use crate::practice::site::person::Person;
use crate::practice::site::{Site, State};

pub use scene::Refusal;
pub use variable::custom_for;

/// Seconds that an `id_token` is good.
const LIFE: i64 = 3600;

/// A signed `id_token` for a launch. Signing, the costly part, is done outside of the site's lock.
pub fn sign(
    site: &Site,
    request: &Request,
    nonce: &str,
    now: Timestamp,
) -> Result<String, Refusal> {
    let (claims, key) = {
        let mut state = site.lock();
        (
            claims::build(site, &mut state, request, nonce, now)?,
            state.keys.current(),
        )
    };
    Ok(key.sign(&claims))
}

/// Whether a launch can be made at all, asked before the browser is sent to the tool.
pub fn check(site: &Site, state: &State, request: &Request) -> Result<(), Refusal> {
    scene::Scene::new(site, state, request).map(|_| ())
}

/// Where a launch will lead, as login initiation announces it.
pub fn target_link_uri(site: &Site, state: &State, request: &Request) -> Result<String, Refusal> {
    scene::Scene::new(site, state, request).map(|scene| message::target_link_uri(&scene))
}

/// The roles that somebody has in a course, or in the account when there is none.
pub fn roles(
    profile: &Profile,
    person: &Person,
    course: Option<&Course>,
) -> &'static [&'static str] {
    if person.administrator {
        return profile.roles.administrator;
    }
    if person.colleague {
        return profile.roles.of(Kind::Colleague);
    }
    course
        .and_then(|course| course.enrolment(&person.login))
        .map_or(&[], |enrolment| profile.roles.of(enrolment.kind))
}
