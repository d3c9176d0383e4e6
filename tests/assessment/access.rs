//! Claims about who sees and does what (B.3), cell by cell: somebody's evidence, a reading before it is told, whose it is.

use std::future::Future;
use std::pin::Pin;

use futures_util::stream;
use microcred::app::assessment::{self, By};
use microcred::app::file::{self, Upload};
use microcred::app::session::Session;
use microcred::app::{Error, attempt};
use microcred::domain::attempt::State;
use microcred::domain::grant::ToolRole;
use microcred::domain::id::{AttemptId, ReadingId, ReadingSlotId};
use microcred::domain::qualification::Recusal;
use microcred::domain::reading::slot::Position;
use microcred::domain::role::Role;
use microcred::store::reading as readings;
use serde_json::json;
use tokio_util::bytes::Bytes;

use super::world::{Desk, reading};

super::on_both! {
    nobody_but_the_holder_opens_work_and_nobody_but_a_lead_sees_a_reading_before_it_is_told,
    a_second_reader_never_sees_the_first,
    nothing_that_a_reader_is_shown_says_whose_it_is,
    a_role_that_was_taken_back_opens_nothing,
    a_file_is_opened_by_who_has_the_work_while_they_have_it,
}

/// Everybody of the matrix, each with a session.
struct Cast {
    people: Vec<(&'static str, Session)>,
}

impl Cast {
    async fn of(desk: &Desk) -> Self {
        let launched = |sub: &'static str, change: fn(&mut microcred::store::launch::NewLaunch)| async move {
            (sub, desk.world.launched(sub, change).await)
        };
        let mut people = vec![
            ("earner", desk.world.earner("earner").await),
            ("other earner", desk.world.earner("other earner").await),
            launched("instructor", |new| new.role = Role::Instructor).await,
            launched("observer", |new| new.role = Role::Observer).await,
            launched("visitor", |new| new.role = Role::Visitor).await,
        ];
        for (sub, role) in [
            ("holder", ToolRole::Assessor),
            ("assessor", ToolRole::Assessor),
            ("lead", ToolRole::LeadAssessor),
            ("screener", ToolRole::Screener),
            ("officer", ToolRole::IntegrityOfficer),
            ("program admin", ToolRole::ProgramAdmin),
            ("owner", ToolRole::OrgOwner),
        ] {
            people.push((sub, desk.staff(sub, role).await));
        }
        let as_holder = desk
            .world
            .launched("holder", |new| new.is_masquerading = true)
            .await;
        let as_lead = desk
            .world
            .launched("lead", |new| new.is_masquerading = true)
            .await;
        let as_preview = desk
            .world
            .launched("holder", |new| new.is_test_user = true)
            .await;
        people.push(("administrator as the holder", as_holder));
        people.push(("administrator as the lead", as_lead));
        people.push(("preview as the holder", as_preview));
        Self { people }
    }

    fn get(&self, name: &str) -> &Session {
        let found = self.people.iter().find(|(known, _)| *known == name);
        &found.unwrap().1
    }
}

type Asked<'a> = Pin<Box<dyn Future<Output = Result<(), Error>> + Send + 'a>>;
type Ask = for<'a> fn(&'a Desk, &'a Session, &'a Ids) -> Asked<'a>;

/// What is asked about.
struct Ids {
    slot: ReadingSlotId,
    attempt: AttemptId,
    reading: ReadingId,
}

/// What is asked, and who is answered.
const ROWS: [(&str, Ask, &[&str]); 10] = [
    (
        "open work",
        |desk, who, ids| Box::pin(async move { desk.open(who, ids.slot).await.map(drop) }),
        &["holder"],
    ),
    (
        "what is missing",
        |desk, who, ids| {
            Box::pin(async move {
                assessment::preview(desk.app(), who, ids.slot)
                    .await
                    .map(drop)
            })
        },
        &["holder"],
    ),
    (
        "readings before they are told",
        |desk, who, ids| {
            Box::pin(async move {
                assessment::readings(desk.app(), who, ids.attempt)
                    .await
                    .map(drop)
            })
        },
        &["lead"],
    ),
    (
        "differences",
        |desk, who, _| {
            Box::pin(async move { assessment::adjudications(desk.app(), who).await.map(drop) })
        },
        &["lead"],
    ),
    (
        "names of readers",
        |desk, who, ids| {
            Box::pin(async move {
                assessment::assessors(desk.app(), who, ids.slot)
                    .await
                    .map(drop)
            })
        },
        &["lead"],
    ),
    (
        "the earner's own work",
        |desk, who, ids| {
            Box::pin(async move { attempt::view(desk.app(), who, ids.attempt).await.map(drop) })
        },
        &["earner"],
    ),
    (
        "work to look through",
        |desk, who, _| {
            Box::pin(async move { assessment::screenings(desk.app(), who).await.map(drop) })
        },
        &["screener"],
    ),
    (
        "this work to look through",
        |desk, who, ids| {
            Box::pin(async move {
                assessment::screening(desk.app(), who, ids.attempt)
                    .await
                    .map(drop)
            })
        },
        &[],
    ),
    (
        "letting a result go out",
        |desk, who, ids| {
            Box::pin(async move {
                match assessment::release_decision(desk.app(), who, ids.attempt).await {
                    // Nothing is decided yet, which only somebody who may is told.
                    Err(Error::Attempt(_)) => Ok(()),
                    other => other,
                }
            })
        },
        &["lead"],
    ),
    (
        "sending back, without a word",
        |desk, who, ids| {
            Box::pin(async move {
                match assessment::send_back(desk.app(), who, ids.reading, "").await {
                    Err(Error::Attempt(_)) => Ok(()),
                    other => other,
                }
            })
        },
        &["lead"],
    ),
];

async fn nobody_but_the_holder_opens_work_and_nobody_but_a_lead_sees_a_reading_before_it_is_told(
    desk: Desk,
) {
    let desk = desk.with(&json!({"readers": 2})).await;
    let cast = Cast::of(&desk).await;
    let earner = cast.get("earner");
    let id = desk.hand_in(earner, "because").await;
    let first = desk.assessor("first").await;
    let mut taken = vec![];
    for session in [&first, cast.get("holder")] {
        taken.push(desk.next(session).await);
    }
    desk.submit(&first, taken[0], reading([5, 5, 5, 1])).await;
    let seq = desk
        .save(cast.get("holder"), taken[1], reading([5, 5, 5, 0]))
        .await;
    assert_eq!(seq, 1);
    let mut db = desk.app().db.read().await.unwrap();
    let read = readings::list_for_attempt(&mut db, id)
        .await
        .unwrap()
        .remove(0);
    drop(db);
    let ids = Ids {
        slot: taken[1],
        attempt: id,
        reading: read.id,
    };
    for (what, ask, allowed) in ROWS {
        for (who, session) in &cast.people {
            let answer = ask(&desk, session, &ids).await;
            assert_eq!(
                answer.is_ok(),
                allowed.contains(who),
                "{what}: {who} {answer:?}"
            );
        }
    }
    nobody_else_writes(&desk, &cast, &ids).await;
    assert_eq!(desk.seq(cast.get("holder"), ids.slot).await, 1);
    assert_eq!(desk.state(id).await, State::InAssessment);
}

async fn nobody_else_writes(desk: &Desk, cast: &Cast, ids: &Ids) {
    let id = ids.attempt;
    for (who, session) in cast.people.iter().filter(|(who, _)| *who != "holder") {
        let slot = ids.slot;
        assert!(
            desk.save_on(session, slot, 1, reading([0; 4]))
                .await
                .is_err(),
            "{who}"
        );
        assert!(
            assessment::submit(desk.app(), session, slot, 1)
                .await
                .is_err(),
            "{who}"
        );
        assert!(
            assessment::release_slot(desk.app(), session, slot)
                .await
                .is_err(),
            "{who}"
        );
        assert!(
            assessment::recuse(desk.app(), session, slot, Recusal::Other)
                .await
                .is_err(),
            "{who}"
        );
        assert!(
            assessment::adjudicate(desk.app(), session, slot, 1, "Why.")
                .await
                .is_err(),
            "{who}"
        );
        assert!(
            assessment::hold_for_qa(desk.app(), session, id, "Why.")
                .await
                .is_err(),
            "{who}"
        );
        let claims = assessment::claim_next(desk.app(), session).await;
        assert!(
            matches!(claims, Ok(None) | Err(Error::NotAllowed(_))),
            "{who}: nothing waits"
        );
        if *who != "officer" {
            assert!(
                assessment::hold(desk.app(), By::Officer(session), id, "Why.")
                    .await
                    .is_err(),
                "{who}"
            );
        }
    }
}

/// B.7, 6.
async fn a_second_reader_never_sees_the_first(desk: Desk) {
    let desk = desk.with(&json!({"readers": 2})).await;
    let (_, id) = desk.queued("kim").await;
    let (robin, sam) = (desk.assessor("robin").await, desk.assessor("sam").await);
    let (one, other) = (desk.next(&robin).await, desk.next(&sam).await);
    desk.submit(&robin, one, reading([5, 5, 5, 1])).await;
    let work = desk.open(&sam, other).await.unwrap();
    assert_eq!((work.others.len(), work.own, work.draft), (0, None, None));
    assert!(matches!(
        desk.open(&sam, one).await,
        Err(Error::NotFound(_))
    ));
    assert!(matches!(
        desk.open(&robin, other).await,
        Err(Error::NotFound(_))
    ));
    desk.submit(&sam, other, reading([5, 5, 5, 0])).await;
    // Both are in now, and only who settles the difference sees them.
    assert!(desk.open(&sam, other).await.is_err());
    assert_eq!(desk.state(id).await, State::Adjudication);
    let lead = desk.lead("lou").await;
    let slot = desk.slot(id, Position::Adjudication).await.id;
    assert!(
        desk.open(&lead, slot).await.is_err(),
        "not before it is taken"
    );
    assessment::take(desk.app(), &lead, slot).await.unwrap();
    assert_eq!(desk.open(&lead, slot).await.unwrap().others.len(), 2);
}

async fn nothing_that_a_reader_is_shown_says_whose_it_is(desk: Desk) {
    let (earner, _) = desk.queued("Kim Unmistakable").await;
    let robin = desk.assessor("robin").await;
    let slot = desk.next(&robin).await;
    let work = desk.open(&robin, slot).await.unwrap();
    let shown = format!("{:?} {} {:?}", work.handed, work.code, work.definition);
    assert!(!shown.contains("Unmistakable"));
    assert!(!shown.contains(&earner.launch.person_id.to_string()));
    assert!(!shown.contains(&earner.launch.lms_user_id.to_string()));
    let lead = desk.lead("lou").await;
    let shown = format!("{:?}", assessment::desk(desk.app(), &lead).await.unwrap());
    assert!(!shown.contains("Unmistakable"));
}

async fn a_role_that_was_taken_back_opens_nothing(desk: Desk) {
    use microcred::app::audit::Actor;
    desk.queued("kim").await;
    let robin = desk.assessor("robin").await;
    let slot = desk.next(&robin).await;
    desk.save(&robin, slot, reading([5; 4])).await;
    let platform = desk.world.deployment.platform_id;
    let role = ToolRole::Assessor;
    microcred::app::person::revoke(desk.app(), Actor::Operator, platform, "robin", role)
        .await
        .unwrap();
    assert!(desk.open(&robin, slot).await.is_err());
    assert!(
        assessment::submit(desk.app(), &robin, slot, 1)
            .await
            .is_err()
    );
    assert!(assessment::claim_next(desk.app(), &robin).await.is_err());
}

/// B.7, 11.
async fn a_file_is_opened_by_who_has_the_work_while_they_have_it(desk: Desk) {
    let earner = desk.world.earner("kim").await;
    let id = desk.world.begin(&earner).await.unwrap().id;
    desk.fill(&earner, id, "because").await;
    let mut files = vec![];
    for text in ["A plan.", "Another plan."] {
        let content = Bytes::from_static(text.as_bytes());
        let upload = Upload {
            name: "Kim Unmistakable.txt".into(),
            announced: None,
            body: stream::iter([Ok::<_, std::io::Error>(content)]),
        };
        let taken = file::upload(desk.app(), &earner, id, "plan", upload).await;
        files.push(taken.unwrap().id);
        if files.len() == 1 {
            // It is taken away before the work is handed in, so it is not part of it.
            file::remove(desk.app(), &earner, files[0]).await.unwrap();
        }
    }
    desk.world.submit(&earner, id).await.unwrap();
    attempt::hand_over_now(desk.app(), &earner, id)
        .await
        .unwrap();
    let (robin, sam) = (desk.assessor("robin").await, desk.assessor("sam").await);
    let slot = desk.next(&robin).await;
    let open = async |who: &Session, file| {
        let opened = assessment::open_file(desk.app(), who, slot, file).await;
        opened.map(|opened| (opened.name, opened.file.name))
    };
    let masked = "plan-1.txt".to_owned();
    assert_eq!(
        open(&robin, files[1]).await.unwrap(),
        (masked.clone(), masked)
    );
    assert!(open(&robin, files[0]).await.is_err(), "not in the work");
    for (who, session) in [("sam", &sam), ("the earner", &earner)] {
        assert!(open(session, files[1]).await.is_err(), "{who}");
    }
    let lead = desk.lead("lou").await;
    assert!(open(&lead, files[1]).await.is_err());
    // A lead looks at it beside the readings, while something is to be decided.
    let beside = async |who: &Session, file| {
        let opened = assessment::open_led_file(desk.app(), who, id, file).await;
        opened.map(|opened| opened.file.name)
    };
    assert_eq!(beside(&lead, files[1]).await.unwrap(), "plan-1.txt");
    assert!(beside(&lead, files[0]).await.is_err(), "not in the work");
    for (who, session) in [("robin", &robin), ("sam", &sam), ("the earner", &earner)] {
        assert!(beside(session, files[1]).await.is_err(), "{who}");
    }
    assert!(
        assessment::led_work(desk.app(), &robin, id).await.is_err(),
        "leads only"
    );
    desk.submit(&robin, slot, reading([5; 4])).await;
    assert!(open(&robin, files[1]).await.is_err(), "not any more");
}
