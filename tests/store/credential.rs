//! Claims about micro-credentials and their versions at rest.

use microcred::domain::credential::VersionNumber;
use microcred::domain::credential::life::State;
use microcred::store::credential::{self, Credential, Version};
use microcred::store::{Db, Error, Tx};

use super::sample::{self, NOW, after, id};
use crate::support::content;

super::on_both! {
    a_version_reads_as_it_was_written,
    a_name_means_something_in_its_organisation_only,
    one_version_of_a_micro_credential_is_published_at_a_time,
    the_newest_that_was_published_stays_readable,
    a_list_has_every_version_by_name_the_newest_first,
    other_content_takes_the_place_of_what_was_there,
    pictures_are_a_versions_own_and_are_replaced_as_a_whole,
}

/// A micro-credential that is written, of an organisation of this name.
async fn written(tx: &mut Tx, organization: &str, slug: &str) -> Credential {
    let new = Credential {
        id: id(),
        organization_id: sample::organization(tx, organization).await,
        slug: slug.into(),
    };
    credential::insert(tx, &new, NOW).await.unwrap();
    new
}

/// A draft that is not written yet.
fn version(of: &Credential, major: u16, minor: u16) -> Version {
    Version {
        id: id(),
        credential_id: of.id,
        organization_id: of.organization_id,
        state: State::Draft,
        definition: content::numbered(&of.slug, major, minor).into(),
        content_hash: format!("content of {major}.{minor}"),
        scored_hash: "scored".into(),
    }
}

async fn insert(tx: &mut Tx, of: &Credential, major: u16, minor: u16) -> Version {
    let new = version(of, major, minor);
    credential::insert_version(tx, &new, NOW).await.unwrap();
    new
}

async fn a_version_reads_as_it_was_written(db: Db) {
    let mut tx = db.write().await.unwrap();
    let of = written(&mut tx, "Riverbend", "voices").await;
    let new = insert(&mut tx, &of, 2, 11).await;
    tx.commit().await.unwrap();

    let mut conn = db.read().await.unwrap();
    let found = credential::find_version(&mut conn, new.id).await;
    assert_eq!(found.unwrap().as_ref(), Some(&new));
    let number = |major, minor| VersionNumber { major, minor };
    for (wanted, expected) in [(number(2, 11), Some(&new)), (number(2, 1), None)] {
        let found = credential::find_version_by_number(&mut conn, of.id, wanted).await;
        assert_eq!(found.unwrap().as_ref(), expected);
    }
    let absent = credential::find_version(&mut conn, id()).await;
    assert_eq!(absent.unwrap(), None);
}

async fn a_name_means_something_in_its_organisation_only(db: Db) {
    let mut tx = db.write().await.unwrap();
    let here = written(&mut tx, "Riverbend", "voices").await;
    let there = written(&mut tx, "Hilltop", "voices").await;
    for of in [&here, &there] {
        let found = credential::find_by_slug(&mut tx, of.organization_id, "voices").await;
        assert_eq!(found.unwrap().as_ref(), Some(of));
    }
    let none = credential::find_by_slug(&mut tx, here.organization_id, "Voices").await;
    assert_eq!(none.unwrap(), None);
    let again = Credential { id: id(), ..here };
    let refused = credential::insert(&mut tx, &again, NOW).await;
    assert!(matches!(refused, Err(Error::Conflict(_))));
}

async fn one_version_of_a_micro_credential_is_published_at_a_time(db: Db) {
    let mut tx = db.write().await.unwrap();
    let of = written(&mut tx, "Riverbend", "voices").await;
    let first = insert(&mut tx, &of, 1, 0).await;
    let second = insert(&mut tx, &of, 1, 1).await;
    let none = credential::find_published(&mut tx, of.id).await;
    assert_eq!(none.unwrap(), None);
    credential::update_state(&mut tx, first.id, State::Published, NOW)
        .await
        .unwrap();
    tx.commit().await.unwrap();

    let mut tx = db.write().await.unwrap();
    let refused = credential::update_state(&mut tx, second.id, State::Published, NOW).await;
    assert!(matches!(refused, Err(Error::Conflict(_))));
    drop(tx);

    let mut tx = db.write().await.unwrap();
    for (id, state) in [(first.id, State::Retired), (second.id, State::Published)] {
        credential::update_state(&mut tx, id, state, after(5))
            .await
            .unwrap();
    }
    let published = credential::find_published(&mut tx, of.id).await.unwrap();
    assert_eq!(published.unwrap().id, second.id);
}

async fn the_newest_that_was_published_stays_readable(db: Db) {
    let mut tx = db.write().await.unwrap();
    let of = written(&mut tx, "Riverbend", "voices").await;
    let old = insert(&mut tx, &of, 1, 9).await;
    let new = insert(&mut tx, &of, 1, 10).await;
    insert(&mut tx, &of, 2, 0).await;
    for version in [&old, &new] {
        credential::update_state(&mut tx, version.id, State::Retired, NOW)
            .await
            .unwrap();
    }
    let newest = credential::find_newest(&mut tx, of.id).await.unwrap();
    assert_eq!(newest.unwrap().id, new.id);
    let nothing = credential::find_newest(&mut tx, id()).await;
    assert_eq!(nothing.unwrap(), None);
}

async fn a_list_has_every_version_by_name_the_newest_first(db: Db) {
    let mut tx = db.write().await.unwrap();
    let voices = written(&mut tx, "Riverbend", "voices").await;
    let asking = written(&mut tx, "Riverbend", "asking").await;
    written(&mut tx, "Hilltop", "elsewhere").await;
    for (of, major, minor) in [(&voices, 1, 9), (&voices, 1, 10), (&asking, 3, 0)] {
        insert(&mut tx, of, major, minor).await;
    }
    let listed = credential::list_versions(&mut tx, voices.organization_id).await;
    let listed: Vec<_> = listed
        .unwrap()
        .into_iter()
        .map(|line| (line.slug, line.major, line.minor, line.state))
        .collect();
    let line = |slug: &str, major, minor| (slug.to_owned(), major, minor, State::Draft);
    let expected = [
        line("asking", 3, 0),
        line("voices", 1, 10),
        line("voices", 1, 9),
    ];
    assert_eq!(listed, expected);
}

async fn other_content_takes_the_place_of_what_was_there(db: Db) {
    let mut tx = db.write().await.unwrap();
    let of = written(&mut tx, "Riverbend", "voices").await;
    let old = insert(&mut tx, &of, 1, 0).await;
    let mut changed = old.clone();
    changed.definition.title = "Another title — \"ü\"".into();
    changed.content_hash = "other".into();
    changed.scored_hash = "other too".into();
    credential::update_content(&mut tx, &changed).await.unwrap();
    let found = credential::find_version(&mut tx, old.id).await.unwrap();
    assert_eq!(found, Some(changed));
    let line = credential::list_versions(&mut tx, of.organization_id).await;
    assert_eq!(line.unwrap()[0].title, "Another title — \"ü\"");
}

async fn pictures_are_a_versions_own_and_are_replaced_as_a_whole(db: Db) {
    let mut tx = db.write().await.unwrap();
    let of = written(&mut tx, "Riverbend", "voices").await;
    let one = insert(&mut tx, &of, 1, 0).await;
    let other = insert(&mut tx, &of, 1, 1).await;
    let bytes: Vec<u8> = (0..=255).collect();
    let images = [
        content::image("b.png", &bytes),
        content::image("a.png", &[]),
    ];
    for version in [&one, &other] {
        credential::replace_images(&mut tx, version.id, &images)
            .await
            .unwrap();
    }
    credential::replace_images(&mut tx, one.id, &images[..1])
        .await
        .unwrap();
    tx.commit().await.unwrap();

    let mut conn = db.read().await.unwrap();
    for (version, names) in [(&one, &["b.png"][..]), (&other, &["a.png", "b.png"])] {
        let listed = credential::list_images(&mut conn, version.id)
            .await
            .unwrap();
        let listed: Vec<_> = listed.iter().map(|image| image.name.as_str()).collect();
        assert_eq!(listed, names);
    }
    let found = credential::find_image(&mut conn, one.id, "b.png").await;
    let found = found.unwrap().unwrap();
    assert_eq!((&*found.media_type, found.content), ("image/png", bytes));
    let gone = credential::find_image(&mut conn, one.id, "a.png").await;
    assert_eq!(gone.unwrap(), None);
}
