//! Languages: the LMS's for whoever comes from there, the browser's before that is known.

use serde_json::json;

use super::{Kind, browse};
use microcred::i18n::{Language, text};

#[test]
fn a_person_whom_the_lms_shows_spanish_reads_spanish() {
    browse(Kind::PARTITIONED, async |browser| {
        let tool = browser.launch("canvas", "tomas", 1).await;
        assert_eq!(language(browser.tool()).await, "es");
        tool.sees(&text(Language::Spanish, "home-recognised")).await;
        let role = text(Language::Spanish, "role-earner-name");
        tool.sees(&role).await;
        let sam = browser.launch("canvas", "sam", 1).await;
        assert_eq!(language(sam).await, "en");
    });
}

#[test]
fn a_person_who_is_not_known_yet_reads_the_browsers_language() {
    browse(Kind::PARTITIONED, async |browser| {
        let spanish = json!({ "userAgent": "", "acceptLanguage": "es-MX,es" });
        browser
            .devtools("Network.setUserAgentOverride", spanish)
            .await;
        browser.open(&browser.demo.tool).await;
        let title = text(Language::Spanish, "front-title");
        browser.page().has_heading(&title).await;
        let script = "return document.documentElement.lang";
        let language = browser.page().until("a language", script, vec![]).await;
        assert_eq!(language, "es");
        let english = json!({ "userAgent": "", "acceptLanguage": "" });
        browser
            .devtools("Network.setUserAgentOverride", english)
            .await;
    });
}

/// The language of the first page.
async fn language(tool: super::View<'_>) -> String {
    let script = "return document.querySelector('.facts') && document.documentElement.lang";
    let language = tool.until("a language", script, vec![]).await;
    language.as_str().unwrap().to_owned()
}
