//! Rights that our administrators give to a person, beyond what the LMS says of them (tool roles). Owns the
//! roles that exist so far.

super::coded! {
    /// A role inside the tool, granted for one organisation.
    ToolRole {
        /// Connects LMSs, approves deployments, reads the launch inspector, grants roles.
        OrgOwner = "org_owner",
        /// Reads and scores work on the micro-credentials that they are qualified for.
        Assessor = "assessor",
        /// Settles differences between readings, sends readings back, lets results go out.
        LeadAssessor = "lead_assessor",
        /// Looks work through for completeness and privacy before it is read.
        Screener = "screener",
        /// Decides questions of integrity: stops, resumes and ends attempts, ends awards.
        IntegrityOfficer = "integrity_officer",
        /// Runs the programme: gives more time, sees where people stand, says what the courses give that they teach.
        ProgramAdmin = "program_admin",
    }
}
