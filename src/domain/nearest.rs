//! The word that somebody most likely meant.

/// The nearest of these words, when one is near: a typing mistake away for every three letters, two at most more.
pub fn nearest<'a>(word: &str, all: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let lower = word.to_lowercase().replace('_', "-");
    // What is longer than any word we know is not worth comparing.
    if lower.chars().count() > 64 {
        return None;
    }
    let allowed = lower.chars().count() / 3 + 1;
    all.map(|other| {
        (
            distance(&lower, &other.to_lowercase().replace('_', "-")),
            other,
        )
    })
    .filter(|(distance, _)| *distance <= allowed)
    .min_by_key(|(distance, _)| *distance)
    .map(|(_, other)| other)
}

/// How many letters have to be added, left out, replaced or exchanged with their neighbour.
fn distance(one: &str, other: &str) -> usize {
    let (one, other): (Vec<_>, Vec<_>) = (one.chars().collect(), other.chars().collect());
    let mut rows = vec![(0..=other.len()).collect::<Vec<_>>()];
    for (row, letter) in one.iter().enumerate() {
        let mut next = vec![row + 1];
        for (column, counterpart) in other.iter().enumerate() {
            let replaced = rows[row][column] + usize::from(letter != counterpart);
            let mut least = replaced
                .min(rows[row][column + 1] + 1)
                .min(next[column] + 1);
            let is_exchanged = row > 0
                && column > 0
                && one[row - 1] == *counterpart
                && *letter == other[column - 1];
            if is_exchanged {
                least = least.min(rows[row - 1][column - 1] + 1);
            }
            next.push(least);
        }
        rows.push(next);
    }
    rows[one.len()][other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_understood_and_a_guess_is_not_made() {
        let all = ["title", "total_at_least", "instructions", "instead_of"];
        for (word, meant) in [
            ("tilte", Some("title")),
            ("Title", Some("title")),
            ("total-at-least", Some("total_at_least")),
            ("instruction", Some("instructions")),
            ("banana", None),
            ("", None),
        ] {
            assert_eq!(nearest(word, all.into_iter()), meant, "{word}");
        }
    }
}
