//! Where each door leads.

use super::State;
use super::screen::Door;
use super::{
    booking, client_consent, client_create, client_edit, client_find, client_history, client_open,
    client_register, client_reveal, digest_work, help, home, house_rules, incident, loan_form,
    loan_list, loan_pack, loan_request, loan_rules, originals, paper_file, rights, staff_away,
    staff_invite, staff_people, staff_pin, staff_settings, trail_check, violations, visit_amend,
    visit_log,
};

/// The state behind a door: the beginning of the dialogue that it opens.
pub fn open(door: Door) -> State {
    match door {
        Door::Home => State::Home(home::State::Today),
        Door::More => State::Home(home::State::More),
        Door::Find => State::ClientFind(client_find::State::Asking),
        Door::Search { query } => State::ClientFind(client_find::State::Found { query, page: 0 }),
        Door::Create { name } => client_create::open(name),
        Door::Card { client } => State::ClientOpen(client_open::State::Card { client }),
        Door::Visits { client } => State::ClientOpen(client_open::State::Visits { client }),
        Door::History { client } => client_history::open(client),
        Door::Consent { client } => State::ClientConsent(client_consent::State::Asking { client }),
        Door::Register { client } => client_register::State::List { client }.into(),
        Door::Edit { client } => State::ClientEdit(client_edit::State::Choosing { client }),
        Door::LogVisit { client } => visit_log::open(client),
        Door::AmendVisit { visit } => visit_amend::open(visit),
        Door::Consult { client } => State::ClientOpen(client_open::State::Consult { client }),
        Door::Reveal { client } => {
            State::ClientReveal(client_reveal::State::Why { client, then: None })
        }
        Door::Originals { client } => {
            State::Originals(originals::State::Shown { client, noted: None })
        }
        Door::Bookings { client } => State::Booking(booking::State::List { client }),
        Door::Borrow { client } => loan_request::open(client),
        Door::Extend { client } => loan_request::extend(client),
        Door::Loans => State::LoanList(loan_list::State::Mine),
        Door::LoansOut => State::LoanList(loan_list::State::Out),
        Door::LoanForm { loan } => State::LoanForm(loan_form::State::Asking { loan }),
        Door::Pack => State::LoanPack(loan_pack::State::Tomorrow { reason: String::new() }),
        Door::Packs => State::LoanPack(loan_pack::State::List),
        Door::LoanRules => State::LoanRules(loan_rules::State::List),
        Door::Papers => State::PaperFile(paper_file::State::List),
        Door::Paper { loan } => State::PaperFile(paper_file::State::One { loan }),
        Door::Violations => State::Violations(violations::State::List),
        Door::FollowUps => State::DigestWork(digest_work::State::FollowUps),
        Door::Seats => State::StaffInvite(staff_invite::State::Seats),
        Door::Invite => State::StaffInvite(staff_invite::State::Role),
        Door::People => State::StaffPeople(staff_people::State::List { page: 0 }),
        Door::Person { staff } => State::StaffPeople(staff_people::State::Person { staff }),
        Door::Away => State::StaffAway(staff_away::State::Menu),
        Door::Pin => State::StaffPin(staff_pin::State::Menu),
        Door::Settings => State::StaffSettings(staff_settings::State::Menu),
        Door::InChat => State::HouseRules(house_rules::State::InChat),
        Door::Kept => State::HouseRules(house_rules::State::Kept),
        Door::Incident => State::Incident(incident::State::Now),
        Door::Trail => State::TrailCheck(trail_check::State::Checked),
        Door::Rights(way) => rights::open(way),
        Door::Help => State::Help(help::State::Help),
        Door::Privacy => State::Help(help::State::Privacy),
    }
}
