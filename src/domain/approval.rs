//! Whether a registration or deployment may be used. Owns the small state machine that both follow.

super::coded! {
    /// Where a connection stands with our administrator.
    Approval {
        /// Known, but launches are answered with an explanation until somebody approves it.
        Pending = "pending",
        /// Launches are accepted.
        Active = "active",
        /// Switched off; can be approved again.
        Disabled = "disabled",
    }

    /// What an administrator decides.
    Decision {
        /// Let launches in.
        Approve = "approve",
        /// Keep launches out.
        Disable = "disable",
    }
}

impl Approval {
    /// Where the decision leads. Every decision is allowed in every state: deciding the same twice changes
    /// nothing, and what was disabled can be approved again.
    #[must_use]
    pub const fn decided(self, decision: Decision) -> Self {
        match decision {
            Decision::Approve => Self::Active,
            Decision::Disable => Self::Disabled,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_becomes_pending_again() {
        for state in [Approval::Pending, Approval::Active, Approval::Disabled] {
            assert_eq!(state.decided(Decision::Approve), Approval::Active);
            assert_eq!(state.decided(Decision::Disable), Approval::Disabled);
        }
    }
}
