//! The same kills on a bot as it is usually written: teloxide's own dispatcher and polling. It loses updates, and the rig
//! sees it (M2): a rig that cannot tell the two apart would prove nothing.

use super::rig::{House, PATIENCE, TOKEN};
use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;
use teloxide::dispatching::UpdateFilterExt;
use teloxide::prelude::{Bot, Dispatcher, Message, Requester, ResponseResult, Update};
use tokio::process::{Child, Command};
use tokio::time::{Instant, sleep};

/// Names the file in which the stock bot writes down what it has done. Without it, its test is no bot and does nothing.
const EFFECTS: &str = "KARTOTEKA_TEST_STOCK_EFFECTS";
/// Where it finds Telegram.
const ADDRESS: &str = "KARTOTEKA_TEST_STOCK_ADDRESS";
/// Its test's name, by which the program of these tests is begun as the bot.
const NAME: &str = "stock::the_stock_bot";
/// Kills.
const KILLS: usize = 4;
/// Messages before each kill.
const MESSAGES: usize = 100;
/// What it does with a message takes so long.
const WORK: Duration = Duration::from_millis(5);
/// Effects before a kill: by then its queue of 64 has taken all, and Telegram was told so.
const BEFORE: usize = 60;
/// Said last: a chat is served in its order, so once it has its effect, nothing is under way.
const LAST: &str = "the end";

/// No test but the bot itself, when a test has begun it.
#[tokio::test(flavor = "multi_thread")]
async fn the_stock_bot() {
    let (Ok(effects), Ok(address)) = (std::env::var(EFFECTS), std::env::var(ADDRESS)) else {
        return;
    };
    let bot = Bot::new(TOKEN).set_api_url(address.parse().expect("an address"));
    let handler = Update::filter_message().endpoint(move |bot: Bot, message: Message| {
        let effects = effects.clone();
        async move { handle(&bot, &message, &effects).await }
    });
    Dispatcher::builder(bot, handler).build().dispatch().await;
}

/// Works, keeps the text, answers.
async fn handle(bot: &Bot, message: &Message, effects: &str) -> ResponseResult<()> {
    sleep(WORK).await;
    let mut file =
        std::fs::File::options().append(true).create(true).open(effects).expect("a file");
    let line = format!("{}\n", message.text().unwrap_or_default());
    file.write_all(line.as_bytes()).expect("a line");
    bot.send_message(message.chat.id, "done").await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_rig_counts_what_a_stock_dispatcher_loses() {
    let house = House::empty().await;
    let effects = house.folder.path().join("effects");
    let person = house.sim.person(101, "Nobody Special", Some("en"));
    let mut sent = 0;
    for _ in 0..KILLS {
        let mut bot = start(&house, &effects);
        let before = lines(&effects).len();
        for _ in 0..MESSAGES {
            person.says_quietly(&format!("text {sent:05}"));
            sent += 1;
        }
        let begun = Instant::now();
        while lines(&effects).len() < before + BEFORE {
            assert!(begun.elapsed() < PATIENCE, "the stock bot does nothing");
            sleep(Duration::from_millis(2)).await;
        }
        bot.start_kill().expect("it runs");
        bot.wait().await.expect("it ends");
    }
    let mut bot = start(&house, &effects);
    person.says_quietly(LAST);
    let begun = Instant::now();
    while lines(&effects).last().is_none_or(|line| line != LAST) {
        assert!(begun.elapsed() < PATIENCE, "the stock bot does not come to the end");
        sleep(Duration::from_millis(10)).await;
    }
    bot.start_kill().expect("it runs");
    bot.wait().await.expect("it ends");
    let mut done = lines(&effects);
    done.pop();
    let once: BTreeSet<&String> = done.iter().collect();
    let (lost, twice) = (sent - once.len(), done.len() - once.len());
    println!(
        "figure F1 | the same rig on teloxide's stock dispatcher: updates lost, done twice | {KILLS} kills, {sent} updates, {lost} lost, {twice} twice"
    );
    assert!(lost > 0, "the rig cannot see what a stock dispatcher loses");
}

/// This very program as the bot.
fn start(house: &House, effects: &Path) -> Child {
    let program = std::env::current_exe().expect("this program has a name");
    let mut command = Command::new(program);
    command.args(["--exact", NAME, "--nocapture"]).env(EFFECTS, effects);
    command.env(ADDRESS, house.sim.url()).stdout(Stdio::null()).stderr(Stdio::null());
    command.kill_on_drop(true).spawn().expect("the stock bot starts")
}

fn lines(file: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(file).unwrap_or_default();
    text.lines().map(str::to_owned).collect()
}
