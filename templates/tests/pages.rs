//! What holds for every page, whatever the values in it: structure, labels, escaping, no inline style or script.

use std::collections::BTreeSet;
use std::path::Path;

use scraper::{ElementRef, Html, Selector};

use super::samples::{FORM_TOKEN, NONCE, Sample, Values, pages};
use crate::i18n::Language;
use crate::templates::assets;
use crate::templates::attempt::Stage;

fn all(values: Values) -> Vec<(Language, Sample)> {
    Language::ALL
        .into_iter()
        .flat_map(|language| {
            pages(language, values)
                .into_iter()
                .map(move |page| (language, page))
        })
        .collect()
}

fn select<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    html.select(&Selector::parse(selector).unwrap()).collect()
}

/// Parsed as a browser does that runs scripts, and as one that does not.
fn parsed(page: &Sample) -> [Html; 2] {
    let unscripted = page
        .html
        .replace("<noscript>", "<div>")
        .replace("</noscript>", "</div>");
    [
        Html::parse_document(&page.html),
        Html::parse_document(&unscripted),
    ]
}

fn is_hidden(element: ElementRef) -> bool {
    element
        .ancestors()
        .filter_map(ElementRef::wrap)
        .chain([element])
        .any(|at| at.attr("hidden").is_some())
}

/// Whether it is what a step shows until its script reveals something else, and never without scripts.
fn is_waiting(element: ElementRef) -> bool {
    element
        .ancestors()
        .filter_map(ElementRef::wrap)
        .any(|at| at.attr("id") == Some("waiting"))
}

#[test]
fn every_page_names_its_language_and_has_one_main_and_a_title() {
    for (language, page) in all(Values::Ordinary) {
        let [html, _] = parsed(&page);
        assert_eq!(
            html.root_element().attr("lang"),
            Some(language.tag()),
            "{}",
            page.name
        );
        for landmark in ["body > header", "body > main", "body > footer"] {
            assert_eq!(select(&html, landmark).len(), 1, "{} {landmark}", page.name);
        }
        let title: String = select(&html, "head > title")[0].text().collect();
        assert!(
            title.ends_with("· microcred") && title.len() > 15,
            "{}: {title}",
            page.name
        );
    }
}

#[test]
fn one_h1_shows_at_a_time_and_no_heading_level_is_skipped() {
    for (_, page) in all(Values::Ordinary) {
        let [scripted, unscripted] = parsed(&page);
        let headings = |html, keep: &dyn Fn(ElementRef) -> bool| -> Vec<u32> {
            select(html, "h1, h2, h3, h4, h5, h6")
                .into_iter()
                .filter(|heading| keep(*heading))
                .map(|heading| heading.value().name()[1..].parse().unwrap())
                .collect()
        };
        // A step is three pages in one: before its script, after the script has revealed the rest, and without scripts.
        let is_step = !select(&scripted, "#waiting").is_empty();
        let mut states = vec![headings(&scripted, &|heading| !is_hidden(heading))];
        if is_step {
            states.push(headings(&scripted, &|heading| is_hidden(heading)));
            states.push(headings(&unscripted, &|heading| {
                !is_hidden(heading) && !is_waiting(heading)
            }));
        }
        for levels in states {
            assert_eq!(
                levels.iter().filter(|level| **level == 1).count(),
                1,
                "{} {levels:?}",
                page.name
            );
            assert_eq!(levels.first(), Some(&1), "{} {levels:?}", page.name);
            assert!(
                levels.windows(2).all(|pair| pair[1] <= pair[0] + 1),
                "{} {levels:?}",
                page.name
            );
        }
    }
}

#[test]
fn no_page_has_an_inline_script_an_inline_style_or_a_handler() {
    for (_, page) in all(Values::Hostile) {
        for html in parsed(&page) {
            assert!(
                select(&html, "style, [style], base, iframe, object, embed").is_empty(),
                "{}",
                page.name
            );
            for script in select(&html, "script") {
                let name = &page.name;
                assert_eq!(script.attr("nonce"), Some(NONCE), "{name}");
                assert_eq!(script.attr("type"), Some("module"), "{name}");
                assert!(
                    script
                        .attr("src")
                        .is_some_and(|src| src.starts_with("/assets/")),
                    "{name}"
                );
                assert_eq!(script.text().collect::<String>(), "", "{name}");
            }
            for element in select(&html, "*") {
                for (attribute, value) in element.value().attrs() {
                    assert!(!attribute.starts_with("on"), "{} {attribute}", page.name);
                    let is_address = matches!(attribute, "href" | "src" | "action" | "formaction");
                    assert!(
                        !(is_address && value.starts_with("javascript:")),
                        "{} {value}",
                        page.name
                    );
                }
            }
        }
    }
}

#[test]
fn hostile_values_add_no_element_to_a_page() {
    let ordinary = all(Values::Ordinary);
    let hostile = all(Values::Hostile);
    assert_eq!(ordinary.len(), hostile.len());
    for ((_, plain), (_, page)) in ordinary.iter().zip(&hostile) {
        for (plain_html, html) in parsed(plain).iter().zip(&parsed(page)) {
            for kind in ["script", "img", "form", "input", "button", "li", "dd", "h1"] {
                assert_eq!(
                    select(html, kind).len(),
                    select(plain_html, kind).len(),
                    "{} {kind}",
                    page.name
                );
            }
            // A link whose address is not a web address is left out; none is added.
            assert!(
                select(html, "a").len() <= select(plain_html, "a").len(),
                "{}",
                page.name
            );
        }
    }
}

#[test]
fn ids_are_unique_and_references_lead_to_them() {
    for (_, page) in all(Values::Ordinary) {
        let [html, _] = parsed(&page);
        let mut ids = BTreeSet::new();
        for element in select(&html, "[id]") {
            let id = element.attr("id").unwrap();
            assert!(ids.insert(id), "{}: #{id} twice", page.name);
        }
        for attribute in ["for", "aria-labelledby", "aria-describedby"] {
            for element in select(&html, &format!("[{attribute}]")) {
                for id in element.attr(attribute).unwrap().split_whitespace() {
                    assert!(ids.contains(id), "{}: {attribute}={id}", page.name);
                }
            }
        }
    }
}

#[test]
fn every_input_has_a_label_and_every_button_and_link_has_words() {
    for (_, page) in all(Values::Ordinary) {
        for html in parsed(&page) {
            for input in select(&html, "input:not([type=hidden]), textarea, select") {
                let labelled = input
                    .attr("id")
                    .is_some_and(|id| !select(&html, &format!("label[for='{id}']")).is_empty());
                assert!(labelled, "{}: {}", page.name, input.html());
            }
            for control in select(&html, "button, a, summary") {
                let words: String = control.text().collect();
                assert!(
                    !words.trim().is_empty(),
                    "{}: {}",
                    page.name,
                    control.html()
                );
            }
            for button in select(&html, "button") {
                assert!(
                    button.attr("type").is_some(),
                    "{}: {}",
                    page.name,
                    button.html()
                );
            }
        }
    }
}

#[test]
fn every_form_of_ours_carries_the_token() {
    let mut seen = 0;
    for (_, page) in all(Values::Ordinary) {
        let [html, _] = parsed(&page);
        for form in select(&html, "form") {
            let action = form.attr("action").unwrap();
            // A search changes nothing, and everybody may send one.
            if form.attr("role") == Some("search") {
                assert_eq!(form.attr("method"), Some("get"), "{}", page.name);
                continue;
            }
            assert_eq!(form.attr("method"), Some("post"), "{}", page.name);
            // Everybody may verify a badge, and nothing is changed or kept.
            if action == "/verify" {
                continue;
            }
            // Deep Linking and the way into a new tab post to where no session of ours is there yet, or to the LMS.
            if action.starts_with("https://") || action == "/lti/login" {
                continue;
            }
            let token = Selector::parse("input[type=hidden][name=form_token]").unwrap();
            let tokens: Vec<_> = form
                .select(&token)
                .filter_map(|input| input.attr("value"))
                .collect();
            assert_eq!(tokens, [FORM_TOKEN], "{} {action}", page.name);
            seen += 1;
        }
    }
    assert!(seen > 20, "only {seen} forms were looked at");
}

#[test]
fn a_new_tab_is_opened_by_a_post_that_does_not_hand_over_this_window() {
    for (_, page) in all(Values::Ordinary) {
        for html in parsed(&page) {
            for element in select(&html, "[target]") {
                // A link that leads away is no secret.
                let is_link_out = element.value().name() == "a"
                    && element
                        .attr("href")
                        .is_some_and(|href| href.starts_with("https://"));
                let is_form = element.value().name() == "form";
                assert!(is_form || is_link_out, "{}", page.name);
                assert_eq!(element.attr("target"), Some("_blank"), "{}", page.name);
                assert_eq!(element.attr("rel"), Some("noopener"), "{}", page.name);
            }
        }
    }
}

#[test]
fn scripts_find_their_data_where_they_look_for_it() {
    let found = |name: &str, selector: &str| {
        let page = pages(Language::English, Values::Hostile)
            .into_iter()
            .find(|page| page.name == name)
            .unwrap();
        let html = Html::parse_document(&page.html);
        let element = select(&html, selector);
        assert_eq!(element.len(), 1, "{name} {selector}");
        element[0]
            .value()
            .attrs()
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect::<Vec<_>>()
    };
    let value = |attributes: &[(String, String)], name: &str| {
        attributes
            .iter()
            .find(|(found, _)| found == name)
            .unwrap_or_else(|| panic!("{name} is there"))
            .1
            .clone()
    };
    let storage = found("step-storage.en", "#storage-step[hidden]");
    assert_eq!(
        value(&storage, "data-secret"),
        Values::Hostile.text("nh_V3k")
    );
    assert_eq!(
        value(&storage, "data-continue-url"),
        "https://lms.example.org/authorize?state=1&nonce=2"
    );
    let confirm = found("step-confirm.en", "#confirm-step[hidden]");
    for (name, text) in [
        ("data-ticket", "ticket"),
        ("data-state", "state"),
        ("data-key", "st_8Qw"),
    ] {
        assert_eq!(value(&confirm, name), Values::Hostile.text(text));
    }
    assert!(value(&confirm, "data-id-token").starts_with("eyJ"));
    found("step-confirm.en", "#outcome[aria-live] > #failure[hidden]");
    for part in ["title", "message", "next", "reference"] {
        found("step-confirm.en", &format!("#failure #failure-{part}"));
    }
    found(
        "step-resume.en",
        "#resume-step[hidden][data-frame][data-origin][data-key]",
    );
    found("step-resume.en", "#fallback[hidden]");
    found("step-storage.en", "#fallback[hidden] form[target=_blank]");
    found("return.en", "form#return input[name=JWT]");
    found("registered.en", "button#close-window");
}

#[test]
fn copies_are_let_go_of_only_where_the_work_was_handed_in() {
    for stage in Stage::ALL {
        let is_out = matches!(
            stage,
            Stage::Submitted | Stage::UnderReview | Stage::OnHold | Stage::Answered
        );
        let name = format!("status-{stage:?}.en").to_lowercase();
        let page = pages(Language::English, Values::Ordinary)
            .into_iter()
            .find(|page| page.name == name)
            .unwrap();
        let html = Html::parse_document(&page.html);
        let counts = ["[data-forget]", "[data-copies][hidden]"]
            .map(|selector| select(&html, selector).len());
        assert_eq!(counts, if is_out { [1, 0] } else { [0, 1] }, "{name}");
    }
}

/// Writes every page to the folder that `MICROCRED_PAGES` names, with the style sheet beside them, to be looked at.
#[test]
fn every_page_can_be_written_out_to_be_looked_at() {
    let written = all(Values::Ordinary);
    assert!(written.len() > 80, "only {} pages", written.len());
    let Some(folder) = std::env::var_os("MICROCRED_PAGES") else {
        return;
    };
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder).unwrap();
    for (_, page) in &written {
        let html = page.html.replace("\"/assets/", "\"");
        std::fs::write(folder.join(format!("{}.html", page.name)), html).unwrap();
    }
    for name in ["style.css", "icon.svg"] {
        let served = assets::href(name);
        let served = served.strip_prefix(assets::PREFIX).unwrap();
        std::fs::write(folder.join(served), assets::find(name).unwrap().bytes).unwrap();
    }
}
