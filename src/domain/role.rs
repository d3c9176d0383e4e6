//! What a person may do on one placement. Owns the four roles and their rights; how the roles that a platform sends
//! map to them is decided by the layer above.

use serde::{Deserialize, Serialize};

/// The role of a person on one placement: the course page or credential that they opened in the LMS.
///
/// It comes from the person's roles *in that course* and holds there only. What somebody is elsewhere in the
/// institution never counts: nearly everyone who earns a micro-credential is an instructor in some other course.
/// An instructor is not an assessor, and sees no evidence by default.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Runs the course: places micro-credentials in it and sees where its participants stand.
    Instructor,
    /// Takes part in the course and may earn what it offers.
    Earner,
    /// Follows somebody else's progress in the LMS. Sees nothing here but the explanation why.
    Observer,
    /// A known person whom the LMS gave no role in this course, such as an administrator who looks in. The least rights.
    Visitor,
}

impl Role {
    /// Every role, most rights first.
    pub const ALL: [Self; 4] = [
        Self::Instructor,
        Self::Earner,
        Self::Observer,
        Self::Visitor,
    ];

    /// The stable name for storage and wire formats; the same that serde writes.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Instructor => "instructor",
            Self::Earner => "earner",
            Self::Observer => "observer",
            Self::Visitor => "visitor",
        }
    }

    /// The role with this [`code`](Self::code); `None` for anything else, so that an unknown name never grants a right.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    /// Whether this person may place micro-credentials in the course (Deep Linking).
    #[must_use]
    pub const fn may_place_links(self) -> bool {
        matches!(self, Self::Instructor)
    }

    /// Whether this person may see who takes part in the course and where they stand.
    #[must_use]
    pub const fn may_see_roster(self) -> bool {
        matches!(self, Self::Instructor)
    }

    /// Whether this person may start, hand in and hold micro-credentials on this placement.
    #[must_use]
    pub const fn may_earn(self) -> bool {
        matches!(self, Self::Earner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_names_one_role_and_serde_writes_the_same() {
        for role in Role::ALL {
            assert_eq!(Role::from_code(role.code()), Some(role));
            let json = serde_json::to_string(&role).unwrap();
            assert_eq!(json, format!("\"{}\"", role.code()));
        }
    }

    #[test]
    fn an_unknown_code_grants_nothing() {
        for code in ["", "Instructor", "admin", "teaching_assistant"] {
            assert_eq!(Role::from_code(code), None, "{code}");
        }
    }

    #[test]
    fn only_an_instructor_places_links_and_sees_the_roster_and_only_an_earner_earns() {
        for role in Role::ALL {
            assert_eq!(role.may_place_links(), role == Role::Instructor);
            assert_eq!(role.may_see_roster(), role == Role::Instructor);
            assert_eq!(role.may_earn(), role == Role::Earner);
        }
    }
}
