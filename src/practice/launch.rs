//! Launches made without a browser, for measuring how fast a tool takes them.

use crate::practice::site::launch::Message;

/// A launch to sign.
#[derive(Clone, Debug)]
pub struct LaunchRequest {
    /// Login of the person.
    pub person: String,
    /// The tool.
    pub client_id: String,
    /// The nonce of the tool's authentication request.
    pub nonce: String,
    /// What is opened.
    pub message: Message,
}
