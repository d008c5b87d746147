//! One binary for every test that talks to the bot over HTTP, as people do.
#![allow(missing_docs)]
// A transcript is as long as its conversation.
#![allow(clippy::too_many_lines)]

mod alert;
mod bad_input;
mod booking;
mod branches;
mod canary;
mod changed_seats;
mod clear;
mod client_consent;
mod client_create;
mod client_create_kept;
mod client_edit;
mod client_edit_hidden;
mod client_edit_phones;
mod client_find;
mod client_find_near;
mod client_history;
mod client_open;
mod client_register;
mod client_reveal;
mod edited;
mod expiry;
mod guards;
mod house_rules;
mod incident;
mod interleaved;
mod leavers;
mod leaving;
mod lending;
mod loan_asking;
mod loan_class;
mod loan_copies;
mod loan_decide;
mod loan_decide_demoted;
mod loan_deputy;
mod loan_dual;
mod loan_extend;
mod loan_fewer;
mod loan_form;
mod loan_line;
mod loan_list;
mod loan_list_past;
mod loan_mutual;
mod loan_own_parts;
mod loan_pack;
mod loan_pack_decide;
mod loan_papers;
mod loan_read;
mod loan_request;
mod loan_rules;
mod loan_rules_editor;
mod loan_start;
mod loan_unanswered;
mod matrix;
mod paper_files;
mod paper_given;
mod paper_keeper;
mod paper_ladder;
mod paper_place;
mod pin_reset;
mod postgres;
mod races;
mod refusals;
mod reminders;
mod rights_copy;
mod rights_copy_back;
mod rights_drill;
mod rights_emergency;
mod rights_erase;
mod rights_hold;
mod rights_restore;
mod rights_retention;
mod unrecalled;
mod visit_amend;
mod visit_log;
mod visit_log_consent;

mod office;
mod start;

mod digest_handed;
mod digest_work;
mod home;
mod house;
mod screens;
mod sending;
mod staff_invite;
mod staff_people;
mod staff_pin;
mod staff_pin_guard;
mod staff_settings;
mod threats;
mod trail_check;

#[path = "../data_folder/mod.rs"]
mod data_folder;
#[path = "../matrix/golden.rs"]
mod golden;
mod standing;
