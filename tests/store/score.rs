//! Invented columns and messages for the storage tests.

use microcred::domain::id::{AttemptId, LmsUserId, PlacementId, PlacementTemplateId};
use microcred::domain::placement::{GradeMode, VersionPolicy};
use microcred::domain::score_post::{CauseKind, Kind, Message, message};
use microcred::store::enrollment::{self, Enrollment};
use microcred::store::lms_context::{self, LmsContext};
use microcred::store::placement::{self, Placement};
use microcred::store::placement_template::{self, PlacementTemplate};
use microcred::store::score_post::{self, NewScorePost, Target};
use microcred::store::{Db, Tx, gradebook_cell};

use super::sample::{self, NOW, School, id};
use super::work;

/// A course with a column, and somebody whose work feeds it.
pub struct Column {
    pub school: School,
    pub enrollment: Enrollment,
    pub placement: PlacementId,
    pub user: LmsUserId,
    pub course: microcred::domain::id::LmsContextId,
}

/// Writes a course with a link of this mode, in which somebody is enrolled.
pub async fn column(db: &Db, mode: GradeMode, lineitem_url: Option<&str>) -> Column {
    let school = sample::school(db, "Riverbend").await;
    let mut tx = db.write().await.unwrap();
    let user = school.user(&mut tx, "dana").await;
    let slug = id::<AttemptId>().to_string();
    let credential = work::credential(&mut tx, school.organization_id, &slug).await;
    let version = work::version(&mut tx, credential, 1, "published").await;
    let new = work::enrollment(school.organization_id, user.person_id, credential, version);
    let enrollment = enrollment::find_or_insert(&mut tx, &new, NOW)
        .await
        .unwrap();
    let seen = LmsContext {
        id: id(),
        lti_context_id: id::<AttemptId>().to_string(),
        title: None,
        label: None,
        lineitems_url: Some("https://lms.example.org/lineitems".into()),
        memberships_url: None,
    };
    let course = lms_context::upsert(&mut tx, school.deployment.id, &seen, NOW)
        .await
        .unwrap();
    let template: PlacementTemplateId = id();
    let new = PlacementTemplate {
        id: template,
        organization_id: school.organization_id,
        credential_id: Some(credential),
        stack_id: None,
        gate: None,
        grade_mode: mode,
        version_policy: VersionPolicy::Latest,
        pinned_version_id: None,
        award_version_id: None,
        created_by: user.person_id,
    };
    placement_template::insert(&mut tx, &new, NOW)
        .await
        .unwrap();
    let seen = Placement {
        id: id(),
        lms_context_id: Some(course),
        resource_link_id: slug,
        title: None,
        lineitem_url: lineitem_url.map(str::to_owned),
        placement_template_id: None,
        named_template_id: None,
    };
    let link = placement::upsert(&mut tx, school.deployment.id, &seen, NOW)
        .await
        .unwrap();
    placement::bind(&mut tx, link.id, template, NOW)
        .await
        .unwrap();
    enrollment::insert_placement(&mut tx, enrollment.id, link.id, user.id, NOW)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    Column {
        school,
        enrollment,
        placement: link.id,
        user: user.id,
        course,
    }
}

impl Column {
    pub async fn target(&self, tx: &mut Tx) -> Target {
        let found = score_post::find_target(tx, self.placement, self.user).await;
        found.unwrap().unwrap()
    }

    /// Writes another message to the cell.
    pub async fn post(&self, db: &Db, kind: Kind) -> microcred::domain::id::ScorePostId {
        let mut tx = db.write().await.unwrap();
        let target = self.target(&mut tx).await;
        let cell = gradebook_cell::next(&mut tx, self.placement, self.user, NOW)
            .await
            .unwrap();
        let message = said(kind);
        let new = NewScorePost {
            id: id(),
            target: &target,
            kind,
            message: &message,
            cause_kind: CauseKind::Decision,
            cause_id: id::<AttemptId>().to_string(),
            cause_seq: 0,
            seq: cell.last_seq,
        };
        assert!(score_post::insert(&mut tx, &new, NOW).await.unwrap());
        tx.commit().await.unwrap();
        new.id
    }
}

/// What a message of this kind says.
pub fn said(kind: Kind) -> Message {
    match kind {
        Kind::Submitted => message::submitted(id(), NOW),
        _ => message::gate(GradeMode::Points, 4, 5).unwrap(),
    }
}
