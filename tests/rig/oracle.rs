//! What must be true after every run, whatever happened in it: each rule counts, and counts what breaks it.

use super::load::Book;
use super::records::{Call, Records};
use super::{CLIENTS, MARKED, Seat, canary};
use kartoteka::model::access::{Access, Relations, access};
use kartoteka::model::card::Field;
use kartoteka::model::policy::Role;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

/// States in which an update has ended.
const ENDED: &[&str] = &["done", "dead", "shed"];
/// States in which a row of the outbox has ended.
const SENT: &[&str] = &["done", "superseded", "dropped", "failed"];
/// What a send says whose first try may have arrived.
const MARKS: [&str; 6] = [
    "This may be a repeat",
    "这条消息您可能已经收到过",
    "이미 받으신 메시지일 수 있습니다",
    "This card may not have reached you",
    "发送时网络中断",
    "보내는 중에 연결이 끊겨, 전달되었을지 모르는 카드는",
];

/// One rule's verdict.
#[derive(Debug)]
pub struct Line {
    /// The rule.
    pub rule: &'static str,
    /// What it looked at.
    pub counted: usize,
    /// What broke it.
    pub wrong: usize,
}

/// All rules.
pub fn judge(records: &Records, book: &Book, reader: &Seat, kills: usize) -> Vec<Line> {
    let mut lines = inbox(records);
    lines.extend(effects(records, book, reader));
    lines.extend(presses(records));
    lines.extend(sends(records, kills));
    lines.push(sights(records));
    lines.push(line(
        "files: something of a client in the clear",
        records.files,
        records.leaks.len(),
    ));
    lines.push(line("trail: entries whose chain is broken", records.trail.len(), {
        usize::from(records.broken.is_some())
    }));
    lines
}

/// Every mark that was sent, whatever became of the call: its person must be allowed to read that field (I7).
fn sights(records: &Records) -> Line {
    let may = |role: Role, field: Field| {
        // Nobody keeps or borrows these clients, so the role alone decides.
        let relations = Relations { branch: true, ..Relations::default() };
        access(role, &relations, field.part()) >= Access::Read
    };
    let (mut seen, mut wrong) = (0, 0);
    for call in records.calls.iter().filter(|call| call.said.contains("zq")) {
        let role = records.staff.iter().find(|(chat, _)| *chat == call.chat).map(|(_, role)| *role);
        let marks = (0..CLIENTS.len()).flat_map(|nth| MARKED.iter().map(move |it| (nth, *it)));
        for (_, field) in marks.filter(|(nth, field)| call.said.contains(&canary(*nth, *field))) {
            seen += 1;
            wrong += usize::from(!role.is_some_and(|role| may(role, field)));
        }
    }
    line("fields sent: to somebody who may not read them", seen, wrong)
}

/// What broke the rule of this name.
pub fn wrong(lines: &[Line], rule: &str) -> usize {
    let named: Vec<_> = lines.iter().filter(|line| line.rule.contains(rule)).collect();
    let [line] = named.as_slice() else { panic!("{} rules are called {rule}", named.len()) };
    line.wrong
}

/// Prints a table with a line for each rule.
pub fn print(title: &str, lines: &[Line], facts: &[(&str, &dyn Display)]) {
    println!("\n{title}");
    for (name, value) in facts {
        println!("  {name:<58} {value:>8}");
    }
    println!("  {:<58} {:>8} {:>6}", "rule", "counted", "wrong");
    for line in lines {
        println!("  {:<58} {:>8} {:>6}", line.rule, line.counted, line.wrong);
    }
}

fn line(rule: &'static str, counted: usize, wrong: usize) -> Line {
    Line { rule, counted, wrong }
}

fn inbox(records: &Records) -> Vec<Line> {
    let rows: BTreeSet<i64> = records.inbox.iter().map(|(id, _)| *id).collect();
    let issued: BTreeSet<i64> = records.issued.iter().map(|update| update.id).collect();
    let open = records.inbox.iter().filter(|(_, state)| !ENDED.contains(&state.as_str())).count();
    let dead = records.inbox.iter().filter(|(_, state)| state == "dead").count();
    let unsent = records.outbox.iter().filter(|(_, state)| !SENT.contains(&state.as_str())).count();
    let failed = records.outbox.iter().filter(|(_, state)| state == "failed").count();
    vec![
        line("updates issued that are not in the inbox: lost", issued.len(), {
            issued.difference(&rows).count()
        }),
        line("rows of the inbox that were never issued, or twice", records.inbox.len(), {
            rows.difference(&issued).count() + records.inbox.len() - rows.len()
        }),
        line("rows of the inbox without an end", records.inbox.len(), open),
        line("rows of the inbox that were given up", records.inbox.len(), dead),
        line("rows of the outbox without an end", records.outbox.len(), unsent),
        line("rows of the outbox that were given up", records.outbox.len(), failed),
    ]
}

fn effects(records: &Records, book: &Book, reader: &Seat) -> Vec<Line> {
    let clients = count(records.clients.iter().map(|(_, name)| name.as_str()));
    let visits = count(records.visits.iter().map(String::as_str));
    let twice = |made: &BTreeMap<&str, usize>, asked: &[String]| -> usize {
        asked.iter().map(|key| at(made, key).saturating_sub(1)).sum()
    };
    let missing = |made: &BTreeMap<&str, usize>, told: &BTreeSet<String>| {
        told.iter().filter(|key| at(made, key) == 0).count()
    };
    let numbers = count(records.clients.iter().map(|(number, _)| number.as_str()));
    let receipts: BTreeSet<&str> = records
        .calls
        .iter()
        .filter(|call| call.ok)
        .filter_map(|call| call.text.split_once("Saved as ")?.1.lines().next())
        .collect();
    let unkept = receipts.iter().filter(|number| at(&numbers, number) != 1).count();
    let (found, asked) = (searched(records, reader), taken(records, reader));
    vec![
        line("clients pasted: created twice", book.pasted.len(), twice(&clients, &book.pasted)),
        line("clients whose receipt was read: missing", book.saved.len(), {
            missing(&clients, &book.saved)
        }),
        line("receipts sent: without exactly one client", receipts.len(), unkept),
        line("visits marked: logged twice", book.marks.len(), twice(&visits, &book.marks)),
        line("visits whose receipt was read: missing", book.logged.len(), {
            missing(&visits, &book.logged)
        }),
        line("searches of the reader: not exactly one entry each", asked, found.abs_diff(asked)),
        line("clients: without exactly one entry of the trail", records.clients.len(), {
            records.acts("created").abs_diff(records.clients.len())
        }),
        line("visits: without exactly one entry of the trail", records.visits.len(), {
            records.acts("logged").abs_diff(records.visits.len())
        }),
    ]
}

fn searched(records: &Records, reader: &Seat) -> usize {
    records.trail.iter().filter(|(act, actor)| act == "searched" && *actor == reader.id.0).count()
}

/// Updates of a person that were taken, rather than shed in a flood.
fn taken(records: &Records, person: &Seat) -> usize {
    let done: BTreeSet<i64> =
        records.inbox.iter().filter(|(_, state)| state == "done").map(|(id, _)| *id).collect();
    let telegram = person.person.id();
    records.issued.iter().filter(|it| it.person == telegram && done.contains(&it.id)).count()
}

fn presses(records: &Records) -> Vec<Line> {
    let queries: Vec<&str> =
        records.issued.iter().filter_map(|update| update.query.as_deref()).collect();
    let answered =
        count(records.done("answerCallbackQuery").filter_map(|call| call.query.as_deref()));
    let unanswered = queries.iter().filter(|query| at(&answered, query) == 0).count();
    let twice: usize = queries.iter().map(|query| at(&answered, query).saturating_sub(1)).sum();
    let rows = records.outbox.iter().filter(|(kind, _)| kind == "answer").count();
    vec![
        line("presses: never answered", queries.len(), unanswered),
        line("presses: answered twice", queries.len(), twice),
        line("presses: not exactly one row of the outbox each", queries.len(), {
            rows.abs_diff(queries.len())
        }),
    ]
}

fn sends(records: &Records, kills: usize) -> Vec<Line> {
    // A sentence without buttons, such as that of a flood, may be said twice: only screens tell who they are.
    let mut sent: BTreeMap<(i64, &str), Vec<&Call>> = BTreeMap::new();
    for call in records.done("sendMessage") {
        let Some(handle) = call.handle.as_deref() else { continue };
        sent.entry((call.chat, handle)).or_default().push(call);
    }
    let repeats: Vec<&Call> = sent.values().flat_map(|calls| calls[1..].to_vec()).collect();
    // Each chat has one send under way at a time, so a kill doubles one in each chat at most.
    let in_chats = count(repeats.iter().map(|call| call.chat));
    // The call of a killed bot may be served after the repeat by its successor: whichever comes first, all but one bear
    // the mark.
    let plain = |calls: &Vec<&Call>| {
        calls.iter().filter(|call| !MARKS.iter().any(|mark| call.text.contains(mark))).count()
    };
    let unmarked: usize = sent.values().map(|calls| plain(calls).saturating_sub(1)).sum();
    let edits = count(records.done("editMessageText").map(|call| {
        let handle = call.handle.as_deref().unwrap_or(&call.text);
        (call.chat, call.message, handle)
    }));
    let edited: usize = edits.values().sum();
    let total = sent.values().map(Vec::len).sum();
    vec![
        line("sends: repeated in a chat more often than it was killed", total, {
            in_chats.values().map(|repeats| repeats.saturating_sub(kills)).sum()
        }),
        line("sends: repeated without the mark", repeats.len(), unmarked),
        line("edits: the same one twice", edited, edited - edits.len()),
    ]
}

fn count<K: Ord>(keys: impl Iterator<Item = K>) -> BTreeMap<K, usize> {
    let mut counts = BTreeMap::new();
    for key in keys {
        *counts.entry(key).or_default() += 1;
    }
    counts
}

fn at(counts: &BTreeMap<&str, usize>, key: &str) -> usize {
    counts.get(key).copied().unwrap_or_default()
}
