//! The codes of frameworks that many definitions name. Owns whether a code is one of theirs; a framework that is not here
//! is believed.

/// A framework whose codes are a group and a letter, or the group alone.
struct Framework {
    /// How its name begins, in lower case.
    name: &'static str,
    /// Each group with its last letter.
    groups: &'static [(&'static str, char)],
    /// Whether the letter is in brackets.
    in_brackets: bool,
    /// What its codes are, in words.
    example: &'static str,
}

const KNOWN: [Framework; 2] = [
    Framework {
        name: "danielson framework for teaching (2013)",
        groups: &[("1", 'f'), ("2", 'e'), ("3", 'e'), ("4", 'f')],
        in_brackets: false,
        example: "1a to 4f",
    },
    Framework {
        name: "intasc",
        groups: &[
            ("1", 'k'),
            ("2", 'o'),
            ("3", 'r'),
            ("4", 'r'),
            ("5", 's'),
            ("6", 'v'),
            ("7", 'q'),
            ("8", 's'),
            ("9", 'o'),
            ("10", 't'),
        ],
        in_brackets: true,
        example: "1 to 10, or 3(d)",
    },
];

/// What codes of this framework look like, when this is none of them.
pub(super) fn unknown(framework: &str, code: &str) -> Option<&'static str> {
    let name = framework.to_lowercase();
    let known = KNOWN.iter().find(|known| name.starts_with(known.name))?;
    let is_known = known.groups.iter().any(|(group, last)| {
        code.strip_prefix(group).is_some_and(|rest| {
            let letter = if known.in_brackets {
                rest.strip_prefix('(')
                    .and_then(|rest| rest.strip_suffix(')'))
            } else {
                Some(rest)
            };
            rest.is_empty()
                || letter.is_some_and(|letter| {
                    let mut letters = letter.chars();
                    let is_one = letters
                        .next()
                        .is_some_and(|letter| ('a'..=*last).contains(&letter));
                    is_one && letters.next().is_none()
                })
        })
    });
    (!is_known).then_some(known.example)
}

#[cfg(test)]
mod tests {
    use super::unknown;

    #[test]
    fn a_code_is_known_in_the_frameworks_that_many_name() {
        for (framework, code, is_known) in [
            ("InTASC Model Core Teaching Standards (2013)", "10", true),
            ("InTASC Model Core Teaching Standards (2013)", "3(d)", true),
            ("InTASC Model Core Teaching Standards (2013)", "11", false),
            ("InTASC Model Core Teaching Standards (2013)", "1(l)", false),
            ("InTASC Model Core Teaching Standards (2013)", "3d", false),
            ("Danielson Framework for Teaching (2013)", "3b", true),
            ("Danielson Framework for Teaching (2013)", "3f", false),
            ("Danielson Framework for Teaching (2013)", "5a", false),
            ("Danielson Framework for Teaching (2013)", "3bb", false),
            ("Riverbend Standards", "anything", true),
        ] {
            assert_eq!(
                unknown(framework, code).is_none(),
                is_known,
                "{framework} {code}"
            );
        }
    }
}
