//! What an archive holds after the script: the same, wherever the program was struck (I10).

use crate::rig::House;
use crate::rig::records::{open, pairs};
use std::collections::BTreeMap;

/// What is compared, each row as a text. Times are not: a strike takes its time.
const ROWS: &[(&str, &str)] = &[
    ("client", "number || ' ' || name || ' ' || coalesce(keeper_id, 0)"),
    (
        "visit",
        "client_id || ' ' || staff_id || ' ' || effect || ' ' || note || ' ' || next_on || state",
    ),
    (
        "loan",
        "number || ' ' || borrower_id || ' ' || term || ' ' || status || coalesce(decided_by, 0)",
    ),
    ("reveal", "staff_id || ' ' || client_id || ' ' || reason"),
    ("digest", "staff_id || ' ' || day"),
    ("task", "client_id || ' ' || state || ' ' || due_on"),
    ("draft", "staff_id || ' ' || label"),
    (SHOWN, "staff_id || ' ' || client_id || ' ' || (ended_at IS NULL)"),
    (TRAIL, "act || ' ' || coalesce(actor_id, 0) || ' ' || subject"),
];
/// Each showing, which a card that is asked for again has one more of.
const SHOWN: &str = "issue";
/// Its entries about showings likewise, on loan or not.
const TRAIL: &str = "trail";

/// Rows of the archive's tables, and how often each is there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Model(BTreeMap<(&'static str, String), i64>);

impl Model {
    /// Reads what there is. The program must have ended.
    pub async fn read(house: &House) -> Self {
        let db = open(&house.database(), &house.key).await;
        let mut rows = BTreeMap::new();
        for (table, text) in ROWS {
            let sql = format!("SELECT {text}, count(*) FROM {table} GROUP BY 1");
            let found: Vec<(String, i64)> = pairs(&db, &sql).await;
            rows.extend(found.into_iter().map(|(row, count)| ((*table, row), count)));
        }
        db.close().await.expect("the connection closes");
        Self(rows)
    }

    /// What is there too little or too much of, against the model. A card that was asked for again may have been shown
    /// again as often.
    pub fn differences(&self, model: &Self, again: usize) -> Vec<String> {
        let mut found = Vec::new();
        for row in self.0.keys().chain(model.0.keys()) {
            let count = |of: &Self| of.0.get(row).copied().unwrap_or_default();
            let more = count(self) - count(model);
            let again = i64::try_from(again).expect("not that often");
            let shown = row.0 == SHOWN || (row.0 == TRAIL && row.1.starts_with("opened"));
            let allowed = if shown { 0..=again } else { 0..=0 };
            if !allowed.contains(&more) {
                found.push(format!("{} {}: {more:+}", row.0, row.1));
            }
        }
        found.sort();
        found.dedup();
        found
    }

    /// The same with one row more.
    pub fn with_one_more(&self, table: &str) -> Self {
        let mut more = self.clone();
        let row = more.0.iter_mut().find(|((known, _), _)| *known == table);
        *row.expect("the table has a row").1 += 1;
        more
    }

    /// The same with one row less.
    pub fn with_one_less(&self, table: &str) -> Self {
        let mut less = self.clone();
        let row = less.0.iter_mut().find(|((known, _), _)| *known == table);
        *row.expect("the table has a row").1 -= 1;
        less
    }

    /// How many rows there are.
    pub fn rows(&self) -> i64 {
        self.0.values().sum()
    }
}
