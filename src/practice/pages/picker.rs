//! `/{site}/courses/{course}/picker/{placement}`: the tool's picker, in a frame.

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use super::{Problem, item};
use crate::practice::protocol::login::LaunchQuery;
use crate::practice::router::At;
use crate::practice::router::visitor::visitor;

pub async fn show(
    State(at): State<At>,
    Path((course, placement)): Path<(u32, String)>,
    Query(asked): Query<LaunchQuery>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let Some(login) = visitor(&headers, &at.site) else {
        return Err(Problem::new(
            StatusCode::UNAUTHORIZED,
            "Who are you?",
            "Choose somebody on the site's page first.",
        ));
    };
    let placements = at.site.profile.deep_linking.placements;
    let found = placements
        .iter()
        .find(|one| one.name == placement)
        .ok_or_else(|| Problem::not_found("placement"))?;
    let query = LaunchQuery {
        person: Some(login),
        course: Some(course),
        message: Some("deep_linking".to_owned()),
        placement: Some(placement),
        client_id: asked.client_id,
        ..LaunchQuery::default()
    };
    item::framed(&at, &query, Some(found.label))
}
