//! A stack as an achievement, with what it is made of.

use super::words::words;
use super::{Addresses, dress};
use crate::badges::credential::{Achievement, Criteria, Evidence, Related};
use crate::domain::stack::Stack;

/// Something by which a stack was fulfilled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::app::badge) struct Part {
    /// What it is called.
    pub(in crate::app::badge) title: String,
    /// The id of its version.
    pub(in crate::app::badge) version: String,
}

impl Part {
    /// The part as what the whole rests on. Where the holder's badge of it is stays out: what a holder lets others see of one badge
    /// is a choice of its own, which may change after this was signed.
    pub(super) fn evidence(&self) -> Evidence {
        Evidence::named(&self.title)
    }
}

/// What can be earned by holding all that a stack asks for, or the gate of a course.
pub(in crate::app::badge) fn achievement(
    addresses: &Addresses,
    version: &str,
    (stack, is_of_course): (&Stack, bool),
    parts: &[Part],
) -> Achievement {
    let base = addresses.achievement(&version);
    let mut told = vec![stack.claim.clone()];
    told.extend(stack.text.as_ref().map(|text| text.as_str().to_owned()));
    let hours = words(&stack.language).hours;
    told.extend(stack.hours.map(|number| format!("{hours} {number}")));
    let criteria = Criteria::at(&base).and_told(told.join("\n\n"));
    let mut achievement = Achievement::new(&base, &stack.title, &stack.claim, criteria);
    achievement.achievement_type = Some(if is_of_course {
        "Course".into()
    } else {
        "MicroCredential".into()
    });
    achievement.related = parts
        .iter()
        .map(|part| Related::achievement(addresses.achievement(&part.version)))
        .collect();
    let rest = (&*stack.language, &*stack.tags, stack.version.to_string());
    dress(&mut achievement, addresses, version, rest);
    achievement
}
