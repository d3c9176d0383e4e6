//! What people see of badges who have nothing but the address.

use std::time::Duration;

use microcred::app::badge::{self, Operation, Told};
use microcred::domain::award::Reason;

use super::world::{NAME, World};

super::on_both! {
    the_page_says_how_things_stand_now,
}

async fn the_page_says_how_things_stand_now(world: World) {
    let day = Duration::from_secs(24 * 3600);
    let until = world.app.now().plus(10 * day);
    let code = world.earn("asking", Some(until)).await;
    let path = format!("/badges/{code}");
    let said = async || {
        world
            .get(&path, "text/html")
            .await
            .one(".notice .notice-title")
    };
    assert_eq!(said().await, "This badge holds today");
    world
        .operate(&code, Operation::Suspend(Reason::Integrity))
        .await;
    assert_eq!(said().await, "This badge is temporarily not available");
    let page = world.get(&path, "text/html").await;
    assert!(
        !page.text().contains("origin of the work"),
        "{}",
        page.text()
    );
    world.operate(&code, Operation::Reinstate).await;
    assert_eq!(said().await, "This badge holds today");
    world.app.clock.advance(11 * day);
    assert_eq!(said().await, "The time of this badge is over");
    world
        .operate(&code, Operation::Revoke(Reason::IssuedInError))
        .await;
    assert_eq!(said().await, "This badge was taken back");
    let page = world.get(&path, "text/html").await;
    assert!(page.text().contains("It had been issued by mistake."));
    assert!(page.has("a[href$='.json']") && !page.has("a[href$='.png']"));
}

#[tokio::test]
async fn a_stranger_reads_what_it_took_and_finds_everything_to_check_it() {
    let world = World::new().await;
    let code = world.earn("asking", None).await;
    let page = world.get(&format!("/badges/{code}"), "text/html").await;
    assert_eq!(page.one("h1"), "The art of asking");
    assert!(page.text().contains("One trained assessor read the work"));
    assert!(page.text().contains("Neither side knew the other’s name."));
    assert!(page.text().contains("The signature is good"));
    assert!(page.text().contains("keeps their name to themselves"));
    assert!(!page.text().contains(NAME));
    assert_eq!(page.attribute("meta[name=robots]", "content"), "noindex");
    assert_eq!(
        page.attribute("meta[property='og:title']", "content"),
        "The art of asking"
    );
    let image = page.attribute("meta[property='og:image']", "content");
    assert!(image.starts_with("http") && image.ends_with("/picture.png"));
    assert_eq!(
        page.attribute("link[rel=alternate]", "type"),
        "application/vc+ld+json"
    );
    for ending in ["json", "jwt", "png", "svg"] {
        assert!(
            page.has(&format!("a[href='/badges/{code}.{ending}']")),
            "{ending}"
        );
    }
    assert!(page.has("a[href='/verify']") && page.has(&format!("a[href='/ob2/badges/{code}']")));
    let rubric = page.attribute("a[href^='/achievements/']", "href");
    let rubric = world.get(&rubric, "text/html").await;
    assert_eq!(rubric.one("h1"), "The art of asking");
    assert!(rubric.has("table") && rubric.has("a[href='/catalog/asking']"));
    let issuer = page.attribute("a[href^='/issuers/']", "href");
    let issuer = world.get(&issuer, "text/html").await;
    assert_eq!(issuer.one("h1"), "Sample Association");
    assert!(issuer.text().contains("z6Mk") && issuer.text().contains("did:web:"));
}

#[tokio::test]
async fn a_page_in_spanish_says_the_same() {
    let world = World::new().await;
    let code = world.earn("asking", None).await;
    let visit = crate::support::browser::Visit::to(&format!("/badges/{code}"))
        .header("accept-language", "es");
    let page = world.app.browser().visit(visit).await;
    assert_eq!(
        page.one(".notice .notice-title"),
        "Esta insignia está vigente hoy"
    );
}

#[tokio::test]
async fn a_signature_that_does_not_fit_is_not_called_good() {
    let world = World::new().await;
    let code = world.earn("asking", None).await;
    let mut tx = world.app.app.db.write().await.unwrap();
    microcred::store::query(
        "UPDATE badge SET document = REPLACE(document, 'placeholder', 'brilliant')",
    )
    .execute(&mut tx)
    .await
    .unwrap();
    tx.commit().await.unwrap();
    let page = world.get(&format!("/badges/{code}"), "text/html").await;
    assert!(page.text().contains("The signature could not be confirmed"));
}

#[tokio::test]
async fn a_badge_stays_good_after_its_issuer_has_new_keys() {
    let world = World::new().await;
    let code = world.earn("asking", None).await;
    let issuer = world.issuer(&code).await;
    world.app.clock.advance(Duration::from_secs(60));
    badge::rotate_key(&world.app.app, &issuer, true)
        .await
        .unwrap();
    let page = world.get(&format!("/badges/{code}"), "text/html").await;
    assert!(page.text().contains("The signature is good"));
    let told = Told {
        url: Some("https://sample-association.example.org/".into()),
        email: Some("badges@sample-association.example.org".into()),
        description: Some("An association of teachers.".into()),
    };
    badge::tell_issuer(&world.app.app, &issuer, &told)
        .await
        .unwrap();
    let page = world.get(&format!("/issuers/{issuer}"), "text/html").await;
    assert_eq!(page.texts(".row-title"), ["key-2", "key-1"]);
    for word in [
        "An association of teachers.",
        "badges@sample-association.example.org",
        "no longer in good hands",
    ] {
        assert!(page.text().contains(word), "{word}");
    }
}

#[tokio::test]
async fn the_badge_of_a_stack_leads_to_those_that_it_rests_on() {
    let world = World::new().await;
    world.publish_stack().await;
    let one = world.earn("asking", None).await;
    world.earn("voices", None).await;
    let mut db = world.app.app.db.read().await.unwrap();
    let (id,): (microcred::domain::id::AwardId,) =
        microcred::store::query("SELECT id FROM award WHERE stack_id IS NOT NULL")
            .one(&mut db)
            .await
            .unwrap();
    drop(db);
    let code = world.code(id).await;
    let page = world.get(&format!("/badges/{code}"), "text/html").await;
    assert_eq!(page.one("h1"), "All about talk");
    assert!(
        page.text()
            .contains("when everything that belongs to it was held")
    );
    // To another badge it leads where the name is to be seen on both: one would tell whose the other is.
    let link = format!("a[href$='/badges/{one}']");
    for (named, is_linked) in [
        (vec![], false),
        (vec![&one], false),
        (vec![&one, &code], true),
        (vec![&code], false),
    ] {
        for badge in [&one, &code] {
            let name = named.contains(&badge).then_some(NAME);
            let shown = badge::look(&world.app.app, badge).await.unwrap().shown;
            let mut tx = world.app.app.db.write().await.unwrap();
            microcred::store::badge::update_name(&mut tx, shown.badge.award_id, name)
                .await
                .unwrap();
            tx.commit().await.unwrap();
        }
        let page = world.get(&format!("/badges/{code}"), "text/html").await;
        assert_eq!(page.has(&link), is_linked, "{named:?}");
        assert!(page.text().contains("The art of asking"));
    }
    // What is signed cannot follow that choice, and so leads nowhere.
    let document = world.get(&format!("/badges/{code}.json"), "*/*").await;
    assert!(!document.text().contains(&one.to_string()));
    let version = world.version(&code).await;
    let page = world
        .get(&format!("/achievements/{version}"), "text/html")
        .await;
    assert_eq!(
        page.texts("section .card h3"),
        ["The art of asking", "The art of voices"]
    );
    let class = world
        .get(&format!("/ob2/achievements/{version}"), "*/*")
        .await;
    assert_eq!(class.json()["name"], "All about talk");
}

#[tokio::test]
async fn a_badge_says_towards_which_public_stacks_it_counts() {
    use microcred::app::catalog::{self, Terms};
    use microcred::domain::catalog::Visibility;
    let world = World::new().await;
    world.publish_stack().await;
    let code = world.earn("asking", None).await;
    let said = async || {
        let page = world.get(&format!("/badges/{code}"), "text/html").await;
        page.texts("#badge-shown ~ ul a")
    };
    for (visibility, expected) in [
        (Visibility::Public, vec!["All about talk"]),
        (Visibility::Org, vec![]),
    ] {
        let terms = Terms {
            visibility: Some(visibility),
            ..Terms::default()
        };
        let organization = world.app.organization;
        catalog::change(
            &world.app.app,
            microcred::app::audit::Actor::Operator,
            organization,
            "talk",
            terms,
        )
        .await
        .unwrap();
        assert_eq!(said().await, expected, "{visibility:?}");
    }
}
