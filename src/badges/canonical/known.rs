//! The statements of a document of ours, without processing its contexts anew for each: they are read once, into a table
//! of words. Where a document has anything that this table has no plain answer for, there is no answer, and the whole
//! way is gone. Signing alone takes this way; what others sign is always read by the whole of JSON-LD.

use std::collections::HashMap;
use std::sync::LazyLock;

use oxrdf::vocab::{rdf, xsd};
use oxrdf::{BlankNode, GraphName, Literal, NamedNode, NamedOrBlankNode, Quad, Term};
use serde_json::{Map, Number, Value};

use crate::badges::context::{self, CREDENTIALS_V2, OPEN_BADGES, OPEN_BADGES_EXTENSIONS};

/// The contexts of what we sign: badges, and status lists.
const OURS: [&[&str]; 2] = [
    &[CREDENTIALS_V2],
    &[CREDENTIALS_V2, OPEN_BADGES, OPEN_BADGES_EXTENSIONS],
];

static TABLES: LazyLock<[Table; 2]> = LazyLock::new(|| OURS.map(Table::read));

/// What a word means.
#[derive(Clone)]
struct Word {
    iri: NamedNode,
    value: Kind,
    is_list: bool,
    /// Words that mean something only in a node of this type, or in the value of this word.
    scope: Words,
}

/// Words with their meaning; `None` where it is none that this table can keep.
type Words = HashMap<String, Option<Word>>;

/// What the texts under a word are.
#[derive(Clone)]
enum Kind {
    Text,
    Address,
    Word,
    Typed(NamedNode),
}

/// The words of a list of contexts.
struct Table(Words);

impl Table {
    fn read(addresses: &[&str]) -> Self {
        let mut words = HashMap::new();
        for context in addresses
            .iter()
            .filter_map(|address| context::find(address))
        {
            let document: Value = serde_json::from_str(context.document).unwrap_or_default();
            words.extend(read(&document["@context"]));
        }
        Self(words)
    }
}

fn read(context: &Value) -> Words {
    let members = context.as_object().into_iter().flatten();
    members
        .map(|(name, definition)| (name.clone(), word(definition)))
        .collect()
}

fn word(definition: &Value) -> Option<Word> {
    let plain = |iri: &str| NamedNode::new(iri).ok();
    if let Value::String(iri) = definition {
        return Some(Word {
            iri: plain(iri)?,
            value: Kind::Text,
            is_list: false,
            scope: HashMap::new(),
        });
    }
    let text = |name: &str| definition.get(name).and_then(Value::as_str);
    let is_list = match text("@container") {
        None | Some("@set") => false,
        Some("@list") => true,
        Some(_) => return None,
    };
    let value = match text("@type") {
        None => Kind::Text,
        Some("@id") => Kind::Address,
        Some("@vocab") => Kind::Word,
        Some("@json" | "@none") => return None,
        Some(datatype) => Kind::Typed(plain(datatype)?),
    };
    let scope = match definition.get("@context") {
        Some(Value::Null) => return None,
        Some(context) => read(context),
        None => HashMap::new(),
    };
    Some(Word {
        iri: plain(text("@id")?)?,
        value,
        is_list,
        scope,
    })
}

/// The statements of a document, if every part of it is plain.
pub fn statements(document: &Map<String, Value>) -> Option<Vec<Quad>> {
    let contexts = document.get("@context")?.as_array()?;
    let is_ours = |ours: &&[&str]| contexts.iter().eq(ours.iter().copied());
    let table = &TABLES[OURS.iter().position(is_ours)?];
    let mut writer = Writer {
        table,
        quads: Vec::with_capacity(128),
        blank: 0,
    };
    writer.node(document, true)?;
    Some(writer.quads)
}

struct Writer<'a> {
    table: &'a Table,
    quads: Vec<Quad>,
    blank: usize,
}

impl Writer<'_> {
    fn node(&mut self, members: &Map<String, Value>, is_root: bool) -> Option<NamedOrBlankNode> {
        let subject: NamedOrBlankNode = match members.get("id") {
            Some(id) => address(id.as_str()?)?.into(),
            None => self.fresh().into(),
        };
        // The words of the node's types, in the order of their names; then those that hold everywhere.
        let mut types = types(members)?;
        types.sort_unstable();
        let mut scopes = Vec::new();
        for name in types {
            let kind = match self.table.0.get(name) {
                Some(word) => {
                    let word = word.as_ref()?;
                    scopes.push(&word.scope);
                    word.iri.clone()
                }
                None => address(name)?,
            };
            self.say(subject.clone(), rdf::TYPE.into_owned(), kind.into());
        }
        for (name, value) in members {
            match name.as_str() {
                "id" | "type" => continue,
                "@context" if is_root => continue,
                _ => {}
            }
            let of_type = scopes.iter().rev().find_map(|scope| scope.get(name));
            let word = of_type.or_else(|| self.table.0.get(name))?.as_ref()?;
            self.values(&subject, word, value)?;
        }
        Some(subject)
    }

    fn values(&mut self, subject: &NamedOrBlankNode, word: &Word, value: &Value) -> Option<()> {
        let one = std::slice::from_ref(value);
        let values = value.as_array().map_or(one, Vec::as_slice);
        if word.is_list {
            let list = self.list(word, values)?;
            self.say(subject.clone(), word.iri.clone(), list);
            return Some(());
        }
        for value in values {
            let object = self.value(word, value)?;
            self.say(subject.clone(), word.iri.clone(), object);
        }
        Some(())
    }

    fn list(&mut self, word: &Word, values: &[Value]) -> Option<Term> {
        let mut rest: Term = rdf::NIL.into_owned().into();
        for value in values.iter().rev() {
            let first = self.value(word, value)?;
            let cell = self.fresh();
            self.say(cell.clone().into(), rdf::FIRST.into_owned(), first);
            self.say(cell.clone().into(), rdf::REST.into_owned(), rest);
            rest = cell.into();
        }
        Some(rest)
    }

    fn value(&mut self, word: &Word, value: &Value) -> Option<Term> {
        match value {
            Value::Object(members) if word.scope.is_empty() => {
                Some(self.node(members, false)?.into())
            }
            Value::String(text) => match &word.value {
                Kind::Text => Some(Literal::new_simple_literal(text).into()),
                Kind::Address => Some(address(text)?.into()),
                Kind::Word => {
                    let known = word.scope.get(text).or_else(|| self.table.0.get(text));
                    Some(known?.as_ref()?.iri.clone().into())
                }
                Kind::Typed(kind) => Some(Literal::new_typed_literal(text, kind.clone()).into()),
            },
            Value::Bool(said) => Some(typed(said.to_string(), word, xsd::BOOLEAN.into_owned())),
            Value::Number(number) => number_of(number, word),
            _ => None,
        }
    }

    fn fresh(&mut self) -> BlankNode {
        self.blank += 1;
        BlankNode::new_unchecked(format!("b{}", self.blank))
    }

    fn say(&mut self, subject: NamedOrBlankNode, predicate: NamedNode, object: Term) {
        self.quads.push(Quad::new(
            subject,
            predicate,
            object,
            GraphName::DefaultGraph,
        ));
    }
}

fn types(members: &Map<String, Value>) -> Option<Vec<&str>> {
    match members.get("type") {
        None => Some(Vec::new()),
        Some(Value::String(one)) => Some(vec![one]),
        Some(Value::Array(all)) => all.iter().map(Value::as_str).collect(),
        Some(_) => None,
    }
}

/// An address, which has a scheme. Blank nodes have names of their own and are none.
fn address(text: &str) -> Option<NamedNode> {
    if text.starts_with("_:") {
        return None;
    }
    NamedNode::new(text).ok()
}

fn typed(text: String, word: &Word, otherwise: NamedNode) -> Term {
    let kind = match &word.value {
        Kind::Typed(kind) => kind.clone(),
        _ => otherwise,
    };
    Literal::new_typed_literal(text, kind).into()
}

/// A number as JSON-LD writes it: whole ones as they are, others with a mantissa and an exponent.
fn number_of(number: &Number, word: &Word) -> Option<Term> {
    if super::rounded(number).is_some_and(|rounded| rounded != *number)
        || number.is_u64() != number.is_i64()
    {
        return None;
    }
    if let Some(whole) = number.as_i64() {
        return Some(typed(whole.to_string(), word, xsd::INTEGER.into_owned()));
    }
    let written = format!("{:E}", number.as_f64()?);
    let (mantissa, exponent) = written.split_once('E')?;
    let point = if mantissa.contains('.') { "" } else { ".0" };
    let text = format!("{mantissa}{point}E{exponent}");
    Some(typed(text, word, xsd::DOUBLE.into_owned()))
}
