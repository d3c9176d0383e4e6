//! The course's gradebook as its instructors compare it with the tool: both values of each learner, why one has not arrived,
//! what settles it, and whether the course is set up so that scores open the way. Owns who may (only who teaches in the very
//! course) and what accepting the LMS's value means; sending is [`super::outbox`]'s.

use std::time::Duration;

use serde_json::{Value, json};

use super::audit::{self, Actor, Change};
use super::outbox::{self, Cell};
use super::roster::require_instructor;
use super::session::Session;
use super::{App, Error, service};
use crate::domain::id::{LmsUserId, PlacementId, ScorePostId};
use crate::domain::placement::{Column, GradeMode, Subject};
use crate::lti::names::scope;
use crate::store::placement::{self, Placement};
use crate::store::platform::{self, Platform};
use crate::store::{
    Conn, credential, gradebook_cell, lms_context, placement_template, roster, score_post, stack,
};

/// How long the set-up check waits for one column.
const PATIENCE: Duration = Duration::from_secs(3);
/// How many columns it looks at; a course with more is rare, and the others are listed all the same.
const MOST: usize = 12;
/// What a column is asked for as.
const LINE_ITEM: &str = "application/vnd.ims.lis.v2.lineitem+json";

/// A link of the course and the column that it wants.
#[derive(Clone, Debug)]
pub struct Link {
    /// The link.
    pub placement: Placement,
    /// What it shows, in words; nothing where nobody has chosen.
    pub title: Option<String>,
    /// What the gradebook gets.
    pub grade_mode: GradeMode,
    /// The column that it wants.
    pub column: Option<Column>,
}

/// One learner in the column of a link.
#[derive(Clone, Debug)]
pub struct Line {
    /// Their name, where the LMS shares it.
    pub name: Option<String>,
    /// Both values, and what became of the last message.
    pub cell: Cell,
}

/// What is known of a column at the LMS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum There {
    /// There is none, and none can be made.
    No,
    /// There is none yet; it is made with the first score.
    ToBeMade,
    /// There is one; it could not be looked at.
    Unread,
    /// There is one, with this maximum in millionths.
    Maximum(u64),
}

/// A link with what is known of its column.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The link.
    pub link: Link,
    /// Its column; nothing where it wants none.
    pub there: Option<There>,
}

/// What the set-up check found.
#[derive(Clone, Debug)]
pub struct Setup {
    /// The links of the course.
    pub links: Vec<Checked>,
    /// The code of the product's profile.
    pub profile: String,
    /// The permissions that the LMS has not given, where it said which it gives.
    pub missing_scopes: Vec<&'static str>,
}

/// The links of the session's course, oldest first. Those that show nothing are among them: they have come loose.
///
/// # Errors
/// [`Error::NotFound`] for everybody who does not teach in the course.
pub async fn links(app: &App, session: &Session) -> Result<Vec<Link>, Error> {
    let course = require_instructor(session)?;
    let mut db = app.db.read().await?;
    let mut found = Vec::new();
    for placement in placement::list_for_context(&mut db, course).await? {
        // The entry of the course's navigation is the course itself.
        let is_course = session.launch.lti_context_id.as_ref() == Some(&placement.resource_link_id);
        if placement.placement_template_id.is_some() || !is_course {
            found.push(link(&mut db, session, placement).await?);
        }
    }
    Ok(found)
}

async fn link(db: &mut Conn, session: &Session, placement: Placement) -> Result<Link, Error> {
    let organization_id = session.launch.organization_id;
    let template = match placement.placement_template_id {
        Some(id) => placement_template::find(db, organization_id, id).await?,
        None => None,
    };
    let mut link = Link {
        title: None,
        grade_mode: GradeMode::None,
        column: None,
        placement,
    };
    let Some(template) = template else {
        return Ok(link);
    };
    link.grade_mode = template.grade_mode;
    match template.subject() {
        Subject::Credential(id) => {
            if let Some(version) = credential::find_newest(db, id).await? {
                let definition = version.definition.0;
                link.column = template.grade_mode.column_of(&definition.rubric);
                link.title = Some(definition.title);
            }
        }
        Subject::Stack(id) => {
            if let Some(version) = stack::find_published(db, id).await? {
                let definition = version.definition.0;
                link.column = template.grade_mode.column_of_stack(&definition);
                link.title = Some(definition.title);
            }
        }
        Subject::Gate => {
            let requires = template.gate.as_ref().map(|gate| &gate.0.requires);
            let column = |requires| template.grade_mode.column_of_requirement(requires);
            link.column = requires.and_then(column);
            link.title = link.placement.title.clone();
        }
        Subject::CoursePage => link.title = link.placement.title.clone(),
    }
    Ok(link)
}

/// The learners in the column of a link, by name.
///
/// # Errors
/// [`Error::NotFound`] for everybody who does not teach in the course of the link.
pub async fn lines(app: &App, session: &Session, id: PlacementId) -> Result<Vec<Line>, Error> {
    require_instructor(session)?;
    let cells = outbox::list_for_placement(app, session, id).await?;
    let mut db = app.db.read().await?;
    let names: std::collections::HashMap<LmsUserId, Option<String>> =
        roster::list_names(&mut db, id).await?.into_iter().collect();
    let mut lines: Vec<Line> = cells
        .into_iter()
        .map(|cell| Line {
            name: names.get(&cell.lms_user_id()).cloned().flatten(),
            cell,
        })
        .collect();
    lines.sort_by_cached_key(|line| {
        (
            line.name.is_none(),
            line.name.as_deref().map(str::to_lowercase),
        )
    });
    Ok(lines)
}

/// Lets the value stand that the gradebook has: what has not arrived is not sent any more. The tool's own result stays.
///
/// # Errors
/// [`Error::NotFound`] for everybody who does not teach in the course, and for a message that arrived or is on its way.
pub async fn accept(app: &App, session: &Session, id: ScorePostId) -> Result<(), Error> {
    const NONE: Error = Error::NotFound("score");
    require_instructor(session)?;
    let mut db = app.db.read().await?;
    let post = score_post::find(&mut db, id).await?.ok_or(NONE)?;
    drop(db);
    // Whose course it is decides who may.
    outbox::list_for_placement(app, session, post.placement_id).await?;
    let now = app.now();
    let (place, user) = (post.placement_id, post.lms_user_id);
    let mut tx = app.db.write().await?;
    let is_result = post.kind.is_result();
    let stopped = score_post::supersede(&mut tx, place, user, post.seq + 1, is_result, now).await?;
    if stopped == 0 {
        return Err(NONE);
    }
    if let Some(mut cell) = gradebook_cell::find(&mut tx, place, user).await? {
        cell.is_overridden = true;
        gradebook_cell::update(&mut tx, &cell, now).await?;
    }
    let change = Change {
        actor: Actor::Person(session.launch.person_id),
        organization_id: Some(post.organization_id),
        kind: "score.accept_lms",
        subject_id: post.id.to_string(),
        detail: json!({ "from": post.state.code(), "reason": post.reason }),
    };
    audit::record(app, &mut tx, change).await?;
    tx.commit().await?;
    Ok(())
}

/// Whether the course is set up so that scores arrive and open the way.
///
/// # Errors
/// [`Error::NotFound`] for everybody who does not teach in the course.
pub async fn check(app: &App, session: &Session) -> Result<Setup, Error> {
    let course = require_instructor(session)?;
    let links = links(app, session).await?;
    let launch = &session.launch;
    let mut db = app.db.read().await?;
    let platform = platform::find(&mut db, launch.platform_id).await?;
    let platform = platform.ok_or(Error::NotFound("registration"))?;
    let known = lms_context::find(&mut db, course).await?;
    drop(db);
    let can_be_made = known.is_some_and(|course| course.lineitems_url.is_some())
        && is_granted(&platform, scope::LINE_ITEM);
    let mut checked = Vec::new();
    for (position, link) in links.into_iter().enumerate() {
        let there = match (&link.column, &link.placement.lineitem_url) {
            (None, _) => None,
            (Some(_), None) if can_be_made => Some(There::ToBeMade),
            (Some(_), None) => Some(There::No),
            (Some(_), Some(_)) if position >= MOST => Some(There::Unread),
            (Some(_), Some(url)) => {
                let asked = maximum(app, &platform, &launch.lti_deployment_id, url);
                let found = tokio::time::timeout(PATIENCE, asked).await.ok().flatten();
                Some(found.map_or(There::Unread, There::Maximum))
            }
        };
        checked.push(Checked { link, there });
    }
    Ok(Setup {
        links: checked,
        missing_scopes: [
            scope::SCORE,
            scope::RESULT_READONLY,
            scope::LINE_ITEM,
            scope::CONTEXT_MEMBERSHIP_READONLY,
        ]
        .into_iter()
        .filter(|scope| !is_granted(&platform, scope))
        .collect(),
        profile: platform.profile,
    })
}

/// Whether the LMS gives a permission; where it has not said which it gives, it is not held against it.
fn is_granted(platform: &Platform, scope: &str) -> bool {
    let granted = platform.granted_scopes.as_ref();
    granted.is_none_or(|scopes| scopes.iter().any(|one| one == scope))
}

/// The maximum of a column, in millionths.
async fn maximum(app: &App, platform: &Platform, deployment: &str, url: &str) -> Option<u64> {
    let url = url.parse().ok()?;
    let scopes = [scope::LINE_ITEM_READONLY];
    let answer = service::get(app, platform, deployment, &scopes, &url, LINE_ITEM).await;
    let document: Value = serde_json::from_slice(&answer.ok()?.body).ok()?;
    let maximum = document["scoreMaximum"].as_f64()?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is positive and small, as the line before says"
    )]
    let millionths = (maximum > 0.0 && maximum < 1e9).then(|| (maximum * 1e6).round() as u64);
    millionths
}
