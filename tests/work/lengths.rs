//! Claims about lengths of recordings: the page reads them as the server does.

use microcred::domain::length;
use proptest::prelude::{Strategy, prop};
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

use super::words::{NODE_MODULES, SUITE, has_node, in_javascript};
use crate::support::suites::piece;

/// What people write, in every order that makes sense or none.
fn texts() -> Vec<String> {
    const PIECES: &[&str] = &[
        "0", "5", "05", "12", "59", "60", "75", "1.5", "2,25", "1.234", "999", "1000", ":", " ",
        "h", "hour", "horas", "m", "min", "Min.", "minutos", "'", "s", "sec", "seg", "\"", "and ",
        " y ", "con", ",", ".", "-", "about ", "½",
    ];
    let piece = prop::sample::select(PIECES);
    let text = prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat());
    let mut runner = TestRunner::deterministic();
    let random = (0..4_000).map(|_| text.new_tree(&mut runner).unwrap().current());
    let plain = [
        "6:30",
        "1:15:00",
        "1:15 h",
        "12 min",
        "1 h 5 min",
        "1h05",
        "90 s",
        "12'30\"",
        "1 hora y 5 minutos",
    ];
    plain.map(String::from).into_iter().chain(random).collect()
}

#[test]
fn the_browser_reads_lengths_as_the_server_does() {
    if !has_node() && piece(SUITE, NODE_MODULES).is_none() {
        return;
    }
    let texts = texts();
    let read = in_javascript(&["length.js"], "input.map(module.length)", &json!(texts));
    let mut understood = 0;
    for (at, text) in texts.iter().enumerate() {
        let expected = length::read(text).map_or(Value::Null, |length| json!(length.0));
        understood += usize::from(!expected.is_null());
        assert_eq!(read[at], expected, "{text:?}");
    }
    assert!(understood > 100, "{understood}");
}
