//! microcred, an LTI 1.3 Advantage tool for educator micro-credentials.
//!
//! # The way of a request
//!
//! ```text
//!  browser in LMS ──► web ──► app (use cases) ──► domain (pure rules)
//!                      │        │
//!                  templates    ├──► store (all SQL: SQLite or PostgreSQL)
//!                               └──► evidence (files: a folder)
//!
//!  LMS ◄── lti (the protocol, knows nothing of the product)
//! ```
//!
//! A launch, step by step, and where to read it:
//!
//! 1. The LMS asks us to start: [`web::login`] finds out how this browser can be recognised again (cookie,
//!    the LMS's storage, a tab of its own), [`app::login`] writes the record that ties state, nonce,
//!    registration, deployment, target and browser together, [`lti::login`] writes the request to the LMS.
//! 2. The LMS answers through the browser: [`web::launch`] takes the form, [`app::launch`] sees to it that it is
//!    the same browser, [`app::token`] brings key, nonce and registration together, [`lti::launch`] checks every
//!    rule of the token.
//! 3. The launch held: [`app::opening`] uses the login up and writes account, course, link, session and the
//!    inspector's record in one transaction. It did not: [`app::refusal`] keeps what an administrator needs.
//! 4. The browser is sent on to [`web::home`], which shows what the session was opened for.
//!
//! A score, step by step: [`app::outbox`] writes it as a row in the transaction of its cause, [`jobs::outbox`] takes it by
//! lease, looks at the gradebook, asks [`domain::score_post`] whether it may be sent, and sends it with [`lti::ags`].
//!
//! A badge, step by step: [`app::badge`] writes and signs it in the transaction of its award and shows it to whoever has its
//! address, through [`web::badge`]; [`picture`] draws it; [`badges`] knows the formats, and verifies those of anybody.
//!
//! # Modules, top layer first
//!
//! Each layer knows those below it and none above; a test keeps it so.
//!
//! | Module | Owns |
//! |---|---|
//! | [`cli`] | one file for each command |
//! | [`web`] | routes, requests, answers |
//! | [`jobs`] | work that no request waits for |
//! | [`app`] | use cases: authorise, decide, write, in one transaction |
//! | [`templates`] | every page: plain data in, markup out |
//! | [`store`] | the only SQL |
//! | [`definition`] | files of micro-credentials and stacks: reading, checking, writing, each problem with its line |
//! | [`domain`] | types and rules of the product |
//! | [`evidence`] | the content of evidence: where it lies, how it comes in, what it is |
//! | [`lti`] | LTI 1.3 as a protocol, fit to be published alone |
//! | [`badges`] | Open Badges as a protocol, fit to be published alone |
//! | [`picture`] | badges and certificates as pictures and paper: plain data in, bytes out |
//! | [`practice`] | a platform to launch the tool from; talks HTTP to it and shares nothing with it |
//! | [`config`], [`telemetry`], [`metrics`], [`lifecycle`], [`i18n`] | settings, logs, figures, start and stop, languages |
//! | [`outbound`], [`seal`], [`random`], [`clock`] | network, secrets at rest, randomness and time, as arguments |
//! | [`strict_json`] | what a stranger may send as JSON |

pub mod cli;

pub mod jobs;
pub mod web;

pub mod app;

#[path = "../templates/mod.rs"]
pub mod templates;

pub mod evidence;
pub mod store;

pub mod badges;
pub mod definition;
pub mod domain;
pub mod lti;
pub mod picture;
pub mod practice;

pub mod config;
pub mod i18n;
pub mod lifecycle;
pub mod metrics;
pub mod telemetry;

pub mod clock;
pub mod outbound;
pub mod random;
pub mod seal;
pub mod strict_json;
