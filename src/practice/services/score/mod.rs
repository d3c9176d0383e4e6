//! The score service (AGS 2.0 section 3.4). Owns the call; how a message is read is in `wire`, what it does is the
//! gradebook's.

mod wire;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{OriginalUri, Path, State as FromState};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::{Refused, address, caller, check_query, media, own_line_item};
use crate::practice::profile::ScoreAnswer;
use crate::practice::router::At;
use crate::practice::site::gradebook::score::{Column, Unchanged};
use crate::practice::vocabulary::{media as media_type, scope};

/// `POST {lineitem}/scores`.
pub async fn create(
    FromState(at): FromState<At>,
    Path((course, number)): Path<(u32, u32)>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Refused> {
    let profile = at.site.profile;
    let rules = &profile.score;
    let now = at.now();
    let mut state = at.site.lock();
    let tool = caller(&at.site, &state, &headers, &[scope::SCORE], now)?.clone();
    check_query(&at.site, &tool, &uri)?;
    let line_item = own_line_item(&state, &tool, course, number)?;
    media::check_content_type(profile.services.media, &headers, media_type::SCORE)?;
    if let (true, Some(status)) = (state.faults.course_concluded, rules.concluded) {
        let message =
            "This course has concluded. AGS requests will no longer be accepted for this course.";
        return Err(Refused::new(status, message));
    }
    let message = wire::read(profile, &state.faults, &body, now)?;
    let person = state
        .person_by_sub(&message.user_id)
        .filter(|person| {
            state
                .course(course)
                .is_some_and(|course| course.is_learner(&person.login))
        })
        .filter(|person| !state.is_removed(&person.login))
        .ok_or_else(|| {
            Refused::new(
                rules.not_gradable,
                "User not found in course or is not a student",
            )
        })?;
    let (login, person_number) = (person.login.clone(), person.number);
    let result_url = address::result(&at.site, &state, line_item, person_number);
    let column = Column {
        rules,
        score_maximum: line_item.score_maximum,
        allowed_attempts: state.faults.allowed_attempts,
        now,
    };
    let line_item = state
        .line_item_mut(number)
        .ok_or_else(|| Refused::not_found("line item"))?;
    // A message that is refused leaves no trace, not even an empty cell.
    let mut cell = line_item.cells.get(&login).cloned().unwrap_or_default();
    cell.receive(&message, column).map_err(refuse)?;
    line_item.cells.insert(login, cell);
    Ok(match rules.answer {
        ScoreAnswer::ResultUrl => Json(json!({ "resultUrl": result_url })).into_response(),
        ScoreAnswer::Empty => StatusCode::OK.into_response(),
        ScoreAnswer::NoContent => StatusCode::NO_CONTENT.into_response(),
    })
}

fn refuse(unchanged: Unchanged) -> Refused {
    match unchanged {
        Unchanged::Older => Refused::new(400, "The timestamp is older than the last result."),
        Unchanged::NotNewer => {
            Refused::new(409, "Refusing score with an earlier or equal timestamp.")
        }
        Unchanged::NoAttemptLeft => Refused::new(
            422,
            "The maximum number of allowed attempts has been reached.",
        ),
    }
}
