//! Reading one key after the other without stopping at the first mistake. Owns the step from layered values to
//! typed ones; rules between keys are checked afterwards.

use figment::Figment;
use figment::value::Value;

use super::Origin;
use super::layer::{self, DEFAULT};
use super::mistake::Mistake;
use super::value::Setting;

/// Hands out typed values and notes what is wrong with them and where they came from.
pub(super) struct Reader {
    layers: Figment,
    defaults: Figment,
    pub(super) mistakes: Vec<Mistake>,
    pub(super) origins: Vec<Origin>,
}

impl Reader {
    pub(super) fn new(layers: Figment, mistakes: Vec<Mistake>) -> Self {
        Self {
            layers,
            defaults: layer::defaults(),
            mistakes,
            origins: Vec::new(),
        }
    }

    /// The value of a key; its default, with a mistake noted, when what was written is not a value.
    pub(super) fn value<T: Setting>(&mut self, key: &'static str) -> T {
        let place = self
            .layers
            .find_metadata(key)
            .map_or_else(|| DEFAULT.to_owned(), |metadata| metadata.name.to_string());
        self.origins.push(Origin {
            key,
            place: place.clone(),
        });
        let Ok(written) = self.layers.find_value(key) else {
            return self.default(key);
        };
        if let Some(value) = T::read(&written) {
            return value;
        }
        let problem = if T::IS_SECRET {
            format!("the value (not shown) is not {}", T::KIND)
        } else {
            format!("{} is not {}", as_written(&written), T::KIND)
        };
        self.mistakes.push(Mistake {
            key: key.to_owned(),
            place,
            problem,
            proposal: None,
        });
        self.default(key)
    }

    fn default<T: Setting>(&self, key: &str) -> T {
        self.defaults
            .find_value(key)
            .ok()
            .and_then(|value| T::read(&value))
            .or_else(T::absent)
            .expect("every setting that is not optional has a default of its type, as a test shows")
    }
}

fn as_written(value: &Value) -> String {
    match value {
        Value::String(_, text) => format!("{text:?}"),
        Value::Bool(_, value) => value.to_string(),
        Value::Num(_, number) => number
            .to_i128()
            .map(|number| number.to_string())
            .or_else(|| number.to_f64().map(|number| number.to_string()))
            .unwrap_or_else(|| String::from("this number")),
        Value::Char(_, value) => format!("{value:?}"),
        Value::Array(..) => String::from("a list"),
        Value::Dict(..) | Value::Empty(..) => String::from("this value"),
    }
}
