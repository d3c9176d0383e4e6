//! Courses and the links in them.

use microcred::domain::id::{LmsContextId, PlacementId};
use microcred::store::lms_context::{self, LmsContext};
use microcred::store::placement::{self, Placement};
use microcred::store::{Db, Error, Tx};

use super::{Home, Offered};

const COURSES: usize = 2_500;
/// How many links each course has.
pub const LINKS: usize = 20;
pub const PLACEMENTS: usize = COURSES * LINKS;

/// How many courses are written in one transaction.
const AT_A_TIME: usize = 250;

/// A course. Its links show [`LINKS`] micro-credentials, one after another in the catalogue.
pub struct Course {
    pub id: LmsContextId,
    /// Its first link.
    pub link: PlacementId,
    /// What that link shows, by its place in the catalogue.
    pub first: usize,
}

pub async fn write(db: &Db, home: &Home, offers: &[Offered]) -> Vec<Course> {
    let mut courses = Vec::with_capacity(COURSES);
    while courses.len() < COURSES {
        let mut tx = db.write().await.expect("the database can be written");
        for number in courses.len()..courses.len() + AT_A_TIME {
            courses.push(one(&mut tx, home, offers, number).await.expect("rows fit"));
        }
        tx.commit().await.expect("the courses are kept");
    }
    courses
}

async fn one(tx: &mut Tx, home: &Home, offers: &[Offered], number: usize) -> Result<Course, Error> {
    let seen = LmsContext {
        id: home.id(),
        lti_context_id: format!("course-{number}"),
        title: Some(format!("Learning Together {number}")),
        label: Some(format!("LT{number}")),
        lineitems_url: Some(format!("https://lms.example/courses/{number}/line_items")),
        memberships_url: None,
    };
    let id = lms_context::upsert(tx, home.deployment, &seen, home.now).await?;
    let first = number * LINKS % offers.len();
    let mut links = Vec::with_capacity(LINKS);
    for place in 0..LINKS {
        let offered = &offers[(first + place) % offers.len()];
        let seen = Placement {
            id: home.id(),
            lms_context_id: Some(id),
            resource_link_id: format!("link-{number}-{place}"),
            title: Some(offered.slug.clone()),
            lineitem_url: Some(format!(
                "https://lms.example/courses/{number}/line_items/{place}"
            )),
            placement_template_id: None,
            named_template_id: None,
        };
        let link = placement::upsert(tx, home.deployment, &seen, home.now).await?;
        placement::bind(tx, link.id, offered.template, home.now).await?;
        links.push(link.id);
    }
    Ok(Course {
        id,
        link: links[0],
        first,
    })
}
