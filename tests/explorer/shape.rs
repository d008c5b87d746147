//! States as data: their names, their answers, and their shape without what makes no difference.

use kartoteka::dialogue::State;
use serde_json::{Value, json};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// A value as serde writes it.
pub fn json(value: &impl serde::Serialize) -> Value {
    serde_json::to_value(value).expect("states, choices and screens are data")
}

/// The variants of a nested enum from outside: `["LoanRequest", "Filling"]`, at most two.
pub fn tags(value: &Value) -> Vec<String> {
    let mut tags = Vec::new();
    let mut value = value;
    while tags.len() < 2 {
        match value {
            Value::String(tag) => tags.push(tag.clone()),
            Value::Object(fields) if fields.len() == 1 => {
                let (tag, inner) = fields.iter().next().expect("it has one");
                tags.push(tag.clone());
                value = inner;
                continue;
            }
            _ => {}
        }
        break;
    }
    tags
}

/// A state's name in the diagram: dialogue, variant, and the question of a form.
pub fn name(state: &State) -> String {
    let value = json(state);
    let mut name = tags(&value).join("_");
    if let Some(at) = find(&value, "at") {
        name = format!(
            "{name}_{}",
            at.as_object().map_or("summary".to_owned(), |at| {
                at.values().next().and_then(Value::as_str).unwrap_or_default().to_owned()
            })
        );
    }
    name
}

/// How many answers a draft holds.
pub fn answers(value: &Value) -> usize {
    find(value, "answers").and_then(Value::as_object).map_or(0, serde_json::Map::len)
}

fn find<'a>(value: &'a Value, key: &str) -> Option<&'a Value> {
    match value {
        Value::Object(fields) => {
            fields.get(key).or_else(|| fields.values().find_map(|inner| find(inner, key)))
        }
        _ => None,
    }
}

/// A value without what does not change how a conversation goes on: ids, names, days, the words of answers.
pub fn shape(value: &Value) -> Value {
    let is_name =
        |text: &str| text.len() <= 24 && text.chars().all(|c| c.is_ascii_alphabetic() || c == '_');
    match value {
        Value::String(text) if text.is_empty() || is_name(text) => value.clone(),
        Value::String(_) => json!("…"),
        Value::Number(number) => json!(i32::from(number.as_f64() != Some(0.0))),
        Value::Array(items) => match items.as_slice() {
            [] => json!([]),
            [first, rest @ ..] => json!([shape(first), !rest.is_empty()]),
        },
        Value::Object(fields) => fields
            .iter()
            .map(|(key, inner)| match (key.as_str(), inner) {
                // What was answered does not matter, only whether something was, or was left out.
                ("answers", Value::Object(answers)) => {
                    let skipped = answers.values().any(|answer| *answer == json!("Skipped"));
                    (key.clone(), json!([!answers.is_empty(), skipped]))
                }
                // A rule of lending has as many shapes as values; only whether it sets something matters.
                ("rule", Value::Object(rule)) if rule.contains_key("values") => {
                    let set = rule["values"].as_object();
                    let any = set.is_some_and(|set| set.values().any(|value| !value.is_null()));
                    (key.clone(), json!([any]))
                }
                _ => (key.clone(), shape(inner)),
            })
            .collect(),
        Value::Null | Value::Bool(_) => value.clone(),
    }
}

/// The time that this thread worked, so that a busy machine does not count; where the system does not say, real time.
pub fn worked() -> Duration {
    static BEGUN: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = told.and_then(|told| told.split(' ').next()?.parse().ok());
    nanos.map_or_else(|| BEGUN.elapsed(), Duration::from_nanos)
}
