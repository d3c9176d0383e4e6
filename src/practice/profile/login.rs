//! The part of the table about launches: login initiation, authentication request, `id_token` and access token.

/// Login initiation (1EdTech Security Framework section 5.1.1.1).
#[derive(Debug)]
pub struct LoginInitiation {
    pub method: LoginMethod,
    /// The specification says `lti_deployment_id`; Canvas says `deployment_id`.
    pub deployment_parameter: &'static str,
    /// Parameters of the product's own.
    pub extras: &'static [(&'static str, &'static str)],
    /// `lti_storage_target`, for platforms that answer storage messages.
    pub storage_target: Option<&'static str>,
    /// Whether `lti_storage_target` comes again with the `id_token`.
    pub storage_target_repeated: bool,
    pub hint: HintForm,
    /// Whether a message hint serves one launch only.
    pub hint_single_use: bool,
    /// How long a message hint is good, in seconds.
    pub hint_seconds: u64,
    pub login_hint: LoginHint,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoginMethod {
    Get,
    Post,
}

/// What `lti_message_hint` looks like; a tool must send it back unread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HintForm {
    Jwt,
    Json,
    Opaque,
}

/// What `login_hint` looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoginHint {
    /// Something else than the later `sub`.
    Opaque,
    /// The later `sub`.
    Subject,
}

/// The authorization endpoint (OpenID Connect Core section 3.1.2.2).
#[derive(Debug)]
pub struct Authorization {
    pub redirect: RedirectRule,
    /// Whether `prompt` may be left out.
    pub prompt_may_be_empty: bool,
    pub codes: AuthorizationCodes,
    /// Form fields of the product's own beside the `id_token`.
    pub extra_fields: &'static [(&'static str, &'static str)],
}

/// How a `redirect_uri` is compared with the registered ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RedirectRule {
    /// Character by character.
    Exact,
    /// A registered address without a query also matches with a query added.
    QueryMayBeAdded,
}

/// The `error` values with which the product refuses.
#[derive(Debug)]
pub struct AuthorizationCodes {
    pub missing: &'static str,
    pub scope: &'static str,
    pub response_type: &'static str,
    /// The tool is not switched on.
    pub client: &'static str,
    /// Somebody else is signed in.
    pub person: &'static str,
    /// The launch was used or has run out.
    pub spent: &'static str,
}

/// What an `id_token` holds beyond what the specification asks of all.
#[derive(Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "a row of differences; each is one column of the table"
)]
pub struct TokenShape {
    pub sub: IdForm,
    pub context: IdForm,
    pub resource_link: IdForm,
    pub client: IdForm,
    pub deployment: IdForm,
    pub azp: bool,
    /// `errors` and `validation_context`, model attributes that Canvas lets slip into its claims.
    pub leftovers: bool,
    /// The placement claim of Canvas.
    pub placement: bool,
    /// `lti11_legacy_user_id` and `lti1p1`.
    pub legacy: bool,
    /// Name of an extra claim about the person.
    pub vendor_claim: Option<&'static str>,
    pub context_type: &'static str,
    pub navigation: NavigationLink,
    /// Whether `${Name}` inside a longer text is substituted too.
    pub embedded_variables: bool,
    /// Substitution variables that this product leaves as they are, by prefix.
    pub unknown_variables: &'static [&'static str],
}

/// `resource_link.id` of a launch from the course navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NavigationLink {
    /// Falls back to `context.id`.
    ContextId,
    /// Has an id of its own.
    Own,
}

/// How a product writes its ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdForm {
    Uuid,
    /// Forty hexadecimal digits.
    Hex,
    /// A number, moved up by the given amount.
    Number(u64),
    /// A number, a colon and forty hexadecimal digits.
    NumberAndHex(u64),
}

/// The token endpoint (Security Framework section 4).
#[derive(Debug)]
pub struct Token {
    /// The audience that a client assertion must name; `None` is the token endpoint's address.
    pub audience: Option<&'static str>,
    /// Whether the form's content type may carry parameters such as a charset.
    pub content_type_parameters: bool,
    /// Whether one scope that was not granted spoils the request; otherwise the granted ones are given.
    pub all_or_nothing: bool,
    /// Longest life of a client assertion, in seconds.
    pub assertion_seconds: i64,
}
