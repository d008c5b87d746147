//! The morning's digest: exactly one for each person and local day of a whole year, wherever they are, whenever the bot was
//! started anew and whatever was done to the clock; and two hundred of them at once, within what Telegram takes (F27, K12).

use crate::rig::{Random, seed};
use crate::salon::{Salon, Template, clerk, seat};
use crate::tally::figure;
use chrono::{DateTime, Duration, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;
use kartoteka::archive::{clients, staff, tasks};
use kartoteka::clock::Clock;
use kartoteka::dialogue::screen::{Say, Screen};
use kartoteka::model::card::{Kind, NewClient, Source};
use kartoteka::model::lang::Lang;
use kartoteka::model::policy::Role;
use kartoteka::schedule;
use kartoteka::telegram;
use kartoteka::turn::out::{Out, Parcel};
use serde_json::Value;
use simulator::{Options, Simulator};
use std::collections::BTreeMap;
use std::time::{Duration as Real, Instant};
use tempfile::TempDir;
use tokio::sync::oneshot;
use tokio::time::sleep;

/// Days of the simulated year.
const DAYS: i64 = 366;
/// Zones and the hours of two people there. Some hours do not exist on the day on which the clock goes forward, and come
/// twice on the day on which it goes back: at midnight in Santiago and Cairo, at two in Berlin.
const ZONES: &[(&str, [&str; 2])] = &[
    ("Asia/Shanghai", ["08:30", "22:00"]),
    ("Asia/Seoul", ["08:30", "00:00"]),
    ("Europe/Berlin", ["08:30", "02:30"]),
    ("America/Santiago", ["08:30", "00:15"]),
    ("Africa/Cairo", ["08:30", "00:15"]),
];
/// Minutes between two looks of the schedule, at least and at most.
const PAUSE_MINUTES: (u64, u64) = (25, 110);
/// Once in so many looks the bot is started anew, looks twice at once, or has its clock put back.
const RESTARTS: u64 = 90;
const TWICE: u64 = 15;
const PUT_BACK: u64 = 25;
/// Staff whose digests are due at once, and how long all of them may take.
const STAFF: i64 = 200;
const SENT_MAX: Real = Real::from_secs(30);
/// The order of magnitude, on any machine under any load.
const SENT_MAX_ANYWHERE: Real = Real::from_secs(180);
/// How often one message may be told to wait before it goes.
const WAITS_MAX: usize = 3;

/// Digests by chat and local day.
type Counted = BTreeMap<(i64, NaiveDate), usize>;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everybody_gets_one_digest_a_day_for_a_year_in_every_zone_across_restarts() {
    let (mut random, begun) = (Random::new(seed()), Instant::now());
    let mut salon = Template::empty().await.open().await;
    let people = seated(&salon).await;
    let first = NaiveDate::from_ymd_opt(2026, 1, 1).expect("a day");
    let mut now = first.and_hms_opt(0, 0, 0).expect("midnight").and_utc();
    let end = now + Duration::days(DAYS);
    let (mut counted, mut looks, mut restarts) = (Counted::new(), 0, 0);
    while now < end {
        let mut moments = vec![now];
        if random.between(1, PUT_BACK) == 1 {
            moments.push(now - Duration::minutes(random.between(1, 300) as i64));
        }
        if random.between(1, TWICE) == 1 {
            moments.push(now);
        }
        for moment in moments {
            looks += 1;
            count(&mut counted, &all(&salon, moment).await, moment, &people);
        }
        if random.between(1, RESTARTS) == 1 {
            salon.restarts().await;
            restarts += 1;
        }
        now += Duration::minutes(random.between(PAUSE_MINUTES.0, PAUSE_MINUTES.1) as i64);
    }
    salon.archive.close().await.expect("the archive closes");
    // The first and the last day are cut in most zones.
    let days: Vec<NaiveDate> = first.iter_days().skip(1).take(DAYS as usize - 2).collect();
    let wrong = wrong(&counted, &people, &days);
    println!("{looks} looks, {restarts} restarts in {:?}", begun.elapsed());
    assert!(
        wrong.is_empty(),
        "{} wrong: {:?}",
        wrong.len(),
        wrong.iter().take(9).collect::<Vec<_>>()
    );
    assert!(restarts > 9, "{restarts} restarts");
    let all = people.len() * days.len();
    figure(
        "F27",
        "days of people in 5 zones, with restarts and a clock put back: not exactly one digest",
        format!("0 of {all}"),
    );
}

/// What all looks at one moment bring: one look sends a few digests only.
async fn all(salon: &Salon, now: DateTime<Utc>) -> Vec<Parcel> {
    let mut sent = Vec::new();
    loop {
        let parcels =
            schedule::look(&salon.archive, &salon.office, now, true).await.expect("it looks");
        if parcels.is_empty() {
            return sent;
        }
        sent.extend(parcels);
    }
}

/// Counts digests by chat and local day. One before its hour is counted twice: that is wrong, too.
fn count(
    counted: &mut Counted,
    parcels: &[Parcel],
    now: DateTime<Utc>,
    people: &BTreeMap<i64, (Tz, NaiveTime)>,
) {
    for parcel in parcels.iter().filter(|parcel| is_digest(parcel)) {
        let (zone, at) = people[&parcel.chat];
        let local = now.with_timezone(&zone).naive_local();
        // An hour that comes twice has begun with its first coming; one that is left out begins where the clock goes on.
        let due = zone.from_local_datetime(&local.date().and_time(at)).earliest();
        let early = due.map_or(local.time() < at, |due| now < due);
        *counted.entry((parcel.chat, local.date())).or_default() += 1 + usize::from(early);
    }
}

fn is_digest(parcel: &Parcel) -> bool {
    let of_digest = |screen: &Screen| {
        matches!(screen.title, Say::DigestWork(_) | Say::Home(_)) && !screen.rows.is_empty()
    };
    matches!(&parcel.out, Out::Show { screen, fresh: true } if of_digest(screen))
}

/// The days on which somebody got none, or more than one.
fn wrong(
    counted: &Counted,
    people: &BTreeMap<i64, (Tz, NaiveTime)>,
    days: &[NaiveDate],
) -> Vec<String> {
    let each = people.iter().flat_map(|person| days.iter().map(move |day| (person, day)));
    let told = each.map(|((chat, (zone, at)), day)| {
        (zone, at, day, counted.get(&(*chat, *day)).copied().unwrap_or(0))
    });
    told.filter(|(_, _, _, count)| *count != 1)
        .map(|(zone, at, day, count)| format!("{count} on {day} at {at} in {zone}"))
        .collect()
}

/// Two people in each zone, each with a follow-up that nobody ever does.
async fn seated(salon: &Salon) -> BTreeMap<i64, (Tz, NaiveTime)> {
    let seated = salon.archive.write(|tx| {
        Box::pin(async move {
            let mut people = BTreeMap::new();
            // Somebody must have taken her card in.
            seat(tx, 101, "Sample", Role::Care, Lang::En).await?;
            let client = clients::create(tx, &clerk(), &nadia(), long_ago()).await?.0.id;
            for (nth, (zone, hours)) in ZONES.iter().enumerate() {
                for (at, chat) in hours.iter().zip(101 + 2 * nth as i64..) {
                    let who = seat(tx, chat, "Sample", Role::Care, Lang::En).await?;
                    staff::set_zone(tx, who, zone, long_ago()).await?;
                    staff::set_digest(tx, who, at, long_ago()).await?;
                    let time = NaiveTime::parse_from_str(at, "%H:%M").expect("a time");
                    people.insert(chat, (zone.parse::<Tz>().expect("a zone"), time));
                    tasks::create(tx, client, who.0, None, long_ago().date_naive()).await?;
                }
            }
            Ok(people)
        })
    });
    seated.await.expect("people")
}

fn nadia() -> NewClient {
    NewClient {
        kind: Kind::Person,
        name: "Nadia Sample".into(),
        phone: None,
        facts: Vec::new(),
        source: Source::Visit,
        health_consent: None,
        keeper: None,
    }
}

/// Before the year begins: a digest hour counts from the next day on.
fn long_ago() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2025, 6, 2, 9, 0, 0).single().expect("a moment")
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_digests_leave_within_what_telegram_takes() {
    let folder = TempDir::new().expect("a folder");
    // Tuesday at eight in Shanghai: everybody's hour comes in half an hour.
    let morning = Utc.with_ymd_and_hms(2026, 3, 3, 0, 0, 0).single().expect("a moment");
    let options = Options {
        clock_file: Some(folder.path().join("clock")),
        frozen_at: Some(morning),
        rate_limits: true,
        ..Options::default()
    };
    let token = options.token.clone();
    let sim = Simulator::start(options).await.expect("the simulator starts");
    let salon = Template::empty().await.open().await;
    let seated = salon.archive.write(|tx| {
        Box::pin(async move {
            seat(tx, 101, "Sample", Role::Care, Lang::En).await?;
            let client = clients::create(tx, &clerk(), &nadia(), long_ago()).await?.0.id;
            for chat in 101..101 + STAFF {
                let who = seat(tx, chat, "Sample", Role::Care, Lang::En).await?;
                tasks::create(tx, client, who.0, None, long_ago().date_naive()).await?;
            }
            Ok(())
        })
    });
    seated.await.expect("people");
    let connection = telegram::connect(&token, &sim.url(), None).expect("the address parses");
    let (stop, stopped) = oneshot::channel::<()>();
    let clock = Clock::new(Some(folder.path().join("clock")));
    let bot =
        telegram::run(connection, salon.archive.clone(), salon.office.clone(), clock, async {
            // A dropped sender stops the bot as well.
            let _stopped = stopped.await;
        });
    let bot = tokio::spawn(bot);
    for chat in 101..101 + STAFF {
        let person = sim.person(chat, "Sample", Some("en"));
        person.says_quietly("/start");
    }
    // They begin with the bot one after the other, at the pace of the world.
    arrived(&sim, 0).await;
    let before = sim.journal().entries.len();
    sim.clock().set(morning + Duration::minutes(30));
    let begun = Instant::now();
    arrived(&sim, before).await;
    let took = begun.elapsed();
    drop(stop);
    bot.await.expect("the bot does not panic").expect("the bot stops");
    let journal = sim.journal();
    let calls: Vec<_> =
        journal.entries[before..].iter().filter(|call| call["method"] == "sendMessage").collect();
    let mut waits: BTreeMap<i64, usize> = BTreeMap::new();
    for call in calls.iter().filter(|call| call["status"] == 429) {
        *waits.entry(call["params"]["chat_id"].as_i64().unwrap_or_default()).or_default() += 1;
    }
    let (refused, most) =
        (waits.values().sum::<usize>(), waits.values().copied().max().unwrap_or(0));
    let sent = calls.iter().filter(|call| is_sent(call)).count();
    println!(
        "{sent} sent in {took:?}; told to wait {refused} times, one message at most {most} times"
    );
    assert_eq!(sent as i64, STAFF, "each gets one");
    let timed = std::env::var_os("KARTOTEKA_TEST_BINARY").is_some();
    assert!(took < if timed { SENT_MAX } else { SENT_MAX_ANYWHERE }, "{took:?}");
    assert!(most <= WAITS_MAX, "one message was told to wait {most} times");
    salon.archive.close().await.expect("the archive closes");
    figure(
        "F27",
        "digests of 200 people at once, at Telegram's pace",
        format!("{:.1} s, {refused} times 429", took.as_secs_f64()),
    );
}

/// Whether a call brought somebody their digest.
fn is_sent(call: &Value) -> bool {
    let text = call["params"]["text"].as_str().unwrap_or_default();
    call["answer"]["ok"] == true && text.contains("1 follow-up")
}

/// Waits until every chat was sent something since a place of the journal.
async fn arrived(sim: &Simulator, since: usize) {
    let begun = Instant::now();
    loop {
        let journal = sim.journal();
        let sent = journal.entries[since..]
            .iter()
            .filter(|call| call["method"] == "sendMessage" && call["answer"]["ok"] == true);
        let chats: std::collections::BTreeSet<_> =
            sent.filter_map(|call| call["params"]["chat_id"].as_i64()).collect();
        if chats.len() as i64 == STAFF {
            return;
        }
        assert!(begun.elapsed() < SENT_MAX_ANYWHERE, "only {} of {STAFF} were told", chats.len());
        sleep(Real::from_millis(100)).await;
    }
}

#[test]
fn a_planted_second_digest_a_missing_one_and_an_early_one_are_seen() {
    let zone: Tz = "Asia/Seoul".parse().expect("a zone");
    let people =
        BTreeMap::from([(101, (zone, NaiveTime::from_hms_opt(8, 30, 0).expect("a time")))]);
    let day = NaiveDate::from_ymd_opt(2026, 3, 3).expect("a day");
    let screen = Screen::of(Say::Home(kartoteka::dialogue::home::Say::Free))
        .row([kartoteka::dialogue::screen::home()]);
    let out = Out::Show { screen, fresh: true };
    let digest =
        Parcel { id: 1, chat: 101, screen: None, revision: 1, out, attempts: 0, ambiguous: false };
    let at =
        |hour| zone.with_ymd_and_hms(2026, 3, 3, hour, 0, 0).single().expect("a moment").to_utc();
    for (hours, right) in [(&[9][..], true), (&[], false), (&[9, 10], false), (&[7], false)] {
        let mut counted = Counted::new();
        for hour in hours {
            count(&mut counted, std::slice::from_ref(&digest), at(*hour), &people);
        }
        assert_eq!(wrong(&counted, &people, &[day]).is_empty(), right, "{hours:?}");
    }
}
