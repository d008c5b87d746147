//! The simulator's time: real time with an offset, or a moment that stands still.
//!
//! The clock can also live in a file, so that the bot, another process, sees the same time.
//! The file holds one of
//!
//! - `+5000` or `-5000`: runs, that many milliseconds ahead of or behind real time;
//! - `@2031-03-04T09:00:00Z`: stands still.
//!
//! It is replaced by rename, so a reader never sees half of it.

use std::{fs, io, path::PathBuf, sync::Arc, time::Duration};

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};

use crate::{events::EventKind, world::Shared};

/// A handle on the simulator's clock.
#[derive(Clone)]
pub struct Clock {
    shared: Arc<Shared>,
}

impl Clock {
    pub(crate) fn new(shared: Arc<Shared>) -> Self {
        Self { shared }
    }

    /// The simulator's present.
    pub fn now(&self) -> DateTime<Utc> {
        self.shared.look(|world| world.clock.now())
    }

    /// Moves the clock forward; a clock that stands still stands later.
    pub fn advance(&self, by: Duration) {
        let by = TimeDelta::from_std(by).expect("a test moves the clock by less than an age");
        self.change(|clock| clock.advance(by));
    }

    /// Moves the clock to a moment, forward or back; a running clock runs on from there.
    pub fn set(&self, to: DateTime<Utc>) {
        self.change(|clock| clock.set(to));
    }

    /// Lets the clock stand still at its present.
    pub fn freeze(&self) {
        self.change(|clock| clock.freeze(true));
    }

    /// Lets a clock that stands still run on from its present.
    pub fn run(&self) {
        self.change(|clock| clock.freeze(false));
    }

    fn change(&self, change: impl FnOnce(&mut SimClock) -> io::Result<()>) {
        self.shared.change(|world| {
            change(&mut world.clock).expect("the clock file can be written");
            world.events.push_bare(None, EventKind::Clock);
        });
    }
}

/// The clock itself, part of the world.
pub(crate) struct SimClock {
    /// How far east of UTC the page shows the time, in seconds.
    pub(crate) shown_offset_s: i32,
    offset: TimeDelta,
    frozen_at: Option<DateTime<Utc>>,
    file: Option<PathBuf>,
}

impl SimClock {
    /// A clock that stands at `frozen_at`, or goes on as its file says, or shows real time.
    pub(crate) fn start(
        frozen_at: Option<DateTime<Utc>>,
        file: Option<PathBuf>,
    ) -> io::Result<Self> {
        let mut clock = Self { shown_offset_s: 0, offset: TimeDelta::zero(), frozen_at, file };
        if clock.frozen_at.is_none() {
            clock.read()?;
        }
        clock.write()?;
        Ok(clock)
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.frozen_at.unwrap_or_else(|| Utc::now() + self.offset)
    }

    /// Seconds since 1970, as Telegram dates everything.
    pub(crate) fn unix(&self) -> i64 {
        self.now().timestamp()
    }

    pub(crate) fn is_frozen(&self) -> bool {
        self.frozen_at.is_some()
    }

    /// How far ahead of real time the clock is, in milliseconds.
    pub(crate) fn offset_ms(&self) -> i64 {
        (self.now() - Utc::now()).num_milliseconds()
    }

    pub(crate) fn advance(&mut self, by: TimeDelta) -> io::Result<()> {
        match &mut self.frozen_at {
            Some(moment) => *moment += by,
            None => self.offset += by,
        }
        self.write()
    }

    pub(crate) fn set(&mut self, to: DateTime<Utc>) -> io::Result<()> {
        match &mut self.frozen_at {
            Some(moment) => *moment = to,
            None => self.offset = to - Utc::now(),
        }
        self.write()
    }

    pub(crate) fn freeze(&mut self, still: bool) -> io::Result<()> {
        match (still, self.frozen_at) {
            (true, None) => self.frozen_at = Some(self.now()),
            (false, Some(moment)) => {
                self.frozen_at = None;
                self.offset = moment - Utc::now();
            }
            (true, Some(_)) | (false, None) => {}
        }
        self.write()
    }

    fn write(&self) -> io::Result<()> {
        let Some(file) = &self.file else { return Ok(()) };
        let text = match self.frozen_at {
            Some(moment) => format!("@{}", moment.to_rfc3339_opts(SecondsFormat::AutoSi, true)),
            None => format!("{:+}", self.offset.num_milliseconds()),
        };
        let fresh = file.with_extension("new");
        fs::write(&fresh, text)?;
        fs::rename(fresh, file)
    }

    fn read(&mut self) -> io::Result<()> {
        let Some(file) = &self.file else { return Ok(()) };
        let text = match fs::read_to_string(file) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            text => text?,
        };
        let text = text.trim();
        let unreadable = || io::Error::other("the clock file holds no time");
        match text.strip_prefix('@') {
            Some(moment) => self.frozen_at = Some(moment.parse().map_err(|_| unreadable())?),
            None => {
                let offset_ms = text.parse().map_err(|_| unreadable())?;
                self.offset = TimeDelta::milliseconds(offset_ms);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_file_is_written_and_read_back() {
        let folder = std::env::temp_dir().join(format!("simulator-clock-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let file = folder.join("clock");
        let moment = "2031-03-04T09:00:00Z".parse().unwrap();

        let mut clock = SimClock::start(Some(moment), Some(file.clone())).unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "@2031-03-04T09:00:00Z");
        clock.advance(TimeDelta::hours(1)).unwrap();
        let again = SimClock::start(None, Some(file.clone())).unwrap();
        assert_eq!(again.now(), moment + TimeDelta::hours(1));

        fs::write(&file, "-60000\n").unwrap();
        let behind = SimClock::start(None, Some(file.clone())).unwrap();
        assert!((-60_010..=-59_990).contains(&behind.offset_ms()));
        fs::write(&file, "noon").unwrap();
        assert!(SimClock::start(None, Some(file)).is_err());
        fs::remove_dir_all(folder).unwrap();
    }
}
