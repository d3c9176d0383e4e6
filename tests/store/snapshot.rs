//! Claims about snapshots at rest.

use microcred::domain::id::AttemptId;
use microcred::store::snapshot::{self, Receipt, Snapshot};
use microcred::store::{Db, Error};

use super::sample::{NOW, after, id};
use super::work;

super::on_both! {
    a_snapshot_reads_as_it_was_taken,
    a_number_is_used_once,
    the_last_one_is_taken_back_and_stays,
}

fn taken(attempt_id: AttemptId, seq: i64) -> Snapshot {
    Snapshot {
        id: id(),
        attempt_id,
        seq,
        content: "{\"b\":1,\"a\":\"é\"}".into(),
        content_hash: format!("hash {seq}"),
        taken_at: after(seq.unsigned_abs()),
        recalled_at: None,
    }
}

async fn a_snapshot_reads_as_it_was_taken(db: Db) {
    let draft = work::draft(&db).await;
    let mut tx = db.write().await.unwrap();
    let new = taken(draft.id, 1);
    snapshot::insert(&mut tx, &new).await.unwrap();
    let receipt = Receipt {
        seq: 1,
        content_hash: new.content_hash.clone(),
        taken_at: new.taken_at,
        recalled_at: None,
    };
    assert_eq!(
        snapshot::list_receipts(&mut tx, draft.id).await.unwrap(),
        [receipt]
    );
    assert_eq!(
        snapshot::find(&mut tx, draft.id, 1).await.unwrap(),
        Some(new),
        "byte by byte"
    );
    assert_eq!(snapshot::find(&mut tx, draft.id, 2).await.unwrap(), None);
    assert_eq!(snapshot::list_receipts(&mut tx, id()).await.unwrap(), []);
}

async fn a_number_is_used_once(db: Db) {
    let draft = work::draft(&db).await;
    let mut tx = db.write().await.unwrap();
    snapshot::insert(&mut tx, &taken(draft.id, 1))
        .await
        .unwrap();
    let refused = snapshot::insert(&mut tx, &taken(draft.id, 1)).await;
    assert!(matches!(refused, Err(Error::Conflict(_))));
}

async fn the_last_one_is_taken_back_and_stays(db: Db) {
    let (draft, other) = (work::draft(&db).await, work::draft(&db).await);
    let mut tx = db.write().await.unwrap();
    for (attempt_id, seq) in [(draft.id, 1), (draft.id, 2), (other.id, 1)] {
        snapshot::insert(&mut tx, &taken(attempt_id, seq))
            .await
            .unwrap();
    }
    assert!(
        snapshot::mark_recalled(&mut tx, draft.id, after(9))
            .await
            .unwrap()
    );
    assert!(
        !snapshot::mark_recalled(&mut tx, draft.id, after(10))
            .await
            .unwrap(),
        "only once"
    );
    assert!(!snapshot::mark_recalled(&mut tx, id(), NOW).await.unwrap());
    let recalled = |receipts: Vec<Receipt>| -> Vec<_> {
        receipts
            .into_iter()
            .map(|receipt| receipt.recalled_at)
            .collect()
    };
    let own = snapshot::list_receipts(&mut tx, draft.id).await.unwrap();
    assert_eq!(recalled(own), [None, Some(after(9))]);
    let others = snapshot::list_receipts(&mut tx, other.id).await.unwrap();
    assert_eq!(recalled(others), [None]);
}
