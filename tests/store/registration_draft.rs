//! Claims about dynamic registrations that wait for their confirmation, at rest.

use microcred::clock::Timestamp;
use microcred::domain::id::{InviteId, RegistrationDraftId};
use microcred::store::invite::{self, Invite};
use microcred::store::registration_draft::{self, RegistrationDraft};
use microcred::store::{Db, Error};
use serde_json::json;
use sqlx::types::Json;

use super::sample::{self, CLASS, INSTANT, NOW, after, all_at_once, id, number};

super::on_both! {
    a_draft_comes_back_as_it_was_written,
    of_a_class_that_confirms_at_once_one_gets_the_draft,
    a_draft_is_void_from_the_moment_it_expires,
    only_drafts_that_expired_before_are_forgotten,
    a_draft_needs_an_invitation,
}

async fn invited(db: &Db) -> InviteId {
    let mut tx = db.write().await.unwrap();
    let new = Invite {
        id: id(),
        organization_id: sample::organization(&mut tx, "Riverbend").await,
        name: "Our Canvas".into(),
        platform_id: None,
        expires_at: after(600),
        used_at: None,
    };
    invite::insert(&mut tx, &new, "hash", NOW).await.unwrap();
    tx.commit().await.unwrap();
    new.id
}

fn draft(invite_id: InviteId, expires_at: Timestamp) -> RegistrationDraft {
    RegistrationDraft {
        id: id(),
        invite_id,
        configuration: Json(json!({
            "issuer": "https://lms.example.org",
            "scopes_supported": [],
            "nested": {"deep": [{"er": null}]},
        })),
        configuration_url: "https://lms.example.org/.well-known/openid-configuration".into(),
        sealed_token: Some("sealed".into()),
        form_token_hash: "form".into(),
        expires_at,
    }
}

async fn written(db: &Db, new: &RegistrationDraft) {
    let mut tx = db.write().await.unwrap();
    registration_draft::insert(&mut tx, new, NOW).await.unwrap();
    tx.commit().await.unwrap();
}

async fn consumed(db: &Db, id: RegistrationDraftId, now: Timestamp) -> Option<RegistrationDraft> {
    let mut tx = db.write().await.unwrap();
    let draft = registration_draft::consume(&mut tx, id, now).await.unwrap();
    tx.commit().await.unwrap();
    draft
}

async fn a_draft_comes_back_as_it_was_written(db: Db) {
    let invite_id = invited(&db).await;
    let full = draft(invite_id, after(60));
    let bare = RegistrationDraft {
        configuration: Json(json!({})),
        sealed_token: None,
        ..draft(invite_id, after(60))
    };
    for new in [full, bare] {
        written(&db, &new).await;
        assert_eq!(consumed(&db, new.id, NOW).await.as_ref(), Some(&new));
        assert_eq!(consumed(&db, new.id, NOW).await, None);
    }
    assert_eq!(consumed(&db, id(), NOW).await, None);
}

async fn of_a_class_that_confirms_at_once_one_gets_the_draft(db: Db) {
    let draft = draft(invited(&db).await, after(60));
    written(&db, &draft).await;
    let draft_id = draft.id;
    let outcomes = all_at_once(&db, move |db, _| async move {
        consumed(&db, draft_id, NOW).await
    })
    .await;
    assert_eq!(outcomes.len(), CLASS);
    let given: Vec<_> = outcomes.into_iter().flatten().collect();
    assert_eq!(given, [draft]);
}

async fn a_draft_is_void_from_the_moment_it_expires(db: Db) {
    let draft = draft(invited(&db).await, after(60));
    written(&db, &draft).await;
    assert_eq!(consumed(&db, draft.id, after(60)).await, None);
    let last_chance = after(60).minus(INSTANT);
    assert_eq!(
        consumed(&db, draft.id, last_chance).await,
        Some(draft.clone())
    );
}

async fn only_drafts_that_expired_before_are_forgotten(db: Db) {
    let invite_id = invited(&db).await;
    let (used, expired) = (draft(invite_id, after(10)), draft(invite_id, after(10)));
    let (on_the_dot, fresh) = (draft(invite_id, after(20)), draft(invite_id, after(30)));
    for new in [&used, &expired, &on_the_dot, &fresh] {
        written(&db, new).await;
    }
    assert_eq!(consumed(&db, used.id, NOW).await, Some(used));

    let mut tx = db.write().await.unwrap();
    let forgotten = registration_draft::delete_expired(&mut tx, after(20)).await;
    assert_eq!(forgotten.unwrap(), 2);
    let again = registration_draft::delete_expired(&mut tx, after(20)).await;
    assert_eq!(again.unwrap(), 0);
    tx.commit().await.unwrap();

    for kept in [on_the_dot, fresh] {
        assert_eq!(consumed(&db, kept.id, NOW).await, Some(kept));
    }
    assert_eq!(number(&db, "SELECT COUNT(*) FROM invite").await, 1);
}

async fn a_draft_needs_an_invitation(db: Db) {
    let mut tx = db.write().await.unwrap();
    let refused = registration_draft::insert(&mut tx, &draft(id(), after(60)), NOW).await;
    assert!(matches!(refused, Err(Error::Broken(_))));
}
