//! Claims about the badge of a decision: it is there with the award, it verifies, and it stops to when the award does.

use std::collections::HashMap;
use std::time::Duration;

use microcred::app::assessment::{self, By};
use microcred::app::badge::{self, Choice, Operation};
use microcred::app::session::Session;
use microcred::app::{Error, award, notice};
use microcred::badges::fetch::{Answer, Fetch, FetchError};
use microcred::badges::verify::{Outcome, Report, verify};
use microcred::badges::{identity, moment};
use microcred::domain::award::{Reason, State};
use microcred::domain::badge::Code;
use microcred::store::badge::{self as stored, Shown};
use microcred::store::{query, status_list};
use serde_json::Value;
use url::Url;

use super::world::{ALL, Desk};
use crate::support::app::BADGES;
use crate::work::world::DAY;

super::on_both! {
    a_pass_comes_with_a_badge_that_anybody_can_verify,
    the_same_badge_is_a_token,
    nothing_that_names_the_holder_is_in_a_badge,
    work_to_be_revised_has_no_badge,
    what_is_taken_back_stops_to_verify_at_once_and_for_ever,
    what_is_stopped_and_given_back_verifies_under_the_same_code,
    a_new_key_signs_and_the_old_badges_hold,
    what_a_key_signs_after_it_got_into_wrong_hands_is_not_believed,
    the_holder_says_what_others_see,
    nobody_shares_the_badge_of_somebody_else,
    a_badge_that_could_not_be_signed_is_made_up_for,
    lists_are_signed_again_before_they_lapse,
    an_award_that_is_over_says_so,
    the_holder_is_told_before_the_end_and_of_every_change,
}

/// The least by which the times of documents differ.
const SECOND: Duration = Duration::from_secs(1);

/// What the tool publishes about a badge, as a network.
struct Published(HashMap<String, Vec<u8>>);

impl Fetch for Published {
    fn get(&self, address: Url, _: usize) -> Answer<'_> {
        let found = self.0.get(address.as_str()).cloned();
        Box::pin(async move { found.ok_or(FetchError::Status(404)) })
    }
}

/// The badge of somebody's only award.
async fn badge_of(desk: &Desk, earner: &Session) -> Shown {
    let awards = desk.awards(earner).await;
    assert_eq!(awards.len(), 1);
    let mut db = desk.app().db.read().await.unwrap();
    stored::find(&mut db, awards[0].id).await.unwrap().unwrap()
}

/// Everything that is published beside a badge.
async fn published(desk: &Desk, shown: &Shown) -> Published {
    let app = desk.app();
    let keys = badge::did_document(app, &shown.issuer_slug).await.unwrap();
    let document: Value = serde_json::from_str(&shown.badge.document).unwrap();
    let list = document["credentialStatus"]["statusListCredential"]
        .as_str()
        .unwrap();
    let id = list.rsplit('/').next().unwrap().parse().unwrap();
    let signed = badge::status_document(app, id).await.unwrap();
    Published(HashMap::from([
        (
            format!("{BADGES}/issuers/{}/did.json", shown.issuer_slug),
            serde_json::to_vec(&keys).unwrap(),
        ),
        (list.to_owned(), signed.document.into_bytes()),
    ]))
}

/// What a stranger finds out about a document or token.
async fn verified(desk: &Desk, shown: &Shown, given: &str) -> Report {
    let network = published(desk, shown).await;
    verify(given.as_bytes(), &network, desk.now()).await
}

async fn holds(desk: &Desk, shown: &Shown) -> bool {
    let report = verified(desk, shown, &shown.badge.document).await;
    report.outcome == Outcome::Valid
}

fn codes(report: &Report) -> Vec<&'static str> {
    report
        .findings
        .iter()
        .map(|finding| finding.code.code())
        .collect()
}

async fn a_pass_comes_with_a_badge_that_anybody_can_verify(desk: Desk) {
    let (earner, _) = desk.told("kim", ALL).await;
    let shown = badge_of(&desk, &earner).await;
    let report = verified(&desk, &shown, &shown.badge.document).await;
    assert_eq!(report.outcome, Outcome::Valid, "{:?}", report.findings);
    let told = report.badge.unwrap();
    assert_eq!(
        told.id,
        Some(format!("{BADGES}/badges/{}", shown.badge.code))
    );
    let looked = badge::look(desk.app(), &shown.badge.code).await.unwrap();
    assert_eq!(
        (looked.state, looked.of.title()),
        (State::Active, &*told.name)
    );
    assert_eq!(told.valid_from, Some(moment::written(shown.issued_at)));
}

async fn the_same_badge_is_a_token(desk: Desk) {
    let (earner, _) = desk.told("kim", ALL).await;
    let shown = badge_of(&desk, &earner).await;
    let report = verified(&desk, &shown, &shown.badge.token).await;
    assert_eq!(report.outcome, Outcome::Valid, "{:?}", report.findings);
    let broken = shown.badge.token.replace('.', "A.");
    let report = verified(&desk, &shown, &broken).await;
    assert_eq!(report.outcome, Outcome::Invalid);
}

async fn nothing_that_names_the_holder_is_in_a_badge(desk: Desk) {
    let address = "Kim.Larch@riverbend.example";
    let (earner, id) = desk.queued("kim-larch-4711").await;
    let mut tx = desk.app().db.write().await.unwrap();
    query("UPDATE lms_user SET email = $2, name = 'Kim Larch' WHERE person_id = $1")
        .bind(earner.launch.person_id)
        .bind(address)
        .execute(&mut tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let assessor = desk.assessor("robin").await;
    desk.read(&assessor, ALL).await;
    let shown = badge_of(&desk, &earner).await;
    let badge = &shown.badge;
    let hash = identity::hashed(&identity::plain(address), &badge.salt);
    assert_eq!(badge.identity.as_deref(), Some(&*hash));
    assert!(badge.document.contains(&hash));
    let looked = badge::look(desk.app(), &badge.code).await.unwrap();
    let assertion = format!("{:?}", badge::assertion_2(desk.app(), &looked));
    assert!(assertion.contains(&hash));
    let inside = payload(&badge.token);
    let person = earner.launch.person_id.to_string();
    let attempt = id.to_string();
    for secret in [
        "kim",
        "larch",
        "4711",
        "riverbend.example",
        &person,
        &attempt,
    ] {
        for text in [&badge.document, &inside, &assertion] {
            assert!(!text.to_lowercase().contains(secret), "{secret}: {text}");
        }
    }
}

/// What is inside a token, in clear.
fn payload(token: &str) -> String {
    use base64::Engine;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    let payload = token.split('.').nth(1).unwrap();
    String::from_utf8(URL_SAFE_NO_PAD.decode(payload).unwrap()).unwrap()
}

async fn work_to_be_revised_has_no_badge(desk: Desk) {
    let (earner, _) = desk.told("kim", [0; 4]).await;
    assert_eq!(desk.awards(&earner).await, []);
    let mut db = desk.app().db.read().await.unwrap();
    let codes = stored::list_for_person(&mut db, earner.launch.person_id).await;
    assert_eq!(codes.unwrap(), []);
}

async fn operate(desk: &Desk, code: &Code, operation: Operation) -> Result<(), Error> {
    badge::operate(desk.app(), code, operation, "A note for auditors").await
}

async fn what_is_taken_back_stops_to_verify_at_once_and_for_ever(desk: Desk) {
    let (earner, id) = desk.told("kim", ALL).await;
    let (other, _) = desk.told("lee", ALL).await;
    let shown = badge_of(&desk, &earner).await;
    assessment::void(desk.app(), By::Operator, id, true, "Somebody else's work.")
        .await
        .unwrap();
    let report = verified(&desk, &shown, &shown.badge.document).await;
    assert_eq!(report.outcome, Outcome::Invalid);
    assert!(codes(&report).contains(&"revoked"), "{:?}", codes(&report));
    assert!(
        holds(&desk, &badge_of(&desk, &other).await).await,
        "the others stay"
    );
    let code = &shown.badge.code;
    let looked = badge::look(desk.app(), code).await.unwrap();
    assert_eq!(looked.state, State::Revoked);
    let badge::Assertion::Gone(gone) = badge::assertion_2(desk.app(), &looked) else {
        panic!("it is taken back in the older standard too");
    };
    assert_eq!(gone["revocationReason"], "integrity");
    for operation in [
        Operation::Reinstate,
        Operation::Revoke(Reason::IssuedInError),
    ] {
        let refused = operate(&desk, code, operation).await;
        assert!(matches!(refused, Err(Error::Award(_))), "{refused:?}");
    }
}

async fn what_is_stopped_and_given_back_verifies_under_the_same_code(desk: Desk) {
    let (earner, _) = desk.told("kim", ALL).await;
    let before = badge_of(&desk, &earner).await;
    let code = before.badge.code;
    operate(&desk, &code, Operation::Suspend(Reason::Integrity))
        .await
        .unwrap();
    assert!(!holds(&desk, &badge_of(&desk, &earner).await).await);
    let looked = badge::look(desk.app(), &code).await.unwrap();
    assert_eq!(looked.state, State::Suspended);
    desk.world.wait(SECOND);
    operate(&desk, &code, Operation::Reinstate).await.unwrap();
    let after = badge_of(&desk, &earner).await;
    assert_eq!((after.badge.code, after.badge.issue), (code, 2));
    assert!(holds(&desk, &after).await);
    assert!(
        !holds(&desk, &before).await,
        "a place that was set stays set"
    );
    let document: Value = serde_json::from_str(&after.badge.document).unwrap();
    assert_eq!(document["awardedDate"], moment::written(before.issued_at));
    assert!(after.badge.valid_from > before.badge.valid_from);
    assert!(after.badge.valid_from <= desk.now());
}

async fn a_new_key_signs_and_the_old_badges_hold(desk: Desk) {
    let (earner, _) = desk.told("kim", ALL).await;
    let old = badge_of(&desk, &earner).await;
    desk.world.wait(DAY);
    let number = badge::rotate_key(desk.app(), &old.issuer_slug, false)
        .await
        .unwrap();
    assert_eq!(number, 2);
    desk.world.wait(DAY);
    let (other, _) = desk.told("lee", ALL).await;
    let new = badge_of(&desk, &other).await;
    assert_eq!((old.badge.key_number, new.badge.key_number), (1, 2));
    assert!(holds(&desk, &old).await && holds(&desk, &new).await);
}

async fn what_a_key_signs_after_it_got_into_wrong_hands_is_not_believed(desk: Desk) {
    let (earner, _) = desk.told("kim", ALL).await;
    let old = badge_of(&desk, &earner).await;
    desk.world.wait(DAY);
    badge::rotate_key(desk.app(), &old.issuer_slug, true)
        .await
        .unwrap();
    assert!(holds(&desk, &old).await, "what it signed before stays");
    let keys = badge::did_document(desk.app(), &old.issuer_slug)
        .await
        .unwrap();
    let keys = serde_json::to_value(&keys).unwrap();
    let methods = keys["verificationMethod"].as_array().unwrap();
    let ended = methods
        .iter()
        .filter(|method| method.get("revoked").is_some());
    assert_eq!((methods.len(), ended.count()), (4, 2), "{keys}");
    assert_eq!(keys["assertionMethod"].as_array().unwrap().len(), 4);
}

async fn the_holder_says_what_others_see(desk: Desk) {
    let (earner, _) = desk.told("kim", ALL).await;
    let first = badge_of(&desk, &earner).await;
    let code = first.badge.code;
    let mine = badge::mine(desk.app(), &earner, &code).await.unwrap();
    let nothing = Choice {
        shows_name: false,
        shows_results: false,
    };
    assert_eq!(mine.choice, nothing);
    let named = Choice {
        shows_name: true,
        ..nothing
    };
    badge::share(desk.app(), &earner, &code, named)
        .await
        .unwrap();
    let second = badge_of(&desk, &earner).await;
    assert_eq!(second.badge.public_name.as_deref(), Some("kim"));
    assert_eq!(
        second.badge.document, first.badge.document,
        "the name is on the page alone"
    );
    let all = Choice {
        shows_name: true,
        shows_results: true,
    };
    desk.world.wait(SECOND);
    badge::share(desk.app(), &earner, &code, all).await.unwrap();
    let third = badge_of(&desk, &earner).await;
    let results = |shown: &Shown| {
        let document: Value = serde_json::from_str(&shown.badge.document).unwrap();
        document["credentialSubject"]["result"]
            .as_array()
            .unwrap()
            .len()
    };
    assert!(results(&third) > results(&first));
    assert!(holds(&desk, &third).await && !holds(&desk, &first).await);
    desk.world.wait(SECOND);
    badge::share(desk.app(), &earner, &code, nothing)
        .await
        .unwrap();
    let last = badge_of(&desk, &earner).await;
    assert_eq!(
        (results(&last), last.badge.public_name.clone()),
        (results(&first), None)
    );
    assert!(holds(&desk, &last).await && !holds(&desk, &third).await);
}

async fn nobody_shares_the_badge_of_somebody_else(desk: Desk) {
    let (earner, _) = desk.told("kim", ALL).await;
    let code = badge_of(&desk, &earner).await.badge.code;
    let choice = Choice {
        shows_name: true,
        shows_results: true,
    };
    let other = desk.world.earner("lee").await;
    let refused = badge::share(desk.app(), &other, &code, choice).await;
    assert!(matches!(refused, Err(Error::NotFound(_))), "{refused:?}");
    let refused = badge::mine(desk.app(), &other, &code).await;
    assert!(matches!(refused, Err(Error::NotFound(_))));
    let mask = |new: &mut microcred::store::launch::NewLaunch| new.is_masquerading = true;
    let administrator = desk.world.launched("kim", mask).await;
    let refused = badge::share(desk.app(), &administrator, &code, choice).await;
    assert!(matches!(refused, Err(Error::NotAllowed(_))), "{refused:?}");
    let shown = badge_of(&desk, &earner).await;
    assert_eq!((shown.badge.issue, shown.badge.public_name), (1, None));
}

async fn a_badge_that_could_not_be_signed_is_made_up_for(desk: Desk) {
    let (first, _) = desk.told("kim", ALL).await;
    let issuer_id = badge_of(&desk, &first).await.badge.issuer_id;
    let spoil = async |from: &str, to: &str| {
        let mut tx = desk.app().db.write().await.unwrap();
        query(
            "UPDATE issuer_key SET sealed_key = replace(sealed_key, $2, $3) WHERE issuer_id = $1",
        )
        .bind(issuer_id)
        .bind(from)
        .bind(to)
        .execute(&mut tx)
        .await
        .unwrap();
        tx.commit().await.unwrap();
    };
    let sealed = {
        let mut db = desk.app().db.read().await.unwrap();
        microcred::store::issuer::list_keys(&mut db, issuer_id)
            .await
            .unwrap()[0]
            .sealed_key
            .clone()
    };
    spoil(&sealed, "spoiled").await;
    let (second, id) = desk.told("lee", ALL).await;
    assert_eq!(
        desk.awards(&second).await.len(),
        1,
        "the decision does not wait"
    );
    assert_eq!(desk.decisions(id).await.len(), 1);
    microcred::jobs::badges::run(desk.app()).await.unwrap();
    let award = desk.awards(&second).await[0].id;
    let found = stored::find(&mut desk.app().db.read().await.unwrap(), award).await;
    assert_eq!(found.unwrap(), None);
    spoil("spoiled", &sealed).await;
    microcred::jobs::badges::run(desk.app()).await.unwrap();
    let shown = badge_of(&desk, &second).await;
    assert!(holds(&desk, &shown).await);
    assert_eq!(badge::issue_due(desk.app()).await.unwrap(), 0);
}

async fn lists_are_signed_again_before_they_lapse(desk: Desk) {
    let (earner, _) = desk.told("kim", ALL).await;
    let shown = badge_of(&desk, &earner).await;
    let lifetime = desk.app().settings.badges.list_lifetime;
    assert_eq!(badge::sign_due(desk.app()).await.unwrap(), 0);
    desk.world.wait(lifetime / 2 + Duration::from_secs(1));
    let list = async || {
        let mut db = desk.app().db.read().await.unwrap();
        let found = status_list::find_newest(&mut db, shown.badge.issuer_id).await;
        found.unwrap().unwrap()
    };
    let before = list().await;
    assert_eq!(badge::sign_due(desk.app()).await.unwrap(), 1);
    assert_eq!(badge::sign_due(desk.app()).await.unwrap(), 0);
    let after = list().await;
    assert_eq!(after.valid_until, desk.now().plus(lifetime));
    assert_ne!(before.document, after.document);
    desk.world.wait(lifetime / 2 + Duration::from_secs(1));
    assert!(holds(&desk, &shown).await);
    desk.world.wait(lifetime);
    let report = verified(&desk, &shown, &shown.badge.document).await;
    assert_ne!(
        report.outcome,
        Outcome::Valid,
        "a list that lapsed says nothing"
    );
}

async fn an_award_that_is_over_says_so(desk: Desk) {
    let (earner, _) = desk.told("kim", ALL).await;
    let id = desk.awards(&earner).await[0].id;
    let until = desk.now().plus(DAY);
    let mut tx = desk.app().db.write().await.unwrap();
    query("UPDATE award SET valid_until = $2 WHERE id = $1")
        .bind(id)
        .bind(until)
        .execute(&mut tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let code = badge_of(&desk, &earner).await.badge.code;
    desk.world.wait(SECOND);
    operate(&desk, &code, Operation::Correct).await.unwrap();
    let shown = badge_of(&desk, &earner).await;
    assert!(holds(&desk, &shown).await);
    desk.world.wait(DAY);
    let looked = badge::look(desk.app(), &code).await.unwrap();
    assert_eq!(
        looked.state,
        State::Expired,
        "by the clock, before anybody wrote it down"
    );
    let report = verified(&desk, &shown, &shown.badge.document).await;
    assert!(codes(&report).contains(&"expired"), "{:?}", codes(&report));
    assert_eq!(award::expire_due(desk.app()).await.unwrap(), 1);
    assert_eq!(award::expire_due(desk.app()).await.unwrap(), 0);
}

/// What the holder was told of awards and has not seen, oldest first.
async fn told(desk: &Desk, earner: &Session) -> Vec<String> {
    let unseen = notice::list_unseen(desk.app(), earner).await.unwrap();
    let kinds = unseen.into_iter().rev().map(|notice| notice.kind);
    kinds.filter(|kind| kind.starts_with("award.")).collect()
}

async fn the_holder_is_told_before_the_end_and_of_every_change(desk: Desk) {
    let (earner, _) = desk.told("kim", ALL).await;
    let id = desk.awards(&earner).await[0].id;
    let mut tx = desk.app().db.write().await.unwrap();
    query("UPDATE award SET valid_until = $2 WHERE id = $1")
        .bind(id)
        .bind(desk.now().plus(DAY * 100))
        .execute(&mut tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    for (days, expected) in [(9, 0), (1, 1), (1, 1), (59, 2), (23, 3), (6, 3)] {
        desk.world.wait(DAY * days);
        microcred::jobs::badges::run(desk.app()).await.unwrap();
        assert_eq!(
            told(&desk, &earner).await,
            vec!["award.ending"; expected],
            "{days}"
        );
    }
    let code = badge_of(&desk, &earner).await.badge.code;
    for operation in [
        Operation::Suspend(Reason::Integrity),
        Operation::Reinstate,
        Operation::Revoke(Reason::Asked),
    ] {
        desk.world.wait(SECOND);
        operate(&desk, &code, operation).await.unwrap();
    }
    let all = told(&desk, &earner).await;
    assert_eq!(
        all[3..],
        ["award.suspend", "award.reinstate", "award.revoke"]
    );
}
