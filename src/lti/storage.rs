//! Platform storage: keeping a secret in the platform's page when the browser keeps no cookie for us in its
//! frame (LTI Client Side postMessages, OIDC Login with Client Side postMessages). Owns where to send and what
//! to accept; the messages themselves are exchanged by the page's script.

use url::Url;

/// The frame name that means "the window around us".
pub const PARENT: &str = "_parent";
const MAX_NAME: usize = 64;

/// Where a page finds the platform's storage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StorageFrame {
    /// `_parent`, or the name of a sibling frame.
    pub name: String,
    /// The only origin that messages with content are sent to and accepted from: that of the authorization
    /// endpoint, which is not always that of the page around us.
    pub origin: String,
}

impl StorageFrame {
    /// The frame that `lti_storage_target` names at a platform with this authorization endpoint. A name that
    /// no frame would have counts as [`PARENT`].
    #[must_use]
    pub fn new(storage_target: &str, authorization_url: &Url) -> Self {
        let is_plain = storage_target.len() <= MAX_NAME
            && storage_target
                .chars()
                .all(|letter| letter.is_ascii_alphanumeric() || "_-.".contains(letter));
        Self {
            name: if is_plain && !storage_target.is_empty() {
                storage_target
            } else {
                PARENT
            }
            .to_owned(),
            origin: authorization_url.origin().ascii_serialization(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_go_to_the_origin_of_the_authorization_endpoint() {
        let endpoint = "https://sso.lms.example:8443/api/authorize?x=1"
            .parse()
            .unwrap();
        let frame = StorageFrame::new("post_message_forwarding", &endpoint);
        assert_eq!(frame.name, "post_message_forwarding");
        assert_eq!(frame.origin, "https://sso.lms.example:8443");
    }

    #[test]
    fn a_name_that_no_frame_has_means_the_parent() {
        let endpoint = "https://lms.example/auth".parse().unwrap();
        for odd in ["", "a b", "\"><script>", &"x".repeat(65)] {
            assert_eq!(StorageFrame::new(odd, &endpoint).name, PARENT);
        }
    }
}
