//! What holds for every text: there in every language, used, and in the words that we want to be known by.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::samples::{Values, pages};
use crate::badges::verify::{Code, Step};
use crate::domain::role::Role;
use crate::domain::score_post::{Reason, Remark};
use crate::i18n::{self, Language};
use crate::templates::failure::Kind;
use crate::templates::inspector::{check_text, remedy_text};
use crate::templates::launch::role_key;
use crate::templates::registration::SCOPES;
use crate::templates::score_post::{LONGEST_COMMENT, comment, reason_key, remark_key, remedy_key};
use crate::templates::ui::moment::month_key;
use crate::templates::verify::{code_key, step_key};

/// Every code that a launch can end with.
const CODES: [&str; 58] = [
    "login_parameter_missing",
    "login_parameter_duplicate",
    "platform_unknown",
    "platform_ambiguous",
    "platform_pending",
    "platform_disabled",
    "registration_mismatch",
    "form_unreadable",
    "token_missing",
    "token_too_large",
    "not_lti_message",
    "duplicate_member",
    "state_missing",
    "state_unknown",
    "state_expired",
    "state_replayed",
    "browser_mismatch",
    "platform_mismatch",
    "ticket_invalid",
    "storage_mismatch",
    "login_required",
    "launch_no_longer_valid",
    "platform_error",
    "algorithm_refused",
    "critical_header_refused",
    "kid_missing",
    "kid_unknown",
    "key_set_unavailable",
    "signature_invalid",
    "claim_missing",
    "claim_malformed",
    "sub_missing",
    "issuer_mismatch",
    "audience_mismatch",
    "audience_untrusted",
    "azp_mismatch",
    "expired",
    "not_yet_valid",
    "iat_out_of_window",
    "nonce_missing",
    "nonce_mismatch",
    "version_missing",
    "version_unsupported",
    "message_type_missing",
    "message_type_unsupported",
    "deployment_missing",
    "deployment_mismatch",
    "deployment_pending",
    "deployment_disabled",
    "roles_missing",
    "target_link_missing",
    "target_link_foreign",
    "resource_link_missing",
    "settings_missing",
    "for_user_missing",
    "line_item_missing",
    "review_not_allowed",
    "privacy_not_allowed",
];

fn codes() -> impl Iterator<Item = &'static str> {
    CODES.into_iter().chain(["accepted"])
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|ending| ending == extension) {
            found.push(path);
        }
    }
    found
}

/// The messages of a language: key, and the text with its continuation lines.
fn messages(language: Language) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for path in files(
        &root().join("templates/locales").join(language.tag()),
        "ftl",
    ) {
        let mut current = None;
        for line in std::fs::read_to_string(&path).unwrap().lines() {
            if line.starts_with(|first: char| first.is_ascii_lowercase()) {
                let (key, text) = line.split_once('=').unwrap_or_else(|| panic!("{line}"));
                let key = key.trim().to_owned();
                let previous = all.insert(key.clone(), text.trim().to_owned());
                assert!(previous.is_none(), "{key} is there twice");
                current = Some(key);
            } else if let (Some(key), true) = (&current, line.starts_with([' ', '}'])) {
                all.entry(key.clone()).and_modify(|text: &mut String| {
                    text.push('\n');
                    text.push_str(line);
                });
            }
        }
    }
    all
}

fn placeables(text: &str) -> BTreeSet<&str> {
    text.split('$')
        .skip(1)
        .map(|rest| {
            rest.split(|next: char| !next.is_ascii_alphanumeric())
                .next()
                .unwrap_or_default()
        })
        .collect()
}

#[test]
fn every_text_is_there_in_every_language_with_the_same_values_in_it() {
    let english = messages(Language::English);
    let spanish = messages(Language::Spanish);
    assert!(
        english.len() > 250,
        "only {} texts were read",
        english.len()
    );
    assert_eq!(
        english.keys().collect::<Vec<_>>(),
        spanish.keys().collect::<Vec<_>>(),
        "the languages have the same texts"
    );
    for (key, text) in &english {
        assert_eq!(placeables(text), placeables(&spanish[key]), "{key}");
        assert!(
            !text.is_empty() && !spanish[key].is_empty(),
            "{key} says something"
        );
    }
}

#[test]
fn every_text_can_be_looked_up_and_none_falls_back() {
    for language in Language::ALL {
        for (key, text) in messages(language) {
            let shown = match placeables(&text).into_iter().next() {
                Some("count") => i18n::count(language, &key, "count", 3),
                Some(_) => {
                    let values = [
                        "role", "platform", "name", "month", "day", "year", "time", "min", "max",
                        "noun", "points", "level", "number", "done", "all", "bound", "value",
                        "date", "size",
                    ]
                    .map(|name| (name, "x"));
                    i18n::text_with(language, &key, &values)
                }
                None => i18n::text(language, &key),
            };
            assert_ne!(shown, key, "{} {key}", language.tag());
            assert!(
                !shown.contains(['{', '}', '$']),
                "{} {key}: {shown}",
                language.tag()
            );
        }
    }
}

/// Keys that are put together from a code or a role rather than written out.
fn composed() -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for kind in Kind::ALL {
        keys.extend(["title", "happened", "kept", "next"].map(|part| kind.key(part)));
    }
    for role in Role::ALL {
        keys.extend(["name", "lead"].map(|part| role_key(role, part)));
        if role != Role::Observer {
            keys.extend(["empty-title", "empty-text"].map(|part| role_key(role, part)));
        }
    }
    for code in codes() {
        keys.extend(
            ["check", "remedy"].map(|part| format!("reason-{}-{part}", code.replace('_', "-"))),
        );
    }
    for scope in SCOPES {
        keys.extend([format!("scope-{scope}"), format!("scope-{scope}-without")]);
    }
    keys.extend((1..=12).map(month_key));
    for remark in Remark::ALL {
        keys.extend([true, false].map(|has_band| remark_key(remark, has_band)));
    }
    for reason in Reason::ALL {
        keys.extend([reason_key(reason), remedy_key(reason)]);
    }
    keys.extend(Code::ALL.iter().map(|code| code_key(code.code())));
    keys.extend(Step::ALL.iter().map(|step| step_key(step.code())));
    keys
}

#[test]
fn no_text_is_unused_and_no_key_is_without_its_text() {
    let texts = messages(Language::English);
    let composed = composed();
    for key in &composed {
        assert!(texts.contains_key(key), "{key} has no text");
    }
    let sources: String = files(&root().join("templates"), "rs")
        .into_iter()
        .filter(|path| !path.components().any(|part| part.as_os_str() == "tests"))
        .map(|path| std::fs::read_to_string(path).unwrap())
        .collect();
    for key in texts.keys() {
        let written = |key: &str| sources.contains(&format!("\"{key}\""));
        let pair = key
            .strip_suffix("-title")
            .or_else(|| key.strip_suffix("-text"));
        assert!(
            composed.contains(key) || written(key) || pair.is_some_and(written),
            "{key} is not used"
        );
    }
}

#[test]
fn no_page_shows_a_key_instead_of_a_text() {
    let texts = messages(Language::English);
    for language in Language::ALL {
        for page in pages(language, Values::Ordinary) {
            for key in texts.keys().filter(|key| key.contains('-')) {
                assert!(
                    !page.html.contains(&format!(">{key}<")),
                    "{}: {key}",
                    page.name
                );
            }
        }
    }
}

#[test]
fn every_code_has_a_check_and_a_remedy_of_its_own() {
    for language in Language::ALL {
        let mut checks = BTreeSet::new();
        for code in codes() {
            let (check, remedy) = (check_text(language, code), remedy_text(language, code));
            assert!(
                !check.starts_with("reason-") && !remedy.starts_with("reason-"),
                "{code}"
            );
            assert!(!check.ends_with('.'), "a check is a headline: {check}");
            assert!(remedy.ends_with('.'), "a remedy is a sentence: {remedy}");
            assert!(checks.insert(check), "{code} says the same as another code");
        }
    }
}

#[test]
fn a_comment_in_a_gradebook_is_short_and_says_where_to_read_on() {
    for language in Language::ALL {
        for remark in Remark::ALL {
            for band in ["", "Almost there", &"long ".repeat(500), "two\nlines"] {
                let text = comment(language, remark, band);
                assert!(text.chars().count() <= LONGEST_COMMENT, "{text}");
                assert!(text.lines().count() <= 2 && text.ends_with('.'), "{text}");
                assert!(!text.contains("score-"), "{text}");
            }
        }
    }
}

#[test]
fn the_pages_speak_the_language_of_growth() {
    let unwanted = [
        (
            Language::English,
            &[
                "fail",
                "denied",
                "deny",
                "reject",
                "forbidden",
                "invalid",
                "illegal",
                "unauthorized",
            ][..],
        ),
        (
            Language::Spanish,
            &[
                "fracas", "fallid", "falló", "deneg", "rechaz", "prohibid", "inválid", "ilegal",
                "reprob",
            ][..],
        ),
    ];
    for (language, words) in unwanted {
        for (key, text) in messages(language) {
            let text = text.to_lowercase();
            for word in words {
                assert!(!text.contains(word), "{} {key}: {word}", language.tag());
            }
        }
    }
}
