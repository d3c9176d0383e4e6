//! Pictures of every page, for people to look at. Nothing is claimed but that the pages can be reached.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::{Browser, Kind, View, badge, browse, gate, tour};

/// The folder for the pictures; without it no picture is taken.
const FOLDER: &str = "MICROCRED_TEST_SCREENSHOTS";

const SIZES: [(&str, u64); 2] = [("narrow", 360), ("wide", 1200)];

/// One page in both widths and both schemes, each as high as it is.
pub(super) async fn take(browser: &Browser, folder: &Path, name: &str, view: View<'_>) {
    for (size, width) in SIZES {
        for scheme in ["light", "dark"] {
            browser.set_scheme(scheme).await;
            browser.set_width(width).await;
            // The LMS gives the frame the height that the tool's page asks for.
            let script = "return new Promise((resolve) =>
                requestAnimationFrame(() => requestAnimationFrame(() => resolve(true))))";
            view.until("a frame that is drawn", script, vec![]).await;
            browser
                .page()
                .until("a page that is drawn", script, vec![])
                .await;
            let script = "return document.documentElement.scrollHeight";
            let height = browser.page().until("a height", script, vec![]).await;
            let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
            browser
                .devtools("Emulation.setDeviceMetricsOverride", metrics)
                .await;
            browser.leave_frames().await.unwrap();
            browser.focused.set(None);
            let picture = browser.client().screenshot().await.unwrap();
            std::fs::write(folder.join(format!("{name}-{size}-{scheme}.png")), picture).unwrap();
        }
    }
    browser.set_scheme("light").await;
    browser.set_width(1200).await;
}

pub(super) fn folder() -> Option<PathBuf> {
    let folder = PathBuf::from(std::env::var_os(FOLDER)?);
    std::fs::create_dir_all(&folder).unwrap();
    Some(folder)
}

/// A picture of every page of a tour.
macro_rules! pictures {
    ($name:ident, $kind:expr, $tour:path) => {
        #[test]
        fn $name() {
            let Some(folder) = folder() else { return };
            browse($kind, async |browser| {
                let mut visit = async |name: &str, view: View<'_>| {
                    take(browser, &folder, name, view).await;
                };
                $tour(browser, &mut visit).await;
            });
        }
    };
}

pictures!(pages_of_a_course, Kind::PARTITIONED, tour::course);
pictures!(lists_of_those_who_teach, Kind::PARTITIONED, tour::teaching);
pictures!(pages_of_the_work, Kind::PARTITIONED, tour::work);
pictures!(pages_of_the_desk, Kind::PARTITIONED, tour::desk);
pictures!(
    pages_before_a_window_ends,
    Kind::PARTITIONED,
    tour::before_the_end
);
pictures!(
    pages_of_administrators,
    Kind::PARTITIONED,
    tour::administration
);
pictures!(pages_that_explain, Kind::REFUSED, tour::explanations);
pictures!(pages_of_the_practice_lms, Kind::PARTITIONED, tour::practice);
pictures!(pages_of_gates, Kind::PARTITIONED, gate::tour);
pictures!(pages_of_badges, Kind::PARTITIONED, badge::tour);
