//! Where a client may stand outside of their own rows: drafts, screens, messages that are unsent or unread. Those hold
//! data as JSON, and so are looked through for the client's ids, and for the words that are theirs alone.

use super::entity::{draft, inbox, outbox, screen};
use super::{Result, Tx};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::Value;

/// A shorter word is nobody's alone.
const WORD_CHARS_MIN: usize = 2;
/// A shorter name is part of many others, and many people's: in what is about somebody else it means nobody.
const NAME_CHARS_MIN: usize = 3;

/// A client's ids and words.
#[derive(Clone, Default, PartialEq)]
pub struct Traces {
    /// The client.
    pub clients: Vec<i64>,
    /// The client's visits.
    pub visits: Vec<i64>,
    /// Loans of the client's record.
    pub loans: Vec<i64>,
    /// The client's follow-ups.
    pub tasks: Vec<i64>,
    /// Name, number, phones.
    pub words: Vec<String>,
}

/// A live screen on which a client stands.
pub struct Stands {
    /// The screen.
    pub row: screen::Model,
    /// It stands on this client: shown again it would tell of nobody else.
    pub on_client: bool,
}

impl Traces {
    /// Whether JSON text is about the client, or names them anywhere.
    pub fn are_in(&self, json: &str) -> bool {
        let told = |text: &str| self.words.iter().any(|word| has(text, word));
        let read = serde_json::from_str::<Value>(json);
        read.map_or_else(|_| told(json), |it| self.within(&it, &told))
    }

    /// Whether a place, with what somebody has filled in there, is about the client: by an id, or by a word of theirs. It
    /// may be another's form: a short name counts only as a word of its own, and not where the form is about another client.
    pub fn are_of(&self, place: &str) -> bool {
        let read = serde_json::from_str::<Value>(place);
        let of_another = read.as_ref().is_ok_and(names_one);
        let told = |text: &str| {
            self.words.iter().any(|word| match word.chars().count() < NAME_CHARS_MIN {
                true => !of_another && stands_alone(text, word),
                false => has(text, word),
            })
        };
        read.map_or_else(|_| told(place), |it| self.within(&it, &told))
    }

    fn within(&self, value: &Value, told: &impl Fn(&str) -> bool) -> bool {
        match value {
            Value::String(text) => told(text),
            Value::Array(items) => items.iter().any(|item| self.within(item, told)),
            Value::Object(fields) => fields.iter().any(|(key, value)| {
                let of_kind = match key.as_str() {
                    "client" => &self.clients,
                    "visit" => &self.visits,
                    "loan" => &self.loans,
                    "task" => &self.tasks,
                    _ => return self.within(value, told),
                };
                value.as_i64().map_or_else(|| self.within(value, told), |id| of_kind.contains(&id))
            }),
            Value::Null | Value::Bool(_) | Value::Number(_) => false,
        }
    }
}

/// What the ids are called in a place.
const KINDS: [&str; 5] = ["client", "visit", "loan", "task", "pack"];

/// Whether it is about somebody, or something, by an id.
fn names_one(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.iter().any(names_one),
        Value::Object(fields) => {
            let is_id = |key: &str, it: &Value| KINDS.contains(&key) && it.is_i64();
            fields.iter().any(|(key, it)| is_id(key, it) || names_one(it))
        }
        _ => false,
    }
}

/// Whether a word can be anybody's own.
pub fn is_telling(word: &str) -> bool {
    word.chars().count() >= WORD_CHARS_MIN
}

/// Whether a text holds a word as such: `A-0014` is not in `A-00145`, `Ann` not in `Anna`.
fn has(text: &str, word: &str) -> bool {
    let joins = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    text.match_indices(word).any(|(at, found)| {
        let (before, after) = (&text[..at], &text[at + found.len()..]);
        let begins = joins(word.chars().next()) && joins(before.chars().next_back());
        let ends = joins(word.chars().next_back()) && joins(after.chars().next());
        !begins && !ends
    })
}

/// Whether a text holds a word between other characters than letters and digits of any script.
fn stands_alone(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, found)| {
        let before = text[..at].chars().next_back();
        let after = text[at + found.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// Deletes drafts about a client, drops what is unsent or waits to be read, and empties closed screens. Live screens are
/// the turn's. Returns how many drafts it was: what is on its way is no record of anybody's.
///
/// # Errors
/// As the database's.
pub async fn forget(tx: &Tx, traces: &Traces) -> Result<u64> {
    let mut drafts = 0;
    for row in draft::Entity::find().all(tx.db()).await? {
        if traces.are_of(&row.place) || traces.are_of(&row.label) {
            draft::Entity::delete_by_id(row.id).exec(tx.db()).await?;
            drafts += 1;
        }
    }
    let unsent = outbox::Entity::find().filter(outbox::Column::Payload.ne(""));
    for row in unsent.all(tx.db()).await? {
        if traces.are_in(&row.payload) {
            super::outbox::finish(tx, row.id, "dropped").await?;
        }
    }
    let unread = inbox::Entity::find().filter(inbox::Column::State.eq("new"));
    for row in unread.all(tx.db()).await? {
        if row.body.as_deref().is_some_and(|body| traces.are_in(body)) {
            super::inbox::finish(tx, row.bot_id, row.epoch, row.update_id, "shed").await?;
        }
    }
    let closed = screen::Entity::find().filter(screen::Column::State.eq("closed"));
    for row in closed.filter(screen::Column::Shown.ne("")).all(tx.db()).await? {
        if traces.are_in(&row.place) || traces.are_in(&row.shown) {
            empty(tx, row.id).await?;
        }
    }
    Ok(drafts)
}

/// The live screens on which a client stands.
///
/// # Errors
/// As the database's.
pub async fn live(tx: &Tx, traces: &Traces) -> Result<Vec<Stands>> {
    let live = screen::Entity::find().filter(screen::Column::State.eq("live"));
    let mut found = Vec::new();
    for row in live.order_by_asc(screen::Column::Id).all(tx.db()).await? {
        let on_client = traces.are_of(&row.place);
        if on_client || traces.are_in(&row.shown) {
            found.push(Stands { row, on_client });
        }
    }
    Ok(found)
}

/// Empties and closes the live screens on which a client stands: where no bot runs that could show something else.
///
/// # Errors
/// As the database's.
pub async fn close(tx: &Tx, traces: &Traces) -> Result<()> {
    for stands in live(tx, traces).await? {
        super::screens::close(tx, crate::model::ScreenId(stands.row.id)).await?;
        empty(tx, stands.row.id).await?;
    }
    Ok(())
}

/// Empties a screen: nothing of what it showed is kept, and what was to show it does not leave.
///
/// # Errors
/// As the database's.
pub async fn empty(tx: &Tx, screen: i64) -> Result<()> {
    super::outbox::drop_showings(tx, screen).await?;
    screen::Entity::update_many()
        .col_expr(screen::Column::Place, Expr::value(""))
        .col_expr(screen::Column::Shown, Expr::value(""))
        .filter(screen::Column::Id.eq(screen))
        .exec(tx.db())
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn traces() -> Traces {
        let words = ["Ann Sample", "王芳", "A-0014", "138 0013 8001"];
        let words = words.map(str::to_owned).to_vec();
        Traces { clients: vec![3], visits: vec![8], loans: vec![7], tasks: vec![5], words }
    }

    #[test]
    fn a_client_is_found_by_id_and_by_word_and_nobody_else_is() {
        for (json, found) in [
            (r#"{"stack":[{"ClientOpen":{"Card":{"client":3}}}]}"#, true),
            (r#"{"stack":[{"ClientOpen":{"Card":{"client":33}}}]}"#, false),
            (r#"{"loan":7}"#, true),
            (r#"{"visit":7}"#, false),
            (r#"{"task":5}"#, true),
            (r#"{"text":"call Ann Sample back"}"#, true),
            (r#"{"text":"call Ann Samples back"}"#, false),
            (r#"{"name":"王芳"}"#, true),
            (r#"["A-0014"]"#, true),
            (r#"["A-00145"]"#, false),
            ("no JSON about A-0014, but still", true),
        ] {
            assert_eq!(traces().are_in(json), found, "{json}");
        }
    }

    #[test]
    fn a_short_name_in_anothers_form_means_nobody() {
        for (place, found) in [
            (r#"{"stack":[{"VisitLog":{"client":3,"note":"tea"}}]}"#, true),
            (r#"{"stack":[{"VisitLog":{"client":4,"note":"王芳 sent her"}}]}"#, false),
            (r#"{"stack":[{"VisitLog":{"client":4,"note":"Ann Sample sent her"}}]}"#, true),
            (r#"{"stack":[{"ClientCreate":{"name":"王芳"}}]}"#, true),
            (r#"{"stack":[{"ClientCreate":{"name":"王芳华"}}]}"#, false),
            (r#"{"stack":[{"ClientCreate":{"name":"小王芳"}}]}"#, false),
            (r#"{"stack":[{"ClientCreate":{"note":"朋友：王芳。"}}]}"#, true),
            (r#"{"stack":[{"ClientFind":{"query":"A-0014"}}]}"#, true),
        ] {
            assert_eq!(traces().are_of(place), found, "{place}");
        }
    }
}
