//! Suites that need more than Rust. Owns the decision whether such a suite runs, is left out aloud, or fails.

use std::collections::BTreeSet;
use std::io::Write;
use std::sync::{Mutex, PoisonError};

const FULL: &str = "MICROCRED_TEST_FULL";

static LEFT_OUT: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

/// The piece that a suite needs, from an environment variable that `tests/run` sets.
///
/// Without it the answer is `None`, and the caller returns early: the suite `name` is left out. Standard error
/// says so once for each pair of suite and variable, also when the test harness captures output.
///
/// # Panics
/// Without it in full mode (`MICROCRED_TEST_FULL=1`), where nothing may be left out.
pub fn piece(name: &str, variable: &str) -> Option<String> {
    if let Some(value) = set(variable) {
        return Some(value);
    }
    assert!(
        set(FULL).is_none_or(|full| full == "0"),
        "{name} cannot run: {variable} is not set, and with {FULL} nothing is left out"
    );
    let line = format!("left out: {name} ({variable} is not set; tests/run sets it)");
    let mut said = LEFT_OUT.lock().unwrap_or_else(PoisonError::into_inner);
    if said.insert(line.clone()) {
        // The harness captures what `eprintln!` prints and not what is written to the stream itself. The line
        // breaks around it keep it apart from the harness's own lines, which end after the test has run.
        write!(std::io::stderr(), "\n{line}\n").expect("standard error is open");
    }
    None
}

fn set(variable: &str) -> Option<String> {
    std::env::var(variable)
        .ok()
        .filter(|value| !value.is_empty())
}

mod tests {
    use std::process::{Command, Output};

    use super::{FULL, piece};
    use crate::support::database::POSTGRES;

    /// Runs tests that need PostgreSQL, with the harness capturing their output and in a process of its own, so
    /// that its environment can be chosen.
    fn run_without_postgresql(environment: &[(&str, &str)]) -> Output {
        Command::new(std::env::current_exe().unwrap())
            .args(["store::organization::", "support::database::"])
            .env_remove(FULL)
            .env_remove(POSTGRES)
            .envs(environment.iter().copied())
            .output()
            .unwrap()
    }

    fn said(output: &Output) -> usize {
        let text = String::from_utf8(output.stderr.clone()).unwrap();
        let line =
            format!("left out: storage on PostgreSQL ({POSTGRES} is not set; tests/run sets it)");
        text.lines().filter(|said| *said == line).count()
    }

    #[test]
    fn a_suite_without_its_piece_is_left_out_and_says_so_once() {
        let output = run_without_postgresql(&[]);
        assert!(output.status.success());
        assert_eq!(said(&output), 1);
    }

    #[test]
    fn an_empty_variable_counts_as_missing() {
        let output = run_without_postgresql(&[(POSTGRES, ""), (FULL, "0")]);
        assert!(output.status.success());
        assert_eq!(said(&output), 1);
    }

    #[test]
    fn in_full_mode_a_missing_piece_is_a_failure() {
        let output = run_without_postgresql(&[(FULL, "1")]);
        let results = String::from_utf8(output.stdout.clone()).unwrap();
        assert!(!output.status.success());
        assert!(
            results.contains("with MICROCRED_TEST_FULL nothing is left out"),
            "{results}"
        );
        assert_eq!(said(&output), 0);
    }

    #[test]
    fn a_piece_that_is_there_is_handed_out() {
        let path = piece("a suite that can run", "PATH").unwrap();
        assert_eq!(Some(path), std::env::var("PATH").ok());
    }
}
