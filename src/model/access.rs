//! What a role sees of a card: parts × role × relation, as one table (access.md, "What a role sees").

use super::card::Field;
use super::policy::Role;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

super::words! {
    /// A part of a card; each stored field belongs to exactly one.
    Part ("part") {
        /// Number and name; for an organisation unit, person, title.
        Index = "index",
        /// Allergies, contraindications, patch tests.
        Safety = "safety",
        /// Phones, messenger, e-mail, addresses.
        Contact = "contact",
        /// Birthday, occupation, family, likes, topics.
        Profile = "profile",
        /// Needs, skin, plan, visits, effects, photos.
        Care = "care",
        /// An organisation's owner, manager, status, competitors.
        Business = "business",
        /// Spend, credit grade, limit, terms.
        Money = "money",
        /// Copies of documents in the five categories (A7.00).
        Documents = "documents",
        /// Originals: viewed, never lent (A8.08).
        Originals = "originals",
        /// Who opened, revealed, changed, approved what.
        Trail = "trail",
    }
}

super::words! {
    /// What the chat shows of sensitive fields, as the owner sets it; from closed to open. A bot's chat is a cloud chat, so
    /// what must not leave the house is kept out of it (security.md).
    InChat ("in-chat") {
        /// Not at all.
        Off = "off",
        /// Masked: whole for a minute, with a reason.
        Masked = "masked",
        /// As the matrix says.
        On = "on",
    }
}

#[expect(clippy::derivable_impls, reason = "`words!` derives no default")]
impl Default for InChat {
    fn default() -> Self {
        Self::On
    }
}

/// How much of a part a person gets; ordered from closed to open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Access {
    /// Hidden, and cannot be borrowed.
    Hidden,
    /// Hidden, but can be asked for as a loan.
    Lendable,
    /// Shown masked.
    Masked,
    /// Read.
    Read,
    /// Read and edit.
    Edit,
}

/// How a person stands to a client. A set: the most open row wins (decisions 12).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Relations {
    /// The person keeps this client.
    pub own: bool,
    /// The client is booked with the person: from 60 min before until 30 min after.
    pub today: bool,
    /// The client belongs to the person's branch; for an Owner, always.
    pub branch: bool,
    /// The parts of a running loan.
    pub lent: BTreeSet<Part>,
    /// What the chat shows of sensitive fields. It caps what is shown, never what is written.
    pub in_chat: InChat,
}

/// Access to one part under one role and a set of relations.
pub fn access(role: Role, relations: &Relations, part: Part) -> Access {
    let mut best = unrelated(role, part);
    if relations.branch || role == Role::Owner {
        best = best.max(in_branch(role, part));
    }
    if relations.own {
        best = best.max(own(role, part));
    }
    if relations.today {
        best = best.max(today(role, part));
    }
    best.max(lent(relations, part))
}

/// How much of a part's fields the chat shows: `access`, capped by the owner's setting where they are sensitive. All of
/// `contact`, `safety` and `documents` is; of the rest, `care` above all, what is `health`.
pub fn shown(role: Role, relations: &Relations, part: Part, health: bool) -> Access {
    let open = access(role, relations, part);
    if !health && !is_sensitive(part) {
        return open;
    }
    match relations.in_chat {
        InChat::On => open,
        // The approval of a loan is the reason for which its parts are shown whole.
        InChat::Masked if lent(relations, part) >= Access::Read => open,
        InChat::Masked => open.min(Access::Masked),
        InChat::Off => Access::Hidden,
    }
}

/// The same for a field. Where the paper file lies says nothing of the client: whoever is sent there, since the chat does
/// not show what lies in it, must find it.
pub fn shown_field(role: Role, relations: &Relations, field: Field) -> Access {
    match field {
        Field::PaperFile => access(role, relations, field.part()),
        field => shown(role, relations, field.part(), field.health()),
    }
}

const fn is_sensitive(part: Part) -> bool {
    matches!(part, Part::Contact | Part::Safety | Part::Documents)
}

/// Whether the client exists at all for this person; if not, every answer is "no such client".
pub fn knows(role: Role, relations: &Relations) -> bool {
    access(role, relations, Part::Index) >= Access::Read
}

/// The parts that this person may ask for, those already open left out, and those that the owner keeps out of the chat:
/// `care` stays, for its visits.
pub fn lendable(role: Role, relations: &Relations) -> Vec<Part> {
    Part::ALL
        .iter()
        .copied()
        .filter(|part| access(role, relations, *part) == Access::Lendable)
        .filter(|part| relations.in_chat != InChat::Off || !is_sensitive(*part))
        .collect()
}

/// The parts that somebody may have to ask for; a rule of lending can be about no other.
pub fn ever_lendable() -> Vec<Part> {
    let asked = |part: &Part| {
        let of_role = |role: &Role| {
            [unrelated, in_branch, own].iter().any(|row| row(*role, *part) == Access::Lendable)
        };
        Role::ALL.iter().any(of_role)
    };
    Part::ALL.iter().copied().filter(asked).collect()
}

/// Columns in the order of `Part::ALL`, one character each, as `access.md` writes them.
fn row(cells: &str, part: Part) -> Access {
    match cells.as_bytes()[part as usize] {
        b'E' => Access::Edit,
        b'R' => Access::Read,
        b'm' => Access::Masked,
        b'L' => Access::Lendable,
        _ => Access::Hidden,
    }
}

fn unrelated(role: Role, part: Part) -> Access {
    match role {
        Role::Care => row("R---L--L--", part),
        Role::Sales => row("R-L--L-L--", part),
        Role::Owner | Role::Manager | Role::Keeper | Role::FrontDesk => Access::Hidden,
    }
}

fn in_branch(role: Role, part: Part) -> Access {
    match role {
        Role::Owner | Role::Manager => row("EEEEEEEERR", part),
        Role::Keeper => row("EREERE-ERR", part),
        Role::FrontDesk => row("ERERRRRLR-", part),
        Role::Care | Role::Sales => Access::Hidden,
    }
}

fn own(role: Role, part: Part) -> Access {
    match role {
        Role::Care => row("REmEER-L--", part),
        Role::Sales => row("ERmERE-L--", part),
        Role::Owner | Role::Manager | Role::Keeper | Role::FrontDesk => Access::Hidden,
    }
}

fn today(role: Role, part: Part) -> Access {
    if role == Role::Care { own(role, part) } else { Access::Hidden }
}

/// A loan shows `index` and `safety` and what was lent; originals and the trail are never lent.
fn lent(relations: &Relations, part: Part) -> Access {
    match part {
        _ if relations.lent.is_empty() => Access::Hidden,
        Part::Index | Part::Safety => Access::Read,
        Part::Originals | Part::Trail => Access::Hidden,
        _ if relations.lent.contains(&part) => Access::Read,
        _ => Access::Hidden,
    }
}

/// The whole matrix as text: one line per role and relation, one column per part.
pub fn matrix() -> String {
    let sets = [
        ("none", Relations::default()),
        ("branch", Relations { branch: true, ..Relations::default() }),
        ("own", Relations { own: true, branch: true, ..Relations::default() }),
        ("today", Relations { today: true, branch: true, ..Relations::default() }),
        ("loan", Relations { lent: Part::ALL.iter().copied().collect(), ..Relations::default() }),
    ];
    let heads: Vec<&str> = Part::ALL.iter().map(|part| part.as_str()).collect();
    let mut out = format!(
        "| role, relation | {} |\n|---|{}\n",
        heads.join(" | "),
        "---|".repeat(heads.len())
    );
    for role in Role::ALL {
        for (name, relations) in &sets {
            let cells: Vec<&str> =
                Part::ALL.iter().map(|part| letter(access(*role, relations, *part))).collect();
            out += &format!("| {role:?}, {name} | {} |\n", cells.join(" | "));
        }
    }
    out
}

fn letter(access: Access) -> &'static str {
    match access {
        Access::Hidden => "–",
        Access::Lendable => "L",
        Access::Masked => "m",
        Access::Read => "R",
        Access::Edit => "E",
    }
}
