//! Hints at other people's names, before handing in.

use super::{Scene, save};
use crate::support::token::Token;

#[tokio::test]
async fn names_are_pointed_at_with_their_place_and_what_to_write_instead() {
    let scene = Scene::new().await;
    // Somebody else of the course, known by name since they came.
    scene
        .person(|token: Token| token.person("colleague", "Tarn Adler"))
        .await;
    let mut earner = scene
        .person(|token| token.person("me", "Noor Haddad"))
        .await;
    let address = earner.start().await;
    let check = format!("{address}/check");
    let page = earner.browser.get(&check).await;
    assert!(!page.has(".hints"), "{}", page.text());

    let slot = format!("{address}/slots/what-changed");
    // With small letters it is not said who is in the course.
    let text = "<p>Then Thabo Nkosi said it, and Thabo Nkosi was heard. I, called Noor Haddad, sat beside tarn adler. Tarn Adler nodded.</p>
        <p>Ask mei@school.example.org or (312) 555-0142. Student A agreed &lt;b&gt;.</p>";
    assert_eq!(earner.put(&slot, &save(0, text)).await.status(), 200);
    let page = earner.browser.get(&check).await;
    let marks = page.texts(".hints mark");
    let expected = [
        "Thabo Nkosi",
        "Tarn Adler",
        "mei@school.example.org",
        "(312) 555-0142",
    ];
    assert_eq!(marks, expected, "{}", page.text());
    let place = format!("{address}/parts/change#slot-what-changed");
    assert_eq!(page.attribute(".hints li a", "href"), place);
    assert!(page.text().contains("2 times here"));
    assert!(page.text().contains("write “Student A” instead"));

    // A word about it is on the page to hand in on, and nothing of it is in the way.
    let page = earner.browser.get(&format!("{address}/submit")).await;
    let pointer = format!("{check}#check-students");
    assert!(page.has(&format!(".notice a[href='{pointer}']")));
    assert!(!page.text().contains("Thabo"), "{}", page.text());

    let better = save(1, "<p>Then Student A said it, beside a colleague.</p>");
    assert_eq!(earner.put(&slot, &better).await.status(), 200);
    let page = earner.browser.get(&check).await;
    assert!(!page.has(".hints"), "{}", page.text());
    let page = earner.browser.get(&format!("{address}/submit")).await;
    assert!(!page.has(&format!(".notice a[href='{pointer}']")));
}
