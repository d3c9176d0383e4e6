//! From the LMS's roles to ours. Owns the one translation (domain model B.1.2): context roles alone count,
//! unknown and empty ones give the least, observers get nothing.

use crate::domain::role::Role;
use crate::lti::roles::{Roles, Standing};

/// The role on the placement. Somebody who teaches and learns in one course is shown the staff's view.
#[must_use]
pub fn of(roles: &Roles) -> Role {
    const ORDER: [(Standing, Role); 4] = [
        (Standing::Instructor, Role::Instructor),
        (Standing::ContentDeveloper, Role::Instructor),
        (Standing::Learner, Role::Earner),
        (Standing::Mentor, Role::Observer),
    ];
    ORDER
        .into_iter()
        .find(|(standing, _)| roles.has(*standing))
        .map_or(Role::Visitor, |(_, role)| role)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_roles_of_a_course_become_the_role_on_a_placement() {
        const LIS: &str = "http://purl.imsglobal.org/vocab/lis/v2/";
        for (received, expected) in [
            (vec!["membership#Instructor"], Role::Instructor),
            (
                vec![
                    "membership#Instructor",
                    "membership/Instructor#TeachingAssistant",
                ],
                Role::Instructor,
            ),
            (
                vec!["membership/Instructor#TeachingAssistant"],
                Role::Instructor,
            ),
            (vec!["membership#ContentDeveloper"], Role::Instructor),
            (vec!["membership#Learner"], Role::Earner),
            (
                vec!["membership#Learner", "membership#Instructor"],
                Role::Instructor,
            ),
            (
                vec!["membership#Learner", "institution/person#Instructor"],
                Role::Earner,
            ),
            (vec!["membership/Learner#Instructor"], Role::Earner),
            (vec!["membership#Mentor"], Role::Observer),
            (
                vec!["membership#Mentor", "membership#Learner"],
                Role::Earner,
            ),
            (vec!["membership#Member"], Role::Visitor),
            (vec!["institution/person#Administrator"], Role::Visitor),
            (
                vec!["system/person#SysAdmin", "system/person#User"],
                Role::Visitor,
            ),
            (vec!["unknown/unknown#Helper"], Role::Visitor),
            (vec![], Role::Visitor),
        ] {
            let roles = Roles::new(received.iter().map(|role| format!("{LIS}{role}")).collect());
            assert_eq!(of(&roles), expected, "{received:?}");
        }
        assert_eq!(of(&Roles::new(vec![String::new()])), Role::Visitor);
    }
}
