//! What the sources of the storage say, read as text: which functions there are, and which statements they run.
//! Owns the reading; what is expected of them is claimed elsewhere.

use std::path::{Path, PathBuf};

/// A public async function of the storage.
pub struct Function {
    pub noun: String,
    pub name: String,
    pub is_method: bool,
}

/// A statement, and the function or constant that has it.
#[derive(Debug)]
pub struct Statement {
    pub noun: String,
    pub name: String,
    pub text: String,
    pub runs_on: RunsOn,
}

/// Where a statement's text is run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum RunsOn {
    Both,
    Sqlite,
    Postgres,
}

/// A folder of this repository.
pub fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The names and texts of a folder's Rust files.
pub fn files(path: &str) -> Vec<(String, String)> {
    let mut files: Vec<_> = std::fs::read_dir(folder(path))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|file| file.extension().is_some_and(|extension| extension == "rs"))
        .map(|file| {
            let noun = file.file_stem().unwrap().to_str().unwrap().to_owned();
            (noun, std::fs::read_to_string(file).unwrap())
        })
        .collect();
    files.sort();
    assert!(!files.is_empty());
    files
}

/// All public async functions.
pub fn functions() -> Vec<Function> {
    let mut functions = vec![];
    for (noun, text) in files("src/store") {
        for line in text.lines() {
            if let Some(rest) = line.trim_start().strip_prefix("pub async fn ") {
                functions.push(Function {
                    noun: noun.clone(),
                    name: name(rest),
                    is_method: line.starts_with(' '),
                });
            }
        }
    }
    functions
}

/// All statements.
pub fn statements() -> Vec<Statement> {
    let mut statements = vec![];
    for (noun, text) in files("src/store") {
        let mut owner = String::new();
        let mut is_second_of_two = false;
        for token in tokens(&text) {
            match token {
                Token::Code(code) => {
                    if let Some(at) = last_of(code, &["fn ", "const "]) {
                        owner = name(&code[at..]);
                    }
                    is_second_of_two &= code.trim() == ",";
                }
                Token::Text { value, before } if is_statement(&value) => {
                    let is_first_of_two = before.trim_end().ends_with("Sql::per(");
                    let is_alone = before.trim_end().ends_with("Sql::postgres_only(");
                    let runs_on = match (is_first_of_two, is_second_of_two) {
                        (true, _) => RunsOn::Sqlite,
                        (_, is_second) if is_second || is_alone => RunsOn::Postgres,
                        _ => RunsOn::Both,
                    };
                    is_second_of_two = is_first_of_two;
                    statements.push(Statement {
                        noun: noun.clone(),
                        name: owner.clone(),
                        text: value,
                        runs_on,
                    });
                }
                Token::Text { .. } => is_second_of_two = false,
            }
        }
    }
    statements
}

fn is_statement(text: &str) -> bool {
    ["SELECT ", "INSERT ", "UPDATE ", "DELETE ", "WITH "]
        .iter()
        .any(|verb| text.starts_with(verb))
}

fn name(text: &str) -> String {
    let is_part = |letter: &char| letter.is_alphanumeric() || *letter == '_';
    text.chars().take_while(is_part).collect()
}

/// Where the text after the last of these begins.
fn last_of(code: &str, words: &[&str]) -> Option<usize> {
    let ends = words
        .iter()
        .filter_map(|word| code.rfind(word).map(|at| at + word.len()));
    ends.max()
}

enum Token<'t> {
    Code(&'t str),
    Text { value: String, before: &'t str },
}

/// The texts in quotes and the code between them; comments count as neither.
fn tokens(source: &str) -> Vec<Token<'_>> {
    let mut tokens = vec![];
    let (mut rest, mut before) = (source, "");
    loop {
        let quote = rest.find('"').unwrap_or(rest.len());
        let comment = rest.find("//").unwrap_or(rest.len());
        let at = quote.min(comment);
        before = if at == 0 { before } else { &rest[..at] };
        tokens.push(Token::Code(&rest[..at]));
        rest = &rest[at..];
        if rest.is_empty() {
            return tokens;
        } else if comment < quote {
            rest = &rest[rest.find('\n').unwrap_or(rest.len())..];
        } else {
            let (value, length) = text_in_quotes(rest);
            tokens.push(Token::Text { value, before });
            rest = &rest[length..];
        }
    }
}

/// The value of the text at the start, and how long it is in the source.
fn text_in_quotes(source: &str) -> (String, usize) {
    let mut value = String::new();
    let mut letters = source.char_indices().skip(1).peekable();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => return (value, at + 1),
            // A line that ends with a backslash goes on with the first letter of the next.
            '\\' if letters.next_if(|(_, letter)| *letter == '\n').is_some() => {
                while letters
                    .next_if(|(_, letter)| letter.is_whitespace())
                    .is_some()
                {}
            }
            '\\' => value.extend(letters.next().map(|(_, letter)| letter)),
            _ => value.push(letter),
        }
    }
    panic!("a text has no end: {source}");
}

mod tests {
    use super::{RunsOn, functions, statements, text_in_quotes};

    #[test]
    fn functions_and_statements_are_found_in_the_sources() {
        assert!(functions().iter().any(|function| {
            (function.noun.as_str(), function.name.as_str()) == ("lease", "acquire")
        }));
        let statements = statements();
        let named = |noun: &str, name: &str| {
            let mut of = statements
                .iter()
                .filter(|statement| statement.noun == noun && statement.name == name);
            (of.next(), of.next())
        };
        let (Some(release), None) = named("lease", "release_all") else {
            panic!("one statement is expected");
        };
        assert_eq!(release.text, "DELETE FROM lease WHERE holder = $1");
        assert_eq!(release.runs_on, RunsOn::Both);
        assert!(matches!(
            named("credential", "replace_images"),
            (Some(_), Some(_))
        ));
        assert!(matches!(
            named("platform", "FIND_BY_CLIENT"),
            (Some(_), None)
        ));
    }

    #[test]
    fn a_text_that_goes_on_in_the_next_line_is_read_as_rust_reads_it() {
        let source = "\"a \\\n     b \\\"c\\\"\" d";
        assert_eq!(
            text_in_quotes(source),
            ("a b \"c\"".into(), source.len() - 2)
        );
    }
}
