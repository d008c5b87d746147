//! A house whose time a test moves, and copies of it as it stood: the same beginning for every life.

use super::{Bot, FIRST_PERSON, House, Seat, TOKEN, stock};
use chrono::{DateTime, Utc};
use kartoteka::archive::connect::Key;
use kartoteka::model::policy::Role;
use simulator::{Options, Simulator};
use std::fs::{DirBuilder, OpenOptions};
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::process::ExitStatus;
use std::sync::atomic::AtomicU32;

impl House {
    /// Folders without an archive; the clock runs from this moment on.
    pub async fn clocked(begin: DateTime<Utc>) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let clock_file = Some(folder.path().join("clock"));
        let options = Options { token: TOKEN.into(), clock_file, ..Options::default() };
        let sim = Simulator::start(options).await.expect("the simulator starts");
        sim.clock().set(begin);
        for name in ["data", "config", "temp"] {
            private(&folder.path().join(name));
        }
        Self { sim, key: Key::generate(), folder, staff: Vec::new(), lives: AtomicU32::new(0) }
    }

    /// A salon that was made at this moment, with people in these roles, some clients and a menu.
    pub async fn stocked_on(begin: DateTime<Utc>, people: &[(&str, Role)]) -> (Self, Vec<Seat>) {
        let mut house = Self::clocked(begin).await;
        house.staff = (FIRST_PERSON..).zip(people).map(|(chat, (_, role))| (chat, *role)).collect();
        private(&house.data());
        private(house.key_file().parent().expect("a folder"));
        let options = OpenOptions::new().write(true).create_new(true).mode(0o600).to_owned();
        let written = options.open(house.key_file());
        written.and_then(|mut key| key.write_all(house.key.digits().as_bytes())).expect("a key");
        let archive = house.archive().await;
        let given: Vec<_> = people.iter().map(|(name, role)| ((*name).to_owned(), *role)).collect();
        let seated = archive.write(move |tx| {
            let given = given.clone();
            Box::pin(async move { stock(tx, &given, begin).await })
        });
        let ids = seated.await.expect("the salon is stocked");
        archive.close().await.expect("the archive is closed");
        let seats = house.seats(people).into_iter().zip(ids).map(|(seat, id)| Seat { id, ..seat });
        let seats = seats.collect();
        (house, seats)
    }

    /// The people of a salon that was stocked with them, in the order of their making.
    pub fn seats(&self, people: &[(&str, Role)]) -> Vec<Seat> {
        let seat = |(telegram, (name, role)): (i64, &(&str, Role))| Seat {
            person: self.sim.person(telegram, name, Some("en")),
            id: kartoteka::model::StaffId(telegram - FIRST_PERSON + 1),
            role: *role,
        };
        (FIRST_PERSON..).zip(people).map(seat).collect()
    }

    /// The same archive in a house of its own, under a Telegram that knows nobody yet.
    pub async fn copy(&self, begin: DateTime<Utc>) -> Self {
        let copy = Self { key: self.key.clone(), ..Self::clocked(begin).await };
        for name in ["data", "config"] {
            copy_all(&self.folder.path().join(name), &copy.folder.path().join(name));
        }
        copy
    }

    /// The file that moves the clock.
    pub fn clock_file(&self) -> PathBuf {
        self.folder.path().join("clock")
    }
}

impl Bot {
    /// How it ended, if it did.
    pub fn ended(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().expect("the child can be asked")
    }

    /// Sends it a signal by name.
    pub fn signal(&self, name: &str) {
        let told = std::process::Command::new("kill")
            .args([&format!("-{name}"), &self.pid().to_string()])
            .status();
        assert!(told.expect("kill runs").success());
    }
}

fn private(folder: &Path) {
    DirBuilder::new().mode(0o700).create(folder).expect("a folder");
}

fn copy_all(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).expect("the folder can be read") {
        let (from, name) = entry.map(|it| (it.path(), it.file_name())).expect("an entry");
        let to = to.join(name);
        if from.is_dir() {
            private(&to);
            copy_all(&from, &to);
        } else {
            std::fs::copy(from, to).expect("a copy");
        }
    }
}
