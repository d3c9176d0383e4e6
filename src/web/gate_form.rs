//! What a gate shall ask for, as an instructor fills it in: in the picker, and for one link. Owns reading the fields and
//! saying what to change in them.

use axum::response::{IntoResponse, Response};

use super::Failure;
use super::extract::{FormPairs, Session, SessionForm, Visitor};
use super::launch::address;
use super::page::{Page, Policy};
use super::shelf::{Shelf, Wanted};
use crate::app::App;
use crate::app::placement::{Asked, Pick};
use crate::domain::gate::{HowMany, NoGate, requirement};
use crate::domain::purpose::Purpose;
use crate::domain::stack::Requirement;
use crate::templates::catalog::gate_form::{GateForm, Problem, default_title};
use crate::templates::deep_link as template;

/// What comes of the fields.
pub enum Next {
    /// A gate to be placed.
    Place(Pick),
    /// The page, to begin, or with what to change.
    Ask(Box<Response>),
}

/// Takes the fields as they were sent: `choice` is `gate` to begin, `gate-search` to look for more, or `gate-place`.
///
/// # Errors
/// [`Failure::Unreadable`].
pub async fn ask(
    app: &App,
    visitor: &Visitor,
    form: &SessionForm,
    choice: &str,
    columns: bool,
) -> Result<Next, Failure> {
    let asking = match choice {
        "gate" => Asking::begin(Wanted::read(&form.fields)?),
        _ => Asking::read(&form.fields)?,
    };
    let session = &form.session;
    let shell = visitor.shell_in(session.launch.locale.as_deref());
    let problem = match choice {
        "gate-place" => match asking.pick(&default_title(&shell))? {
            Ok(pick) => return Ok(Next::Place(pick)),
            Err(problem) => Some(problem),
        },
        _ => None,
    };
    let page = asking.page(app, (visitor, session), columns, problem);
    Ok(Next::Ask(Box::new(page.await?)))
}

/// How long the name of an item is at most, in characters.
const LONGEST_TITLE: usize = 200;

/// The fields as they were sent.
struct Asking {
    wanted: Wanted,
    title: String,
    is_some: bool,
    number: String,
    counts_existing: bool,
    current_only: bool,
    newest_only: bool,
}

impl Asking {
    /// The fields before anybody filled them in, with what was ticked in the list before.
    fn begin(wanted: Wanted) -> Self {
        Self {
            wanted,
            title: String::new(),
            is_some: false,
            number: String::new(),
            counts_existing: true,
            current_only: false,
            newest_only: false,
        }
    }

    fn read(fields: &FormPairs) -> Result<Self, Failure> {
        let is_ticked = |name| Ok::<_, Failure>(fields.once(name)?.is_some());
        Ok(Self {
            wanted: Wanted::read(fields)?,
            title: fields.once("gate_title")?.unwrap_or_default().to_owned(),
            is_some: fields.once("gate_how")? == Some("some"),
            number: fields.once("gate_number")?.unwrap_or_default().to_owned(),
            counts_existing: is_ticked("gate_existing")?,
            current_only: is_ticked("gate_current")?,
            newest_only: is_ticked("gate_newest")?,
        })
    }

    /// What to place, or what to change before.
    fn pick(&self, default_title: &str) -> Result<Result<Pick, Problem>, Failure> {
        let ticked = self.wanted.picks.iter().map(|pick| Pick::leaf(pick));
        let of: Vec<Requirement> = ticked
            .collect::<Option<_>>()
            .ok_or(Failure::Unreadable("choice-unknown"))?;
        let how_many = match (self.is_some, self.number.trim().parse()) {
            (false, _) => HowMany::All,
            (true, Ok(number)) if number > 0 => HowMany::Some(number),
            (true, _) => return Ok(Err(Problem::Number)),
        };
        if let Err(why) = requirement(of.clone(), how_many) {
            return Ok(Err(match why {
                NoGate::AsksForNothing => Problem::NothingChosen,
                NoGate::AsksForTooMuch => Problem::TooMuch,
                NoGate::MoreThanNamed => Problem::Number,
            }));
        }
        let title: String = self.title.trim().chars().take(LONGEST_TITLE).collect();
        Ok(Ok(Pick::Gate(Box::new(Asked {
            title: if title.is_empty() {
                default_title.to_owned()
            } else {
                title
            },
            of,
            how_many,
            counts_existing: self.counts_existing,
            current_only: self.current_only,
            newest_only: self.newest_only,
        }))))
    }

    async fn page(
        self,
        app: &App,
        (visitor, session): (&Visitor, &Session),
        columns: bool,
        problem: Option<Problem>,
    ) -> Result<Response, Failure> {
        let launch = &session.launch;
        let shell = visitor.shell_in(launch.locale.as_deref());
        let default_title = default_title(&shell);
        let below = match launch.purpose.0 {
            Purpose::PickContent(_) => "content",
            _ => "choose",
        };
        let action = format!("{}/{below}", address(launch.id));
        let stock = Shelf::open(app, launch.organization_id, self.wanted).await?;
        let markup = stock.show(true, columns, |shelf| {
            let view = template::Gate {
                course: launch.course.as_deref(),
                action: &action,
                form_token: &session.form_token,
                form: GateForm {
                    shelf,
                    title: if self.title.is_empty() {
                        &default_title
                    } else {
                        &self.title
                    },
                    is_some: self.is_some,
                    number: &self.number,
                    counts_existing: self.counts_existing,
                    current_only: self.current_only,
                    newest_only: self.newest_only,
                    problem,
                },
            };
            template::gate(&shell, &view)
        });
        Ok(Page::new(markup, Policy::launch(launch)).into_response())
    }
}
