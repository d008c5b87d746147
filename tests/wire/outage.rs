//! The network is gone for an hour, then for a day: the queue keeps, and afterwards everybody is told once what was missed,
//! in their language; what was to be told meanwhile comes once, marked as late (K16).

use super::gate::Gate;
use super::rig::load::{Book, PEOPLE};
use super::rig::oracle::{judge, wrong};
use super::rig::records::Records;
use super::rig::{Bot, CLIENTS, House, PATIENCE, Seat};
use super::{ALL_END, LOOK, Salon};
use chrono::{DateTime, Days, NaiveTime, Utc};
use kartoteka::archive::visits;
use kartoteka::model::visit::NewVisit;
use kartoteka::model::{Actor, BranchId, ClientId, MenuItemId};
use simulator::view;
use std::time::{Duration, Instant};
use tokio::time::sleep;

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(60 * 60);
/// What is told after an outage begins so, in each language.
const AWAY: [&str; 3] = ["I was away from", "期间系统离线", "연결이 끊겨 있었습니다"];
/// What a late notice says.
const LATE: &str = "This comes late: it was ready at 08:3";
/// What a digest that was made late says.
const LATE_DIGEST: &str = "This list comes late";

/// The clock of both sides, set to eight in the morning of the salon's tomorrow.
struct Hours<'a> {
    house: &'a House,
    ahead: chrono::Duration,
}

impl<'a> Hours<'a> {
    fn morning(house: &'a House) -> Self {
        // 00:05 UTC is 08:05 in Shanghai.
        let at = NaiveTime::from_hms_opt(0, 5, 0).expect("a time");
        let now = Utc::now();
        let tomorrow = now.date_naive() + Days::new(1);
        let hours = Self { house, ahead: tomorrow.and_time(at).and_utc() - now };
        hours.write();
        house.sim.clock().set(hours.now());
        hours
    }

    fn now(&self) -> DateTime<Utc> {
        Utc::now() + self.ahead
    }

    fn pass(&mut self, by: Duration) {
        self.ahead += chrono::Duration::from_std(by).expect("a day or so");
        self.write();
        self.house.sim.clock().advance(by);
    }

    fn file(&self) -> std::path::PathBuf {
        self.house.folder.path().join("clock")
    }

    fn write(&self) {
        let draft = self.file().with_extension("new");
        std::fs::write(&draft, format!("+{}", self.ahead.num_milliseconds())).expect("a file");
        std::fs::rename(draft, self.file()).expect("the clock is moved");
    }

    fn variables(&self, gate: &Gate) -> [(&'static str, String); 3] {
        [
            ("KARTOTEKA_CLOCK", self.file().display().to_string()),
            ("TELOXIDE_API_URL", gate.url()),
            ("KARTOTEKA_LOG", "warn".into()),
        ]
    }
}

/// Tomorrow Olga is to call the first client.
async fn follow_up(house: &House, olga: &Seat) {
    let archive = house.archive().await;
    let who = Actor { id: olga.id, name: String::new(), role: olga.role, branch: BranchId(1) };
    let logged = archive.write(move |tx| {
        let who = who.clone();
        Box::pin(async move {
            let now = Utc::now();
            let visit = NewVisit {
                client: ClientId(1),
                services: vec![MenuItemId(1)],
                products: Vec::new(),
                effect: None,
                note: None,
                amount: None,
                next_on: Some(now.date_naive() + Days::new(1)),
                photos: Vec::new(),
            };
            let logged = visits::log(tx, &who, &visit, now).await?;
            assert!(matches!(logged, visits::Log::Done(_)), "the owner logs visits");
            Ok(())
        })
    });
    logged.await.expect("a follow-up");
    archive.close().await.expect("the archive is closed");
}

/// How often the bot told a person something.
fn told(seat: &Seat, what: &str) -> usize {
    let chat = seat.person.chat();
    chat.iter().filter(|message| !message.out && message.words().contains(what)).count()
}

fn told_away(seat: &Seat) -> usize {
    AWAY.iter().map(|away| told(seat, away)).sum()
}

/// Two people of the salon read other languages.
fn speak(house: &House, seats: &[Seat]) {
    for (nth, language) in [(3, "zh"), (5, "ko")] {
        let person = view::Person {
            id: seats[nth].person.id(),
            name: PEOPLE[nth].0.into(),
            username: None,
            language_code: Some(language.into()),
            caption: String::new(),
            online: true,
        };
        house.sim.add_person(person);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_an_outage_everybody_is_told_once_what_was_missed() {
    let (house, seats) = House::stocked(PEOPLE).await;
    let [olga, cara, dora, egon, ..] = seats.as_slice() else { panic!("six people") };
    speak(&house, &seats);
    follow_up(&house, olga).await;
    let mut gate = Gate::new(&house.sim.url());
    let Hours { ahead, .. } = Hours::morning(&house);
    let variables = Hours { house: &house, ahead }.variables(&gate);
    let variables = variables.each_ref().map(|(name, value)| (*name, value.as_str()));
    let mut bot = house.start_with(&variables);
    bot.first_poll(&house.sim).await.expect("the bot starts");
    let salon = Salon { bot, seats: seats.clone(), house };
    salon.greet().await;
    let Salon { mut bot, house, .. } = salon;
    let mut hours = Hours { house: &house, ahead };

    // An hour and a half, with the hour of the digest in it.
    cut_off(&mut gate, &bot).await;
    cara.person.press_quietly("More");
    dora.person.says_quietly(CLIENTS[1]);
    hours.pass(27 * MINUTE);
    until("the digest is tried", || bot.said().contains(r#"kind="show""#)).await;
    hours.pass(75 * MINUTE);
    gate.open();
    // What failed in the outage is tried again after a pause, which is longer than a rest where it failed often.
    let told_of = |times| seats.iter().all(|seat| told_away(seat) >= times);
    until("it is told", || told_of(1) && told(olga, LATE) > 0 && told(dora, CLIENTS[1]) > 0).await;
    house.rest(8 * PATIENCE).await;
    for seat in &seats {
        assert_eq!(told_away(seat), 1, "{:?} after an hour", seat.person.chat());
    }
    assert!(told(egon, AWAY[1]) == 1 && told(&seats[5], AWAY[2]) == 1, "in their language");
    let quiet = cara.person.chat().into_iter().find(|message| message.words().contains(AWAY[0]));
    assert!(quiet.is_some_and(|message| message.silent), "it wakes nobody");
    assert_eq!(told(olga, LATE), 1, "{:?}", olga.person.chat());
    assert_eq!(told(cara, "Settings"), 0, "the press did not count");
    assert_eq!(told(dora, CLIENTS[1]), 1, "what was written is answered");

    // A day and an hour more.
    cut_off(&mut gate, &bot).await;
    egon.person.says_quietly(CLIENTS[2]);
    hours.pass(2 * HOUR);
    dora.person.says_quietly(CLIENTS[3]);
    hours.pass(23 * HOUR);
    gate.open();
    until("it is told", || told_of(2) && told(olga, LATE_DIGEST) > 0 && told(dora, CLIENTS[3]) > 0)
        .await;
    house.rest(8 * PATIENCE).await;
    for seat in &seats {
        assert_eq!(told_away(seat), 2, "{:?} after a day", seat.person.chat());
    }
    assert_eq!(told(dora, "is lost: please send it again"), 1);
    assert_eq!((told(egon, CLIENTS[2]), told(dora, CLIENTS[3])), (0, 1), "25 and 23 hours");
    assert_eq!(told(olga, LATE_DIGEST), 1, "the digest of the day came late, and says so");

    // A short stop is no outage, and nothing is told again.
    assert_eq!(bot.terminate().await.0.code(), Some(0), "{}", bot.said());
    let mut bot = house.start_with(&variables);
    bot.first_poll(&house.sim).await.expect("the bot starts again");
    house.rest(4 * PATIENCE).await;
    bot.terminate().await;
    for seat in &seats {
        assert_eq!(told_away(seat), 2, "nothing is told again");
    }
    let records = Records::read(&house).await;
    let lines = judge(&records, &Book::default(), &seats[0], 0);
    // The press and one message were lost, as everybody was told.
    assert_eq!((wrong(&lines, "lost"), wrong(&lines, "never answered")), (2, 1));
    for rule in ALL_END.into_iter().chain(["without the mark"]) {
        assert_eq!(wrong(&lines, rule), 0, "{rule}");
    }
    println!(
        "figure K16 | no network for 1.7 h and for 25 h, {} people | each told once and in their language, 1 press and 1 message lost and said so, 2 messages kept, 2 digests once each and marked late, 0 rows given up",
        seats.len(),
    );
}

/// Shuts the door, and waits until the bot has noticed.
async fn cut_off(gate: &mut Gate, bot: &Bot) {
    let vain = || bot.said().matches("getUpdates failed").count();
    let before = vain();
    gate.shut().await;
    until("the outage is noticed", || vain() > before).await;
}

async fn until(what: &str, is: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is() {
        assert!(begun.elapsed() < 3 * PATIENCE, "not {what}");
        sleep(LOOK).await;
    }
}
