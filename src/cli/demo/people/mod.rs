//! Invented people at every stage of the work, with awards at every stage of theirs, so that whoever opens the demo finds
//! something on every page. Owns who is where ([`cast`]) and how each of them gets there ([`walk`]): through the same use cases
//! as anybody, after launches that the practice LMS signs, at moments of the past. It knows no table.

mod cast;
mod course;
mod desk;
mod earner;
mod paper;
mod reading;
mod stage;
mod walk;
mod work;

use crate::app::assessment::attempts_of;
use crate::cli::Failure;
use crate::practice::{Begin, Cast, Seat};

use cast::{CAST, by_age};
use desk::Desk;

pub(super) use stage::{BEGINNING, Stage};

/// Tells the whole story, and says who is where. In a data folder that has it already, only the course is made anew: the
/// practice LMS forgets it.
pub(super) async fn tell(stage: &Stage<'_>) -> Result<Cast, Failure> {
    course::place(stage).await?;
    if !is_told(stage).await? {
        let desk = Box::pin(Desk::staff(stage)).await?;
        for part in by_age() {
            let walk = Box::pin(walk::walk(stage, &desk, part));
            walk.await.map_err(|failure| {
                Failure::problem(format!("telling of {}: {failure}", part.login))
            })?;
        }
    }
    seats(stage)
}

async fn is_told(stage: &Stage<'_>) -> Result<bool, Failure> {
    let [first, ..] = CAST;
    let known = attempts_of(stage.app, stage.platform_id, &stage.sub(first.login)?).await;
    Ok(known.is_ok_and(|attempts| !attempts.is_empty()))
}

fn seats(stage: &Stage<'_>) -> Result<Cast, Failure> {
    let mut people = Vec::with_capacity(CAST.len());
    for part in CAST {
        people.push(Seat {
            name: stage.person(part.login)?.name,
            of: part.opens.title().into(),
            state: part.state.into(),
            see: part.see.into(),
            begin: Begin::Item {
                label: "Open".into(),
                site: stage::SITE.into(),
                person: part.login.into(),
                item: course::item(stage, part.opens.title())?,
            },
        });
    }
    Ok(Cast {
        title: "Who is where".into(),
        lead: "These people of the same course have come this far. Each opens the micro-credential as that person; the \
               course around it is one click away, and Dana sees all of them under \u{201c}People and where they stand\u{201d}."
            .into(),
        people,
    })
}
