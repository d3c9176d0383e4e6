//! The course as Dana has made it: micro-credentials, a stack and a gate, placed from the tool by deep linking.

use url::Url;
use url::form_urlencoded::Serializer;

use super::cast::{Of, STACK};
use super::stage::{BEGINNING, SITE, Stage, missing};
use crate::app::deep_link;
use crate::app::placement::{Asked, Pick};
use crate::cli::Failure;
use crate::domain::gate::HowMany;
use crate::domain::placement::GradeMode;
use crate::domain::stack::Requirement;
use crate::lti::fetch::Request;
use crate::practice::Message;

/// Where in the LMS the picker is opened.
const PLACE: &str = "course_assignments_menu";
/// Most bytes of the LMS's page that says what was added.
const PAGE: usize = 1 << 20;

/// Lets Dana place everything.
pub(super) async fn place(stage: &Stage<'_>) -> Result<(), Failure> {
    stage.go(BEGINNING - 5, 9);
    let picker = Message::DeepLinking {
        course: 1,
        placement: Some(PLACE.to_owned()),
    };
    let session = stage.open("dana", picker).await?;
    let credentials = Of::PLACED.map(|of| Pick::Credential(of.slug().to_owned()));
    let mut picks = credentials.to_vec();
    picks.push(Pick::Stack(STACK.0.to_owned()));
    picks.push(gate());
    let answer = deep_link::answer(stage.app, &session, &picks, GradeMode::Points).await?;
    let url: Url = answer
        .url
        .parse()
        .map_err(|_| missing("address", &answer.url))?;
    let form = Serializer::new(String::new())
        .append_pair("JWT", &answer.jwt)
        .finish();
    let request = Request {
        method: "POST",
        url,
        headers: vec![(
            "content-type",
            String::from("application/x-www-form-urlencoded"),
        )],
        body: Some(form.into_bytes()),
        max_bytes: PAGE,
    };
    let answered = stage.app.fetch.fetch(request).await;
    let answered = answered.map_err(|error| Failure::problem(error.to_string()))?;
    if answered.is_success() {
        Ok(())
    } else {
        let page = String::from_utf8_lossy(&answered.body).into_owned();
        Err(Failure::problem(format!(
            "the course takes no items: {page}"
        )))
    }
}

/// Two of what is about talk in class, by whoever shows them first.
fn gate() -> Pick {
    let of = [Of::Questions, Of::Voices].map(|of| Requirement::Credential(of.slug().to_owned()));
    Pick::Gate(Box::new(Asked {
        title: Of::Gate.title().to_owned(),
        of: of.to_vec(),
        how_many: HowMany::All,
        counts_existing: true,
        current_only: false,
        newest_only: false,
    }))
}

/// The number of the item with this title.
pub(super) fn item(stage: &Stage<'_>, title: &str) -> Result<u32, Failure> {
    let items = stage.lms.items(SITE);
    let known = items.iter().find(|item| item.title == title);
    known
        .map(|item| item.item)
        .ok_or_else(|| missing("item", title))
}
