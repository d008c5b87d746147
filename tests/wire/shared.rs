//! Over HTTPS calls share a connection (HTTP/2), as with Telegram itself: many at once, and whatever becomes of it, nothing is
//! lost, and nothing is sent twice unmarked (K14, K16).

use super::front::{End, Front};
use super::rig::load::{Load, PEOPLE, READER};
use super::rig::oracle::{judge, print};
use super::rig::records::Records;
use super::rig::tools::slack;
use super::rig::{Bot, House, PATIENCE, seed};
use super::{Salon, answered, new_message, newest};
use simulator::faults::{Fault, FaultKind};
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};
use tokio::time::timeout;

/// More people than calls may have a connection of their own.
const CROWD: usize = 90;
/// Calls that are under way over connections of their own, at most.
const ALONE_MAX: usize = 64;
/// How often the connection ends, in turns, and after how much work.
const ENDS: usize = 12;
const APART: Duration = Duration::from_millis(1_500);
/// What the bot may need to work off what is left.
const DRAIN_MAX: Duration = Duration::from_secs(120);
/// A connection that is silent is left after 15 s, and what was under way is sent again.
const SILENCE_MAX: Duration = Duration::from_secs(40);

fn start(house: &House, front: &Front) -> Bot {
    let [url, authority] = front.variables();
    house.start_with(&[(url.0, &url.1), (authority.0, &authority.1), ("KARTOTEKA_LOG", "warn")])
}

#[tokio::test(flavor = "multi_thread")]
async fn many_calls_share_a_connection() {
    let (house, seats) = Salon::stocked(CROWD).await;
    let front = Front::new(&house.sim.url(), house.folder.path()).await;
    let mut bot = start(&house, &front);
    bot.first_poll(&house.sim).await.expect("the bot starts");
    let late = Fault::on("sendMessage", FaultKind::Delay { ms: 8_000 });
    house.sim.faults().add(late);
    let salon = Salon { house, seats, bot };
    salon.greet().await;
    let most = front.seen.most.load(Ordering::Relaxed);
    assert!(most > ALONE_MAX, "only {most} calls were under way at once");
    assert_eq!(front.connections(), 1);
    for seat in &salon.seats {
        assert_eq!(salon.calls_to("sendMessage", seat.person.id()), 1, "one first screen each");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_becomes_of_the_connection_nothing_is_lost_or_done_twice() {
    let (house, seats) = House::stocked(PEOPLE).await;
    let front = Front::new(&house.sim.url(), house.folder.path()).await;
    let mut load = Load::new(&seats, seed());
    let mut bot = start(&house, &front);
    bot.first_poll(&house.sim).await.expect("the bot starts");
    // So that something is under way at each end.
    house.sim.faults().add(Fault::on("sendMessage", FaultKind::Delay { ms: 200 }));
    for end in [End::InOrder, End::Cut].into_iter().cycle().take(ENDS) {
        let _over = timeout(APART, load.run(&house)).await;
        let (before, begun) = (front.connections(), Instant::now());
        front.end(end);
        while front.connections() == before {
            assert!(begun.elapsed() < PATIENCE, "no new connection after {end:?}");
            let _over = timeout(APART / 10, load.run(&house)).await;
        }
    }
    house.rest(DRAIN_MAX).await;
    assert!(bot.terminate().await.0.success(), "{}", bot.said());
    let records = Records::read(&house).await;
    let lines = judge(&records, &load.book, &seats[READER], ENDS / 2);
    print("Ended connections", &lines, &[("acts of people", &load.acts), ("ends", &ENDS)]);
    let repeats = lines.iter().find(|line| line.rule == "sends: repeated without the mark");
    assert!(repeats.is_some_and(|line| line.counted > 0), "no send was ever in doubt");
    let broken: Vec<_> = lines.iter().filter(|line| line.wrong > 0).collect();
    assert!(broken.is_empty(), "{broken:#?}\n{}", bot.said());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_end_in_order_doubts_nothing() {
    let (house, seats) = Salon::stocked(PEOPLE.len()).await;
    let front = Front::new(&house.sim.url(), house.folder.path()).await;
    let mut bot = start(&house, &front);
    bot.first_poll(&house.sim).await.expect("the bot starts");
    house.sim.faults().add(Fault::on("sendMessage", FaultKind::Delay { ms: 3_000 }));
    house.rest(PATIENCE).await;
    let salon = Salon { house, seats, bot };
    let sends = |salon: &Salon| salon.house.sim.journal().calls("sendMessage").len();
    for words in 1..=2 {
        for seat in &salon.seats {
            seat.person.says_quietly("/start");
        }
        // Everybody's screen, and the poll.
        let all = async |_: &Salon| front.seen.under_way.load(Ordering::Relaxed) > PEOPLE.len();
        salon.until(all).await;
        assert!(sends(&salon) < words * PEOPLE.len(), "they are under way");
        front.end(End::InOrder);
        salon.until(async |salon| sends(salon) >= words * PEOPLE.len()).await;
        salon.house.rest(PATIENCE).await;
    }
    assert_eq!(front.connections(), 3);
    assert_eq!(sends(&salon), 2 * PEOPLE.len(), "one screen for each word");
    assert!(!salon.bot.said().contains("failed"), "{}", salon.bot.said());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_silent_connection_is_left() {
    let (house, seats) = Salon::stocked(2).await;
    let front = Front::new(&house.sim.url(), house.folder.path()).await;
    let mut bot = start(&house, &front);
    bot.first_poll(&house.sim).await.expect("the bot starts");
    let person = &seats[0].person;
    answered(person).await;
    house.rest(PATIENCE).await;
    front.end(End::Silent);
    let (begun, below) = (Instant::now(), newest(person).unwrap_or_default());
    person.says_quietly("/start");
    new_message(person, below).await;
    let took = begun.elapsed();
    assert!(took < slack() * SILENCE_MAX, "after {took:?}");
    assert_eq!(front.connections(), 2);
    answered(person).await;
    assert!(bot.terminate().await.0.success());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_authority_that_is_named_is_trusted_and_no_other_of_ones_own() {
    let (house, _) = Salon::stocked(1).await;
    let front = Front::new(&house.sim.url(), house.folder.path()).await;
    let [url, authority] = front.variables();
    // Without it: what browsers trust has not signed the front's certificate.
    let doctor = async |vars: &[(&str, &str)]| {
        let done = house.command("doctor").envs(vars.iter().copied()).output().await;
        let done = done.expect("the command starts");
        String::from_utf8_lossy(&[done.stdout, done.stderr].concat()).into_owned()
    };
    let known = "answers and knows the token";
    let said = doctor(&[(url.0, &url.1)]).await;
    assert!(!said.contains(known), "{said}");
    let said = doctor(&[(url.0, &url.1), (authority.0, &authority.1)]).await;
    assert!(said.contains(known), "{said}");
    let elsewhere = tempfile::tempdir().expect("a temporary folder");
    let foreign = Front::new(&house.sim.url(), elsewhere.path()).await;
    let said = doctor(&[(url.0, &url.1), (authority.0, &foreign.variables()[1].1)]).await;
    assert!(!said.contains(known) && said.contains("KARTOTEKA_API_CA"), "{said}");
    let (none, armour) = (elsewhere.path().join("none.pem"), elsewhere.path().join("armour.pem"));
    std::fs::write(&none, "no certificate").expect("a file");
    let nothing = "-----BEGIN CERTIFICATE-----\nbm8gY2VydGlmaWNhdGU=\n-----END CERTIFICATE-----\n";
    std::fs::write(&armour, nothing).expect("a file");
    let plain = |file: &std::path::Path| file.to_str().expect("a plain path").to_owned();
    for file in [&*plain(&none), &plain(&armour), "/nowhere/authority.pem"] {
        let said = doctor(&[(url.0, &url.1), (authority.0, file)]).await;
        assert!(said.contains("KARTOTEKA_API_CA"), "{said}");
    }
}
