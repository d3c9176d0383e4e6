//! Copying a course, as it is done for the next term: the content comes along, people's work does not.

use std::collections::BTreeMap;

use super::State;
use super::course::{Course, Item, ItemKind};
use super::id::id;
use super::line_item::LineItem;
use crate::practice::profile::{NavigationLink, Profile};

impl State {
    /// Copies a course with its people, items and empty columns; gives the copy's number. Ids are new, what tools
    /// wrote down about their items stays, and ancestors are remembered, the nearest first.
    pub fn copy_course(&mut self, profile: &Profile, number: u32) -> Option<u32> {
        let original = self.course(number)?.clone();
        let copy = self.next_number();
        let context_id = id(profile, profile.token_shape.context, "context", copy);
        let mut history = vec![original.context_id.clone()];
        history.extend(original.history.clone());
        let items = original
            .items
            .iter()
            .map(|item| {
                let made = self.copy_item(profile, item, &context_id);
                self.copy_columns(item.number, copy, Some(made.number));
                made
            })
            .collect();
        self.courses.push(Course {
            number: copy,
            context_id,
            title: format!("{} (copy)", original.title),
            items,
            history,
            ..original
        });
        Some(copy)
    }

    fn copy_item(&mut self, profile: &Profile, item: &Item, context_id: &str) -> Item {
        let number = self.next_number();
        let follows_context = item.kind == ItemKind::Navigation
            && profile.token_shape.navigation == NavigationLink::ContextId;
        let resource_link_id = if follows_context {
            context_id.to_owned()
        } else {
            id(
                profile,
                profile.token_shape.resource_link,
                "resource link",
                number,
            )
        };
        let mut history = vec![item.resource_link_id.clone()];
        history.extend(item.history.clone());
        Item {
            number,
            resource_link_id,
            history,
            ..item.clone()
        }
    }

    fn copy_columns(&mut self, from: u32, course: u32, item: Option<u32>) {
        let columns: Vec<LineItem> = self
            .line_items
            .iter()
            .filter(|line_item| line_item.item == Some(from))
            .cloned()
            .collect();
        for column in columns {
            let number = self.next_number();
            self.line_items.push(LineItem {
                number,
                course,
                item,
                cells: BTreeMap::new(),
                ..column
            });
        }
    }
}
