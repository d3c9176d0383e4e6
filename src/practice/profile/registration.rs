//! The part of the table about content: deep linking and dynamic registration.

/// Deep Linking 2.0.
#[derive(Debug)]
pub struct DeepLinking {
    /// Where the picker can be opened from; the first is the usual one.
    pub placements: &'static [Placement],
    /// Whether `data` is sent and must come back; Canvas keeps its own in the return address.
    pub data: bool,
    pub presentation_targets: &'static [&'static str],
}

/// One place from which the picker opens, and what it takes back.
#[derive(Debug)]
pub struct Placement {
    pub name: &'static str,
    /// The button in the course.
    pub label: &'static str,
    pub accept_types: &'static [&'static str],
    pub accept_multiple: bool,
    pub auto_create: bool,
    /// What is said about line items, if anything.
    pub accept_lineitem: Option<bool>,
    /// Whether a `lineItem` that comes back becomes a column.
    pub creates_line_items: bool,
}

/// Dynamic registration.
#[derive(Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "a row of differences; each is one column of the table"
)]
pub struct Registration {
    /// Whether the configuration is shown only to the holder of the registration token.
    pub configuration_needs_token: bool,
    pub success_status: u16,
    /// Whether the answer names the deployment.
    pub answers_deployment: bool,
    pub refusal: RegistrationRefusal,
    /// `domain` must be the host of `target_link_uri`.
    pub domain_must_match: bool,
    /// Whether messages and placements that the product does not have are left out instead of refused.
    pub drops_unknown_messages: bool,
    /// Whether the registration can be read and changed afterwards.
    pub can_be_read: bool,
    /// `authorization_server` of the configuration; `None` leaves it out.
    pub authorization_server: Option<&'static str>,
    /// Placements offered per message type.
    pub messages: &'static [(&'static str, &'static [&'static str])],
    /// Substitution variables that are announced.
    pub variables: &'static [&'static str],
    /// What a tool learns about people when it does not ask.
    pub privacy_from_claims: bool,
}

/// The shape of a refused registration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegistrationRefusal {
    /// 422 with `{"errors": […]}`.
    Unprocessable,
    /// 400 with one word of plain text.
    PlainText,
    /// 400 with `{"error": "invalid_client_metadata"}` (RFC 7591 section 3.2.2).
    OAuth,
}
