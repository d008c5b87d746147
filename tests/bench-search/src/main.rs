//! Tantivy over the invented clients of `tests/search.rs`, asked the same questions: eleven hits by relevance, no rights, no
//! trail, no encryption. `cargo run --release -- 1000000`, beside `KARTOTEKA_TEST_FIGURES=1 cargo test --release --test search`.
#![allow(clippy::print_stdout, reason = "a table is what it is for")]

#[allow(dead_code, missing_docs)]
#[path = "../../search/names.rs"]
mod names;
#[allow(dead_code)]
#[path = "../../search/times.rs"]
mod times;

use names::{KINDS, Kind, LANGS, Lang, Person, Random, person, typed};
use std::time::{Duration, Instant};
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, FuzzyTermQuery, PhraseQuery, Query, TermQuery};
use tantivy::schema::{FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TEXT, Value};
use tantivy::{Index, TantivyDocument, Term, doc};
use times::Times;

/// Questions of one kind in one language.
const ASKED: u64 = 200;
/// Memory of the writer, in bytes.
const WRITER_BYTES: usize = 200_000_000;
/// Hits, as many as the product looks for.
const HITS: usize = 11;

/// What a client is found by.
#[derive(Clone, Copy)]
struct Fields {
    id: Field,
    /// Words, and CJK characters each as a word.
    name: Field,
    /// The whole name in one, Chinese in pinyin.
    whole: Field,
    initials: Field,
    phone: Field,
    tail: Field,
}

fn main() -> tantivy::Result<()> {
    let clients: u64 = std::env::args().nth(1).map_or(100_000, |it| it.parse().expect("a number of clients"));
    let mut schema = Schema::builder();
    let fields = Fields {
        id: schema.add_u64_field("id", INDEXED | STORED | FAST),
        name: schema.add_text_field("name", TEXT),
        whole: schema.add_text_field("whole", STRING),
        initials: schema.add_text_field("initials", STRING),
        phone: schema.add_text_field("phone", STRING),
        tail: schema.add_text_field("tail", STRING),
    };
    let folder = tempfile::tempdir()?;
    let index = Index::create_in_dir(folder.path(), schema.build())?;
    let begun = Instant::now();
    let mut writer = index.writer(WRITER_BYTES)?;
    for client in (1..=clients).map(person) {
        writer.add_document(document(fields, &client))?;
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    println!("built | tantivy | {clients} | index {:.1} s", begun.elapsed().as_secs_f64());
    let bytes: u64 = std::fs::read_dir(folder.path())?.flatten().filter_map(|it| Some(it.metadata().ok()?.len())).sum();
    println!("size | tantivy | {clients} | index | {:.1} MiB", bytes as f64 / 1_048_576.0);
    let searcher = index.reader()?.searcher();
    for kind in KINDS {
        let mut random = Random(7);
        let (mut times, mut found) = (Vec::<Duration>::new(), 0);
        for turn in 0..ASKED * LANGS.len() as u64 {
            let client = person(random.below(clients) + 1);
            let Some(text) = typed(&client, kind, turn) else { continue };
            let begun = Instant::now();
            let query = query(fields, &client, kind, &text);
            let mut is_found = false;
            for (_, place) in searcher.search(&query, &TopDocs::with_limit(HITS))? {
                let hit: TantivyDocument = searcher.doc(place)?;
                is_found |= hit.get_first(fields.id).and_then(|id| id.as_u64()) == Some(client.id);
            }
            times.push(begun.elapsed());
            found += usize::from(is_found);
        }
        let share = found * 100 / times.len().max(1);
        println!("search | tantivy | {clients} | {} | all | {} | finds {share} %", kind.name(), Times::new(&times).cell());
    }
    Ok(())
}

fn document(fields: Fields, client: &Person) -> TantivyDocument {
    let initials = typed(client, Kind::PinyinInitials, 0).or_else(|| typed(client, Kind::HangulInitials, 0));
    doc!(
        fields.id => client.id,
        fields.name => split(&client.name),
        fields.whole => client.pinyin().unwrap_or_else(|| whole(&client.name)),
        fields.initials => initials.unwrap_or_default(),
        fields.phone => client.phone.clone(),
        fields.tail => client.phone[client.phone.len() - 4..].to_owned(),
    )
}

/// A space around each CJK character, so that each is a word.
fn split(name: &str) -> String {
    name.to_lowercase().chars().flat_map(|c| if c > '\u{2e80}' { vec![' ', c, ' '] } else { vec![c] }).collect()
}

fn whole(name: &str) -> String {
    name.to_lowercase().replace(' ', "")
}

fn query(fields: Fields, client: &Person, kind: Kind, text: &str) -> Box<dyn Query> {
    let term = |field: Field, text: &str| Term::from_field_text(field, text);
    let exact = |field: Field, text: &str| -> Box<dyn Query> {
        Box::new(TermQuery::new(term(field, text), IndexRecordOption::Basic))
    };
    let cjk = matches!(client.lang, Lang::Chinese | Lang::Korean);
    match kind {
        Kind::Phone => exact(fields.phone, text.trim_start_matches('+')),
        Kind::LastFour => exact(fields.tail, text),
        Kind::PinyinInitials | Kind::HangulInitials => exact(fields.initials, text),
        Kind::Prefix | Kind::TwoCharacters if cjk => {
            Box::new(PhraseQuery::new(text.chars().map(|c| term(fields.name, &c.to_string())).collect()))
        }
        Kind::Prefix | Kind::TwoCharacters => {
            Box::new(FuzzyTermQuery::new_prefix(term(fields.name, text), 0, true))
        }
        Kind::Typo if cjk => Box::new(FuzzyTermQuery::new(term(fields.whole, text), 1, true)),
        Kind::Typo => {
            let words = text.to_lowercase();
            let words = words.split(' ').map(|word| -> Box<dyn Query> {
                Box::new(FuzzyTermQuery::new(term(fields.name, word), 1, true))
            });
            Box::new(BooleanQuery::intersection(words.collect()))
        }
    }
}
