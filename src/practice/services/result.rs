//! The result service (AGS 2.0 section 3.3): what the gradebook says now, typed grades included.

use axum::Json;
use axum::extract::{OriginalUri, Path, State as FromState};
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_TYPE, LINK};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::page::{Paging, parameter};
use super::{Refused, address, caller, check_query, media, own_line_item};
use crate::practice::router::At;
use crate::practice::site::State;
use crate::practice::site::gradebook::{Cell, Grader};
use crate::practice::site::line_item::LineItem;
use crate::practice::site::person::Person;
use crate::practice::vocabulary::{media as media_type, scope};

/// `GET {lineitem}/results`, for one user or page by page.
pub async fn list(
    FromState(at): FromState<At>,
    Path((course, number)): Path<(u32, u32)>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let state = at.site.lock();
    let services = &at.site.profile.services;
    let tool = caller(&at.site, &state, &headers, &[scope::RESULT_READ], at.now())?;
    check_query(&at.site, tool, &uri)?;
    let line_item = own_line_item(&state, tool, course, number)?;
    media::check_accept(services.media, &headers, media_type::RESULTS)?;
    let wanted = parameter(&uri, "user_id");
    let all: Vec<Value> = line_item
        .cells
        .iter()
        .filter_map(|(login, cell)| Some((state.person(login)?, cell)))
        .filter(|(person, _)| wanted.as_ref().is_none_or(|wanted| *wanted == person.sub))
        .map(|(person, cell)| write(&at, &state, line_item, person, cell))
        .collect();
    let page = Paging::read(&uri, None, usize::MAX)?.cut(all);
    let base = address::line_item(&at.site, &state, line_item);
    let base = format!("{}/results", base.split('?').next().unwrap_or_default());
    let link = page.link(&uri, &base, services.link_quotes);
    let body = Json(page.items).into_response().into_body();
    let mut answer = ([(CONTENT_TYPE, media_type::RESULTS)], body).into_response();
    answer.headers_mut().extend(link.map(|link| (LINK, link)));
    Ok(answer)
}

fn write(at: &At, state: &State, line_item: &LineItem, person: &Person, cell: &Cell) -> Value {
    let mut result = json!({
        "id": address::result(&at.site, state, line_item, person.number),
        "scoreOf": address::line_item(&at.site, state, line_item),
        "userId": person.sub,
        "resultMaximum": line_item.score_maximum,
    });
    if let Some(score) = cell.score {
        result["resultScore"] = json!(score);
    }
    if let Some(comment) = cell.comments.last() {
        result["comment"] = json!(comment.text);
    }
    if let Some(Grader::Person(login)) = &cell.graded_by {
        result["scoringUserId"] = json!(state.person(login).map(|grader| &grader.sub));
    }
    result
}
