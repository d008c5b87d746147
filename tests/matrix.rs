//! The permission matrix as files that a person can read (F12): every role × act × relation, every role × field × relation
//! × see, correct, export. They are made from the domain and compared with what is committed in `tests/matrix/`; the same
//! files are then held against real taps by `tests/it/matrix.rs`.
//!
//! After a change that is meant: `KARTOTEKA_TEST_BLESS=1 cargo test --test matrix`, then read the difference.
#![allow(clippy::print_stdout, reason = "the cells are counted aloud")]

#[path = "matrix/cells.rs"]
mod cells;
#[path = "matrix/golden.rs"]
mod golden;
#[path = "matrix/rules.rs"]
mod rules;

use cells::{RELATIONS, acts, concerns_a_client, rows, tells, tells_in};
use kartoteka::model::StaffId;
use kartoteka::model::access::{InChat, Part};
use kartoteka::model::card::Field;
use kartoteka::model::people::may_manage;
use kartoteka::model::policy::{Action, Role, may_invite};
use std::collections::BTreeSet;

/// Where somebody can try an act: the private chat, a group, an inline query.
const PLACES: usize = 3;
/// See, correct, export.
const VERBS: usize = 3;

const ACTS_HEAD: &str = "\
# Who may do what to a client who stands so to them: yes, or a dot.
# own: keeps the client. today: the client is booked with them now. loan: borrowed all that they may borrow of a client of
# their branch. branch: a client of their branch. none: a client of another branch.
# An act on no client reads the same in every column. All of it holds in the private chat; in a group and inline there is
# nothing for anybody.";

const FIELDS_HEAD: &str = "\
# What of a client a role gets: three letters, for see, correct, export.
# See: s shown, m masked (whole for a minute with a reason), v on a screen of its own that closes soon, l can be borrowed.
# Correct: e. Export: x. A dot: no. The columns are those of acts.txt.
# †: health, closed to everybody until the client's separate consent; the cells hold with it.";

const SEATS_HEAD: &str = "\
# Whom a role may invite, i, and whose seat it may change, c; nobody changes their own.";

#[test]
fn who_may_do_what_is_the_golden_file() {
    let mut table = Vec::new();
    for role in Role::ALL {
        for action in Action::ALL {
            let cells = RELATIONS.map(|column| match acts(*role, column, *action) {
                true => "yes".to_owned(),
                false => ".".to_owned(),
            });
            let all_alike = cells.iter().all(|cell| *cell == cells[0]);
            assert!(concerns_a_client(*action) || all_alike, "{role:?} {action:?}");
            let named = [format!("{role:?}"), action.as_str().to_owned()];
            table.push(named.into_iter().chain(cells).collect());
        }
    }
    let cells = table.len() * RELATIONS.len() * PLACES;
    println!(
        "{} roles × {} acts × {} relations × {PLACES} places = {cells} cells",
        Role::ALL.len(),
        Action::ALL.len(),
        RELATIONS.len()
    );
    golden::same("acts.txt", &write(ACTS_HEAD, &heads("act"), &table));
}

#[test]
fn what_a_role_gets_of_a_client_is_the_golden_file() {
    let table = fields(InChat::On);
    let cells = table.len() * RELATIONS.len() * VERBS;
    println!(
        "{} roles × {} fields × {} relations × {VERBS} verbs = {cells} cells",
        Role::ALL.len(),
        rows().len(),
        RELATIONS.len()
    );
    let mut heads = heads("field");
    heads.push("part");
    golden::same("fields.txt", &write(FIELDS_HEAD, &heads, &table));
}

#[test]
fn what_the_owner_lets_the_chat_show_is_a_golden_file_each() {
    for (in_chat, file) in [(InChat::Masked, "fields_masked.txt"), (InChat::Off, "fields_off.txt")]
    {
        let mut heads = heads("field");
        heads.push("part");
        let head = format!(
            "# Sensitive fields in the chat: {}, as the owner set it. Else as fields.txt.",
            in_chat.as_str()
        );
        golden::same(file, &write(&head, &heads, &fields(in_chat)));
    }
}

#[test]
fn the_owners_setting_only_closes_and_never_touches_what_is_written_or_handed_out() {
    let open = |see: &str| match see {
        "s" => 4,
        "v" => 3,
        "m" => 2,
        "l" => 1,
        _ => 0,
    };
    for role in Role::ALL {
        for column in RELATIONS {
            for row in rows() {
                let [off, masked, on] = [InChat::Off, InChat::Masked, InChat::On]
                    .map(|in_chat| tells_in(in_chat, *role, column, row, true));
                let at = format!("{role:?}, {column}: {}: {off} {masked} {on}", row.name);
                assert!(open(&off[..1]) <= open(&masked[..1]), "{at}");
                assert!(open(&masked[..1]) <= open(&on[..1]), "{at}");
                assert_eq!([&off[1..], &masked[1..]], [&on[1..], &on[1..]], "{at}");
                let sensitive = row.health
                    || matches!(row.part, Part::Contact | Part::Safety | Part::Documents);
                // Where the paper file lies is read by whoever reads documents: what is kept out is looked up there.
                let is_place = row.name == "paper_file" && on.starts_with('s');
                match sensitive && !is_place {
                    true => assert_eq!(&off[..1], ".", "{at}"),
                    false => assert_eq!([&off, &masked], [&on, &on], "{at}"),
                }
            }
        }
    }
}

#[test]
fn whom_a_role_may_invite_and_manage_is_the_golden_file() {
    let mut table = Vec::new();
    for role in Role::ALL {
        let cells = Role::ALL.iter().map(|theirs| {
            let invites = if may_invite(*role).contains(theirs) { 'i' } else { '.' };
            let changes = may_manage(StaffId(1), *role, StaffId(2), *theirs);
            assert!(!may_manage(StaffId(1), *role, StaffId(1), *theirs), "{role:?}: their own");
            format!("{invites}{}", if changes { 'c' } else { '.' })
        });
        table.push([format!("{role:?}")].into_iter().chain(cells).collect::<Vec<_>>());
    }
    let roles: Vec<String> = Role::ALL.iter().map(|role| format!("{role:?}")).collect();
    let heads: Vec<&str> = ["role"].into_iter().chain(roles.iter().map(String::as_str)).collect();
    golden::same("seats.txt", &write(SEATS_HEAD, &heads, &table).replace("\n\n", "\n"));
}

#[test]
fn no_cell_is_missing_and_none_is_left_over() {
    let names: BTreeSet<&str> = rows().iter().map(|row| row.name).collect();
    assert_eq!(names.len(), rows().len(), "no two rows have one name");
    for field in Field::ALL {
        assert!(names.contains(field.as_str()), "{field:?} has no row");
    }
    for part in Part::ALL {
        assert!(rows().iter().any(|row| row.part == *part), "{part:?} has no row");
    }
    let roles = Role::ALL.len() * RELATIONS.len();
    assert_eq!(golden::read("acts.txt").len(), Action::ALL.len() * roles);
    // One column more: the part.
    assert_eq!(golden::read("fields.txt").len(), rows().len() * (roles + Role::ALL.len()));
}

#[test]
fn without_the_clients_consent_health_is_closed_to_everybody_and_nothing_else_is() {
    for role in Role::ALL {
        for column in RELATIONS {
            for row in rows() {
                let (with, without) =
                    (tells(*role, column, row, true), tells(*role, column, row, false));
                let wanted = if row.health { "..." } else { &with };
                assert_eq!(without, wanted, "{role:?}, {column}: {}", row.name);
            }
        }
    }
}

fn fields(in_chat: InChat) -> Vec<Vec<String>> {
    let mut table = Vec::new();
    for role in Role::ALL {
        for row in rows() {
            let cells = RELATIONS.map(|column| tells_in(in_chat, *role, column, row, true));
            let mark = if row.health { " †" } else { "" };
            let named = [format!("{role:?}"), format!("{}{mark}", row.name)];
            let part = row.part.as_str().to_owned();
            table.push(named.into_iter().chain(cells).chain([part]).collect());
        }
    }
    table
}

fn heads(row: &'static str) -> Vec<&'static str> {
    ["role", row].into_iter().chain(RELATIONS).collect()
}

/// Rows of cells as a table with straight columns.
fn write(head: &str, heads: &[&str], rows: &[Vec<String>]) -> String {
    let mut widths: Vec<usize> = heads.iter().map(|head| head.chars().count()).collect();
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let line = |cells: &[String]| {
        let padded = cells
            .iter()
            .zip(&widths)
            .map(|(cell, width)| format!("{cell}{}", " ".repeat(width - cell.chars().count())));
        format!("{}\n", padded.collect::<Vec<_>>().join(" | ").trim_end())
    };
    let heads: Vec<String> = heads.iter().map(|head| (*head).to_owned()).collect();
    let mut out = format!("{head}\n{}", line(&heads));
    let mut group = None;
    for row in rows {
        if group.replace(&row[0]).is_none_or(|before| *before != row[0]) {
            out.push('\n');
        }
        out += &line(row);
    }
    out
}
