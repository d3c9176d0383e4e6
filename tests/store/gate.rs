//! Claims about how far people are before gates, at rest.

use microcred::domain::award::State as Stands;
use microcred::domain::gate::{Gate, Of, State, Terms};
use microcred::domain::id::{LmsContextId, PlacementId};
use microcred::domain::placement::{GradeMode, Subject, VersionPolicy};
use microcred::domain::stack::Requirement;
use microcred::store::arrival::{self, Named};
use microcred::store::award::{self, Award};
use microcred::store::gate::{self, Behind, Count, Link, Progress};
use microcred::store::lms_context::{self, LmsContext};
use microcred::store::lms_user::LmsUser;
use microcred::store::placement::{self, Placement};
use microcred::store::placement_template::{self, PlacementTemplate};
use microcred::store::stack::{self, Stack};
use microcred::store::{Db, Tx, holding};
use sqlx::types::Json;

use super::sample::{self, NOW, School, after, id};
use crate::support::content;

super::on_both! {
    a_count_reads_as_it_was_written_and_is_written_once,
    a_link_is_known_with_what_it_asks_for_and_since_when,
    those_who_were_counted_long_ago_are_counted_first,
    an_instructor_sees_how_many_stand_where,
    who_teaches_a_course_is_remembered_once,
    a_link_that_counts_for_somebody_is_in_use,
    of_those_who_count_for_one_person_one_waits_for_the_other,
    what_a_person_holds_is_told_with_its_name_and_number,
    an_arrival_says_whether_the_gate_counts_already_and_who_teaches,
}

fn asked() -> Gate {
    Gate {
        title: "Course completion".into(),
        requires: Requirement::NOf {
            n: 1,
            of: vec![
                Requirement::Credential("voices".into()),
                Requirement::Stack("talk".into()),
            ],
        },
        terms: Terms {
            since_major: [("voices".to_owned(), 2)].into(),
            ..Terms::NOW
        },
    }
}

/// A gate in a course, not opened by anybody.
struct World {
    school: School,
    course: LmsContextId,
    link: PlacementId,
    template: PlacementTemplate,
    dana: LmsUser,
}

async fn world(tx: &mut Tx, school: School) -> World {
    let dana = school.user(tx, "7").await;
    let seen = LmsContext {
        id: id(),
        lti_context_id: "course-1".into(),
        title: None,
        label: None,
        lineitems_url: None,
        memberships_url: None,
    };
    let course = lms_context::upsert(tx, school.deployment.id, &seen, NOW)
        .await
        .unwrap();
    let template = PlacementTemplate {
        id: id(),
        organization_id: school.organization_id,
        credential_id: None,
        stack_id: None,
        gate: Some(Json(asked())),
        grade_mode: GradeMode::Points,
        version_policy: VersionPolicy::Latest,
        pinned_version_id: None,
        award_version_id: None,
        created_by: dana.person_id,
    };
    placement_template::insert(tx, &template, NOW)
        .await
        .unwrap();
    let seen = Placement {
        id: id(),
        lms_context_id: Some(course),
        resource_link_id: "gate-1".into(),
        title: None,
        lineitem_url: None,
        placement_template_id: None,
        named_template_id: None,
    };
    let link = placement::upsert(tx, school.deployment.id, &seen, after(60))
        .await
        .unwrap()
        .id;
    placement::bind(tx, link, template.id, NOW).await.unwrap();
    World {
        school,
        course,
        link,
        template,
        dana,
    }
}

impl World {
    fn progress(&self, of: &LmsUser) -> Progress {
        Progress {
            placement_id: self.link,
            lms_user_id: of.id,
            organization_id: self.school.organization_id,
            person_id: of.person_id,
            held: 1,
            required: 2,
            state: State::Open,
            met_at: None,
            counted_at: NOW,
        }
    }
}

async fn a_count_reads_as_it_was_written_and_is_written_once(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let mut tx = db.write().await.unwrap();
    let world = world(&mut tx, school).await;
    assert_eq!(world.template.subject(), Subject::Gate);
    let first = world.progress(&world.dana);
    assert!(gate::insert(&mut tx, &first).await.unwrap());
    assert!(!gate::insert(&mut tx, &first).await.unwrap());
    let changed = Progress {
        held: 2,
        state: State::Met,
        met_at: Some(after(5)),
        counted_at: after(5),
        ..first
    };
    gate::update(&mut tx, &changed).await.unwrap();
    let found = gate::find(&mut tx, world.link, world.dana.id).await;
    assert_eq!(found.unwrap().as_ref(), Some(&changed));
    let all = gate::list_for_placement(&mut tx, world.link).await;
    assert_eq!(all.unwrap(), [changed]);
    assert_eq!(
        gate::find(&mut tx, id(), world.dana.id).await.unwrap(),
        None
    );
}

async fn a_link_is_known_with_what_it_asks_for_and_since_when(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let mut tx = db.write().await.unwrap();
    let world = world(&mut tx, school).await;
    let link = Link {
        placement_id: world.link,
        placement_template_id: world.template.id,
        lms_context_id: Some(world.course),
        // The course came to the tool before anybody opened the link.
        begun_at: NOW,
        grade_mode: GradeMode::Points,
        credential_id: None,
        stack_id: None,
        gate: Some(Json(asked())),
        award_version_id: None,
    };
    let found = gate::find_link(&mut tx, world.link).await.unwrap();
    assert_eq!(found.as_ref(), Some(&link));
    let of_course = gate::list_links(&mut tx, world.course).await.unwrap();
    assert_eq!(of_course, std::slice::from_ref(&link));
    let person = world.dana.person_id;
    assert_eq!(gate::list_opened(&mut tx, person).await.unwrap(), []);
    let progress = world.progress(&world.dana);
    gate::insert(&mut tx, &progress).await.unwrap();
    let opened = gate::list_opened(&mut tx, person).await.unwrap();
    assert_eq!(opened, [gate::Opened { link, progress }]);
}

async fn those_who_were_counted_long_ago_are_counted_first(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let mut tx = db.write().await.unwrap();
    let world = world(&mut tx, school).await;
    let mut people = vec![];
    for (sub, counted_at) in [("a", after(30)), ("b", after(10)), ("c", after(20))] {
        let user = world.school.user(&mut tx, sub).await;
        let new = Progress {
            counted_at,
            ..world.progress(&user)
        };
        gate::insert(&mut tx, &new).await.unwrap();
        people.push((world.school.organization_id, user.person_id));
    }
    for (before, limit, expected) in [
        (after(10), 9, vec![]),
        (after(30), 9, vec![people[1], people[2]]),
        (after(31), 2, vec![people[1], people[2]]),
    ] {
        let stale = gate::list_stale(&mut tx, before, limit).await.unwrap();
        assert_eq!(stale, expected);
    }
    // Who is to be counted at once was counted before all others.
    gate::age(&mut tx, world.link).await.unwrap();
    let stale = gate::list_stale(&mut tx, after(1), 9).await.unwrap();
    assert_eq!(stale.len(), 3);
}

async fn an_instructor_sees_how_many_stand_where(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let mut tx = db.write().await.unwrap();
    let world = world(&mut tx, school).await;
    for (sub, held, state) in [
        ("a", 2, State::Met),
        ("b", 2, State::Met),
        ("c", 1, State::Lost),
        ("d", 0, State::Open),
    ] {
        let user = world.school.user(&mut tx, sub).await;
        let new = Progress {
            held,
            state,
            ..world.progress(&user)
        };
        gate::insert(&mut tx, &new).await.unwrap();
    }
    let count = |state, held, learners| Count {
        state,
        held,
        learners,
    };
    assert_eq!(
        gate::count(&mut tx, world.link).await.unwrap(),
        [
            count(State::Lost, 1, 1),
            count(State::Met, 2, 2),
            count(State::Open, 0, 1)
        ]
    );
    let lost = Behind {
        name: Some("Dana Rey".into()),
        held: 1,
        required: 2,
    };
    let found = gate::list_lost(&mut tx, world.link, 9).await.unwrap();
    assert_eq!(found, [lost]);
}

async fn who_teaches_a_course_is_remembered_once(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let mut tx = db.write().await.unwrap();
    let world = world(&mut tx, school).await;
    let dana = world.dana.person_id;
    for is_new in [true, false] {
        let written = lms_context::insert_instructor(&mut tx, world.course, dana, NOW).await;
        assert_eq!(written.unwrap(), is_new);
    }
    let found = lms_context::list_instructors(&mut tx, world.course).await;
    assert_eq!(found.unwrap(), [dana]);
    let elsewhere = lms_context::list_instructors(&mut tx, id()).await;
    assert_eq!(elsewhere.unwrap(), []);
}

async fn a_link_that_counts_for_somebody_is_in_use(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let mut tx = db.write().await.unwrap();
    let world = world(&mut tx, school).await;
    assert!(!placement::is_in_use(&mut tx, world.link).await.unwrap());
    let new = world.progress(&world.dana);
    gate::insert(&mut tx, &new).await.unwrap();
    assert!(placement::is_in_use(&mut tx, world.link).await.unwrap());
}

async fn of_those_who_count_for_one_person_one_waits_for_the_other(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let mut tx = db.write().await.unwrap();
    let world = world(&mut tx, school).await;
    let first = Progress {
        held: 0,
        ..world.progress(&world.dana)
    };
    gate::insert(&mut tx, &first).await.unwrap();
    tx.commit().await.unwrap();
    let (link, account, person) = (world.link, world.dana.id, world.dana.person_id);
    sample::all_at_once(&db, |db, _| async move {
        let mut tx = db.write().await.unwrap();
        gate::hold_person(&mut tx, person).await.unwrap();
        let known = gate::find(&mut tx, link, account).await.unwrap().unwrap();
        let next = Progress {
            held: known.held + 1,
            ..known
        };
        gate::update(&mut tx, &next).await.unwrap();
        tx.commit().await.unwrap();
    })
    .await;
    let mut db = db.read().await.unwrap();
    let known = gate::find(&mut db, link, account).await.unwrap().unwrap();
    assert_eq!(known.held, i64::try_from(sample::CLASS).unwrap());
}

async fn what_a_person_holds_is_told_with_its_name_and_number(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let mut tx = db.write().await.unwrap();
    let dana = school.user(&mut tx, "7").await;
    let talk = Stack {
        id: id(),
        organization_id: school.organization_id,
        slug: "talk".into(),
        placement_id: None,
    };
    stack::insert(&mut tx, &talk, NOW).await.unwrap();
    let mut version = stack::Version {
        id: id(),
        stack_id: talk.id,
        organization_id: school.organization_id,
        placement_id: None,
        state: microcred::domain::credential::life::State::Draft,
        definition: content::stack("talk", &["voices"]).into(),
        content_hash: "hash".into(),
    };
    stack::insert_version(&mut tx, &version, NOW).await.unwrap();
    let organization = school.organization_id;
    let none = stack::list_published(&mut tx, organization).await;
    assert_eq!(none.unwrap(), []);
    version.state = microcred::domain::credential::life::State::Published;
    stack::update_state(&mut tx, version.id, version.state, NOW)
        .await
        .unwrap();
    let published = stack::list_published(&mut tx, organization).await.unwrap();
    assert_eq!(published, [version.clone()]);
    let new = Award {
        id: id(),
        organization_id: organization,
        person_id: dana.person_id,
        credential_id: None,
        credential_version_id: None,
        stack_id: Some(talk.id),
        stack_version_id: Some(version.id),
        decision_id: None,
        state: Stands::Active,
        issued_at: NOW,
        valid_until: None,
        ended_at: None,
        end_reason: None,
        renews_award_id: None,
    };
    award::insert(&mut tx, &new).await.unwrap();
    let held = holding::list_for_person(&mut tx, dana.person_id).await;
    let held = held.unwrap();
    assert_eq!(held.len(), 1);
    assert_eq!(
        (held[0].award_id, held[0].stack_id),
        (new.id, Some(talk.id))
    );
    let counted = held[0].counted().unwrap();
    let requires = Requirement::AllOf(vec![Requirement::Credential("voices".into())]);
    assert_eq!(
        counted.of,
        Of::Stack {
            slug: "talk".into(),
            requires
        }
    );
    let nobody = holding::list_for_person(&mut tx, id()).await;
    assert_eq!(nobody.unwrap(), []);
}

async fn an_arrival_says_whether_the_gate_counts_already_and_who_teaches(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let mut tx = db.write().await.unwrap();
    let world = world(&mut tx, school).await;
    let named = Named {
        lti_deployment_id: &world.school.deployment.lti_deployment_id,
        sub: "7",
        lti_context_id: Some("course-1"),
        resource_link_id: Some("gate-1"),
        tried_before: NOW,
    };
    let platform = world.school.platform.id;
    let found = async |tx: &mut Tx, named| {
        let found = arrival::find(tx, platform, named).await.unwrap().unwrap();
        (found.has_to_count, found.is_teaching)
    };
    assert_eq!(found(&mut tx, named).await, (true, false));
    gate::insert(&mut tx, &world.progress(&world.dana))
        .await
        .unwrap();
    assert_eq!(found(&mut tx, named).await, (false, false));
    lms_context::insert_instructor(&mut tx, world.course, world.dana.person_id, NOW)
        .await
        .unwrap();
    assert_eq!(found(&mut tx, named).await, (false, true));
    let stranger = Named { sub: "8", ..named };
    assert_eq!(found(&mut tx, stranger).await, (true, false));
}
