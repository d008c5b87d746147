//! The first openings of a process, at the same moment. SQLite counts itself ready before SQLCipher is, so that a second
//! opening could come in between and find no cipher.

use super::rig::tools::{has, preloaded};
use kartoteka::archive::connect::{self, Key};
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::Duration;

/// Where a process finds the archives that it opens.
const ARCHIVES: &str = "KARTOTEKA_TEST_ARCHIVES";
const AT_ONCE: u32 = 4;
/// The first is held up (`opening.c`), and the others catch up with it.
const APART: Duration = Duration::from_millis(5);

#[tokio::test]
async fn several_archives_open_at_once_in_a_young_process() {
    if let Some(folder) = std::env::var_os(ARCHIVES) {
        return open_all(Path::new(&folder));
    }
    if !has("cc") {
        return;
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let key = Key::generate();
    std::fs::write(folder.path().join("key"), key.digits()).expect("the key is written");
    let first = folder.path().join("0.db");
    let url = format!("sqlite:{}", first.display());
    let archive = connect::open(&url, &key, folder.path()).await.expect("the archive is made");
    archive.close().await.expect("the archive is closed");
    for nth in 1..AT_ONCE {
        std::fs::copy(&first, folder.path().join(format!("{nth}.db"))).expect("a copy");
    }
    let run = Command::new(std::env::current_exe().expect("this program"))
        .args(["--exact", "opening::several_archives_open_at_once_in_a_young_process"])
        .env("LD_PRELOAD", preloaded("opening.c", folder.path()))
        .env(ARCHIVES, folder.path())
        .output()
        .expect("the program runs");
    let said = [run.stdout, run.stderr].map(|text| String::from_utf8_lossy(&text).into_owned());
    assert!(run.status.success() && said[0].contains("1 passed"), "{}", said.concat());
}

fn open_all(folder: &Path) {
    let digits = std::fs::read_to_string(folder.join("key")).expect("the key");
    let key = Key::parse(&digits).expect("a key");
    thread::scope(|scope| {
        for nth in 0..AT_ONCE {
            let key = &key;
            scope.spawn(move || {
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
                let url = format!("sqlite:{}", folder.join(format!("{nth}.db")).display());
                thread::sleep(APART * nth);
                runtime.expect("a runtime").block_on(async {
                    let opened = connect::open(&url, key, folder).await;
                    opened.expect("it opens").close().await.expect("it closes");
                });
            });
        }
    });
}
