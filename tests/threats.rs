//! Every threat of the threat model and every fault of the fault catalogue, with the tests for it, or the reason why there
//! is none here.
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
//! | T14 | the token leaks | `neither_the_token_nor_a_client_is_told_to_log_or_disk`, `neither_the_token_nor_a_client_is_told_to_json_or_disk`, `what_holds_secrets_or_a_persons_data_prints_nothing_of_it`, `a_token_is_struck_out_wherever_it_stands` |
//! | T15 | a thief polls | `a_revoked_token_ends_the_bot_and_another_poller_does_not`, `a_second_instance_on_the_same_data_is_refused`. An alarm by another channel is not built: the log and the health endpoint say that somebody else polls |
//! | T16 | a forged webhook | There is no webhook: the bot polls, and takes no connection (decisions 31) but those of whoever watches over it, on this machine: `junk_and_slow_clients_hold_nothing_up` |
//! | T17 | hostile names | `a_hostile_name_is_text_and_nothing_else`, `any_text_is_safe`, `nothing_is_empty_or_too_long`, `only_what_runs_leftwards_is_isolated` |
//! | T18 | formulas, log injection | Nothing is exported to a sheet; `neither_the_token_nor_a_client_is_told_to_log_or_disk` keeps people's words out of the log |
//! | T19 | hostile files | `a_file_is_written_once_and_for_this_user_only`, `a_photo_comes_back_and_is_not_to_be_seen_in_its_file`. Photos are sealed as they came and never opened; they are not encoded anew |
//! | T20 | a stolen disk or backup | `neither_the_token_nor_a_client_is_told_to_log_or_disk`, `a_backup_holds_whole_sealed_files_and_not_the_key`, `a_wrong_key_opens_nothing` |
//! | T21 | swapped ciphertext | `a_swapped_file_or_key_is_refused`, `a_file_that_was_cut_or_changed_is_refused`, `doctor_examines_an_archive_and_sees_a_damaged_page` |
//! | T22 | the search index | It lies inside the encrypted file (decisions 22): T20's tests hold |
//! | T23 | a forged trail | `each_changed_byte_of_a_thousand_entries_is_found_where_it_is`, `each_entry_that_is_missing_doubled_or_exchanged_is_found`, `a_cut_end_is_found_by_the_first_anchor_that_it_lacks`, `a_trail_written_anew_from_any_entry_does_not_meet_the_next_anchor`, `a_trail_that_was_changed_alarms_the_owner_once` |
//! | T24 | silent reading | `the_gate_holds_for_an_owner` and its sisters (refusals), `the_history_has_two_tabs_and_names_the_field`, `a_client_is_shown_roles_and_days_and_nothing_else` |
//! | T25 | an old backup revives | `restore_needs_force_over_an_archive_and_moves_it_aside`, `a_changed_cut_or_foreign_backup_is_refused_and_nothing_is_touched`; what was erased since is erased again: `what_was_erased_and_cut_stays_so_after_an_older_backup` |
//! | T26 | a flood | `a_flood_of_presses_is_shed_and_each_press_is_answered_once`, `a_flood_is_shed_presses_sooner_than_words`, `whoever_is_told_to_wait_holds_up_nobody_else` |
//! | T27 | rewritten visits | `an_amount_is_corrected_with_a_reason`, `a_correction_shows_old_and_new_and_keeps_the_old`, `an_effect_is_corrected_and_the_history_says_so`. A view of what the card said on a day is not built |
//! | T28 | cards stay in the chat | `the_evening_takes_back_what_was_not_lent`, `clear_takes_every_card_out_and_a_loan_runs_on`, `the_borrower_is_reminded_and_the_record_goes_when_its_time_is_over`, `a_record_too_old_to_be_deleted_is_stubbed` |
//! | T29 | a malicious crate | `.ci/run`, step *dependencies*: bans, licences, sources and advisories over the lock file |
//! | T30 | a forged Mini App | There is no Mini App |
//!
//! | # | fault | tests, or the reason |
//! |---|---|---|
//! | K1 | killed at a random moment | `killed_anywhere_it_loses_nothing_and_does_nothing_twice`, `the_rig_finds_what_the_wrong_order_loses`, `the_rig_counts_what_a_stock_dispatcher_loses` |
//! | K2 | killed between any two steps | `struck_at_every_place_it_goes_on_as_if_nothing_had_been` |
//! | K3 | told to stop | `a_stop_under_load_loses_nothing_and_repeats_nothing`, `every_stop_ends_cleanly`, `sigterm_and_ctrl_c_end_the_service_with_exit_code_0` |
//! | K4 | stands still, and another starts | `a_bot_that_stands_still_keeps_its_archive_and_goes_on`, `a_bot_whose_lease_was_lost_while_it_stood_still_writes_nothing_more`, `whoever_was_overtaken_on_postgres_writes_nothing_more` |
//! | K5 | the power goes | `no_power_cut_loses_what_was_acknowledged`, `the_rig_finds_what_a_lax_commit_loses` |
//! | K6 | a write or a sync fails | `each_failed_call_is_survived_or_told`, `on_a_full_disk_people_are_told_and_nothing_is_lost`, `the_oracles_find_an_act_that_is_half_done` |
//! | K7 | read-only or missing database | `an_archive_that_cannot_be_written_is_not_served`, `an_archive_that_is_gone_is_not_begun_anew` |
//! | K8 | changed page, cut log, exchanged file | `a_changed_byte_is_found`, `a_damaged_page_is_told_to_the_owners_while_the_service_runs`, `a_log_that_is_cut_changed_or_gone_leaves_an_earlier_whole_archive_which_the_mark_tells`, `an_exchanged_database_is_refused_or_told_by_the_mark` |
//! | K9 | a lock held by another | `a_lock_held_by_somebody_else_reaches_nobody` |
//! | K10 | too little memory | `without_memory_it_ends_and_starts_again_and_with_enough_it_searches` (at its start; not in the middle of work) |
//! | K11 | too few files | `without_files_to_open_people_wait_and_nobody_falls` |
//! | K12 | the clock jumps | `a_jumping_clock_doubles_no_digest_and_prolongs_no_showing`, `everybody_gets_one_digest_a_day_for_a_year_in_every_zone_across_restarts` |
//! | K13 | errors and junk from the Bot API | `whatever_telegram_answers_nothing_is_lost_or_done_twice`, `a_page_that_forbids_is_not_telegrams_word` |
//! | K14 | done, and the answer is cut | `a_send_whose_answer_was_cut_comes_again_and_says_so`, `a_send_that_cannot_have_arrived_is_not_marked_and_edits_never_are`, `whatever_telegram_answers_nothing_is_lost_or_done_twice` |
//! | K15 | slow answers, byte by byte | `one_chat_waits_and_nobody_else` |
//! | K16 | no network for an hour, for a day | `after_an_outage_everybody_is_told_once_what_was_missed`, `a_press_that_waited_over_a_stop_does_not_count` |
//! | K17 | told to wait | `one_chat_waits_and_nobody_else`, `told_to_wait_one_chat_waits_and_the_others_do_not`, `whoever_is_told_to_wait_holds_up_nobody_else` |
//! | K18 | the token is revoked | `a_revoked_token_stops_it_and_another_poller_slows_it`, `a_revoked_token_ends_the_bot_and_another_poller_does_not`. There is no second channel to alarm by but the log and the health endpoint |
//! | K19 | blocked, deleted, never begun | `whoever_is_out_of_reach_is_left_alone_until_they_write`, `who_blocked_the_bot_is_unreachable_until_they_write_again` |
//! | K20 | another poller | `two_that_poll_with_one_token_do_not_hurry_and_one_goes_on`, `a_revoked_token_stops_it_and_another_poller_slows_it` |
//! | K21 | twice, out of order, numbers that jump | `what_comes_twice_or_out_of_order_has_one_effect`, `updates_that_come_twice_or_out_of_order_count_once` |
//! | K22 | webhook | There is no webhook (decisions 31) |
//! | K23 | malformed and hostile updates | `a_million_updates_of_a_grammar_are_read_or_left`, `ten_thousand_updates_of_a_grammar_leave_the_program_as_it_was`, `a_planted_panic_is_seen_in_the_log_and_in_the_inbox` |
//! | K24 | taps on what is gone, old, or another's | `two_taps_have_one_effect_and_two_answers`, `the_buttons_of_others_and_forged_ones_do_nothing`, `a_button_from_before_a_restart_works`, `a_screen_whose_message_is_gone_is_sent_anew_once` |
//! | K25 | "not modified", "not found", "can't be edited" | `a_message_out_of_reach_is_replaced_once_and_one_that_is_right_is_left` |
//! | K26 | the chat is deleted, begun anew, blocked | `whoever_is_out_of_reach_is_left_alone_until_they_write`, `a_screen_whose_message_is_gone_is_sent_anew_once` |
//! | K27 | an answer of another kind | `a_form_keeps_what_it_has_whatever_comes`, `an_edit_of_the_last_answer_takes_its_place_and_no_other_edit_does`, `whoever_walks_at_random_finds_a_way_out_and_an_answer_everywhere` (each kind, wherever it comes to). Albums come photo by photo |
//! | K28 | two devices of one person | `a_visit_is_saved_without_its_photos_and_they_are_fetched_again`, `two_taps_have_one_effect_and_two_answers` |
//! | K29 | two decide at once | `two_turns_at_once_are_one_decision_in_a_thousand_rounds` |
//! | K30 | a role is taken away in the middle | `another_role_closes_what_is_open_and_changes_the_commands`, `an_approval_counts_only_while_its_giver_may_decide`, `a_suspension_at_any_moment_of_a_borrowing_leaves_nothing` |
//! | K31 | a client is erased while borrowed | `a_second_person_confirms_and_the_client_is_gone_from_every_chat`, `nothing_of_the_client_is_left_in_any_table_or_file`, `an_erasure_takes_the_copy_and_says_nothing_more`, `an_erasure_at_any_moment_of_a_borrowing_leaves_nothing`, `a_digest_on_its_way_names_nobody_who_was_erased_meanwhile` |
//! | K32 | a group | `a_group_hears_nothing_but_that_it_is_one`, `a_group_is_told_once_and_left` |
//! | K33 | upgrade and back | `forms_that_were_open_are_served_after_an_upgrade_or_kept_aside`, `an_older_program_is_refused_by_a_newer_schema` |
//! | K34 | a migration is killed | `struck_at_every_place_it_goes_on_as_if_nothing_had_been` |
//! | K35 | the key is missing, wrong, half, changed | `a_key_that_is_missing_wrong_half_or_exchanged_fails_closed_and_says_how_to_mend_it`, `a_change_of_keys_that_is_killed_anywhere_is_finished_or_undone_whole`, `a_half_done_change_is_told_by_the_doctor_and_by_whoever_may_not_finish_it` |
//! | K36 | exchanged ciphertext | `a_swapped_file_or_key_is_refused`, `a_file_that_was_cut_or_changed_is_refused` |
//! | K37 | the trail is changed | `a_trail_that_does_not_fit_is_not_served_and_the_doctor_says_where`, `each_changed_byte_of_a_thousand_entries_is_found_where_it_is` |
//! | K38 | the backup fails | `a_backup_that_is_killed_or_runs_out_of_room_leaves_no_file_of_that_name`, `a_night_without_a_backup_is_told_once_a_day_and_made_good`, `a_changed_cut_or_foreign_backup_is_refused_and_nothing_is_touched` |
//! | K39 | restore | `a_drill_on_an_empty_folder_brings_back_every_row_and_file`, `restore_needs_force_over_an_archive_and_moves_it_aside`, `a_backup_from_before_a_change_comes_back_with_the_old_key` |
//! | K40 | PostgreSQL fails | `a_failing_server_loses_nothing_and_doubles_nothing` |
//! | K41 | a download fails | `a_visit_is_saved_without_its_photos_and_they_are_fetched_again`, `a_photo_is_fetched_and_sealed` |
//! | K42 | long texts and long cards | `a_paste_of_20_kb_is_refused_piece_by_piece`, `a_note_of_twenty_kilobytes_comes_in_pieces_that_are_taken_whole_or_not_at_all`, `a_card_beyond_a_message_and_three_hundred_visits_are_never_cut_within_a_letter` |
//! | K43 | a flood | `a_flood_holds_up_nobody_else`, `a_flood_of_presses_is_shed_and_each_press_is_answered_once` |
//! | K44 | the machine restarts | `a_second_instance_on_the_same_data_is_refused`, `a_second_instance_is_refused_and_a_killed_first_frees_the_way` |
//! | K45 | a panic | `a_panic_in_a_turn_reaches_nobody_else` |
//!
//! | figure | proved by |
//! |---|---|
//! | F1, F2, F8 | the tests of K1, K2, K21 |
//! | F3, F29 | the tests of K5 |
//! | F4 | the tests of K6 |
//! | F5, F6, F7 | the tests of K23, `a_million_hostile_texts_are_read_as_they_were_meant`, `what_is_sent_of_a_hostile_text_is_what_was_meant`, `whoever_walks_at_random_finds_a_way_out_and_an_answer_everywhere` |
//! | F9 | `two_turns_at_once_are_one_decision_in_a_thousand_rounds`; `KARTOTEKA_TEST_WHOLE=1` makes it 10,000 |
//! | F10 | `no_random_handle_is_taken` (10⁷ with `KARTOTEKA_TEST_WHOLE=1`), `no_single_bit_of_a_thousand_handles_may_change` |
//! | F11 | `a_flood_holds_up_nobody_else` |
//! | F12 | `who_may_do_what_is_the_golden_file`, `what_a_role_gets_of_a_client_is_the_golden_file`, `the_owners_cells` and its sisters, `each_role_finds_its_doors_and_gets_its_notices_without_a_clients_content`, `the_gate_holds_for_an_owner` and its sisters, `the_code_is_the_page` |
//! | F13 | `the_gate_holds_for_care` and its sisters |
//! | F14 | `whoever_is_suspended_is_refused_at_the_next_update_and_everything_shown_goes` |
//! | F15 | `no_record_is_read_after_its_term_in_a_simulated_year` |
//! | F20, F21 | `fifty_backups_during_writes_all_open_and_hold_what_was_committed`, `a_drill_on_an_empty_folder_brings_back_every_row_and_file`, `each_night_has_its_backup_and_the_last_one_can_be_put_back` |
//! | F23 | `a_change_of_keys_that_is_killed_anywhere_is_finished_or_undone_whole` |
//! | F24 | `nothing_of_the_client_is_left_in_any_table_or_file`, `each_of_those_tables_is_empty_of_the_client_afterwards`, `what_was_erased_and_cut_stays_so_after_an_older_backup` |
//! | F25 | `each_changed_byte_of_a_thousand_entries_is_found_where_it_is` and its neighbours |
//! | F26 | the tests of T14 |
//! | F27 | `everybody_gets_one_digest_a_day_for_a_year_in_every_zone_across_restarts`, `two_hundred_digests_leave_within_what_telegram_takes` |
//! | F28 | `a_soak_under_faults_leaks_and_loses_nothing` |
//! | F30 | `tests/matrix/survivors.txt` lists what mutation testing left, with the reason |
#![allow(clippy::print_stdout, reason = "what was tried is counted aloud")]

use kartoteka::model::ScreenId;
use kartoteka::turn::handle::{Handle, HandleKey};
use std::path::Path;
use std::thread;

/// The threats of `security.md`.
const THREATS: usize = 30;
/// The faults of `reliability.md`.
const FAULTS: usize = 45;
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
    for (letter, last) in [("T", THREATS), ("K", FAULTS)] {
        let rows =
            here.lines().filter_map(|line| line.strip_prefix("//! | ")?.strip_prefix(letter));
        let listed: Vec<usize> =
            rows.filter_map(|row| row.split(' ').next()?.parse().ok()).collect();
        assert_eq!(listed, (1..=last).collect::<Vec<_>>());
    }
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
    println!("{THREATS} threats and {FAULTS} faults, {named} tests named");
    assert!(named > 140, "{named} tests are named");
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
    println!("figure F10 | random handles: taken | {hits} of {tried}");
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
    println!("figure F10 | changed bits of {REAL} real handles: taken | 0 of {tried}");
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
