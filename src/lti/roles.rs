//! The role vocabulary and what a role says about a person in *this* course. Owns the table; what a person may
//! then do is the product's decision.
//!
//! Only context roles count (LTI Core 5.3.7 and A.2.3). An institution role says what somebody is elsewhere:
//! in a course for teachers nearly every learner is an instructor of the institution. The table lists what is
//! known; a role that it does not list gives nothing, and is never guessed at from parts of its name
//! (`membership/Learner#Instructor` is a learner).

/// What the context roles of a launch make of a person in the course.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Teaches or assists, and may see who stands where.
    Instructor,
    /// Prepares content and may place links.
    ContentDeveloper,
    /// Takes part in order to learn.
    Learner,
    /// Follows somebody else's work (Canvas: observer).
    Mentor,
    /// Belongs to the course without a part in it.
    Member,
}

const MEMBERSHIP: &str = "http://purl.imsglobal.org/vocab/lis/v2/membership";
const TEST_USER: &str = "http://purl.imsglobal.org/vocab/lti/system/person#TestUser";
const ADMINISTRATORS: [&str; 6] = [
    "http://purl.imsglobal.org/vocab/lis/v2/institution/person#Administrator",
    "http://purl.imsglobal.org/vocab/lis/v2/system/person#Administrator",
    "http://purl.imsglobal.org/vocab/lis/v2/system/person#AccountAdmin",
    "http://purl.imsglobal.org/vocab/lis/v2/system/person#SysAdmin",
    "urn:lti:instrole:ims/lis/Administrator",
    "urn:lti:sysrole:ims/lis/SysAdmin",
];

/// Context roles by their principal name, the part after `membership#`, `urn:lti:role:ims/lis/`, or the whole
/// of a simple name.
const PRINCIPAL: &[(&str, Standing)] = &[
    ("Instructor", Standing::Instructor),
    // An administrator *of the course*; those of the institution are not context roles.
    ("Administrator", Standing::Instructor),
    ("ContentDeveloper", Standing::ContentDeveloper),
    ("Learner", Standing::Learner),
    ("Mentor", Standing::Mentor),
    ("Manager", Standing::Member),
    ("Member", Standing::Member),
    ("Officer", Standing::Member),
];

/// Other simple names that platforms send for the same things.
const SIMPLE: &[(&str, Standing)] = &[("TeachingAssistant", Standing::Instructor)];

/// Sub-roles (`membership/<principal>#<sub-role>`) by their principal role. Where a sub-role differs from what
/// its principal role gives, it is listed first.
const SUB: &[(&str, &[&str], Standing)] = &[
    (
        "Instructor",
        &[
            "ExternalInstructor",
            "Grader",
            "GuestInstructor",
            "Lecturer",
            "PrimaryInstructor",
            "SecondaryInstructor",
            "TeachingAssistant",
            "TeachingAssistantGroup",
            "TeachingAssistantOffering",
            "TeachingAssistantSection",
            "TeachingAssistantSectionAssociation",
            "TeachingAssistantTemplate",
        ],
        Standing::Instructor,
    ),
    (
        "Learner",
        &[
            "ExternalLearner",
            "GuestLearner",
            "Instructor",
            "Learner",
            "NonCreditLearner",
        ],
        Standing::Learner,
    ),
    (
        "ContentDeveloper",
        &[
            "ContentDeveloper",
            "ContentExpert",
            "ExternalContentExpert",
            "Librarian",
        ],
        Standing::ContentDeveloper,
    ),
    (
        "Administrator",
        &[
            "Administrator",
            "Developer",
            "ExternalDeveloper",
            "ExternalSupport",
            "ExternalSystemAdministrator",
            "Support",
            "SystemAdministrator",
        ],
        Standing::Member,
    ),
    (
        "Mentor",
        &[
            "Advisor",
            "Auditor",
            "ExternalAdvisor",
            "ExternalAuditor",
            "ExternalLearningFacilitator",
            "ExternalMentor",
            "ExternalReviewer",
            "ExternalTutor",
            "LearningFacilitator",
            "Mentor",
            "Reviewer",
            "Tutor",
        ],
        Standing::Mentor,
    ),
    (
        "Manager",
        &[
            "AreaManager",
            "CourseCoordinator",
            "ExternalObserver",
            "Manager",
            "Observer",
        ],
        Standing::Member,
    ),
    ("Member", &["Member"], Standing::Member),
    (
        "Officer",
        &[
            "Chair",
            "Communications",
            "Secretary",
            "Treasurer",
            "Vice-Chair",
        ],
        Standing::Member,
    ),
];

/// What one role says, or nothing when it is not a context role that this library knows.
#[must_use]
pub fn standing(role: &str) -> Option<Standing> {
    if let Some(rest) = role.strip_prefix(MEMBERSHIP) {
        if let Some(principal) = rest.strip_prefix('#') {
            return principal_standing(principal);
        }
        let (principal, sub) = rest.strip_prefix('/')?.split_once('#')?;
        return sub_standing(principal, sub);
    }
    if let Some(rest) = role.strip_prefix("urn:lti:role:ims/lis/") {
        return match rest.split_once('/') {
            Some((principal, sub)) => sub_standing(principal, sub),
            None => principal_standing(rest).or_else(|| simple_standing(rest)),
        };
    }
    principal_standing(role).or_else(|| simple_standing(role))
}

fn principal_standing(name: &str) -> Option<Standing> {
    PRINCIPAL
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, standing)| *standing)
}

fn simple_standing(name: &str) -> Option<Standing> {
    SIMPLE
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, standing)| *standing)
}

fn sub_standing(principal: &str, sub: &str) -> Option<Standing> {
    SUB.iter()
        .find(|(known, subs, _)| *known == principal && subs.contains(&sub))
        .map(|(_, _, standing)| *standing)
}

/// What the roles of one launch say together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roles {
    received: Vec<String>,
}

impl Roles {
    /// Takes the roles as they arrived; empty texts (the certification suite sends `[""]`) are dropped.
    #[must_use]
    pub fn new(received: Vec<String>) -> Self {
        Self {
            received: received
                .into_iter()
                .filter(|role| !role.trim().is_empty())
                .collect(),
        }
    }

    /// As they arrived.
    #[must_use]
    pub fn received(&self) -> &[String] {
        &self.received
    }

    /// Whether one of the roles gives this standing.
    #[must_use]
    pub fn has(&self, wanted: Standing) -> bool {
        self.received
            .iter()
            .any(|role| standing(role) == Some(wanted))
    }

    /// A preview user of the platform (Canvas: Student View), whose grades no platform takes.
    #[must_use]
    pub fn is_test_user(&self) -> bool {
        self.received.iter().any(|role| role == TEST_USER)
    }

    /// An administrator of the institution or the platform. Says nothing about the course.
    #[must_use]
    pub fn is_administrator(&self) -> bool {
        self.received
            .iter()
            .any(|role| ADMINISTRATORS.contains(&role.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_reads_as_the_vocabulary_does() {
        use Standing::{ContentDeveloper, Instructor, Learner, Member, Mentor};
        let lis = |rest: &str| format!("http://purl.imsglobal.org/vocab/lis/v2/{rest}");
        for (role, expected) in [
            (lis("membership#Instructor"), Some(Instructor)),
            (lis("membership#Learner"), Some(Learner)),
            (lis("membership#ContentDeveloper"), Some(ContentDeveloper)),
            (lis("membership#Mentor"), Some(Mentor)),
            (lis("membership#Member"), Some(Member)),
            (lis("membership#Administrator"), Some(Instructor)),
            (
                lis("membership/Instructor#TeachingAssistant"),
                Some(Instructor),
            ),
            (lis("membership/Learner#Instructor"), Some(Learner)),
            (lis("membership/Manager#Observer"), Some(Member)),
            (lis("membership/Instructor#Overlord"), None),
            (lis("membership/Helper#Instructor"), None),
            (lis("institution/person#Instructor"), None),
            (lis("institution/person#Administrator"), None),
            (lis("system/person#SysAdmin"), None),
            (lis("unknown/unknown#Helper"), None),
            ("Instructor".into(), Some(Instructor)),
            ("Learner".into(), Some(Learner)),
            ("urn:lti:role:ims/lis/Instructor".into(), Some(Instructor)),
            (
                "urn:lti:role:ims/lis/Learner/Instructor".into(),
                Some(Learner),
            ),
            ("urn:lti:instrole:ims/lis/Instructor".into(), None),
            ("instructor".into(), None),
            (
                "http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor ".into(),
                None,
            ),
            ("http://evil.example/membership#Instructor".into(), None),
            (String::new(), None),
        ] {
            assert_eq!(standing(&role), expected, "{role}");
        }
    }

    #[test]
    fn institution_roles_never_raise_rights_in_the_course() {
        let roles = Roles::new(vec![
            "http://purl.imsglobal.org/vocab/lis/v2/membership#Learner".into(),
            "http://purl.imsglobal.org/vocab/lis/v2/institution/person#Instructor".into(),
            "http://purl.imsglobal.org/vocab/lis/v2/institution/person#Administrator".into(),
        ]);
        assert!(roles.has(Standing::Learner) && !roles.has(Standing::Instructor));
        assert!(roles.is_administrator() && !roles.is_test_user());
    }

    #[test]
    fn empty_roles_are_no_roles() {
        assert!(
            Roles::new(vec![String::new(), " ".into()])
                .received()
                .is_empty()
        );
    }
}
