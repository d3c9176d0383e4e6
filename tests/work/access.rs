//! Whose work is whose: every use case, asked by everybody. Only the earner finds it; to everybody else there is nothing,
//! whatever the reason.

use microcred::app::answer::{self, Save};
use microcred::app::session::Session;
use microcred::app::{Error, attempt, connection, enrollment};
use microcred::domain::id::{AttemptId, EnrollmentId};
use microcred::domain::purpose::Purpose;
use microcred::domain::role::Role;

use super::world::{World, hand_in, text};

super::on_both! {
    everybody_but_the_earner_finds_nothing,
    who_acts_in_the_earners_place_looks_and_does_not_write,
    a_version_of_another_organisation_or_micro_credential_opens_nothing,
}

/// What each use case says to somebody, in the order of the names.
async fn asked(
    world: &World,
    session: &Session,
    enrollment_id: EnrollmentId,
    id: AttemptId,
) -> Vec<(&'static str, Result<(), Error>)> {
    let app = world.app();
    let save = Save {
        based_on: 0,
        save_id: "0197a000-0000-7000-8000-000000000001".into(),
        answer: text("not mine"),
    };
    vec![
        ("view", attempt::view(app, session, id).await.map(drop)),
        (
            "save",
            answer::save(app, session, id, "site-unknown", save.clone())
                .await
                .map(drop),
        ),
        (
            "save",
            answer::save(app, session, id, "how", save).await.map(drop),
        ),
        (
            "mark_part",
            attempt::mark_part(app, session, id, "p", true)
                .await
                .map(drop),
        ),
        (
            "submit",
            attempt::submit(app, session, id, &hand_in())
                .await
                .map(drop),
        ),
        ("recall", attempt::recall(app, session, id).await.map(drop)),
        (
            "withdraw",
            attempt::withdraw(app, session, id).await.map(drop),
        ),
        (
            "start",
            attempt::start(app, session, enrollment_id).await.map(drop),
        ),
    ]
}

async fn everybody_but_the_earner_finds_nothing(world: World) {
    let (dana, id) = world.at_work("dana").await;
    world.save(&dana, id, "why", 0, text("mine")).await.unwrap();
    let enrollment_id = world.view(&dana, id).await.enrollment.id;
    let review = Purpose::ReviewWork {
        subject: "robin".into(),
        subject_name: None,
        line_item: "https://lms.example/1".into(),
    };
    let privacy = Purpose::DataPrivacy {
        subject: "dana".into(),
    };
    let mut strangers = vec![("another earner", world.earner("robin").await)];
    for role in [Role::Instructor, Role::Observer, Role::Visitor] {
        strangers.push((
            role.code(),
            world.launched("robin", |launch| launch.role = role).await,
        ));
        strangers.push((
            "the earner in another role",
            world.launched("dana", |launch| launch.role = role).await,
        ));
    }
    for purpose in [review, privacy] {
        let session = world
            .launched("dana", |launch| launch.purpose = purpose)
            .await;
        strangers.push(("the earner's launch for something else", session));
    }
    let hilltop = connection::organization(world.app(), Some("Hilltop"), "Hilltop", "UTC")
        .await
        .unwrap()
        .id;
    let mut elsewhere = world.earner("dana").await;
    elsewhere.launch.organization_id = hilltop;
    strangers.push(("the same person in another organisation", elsewhere));

    let before = world.view(&dana, id).await;
    for (who, session) in &strangers {
        for (what, answer) in asked(&world, session, enrollment_id, id).await {
            assert!(
                matches!(answer, Err(Error::NotFound(_))),
                "{who} {what}: {answer:?}"
            );
        }
        let found = enrollment::find(world.app(), session, world.credential)
            .await
            .unwrap();
        assert!(
            found.is_none_or(|found| found.enrollment.id != enrollment_id),
            "{who}"
        );
    }
    let nobody = asked(&world, &dana, world.app().new_id(), world.app().new_id()).await;
    for (what, answer) in nobody {
        assert!(
            matches!(answer, Err(Error::NotFound(_))),
            "{what}: {answer:?}"
        );
    }
    let after = world.view(&dana, id).await;
    assert_eq!(
        (after.attempt, after.answers),
        (before.attempt, before.answers)
    );
}

async fn who_acts_in_the_earners_place_looks_and_does_not_write(world: World) {
    let (dana, id) = world.at_work("dana").await;
    world.fill(&dana, id).await;
    let enrollment_id = world.view(&dana, id).await.enrollment.id;
    let admin = world
        .launched("dana", |launch| launch.is_masquerading = true)
        .await;
    for (what, answer) in asked(&world, &admin, enrollment_id, id).await {
        match what {
            "view" | "review" => assert!(answer.is_ok(), "{what}: {answer:?}"),
            _ => assert!(
                matches!(answer, Err(Error::NotAllowed(_))),
                "{what}: {answer:?}"
            ),
        }
    }
    let opened = enrollment::open(world.app(), &admin, world.credential, world.version, None).await;
    assert!(matches!(opened, Err(Error::NotAllowed(_))));
    assert!(
        enrollment::find(world.app(), &admin, world.credential)
            .await
            .unwrap()
            .is_some()
    );
}

async fn a_version_of_another_organisation_or_micro_credential_opens_nothing(world: World) {
    let dana = world.earner("dana").await;
    let app = world.app();
    let unknown = enrollment::open(app, &dana, world.credential, app.new_id(), None).await;
    assert!(matches!(unknown, Err(Error::NotFound(_))));
    let crossed = enrollment::open(app, &dana, app.new_id(), world.version, None).await;
    assert!(matches!(crossed, Err(Error::NotFound(_))));
    let mut elsewhere = dana.clone();
    elsewhere.launch.organization_id = app.new_id();
    let foreign = enrollment::open(app, &elsewhere, world.credential, world.version, None).await;
    assert!(matches!(foreign, Err(Error::NotFound(_))));
    let instructor = world
        .launched("kim", |launch| launch.role = Role::Instructor)
        .await;
    let opened = enrollment::open(app, &instructor, world.credential, world.version, None).await;
    assert!(matches!(opened, Err(Error::NotFound(_))));
    assert!(enrollment::list(app, &dana).await.unwrap().is_empty());
}
