//! What a launch is for, and in whose name. Owns reading that from the message; what it leads to is the parent's.

use url::Url;

use crate::app::role;
use crate::domain::purpose::{ContentRequest, Purpose};
use crate::domain::role::Role;
use crate::lti::launch::{Launch, Message};
use crate::lti::{Reason, Refusal};

/// The custom parameter that Canvas fills when an administrator acts as somebody else.
const MASQUERADING: &str = "masquerading_user_id";

/// Whether this person may do what the message asks for. A learner may look at their own work only, and data
/// held on a person is shown to administrators and to that person.
///
/// # Errors
/// [`Reason::ReviewNotAllowed`] or [`Reason::PrivacyNotAllowed`].
pub fn check_purpose(launch: &Launch) -> Result<(), Refusal> {
    let is_own = |subject: &str| launch.person.id == subject;
    match &launch.message {
        Message::SubmissionReview { for_user, .. }
            if role::of(&launch.roles) != Role::Instructor && !is_own(&for_user.id) =>
        {
            Err(Refusal::new(
                Reason::ReviewNotAllowed,
                "only instructors open the work of others",
            ))
        }
        Message::DataPrivacy { for_user }
            if !launch.roles.is_administrator() && !is_own(&for_user.id) =>
        {
            Err(Refusal::new(
                Reason::PrivacyNotAllowed,
                "only administrators ask about others",
            ))
        }
        _ => Ok(()),
    }
}

/// Whether an administrator acts as the person.
pub(super) fn is_masquerading(launch: &Launch) -> bool {
    let acting = launch.custom.get(MASQUERADING);
    acting.is_some_and(|id| !id.is_empty())
}

/// What a session remembers of the message.
pub(super) fn purpose(launch: &Launch) -> Purpose {
    match &launch.message {
        Message::ResourceLink(_) => match launch.target_link.as_ref().and_then(reviewed) {
            Some(attempt) => Purpose::ReviewAttempt { attempt },
            None => Purpose::Course,
        },
        Message::DeepLinking(settings) => Purpose::PickContent(ContentRequest {
            return_url: settings.return_url.to_string(),
            accepts_links: settings.accepts_links(),
            accepts_several: settings.accept_multiple,
            accepts_columns: settings.accept_line_item,
            place: launch.placement.clone(),
            data: settings.data.clone(),
        }),
        Message::SubmissionReview {
            for_user,
            line_item,
            ..
        } => Purpose::ReviewWork {
            subject: for_user.id.clone(),
            subject_name: for_user.name.clone(),
            line_item: line_item.clone(),
        },
        Message::DataPrivacy { for_user } => Purpose::DataPrivacy {
            subject: for_user.id.clone(),
        },
    }
}

/// The attempt that a link names which a gradebook kept (`?review=…`). Some LMSs encode an address once more on its way, or
/// twice, which hides its own signs.
fn reviewed(target: &Url) -> Option<String> {
    const SIGNS: [(&str, &str); 7] = [
        ("%25", "%"),
        ("%3F", "?"),
        ("%3f", "?"),
        ("%26", "&"),
        ("%3D", "="),
        ("%3d", "="),
        ("%2D", "-"),
    ];
    let mut address = target.as_str().to_owned();
    for _ in 0..3 {
        let mut pairs = address.split(['?', '&', '#']).skip(1);
        if let Some(id) = pairs.find_map(|pair| pair.strip_prefix("review=")) {
            let is_of_an_id = |letter: &char| letter.is_ascii_alphanumeric() || *letter == '-';
            return Some(id.chars().take_while(is_of_an_id).collect());
        }
        for (encoded, sign) in SIGNS {
            address = address.replace(encoded, sign);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_that_names_an_attempt_is_read_however_often_it_was_encoded() {
        const ID: &str = "019a1fff-5aee-7860-80fb-cc066382239c";
        for (address, expected) in [
            (
                format!("https://tool.example/lti/launch?review={ID}"),
                Some(ID),
            ),
            (
                format!("https://tool.example/lti/launch?a=1&review={ID}&b=2"),
                Some(ID),
            ),
            (
                format!("https://tool.example/lti/launch?review%3D{ID}"),
                Some(ID),
            ),
            (
                format!("https://tool.example/lti/launch%3Freview%3D{ID}"),
                Some(ID),
            ),
            (
                format!("https://tool.example/lti/launch?x=1%2526review%253D{ID}"),
                Some(ID),
            ),
            ("https://tool.example/lti/launch?review=".into(), Some("")),
            (
                "https://tool.example/lti/launch?review=../../x".into(),
                Some(""),
            ),
            ("https://tool.example/lti/launch?preview=1".into(), None),
            ("https://tool.example/review=1".into(), None),
            ("https://tool.example/".into(), None),
        ] {
            let url: Url = address.parse().unwrap();
            assert_eq!(reviewed(&url).as_deref(), expected, "{address}");
        }
    }
}
