//! Claims about what organisations offer, at rest.

use microcred::domain::catalog::{Status, Summary, Viewer, Visibility};
use microcred::domain::id::{OrganizationId, PersonId};
use microcred::domain::placement::{GradeMode, VersionPolicy};
use microcred::store::catalog_entry::{self, CatalogEntry};
use microcred::store::credential::{self, Credential};
use microcred::store::lms_context::{self, LmsContext};
use microcred::store::placement::{self, Placement};
use microcred::store::placement_template::{self, PlacementTemplate};
use microcred::store::stack::{self, Stack};
use microcred::store::{Db, Error, Tx};
use sqlx::types::Json;

use super::sample::{self, NOW, after, id};
use crate::support::content;

super::on_both! {
    one_entry_is_found_by_its_name_where_everybody_finds_it,
    an_entry_reads_as_it_was_written_and_changed,
    each_organisation_has_a_catalogue_of_its_own,
    a_micro_credential_is_in_a_catalogue_once,
    a_course_lists_what_is_placed_in_it_each_once_in_order,
    the_public_reads_what_it_finds_by_title_page_by_page,
}

async fn credential_entry(
    tx: &mut Tx,
    organization_id: OrganizationId,
    slug: &str,
) -> CatalogEntry {
    let new = Credential {
        id: id(),
        organization_id,
        slug: slug.into(),
    };
    credential::insert(tx, &new, NOW).await.unwrap();
    let entry = CatalogEntry {
        id: id(),
        organization_id,
        credential_id: Some(new.id),
        stack_id: None,
        slug: slug.into(),
        status: Status::Offered,
        visibility: Visibility::Public,
        tier: None,
        tags: Json(vec![]),
        audience: Json(vec![]),
        accepts_linked_media: true,
        summary: Json(Summary::from(&content::definition(slug))),
    };
    catalog_entry::insert(tx, &entry, NOW).await.unwrap();
    entry
}

async fn stack_entry(tx: &mut Tx, organization_id: OrganizationId, slug: &str) -> CatalogEntry {
    let new = Stack {
        id: id(),
        organization_id,
        slug: slug.into(),
        placement_id: None,
    };
    stack::insert(tx, &new, NOW).await.unwrap();
    let entry = CatalogEntry {
        id: id(),
        organization_id,
        credential_id: None,
        stack_id: Some(new.id),
        slug: slug.into(),
        status: Status::Hidden,
        visibility: Visibility::Cohort,
        tier: Some(3),
        tags: Json(vec!["year one".into()]),
        audience: Json(vec!["coaches".into()]),
        accepts_linked_media: false,
        summary: Json(Summary::from(&content::stack(slug, &["voices"]))),
    };
    catalog_entry::insert(tx, &entry, NOW).await.unwrap();
    entry
}

async fn an_entry_reads_as_it_was_written_and_changed(db: Db) {
    let mut tx = db.write().await.unwrap();
    let organization_id = sample::organization(&mut tx, "Riverbend").await;
    let stack = stack_entry(&mut tx, organization_id, "talk").await;
    let found =
        catalog_entry::find_for_stack(&mut tx, organization_id, stack.stack_id.unwrap()).await;
    assert_eq!(found.unwrap(), Some(stack.clone()));

    let entry = credential_entry(&mut tx, organization_id, "voices").await;
    let changed = CatalogEntry {
        status: Status::Paused,
        visibility: Visibility::Unlisted,
        tier: Some(-1),
        tags: stack.tags,
        audience: stack.audience,
        accepts_linked_media: false,
        summary: stack.summary,
        ..entry.clone()
    };
    catalog_entry::update(&mut tx, &changed, after(1))
        .await
        .unwrap();
    let credential_id = entry.credential_id.unwrap();
    let found = catalog_entry::find_for_credential(&mut tx, organization_id, credential_id).await;
    assert_eq!(found.unwrap(), Some(changed));
    let other = catalog_entry::find_for_credential(&mut tx, id(), credential_id).await;
    assert_eq!(other.unwrap(), None);
}

async fn each_organisation_has_a_catalogue_of_its_own(db: Db) {
    let mut tx = db.write().await.unwrap();
    let here = sample::organization(&mut tx, "Riverbend").await;
    let there = sample::organization(&mut tx, "Hilltop").await;
    let mut expected = [
        credential_entry(&mut tx, here, "voices").await,
        stack_entry(&mut tx, here, "talk").await,
    ];
    credential_entry(&mut tx, there, "voices").await;
    let mut listed = catalog_entry::list(&mut tx, here).await.unwrap();
    listed.sort_by_key(|entry| entry.id);
    expected.sort_by_key(|entry| entry.id);
    assert_eq!(listed, expected);
    let nothing = catalog_entry::list(&mut tx, id()).await;
    assert_eq!(nothing.unwrap(), []);
}

async fn a_micro_credential_is_in_a_catalogue_once(db: Db) {
    let mut tx = db.write().await.unwrap();
    let organization_id = sample::organization(&mut tx, "Riverbend").await;
    let entry = credential_entry(&mut tx, organization_id, "voices").await;
    let again = CatalogEntry { id: id(), ..entry };
    let refused = catalog_entry::insert(&mut tx, &again, NOW).await;
    assert!(matches!(refused, Err(Error::Conflict(_))));
}

async fn a_course_lists_what_is_placed_in_it_each_once_in_order(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let mut tx = db.write().await.unwrap();
    let dana: PersonId = school.user(&mut tx, "7").await.person_id;
    let voices = credential_entry(&mut tx, school.organization_id, "voices").await;
    let talk = stack_entry(&mut tx, school.organization_id, "talk").await;
    credential_entry(&mut tx, school.organization_id, "elsewhere").await;
    let mut course = None;
    for name in ["other", "course"] {
        let new = LmsContext {
            id: id(),
            lti_context_id: name.into(),
            title: None,
            label: None,
            lineitems_url: None,
            memberships_url: None,
        };
        let made = lms_context::upsert(&mut tx, school.deployment.id, &new, NOW).await;
        course = Some(made.unwrap());
    }
    let links = [Some(&talk), Some(&voices), Some(&voices), None];
    for (entry, number) in links.into_iter().zip(1..) {
        let link = Placement {
            id: id(),
            lms_context_id: course,
            resource_link_id: format!("link {number}"),
            title: None,
            lineitem_url: None,
            placement_template_id: None,
            named_template_id: None,
        };
        placement::upsert(&mut tx, school.deployment.id, &link, after(number))
            .await
            .unwrap();
        let template = PlacementTemplate {
            id: id(),
            organization_id: school.organization_id,
            credential_id: entry.and_then(|entry| entry.credential_id),
            stack_id: entry.and_then(|entry| entry.stack_id),
            gate: None,
            grade_mode: GradeMode::Points,
            version_policy: VersionPolicy::Latest,
            pinned_version_id: None,
            award_version_id: None,
            created_by: dana,
        };
        placement_template::insert(&mut tx, &template, NOW)
            .await
            .unwrap();
        placement::bind(&mut tx, link.id, template.id, NOW)
            .await
            .unwrap();
    }
    let organization_id = school.organization_id;
    let listed = catalog_entry::list_for_context(&mut tx, organization_id, course.unwrap()).await;
    assert_eq!(listed.unwrap(), [talk, voices]);
    let foreign = catalog_entry::list_for_context(&mut tx, id(), course.unwrap()).await;
    assert_eq!(foreign.unwrap(), []);
}

async fn the_public_reads_what_it_finds_by_title_page_by_page(db: Db) {
    let mut tx = db.write().await.unwrap();
    let organization_id = sample::organization(&mut tx, "Riverbend").await;
    let other = sample::organization(&mut tx, "Hilltop").await;
    credential_entry(&mut tx, other, "elsewhere").await;
    let mut expected = vec![];
    let kinds = [Status::Offered, Status::Paused, Status::Hidden]
        .into_iter()
        .flat_map(|status| {
            [
                Visibility::Public,
                Visibility::Unlisted,
                Visibility::Org,
                Visibility::Cohort,
            ]
            .map(|visibility| (status, visibility))
        });
    // Titles come in another order than entries, and capitals do not matter.
    let more = [(Status::Offered, Visibility::Public); 4];
    for (number, (status, visibility)) in kinds.chain(more).enumerate() {
        let entry = credential_entry(&mut tx, organization_id, &format!("entry-{number}")).await;
        let mut changed = CatalogEntry {
            status,
            visibility,
            ..entry
        };
        let initial = if number % 2 == 0 { 'Q' } else { 'q' };
        changed.summary.title = format!("{initial}{:02}", 99 - number);
        catalog_entry::update(&mut tx, &changed, after(1))
            .await
            .unwrap();
        if Viewer::Public.finds(status, visibility) {
            expected.push(changed);
        }
    }
    expected.reverse();
    assert_eq!(expected.len(), 5);
    let count = catalog_entry::count_public(&mut tx, organization_id).await;
    assert_eq!(count.unwrap(), 5);
    for (skipped, most) in [(0, 2), (2, 2), (4, 2), (5, 2), (0, 9)] {
        let listed = catalog_entry::list_public(&mut tx, organization_id, skipped, most).await;
        let page = expected
            .iter()
            .skip(usize::try_from(skipped).unwrap())
            .take(usize::try_from(most).unwrap());
        assert_eq!(listed.unwrap(), page.cloned().collect::<Vec<_>>());
    }
}

async fn one_entry_is_found_by_its_name_where_everybody_finds_it(db: Db) {
    let mut tx = db.write().await.unwrap();
    let organization_id = sample::organization(&mut tx, "Riverbend").await;
    let elsewhere = sample::organization(&mut tx, "Hilltop").await;
    // A micro-credential and a stack may have one name.
    let one = credential_entry(&mut tx, organization_id, "talk").await;
    let stack = stack_entry(&mut tx, organization_id, "talk").await;
    for (status, visibility) in [
        (Status::Offered, Visibility::Public),
        (Status::Offered, Visibility::Org),
        (Status::Hidden, Visibility::Public),
    ] {
        let is_public = Viewer::Public.finds(status, visibility);
        for entry in [&one, &stack] {
            let changed = CatalogEntry {
                status,
                visibility,
                ..entry.clone()
            };
            catalog_entry::update(&mut tx, &changed, after(1))
                .await
                .unwrap();
            let found = match entry.stack_id {
                None => {
                    catalog_entry::find_public_credential(&mut tx, organization_id, "talk").await
                }
                Some(_) => catalog_entry::find_public_stack(&mut tx, organization_id, "talk").await,
            };
            assert_eq!(found.unwrap(), is_public.then_some(changed));
        }
    }
    for (organization_id, slug) in [(elsewhere, "talk"), (organization_id, "other")] {
        let none = catalog_entry::find_public_credential(&mut tx, organization_id, slug).await;
        assert_eq!(none.unwrap(), None);
        let none = catalog_entry::find_public_stack(&mut tx, organization_id, slug).await;
        assert_eq!(none.unwrap(), None);
    }
}
