//! A gate as those who teach the course see it: how many stand where, and the numbers that rules of the LMS need.

use super::super::session::Session;
use super::super::{App, Error};
use crate::domain::id::PlacementId;
use crate::domain::placement::Column;
use crate::domain::purpose::Purpose;
use crate::domain::role::Role;
use crate::store::credential;
use crate::store::gate::{self, Behind, Count};

/// How many of those who lost what they had are named.
const NAMED: i64 = 50;

/// What an instructor sees of a gate.
#[derive(Clone, Debug, PartialEq)]
pub struct Course {
    /// How many stand where.
    pub counts: Vec<Count>,
    /// Those who held everything and do not any more.
    pub lost: Vec<Behind>,
    /// The micro-credentials of the course that have a column, in the order in which they were placed.
    pub columns: Vec<Line>,
}

/// A micro-credential with its column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its title.
    pub title: String,
    /// The language of the title.
    pub language: String,
    /// Its column.
    pub column: Column,
}

/// How a gate stands in the session's course, for those who teach it.
///
/// # Errors
/// [`Error::NotAllowed`] for everybody else; [`Error::NotFound`] for a link of another course.
pub async fn course(
    app: &App,
    session: &Session,
    placement_id: PlacementId,
) -> Result<Course, Error> {
    const NONE: Error = Error::NotFound("gate");
    let launch = &session.launch;
    let is_instructor = launch.role == Role::Instructor && launch.purpose.0 == Purpose::Course;
    if !is_instructor {
        return Err(Error::NotAllowed("seeing how others stand"));
    }
    let mut db = app.db.read().await?;
    let link = gate::find_link(&mut db, placement_id).await?.ok_or(NONE)?;
    let course = launch.lms_context_id.ok_or(NONE)?;
    if link.lms_context_id != Some(course) {
        return Err(NONE);
    }
    let mut columns: Vec<Line> = Vec::new();
    for link in gate::list_links(&mut db, course).await? {
        let Some(id) = link.credential_id else {
            continue;
        };
        let Some(version) = credential::find_published(&mut db, id).await? else {
            continue;
        };
        let definition = &version.definition;
        let with_column = link
            .grade_mode
            .column_of(&definition.rubric)
            .map(|column| Line {
                title: definition.title.clone(),
                language: definition.language.clone(),
                column,
            });
        columns.extend(with_column.filter(|line| !columns.contains(line)));
    }
    Ok(Course {
        counts: gate::count(&mut db, placement_id).await?,
        lost: gate::list_lost(&mut db, placement_id, NAMED).await?,
        columns,
    })
}
