//! Claims about links to this tool at rest.

use microcred::domain::id::{CredentialId, DeploymentId, LmsContextId, PlacementTemplateId};
use microcred::domain::placement::{GradeMode, VersionPolicy};
use microcred::store::credential::{self, Credential};
use microcred::store::lms_context::{self, LmsContext};
use microcred::store::placement::{self, Placement};
use microcred::store::placement_template::{self, PlacementTemplate};
use microcred::store::{Db, Error, Tx, query};

use super::sample::{self, CLASS, NOW, School, after, all_at_once, id, number};

super::on_both! {
    a_link_reads_as_it_was_written,
    a_link_id_means_something_at_its_deployment_only,
    a_link_that_has_not_changed_is_not_written,
    a_link_that_changed_is_written,
    a_column_that_a_launch_does_not_name_is_kept,
    a_class_that_opens_a_new_link_at_once_leaves_one,
    a_link_needs_a_deployment_and_a_course_that_exist,
    what_a_link_shows_is_kept_whatever_launches_say_of_it,
    a_link_is_in_use_from_the_first_work_on,
    the_first_link_of_a_course_to_a_micro_credential_is_found,
    a_link_without_a_column_gets_one_once,
}

async fn deployment(db: &Db) -> DeploymentId {
    sample::school(db, "Riverbend").await.deployment.id
}

async fn course(db: &Db, deployment_id: DeploymentId, lti_context_id: &str) -> LmsContextId {
    let new = LmsContext {
        id: id(),
        lti_context_id: lti_context_id.into(),
        title: None,
        label: None,
        lineitems_url: None,
        memberships_url: None,
    };
    let mut tx = db.write().await.unwrap();
    let id = lms_context::upsert(&mut tx, deployment_id, &new, NOW).await;
    tx.commit().await.unwrap();
    id.unwrap()
}

fn link(resource_link_id: &str) -> Placement {
    Placement {
        id: id(),
        lms_context_id: None,
        resource_link_id: resource_link_id.into(),
        title: Some("Peer feedback".into()),
        lineitem_url: Some("https://lms.example.org/lineitems/1".into()),
        placement_template_id: None,
        named_template_id: None,
    }
}

/// What is kept after `seen` was seen of a known link two seconds later, and whether that was a write.
async fn seen_again(
    db: &Db,
    deployment_id: DeploymentId,
    known: &Placement,
    seen: &Placement,
) -> (Placement, bool) {
    let mut tx = db.write().await.unwrap();
    placement::upsert(&mut tx, deployment_id, known, NOW)
        .await
        .unwrap();
    let again = placement::upsert(&mut tx, deployment_id, seen, after(2)).await;
    let kept = placement::find(&mut tx, known.id).await.unwrap().unwrap();
    assert_eq!(again.unwrap(), kept);
    tx.commit().await.unwrap();
    let created = "SELECT MAX(created_at) FROM placement";
    assert_eq!(number(db, created).await, NOW.millis());
    let written = "SELECT MAX(updated_at) FROM placement";
    (kept, number(db, written).await == after(2).millis())
}

async fn a_link_reads_as_it_was_written(db: Db) {
    let deployment_id = deployment(&db).await;
    let full = Placement {
        lms_context_id: Some(course(&db, deployment_id, "c").await),
        ..link("l-1")
    };
    let bare = Placement {
        title: None,
        lineitem_url: None,
        ..link("l-2")
    };
    let mut tx = db.write().await.unwrap();
    for new in [full, bare] {
        let made = placement::upsert(&mut tx, deployment_id, &new, NOW).await;
        assert_eq!(made.unwrap(), new);
        let found = placement::find(&mut tx, new.id).await.unwrap();
        assert_eq!(found, Some(new));
    }
    assert_eq!(placement::find(&mut tx, id()).await.unwrap(), None);
}

async fn a_link_id_means_something_at_its_deployment_only(db: Db) {
    let (one, other) = (deployment(&db).await, deployment(&db).await);
    let (here, there) = (link("l"), link("l"));
    let mut tx = db.write().await.unwrap();
    for (deployment_id, link) in [(one, &here), (other, &there), (one, &here)] {
        let made = placement::upsert(&mut tx, deployment_id, link, NOW).await;
        assert_eq!(made.unwrap(), *link);
    }
    tx.commit().await.unwrap();
    assert_eq!(number(&db, "SELECT COUNT(*) FROM placement").await, 2);
}

async fn a_link_that_has_not_changed_is_not_written(db: Db) {
    let known = link("l");
    let seen = Placement {
        id: id(),
        ..known.clone()
    };
    let kept = seen_again(&db, deployment(&db).await, &known, &seen).await;
    assert_eq!(kept, (known, false));
}

async fn a_link_that_changed_is_written(db: Db) {
    let deployment_id = deployment(&db).await;
    let first_course = course(&db, deployment_id, "c-1").await;
    let second_course = course(&db, deployment_id, "c-2").await;
    let known = |name: &str| Placement {
        lms_context_id: Some(first_course),
        ..link(name)
    };
    let (renamed, nameless, moved, outside) = (known("1"), known("2"), known("3"), known("4"));
    for (known, seen) in [
        (
            &renamed,
            Placement {
                title: Some("Renamed".into()),
                ..renamed.clone()
            },
        ),
        (
            &nameless,
            Placement {
                title: None,
                ..nameless.clone()
            },
        ),
        (
            &moved,
            Placement {
                lms_context_id: Some(second_course),
                ..moved.clone()
            },
        ),
        (
            &outside,
            Placement {
                lms_context_id: None,
                ..outside.clone()
            },
        ),
    ] {
        let kept = seen_again(&db, deployment_id, known, &seen).await;
        assert_eq!(kept, (seen, true));
    }
}

async fn a_column_that_a_launch_does_not_name_is_kept(db: Db) {
    let deployment_id = deployment(&db).await;
    let known = link("l-1");
    let without = Placement {
        lineitem_url: None,
        ..known.clone()
    };
    let kept = seen_again(&db, deployment_id, &known, &without).await;
    assert_eq!(kept, (known.clone(), false));

    let known = link("l-2");
    let renamed_without = Placement {
        title: Some("Renamed".into()),
        lineitem_url: None,
        ..known.clone()
    };
    let expected = Placement {
        lineitem_url: known.lineitem_url.clone(),
        ..renamed_without.clone()
    };
    let kept = seen_again(&db, deployment_id, &known, &renamed_without).await;
    assert_eq!(kept, (expected, true));

    let known = Placement {
        lineitem_url: None,
        ..link("l-3")
    };
    let with = Placement {
        lineitem_url: Some("https://lms.example.org/lineitems/3".into()),
        ..known.clone()
    };
    let kept = seen_again(&db, deployment_id, &known, &with).await;
    assert_eq!(kept, (with, true));
}

async fn a_class_that_opens_a_new_link_at_once_leaves_one(db: Db) {
    let deployment_id = deployment(&db).await;
    let ids = all_at_once(&db, move |db, number| async move {
        let seen = Placement {
            title: Some(format!("Title {}", number % 2)),
            ..link("l")
        };
        let mut tx = db.write().await.unwrap();
        let id = placement::upsert(&mut tx, deployment_id, &seen, NOW).await;
        tx.commit().await.unwrap();
        id.unwrap().id
    })
    .await;
    assert_eq!(ids.len(), CLASS);
    assert!(ids.iter().all(|id| *id == ids[0]));
    assert_eq!(number(&db, "SELECT COUNT(*) FROM placement").await, 1);
}

async fn a_link_needs_a_deployment_and_a_course_that_exist(db: Db) {
    let deployment_id = deployment(&db).await;
    let mut tx = db.write().await.unwrap();
    let refused = placement::upsert(&mut tx, id(), &link("l"), NOW).await;
    assert!(matches!(refused, Err(Error::Broken(_))));
    drop(tx);

    let elsewhere = Placement {
        lms_context_id: Some(id()),
        ..link("l")
    };
    let mut tx = db.write().await.unwrap();
    let refused = placement::upsert(&mut tx, deployment_id, &elsewhere, NOW).await;
    assert!(matches!(refused, Err(Error::Broken(_))));
}

/// A micro-credential, and a choice of it.
async fn choice(tx: &mut Tx, school: &School) -> (CredentialId, PlacementTemplateId) {
    let of = Credential {
        id: id(),
        organization_id: school.organization_id,
        slug: id::<CredentialId>().to_string(),
    };
    credential::insert(tx, &of, NOW).await.unwrap();
    let sub = of.id.to_string();
    let template = PlacementTemplate {
        id: id(),
        organization_id: school.organization_id,
        credential_id: Some(of.id),
        stack_id: None,
        gate: None,
        grade_mode: GradeMode::Points,
        version_policy: VersionPolicy::Latest,
        pinned_version_id: None,
        award_version_id: None,
        created_by: school.user(tx, &sub).await.person_id,
    };
    placement_template::insert(tx, &template, NOW)
        .await
        .unwrap();
    (of.id, template.id)
}

async fn what_a_link_shows_is_kept_whatever_launches_say_of_it(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let deployment_id = school.deployment.id;
    let mut tx = db.write().await.unwrap();
    let (_, shown) = choice(&mut tx, &school).await;
    let (_, named) = choice(&mut tx, &school).await;
    let new = link("l");
    placement::upsert(&mut tx, deployment_id, &new, NOW)
        .await
        .unwrap();
    placement::bind(&mut tx, new.id, shown, NOW).await.unwrap();
    placement::update_named(&mut tx, new.id, named)
        .await
        .unwrap();
    let renamed = Placement {
        title: Some("Renamed".into()),
        ..new.clone()
    };
    let expected = Placement {
        placement_template_id: Some(shown),
        named_template_id: Some(named),
        ..renamed.clone()
    };
    let kept = placement::upsert(&mut tx, deployment_id, &renamed, after(1)).await;
    assert_eq!(kept.unwrap(), expected);
    let found = placement::find_by_link(&mut tx, deployment_id, "l").await;
    assert_eq!(found.unwrap(), Some(expected));
    let elsewhere = placement::find_by_link(&mut tx, id(), "l").await;
    assert_eq!(elsewhere.unwrap(), None);
}

async fn a_link_is_in_use_from_the_first_work_on(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let mut tx = db.write().await.unwrap();
    let user = school.user(&mut tx, "7").await;
    let (credential_id, _) = choice(&mut tx, &school).await;
    let link = link("l");
    placement::upsert(&mut tx, school.deployment.id, &link, NOW)
        .await
        .unwrap();
    assert!(!placement::is_in_use(&mut tx, link.id).await.unwrap());

    let version = credential::Version {
        id: id(),
        credential_id,
        organization_id: school.organization_id,
        state: microcred::domain::credential::life::State::Draft,
        definition: crate::support::content::definition("any").into(),
        content_hash: String::new(),
        scored_hash: String::new(),
    };
    credential::insert_version(&mut tx, &version, NOW)
        .await
        .unwrap();
    query(
        "INSERT INTO enrollment (id, organization_id, person_id, credential_id, credential_version_id, created_at)
         VALUES ('e', $1, $2, $3, $4, 0)",
    )
    .bind(school.organization_id)
    .bind(user.person_id)
    .bind(credential_id)
    .bind(version.id)
    .execute(&mut tx)
    .await
    .unwrap();
    query(
        "INSERT INTO enrollment_placement (enrollment_id, placement_id, lms_user_id, created_at)
         VALUES ('e', $1, $2, 0)",
    )
    .bind(link.id)
    .bind(user.id)
    .execute(&mut tx)
    .await
    .unwrap();
    assert!(placement::is_in_use(&mut tx, link.id).await.unwrap());
    assert!(!placement::is_in_use(&mut tx, id()).await.unwrap());
}

async fn the_first_link_of_a_course_to_a_micro_credential_is_found(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let deployment_id = school.deployment.id;
    let course_id = course(&db, deployment_id, "c").await;
    let mut tx = db.write().await.unwrap();
    let (credential_id, template_id) = choice(&mut tx, &school).await;
    for (number, name) in [(2, "second"), (1, "first")] {
        let link = Placement {
            lms_context_id: Some(course_id),
            ..link(name)
        };
        placement::upsert(&mut tx, deployment_id, &link, after(number))
            .await
            .unwrap();
        placement::bind(&mut tx, link.id, template_id, NOW)
            .await
            .unwrap();
    }
    let found = placement::find_for_credential(&mut tx, course_id, credential_id).await;
    assert_eq!(found.unwrap().unwrap().resource_link_id, "first");
    for (course_id, credential_id) in [(id(), credential_id), (course_id, id())] {
        let none = placement::find_for_credential(&mut tx, course_id, credential_id).await;
        assert_eq!(none.unwrap(), None);
    }
}

async fn a_link_without_a_column_gets_one_once(db: Db) {
    use microcred::domain::placement::GradeMode;
    let column = super::score::column(&db, GradeMode::Points, None).await;
    let mut tx = db.write().await.unwrap();
    let none = placement::list_lineitems(&mut tx, column.course).await;
    assert!(none.unwrap().is_empty());
    for (url, is_written) in [
        ("https://lms.example/1", true),
        ("https://lms.example/2", false),
    ] {
        let written = placement::update_lineitem(&mut tx, column.placement, url, after(1)).await;
        assert_eq!(written.unwrap(), is_written);
    }
    let list = placement::list_lineitems(&mut tx, column.course).await;
    assert_eq!(list.unwrap(), ["https://lms.example/1"]);
}
