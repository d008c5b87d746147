//! The first start, which makes the archive: killed at each of its migrations, and at random, the next start completes it (K34).

use crate::LANES;
use crate::rig::records::{open, pairs};
use crate::rig::{House, Random};
use futures::{StreamExt, stream};
use kartoteka::archive::connect::Key;
use std::collections::BTreeMap;
use std::os::unix::process::ExitStatusExt;
use std::time::{Duration, Instant};
use tokio::time::sleep;

/// The places of a first start.
const PLACES: [&str; 2] = ["before-migration", "after-migration"];
/// Kills at random moments of a first start.
const RANDOM: usize = 12;
/// What `abort` ends with, and `kill -9`.
const SIGABRT: i32 = 6;
const SIGKILL: i32 = 9;

/// When a first start is killed.
#[derive(Clone, Copy)]
enum Kill {
    /// At a passing of a place.
    At(&'static str, usize),
    /// From outside, after so long.
    After(Duration),
}

/// What was struck.
pub struct Struck {
    pub struck: BTreeMap<String, usize>,
    pub random: usize,
}

/// Strikes each migration of a first start, before and after, and random moments of it.
pub async fn strike_every_migration(seed: u64) -> Struck {
    let begun = Instant::now();
    let (schema, applied) = complete(House::empty().await).await;
    let latest = u64::try_from(begun.elapsed().as_millis()).expect("no start takes an age");
    let mut kills: Vec<Kill> = Vec::new();
    for place in PLACES {
        // The one beyond the last strikes nothing.
        kills.extend((1..=applied + 1).map(|passing| Kill::At(place, passing)));
    }
    let mut random = Random::new(seed ^ 0x6d69_6772);
    let after = |_| Kill::After(Duration::from_millis(random.between(0, latest)));
    kills.extend((0..RANDOM).map(after));
    let one = async |kill| (strike(kill, &schema).await, kill);
    let strikes = stream::iter(kills).map(one);
    let strikes: Vec<(bool, Kill)> = strikes.buffer_unordered(LANES).collect().await;
    let mut struck = BTreeMap::new();
    for (was, kill) in strikes {
        if let Kill::At(place, passing) = kill {
            assert_eq!(was, passing <= applied, "{place}:{passing}");
            *struck.entry(place.to_owned()).or_default() += usize::from(was);
        }
    }
    Struck { struck, random: RANDOM }
}

/// A kill, and a start afterwards that must make the same archive. Returns whether the kill came.
async fn strike(kill: Kill, schema: &[(String, String)]) -> bool {
    let house = House::empty().await;
    let fault = match kill {
        Kill::At(place, passing) => format!("abort={place}:{passing}"),
        Kill::After(_) => String::new(),
    };
    let mut bot = house.start(&fault);
    let killed = match kill {
        Kill::At(..) => match bot.first_poll(&house.sim).await {
            Ok(_) => bot.terminate().await.0,
            Err(status) => status,
        },
        Kill::After(after) => {
            sleep(after).await;
            bot.kill().await
        }
    };
    let struck = matches!(killed.signal(), Some(SIGABRT | SIGKILL));
    assert!(struck || killed.success(), "{killed}: {}", bot.said());
    assert_eq!(complete(house).await.0, schema, "{fault}");
    struck
}

/// Starts the program until it polls, ends it, and reads the migrations, the schema that they made, and how many they are.
async fn complete(house: House) -> (Vec<(String, String)>, usize) {
    let mut bot = house.start("");
    let back = bot.first_poll(&house.sim).await;
    back.unwrap_or_else(|status| panic!("{status}: {}", bot.said()));
    assert!(bot.terminate().await.0.success(), "{}", bot.said());
    let digits = std::fs::read_to_string(house.key_file()).expect("a key");
    let key = Key::parse(digits.trim()).expect("the key is whole");
    let db = open(&house.database(), &key).await;
    let migrations = "SELECT version, '' FROM seaql_migrations ORDER BY version";
    let mut schema: Vec<(String, String)> = pairs(&db, migrations).await;
    let applied = schema.len();
    let tables = "SELECT 'table ' || name, coalesce(sql, '') FROM sqlite_schema ORDER BY name";
    schema.extend(pairs(&db, tables).await);
    db.close().await.expect("the connection closes");
    (schema, applied)
}
