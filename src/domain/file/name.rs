//! What a file may be called.

/// A name as it can be kept and shown: the last part of a path, without characters that steer a terminal or turn
/// the direction of writing (a name that reads `exe.gnp` backwards), and not endless. Empty names get a plain one.
#[must_use]
pub fn plain_name(name: &str) -> String {
    const LONGEST: usize = 120;
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let is_plain = |letter: &char| {
        !letter.is_control()
            && !matches!(*letter, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
    };
    let kept: String = last.chars().filter(is_plain).collect();
    let kept = kept.trim().trim_start_matches('.');
    if kept.is_empty() {
        return String::from("file");
    }
    let length = kept.chars().count();
    if length <= LONGEST {
        return kept.to_owned();
    }
    // The ending says what it is; what is cut is in the middle.
    let start: String = kept.chars().take(LONGEST - 21).collect();
    let end: String = kept.chars().skip(length - 20).collect();
    format!("{start}…{end}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_kept_without_what_misleads() {
        for (given, kept) in [
            ("plan.pdf", "plan.pdf"),
            ("/home/dana/plan.pdf", "plan.pdf"),
            (r"C:\Users\dana\plan.pdf", "plan.pdf"),
            ("../../etc/passwd", "passwd"),
            ("..", "file"),
            ("", "file"),
            ("a\0b.pdf", "ab.pdf"),
            ("evil\u{202e}gnp.exe", "evilgnp.exe"),
            (".htaccess", "htaccess"),
            (
                "Unterrichtsplan für Übung.docx",
                "Unterrichtsplan für Übung.docx",
            ),
            ("a\r\nSet-Cookie: x", "aSet-Cookie: x"),
        ] {
            assert_eq!(plain_name(given), kept, "{given:?}");
        }
        let long = plain_name(&format!("{}.pdf", "x".repeat(500)));
        assert_eq!(long.chars().count(), 120);
        assert_eq!(long.rsplit('.').next(), Some("pdf"));
    }
}
