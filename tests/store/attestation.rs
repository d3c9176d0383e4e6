//! Claims about attestations at rest.

use microcred::domain::completeness::Attestation;
use microcred::store::Db;
use microcred::store::attestation::{self, GivenAttestation};

use super::sample::{NOW, after, id};
use super::work;

super::on_both! {
    what_was_confirmed_reads_as_it_was_written_and_gives_way_to_what_is_confirmed_anew,
}

async fn what_was_confirmed_reads_as_it_was_written_and_gives_way_to_what_is_confirmed_anew(
    db: Db,
) {
    let draft = work::draft(&db).await;
    let mut tx = db.write().await.unwrap();
    let own = GivenAttestation {
        kind: Attestation::OwnWork,
        statement: "It is my own work.".into(),
        detail: String::new(),
        given_at: NOW,
    };
    let ai = GivenAttestation {
        kind: Attestation::AiDisclosure,
        detail: "Spelling only.".into(),
        ..own.clone()
    };
    for given in [&own, &ai] {
        attestation::upsert(&mut tx, draft.id, given).await.unwrap();
    }
    let listed = attestation::list_for_attempt(&mut tx, draft.id)
        .await
        .unwrap();
    assert_eq!(listed, [ai.clone(), own.clone()]);
    let again = GivenAttestation {
        statement: "Es ist meine Arbeit.".into(),
        given_at: after(1),
        ..own
    };
    attestation::upsert(&mut tx, draft.id, &again)
        .await
        .unwrap();
    assert_eq!(
        attestation::list_for_attempt(&mut tx, draft.id)
            .await
            .unwrap(),
        [ai, again]
    );
    assert_eq!(
        attestation::delete_for_attempt(&mut tx, id())
            .await
            .unwrap(),
        0
    );
    assert_eq!(
        attestation::delete_for_attempt(&mut tx, draft.id)
            .await
            .unwrap(),
        2
    );
    assert_eq!(
        attestation::list_for_attempt(&mut tx, draft.id)
            .await
            .unwrap(),
        []
    );
}
