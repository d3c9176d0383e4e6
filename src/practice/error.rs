//! What can go wrong when the practice LMS is set up or asked for something that it does not have.

/// A wrong setting or a question about something that is not there.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PracticeError {
    /// The public address is not a plain `http` or `https` origin.
    #[error("the public address {0} must be http or https and have no path, query or fragment")]
    PublicUrl(url::Url),
    /// No such site.
    #[error("there is no site called {0}; there are canvas, moodle, brightspace and generic")]
    UnknownSite(String),
    /// The client id is taken.
    #[error("site {site} already has a tool with client id {client_id}")]
    DuplicateTool {
        /// The site.
        site: String,
        /// The client id.
        client_id: String,
    },
    /// The launch that was asked for cannot be made.
    #[error("this launch cannot be made: {0}")]
    Launch(String),
    /// The HTTP client that fetches tools' keys could not be set up.
    #[error("the HTTP client could not be set up")]
    HttpClient(#[source] reqwest::Error),
}
