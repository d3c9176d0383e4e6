//! Where settings come from. Owns the file, the environment and the command line as layers over one another,
//! and the refusal of keys that nobody knows; what the values mean is read elsewhere.

use std::path::Path;

use figment::providers::{Format, Toml};
use figment::value::{Dict, Map, Value};
use figment::{Figment, Metadata, Profile, Provider};

use super::mistake::{Mistake, nearest};
use super::section::Key;
use super::{Sources, keys};

/// The place of values that were set nowhere.
pub(super) const DEFAULT: &str = "default";
const COMMAND_LINE: &str = "command line";
/// Two underscores: Kubernetes puts variables such as `MICROCRED_PORT` into the environment by itself.
const PREFIX: &str = "MICROCRED__";
const DATABASE_URL: &str = "DATABASE_URL";

/// Values from one place.
struct Layer {
    place: String,
    values: Dict,
}

impl Provider for Layer {
    fn metadata(&self) -> Metadata {
        Metadata::named(self.place.clone())
    }

    fn data(&self) -> figment::Result<Map<Profile, Dict>> {
        Ok(Profile::Default.collect(self.values.clone()))
    }
}

impl Layer {
    fn one(place: &str, key: &Key, value: String) -> Self {
        let section = Dict::from([(key.field.to_owned(), Value::from(value))]);
        Self {
            place: place.to_owned(),
            values: Dict::from([(key.section.to_owned(), Value::from(section))]),
        }
    }
}

/// The defaults alone.
pub(super) fn defaults() -> Figment {
    let text: Vec<String> = keys()
        .filter_map(|key| Some(format!("{} = {}", key.name, key.default?)))
        .collect();
    let values = Toml::from_str(&text.join("\n")).expect("the defaults are TOML, as a test shows");
    Figment::from(Layer {
        place: DEFAULT.to_owned(),
        values,
    })
}

/// All layers, the later ones above: defaults, file, environment, command line.
pub(super) fn layers(sources: &Sources, mistakes: &mut Vec<Mistake>) -> Figment {
    let mut figment = defaults();
    if let Some(path) = &sources.file {
        figment = figment.merge(file(path, mistakes));
    }
    for layer in environment(&sources.environment, mistakes) {
        figment = figment.merge(layer);
    }
    for (name, value) in &sources.overrides {
        match keys().find(|key| key.name == *name) {
            Some(key) => figment = figment.merge(Layer::one(COMMAND_LINE, key, value.clone())),
            None => mistakes.push(unknown(name, COMMAND_LINE)),
        }
    }
    figment
}

fn file(path: &Path, mistakes: &mut Vec<Mistake>) -> Layer {
    let place = path.display().to_string();
    let values = std::fs::read_to_string(path)
        .map_err(|error| format!("cannot be read: {error}"))
        .and_then(|text| parse(&text));
    let values = match values {
        Ok(values) => known_only(values, &place, mistakes),
        Err(problem) => {
            mistakes.push(Mistake {
                key: String::from("the settings file"),
                place: place.clone(),
                problem,
                proposal: None,
            });
            Dict::new()
        }
    };
    Layer { place, values }
}

/// The parser's own message would quote the line, which can hold a secret: so position and reason alone.
fn parse(text: &str) -> Result<Dict, String> {
    Toml::from_str(text).map_err(|error| {
        let before = error
            .span()
            .and_then(|span| text.get(..span.start))
            .unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
        let reason = error.message().lines().next().unwrap_or("not readable");
        format!("is not TOML: line {line}, column {column}: {reason}")
    })
}

/// Takes out what is unknown, so that only known keys go on.
fn known_only(values: Dict, place: &str, mistakes: &mut Vec<Mistake>) -> Dict {
    let mut kept = Dict::new();
    for (section, value) in values {
        let is_section = keys().any(|key| key.section == section);
        match value {
            Value::Dict(tag, fields) if is_section => {
                let (known, others): (Dict, Dict) = fields.into_iter().partition(|(field, _)| {
                    keys().any(|key| key.section == section && key.field == *field)
                });
                for field in others.keys() {
                    mistakes.push(unknown(&format!("{section}.{field}"), place));
                }
                kept.insert(section, Value::Dict(tag, known));
            }
            _ if is_section => mistakes.push(Mistake {
                problem: format!("is a section; write [{section}] above its keys"),
                proposal: None,
                ..unknown(&section, place)
            }),
            Value::Dict(_, fields) if !fields.is_empty() => {
                for field in fields.keys() {
                    mistakes.push(unknown(&format!("{section}.{field}"), place));
                }
            }
            _ => mistakes.push(unknown(&section, place)),
        }
    }
    kept
}

fn environment(variables: &[(String, String)], mistakes: &mut Vec<Mistake>) -> Vec<Layer> {
    let mut layers = Vec::new();
    // An empty variable counts as not set, because that is how a container's settings leave one out.
    for (name, value) in variables.iter().filter(|(_, value)| !value.is_empty()) {
        if name == DATABASE_URL {
            if let Some(key) = keys().find(|key| key.name == "database.url") {
                // First, so that the variable with the full name wins.
                layers.insert(0, Layer::one(name, key, value.clone()));
            }
        } else if name.starts_with(PREFIX) {
            match keys().find(|key| variable(key) == *name) {
                Some(key) => layers.push(Layer::one(name, key, value.clone())),
                None => mistakes.push(unknown_variable(name)),
            }
        }
    }
    layers
}

/// The environment variable of a setting.
pub(super) fn variable(key: &Key) -> String {
    format!("{PREFIX}{}__{}", key.section, key.field).to_uppercase()
}

fn unknown(name: &str, place: &str) -> Mistake {
    let same_field = |typed: &str| {
        let field = typed.rsplit('.').next().unwrap_or(typed);
        keys()
            .map(|key| key.name)
            .find(|name| name.ends_with(&format!(".{field}")))
    };
    Mistake {
        key: name.to_owned(),
        place: place.to_owned(),
        problem: String::from("is not a setting"),
        proposal: nearest(name, keys().map(|key| key.name))
            .or_else(|| same_field(name))
            .map(str::to_owned),
    }
}

fn unknown_variable(name: &str) -> Mistake {
    let variables: Vec<String> = keys().map(variable).collect();
    Mistake {
        key: name.to_owned(),
        place: String::from("environment"),
        problem: String::from("is not a setting"),
        proposal: nearest(&name.to_uppercase(), variables.iter().map(String::as_str))
            .map(str::to_owned),
    }
}
