//! Claims about stacks and their versions at rest.

use microcred::domain::catalog::{Status, Summary, Visibility};
use microcred::domain::credential::VersionNumber;
use microcred::domain::credential::life::State;
use microcred::store::catalog_entry::{self, CatalogEntry};
use microcred::store::placement::{self, Placement};
use microcred::store::stack::{self, Stack, Version};
use microcred::store::{Db, Error};
use sqlx::types::Json;

use super::sample::{self, NOW, after, id};
use crate::support::content;

super::on_both! {
    a_stack_and_its_version_read_as_they_were_written,
    one_version_of_a_stack_is_published_at_a_time,
    the_stack_of_a_gate_is_found_by_its_link_alone,
    a_version_of_a_stack_keeps_its_own_pictures,
    a_stack_that_everybody_finds_is_listed_with_what_it_asks_for,
}

async fn a_stack_and_its_version_read_as_they_were_written(db: Db) {
    let mut tx = db.write().await.unwrap();
    let organization_id = sample::organization(&mut tx, "Riverbend").await;
    let elsewhere = sample::organization(&mut tx, "Hilltop").await;
    let new = Stack {
        id: id(),
        organization_id,
        slug: "talk".into(),
        placement_id: None,
    };
    stack::insert(&mut tx, &new, NOW).await.unwrap();
    for (organization_id, expected) in [(organization_id, Some(&new)), (elsewhere, None)] {
        let found = stack::find_by_slug(&mut tx, organization_id, "talk").await;
        assert_eq!(found.unwrap().as_ref(), expected);
    }
    let mut version = Version {
        id: id(),
        stack_id: new.id,
        organization_id,
        placement_id: None,
        state: State::Draft,
        definition: content::stack("talk", &["voices", "asking"]).into(),
        content_hash: "hash".into(),
    };
    stack::insert_version(&mut tx, &version, NOW).await.unwrap();
    version.definition.title = "Another title".into();
    version.content_hash = "other".into();
    stack::update_content(&mut tx, &version).await.unwrap();
    let number = version.definition.version;
    let found = stack::find_version_by_number(&mut tx, new.id, number).await;
    assert_eq!(found.unwrap().as_ref(), Some(&version));
    let found = stack::find_version(&mut tx, version.id).await;
    assert_eq!(found.unwrap(), Some(version));
    assert_eq!(stack::find_version(&mut tx, id()).await.unwrap(), None);
    let other = VersionNumber { major: 9, minor: 9 };
    let absent = stack::find_version_by_number(&mut tx, new.id, other).await;
    assert_eq!(absent.unwrap(), None);
}

async fn one_version_of_a_stack_is_published_at_a_time(db: Db) {
    let mut tx = db.write().await.unwrap();
    let organization_id = sample::organization(&mut tx, "Riverbend").await;
    let new = Stack {
        id: id(),
        organization_id,
        slug: "talk".into(),
        placement_id: None,
    };
    stack::insert(&mut tx, &new, NOW).await.unwrap();
    let mut versions = vec![];
    for major in [1, 2] {
        let mut definition = content::stack("talk", &["voices"]);
        definition.version = VersionNumber { major, minor: 0 };
        let version = Version {
            id: id(),
            stack_id: new.id,
            organization_id,
            placement_id: None,
            state: State::Draft,
            definition: definition.into(),
            content_hash: "hash".into(),
        };
        stack::insert_version(&mut tx, &version, NOW).await.unwrap();
        versions.push(version.id);
    }
    let none = stack::find_published(&mut tx, new.id).await;
    assert_eq!(none.unwrap(), None);
    stack::update_state(&mut tx, versions[0], State::Published, NOW)
        .await
        .unwrap();
    tx.commit().await.unwrap();

    let mut tx = db.write().await.unwrap();
    let refused = stack::update_state(&mut tx, versions[1], State::Published, NOW).await;
    assert!(matches!(refused, Err(Error::Conflict(_))));
    drop(tx);

    let mut tx = db.write().await.unwrap();
    for (id, state) in [
        (versions[0], State::Retired),
        (versions[1], State::Published),
    ] {
        stack::update_state(&mut tx, id, state, after(5))
            .await
            .unwrap();
    }
    let published = stack::find_published(&mut tx, new.id).await.unwrap();
    assert_eq!(published.unwrap().id, versions[1]);
}

async fn the_stack_of_a_gate_is_found_by_its_link_alone(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let mut tx = db.write().await.unwrap();
    let organization_id = school.organization_id;
    let seen = Placement {
        id: id(),
        lms_context_id: None,
        resource_link_id: "gate-1".into(),
        title: None,
        lineitem_url: None,
        placement_template_id: None,
        named_template_id: None,
    };
    let placed = placement::upsert(&mut tx, school.deployment.id, &seen, NOW).await;
    let placement_id = placed.unwrap().id;
    let none = stack::find_for_placement(&mut tx, placement_id).await;
    assert_eq!(none.unwrap(), None);
    let new = Stack {
        id: id(),
        organization_id,
        slug: "course-1".into(),
        placement_id: Some(placement_id),
    };
    stack::insert(&mut tx, &new, NOW).await.unwrap();
    let found = stack::find_for_placement(&mut tx, placement_id).await;
    assert_eq!(found.unwrap().as_ref(), Some(&new));
    let found = stack::find_held(&mut tx, new.id).await;
    assert_eq!(found.unwrap().as_ref(), Some(&new));
    assert_eq!(stack::find_held(&mut tx, id()).await.unwrap(), None);
    let none = stack::find_by_slug(&mut tx, organization_id, "course-1").await;
    assert_eq!(none.unwrap(), None);
    assert_eq!(stack::find_newest(&mut tx, new.id).await.unwrap(), None);
    let mut newest = None;
    for (major, minor) in [(2, 0), (1, 9), (10, 0)] {
        let mut definition = content::stack("course-1", &["voices"]);
        definition.version = VersionNumber { major, minor };
        let version = Version {
            id: id(),
            stack_id: new.id,
            organization_id,
            placement_id: Some(placement_id),
            state: State::Draft,
            definition: definition.into(),
            content_hash: "hash".into(),
        };
        stack::insert_version(&mut tx, &version, NOW).await.unwrap();
        newest = Some(version);
    }
    let found = stack::find_newest(&mut tx, new.id).await;
    assert_eq!(found.unwrap(), newest);
    let id = newest.unwrap().id;
    stack::update_state(&mut tx, id, State::Published, NOW)
        .await
        .unwrap();
    let found = stack::list_published(&mut tx, organization_id).await;
    assert_eq!(found.unwrap(), []);
}

async fn a_version_of_a_stack_keeps_its_own_pictures(db: Db) {
    let mut tx = db.write().await.unwrap();
    let organization_id = sample::organization(&mut tx, "Riverbend").await;
    let new = Stack {
        id: id(),
        organization_id,
        slug: "talk".into(),
        placement_id: None,
    };
    stack::insert(&mut tx, &new, NOW).await.unwrap();
    let mut definition = content::stack("talk", &["voices"]);
    let mut ids = vec![];
    for major in [1, 2] {
        definition.version = VersionNumber { major, minor: 0 };
        let version = Version {
            id: id(),
            stack_id: new.id,
            organization_id,
            placement_id: None,
            state: State::Draft,
            definition: definition.clone().into(),
            content_hash: "hash".into(),
        };
        stack::insert_version(&mut tx, &version, NOW).await.unwrap();
        ids.push(version.id);
    }
    let images = [
        content::image("b.png", &[0, 1, 255]),
        content::image("a.png", &[]),
    ];
    for id in &ids {
        stack::replace_images(&mut tx, *id, &images).await.unwrap();
    }
    stack::replace_images(&mut tx, ids[0], &images[..1])
        .await
        .unwrap();
    for (id, names) in [(ids[0], &["b.png"][..]), (ids[1], &["a.png", "b.png"])] {
        let listed = stack::list_images(&mut tx, id).await.unwrap();
        let listed: Vec<_> = listed.iter().map(|image| &*image.name).collect();
        assert_eq!(listed, names);
    }
    let found = stack::find_image(&mut tx, ids[0], "b.png").await.unwrap();
    assert_eq!(found.unwrap().content, [0, 1, 255]);
    let gone = stack::find_image(&mut tx, ids[0], "a.png").await.unwrap();
    assert_eq!(gone, None);
}

async fn a_stack_that_everybody_finds_is_listed_with_what_it_asks_for(db: Db) {
    let mut tx = db.write().await.unwrap();
    let organization_id = sample::organization(&mut tx, "Riverbend").await;
    let mut expected = vec![];
    for (slug, state, visibility) in [
        ("talk", State::Published, Visibility::Public),
        ("inner", State::Published, Visibility::Org),
        ("draft", State::Draft, Visibility::Public),
    ] {
        let new = Stack {
            id: id(),
            organization_id,
            slug: slug.into(),
            placement_id: None,
        };
        stack::insert(&mut tx, &new, NOW).await.unwrap();
        let definition = content::stack(slug, &["voices"]);
        let version = Version {
            id: id(),
            stack_id: new.id,
            organization_id,
            placement_id: None,
            state,
            content_hash: "hash".into(),
            definition: definition.clone().into(),
        };
        stack::insert_version(&mut tx, &version, NOW).await.unwrap();
        let entry = CatalogEntry {
            id: id(),
            organization_id,
            credential_id: None,
            stack_id: Some(new.id),
            slug: slug.into(),
            status: Status::Offered,
            visibility,
            tier: None,
            tags: Json(vec![]),
            audience: Json(vec![]),
            accepts_linked_media: false,
            summary: Json(Summary::from(&definition)),
        };
        catalog_entry::insert(&mut tx, &entry, NOW).await.unwrap();
        if slug == "talk" {
            expected.push(version);
        }
    }
    let listed = stack::list_public(&mut tx, organization_id).await;
    assert_eq!(listed.unwrap(), expected);
    assert_eq!(stack::list_public(&mut tx, id()).await.unwrap(), []);
}
