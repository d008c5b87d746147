//! Kartoteka: a client archive that a salon's staff talk to.
//!
//! A **person** does something (`Input`). A **dialogue** decides (`Step`). The **archive** does its work
//! (`Effect` → `Outcome`). The bot **shows** a `Screen`. Nothing else happens.
//!
//! # The folders, in reading order
//!
//! | folder | what it is | names only |
//! |---|---|---|
//! | [`model`] | nouns and rules: policy, access, mask, phones, search; pure | nothing |
//! | [`dialogue`] | decisions, one file per conversation; pure | model |
//! | [`locale`] | `Say` → words in the reader's language; pure | model, dialogue |
//! | [`archive`] | what is remembered: verbs over `&Tx`; the only folder that names sea_orm | model |
//! | [`turn`] | one update, whole or not at all; the gate in `turn/perform` | model, dialogue, archive |
//! | [`schedule`] | what happens unasked: recalls, ends of loans, the digest | the above |
//! | `telegram` | updates in, messages out; the only folder that names teloxide and dptree | the above |
//! | [`health`] | how the service is, on a loopback port: `/health`, `/metrics` | model, archive |
//! | [`command`], [`settings`] | the command line and what the operator sets | everything |
//!
//! Beside the folders: [`clock`] tells the time, [`log`] what is logged, [`meter`] counts, [`faults`] are for tests.
//!
//! `tests/tidy.rs` holds the layers.
//!
//! # The way of one update
//!
//! ```text
//! Telegram ──poll──▶ telegram/receive ──commit──▶ inbox        nothing is confirmed before it is on disk
//!                           │
//!                    telegram/work      one fair, capped queue per person; dptree routes → Came
//!                           │
//!                    archive::write     one transaction for all that wait: turn::take
//!                           │               load the screen that was pressed, or that has the focus
//!                           │               dialogue::step / resume ⇄ turn::perform (the gate → one verb)
//!                           │               save place, trail, outbox, inbox row done
//!                           │ commit
//!                    telegram/postman   outbox → Telegram; rights and language are read again at sending
//! ```
//!
//! # One borrow, walked through
//!
//! 1. Li Na presses *Borrow* on a card. `turn::press` checks the handle and finds `Choice::Go(Door::Borrow)`.
//!    [`dialogue::open`] names the state, [`dialogue::show`] orders `LoanEffect::Lendable`, `turn::perform` asks the
//!    policy and the archive, and the form's first question is shown: an edit of the same message.
//! 2. Four taps later `loan_request` orders `LoanEffect::Request`. `archive::loans::request` writes the row and the
//!    trail; `turn::perform::loans` returns the outcome for Li Na's screen, and **news**: a message for each manager,
//!    a screen with a place of its own, made under that manager's own rights.
//! 3. Chen presses *Approve*, *Yes*. The handle is bound to his chat and to that revision of the screen.
//!    `loan_decisions::decide` is a compare-and-set: the first valid press wins, the other reads who was first. His own
//!    half-filled form is untouched, since it stands on another screen.
//! 4. The news refresh every copy of the request and deliver the record: `cards::open` projects the card through
//!    `model::mask`, records the showing (an *issue*) and the trace. The postman sends it protected and stamped.
//! 5. At the end of the term [`schedule`] ends the loan: the message is stubbed and deleted, every other showing
//!    that the loan opened is closed, and Li Na reads how it ended. A later press finds `LoanOver`.

pub mod archive;
pub mod clock;
pub mod command;
#[cfg(feature = "demo")]
pub mod demo;
pub mod dialogue;
pub mod faults;
pub mod health;
pub mod locale;
pub mod log;
pub mod meter;
pub mod model;
pub mod schedule;
pub mod settings;
pub mod telegram;
pub mod turn;
