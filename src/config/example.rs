//! The documented settings file. Owns its text, made from the same list as the settings themselves.

use super::SECTIONS;
use super::layer::variable;

const OPENING: &str = "\
# All settings of microcred, each with its default. Take the \"#\" away from a line to change it.
# Start with:  microcred serve --config FILE
#
# An environment variable goes before this file: MICROCRED__SERVER__LISTEN is \"listen\" of [server]. The
# command line goes before both. \"microcred config\" shows what holds and where it was set.
#
# Durations: \"90 days\", \"12 h\", \"15 min\", \"60 s\". Sizes: \"64 KiB\", \"2 MiB\".
#
# This file is generated from the program; a test compares the two.
";

/// The settings file with every key, its meaning and its default, all commented out.
#[must_use]
pub fn example() -> String {
    let mut lines = vec![OPENING.to_owned()];
    for section in SECTIONS {
        lines.extend(comment(section.doc));
        lines.push(format!("[{}]", section.name));
        for key in section.keys {
            lines.push(String::new());
            lines.extend(comment(key.doc));
            lines.push(match key.default {
                Some(_) => format!("# {}", variable(key)),
                None => format!("# {}; not set by default, for example:", variable(key)),
            });
            let value = key.default.or(key.example).unwrap_or("\"\"");
            lines.push(format!("#{} = {value}", key.field));
        }
        lines.push(String::new());
    }
    lines.join("\n")
}

fn comment(lines: &'static [&'static str]) -> impl Iterator<Item = String> {
    lines.iter().map(|line| format!("#{}", line.trim_end()))
}
