//! Tables as files for spreadsheets (RFC 4180). Owns quoting, and that no value is taken for a formula.

/// One line, with its end.
#[must_use]
pub fn line<'v>(values: impl IntoIterator<Item = &'v str>) -> String {
    let cells: Vec<String> = values.into_iter().map(cell).collect();
    cells.join(",") + "\r\n"
}

/// A value that a spreadsheet would run as a formula gets an apostrophe in front, which it shows as text.
fn cell(value: &str) -> String {
    let is_formula = value.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '|', '%']);
    let guarded = if is_formula {
        format!("'{value}")
    } else {
        value.to_owned()
    };
    if guarded.contains(['"', ',', '\r', '\n', ';']) {
        format!("\"{}\"", guarded.replace('"', "\"\""))
    } else {
        guarded
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_quoted_where_they_have_to_be_and_never_run() {
        for (value, expected) in [
            ("Dana Rey", "Dana Rey"),
            ("", ""),
            ("Rey, Dana", "\"Rey, Dana\""),
            ("\"Dana\"", "\"\"\"Dana\"\"\""),
            ("two\nlines", "\"two\nlines\""),
            ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@x", "'@x"),
            ("\t=1", "'\t=1"),
            ("=1,2", "\"'=1,2\""),
            ("Zoë Ñandú", "Zoë Ñandú"),
        ] {
            assert_eq!(cell(value), expected, "{value:?}");
        }
        assert_eq!(line(["a", "b,c", ""]), "a,\"b,c\",\r\n");
    }
}
