//! What somebody does in a history, and the dice that choose it.

use microcred::domain::credential::Outcome;

/// What somebody does. People and things are chosen by numbers, so that any number makes sense.
#[derive(Clone, Copy, Debug)]
pub enum Command {
    HandIn,
    Next,
    Submit(Outcome),
    GiveBack,
    Recuse,
    Wait,
    Take,
    Adjudicate(Outcome),
    ReturnBoth,
    SendBack,
    ReleaseDecision,
    HoldForQa,
    Withdraw,
    Hold,
    Resume,
    Void,
}

/// Each as often as it is wanted.
pub const COMMANDS: [Command; 26] = [
    Command::HandIn,
    Command::HandIn,
    Command::HandIn,
    Command::Next,
    Command::Next,
    Command::Next,
    Command::Next,
    Command::Submit(Outcome::Pass),
    Command::Submit(Outcome::Pass),
    Command::Submit(Outcome::Pass),
    Command::Submit(Outcome::Revise),
    Command::Submit(Outcome::Revise),
    Command::GiveBack,
    Command::Recuse,
    Command::Wait,
    Command::Take,
    Command::Take,
    Command::Adjudicate(Outcome::Pass),
    Command::Adjudicate(Outcome::Revise),
    Command::ReturnBoth,
    Command::ReturnBoth,
    Command::SendBack,
    Command::ReleaseDecision,
    Command::ReleaseDecision,
    Command::HoldForQa,
    Command::Withdraw,
];
/// Rarely.
pub const RARE: [Command; 3] = [Command::Hold, Command::Resume, Command::Void];

/// Numbers that look random and are the same at every run (xorshift).
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % below
    }

    pub fn command(&mut self) -> Command {
        if self.roll(10) == 0 {
            RARE[self.roll(RARE.len())]
        } else {
            COMMANDS[self.roll(COMMANDS.len())]
        }
    }
}
