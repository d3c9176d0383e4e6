//! Section `tool`: how the tool presents itself.

use super::section::section;

section! {
    /// How the tool presents itself to LMSs and people.
    "tool" Tool {
        /// Its name in the LMS.
        name: String = "Micro-credentials",
        /// One sentence for the LMS's list of tools.
        description: String = "Educator micro-credentials: evidence, rubric scoring and badges",
        /// Where people can ask for help: an e-mail address or a page.
        contact: Option<String> = none like "help@example.org",
        /// The name of the organization that is made at the first start.
        organization: String = "Default organization",
        /// The time zone of that organization, by its IANA name; windows and business days follow it.
        timezone: String = "America/New_York",
    }
}
