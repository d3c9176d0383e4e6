//! Rights that our administrators give to a person, beyond what the LMS says of them (tool roles). Owns the
//! roles that exist so far.

super::coded! {
    /// A role inside the tool, granted for one organisation.
    ToolRole {
        /// Connects LMSs, approves deployments, reads the launch inspector, grants roles.
        OrgOwner = "org_owner",
    }
}
