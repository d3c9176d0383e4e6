//! Claims about what is known of what a launch names, in one look.

use microcred::clock::Timestamp;
use microcred::domain::id::DeploymentId;
use microcred::domain::placement::GradeMode;
use microcred::domain::score_post::Kind;
use microcred::store::arrival::{self, Arrival, Named};
use microcred::store::lms_context::{self, LmsContext};
use microcred::store::placement::{self, Placement};
use microcred::store::{Db, Tx, deployment, query};

use super::sample::{self, NOW, after, id};
use super::score::{self, Column};

super::on_both! {
    what_is_known_of_a_launch_is_found_in_one_look,
    what_another_deployment_knows_is_not_known_here,
    what_somebody_works_on_has_to_count_until_the_link_counts_it,
    scores_that_wait_for_the_course_are_seen_once_they_were_left_alone,
}

fn course(title: &str) -> LmsContext {
    LmsContext {
        id: id(),
        lti_context_id: "course".into(),
        title: Some(title.into()),
        label: None,
        lineitems_url: Some("https://lms.example/lineitems".into()),
        memberships_url: None,
    }
}

fn link() -> Placement {
    Placement {
        id: id(),
        lms_context_id: None,
        resource_link_id: "link".into(),
        title: Some("A link".into()),
        lineitem_url: None,
        placement_template_id: None,
        named_template_id: None,
    }
}

async fn what_is_known_of_a_launch_is_found_in_one_look(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let mut tx = db.write().await.unwrap();
    let user = school.user(&mut tx, "dana").await;
    let deployment = deployment::list_for_platform(&mut tx, school.platform.id).await;
    let deployment = deployment.unwrap().remove(0);
    let mut context = course("Reading science");
    context.id = lms_context::upsert(&mut tx, deployment.id, &context, NOW)
        .await
        .unwrap();
    let seen = Placement {
        lms_context_id: Some(context.id),
        ..link()
    };
    let placed = placement::upsert(&mut tx, deployment.id, &seen, NOW)
        .await
        .unwrap();
    let named = Named {
        lti_deployment_id: &deployment.lti_deployment_id,
        sub: "dana",
        lti_context_id: Some("course"),
        resource_link_id: Some("link"),
        tried_before: NOW,
    };
    let known = Arrival {
        deployment: deployment.clone(),
        person_id: Some(user.person_id),
        context: Some(context),
        placement: Some(placed),
        is_teaching: false,
        has_to_count: false,
        has_parked: false,
    };
    let nobody = Arrival {
        deployment: deployment.clone(),
        person_id: None,
        context: None,
        placement: None,
        is_teaching: false,
        has_to_count: false,
        has_parked: false,
    };
    let elsewhere = Named {
        sub: "kim",
        lti_context_id: Some("other"),
        resource_link_id: Some("other"),
        ..named
    };
    let without = Named {
        sub: "kim",
        lti_context_id: None,
        resource_link_id: None,
        ..named
    };
    for (named, expected) in [(named, &known), (elsewhere, &nobody), (without, &nobody)] {
        let found = arrival::find(&mut tx, school.platform.id, named).await;
        assert_eq!(found.unwrap().as_ref(), Some(expected));
    }
    let unheard = Named {
        lti_deployment_id: "nobody has heard of it",
        ..named
    };
    let found = arrival::find(&mut tx, school.platform.id, unheard).await;
    assert_eq!(found.unwrap(), None);
    let found = arrival::find(&mut tx, id(), named).await;
    assert_eq!(found.unwrap(), None);
}

async fn what_another_deployment_knows_is_not_known_here(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let mut tx = db.write().await.unwrap();
    let here = deployment::list_for_platform(&mut tx, school.platform.id).await;
    let here = here.unwrap().remove(0);
    let mut other = sample::deployment(school.platform.id, "another");
    other.id = id::<DeploymentId>();
    deployment::insert_if_unknown(&mut tx, &other)
        .await
        .unwrap();
    lms_context::upsert(&mut tx, other.id, &course("Elsewhere"), NOW)
        .await
        .unwrap();
    placement::upsert(&mut tx, other.id, &link(), NOW)
        .await
        .unwrap();
    let named = Named {
        lti_deployment_id: &here.lti_deployment_id,
        sub: "dana",
        lti_context_id: Some("course"),
        resource_link_id: Some("link"),
        tried_before: NOW,
    };
    let found = arrival::find(&mut tx, school.platform.id, named).await;
    let found = found.unwrap().unwrap();
    assert_eq!((found.context, found.placement), (None, None));
}

async fn what_somebody_works_on_has_to_count_until_the_link_counts_it(db: Db) {
    let column = score::column(&db, GradeMode::Points, None).await;
    let mut tx = db.write().await.unwrap();
    let has_to_count = async |tx: &mut _, sub| look(tx, &column, sub, NOW).await.has_to_count;
    assert!(!has_to_count(&mut tx, "dana").await, "it counts her work");
    assert!(
        !has_to_count(&mut tx, "kim").await,
        "a stranger works on nothing"
    );
    query("DELETE FROM enrollment_placement WHERE placement_id = $1")
        .bind(column.placement)
        .execute(&mut tx)
        .await
        .unwrap();
    assert!(
        has_to_count(&mut tx, "dana").await,
        "she began it elsewhere"
    );
    assert!(!has_to_count(&mut tx, "kim").await);
}

async fn scores_that_wait_for_the_course_are_seen_once_they_were_left_alone(db: Db) {
    let column = score::column(&db, GradeMode::Points, Some("https://lms.example/1")).await;
    let post = column.post(&db, Kind::Submitted).await;
    let mut tx = db.write().await.unwrap();
    assert!(
        !look(&mut tx, &column, "dana", after(60)).await.has_parked,
        "it is on its way"
    );
    query("UPDATE score_post SET state = 'parked', updated_at = $2 WHERE id = $1")
        .bind(post)
        .bind(after(60))
        .execute(&mut tx)
        .await
        .unwrap();
    for (tried_before, expected) in [(after(59), false), (after(60), true)] {
        let found = look(&mut tx, &column, "kim", tried_before).await;
        assert_eq!(found.has_parked, expected);
    }
}

/// What is known when somebody comes from the column's link.
async fn look(tx: &mut Tx, column: &Column, sub: &str, tried_before: Timestamp) -> Arrival {
    let link = placement::find(tx, column.placement)
        .await
        .unwrap()
        .unwrap();
    let named = Named {
        lti_deployment_id: &column.school.deployment.lti_deployment_id,
        sub,
        lti_context_id: None,
        resource_link_id: Some(&link.resource_link_id),
        tried_before,
    };
    let found = arrival::find(tx, column.school.platform.id, named).await;
    found.unwrap().unwrap()
}
