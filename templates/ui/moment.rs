//! Points in time as people read them: UTC in the reader's language, and in their own zone once the script has run.

use chrono::{DateTime, Datelike, NaiveDate, Timelike};
use maud::{Markup, html};

use crate::templates::layout::Shell;

/// A time given in RFC 3339. Anything else is shown as it came.
#[must_use]
pub fn moment(shell: &Shell, at: &str) -> Markup {
    let Ok(parsed) = DateTime::parse_from_rfc3339(at) else {
        return html! { (at) };
    };
    let utc = parsed.to_utc();
    let month = shell.text(&month_key(utc.month()));
    let shown = shell.text_with(
        "moment",
        &[
            ("month", &month),
            ("day", &utc.day().to_string()),
            ("year", &utc.year().to_string()),
            ("time", &format!("{:02}:{:02}", utc.hour(), utc.minute())),
        ],
    );
    html! { time datetime=(at) data-local { (shown) } }
}

/// A day in words.
#[must_use]
pub fn day(shell: &Shell, date: NaiveDate) -> String {
    shell.text_with(
        "day",
        &[
            ("month", &shell.text(&month_key(date.month()))),
            ("day", &date.day().to_string()),
            ("year", &date.year().to_string()),
        ],
    )
}

/// The key of a month's short name, 1 to 12.
pub(crate) fn month_key(month: u32) -> String {
    format!("month-{month}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    fn shown(language: Language, at: &str) -> String {
        moment(
            &Shell {
                language,
                nonce: "n",
            },
            at,
        )
        .into_string()
    }

    #[test]
    fn a_time_reads_in_the_language_of_the_page_and_in_utc() {
        let at = "2026-11-21T23:05:09.123-02:00";
        assert_eq!(
            shown(Language::English, at),
            format!("<time datetime=\"{at}\" data-local>Nov 22, 2026, 01:05 UTC</time>")
        );
        assert_eq!(
            shown(Language::Spanish, at),
            format!("<time datetime=\"{at}\" data-local>22 nov 2026, 01:05 UTC</time>")
        );
    }

    #[test]
    fn what_is_not_a_time_is_shown_as_it_came() {
        assert_eq!(
            shown(Language::English, "yesterday <b>"),
            "yesterday &lt;b&gt;"
        );
    }
}
