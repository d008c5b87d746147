//! An archive that cannot be opened as it must be: the program refuses to start, in one sentence with how to mend it (K7).

use crate::rig::tools::has;
use crate::rig::{House, binary};
use crate::work::FEW;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;
use std::process::Output;

/// The user who serves when the test is root, whom permissions do not bind.
const GUEST: &str = "65534";

/// A closed archive of somebody who is not root, and how to run the program as that person.
struct Place {
    house: House,
    before: Vec<String>,
    is_root: bool,
}

impl Place {
    /// `None`, said aloud, where the test is root and cannot become somebody else.
    async fn new() -> Option<Self> {
        let (house, _) = House::stocked(FEW).await;
        let is_root = std::fs::metadata("/proc/self").expect("a process").uid() == 0;
        if !is_root {
            return Some(Self { house, before: Vec::new(), is_root });
        }
        if !has("setpriv") {
            return None;
        }
        // The program lies where only root may look.
        let copy = house.folder.path().join("kartoteka");
        std::fs::copy(binary(), &copy).expect("a copy of the program");
        let words = ["--reuid", GUEST, "--regid", GUEST, "--clear-groups", "--"];
        let mut before: Vec<String> =
            ["setpriv"].iter().chain(&words).map(|it| (*it).into()).collect();
        before.push(copy.to_str().expect("a path").to_owned());
        own(house.folder.path(), GUEST);
        Some(Self { house, before, is_root })
    }

    async fn run(&self, words: &[&str]) -> Output {
        let plain = self.house.command(words[0]);
        let plain = plain.as_std();
        let program = plain.get_program().to_str().expect("a path").to_owned();
        let line = if self.before.is_empty() { vec![program] } else { self.before.clone() };
        let mut command = tokio::process::Command::new(&line[0]);
        let vars = plain.get_envs().filter_map(|(name, value)| Some((name, value?)));
        command.args(&line[1..]).args(words).env_clear().envs(vars);
        // Found without a search path, as the bot is.
        command.env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin").output().await.expect("it runs")
    }

    /// It ends with 1, says one sentence with this in it, and changed nothing.
    async fn is_refused(&self, what: &str, hints: &[&str]) {
        let database = self.house.database();
        let before = std::fs::read(&database).ok();
        let done = self.run(&["run"]).await;
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        let last = said.lines().last().unwrap_or_default();
        println!("  {what}: {last}");
        assert_eq!(done.status.code(), Some(1), "{what}: {said}");
        assert!(last.ends_with('.') && !said.contains("panic"), "{what}: {said}");
        assert!(hints.iter().all(|hint| last.contains(hint)), "{what}: {said}");
        assert!(std::fs::read(&database).ok() == before, "{what}: the file was touched");
        assert_eq!(self.house.sim.pulse().polls, 0, "{what}: Telegram was asked for updates");
    }
}

/// Gives a folder to somebody, as root may.
fn own(folder: &Path, user: &str) {
    let whose = format!("{user}:{user}");
    let done = std::process::Command::new("chown").arg("-R").arg(whose).arg(folder).status();
    assert!(done.expect("chown runs").success());
}

fn mode(path: &Path, mode: u32) {
    std::fs::set_permissions(path, PermissionsExt::from_mode(mode)).expect("chmod");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_archive_that_cannot_be_written_is_not_served() {
    let Some(place) = Place::new().await else { return };
    let (data, database) = (place.house.data(), place.house.database());
    let mut cases = 3;
    mode(&database, 0o400);
    place.is_refused("a database that may only be read", &["writ"]).await;
    mode(&database, 0o600);
    mode(&data, 0o500);
    place.is_refused("a folder that may only be read", &["writ"]).await;
    mode(&data, 0o700);
    if place.is_root {
        own(&database, "0");
        mode(&database, 0o600);
        place.is_refused("somebody else's database", &["writ", "owner"]).await;
        own(&database, GUEST);
        own(&data, "0");
        mode(&data, 0o755);
        place.is_refused("somebody else's folder", &["writ", "owner"]).await;
        own(&data, GUEST);
        mode(&data, 0o700);
        cases += 2;
    } else {
        println!("skipped: a file of another owner, since only root can make one");
    }
    let aside = place.house.folder.path().join("aside");
    std::fs::rename(&database, &aside).expect("moved");
    std::fs::create_dir(&database).expect("a folder");
    place.is_refused("a folder in the place of the database", &["cannot be opened"]).await;
    std::fs::remove_dir(&database).expect("removed");
    std::fs::rename(&aside, &database).expect("moved back");
    let well = place.run(&["migrate"]).await;
    assert!(well.status.success(), "{}", String::from_utf8_lossy(&well.stderr));
    println!(
        "figure K7 | archives that cannot be opened as they must be | {cases} of {cases} refused with how to mend it, untouched, and served again afterwards"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_archive_that_is_gone_is_not_begun_anew() {
    let Some(place) = Place::new().await else { return };
    let database = place.house.database();
    let made = place.run(&["backup"]).await;
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let bytes = std::fs::read(&database).expect("the database");
    std::fs::remove_file(&database).expect("removed");
    place.is_refused("a missing database", &["is missing", "kartoteka restore"]).await;
    assert!(!database.exists(), "no new one is made");
    std::fs::write(&database, b"").expect("emptied");
    place.is_refused("an emptied database", &["is empty", "kartoteka restore"]).await;
    std::fs::write(&database, &bytes[..bytes.len() / 2]).expect("cut");
    place.is_refused("half a database", &["kartoteka restore"]).await;
    std::fs::write(&database, &bytes).expect("put back");
    own_if_root(&place);
    assert!(place.run(&["migrate"]).await.status.success());
}

/// What the test has written belongs to it.
fn own_if_root(place: &Place) {
    if place.is_root {
        own(place.house.folder.path(), GUEST);
    }
}
