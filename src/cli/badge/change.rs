//! `microcred badge suspend|reinstate|revoke|correct`: what becomes of an award by an operator's hand.

use clap::Args;

use super::code;
use crate::app::badge::{self, Operation};
use crate::cli::{Failure, Places, output, start};
use crate::domain::award::Reason;

/// Which award, and why.
#[derive(Args)]
pub struct Plain {
    /// The badge's code
    #[arg(value_name = "CODE")]
    code: String,
    /// What led to it, for the audit log alone
    #[arg(long, value_name = "TEXT")]
    note: String,
}

/// The same with a reason that everybody reads.
#[derive(Args)]
pub struct WithReason {
    #[command(flatten)]
    pub plain: Plain,
    /// Why, as everybody may know it who sees the badge: `issued-in-error`, `integrity` or `asked`
    #[arg(long, value_name = "REASON")]
    reason: String,
}

impl WithReason {
    /// The reason as it was typed, where it is one that people give.
    pub fn reason(&self) -> Result<Reason, Failure> {
        let reason = Reason::try_from(self.reason.clone()).ok();
        // That a stack is not fulfilled any more is found out by the tool itself.
        let reason = reason.filter(|reason| *reason != Reason::StackNotFulfilled);
        reason.ok_or_else(|| {
            Failure::wrong_use(format!(
                "{:?} is no reason; use issued-in-error, integrity or asked",
                self.reason
            ))
        })
    }
}

/// Runs it.
pub async fn run(places: &Places, of: &Plain, operation: Operation) -> Result<(), Failure> {
    let code = code(&of.code)?;
    let (_, app) = start::open_for_command(places).await?;
    badge::operate(&app, &code, operation, &of.note).await?;
    let looked = badge::look(&app, &code).await?;
    output::line(&format!("{code} is {} now", looked.state.code()));
    Ok(())
}
