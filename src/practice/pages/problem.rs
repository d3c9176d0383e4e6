//! The page for what cannot be done.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::html;

use super::Page;
use crate::practice::protocol::id_token::Refusal;

/// Something that cannot be done, told to a person.
#[derive(Debug)]
pub struct Problem {
    status: StatusCode,
    title: String,
    message: String,
}

impl Problem {
    pub fn new(status: StatusCode, title: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            status,
            title: title.into(),
            message: message.into(),
        }
    }

    /// There is no such page or thing.
    pub fn not_found(what: &str) -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "Not here",
            format!("There is no such {what}."),
        )
    }

    /// The person may not do this.
    pub fn forbidden(message: &str) -> Self {
        Self::new(StatusCode::FORBIDDEN, "Not for you", message)
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let status = match refusal {
            Refusal::UnknownPerson(_)
            | Refusal::UnknownTool(_)
            | Refusal::UnknownPlace(_)
            | Refusal::UnknownPlacement(_)
            | Refusal::NothingHandedIn => StatusCode::NOT_FOUND,
            Refusal::InactiveTool | Refusal::NotEnrolled(_) | Refusal::NotAllowed(_) => {
                StatusCode::FORBIDDEN
            }
            Refusal::NotSent => StatusCode::BAD_REQUEST,
        };
        let message = refusal.to_string();
        let mut letters = message.chars();
        let sentence: String = letters
            .next()
            .into_iter()
            .flat_map(char::to_uppercase)
            .chain(letters)
            .collect();
        Self::new(status, "This cannot be opened", format!("{sentence}."))
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let main = html! {
            h1 { (self.title) }
            p { (self.message) }
            p { a href="/" target="_top" { "To the sites of the practice LMS" } }
        };
        let mut answer = Page::new(self.title).show(&main);
        *answer.status_mut() = self.status;
        answer
    }
}
