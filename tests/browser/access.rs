//! What holds for every page: axe-core finds nothing against it, in light and in dark, and nobody has to scroll
//! sideways where 320 pixels are all there is (WCAG 2.2, 1.4.10).

use serde_json::{Value, json};

use super::{Browser, Kind, View, badge, browse, gate, tour};
use crate::support::suites;

/// The rules: everything up to WCAG 2.2 AA, and what is good practice beyond.
const RULES: [&str; 6] = [
    "wcag2a",
    "wcag2aa",
    "wcag21a",
    "wcag21aa",
    "wcag22aa",
    "best-practice",
];
/// The rules that may end differently in other colours.
const COLOURS: [&str; 2] = ["color-contrast", "link-in-text-block"];
const NARROW: u64 = 320;

/// The source of axe-core; `None` where it is missing and the claim is left out.
pub(super) fn axe() -> Option<String> {
    let path = suites::piece("accessibility in a browser", "MICROCRED_TEST_AXE")?;
    Some(std::fs::read_to_string(path).unwrap())
}

/// What axe finds against a page: each rule with the elements.
async fn against(view: View<'_>, axe: &str, what: Value) -> Vec<String> {
    let script = format!(
        "{axe}; const options = {{ runOnly: arguments[0], iframes: false, resultTypes: ['violations'] }};
        // Colours that are still on their way to another are nobody's colours.
        for (const change of document.getAnimations()) if (change instanceof CSSTransition) change.finish();
        return axe.run(document, options)
            .then((found) => found.violations.flatMap((rule) => rule.nodes.map((node) =>
                `${{rule.id}}: ${{node.html.slice(0, 200)}} ${{node.failureSummary.replace(/\\s+/g, ' ')}}`)))
            .then((found) => JSON.stringify(found))"
    );
    let found = view.until("axe", &script, vec![what]).await;
    serde_json::from_str(found.as_str().unwrap()).unwrap()
}

/// How many pixels a page is wider than its window. The page around a frame is made as wide as it must be for the
/// frame to be narrow.
async fn overhang(browser: &Browser, view: View<'_>) -> i64 {
    browser.set_width(NARROW).await;
    let width = view.until("a width", "return innerWidth", vec![]).await;
    let missing = NARROW.saturating_sub(width.as_u64().unwrap());
    browser.set_width(NARROW + missing).await;
    let script = "
        if (innerWidth !== arguments[0]) return null;
        return [document.documentElement.scrollWidth - document.documentElement.clientWidth]";
    let overhang = view.until("320 pixels", script, vec![json!(NARROW)]).await;
    overhang[0].as_i64().unwrap()
}

/// Looks at one page; what is wrong is added to `wrong`.
pub(super) async fn look(
    browser: &Browser,
    axe: &str,
    name: &str,
    view: View<'_>,
    wrong: &mut Vec<String>,
) {
    let all = json!({ "type": "tag", "values": RULES });
    let light = against(view, axe, all).await;
    browser.set_scheme("dark").await;
    let colours = json!({ "type": "rule", "values": COLOURS });
    let dark = against(view, axe, colours).await;
    browser.set_scheme("light").await;
    wrong.extend(light.iter().map(|what| format!("{name}: {what}")));
    wrong.extend(dark.iter().map(|what| format!("{name} (dark): {what}")));
    let overhang = overhang(browser, view).await;
    if overhang > 0 {
        wrong.push(format!("{name}: {overhang} pixels too wide"));
    }
    browser.set_width(1200).await;
}

/// Looks at every page of a tour.
macro_rules! no_barriers {
    ($claim:ident, $kind:expr, $tour:path) => {
        #[test]
        fn $claim() {
            let Some(axe) = axe() else { return };
            browse($kind, async |browser| {
                let mut wrong = Vec::new();
                let mut visit = async |name: &str, view: View<'_>| {
                    look(browser, &axe, name, view, &mut wrong).await;
                };
                $tour(browser, &mut visit).await;
                assert!(wrong.is_empty(), "{}", wrong.join("\n"));
            });
        }
    };
}

no_barriers!(
    pages_of_a_course_have_no_barriers,
    Kind::PARTITIONED,
    tour::course
);
no_barriers!(
    pages_of_administrators_have_no_barriers,
    Kind::PARTITIONED,
    tour::administration
);
no_barriers!(
    lists_of_those_who_teach_have_no_barriers,
    Kind::PARTITIONED,
    tour::teaching
);
no_barriers!(
    pages_that_explain_have_no_barriers,
    Kind::REFUSED,
    tour::explanations
);
no_barriers!(
    pages_of_the_practice_lms_have_no_barriers,
    Kind::PARTITIONED,
    tour::practice
);
no_barriers!(
    pages_of_the_work_have_no_barriers,
    Kind::PARTITIONED,
    tour::work
);
no_barriers!(
    pages_of_what_was_handed_in_have_no_barriers,
    Kind::PARTITIONED,
    tour::handed_in
);
no_barriers!(
    pages_in_the_middle_of_the_work_have_no_barriers,
    Kind::PARTITIONED,
    tour::at_work
);
no_barriers!(
    pages_before_a_window_ends_have_no_barriers,
    Kind::PARTITIONED,
    tour::before_the_end
);
no_barriers!(
    pages_of_the_desk_have_no_barriers,
    Kind::PARTITIONED,
    tour::desk
);
no_barriers!(
    pages_of_gates_have_no_barriers,
    Kind::PARTITIONED,
    gate::tour
);
no_barriers!(
    pages_of_badges_have_no_barriers,
    Kind::PARTITIONED,
    badge::tour
);
