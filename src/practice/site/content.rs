//! Adding to a course: items that a picker chose, and the columns that come with them.

use std::collections::BTreeMap;

use serde_json::Value;

use super::State;
use super::course::{Item, ItemKind};
use super::id::id;
use super::line_item::LineItem;
use crate::practice::profile::{NavigationLink, Profile};

/// An item to be made.
#[derive(Clone, Debug, Default)]
pub struct NewItem {
    pub title: String,
    pub description: String,
    pub client_id: String,
    pub url: Option<String>,
    pub custom: BTreeMap<String, String>,
    pub placement: Option<String>,
    pub window: bool,
    /// A plain web address, not a link to the tool.
    pub is_web_link: bool,
    pub available_from: Option<String>,
    pub available_until: Option<String>,
    pub due_at: Option<String>,
    pub line_item: Option<NewLineItem>,
}

/// A column to be made.
#[derive(Clone, Debug, Default)]
pub struct NewLineItem {
    pub label: String,
    pub score_maximum: f64,
    pub resource_id: Option<String>,
    pub tag: Option<String>,
    pub start_date_time: Option<String>,
    pub end_date_time: Option<String>,
    pub grades_released: Option<bool>,
    pub submission_review: Option<Value>,
    pub submission_type: Option<Value>,
}

impl State {
    /// Adds an item to a course, and its column; gives the item's number.
    pub fn add_item(&mut self, profile: &Profile, course: u32, new: NewItem) -> Option<u32> {
        self.course(course)?;
        let number = self.next_number();
        let kind = match (&new.line_item, new.is_web_link) {
            (_, true) => ItemKind::WebLink,
            (Some(_), false) => ItemKind::Assignment,
            (None, false) => ItemKind::Link,
        };
        if let Some(line_item) = new.line_item {
            self.add_line_item(course, Some(number), true, &new.client_id, line_item);
        }
        let item = Item {
            number,
            title: new.title,
            description: new.description,
            kind,
            resource_link_id: id(
                profile,
                profile.token_shape.resource_link,
                "resource link",
                number,
            ),
            client_id: Some(new.client_id),
            url: new.url,
            custom: new.custom,
            placement: new.placement,
            window: new.window,
            available_from: new.available_from,
            available_until: new.available_until,
            due_at: new.due_at,
            history: Vec::new(),
        };
        self.course_mut(course)?.items.push(item);
        Some(number)
    }

    /// Gives whatever has no tool yet to the first active one, and every further tool its entry in the navigation.
    pub fn adopt_items(&mut self, profile: &Profile) {
        let Some(first) = self.first_tool().map(|tool| tool.client_id.clone()) else {
            return;
        };
        for item in self.courses.iter_mut().flat_map(|course| &mut course.items) {
            item.client_id.get_or_insert_with(|| first.clone());
        }
        for line_item in &mut self.line_items {
            line_item.client_id.get_or_insert_with(|| first.clone());
        }
        let tools = self.tools.iter().filter(|tool| tool.active);
        let entries: Vec<_> = tools
            .map(|tool| (tool.client_id.clone(), tool.name.clone()))
            .collect();
        for course in 0..self.courses.len() {
            for (client_id, name) in &entries {
                self.add_navigation(profile, course, client_id, name);
            }
        }
    }

    fn add_navigation(&mut self, profile: &Profile, course: usize, client_id: &str, name: &str) {
        let is_entry = |item: &Item| {
            item.kind == ItemKind::Navigation && item.client_id.as_deref() == Some(client_id)
        };
        if self.courses[course].items.iter().any(is_entry) {
            return;
        }
        let number = self.next_number();
        let course = &mut self.courses[course];
        let resource_link_id = match profile.token_shape.navigation {
            NavigationLink::ContextId => course.context_id.clone(),
            NavigationLink::Own => id(
                profile,
                profile.token_shape.resource_link,
                "resource link",
                number,
            ),
        };
        course.items.push(Item {
            number,
            title: name.to_owned(),
            description: String::new(),
            kind: ItemKind::Navigation,
            resource_link_id,
            client_id: Some(client_id.to_owned()),
            url: None,
            custom: BTreeMap::new(),
            placement: Some("course_navigation".to_owned()),
            window: false,
            available_from: None,
            available_until: None,
            due_at: None,
            history: Vec::new(),
        });
    }

    /// Adds a column; gives its number. `coupled` columns are the platform's own for their item.
    pub fn add_line_item(
        &mut self,
        course: u32,
        item: Option<u32>,
        coupled: bool,
        client_id: &str,
        new: NewLineItem,
    ) -> u32 {
        let number = self.next_number();
        self.line_items.push(LineItem {
            number,
            course,
            item,
            coupled,
            client_id: Some(client_id.to_owned()),
            label: new.label,
            score_maximum: new.score_maximum,
            resource_id: new.resource_id,
            tag: new.tag,
            start_date_time: new.start_date_time,
            end_date_time: new.end_date_time,
            grades_released: new.grades_released,
            submission_review: new.submission_review,
            submission_type: new.submission_type,
            cells: BTreeMap::new(),
        });
        number
    }
}
