//! Claims about launches and their sessions at rest.

use microcred::domain::approval::Approval;
use microcred::domain::grant::ToolRole;
use microcred::domain::id::LaunchId;
use microcred::domain::purpose::{ContentRequest, Purpose};
use microcred::domain::role::Role;
use microcred::store::launch::{self, Launch, NewLaunch};
use microcred::store::lms_context::{self, LmsContext};
use microcred::store::lms_user::LmsUser;
use microcred::store::notice::{self, Notice};
use microcred::store::placement::{self, Placement};
use microcred::store::role_grant::{self, Granted};
use microcred::store::{Db, Error, deployment, platform, query};
use serde_json::json;
use sqlx::types::Json;

use super::sample::{self, NOW, School, after, id, number};

super::on_both! {
    a_launch_comes_with_everything_that_its_page_needs,
    a_launch_from_nowhere_has_no_course_and_no_link,
    every_role_and_every_purpose_reads_as_it_was_written,
    a_session_knows_the_tool_roles_that_its_person_has_now,
    a_session_knows_whether_its_person_has_seen_all_that_they_were_told,
    a_registration_or_deployment_that_is_not_active_hides_its_launches,
    a_session_ends_once,
    a_secret_is_anothers_while_it_opens_sessions_of_another_account,
    launches_are_counted_for_each_account,
    only_sessions_that_expired_before_are_forgotten,
    a_launch_needs_everything_that_it_refers_to,
    an_id_that_is_taken_is_a_conflict,
}

async fn user(db: &Db, school: &School, sub: &str) -> LmsUser {
    let mut tx = db.write().await.unwrap();
    let user = school.user(&mut tx, sub).await;
    tx.commit().await.unwrap();
    user
}

async fn written(db: &Db, new: &NewLaunch) {
    let mut tx = db.write().await.unwrap();
    launch::insert(&mut tx, new, NOW).await.unwrap();
    tx.commit().await.unwrap();
}

async fn open(db: &Db, id: LaunchId) -> Option<Launch> {
    let mut conn = db.read().await.unwrap();
    launch::find_open(&mut conn, id).await.unwrap()
}

/// What is read of a launch outside of any course.
fn bare(school: &School, user: &LmsUser, new: &NewLaunch) -> Launch {
    Launch {
        id: new.id,
        session_hash: new.session_hash.clone(),
        organization_id: school.organization_id,
        platform_id: school.platform.id,
        platform_name: school.platform.name.clone(),
        authorization_url: school.platform.authorization_url.clone(),
        profile: school.platform.profile.clone(),
        profile_overrides: school.platform.profile_overrides.clone(),
        deployment_id: school.deployment.id,
        lti_deployment_id: school.deployment.lti_deployment_id.clone(),
        lms_user_id: user.id,
        sub: user.sub.clone(),
        person_id: user.person_id,
        person_name: user.name.clone(),
        lms_context_id: new.lms_context_id,
        lti_context_id: None,
        course: None,
        placement_id: new.placement_id,
        link_title: None,
        resource_link_id: None,
        placement_template_id: None,
        role: new.role,
        tool_roles: Granted::default(),
        has_news: false,
        roles: Json(new.roles.clone()),
        is_test_user: new.is_test_user,
        is_masquerading: new.is_masquerading,
        purpose: Json(new.purpose.clone()),
        locale: new.locale.clone(),
        return_url: new.return_url.clone(),
        storage_target: new.storage_target.clone(),
        expires_at: new.expires_at,
        ended_at: None,
    }
}

async fn a_launch_comes_with_everything_that_its_page_needs(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let user = user(&db, &school, "7").await;
    for (title, expected) in [(Some("Full name"), "Full name"), (None, "Short")] {
        let mut tx = db.write().await.unwrap();
        let course = LmsContext {
            id: id(),
            lti_context_id: "c".into(),
            title: title.map(Into::into),
            label: Some("Short".into()),
            lineitems_url: None,
            memberships_url: None,
        };
        let course_id = lms_context::upsert(&mut tx, school.deployment.id, &course, NOW).await;
        let link = Placement {
            id: id(),
            lms_context_id: None,
            resource_link_id: "l".into(),
            title: Some("Peer feedback".into()),
            lineitem_url: None,
            placement_template_id: None,
            named_template_id: None,
        };
        let link_id = placement::upsert(&mut tx, school.deployment.id, &link, NOW).await;
        let new = NewLaunch {
            lms_context_id: Some(course_id.unwrap()),
            placement_id: Some(link_id.unwrap().id),
            roles: vec!["Learner".into(), "urn:lti:instrole:ims/lis/Staff".into()],
            is_test_user: true,
            is_masquerading: true,
            locale: Some("sr-Latn-RS".into()),
            return_url: Some("https://lms.example.org/back?a=1&b=2".into()),
            storage_target: Some("_parent".into()),
            ..school.launch(&user)
        };
        launch::insert(&mut tx, &new, NOW).await.unwrap();
        tx.commit().await.unwrap();

        let expected = Launch {
            lti_context_id: Some("c".into()),
            course: Some(expected.into()),
            link_title: Some("Peer feedback".into()),
            resource_link_id: Some(link.resource_link_id.clone()),
            ..bare(&school, &user, &new)
        };
        assert_eq!(open(&db, new.id).await, Some(expected));
    }
}

async fn a_launch_from_nowhere_has_no_course_and_no_link(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let user = user(&db, &school, "7").await;
    let new = school.launch(&user);
    written(&db, &new).await;
    assert_eq!(open(&db, new.id).await, Some(bare(&school, &user, &new)));
    assert_eq!(open(&db, id()).await, None);
}

async fn every_role_and_every_purpose_reads_as_it_was_written(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let user = user(&db, &school, "7").await;
    let purposes = [
        Purpose::Course,
        Purpose::PickContent(ContentRequest {
            return_url: "https://lms.example.org/deep_link".into(),
            accepts_links: true,
            accepts_several: false,
            accepts_columns: Some(true),
            place: Some("assignment_selection".into()),
            data: Some("opaque \"quoted\" \u{1f9ea}".into()),
        }),
        Purpose::ReviewWork {
            subject: "8".into(),
            subject_name: None,
            line_item: "https://lms.example.org/lineitems/1".into(),
        },
        Purpose::DataPrivacy {
            subject: "9".into(),
        },
    ];
    for (role, purpose) in Role::ALL.into_iter().zip(purposes) {
        let new = NewLaunch {
            role,
            purpose,
            ..school.launch(&user)
        };
        written(&db, &new).await;
        assert_eq!(open(&db, new.id).await, Some(bare(&school, &user, &new)));
    }
}

async fn a_session_knows_the_tool_roles_that_its_person_has_now(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let other_school = sample::school(&db, "Hilltop").await;
    let dana = user(&db, &school, "7").await;
    let other = user(&db, &school, "8").await;
    let new = school.launch(&dana);
    written(&db, &new).await;
    let known = async || {
        let mut roles = open(&db, new.id).await.unwrap().tool_roles.0;
        roles.sort_unstable_by_key(|role| role.code());
        roles
    };
    let mut tx = db.write().await.unwrap();
    for (organization, person, role) in [
        (school.organization_id, dana.person_id, ToolRole::OrgOwner),
        (school.organization_id, dana.person_id, ToolRole::Assessor),
        (
            other_school.organization_id,
            dana.person_id,
            ToolRole::LeadAssessor,
        ),
        (
            school.organization_id,
            other.person_id,
            ToolRole::ProgramAdmin,
        ),
    ] {
        role_grant::insert(&mut tx, id(), organization, person, role, NOW)
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
    assert_eq!(known().await, [ToolRole::Assessor, ToolRole::OrgOwner]);

    let mut tx = db.write().await.unwrap();
    query("UPDATE role_grant SET role = 'of_a_later_version' WHERE role = 'assessor'")
        .execute(&mut tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(known().await, [ToolRole::OrgOwner]);

    let mut tx = db.write().await.unwrap();
    role_grant::revoke(
        &mut tx,
        school.organization_id,
        dana.person_id,
        ToolRole::OrgOwner,
        NOW,
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(known().await, []);
}

async fn a_session_knows_whether_its_person_has_seen_all_that_they_were_told(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let [dana, other] = [user(&db, &school, "7").await, user(&db, &school, "8").await];
    let new = school.launch(&dana);
    written(&db, &new).await;
    let has_news = async || open(&db, new.id).await.unwrap().has_news;
    let tell = async |person: &LmsUser, subject: &str| {
        let told = Notice {
            id: id(),
            person_id: person.person_id,
            kind: "award.expire".into(),
            subject_id: subject.into(),
            detail: json!({}).into(),
            created_at: NOW,
            seen_at: None,
        };
        let mut tx = db.write().await.unwrap();
        notice::insert(&mut tx, &told).await.unwrap();
        tx.commit().await.unwrap();
    };
    let see = async |subject: &str| {
        let mut tx = db.write().await.unwrap();
        notice::mark_seen(&mut tx, dana.person_id, subject, NOW)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    };
    tell(&other, "theirs").await;
    assert!(!has_news().await);
    tell(&dana, "one").await;
    tell(&dana, "another").await;
    assert!(has_news().await);
    see("one").await;
    assert!(has_news().await);
    see("another").await;
    assert!(!has_news().await);
}

async fn a_registration_or_deployment_that_is_not_active_hides_its_launches(db: Db) {
    use Approval::{Active, Disabled, Pending};
    let school = sample::school(&db, "Riverbend").await;
    let bystander = sample::school(&db, "Hilltop").await;
    let new = school.launch(&user(&db, &school, "7").await);
    let other = bystander.launch(&user(&db, &bystander, "7").await);
    written(&db, &new).await;
    written(&db, &other).await;
    for (of_platform, of_deployment, is_open) in [
        (Disabled, Active, false),
        (Pending, Active, false),
        (Active, Disabled, false),
        (Active, Pending, false),
        (Disabled, Disabled, false),
        (Active, Active, true),
    ] {
        let mut tx = db.write().await.unwrap();
        platform::update_status(&mut tx, school.platform.id, of_platform, NOW)
            .await
            .unwrap();
        deployment::update_status(&mut tx, school.deployment.id, of_deployment, NOW)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let case = format!("platform {of_platform:?}, deployment {of_deployment:?}");
        assert_eq!(open(&db, new.id).await.is_some(), is_open, "{case}");
        assert!(open(&db, other.id).await.is_some(), "{case}");
    }
}

async fn a_session_ends_once(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let user = user(&db, &school, "7").await;
    let (new, other) = (school.launch(&user), school.launch(&user));
    written(&db, &new).await;
    written(&db, &other).await;
    for now in [after(10), after(20)] {
        let mut tx = db.write().await.unwrap();
        launch::end(&mut tx, new.id, now).await.unwrap();
        tx.commit().await.unwrap();
        let ended_at = open(&db, new.id).await.unwrap().ended_at;
        assert_eq!(ended_at, Some(after(10)));
    }
    assert_eq!(open(&db, other.id).await.unwrap().ended_at, None);
}

async fn a_secret_is_anothers_while_it_opens_sessions_of_another_account(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let elsewhere = sample::school(&db, "Hillside").await;
    let dana = user(&db, &school, "dana").await;
    let held = school.launch(&dana);
    let over = NewLaunch {
        session_hash: "over".into(),
        ..school.launch(&dana)
    };
    written(&db, &held).await;
    written(&db, &over).await;
    let mut tx = db.write().await.unwrap();
    launch::end(&mut tx, over.id, NOW).await.unwrap();
    tx.commit().await.unwrap();
    let mut conn = db.read().await.unwrap();
    let (here, there) = (school.platform.id, elsewhere.platform.id);
    for (session, account, now, expected) in [
        (&held, (here, "kim"), NOW, true),
        (&held, (here, "dana"), NOW, false),
        (&held, (there, "kim"), NOW, false),
        (&over, (here, "kim"), NOW, false),
        (&held, (here, "kim"), held.expires_at, false),
    ] {
        let hash = &session.session_hash;
        let is_held = launch::is_held_by_another(&mut conn, hash, account, now).await;
        assert_eq!(is_held.unwrap(), expected, "{account:?} {now:?}");
    }
}

async fn launches_are_counted_for_each_account(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let dana = user(&db, &school, "dana").await;
    let kim = user(&db, &school, "kim").await;
    let lee = user(&db, &school, "lee").await;
    for launcher in [&dana, &kim, &dana] {
        written(&db, &school.launch(launcher)).await;
    }
    let mut conn = db.read().await.unwrap();
    for (user, expected) in [(dana, 2), (kim, 1), (lee, 0)] {
        let count = launch::count_for_user(&mut conn, user.id).await;
        assert_eq!(count.unwrap(), expected);
    }
}

async fn only_sessions_that_expired_before_are_forgotten(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let user = user(&db, &school, "7").await;
    let until = |seconds| NewLaunch {
        expires_at: after(seconds),
        ..school.launch(&user)
    };
    let (expired, on_the_dot, fresh) = (until(10), until(20), until(30));
    for new in [&expired, &on_the_dot, &fresh] {
        written(&db, new).await;
    }
    let mut tx = db.write().await.unwrap();
    let forgotten = launch::delete_expired(&mut tx, after(20)).await;
    assert_eq!(forgotten.unwrap(), 1);
    tx.commit().await.unwrap();
    assert_eq!(open(&db, expired.id).await, None);
    assert!(open(&db, on_the_dot.id).await.is_some());
    assert!(open(&db, fresh.id).await.is_some());
    assert_eq!(number(&db, "SELECT COUNT(*) FROM lms_user").await, 1);
}

async fn a_launch_needs_everything_that_it_refers_to(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let user = user(&db, &school, "7").await;
    for orphan in [
        NewLaunch {
            lms_user_id: id(),
            ..school.launch(&user)
        },
        NewLaunch {
            deployment_id: id(),
            ..school.launch(&user)
        },
        NewLaunch {
            lms_context_id: Some(id()),
            ..school.launch(&user)
        },
        NewLaunch {
            placement_id: Some(id()),
            ..school.launch(&user)
        },
    ] {
        let mut tx = db.write().await.unwrap();
        let refused = launch::insert(&mut tx, &orphan, NOW).await;
        assert!(matches!(refused, Err(Error::Broken(_))), "{orphan:?}");
    }
}

async fn an_id_that_is_taken_is_a_conflict(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let new = school.launch(&user(&db, &school, "7").await);
    written(&db, &new).await;
    let mut tx = db.write().await.unwrap();
    let refused = launch::insert(&mut tx, &new, NOW).await;
    assert!(matches!(refused, Err(Error::Conflict(_))));
}
