//! Assignment and Grade Services 2.0: columns, scores and results. Owns their documents and addresses; when and why
//! something is sent is for whoever sends it.

mod line_item;
mod result;
mod score;
#[cfg(test)]
mod tests;

use url::Url;

pub use line_item::{LineItem, Opens, Wanted, create_line_item, list_line_items};
pub use result::{ResultValue, find_result};
pub use score::{Score, Submission, post_score};

/// Media types: one value each, as platforms compare them literally.
mod media {
    pub const LINE_ITEMS: &str = "application/vnd.ims.lis.v2.lineitemcontainer+json";
    pub const LINE_ITEM: &str = "application/vnd.ims.lis.v2.lineitem+json";
    pub const SCORE: &str = "application/vnd.ims.lis.v1.score+json";
    pub const RESULTS: &str = "application/vnd.ims.lis.v2.resultcontainer+json";
}

/// The address below a line item: the name goes to the end of the path, and the query stays (section 3.1.1).
#[must_use]
pub fn below(line_item: &Url, name: &str) -> Url {
    let mut url = line_item.clone();
    let path = format!("{}/{name}", url.path().trim_end_matches('/'));
    url.set_path(&path);
    url.set_fragment(None);
    url
}
