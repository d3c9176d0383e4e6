//! Lists that come in pages. Owns following `next` links: to the host that the list began at and no other, never twice to
//! one page, and not without end.

use std::collections::HashSet;

use url::Url;

use super::{Call, Endpoint, ServiceError, Services, Signer};
use crate::lti::fetch::Response;
use crate::lti::link_header;

/// More pages than any course has.
pub const MAX_PAGES: usize = 500;

impl Services {
    /// Reads a list page by page and hands each page to `take`, which says whether to go on.
    ///
    /// # Errors
    /// [`ServiceError`], whatever `take` gives, [`ServiceError::Strayed`] and [`ServiceError::Endless`].
    pub async fn pages(
        &self,
        endpoint: &Endpoint,
        scopes: &[&str],
        signer: Signer<'_>,
        first: Call,
        mut take: impl FnMut(&Response) -> Result<bool, ServiceError> + Send,
    ) -> Result<(), ServiceError> {
        let mut visited = HashSet::new();
        let mut call = first;
        loop {
            let here = call.url.clone();
            let response = self.call(endpoint, scopes, signer, call.clone()).await?;
            visited.insert(here.clone());
            if !take(&response)? {
                return Ok(());
            }
            let Some(next) = next(&here, &response)? else {
                return Ok(());
            };
            if visited.contains(&next) || visited.len() >= MAX_PAGES {
                return Err(ServiceError::Endless);
            }
            call.url = next;
        }
    }
}

/// Where a list goes on, if it does and we may follow.
///
/// # Errors
/// [`ServiceError::Strayed`] for another host.
fn next(here: &Url, response: &Response) -> Result<Option<Url>, ServiceError> {
    let header = response.link.as_deref().unwrap_or_default();
    let Some(target) = link_header::find(header, "next") else {
        return Ok(None);
    };
    let next = here
        .join(&target)
        .map_err(|_| ServiceError::Unreadable("a list that goes on at no address"))?;
    if next.origin() == here.origin() && next.username().is_empty() {
        Ok(Some(next))
    } else {
        let host = next.host_str().unwrap_or_default().to_owned();
        Err(ServiceError::Strayed(host))
    }
}
