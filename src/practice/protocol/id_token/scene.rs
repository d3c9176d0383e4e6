//! A launch with its names looked up and its permissions checked. Owns who may open what.

use crate::practice::profile::Review;
use crate::practice::site::course::{Course, Item, ItemKind};
use crate::practice::site::gradebook::Attempt;
use crate::practice::site::launch::{Message, Request};
use crate::practice::site::person::Person;
use crate::practice::site::tool::Tool;
use crate::practice::site::{Site, State};

/// Why a launch is not made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("nobody here is called {0}")]
    UnknownPerson(String),
    #[error("no tool has the client id {0}")]
    UnknownTool(String),
    #[error("the tool has not been switched on by an administrator")]
    InactiveTool,
    #[error("there is no course or item with number {0}")]
    UnknownPlace(u32),
    #[error("there is no placement called {0}")]
    UnknownPlacement(String),
    #[error("{0} is not in this course")]
    NotEnrolled(String),
    #[error("{0} may not do this")]
    NotAllowed(String),
    #[error("nothing has been handed in that could be opened")]
    NothingHandedIn,
    #[error("this product does not send this message")]
    NotSent,
}

/// Everything that a launch is about.
pub struct Scene<'a> {
    pub site: &'a Site,
    pub state: &'a State,
    pub person: &'a Person,
    pub tool: &'a Tool,
    pub course: Option<&'a Course>,
    pub item: Option<&'a Item>,
    /// The learner whose work or data this is about.
    pub subject: Option<&'a Person>,
    pub message: &'a Message,
    pub placement: Option<&'a str>,
    /// An address that overrides where the launch leads.
    pub target: Option<&'a str>,
}

impl<'a> Scene<'a> {
    /// Looks everything up and checks that the person may do this.
    pub fn new(site: &'a Site, state: &'a State, request: &'a Request) -> Result<Self, Refusal> {
        let person = find_person(state, &request.person)?;
        let tool = state
            .tool(&request.client_id)
            .ok_or_else(|| Refusal::UnknownTool(request.client_id.clone()))?;
        if !tool.active {
            return Err(Refusal::InactiveTool);
        }
        let mut scene = Self {
            site,
            state,
            person,
            tool,
            course: None,
            item: None,
            subject: None,
            message: &request.message,
            placement: None,
            target: None,
        };
        scene.look_up()?;
        Ok(scene)
    }

    fn look_up(&mut self) -> Result<(), Refusal> {
        match self.message {
            Message::ResourceLink { item } => {
                let item = self.enter_item(*item)?;
                self.placement = item.placement.as_deref();
                self.target = item.url.as_deref();
            }
            Message::DeepLinking { course, placement } => {
                let course = self
                    .state
                    .course(*course)
                    .ok_or(Refusal::UnknownPlace(*course))?;
                self.enter(course)?;
                self.require_staff()?;
                let placements = self.site.profile.deep_linking.placements;
                let found = match placement {
                    Some(name) => placements.iter().find(|one| one.name == name),
                    None => placements.first(),
                };
                let unknown = || Refusal::UnknownPlacement(placement.clone().unwrap_or_default());
                self.placement = Some(found.ok_or_else(unknown)?.name);
            }
            Message::SubmissionReview { item, for_user } => {
                self.require_review(Review::Message)?;
                let item = self.enter_item(*item)?;
                self.look_at(for_user)?;
                self.target = item.url.as_deref();
                if self.state.line_item_of(item.number).is_none() {
                    return Err(Refusal::NotSent);
                }
            }
            Message::SubmissionUrl { item, for_user } => {
                self.require_review(Review::SubmissionUrl)?;
                let item = self.enter_item(*item)?;
                self.look_at(for_user)?;
                self.item = None;
                self.target = Some(
                    self.submission_url(item.number, for_user)
                        .ok_or(Refusal::NothingHandedIn)?,
                );
            }
            Message::DataPrivacy { for_user } => {
                if !self.person.administrator {
                    return Err(Refusal::NotAllowed(self.person.name()));
                }
                self.subject = Some(find_person(self.state, for_user)?);
            }
        }
        Ok(())
    }

    fn enter_item(&mut self, number: u32) -> Result<&'a Item, Refusal> {
        let (course, item) = self
            .state
            .item(number)
            .ok_or(Refusal::UnknownPlace(number))?;
        if self.person.colleague && item.kind == ItemKind::Navigation {
            self.course = Some(course);
        } else {
            self.enter(course)?;
        }
        self.item = Some(item);
        Ok(item)
    }

    fn enter(&mut self, course: &'a Course) -> Result<(), Refusal> {
        let enrolled = course.enrolment(&self.person.login).is_some()
            && !self.state.is_removed(&self.person.login);
        if !enrolled && !self.person.administrator {
            return Err(Refusal::NotEnrolled(self.person.name()));
        }
        self.course = Some(course);
        Ok(())
    }

    fn is_staff(&self) -> bool {
        self.person.administrator
            || self
                .course
                .is_some_and(|course| course.is_staff(&self.person.login))
    }

    fn require_staff(&self) -> Result<(), Refusal> {
        if self.is_staff() {
            Ok(())
        } else {
            Err(Refusal::NotAllowed(self.person.name()))
        }
    }

    fn require_review(&self, review: Review) -> Result<(), Refusal> {
        if self.site.profile.review == review {
            Ok(())
        } else {
            Err(Refusal::NotSent)
        }
    }

    /// Staff look at anybody's work, learners at their own.
    fn look_at(&mut self, login: &str) -> Result<(), Refusal> {
        let subject = find_person(self.state, login)?;
        if subject.login != self.person.login {
            self.require_staff()?;
        }
        if self
            .course
            .and_then(|course| course.enrolment(&subject.login))
            .is_none()
        {
            return Err(Refusal::NotEnrolled(subject.name()));
        }
        self.subject = Some(subject);
        Ok(())
    }

    fn submission_url(&self, item: u32, login: &str) -> Option<&'a str> {
        let subject = self.state.person(login)?;
        let cell = self.state.line_item_of(item)?.cells.get(&subject.login)?;
        cell.attempts
            .last()
            .and_then(|attempt: &Attempt| attempt.url.as_deref())
    }
}

fn find_person<'a>(state: &'a State, login: &str) -> Result<&'a Person, Refusal> {
    state
        .person(login)
        .ok_or_else(|| Refusal::UnknownPerson(login.to_owned()))
}
