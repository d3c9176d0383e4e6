//! What a site begins with: a course, the people in it, and an empty gradebook. Owns invented content only.

use std::collections::{BTreeMap, HashMap};

use super::State;
use super::course::{Course, Enrolment, Item, ItemKind};
use super::id::{id, secret};
use super::keys::KeySet;
use super::line_item::LineItem;
use super::person::Person;
use crate::practice::faults::Faults;
use crate::practice::profile::{Kind, LoginHint, NavigationLink, Profile};

/// The first of the numbers that things made later receive.
const SEEDED_NUMBERS: u32 = 100;

/// People with a part to play: login, what they are, given name, family name, kind.
const CAST: [(&str, &str, &str, &str, Kind); 12] = [
    ("dana", "teacher", "Dana", "Rey", Kind::Teacher),
    ("sam", "learner", "Sam", "Okafor", Kind::Learner),
    ("mei", "learner-2", "Mei", "Lindqvist", Kind::Learner),
    ("tomas", "learner-3", "Tomás", "Abara", Kind::Learner),
    ("priya", "ta", "Priya", "Shah", Kind::Assistant),
    ("robin", "observer", "Robin", "Vale", Kind::Observer),
    (
        "alex",
        "administrator",
        "Alex",
        "Quist",
        Kind::Administrator,
    ),
    ("preview", "test-student", "Test", "Student", Kind::Preview),
    ("ines", "colleague", "Inés", "Marchetti", Kind::Colleague),
    ("noor", "colleague-2", "Noor", "Haddock", Kind::Colleague),
    ("jorge", "colleague-3", "Jorge", "Belmont", Kind::Colleague),
    ("lena", "colleague-4", "Lena", "Osei", Kind::Colleague),
];

/// Who reads the site in Spanish; everybody else reads English.
const SPANISH: &str = "tomas";

/// Given and family names of the other learners; every pair is somebody.
const GIVEN: [&str; 8] = [
    "Ada", "Bilal", "Carmen", "Dov", "Esi", "Farid", "Greta", "Hana",
];
const FAMILY: [&str; 8] = [
    "Amberg", "Boateng", "Castell", "Dunmore", "Eriksen", "Fonseca", "Grigor", "Holloway",
];

/// Title and label of the course, per site.
fn course_name(profile: &Profile) -> (&'static str, &'static str) {
    match profile.product.family {
        "canvas" => ("Questions that Build Thinking", "QBT-101"),
        "moodle" => ("Questions that Open Minds", "QOM-1"),
        "desire2learn" => ("Better Questions, Deeper Talk", "BQD-7"),
        _ => ("Asking to Learn", "ATL-3"),
    }
}

/// The state of a new site.
pub fn state(profile: &'static Profile) -> State {
    let people = people(profile);
    let course = course(profile, &people);
    let line_item = LineItem {
        number: 1,
        course: 1,
        item: Some(1),
        coupled: true,
        client_id: None,
        label: course.items[0].title.clone(),
        score_maximum: 100.0,
        resource_id: None,
        tag: None,
        start_date_time: None,
        end_date_time: None,
        grades_released: None,
        submission_review: None,
        submission_type: None,
        cells: BTreeMap::new(),
    };
    State {
        keys: KeySet::default(),
        people,
        courses: vec![course],
        line_items: vec![line_item],
        tools: Vec::new(),
        launches: HashMap::new(),
        deep_links: HashMap::new(),
        access_tokens: HashMap::new(),
        registrations: HashMap::new(),
        spent_ids: HashMap::new(),
        faults: Faults::default(),
        notices: HashMap::new(),
        last_number: SEEDED_NUMBERS,
        hint_secret: secret(),
    }
}

fn people(profile: &Profile) -> Vec<Person> {
    let cast = CAST.iter().map(|(login, alias, given, family, kind)| {
        ((*login).to_owned(), Some(*alias), *given, *family, *kind)
    });
    let others = FAMILY.iter().flat_map(|family| {
        GIVEN.iter().map(move |given| {
            let login = format!("{}.{}", given.to_lowercase(), family.to_lowercase());
            (login, None, *given, *family, Kind::Learner)
        })
    });
    cast.chain(others)
        .zip(1..)
        .map(|((login, alias, given, family, kind), number)| {
            let sub = id(profile, profile.token_shape.sub, "person", number);
            let login_hint = match profile.login.login_hint {
                LoginHint::Opaque => id(
                    profile,
                    crate::practice::profile::IdForm::Hex,
                    "login",
                    number,
                ),
                LoginHint::Subject => sub.clone(),
            };
            let locale = if login == SPANISH { "es" } else { "en" };
            Person {
                login,
                locale,
                alias,
                sub,
                login_hint,
                given_name: given.to_owned(),
                family_name: family.to_owned(),
                sourcedid: format!("staff-{number:04}"),
                number,
                administrator: kind == Kind::Administrator,
                colleague: kind == Kind::Colleague,
            }
        })
        .collect()
}

fn course(profile: &Profile, people: &[Person]) -> Course {
    let (title, label) = course_name(profile);
    let context_id = id(profile, profile.token_shape.context, "context", 1);
    let kind_of = |login: &str| {
        CAST.iter()
            .find(|(cast, ..)| *cast == login)
            .map_or(Kind::Learner, |(.., kind)| *kind)
    };
    Course {
        number: 1,
        label: label.to_owned(),
        title: title.to_owned(),
        sourcedid: format!("{label}-2026"),
        enrolments: people
            .iter()
            .filter(|person| !person.administrator && !person.colleague)
            .map(|person| {
                let kind = kind_of(&person.login);
                Enrolment {
                    login: person.login.clone(),
                    kind,
                    observes: (kind == Kind::Observer).then(|| "sam".to_owned()),
                }
            })
            .collect(),
        items: items(profile, &context_id),
        context_id,
        history: Vec::new(),
    }
}

fn items(profile: &Profile, context_id: &str) -> Vec<Item> {
    let navigation_id = match profile.token_shape.navigation {
        NavigationLink::ContextId => context_id.to_owned(),
        NavigationLink::Own => id(
            profile,
            profile.token_shape.resource_link,
            "resource link",
            3,
        ),
    };
    let link = |number| {
        id(
            profile,
            profile.token_shape.resource_link,
            "resource link",
            number,
        )
    };
    [
        (
            ItemKind::Assignment,
            "Earn: asking follow-up questions",
            "<p>Show how you ask a question, listen, and ask again.</p>",
            link(1),
            "assignment_selection",
        ),
        (
            ItemKind::Link,
            "Explore the credentials",
            "<p>Look around before you choose.</p>",
            link(2),
            "link_selection",
        ),
        (
            ItemKind::Navigation,
            "Credentials",
            "",
            navigation_id,
            "course_navigation",
        ),
    ]
    .into_iter()
    .zip(1..)
    .map(
        |((kind, title, description, resource_link_id, placement), number)| Item {
            number,
            title: title.to_owned(),
            description: description.to_owned(),
            kind,
            resource_link_id,
            client_id: None,
            url: None,
            custom: BTreeMap::new(),
            placement: Some(placement.to_owned()),
            window: false,
            available_from: None,
            available_until: None,
            due_at: None,
            history: Vec::new(),
        },
    )
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::profile;

    #[test]
    fn a_site_has_more_learners_than_fit_on_one_page_of_any_roster() {
        for profile in profile::ALL {
            let state = state(profile);
            let learners = state.courses[0]
                .enrolments
                .iter()
                .filter(|one| one.kind == Kind::Learner)
                .count();
            assert!(learners > 60);
            assert!(learners > profile.roster.page.unwrap_or(0) / 2);
        }
    }

    #[test]
    fn nobody_shares_a_login_or_a_user_id() {
        for profile in profile::ALL {
            let state = state(profile);
            let mut ids: Vec<_> = state
                .people
                .iter()
                .flat_map(|one| [&one.login, &one.sub])
                .collect();
            let before = ids.len();
            ids.sort();
            ids.dedup();
            assert_eq!(ids.len(), before);
        }
    }
}
