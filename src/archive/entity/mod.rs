//! Columns, one file per table. Rules and joins live in the verbs beside this folder.

/// sea-orm wants `Debug`; rows hold clients' data, so only the table's name is ever printed.
macro_rules! redacted {
    ($table:literal) => {
        impl std::fmt::Debug for Model {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str($table)
            }
        }
    };
}
use redacted;

pub mod alert;
pub mod amendment;
pub mod anchor;
pub mod appointment;
pub mod attachment;
pub mod branch;
pub mod client;
pub mod confirmation;
pub mod consent;
pub mod correction;
pub mod cutoff;
pub mod deputy;
pub mod digest;
pub mod draft;
pub mod emergency;
pub mod erasure;
pub mod fact;
pub mod focus;
pub mod hold;
pub mod inbox;
pub mod incident;
pub mod invite;
pub mod issue;
pub mod leaving;
pub mod loan;
pub mod loan_pack;
pub mod loan_pack_item;
pub mod loan_rule;
pub mod menu_item;
pub mod near_key;
pub mod outbox;
pub mod paper_loan;
pub mod permission;
pub mod phone;
pub mod pin;
pub mod proposal;
pub mod proposed;
pub mod reading;
pub mod reveal;
pub mod screen;
pub mod search_key;
pub mod seat;
pub mod setting;
pub mod staff;
pub mod task;
pub mod trail;
pub mod undo;
pub mod violation;
pub mod visit;
pub mod visit_item;
