//! The words of a text with where they stand.

/// A word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word<'t> {
    /// As it is written, with hyphens and apostrophes inside.
    pub text: &'t str,
    /// In small letters: made once, and compared often.
    pub lowered: String,
    /// Where it begins.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// Whether a sentence, a line, a cell or a quotation begins with it.
    pub is_first: bool,
    /// Whether it is written as names are: a capital and small letters, as in `Mei`, `O’Brien` or `García-López`.
    pub is_capitalised: bool,
    /// The number of its line.
    pub line: usize,
}

impl Word<'_> {
    /// Whether it is one capital, as in `J.`.
    pub(super) fn is_initial(&self) -> bool {
        let mut letters = self.text.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
    }

    /// Whether it begins with a small letter, in a script in which names begin with a capital.
    pub(super) fn begins_small(&self) -> bool {
        // There are Georgian capitals, and no name is written with them.
        let is_georgian = |letter| matches!(letter, '\u{10d0}'..='\u{10ff}');
        let first = self.text.chars().next();
        first.is_some_and(|letter| letter.is_lowercase() && !is_georgian(letter))
    }
}

fn is_capitalised(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.clone().any(char::is_lowercase)
        && letters.all(|letter| letter.is_alphabetic() || is_inner(letter))
}

/// What stands inside a word.
const fn is_inner(letter: char) -> bool {
    matches!(letter, '\'' | '’' | '-' | '‑')
}

/// Whether a sentence or something like it begins after this.
const fn ends(letter: char) -> bool {
    matches!(
        letter,
        '.' | '!'
            | '?'
            | '…'
            | ';'
            | '•'
            | '|'
            | '–'
            | '—'
            | '*'
            | '¿'
            | '¡'
            | '\n'
            | '"'
            | '“'
            | '«'
    )
}

/// The words of a text.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut words: Vec<Word> = vec![];
    let mut letters = text.char_indices().peekable();
    // What stands between the last word and the next.
    let mut is_first = true;
    let mut line = 0;
    while let Some((from, letter)) = letters.next() {
        if !letter.is_alphanumeric() {
            is_first |= ends(letter);
            line += usize::from(letter == '\n');
            continue;
        }
        let mut to = from + letter.len_utf8();
        while let Some((at, letter)) = letters.peek().copied() {
            let next = text[at + letter.len_utf8()..].chars().next();
            let is_inside = is_inner(letter) && next.is_some_and(char::is_alphanumeric);
            // Accents may be written as characters of their own.
            let is_mark = matches!(letter, '\u{300}'..='\u{36f}');
            if !(letter.is_alphanumeric() || is_inside || is_mark) {
                break;
            }
            to = at + letter.len_utf8();
            letters.next();
        }
        let text = &text[from..to];
        words.push(Word {
            text,
            lowered: text.to_lowercase(),
            from,
            to,
            is_first,
            is_capitalised: is_capitalised(text),
            line,
        });
        is_first = false;
    }
    words
}
