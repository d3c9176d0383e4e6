//! The line item service (AGS 2.0 section 3.2). Owns the calls; how a line item is read and written is in `wire`.

mod wire;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{OriginalUri, Path, State as FromState};
use axum::http::header::{CONTENT_TYPE, LINK};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::Value;

use super::page::{Paging, parameter};
use super::{Refused, caller, check_course, check_query, media, own_line_item};
use crate::practice::router::At;
use crate::practice::site::State;
use crate::practice::site::content::{NewItem, NewLineItem};
use crate::practice::site::course::ItemKind;
use crate::practice::site::line_item::LineItem;
use crate::practice::site::tool::Tool;
use crate::practice::vocabulary::{media as media_type, scope};

const READ: [&str; 2] = [scope::LINE_ITEM, scope::LINE_ITEM_READ];
const WRITE: [&str; 1] = [scope::LINE_ITEM];

/// `GET` of the container: the tool's own columns, filtered and page by page.
pub async fn list(
    FromState(at): FromState<At>,
    Path(course): Path<u32>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let state = at.site.lock();
    let tool = caller(&at.site, &state, &headers, &READ, at.now())?;
    check_query(&at.site, tool, &uri)?;
    check_course(&at, &state, course)?;
    let services = &at.site.profile.services;
    media::check_accept(services.media, &headers, media_type::LINE_ITEMS)?;
    let wanted = |name: &str, value: Option<&str>| {
        parameter(&uri, name).is_none_or(|asked| value == Some(&asked))
    };
    let all: Vec<Value> = state
        .line_items
        .iter()
        .filter(|one| one.course == course && one.client_id.as_deref() == Some(&tool.client_id))
        .filter(|one| {
            wanted("resource_id", one.resource_id.as_deref()) && wanted("tag", one.tag.as_deref())
        })
        .filter(|one| wanted("resource_link_id", resource_link_id(&state, one)))
        .map(|one| wire::write(&at.site, &state, one))
        .collect();
    let page = Paging::read(&uri, at.site.profile.line_item.page, usize::MAX)?.cut(all);
    let base = at.site.url(
        &at.site
            .profile
            .paths
            .line_items
            .replace("{course}", &course.to_string()),
    );
    let link = page.link(&uri, &base, services.link_quotes);
    let mut answer = (
        [(CONTENT_TYPE, media_type::LINE_ITEMS)],
        Json(page.items).into_response().into_body(),
    )
        .into_response();
    answer.headers_mut().extend(link.map(|link| (LINK, link)));
    Ok(answer)
}

/// `POST` to the container: a new column.
pub async fn create(
    FromState(at): FromState<At>,
    Path(course): Path<u32>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Refused> {
    let profile = at.site.profile;
    let mut state = at.site.lock();
    let tool = caller(&at.site, &state, &headers, &WRITE, at.now())?.clone();
    check_query(&at.site, &tool, &uri)?;
    check_course(&at, &state, course)?;
    media::check_content_type(profile.services.media, &headers, media_type::LINE_ITEM)?;
    let (new, resource_link) = wire::read(profile, &body)?;
    let item = match resource_link {
        Some(resource_link) => Some(find_link(&at, &state, &tool, course, &resource_link)?),
        None => make_assignment(&at, &mut state, &tool, course, &new),
    };
    let number = state.add_line_item(course, item, false, &tool.client_id, new);
    let made = own_line_item(&state, &tool, course, number)?;
    Ok(answer(&at, &state, made, StatusCode::CREATED))
}

/// `GET` of a column.
pub async fn show(
    FromState(at): FromState<At>,
    Path((course, number)): Path<(u32, u32)>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let state = at.site.lock();
    let tool = caller(&at.site, &state, &headers, &READ, at.now())?;
    check_query(&at.site, tool, &uri)?;
    let line_item = own_line_item(&state, tool, course, number)?;
    media::check_accept(
        at.site.profile.services.media,
        &headers,
        media_type::LINE_ITEM,
    )?;
    Ok(answer(&at, &state, line_item, StatusCode::OK))
}

/// `PUT` of a column: everything but its id and its link is replaced.
pub async fn update(
    FromState(at): FromState<At>,
    Path((course, number)): Path<(u32, u32)>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Refused> {
    let profile = at.site.profile;
    let mut state = at.site.lock();
    let tool = caller(&at.site, &state, &headers, &WRITE, at.now())?.clone();
    check_query(&at.site, &tool, &uri)?;
    own_line_item(&state, &tool, course, number)?;
    media::check_content_type(profile.services.media, &headers, media_type::LINE_ITEM)?;
    let (new, _) = wire::read(profile, &body)?;
    let renamed = state
        .line_item(number)
        .filter(|one| one.coupled)
        .and_then(|one| one.item);
    if let Some(item) = state
        .courses
        .iter_mut()
        .flat_map(|one| &mut one.items)
        .find(|one| Some(one.number) == renamed)
    {
        item.title.clone_from(&new.label);
        item.due_at.clone_from(&new.end_date_time);
    }
    if let Some(line_item) = state.line_item_mut(number) {
        wire::replace(line_item, new);
    }
    let changed = own_line_item(&state, &tool, course, number)?;
    Ok(answer(&at, &state, changed, StatusCode::OK))
}

/// `DELETE` of a column with all that is in it.
pub async fn delete(
    FromState(at): FromState<At>,
    Path((course, number)): Path<(u32, u32)>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<StatusCode, Refused> {
    let mut state = at.site.lock();
    let tool = caller(&at.site, &state, &headers, &WRITE, at.now())?.clone();
    check_query(&at.site, &tool, &uri)?;
    let line_item = own_line_item(&state, &tool, course, number)?;
    if let (true, Some(status)) = (line_item.coupled, at.site.profile.line_item.delete_coupled) {
        return Err(Refused::new(
            status,
            "This line item belongs to the assignment and stays with it.",
        ));
    }
    // An assignment that the tool made has nothing without its column.
    let item = line_item
        .item
        .filter(|_| !line_item.coupled && line_item.submission_type.is_some());
    state.line_items.retain(|one| one.number != number);
    if let (Some(item), Some(course)) = (item, state.course_mut(course)) {
        course.items.retain(|one| one.number != item);
    }
    Ok(StatusCode::NO_CONTENT)
}

fn answer(at: &At, state: &State, line_item: &LineItem, status: StatusCode) -> Response {
    let body = wire::write(&at.site, state, line_item).to_string();
    (status, [(CONTENT_TYPE, media_type::LINE_ITEM)], body).into_response()
}

fn resource_link_id<'a>(state: &'a State, line_item: &LineItem) -> Option<&'a str> {
    line_item
        .item
        .and_then(|item| state.item(item))
        .map(|(_, item)| item.resource_link_id.as_str())
}

/// The item of a resource link that the tool was launched with in this course.
fn find_link(
    at: &At,
    state: &State,
    tool: &Tool,
    course: u32,
    resource_link: &str,
) -> Result<u32, Refused> {
    let rules = &at.site.profile.line_item;
    let items = state
        .course(course)
        .map(|course| course.items.as_slice())
        .unwrap_or_default();
    let item = items
        .iter()
        .find(|item| {
            item.resource_link_id == resource_link
                && item.client_id.as_deref() == Some(&tool.client_id)
        })
        .filter(|_| {
            state
                .course(course)
                .is_some_and(|course| course.context_id != resource_link)
        })
        .ok_or_else(|| {
            Refused::new(
                rules.foreign_link,
                "This resource link is not the tool's in this course.",
            )
        })?;
    match rules.ungraded_link {
        Some(status) if state.line_item_of(item.number).is_none() => Err(Refused::new(
            status,
            "This resource link has no active line item.",
        )),
        _ => Ok(item.number),
    }
}

/// An assignment that opens the tool, where the product makes one for a column that says so.
fn make_assignment(
    at: &At,
    state: &mut State,
    tool: &Tool,
    course: u32,
    new: &NewLineItem,
) -> Option<u32> {
    let url = new.submission_type.as_ref()?["external_tool_url"]
        .as_str()?
        .to_owned();
    let item = NewItem {
        title: new.label.clone(),
        client_id: tool.client_id.clone(),
        url: Some(url),
        due_at: new.end_date_time.clone(),
        available_from: new.start_date_time.clone(),
        ..NewItem::default()
    };
    let number = state.add_item(at.site.profile, course, item)?;
    let made = state
        .course_mut(course)?
        .items
        .iter_mut()
        .find(|item| item.number == number)?;
    made.kind = ItemKind::Assignment;
    Some(number)
}
