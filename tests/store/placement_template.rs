//! Claims about what was chosen in pickers, at rest.

use microcred::domain::placement::{GradeMode, Subject, VersionPolicy};
use microcred::store::Db;
use microcred::store::credential::{self, Credential};
use microcred::store::placement_template::{self, PlacementTemplate};

use super::sample::{self, NOW, id};

super::on_both! {
    a_choice_reads_as_it_was_written_in_its_own_organisation_alone,
    a_choice_is_of_one_thing_or_of_the_whole_course,
}

async fn a_choice_reads_as_it_was_written_in_its_own_organisation_alone(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let elsewhere = sample::school(&db, "Hilltop").await;
    let mut tx = db.write().await.unwrap();
    let of = Credential {
        id: id(),
        organization_id: school.organization_id,
        slug: "voices".into(),
    };
    credential::insert(&mut tx, &of, NOW).await.unwrap();
    let dana = school.user(&mut tx, "7").await;
    for (grade_mode, credential_id) in [
        (GradeMode::Points, Some(of.id)),
        (GradeMode::PassOnly, Some(of.id)),
        (GradeMode::None, None),
    ] {
        let new = PlacementTemplate {
            id: id(),
            organization_id: school.organization_id,
            credential_id,
            stack_id: None,
            gate: None,
            grade_mode,
            version_policy: VersionPolicy::Pin,
            pinned_version_id: None,
            award_version_id: None,
            created_by: dana.person_id,
        };
        placement_template::insert(&mut tx, &new, NOW)
            .await
            .unwrap();
        let found = placement_template::find(&mut tx, school.organization_id, new.id).await;
        assert_eq!(found.unwrap().as_ref(), Some(&new));
        let foreign = placement_template::find(&mut tx, elsewhere.organization_id, new.id).await;
        assert_eq!(foreign.unwrap(), None);
    }
}

async fn a_choice_is_of_one_thing_or_of_the_whole_course(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let mut tx = db.write().await.unwrap();
    let dana = school.user(&mut tx, "7").await;
    let page = PlacementTemplate {
        id: id(),
        organization_id: school.organization_id,
        credential_id: None,
        stack_id: None,
        gate: None,
        grade_mode: GradeMode::None,
        version_policy: VersionPolicy::Latest,
        pinned_version_id: None,
        award_version_id: None,
        created_by: dana.person_id,
    };
    let credential = id();
    for (credential_id, stack_id, subject) in [
        (None, None, Subject::CoursePage),
        (Some(credential), None, Subject::Credential(credential)),
    ] {
        let template = PlacementTemplate {
            credential_id,
            stack_id,
            ..page.clone()
        };
        assert_eq!(template.subject(), subject);
    }
    let both = PlacementTemplate {
        credential_id: Some(id()),
        stack_id: Some(id()),
        ..page
    };
    assert!(
        placement_template::insert(&mut tx, &both, NOW)
            .await
            .is_err()
    );
}
