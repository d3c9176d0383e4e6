//! For whoever watches the process: is it alive, and can it work.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::app::{App, signing_key};

/// The process answers.
pub async fn alive() -> Json<Value> {
    Json(json!({ "status": "alive" }))
}

/// The process can work: the database answers and a key signs.
pub async fn ready(State(app): State<App>) -> (StatusCode, Json<Value>) {
    match signing_key::current(&app).await {
        Ok(_) => (StatusCode::OK, Json(json!({ "status": "ready" }))),
        Err(error) => {
            tracing::error!(%error, "not ready");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                Json(json!({ "status": "not ready" })),
            )
        }
    }
}
