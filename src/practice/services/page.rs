//! Pages of a long list, and the `Link` header that leads from one to the next.

use axum::http::{HeaderValue, Uri};
use url::form_urlencoded;

use super::Refused;
use crate::practice::profile::LinkQuotes;

/// Which page is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Paging {
    size: Option<usize>,
    offset: usize,
    asked: bool,
}

/// One page.
#[derive(Debug)]
pub struct Page<T> {
    pub items: Vec<T>,
    next_offset: Option<usize>,
    asked: bool,
}

impl Paging {
    /// Reads `limit` and where the page begins; pages hold `default` unless a limit is asked for, and never more
    /// than `largest`.
    pub fn read(uri: &Uri, default: Option<usize>, largest: usize) -> Result<Self, Refused> {
        let wrong = |_| Refused::new(400, "limit must be a positive number");
        let limit = parameter(uri, "limit")
            .map(|limit| limit.parse::<usize>())
            .transpose()
            .map_err(wrong)?;
        if limit == Some(0) {
            return Err(Refused::new(400, "limit must be a positive number"));
        }
        let offset = parameter(uri, "from")
            .and_then(|offset| offset.parse().ok())
            .unwrap_or(0);
        Ok(Self {
            size: limit.or(default).map(|size| size.min(largest)),
            offset,
            asked: limit.is_some(),
        })
    }

    /// Cuts the page out of the whole list.
    pub fn cut<T>(self, all: Vec<T>) -> Page<T> {
        let total = all.len();
        let end = self
            .size
            .map_or(total, |size| self.offset.saturating_add(size));
        let items = all
            .into_iter()
            .skip(self.offset)
            .take(self.size.unwrap_or(usize::MAX))
            .collect();
        Page {
            items,
            next_offset: (end < total).then_some(end),
            asked: self.asked,
        }
    }
}

impl<T> Page<T> {
    /// The address of the next page as a `Link` header (RFC 8288).
    pub fn link(&self, uri: &Uri, base: &str, quotes: LinkQuotes) -> Option<HeaderValue> {
        let next = self.next_offset?;
        let kept = pairs(uri).into_iter().filter(|(name, _)| name != "from");
        let query = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(kept)
            .append_pair("from", &next.to_string())
            .finish();
        let address = format!("{base}?{query}");
        let link = match quotes {
            LinkQuotes::Typographic if self.asked => {
                format!("<{}>; rel=“next”", address.replace('&', "&amp;"))
            }
            LinkQuotes::Straight | LinkQuotes::Typographic => format!("<{address}>; rel=\"next\""),
        };
        HeaderValue::from_bytes(link.as_bytes()).ok()
    }
}

/// A parameter of the query.
pub fn parameter(uri: &Uri, name: &str) -> Option<String> {
    pairs(uri)
        .into_iter()
        .find(|(one, _)| one == name)
        .map(|(_, value)| value)
}

fn pairs(uri: &Uri) -> Vec<(String, String)> {
    form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes())
        .into_owned()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_follow_each_other_to_the_end() {
        let mut uri: Uri = "/list?tag=x&limit=2".parse().unwrap();
        let mut seen = Vec::new();
        loop {
            let page = Paging::read(&uri, None, 10)
                .unwrap()
                .cut(vec![1, 2, 3, 4, 5]);
            seen.extend(page.items.clone());
            let Some(link) = page.link(&uri, "/list", LinkQuotes::Straight) else {
                break;
            };
            let link = link.to_str().unwrap().to_owned();
            uri = link.split(['<', '>']).nth(1).unwrap().parse().unwrap();
            assert_eq!(parameter(&uri, "tag").as_deref(), Some("x"));
        }
        assert_eq!(seen, [1, 2, 3, 4, 5]);
    }

    #[test]
    fn moodle_writes_quotation_marks_that_are_not_ascii() {
        let uri: Uri = "/list?type_id=7&limit=2".parse().unwrap();
        let page = Paging::read(&uri, None, 10).unwrap().cut(vec![1, 2, 3]);
        let link = page.link(&uri, "/list", LinkQuotes::Typographic).unwrap();
        assert!(link.to_str().is_err());
        assert!(String::from_utf8_lossy(link.as_bytes()).contains("&amp;from=2>; rel=“next”"));
    }

    #[test]
    fn a_limit_that_is_no_number_is_refused() {
        for query in ["limit=0", "limit=many", "limit=-1"] {
            let uri: Uri = format!("/list?{query}").parse().unwrap();
            assert!(Paging::read(&uri, None, 10).is_err());
        }
    }
}
