//! Claims about what is known of what a launch names, in one look.

use microcred::domain::id::DeploymentId;
use microcred::store::arrival::{self, Arrival, Named};
use microcred::store::lms_context::{self, LmsContext};
use microcred::store::placement::{self, Placement};
use microcred::store::{Db, deployment};

use super::sample::{self, NOW, id};

super::on_both! {
    what_is_known_of_a_launch_is_found_in_one_look,
    what_another_deployment_knows_is_not_known_here,
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
    };
    let known = Arrival {
        deployment: deployment.clone(),
        person_id: Some(user.person_id),
        context: Some(context),
        placement: Some(placed),
    };
    let nobody = Arrival {
        deployment: deployment.clone(),
        person_id: None,
        context: None,
        placement: None,
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
    };
    let found = arrival::find(&mut tx, school.platform.id, named).await;
    let found = found.unwrap().unwrap();
    assert_eq!((found.context, found.placement), (None, None));
}
