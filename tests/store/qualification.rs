//! Claims about qualifications at rest.

use microcred::domain::qualification::State;
use microcred::store::Db;
use microcred::store::qualification::{self, Qualification, Reader};

use super::sample::{NOW, after, id};
use super::work;

super::on_both! {
    a_qualification_reads_as_it_was_written_last,
    readers_are_those_whose_qualification_holds,
}

async fn a_qualification_reads_as_it_was_written_last(db: Db) {
    let (enrollment, attempt) = work::queued(&db).await;
    let mut tx = db.write().await.unwrap();
    let person_id = work::person(&mut tx, &attempt).await;
    let credential = enrollment.credential_id;
    let first = Qualification {
        person_id,
        credential_id: credential,
        major: 1,
        state: State::Trainee,
        languages: vec![].into(),
        valid_until: None,
        is_experienced: false,
    };
    let changed = Qualification {
        state: State::Qualified,
        languages: vec!["en".into(), "es".into()].into(),
        valid_until: Some(after(9)),
        is_experienced: true,
        ..first.clone()
    };
    let second = Qualification {
        major: 2,
        ..first.clone()
    };
    for new in [&first, &second, &changed] {
        qualification::upsert(&mut tx, new, NOW).await.unwrap();
    }
    let found = qualification::find(&mut tx, person_id, credential, 1).await;
    assert_eq!(found.unwrap().as_ref(), Some(&changed));
    let found = qualification::find(&mut tx, person_id, credential, 3).await;
    assert_eq!(found.unwrap(), None);
    let listed = qualification::list_for_person(&mut tx, person_id).await;
    assert_eq!(listed.unwrap(), [changed, second]);
    assert_eq!(
        qualification::list_for_person(&mut tx, id()).await.unwrap(),
        []
    );
}

async fn readers_are_those_whose_qualification_holds(db: Db) {
    let (enrollment, attempt) = work::queued(&db).await;
    let mut tx = db.write().await.unwrap();
    let mut expected = vec![];
    for (state, until, major, holds) in [
        (State::Qualified, None, 1, true),
        (State::Qualified, Some(after(11)), 1, true),
        (State::Qualified, Some(after(10)), 1, false),
        (State::Qualified, None, 2, false),
        (State::Trainee, None, 1, false),
        (State::Suspended, None, 1, false),
        (State::Lapsed, None, 1, false),
    ] {
        let person_id = work::person(&mut tx, &attempt).await;
        let able = Qualification {
            person_id,
            credential_id: enrollment.credential_id,
            major,
            state,
            languages: vec![].into(),
            valid_until: until,
            is_experienced: false,
        };
        qualification::upsert(&mut tx, &able, NOW).await.unwrap();
        if holds {
            let name = Some("Robin Vale".into());
            expected.push(Reader { person_id, name });
        }
    }
    let mut found = qualification::list_readers(&mut tx, enrollment.credential_id, 1, after(10))
        .await
        .unwrap();
    found.sort_by_key(|reader| reader.person_id);
    expected.sort_by_key(|reader| reader.person_id);
    assert_eq!(found, expected);
}
