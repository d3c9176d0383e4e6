//! Every component in every state on one page, to look at and to test against.

use maud::{Markup, html};

use super::credential::limit::Unit;
use super::layout::{self, Shell};
use super::slot::{Measure, Severity, counter};
use super::ui::bearings::{Bearings, bearings};
use super::ui::form::{self, Field};
use super::ui::icon::{self, Icon};
use super::ui::moment::moment;
use super::ui::step;
use super::ui::table::table;
use super::ui::{self, Tone};

/// Each is a custom property of this name and a class that shows it.
const COLORS: [&str; 20] = [
    "ground",
    "surface",
    "sunken",
    "ink",
    "ink-soft",
    "line",
    "line-strong",
    "accent",
    "accent-strong",
    "accent-soft",
    "spark",
    "focus",
    "info",
    "info-soft",
    "good",
    "good-soft",
    "attention",
    "attention-soft",
    "problem",
    "problem-soft",
];

const SAMPLE_TIME: &str = "2026-11-21T15:04:05.000Z";

/// The style guide.
#[must_use]
pub fn page(shell: &Shell) -> Markup {
    let title = shell.text("styleguide-title");
    layout::page(
        shell,
        &title,
        html! {
            (ui::heading(Some(&shell.text("product-name")), &title, Some(&shell.text("styleguide-lead"))))
            (section(shell, "styleguide-colors", colors()))
            (section(shell, "styleguide-type", type_scale(shell)))
            (section(shell, "styleguide-buttons", buttons(shell)))
            (section(shell, "styleguide-notices", notices(shell)))
            (section(shell, "styleguide-cards", cards(shell)))
            (section(shell, "styleguide-fields", fields(shell)))
            (section(shell, "styleguide-tables", tables(shell)))
            (section(shell, "styleguide-work", work(shell)))
            (section(shell, "styleguide-icons", icons()))
            (section(shell, "styleguide-waiting", html! { span class="pulse" aria-hidden="true" {} }))
        },
    )
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "a section's content is made for this one call"
)]
fn section(shell: &Shell, key: &str, content: Markup) -> Markup {
    html! {
        section class="stack" aria-labelledby=(key) {
            h2 id=(key) { (shell.text(key)) }
            (content)
        }
    }
}

fn colors() -> Markup {
    html! {
        ul class="swatches" role="list" {
            @for color in COLORS {
                li { span class={ "swatch of-" (color) } {} code { "--" (color) } }
            }
        }
    }
}

fn type_scale(shell: &Shell) -> Markup {
    html! {
        h3 { (shell.text("picker-page-title")) }
        p { (shell.text("styleguide-type-text")) }
        p class="lead" { (shell.text("picker-page-text")) }
        p class="hint" { (shell.text("picker-cancel-hint")) " " (moment(shell, SAMPLE_TIME)) }
        p { a href="#styleguide-type" { (shell.text("back-to-course")) } " · " code class="select-all" { "7F3K-9QXM" } }
        details {
            summary { (shell.text("new-tab-why")) }
            p { (shell.text("new-tab-why-text")) }
        }
        (step::three_parts(
            shell,
            &shell.text("failure-relaunch-happened"),
            &shell.text("failure-relaunch-kept"),
            &shell.text("failure-relaunch-next"),
        ))
    }
}

fn buttons(shell: &Shell) -> Markup {
    html! {
        @for class in ["button primary", "button", "button caution", "button primary large"] {
            div class="actions" {
                button type="button" class=(class) { (shell.text("styleguide-plain")) }
                button type="button" class=(class) data-state="hover" { (shell.text("styleguide-hover")) }
                button type="button" class=(class) data-state="active" { (shell.text("styleguide-active")) }
                button type="button" class=(class) data-state="focus" { (shell.text("styleguide-focus")) }
                button type="button" class=(class) disabled { (shell.text("styleguide-disabled")) }
            }
        }
    }
}

fn notices(shell: &Shell) -> Markup {
    html! {
        @for tone in Tone::ALL {
            (ui::notice(tone, &shell.text("home-test-user-title"), Some(&shell.text("home-test-user-text"))))
        }
        p class="actions" {
            @for tone in Tone::ALL { (ui::badge(tone, &shell.text("status-active"))) }
        }
    }
}

fn cards(shell: &Shell) -> Markup {
    let title = shell.text("picker-page-title");
    let text = shell.text("picker-page-text");
    html! {
        article class="card credential" {
            span class="card-icon" { (icon::icon(Icon::Award)) }
            div {
                h3 { a class="card-link" href="#styleguide-cards" { (title) } }
                p { (text) }
            }
        }
        div class="card quiet" {
            h3 { (title) }
            dl class="facts" {
                div { dt { (shell.text("home-course")) } dd { (shell.text("home-title")) } }
                div { dt { (shell.text("client-id")) } dd { code { "10000000000042" } } }
            }
        }
        (ui::empty(Icon::Award, &shell.text("role-earner-empty-title"), &shell.text("role-earner-empty-text")))
        ul class="rows" role="list" {
            @for (tone, key) in [(Tone::Good, "status-active"), (Tone::Attention, "status-pending"), (Tone::Quiet, "status-disabled")] {
                li class="row" {
                    div class="row-text" {
                        p class="row-title" { (shell.text("styleguide-field-value")) }
                        p class="hint" { (moment(shell, SAMPLE_TIME)) }
                    }
                    (ui::badge(tone, &shell.text(key)))
                }
            }
        }
    }
}

fn fields(shell: &Shell) -> Markup {
    let label = shell.text("styleguide-field-label");
    let hint = shell.text("styleguide-field-hint");
    let value = shell.text("styleguide-field-value");
    let error = shell.text("styleguide-field-error");
    let plain = Field {
        id: "field-empty",
        name: "school",
        label: &label,
        hint: Some(&hint),
        value: "",
        error: None,
        is_disabled: false,
    };
    html! {
        (form::field(&plain))
        (form::field(&Field { id: "field-filled", hint: None, value: &value, ..plain }))
        (form::field(&Field { id: "field-error", error: Some(&error), ..plain }))
        (form::field(&Field { id: "field-disabled", hint: None, value: &value, is_disabled: true, ..plain }))
    }
}

fn tables(shell: &Shell) -> Markup {
    let columns = [
        shell.text("home-person"),
        shell.text("home-role"),
        shell.text("connections-last-launch"),
    ];
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    let rows: Vec<Vec<Markup>> = [
        ("Dana Rey", "role-earner-name"),
        ("Sam Ortiz", "role-instructor-name"),
    ]
    .into_iter()
    .map(|(name, role)| {
        vec![
            html! { (name) },
            html! { (shell.text(role)) },
            moment(shell, SAMPLE_TIME),
        ]
    })
    .collect();
    table(&shell.text("home-credentials"), &columns, &rows)
}

/// Where one is, how far one is, and how much there is of something.
fn work(shell: &Shell) -> Markup {
    let severities = [
        (Severity::Fine, 312),
        (Severity::Advice, 200),
        (Severity::Caps, 380),
        (Severity::Blocks, 388),
    ];
    let steps = [
        ("done", Icon::Check, "step-read", "step-read-text"),
        ("begun", Icon::Clock, "step-check", "step-check-text"),
        ("open", Icon::Forward, "step-submit", "step-submit-text"),
    ];
    html! {
        (bearings(shell, &Bearings {
            place: &shell.text("place-draft"),
            next: &shell.text("next-draft"),
            by: Some(SAMPLE_TIME),
            seen_by: &shell.text("seen-draft"),
        }))
        ol class="steps" role="list" {
            @for (class, sign, title, text) in steps {
                li class={ "step " (class) } {
                    span class="step-mark" { (icon::icon(sign)) }
                    div { h3 { (shell.text(title)) } p class="hint" { (shell.text(text)) } }
                }
            }
        }
        @for (severity, value) in severities {
            (counter(shell, Measure { unit: Unit::Words, value, min: Some(250), max: Some(350), severity, under: severity, over: severity }, None))
        }
        div class="check" {
            input type="checkbox" id="styleguide-check" checked;
            label for="styleguide-check" { (shell.text("attest-own-work")) }
        }
        p class="chips" { @for key in ["stage-card", "stage-check"] { span class="chip" { (shell.text(key)) } " " } }
    }
}

fn icons() -> Markup {
    html! {
        ul class="swatches" role="list" {
            @for each in Icon::ALL { li { span class="card-icon" { (icon::icon(each)) } code { (format!("{each:?}")) } } }
        }
    }
}
