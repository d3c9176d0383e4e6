//! What changed between two texts, word by word. Owns the comparison; which texts are compared, and how it looks, is for
//! others to say.

/// How many comparisons of two pieces are made at most; beyond it, larger pieces are compared.
const MOST_COMPARISONS: usize = 4_000_000;

/// A run of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Run {
    /// In both texts.
    Same(String),
    /// Only in the newer one.
    Added(String),
    /// Only in the older one.
    Removed(String),
}

/// The way from the older text to the newer: what is the same or was added, put together, is the newer text; what is the
/// same or was removed, the older.
#[must_use]
pub fn difference(older: &str, newer: &str) -> Vec<Run> {
    let (before, after) = (words(older), words(newer));
    if let Some(runs) = compared(&before, &after) {
        return runs;
    }
    // Two long texts that have little in common are compared by their lines.
    let (before, after) = (lines(older), lines(newer));
    compared(&before, &after).unwrap_or_else(|| {
        let runs = [Run::Removed(older.to_owned()), Run::Added(newer.to_owned())];
        runs.into()
    })
}

/// Whether nothing was added and nothing removed.
#[must_use]
pub fn is_same(runs: &[Run]) -> bool {
    runs.iter().all(|run| matches!(run, Run::Same(_)))
}

/// Words, each with the white space after it.
fn words(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut was_space = false;
    for (at, letter) in text.char_indices() {
        if was_space && !letter.is_whitespace() {
            pieces.push(&text[start..at]);
            start = at;
        }
        was_space = letter.is_whitespace();
    }
    if start < text.len() {
        pieces.push(&text[start..]);
    }
    pieces
}

fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// Words are the same whatever space comes after them.
fn matches(one: &str, other: &str) -> bool {
    one.trim_end() == other.trim_end()
}

fn compared(before: &[&str], after: &[&str]) -> Option<Vec<Run>> {
    let shorter = before.len().min(after.len());
    let first = (0..shorter)
        .find(|at| !matches(before[*at], after[*at]))
        .unwrap_or(shorter);
    let last = (0..shorter - first)
        .find(|back| {
            !matches(
                before[before.len() - 1 - back],
                after[after.len() - 1 - back],
            )
        })
        .unwrap_or(shorter - first);
    let old = &before[first..before.len() - last];
    let new = &after[first..after.len() - last];
    let width = new.len() + 1;
    if old.len().saturating_mul(width) > MOST_COMPARISONS {
        return None;
    }
    // How many words the two have in common from each pair of places on.
    let mut common = vec![0_u32; (old.len() + 1) * width];
    for at in (0..old.len()).rev() {
        for to in (0..new.len()).rev() {
            common[at * width + to] = if matches(old[at], new[to]) {
                common[(at + 1) * width + to + 1] + 1
            } else {
                common[(at + 1) * width + to].max(common[at * width + to + 1])
            };
        }
    }
    let mut runs = Runs::default();
    after[..first].iter().for_each(|word| runs.same(word));
    let (mut at, mut to) = (0, 0);
    while at < old.len() || to < new.len() {
        if at < old.len() && to < new.len() && matches(old[at], new[to]) {
            runs.same(new[to]);
            (at, to) = (at + 1, to + 1);
        } else if to == new.len()
            || (at < old.len() && common[(at + 1) * width + to] >= common[at * width + to + 1])
        {
            runs.removed(old[at]);
            at += 1;
        } else {
            runs.added(new[to]);
            to += 1;
        }
    }
    let rest = after.len() - last;
    after[rest..].iter().for_each(|word| runs.same(word));
    Some(runs.0)
}

/// Runs while they grow.
#[derive(Default)]
struct Runs(Vec<Run>);

impl Runs {
    fn same(&mut self, word: &str) {
        let word = self.apart(word);
        match self.0.last_mut() {
            Some(Run::Same(run)) => run.push_str(&word),
            _ => self.0.push(Run::Same(word)),
        }
    }

    fn added(&mut self, word: &str) {
        let word = self.apart(word);
        match self.0.last_mut() {
            Some(Run::Added(run)) => run.push_str(&word),
            _ => self.0.push(Run::Added(word)),
        }
    }

    fn removed(&mut self, word: &str) {
        let word = self.apart(word);
        match self.0.last_mut() {
            Some(Run::Removed(run)) => run.push_str(&word),
            _ => self.0.push(Run::Removed(word)),
        }
    }

    /// The last word of a text has no space after it; where another one follows, it gets one before it.
    fn apart(&self, word: &str) -> String {
        let before = self.0.last().map(|run| match run {
            Run::Same(text) | Run::Added(text) | Run::Removed(text) => text,
        });
        let joins = before.is_some_and(|text| !text.ends_with(char::is_whitespace));
        if joins {
            format!(" {word}")
        } else {
            word.to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn side(runs: &[Run], is_newer: bool) -> String {
        let words = runs.iter().filter_map(|run| match run {
            Run::Same(text) => Some(text),
            Run::Added(text) => is_newer.then_some(text),
            Run::Removed(text) => (!is_newer).then_some(text),
        });
        words.cloned().collect()
    }

    #[test]
    fn a_word_that_was_changed_is_removed_and_added() {
        for (older, newer, expected) in [
            ("", "", vec![]),
            ("", "a b", vec![Run::Added("a b".into())]),
            ("a b", "", vec![Run::Removed("a b".into())]),
            ("a b", "a b", vec![Run::Same("a b".into())]),
            (
                "I wait three seconds.",
                "I wait five seconds.",
                vec![
                    Run::Same("I wait ".into()),
                    Run::Removed("three ".into()),
                    Run::Added("five ".into()),
                    Run::Same("seconds.".into()),
                ],
            ),
        ] {
            assert_eq!(difference(older, newer), expected, "{older:?} {newer:?}");
        }
    }

    #[test]
    fn long_texts_without_anything_in_common_are_compared_in_bounded_time() {
        let words = |letter: &str| {
            let all: Vec<_> = (0..9_000).map(|at| format!("{letter}{at} ")).collect();
            all.concat()
        };
        let older: String = words("a");
        let newer: String = words("b");
        let runs = difference(&older, &newer);
        assert_eq!(runs, [Run::Removed(older), Run::Added(newer)]);
    }

    proptest! {
        #[test]
        fn both_texts_can_be_read_from_what_changed(older in "[abc \n]{0,40}", newer in "[abc \n]{0,40}") {
            let runs = difference(&older, &newer);
            let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assert_eq!(plain(&side(&runs, true)), plain(&newer));
            prop_assert_eq!(plain(&side(&runs, false)), plain(&older));
            prop_assert_eq!(is_same(&difference(&newer, &newer)), true);
        }
    }
}
