//! Every threat of the threat model, with the tests that hold it off, or the reason why there is none here.
//!
//! A name is that of a test function, to be run by `cargo test <name>`; `the_list_is_whole_and_names_real_tests` looks each
//! of them up in the sources. Figures of `reliability.md` that are proved the same way follow below the threats.
//!
//! | # | attack | tests, or the reason |
//! |---|---|---|
//! | T1 | a stranger finds the bot | `a_stranger_gets_one_text_a_thousand_times`, `a_stranger_reads_the_same_whatever_they_try` |
//! | T2 | an invitation is forwarded | `of_two_who_follow_one_link_at_once_one_gets_the_seat`, `a_link_is_over_after_72_hours`, `the_inviter_confirms_and_the_colleague_is_welcome`, `a_refused_colleague_stays_a_stranger`. The check of the own contact is not built: the inviter's word is the second step |
//! | T3 | somebody leafs through | `whoever_leafs_through_is_told_of_at_the_next_card_beyond_the_quota_and_once`, `an_alert_is_raised_beyond_the_quota_and_not_at_it`, `cards_that_no_visit_explains_are_told_of_once_with_a_way_to_act`, `at_the_front_desk_a_visit_with_anybody_explains_a_card`, `more_than_ten_hits_are_pages`, `what_is_looked_for` |
//! | T4 | a field beyond the role | `the_cares_cells` and its sisters for each role, `nobody_is_sent_what_they_may_not_see`, `each_role_finds_its_doors_and_gets_its_notices_without_a_clients_content`, `what_is_hidden_is_not_in_the_view_and_what_is_open_is`, `the_end_of_a_phone_finds_only_where_the_contact_may_be_seen` |
//! | T5 | a leaver copies the archive | `whoever_is_suspended_is_refused_at_the_next_update_and_everything_shown_goes`, `a_suspended_borrower_is_a_stranger_with_an_empty_chat`, `whoever_leaves_hands_over_what_they_keep`, `a_last_day_is_told_with_what_was_read_before_and_ends_the_seat_with_that_day`, `whoever_leaves_is_told_of_at_half_of_every_limit`. Nothing is exported by the bot in bulk |
//! | T6 | own or mutual approval | `two_turns_at_once_are_one_decision_in_a_thousand_rounds`, `a_borrower_who_became_a_manager_does_not_decide_their_own_request`, `a_demoted_manager_does_not_decide_any_more`, `an_approval_counts_only_while_its_giver_may_decide`, `nobody_gives_both_approvals_however_they_reach_the_archive`, `a_row_that_contradicts_is_refused`, `two_who_approved_each_others_loans_are_told_of_with_both_counts` |
//! | T7 | reading after the term | `no_record_is_read_after_its_term_in_a_simulated_year`, `a_shown_record_is_closed_within_a_second_of_its_end`, `a_term_ends_by_the_local_day_and_never_beyond_the_cap` |
//! | T8 | forged and stolen buttons | `no_random_handle_is_taken`, `no_single_bit_of_a_thousand_handles_may_change`, `the_buttons_of_others_and_forged_ones_do_nothing`, `the_sales_cells`, `a_button_from_before_a_restart_works` |
//! | T9 | double taps, old screens | `twenty_taps_at_once_are_one_card_and_twenty_answers`, `two_taps_have_one_effect_and_two_answers`, `a_press_on_an_old_screen_brings_the_current_one` |
//! | T10 | the bot in a group | `in_a_group_no_button_of_a_card_shows_anything`, `in_a_group_the_bot_says_once_that_it_talks_in_private_and_leaves`, `a_group_hears_nothing_but_that_it_is_one` |
//! | T11 | inline lookup | `an_inline_query_is_neither_asked_for_nor_answered` |
//! | T12 | forwarding, lock screen | `every_message_is_protected_and_no_first_line_names_a_client`, `a_screen_is_protected_bold_and_counts_its_buttons_through_all_rows`, `every_conversation_goes_on_keeps_drafts_and_has_words` (no title, and no notice in its first 60 characters, names a client) |
//! | T13 | a stolen account | `five_wrong_tries_are_a_pause_and_the_owner_is_told`, `a_pin_is_asked_for_after_a_while_and_the_decision_goes_on`, `whoever_is_idle_for_a_quarter_of_an_hour_is_locked`, `a_written_pin_is_not_searched_for` |
//! | T14 | the token leaks | `neither_the_token_nor_a_client_is_told_to_log_or_disk`, `a_token_is_struck_out_wherever_it_stands` |
//! | T15 | a thief polls | `a_revoked_token_ends_the_bot_and_another_poller_does_not`, `a_second_instance_on_the_same_data_is_refused`. An alarm by another channel is not built: the operator's log says that somebody else polls |
//! | T16 | a forged webhook | There is no webhook: the bot polls, and takes no connection (decisions 31) |
//! | T17 | hostile names | `a_hostile_name_is_text_and_nothing_else`, `any_text_is_safe`, `nothing_is_empty_or_too_long`, `only_what_runs_leftwards_is_isolated` |
//! | T18 | formulas, log injection | Nothing is exported to a sheet; `neither_the_token_nor_a_client_is_told_to_log_or_disk` keeps people's words out of the log |
//! | T19 | hostile files | `a_file_is_written_once_and_for_this_user_only`, `a_photo_comes_back_and_is_not_to_be_seen_in_its_file`. Photos are sealed as they came and never opened; they are not encoded anew |
//! | T20 | a stolen disk or backup | `neither_the_token_nor_a_client_is_told_to_log_or_disk`, `a_backup_holds_whole_sealed_files_and_not_the_key`, `a_wrong_key_opens_nothing` |
//! | T21 | swapped ciphertext | `a_swapped_file_or_key_is_refused`, `a_file_that_was_cut_or_changed_is_refused`, `doctor_examines_an_archive_and_sees_a_damaged_page` |
//! | T22 | the search index | It lies inside the encrypted file (decisions 22): T20's tests hold |
//! | T23 | a forged trail | `each_changed_byte_of_a_thousand_entries_is_found_where_it_is`, `each_entry_that_is_missing_doubled_or_exchanged_is_found`, `a_cut_end_is_found_by_the_first_anchor_that_it_lacks`, `a_trail_written_anew_from_any_entry_does_not_meet_the_next_anchor`, `a_trail_that_was_changed_alarms_the_owner_once` |
//! | T24 | silent reading | `the_gate_holds_for_an_owner` and its sisters (refusals), `the_history_has_two_tabs_and_names_the_field`, `a_client_is_shown_roles_and_days_and_nothing_else` |
//! | T25 | an old backup revives | `restore_needs_force_over_an_archive_and_moves_it_aside`, `a_changed_cut_or_foreign_backup_is_refused_and_nothing_is_touched`; the journal of erasures comes with erasure |
//! | T26 | a flood | `a_flood_of_presses_is_shed_and_each_press_is_answered_once`, `a_flood_is_shed_presses_sooner_than_words`, `whoever_is_told_to_wait_holds_up_nobody_else` |
//! | T27 | rewritten visits | `an_amount_is_corrected_with_a_reason`, `a_correction_shows_old_and_new_and_keeps_the_old`, `an_effect_is_corrected_and_the_history_says_so`. A view of what the card said on a day is not built |
//! | T28 | cards stay in the chat | `the_evening_takes_back_what_was_not_lent`, `clear_takes_every_card_out_and_a_loan_runs_on`, `the_borrower_is_reminded_and_the_record_goes_when_its_time_is_over`, `a_record_too_old_to_be_deleted_is_stubbed` |
//! | T29 | a malicious crate | `.ci/run`, step *dependencies*: bans, licences, sources and advisories over the lock file |
//! | T30 | a forged Mini App | There is no Mini App |
//!
//! | figure | proved by |
//! |---|---|
//! | F9 | `two_turns_at_once_are_one_decision_in_a_thousand_rounds`; `KARTOTEKA_TEST_WHOLE=1` makes it 10,000 |
//! | F10 | `no_random_handle_is_taken` (10⁷ with `KARTOTEKA_TEST_WHOLE=1`), `no_single_bit_of_a_thousand_handles_may_change` |
//! | F12 | `who_may_do_what_is_the_golden_file`, `what_a_role_gets_of_a_client_is_the_golden_file`, `the_owners_cells` and its sisters, `each_role_finds_its_doors_and_gets_its_notices_without_a_clients_content`, `the_gate_holds_for_an_owner` and its sisters, `the_code_is_the_page` |
//! | F13 | `the_gate_holds_for_care` and its sisters |
//! | F14 | `whoever_is_suspended_is_refused_at_the_next_update_and_everything_shown_goes` |
//! | F15 | `no_record_is_read_after_its_term_in_a_simulated_year` |
//! | F23 | There is no command that re-keys: `backup`, a new key and `restore` do it offline |
//! | F24 | the journal of erasures comes with erasure |
//! | F25 | `each_changed_byte_of_a_thousand_entries_is_found_where_it_is` and its neighbours |
//! | F30 | `tests/matrix/survivors.txt` lists what mutation testing left, with the reason |
#![allow(clippy::print_stdout, reason = "what was tried is counted aloud")]

use kartoteka::model::ScreenId;
use kartoteka::turn::handle::{Handle, HandleKey};
use std::path::Path;
use std::thread;

/// The threats of `security.md`.
const THREATS: usize = 30;
/// Random handles; all of F10's where `KARTOTEKA_TEST_WHOLE` is set.
const RANDOM: u64 = 200_000;
const RANDOM_WHOLE: u64 = 10_000_000;
/// Real handles whose bits are turned.
const REAL: u64 = 1_000;
/// Threads that try.
const THREADS: u64 = 4;
/// The chat that tries.
const CHAT: i64 = 501;

#[test]
fn the_list_is_whole_and_names_real_tests() {
    let here = std::fs::read_to_string(top().join("tests/threats.rs")).expect("this file");
    let rows: Vec<&str> = here.lines().filter_map(|line| line.strip_prefix("//! | T")).collect();
    let listed: Vec<usize> =
        rows.iter().filter_map(|row| row.split(' ').next()?.parse().ok()).collect();
    assert_eq!(listed, (1..=THREATS).collect::<Vec<_>>());
    let mut sources = String::new();
    for folder in ["src", "tests"] {
        collect(&top().join(folder), &mut sources);
    }
    let mut named = 0;
    for line in here.lines().filter(|line| line.starts_with("//! | ")) {
        for name in line.split('`').skip(1).step_by(2) {
            let is_test = name.contains('_')
                && name.chars().all(|c| c == '_' || c.is_ascii_lowercase() || c.is_ascii_digit());
            if is_test {
                assert!(sources.contains(&format!("fn {name}(")), "there is no test {name}");
                named += 1;
            }
        }
    }
    println!("{THREATS} threats, {named} tests named");
    assert!(named > 60);
}

#[test]
fn no_random_handle_is_taken() {
    let whole = std::env::var_os("KARTOTEKA_TEST_WHOLE").is_some();
    let tried = if whole { RANDOM_WHOLE } else { RANDOM };
    let hits: u64 = spread(|thread| {
        let mut dice = thread + 1;
        let key = HandleKey::new([7; 32]);
        let tries = 0..tried / THREADS;
        tries.filter(|_| key.read(CHAT, &random_handle(&mut dice)).is_some()).count() as u64
    });
    println!("{tried} random handles, {hits} hits");
    assert_eq!(hits, 0);
}

#[test]
fn no_single_bit_of_a_thousand_handles_may_change() {
    let tried: u64 = spread(|thread| {
        let key = HandleKey::new([7; 32]);
        let mut tried = 0;
        for nth in (thread..REAL).step_by(THREADS as usize) {
            let handle = Handle {
                screen: ScreenId(1 + nth as i64 * 37),
                revision: nth as i32 % 400,
                place: nth as u32 % 16,
            };
            let data = key.write(CHAT, handle);
            assert_eq!(key.read(CHAT, &data), Some(handle));
            for bit in 0..8 * data.len() {
                let mut bytes = data.clone().into_bytes();
                bytes[bit / 8] ^= 1 << (bit % 8);
                // Telegram hands over text only.
                let forged = String::from_utf8_lossy(&bytes);
                assert_eq!(key.read(CHAT, &forged), None, "bit {bit} of {data}");
                tried += 1;
            }
        }
        tried
    });
    println!("{tried} single bits of {REAL} handles, each refused");
}

/// The sum over what each thread finds.
fn spread(work: impl Fn(u64) -> u64 + Sync) -> u64 {
    thread::scope(|scope| {
        let work = &work;
        let threads: Vec<_> =
            (0..THREADS).map(|thread| scope.spawn(move || work(thread))).collect();
        threads.into_iter().map(|it| it.join().expect("a thread that found nothing wrong")).sum()
    })
}

/// A handle of the right form for a screen that there may be, with a random tag.
fn random_handle(dice: &mut u64) -> String {
    let mut roll = || {
        // SplitMix64.
        *dice = dice.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (*dice ^ (*dice >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    };
    let (screen, revision, place) = (1 + roll() % 5_000, roll() % 300, roll() % 16);
    format!("{screen:x}.{revision:x}.{place:x}.{:016x}{:016x}", roll(), roll())
}

fn top() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn collect(folder: &Path, sources: &mut String) {
    for entry in std::fs::read_dir(folder).expect("the repository can be read") {
        let path = entry.expect("the repository can be read").path();
        if path.is_dir() {
            collect(&path, sources);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            *sources += &std::fs::read_to_string(&path).expect("sources are text");
        }
    }
}
