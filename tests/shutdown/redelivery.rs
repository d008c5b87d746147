//! Telegram delivers an update twice, out of order, under a number far ahead, or begins its numbers anew: each has one effect
//! (K21, F8).

use crate::rig::load::Load;
use crate::rig::oracle::{Line, judge, print, wrong};
use crate::rig::records::Records;
use crate::rig::{House, PATIENCE, Seat, seed};
use chrono::{DateTime, TimeZone, Utc};
use kartoteka::model::policy::Role;
use simulator::faults::UpdateFaults;
use std::time::Duration;
use tokio::time::sleep;

/// Acts of people.
const ACTS: usize = 5_000;
/// Acts after the numbers began anew; fewer than the first number of all, so that none is given twice.
const ACTS_ANEW: usize = 400;
/// The number that the ids jump to half way.
const AHEAD: i64 = 1_000_000;
/// Between two acts.
const PAUSE: Duration = Duration::from_millis(3);
/// While more updates than this wait, nobody acts.
const PENDING_MAX: usize = 40;
/// Telegram may begin anew after a week.
const SILENCE: Duration = Duration::from_secs(8 * 24 * 60 * 60);

/// Mostly people who search: each search leaves one entry of the trail.
const PEOPLE: &[(&str, Role)] = &[
    ("Olga Owner", Role::Owner),
    ("Cara Care", Role::Care),
    ("Dora Care", Role::Care),
    ("Mona Presser", Role::Manager),
    ("Fay Reader", Role::FrontDesk),
    ("Gil Reader", Role::FrontDesk),
    ("Hal Reader", Role::FrontDesk),
    ("Ivy Reader", Role::FrontDesk),
    ("Jon Reader", Role::FrontDesk),
    ("Kim Reader", Role::FrontDesk),
];

fn begin() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 3, 2, 2, 0, 0).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_twice_or_out_of_order_has_one_effect() {
    let seed = seed();
    let (house, seats) = House::stocked_on(begin(), PEOPLE).await;
    let clock = house.clock_file();
    let mut bot = house.start_with(&[("KARTOTEKA_CLOCK", clock.to_str().expect("a path"))]);
    bot.first_poll(&house.sim).await.expect("the bot starts");
    let mut load = Load::new(&seats, seed);
    let how = UpdateFaults { duplicate: 0.3, reorder: 0.1, seed };
    house.sim.faults().disturb_updates(how);
    act(&house, &mut load, ACTS / 2).await;
    house.sim.faults().renumber_updates(AHEAD);
    act(&house, &mut load, ACTS).await;
    house.rest(6 * PATIENCE).await;
    house.sim.faults().clear();
    house.sim.clock().advance(SILENCE);
    house.rest(6 * PATIENCE).await;
    house.sim.faults().renumber_updates(1);
    let acts = load.acts + ACTS_ANEW;
    act(&house, &mut load, acts).await;
    house.rest(6 * PATIENCE).await;
    assert_eq!(bot.terminate().await.0.code(), Some(0), "{}", bot.said());

    let records = Records::read(&house).await;
    let lines = judge(&records, &load.book, &seats[4], 0);
    let (delivered, reordered) = delivered(&house);
    print(
        "Delivered twice and out of order",
        &lines,
        &[("seed", &seed), ("delivered", &delivered)],
    );
    let twice: usize = lines.iter().filter(is_about_effects).map(|line| line.wrong).sum();
    let readers = || seats.iter().filter(|seat| seat.role == Role::FrontDesk);
    let unpaired: usize = readers().map(|reader| searches(&records, &load, reader)).sum();
    println!(
        "figure F8 | updates redelivered (30 %) and reordered (10 %), ids ahead and anew: effects twice | {} updates, {delivered} deliveries, {reordered} before their elders, {} lost, {} twice",
        records.issued.len(),
        wrong(&lines, "lost"),
        twice + unpaired
    );
    assert!(delivered > records.issued.len() * 5 / 4, "hardly anything came twice: {delivered}");
    assert!(reordered > ACTS / 100, "hardly anything came out of order: {reordered}");
    let low = records.issued.iter().filter(|it| it.id < 1_000).count();
    let high = records.issued.iter().filter(|it| it.id >= AHEAD).count();
    assert!(low > 0 && high > 0, "{low} numbers anew, {high} ahead");
    assert_eq!(unpaired, 0, "a search with none or two entries");
    let broken: Vec<&Line> = lines.iter().filter(|line| line.wrong > 0).collect();
    assert!(broken.is_empty(), "{broken:#?}");
    let mut doubled = records.clone();
    doubled.trail.push(("searched".into(), seats[5].id.0));
    assert!(readers().any(|it| searches(&doubled, &load, it) > 0), "a double is not seen");
}

/// Lets people act until there are so many acts.
async fn act(house: &House, load: &mut Load, acts: usize) {
    while load.acts < acts {
        if house.sim.pulse().pending <= PENDING_MAX {
            load.act();
        }
        sleep(PAUSE).await;
    }
}

fn is_about_effects(line: &&Line) -> bool {
    ["twice", "exactly one", "repeated"].iter().any(|about| line.rule.contains(about))
}

/// Searches of a reader that did not leave one entry each.
fn searches(records: &Records, load: &Load, reader: &Seat) -> usize {
    wrong(&judge(records, &load.book, reader, 0), "searches of the reader")
}

/// Updates in all answers to the bot's polls, each as often as it came; and those that came before an older one.
fn delivered(house: &House) -> (usize, usize) {
    let journal = house.sim.journal();
    let (mut delivered, mut reordered) = (0, 0);
    for call in journal.calls("getUpdates") {
        let updates = call["answer"]["result"].as_array().into_iter().flatten();
        let ids: Vec<i64> = updates.filter_map(|update| update["update_id"].as_i64()).collect();
        delivered += ids.len();
        reordered += ids.windows(2).filter(|two| two[0] > two[1]).count();
    }
    (delivered, reordered)
}
