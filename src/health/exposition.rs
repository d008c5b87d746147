//! The meters and the archive's state in Prometheus' text format, version 0.0.4. No label holds anything of a person.

use super::{Facts, Queue};
use crate::meter::{BOUNDS, Histogram, METERS};
use chrono::{DateTime, Utc};
use std::fmt::Display;

/// Every name begins so.
const PREFIX: &str = "kartoteka";

/// The page.
#[derive(Default)]
struct Sheet(String);

impl Sheet {
    fn head(&mut self, name: &str, kind: &str, help: &str) {
        self.line(format!("# HELP {PREFIX}_{name} {help}"));
        self.line(format!("# TYPE {PREFIX}_{name} {kind}"));
    }

    fn line(&mut self, line: String) {
        self.0 += &line;
        self.0.push('\n');
    }

    fn value(&mut self, name: &str, value: impl Display) {
        self.line(format!("{PREFIX}_{name} {value}"));
    }

    fn gauge(&mut self, name: &str, help: &str, value: impl Display) {
        self.head(name, "gauge", help);
        self.value(name, value);
    }

    fn queue(&mut self, name: &str, what: &str, queue: &Queue, now: DateTime<Utc>) {
        self.gauge(name, &format!("{what} that wait."), queue.depth);
        let age = queue.since.map_or(0, |since| (now - since).num_milliseconds().max(0));
        let help = format!("How long the oldest of the {name} has waited.");
        self.gauge(&format!("{name}_oldest_seconds"), &help, in_seconds(age));
    }

    fn histogram(&mut self, name: &str, help: &str, histogram: &Histogram) {
        self.head(name, "histogram", help);
        let (counts, seconds) = histogram.read();
        for (bound, count) in BOUNDS.iter().zip(counts) {
            self.value(&format!("{name}_bucket{{le=\"{bound}\"}}"), count);
        }
        let all = counts[BOUNDS.len()];
        self.value(&format!("{name}_bucket{{le=\"+Inf\"}}"), all);
        self.value(&format!("{name}_sum"), seconds);
        self.value(&format!("{name}_count"), all);
    }
}

/// The whole page.
pub(super) fn written(facts: &Facts, now: DateTime<Utc>) -> String {
    let mut sheet = Sheet::default();
    sheet.head("build_info", "gauge", "The version that runs.");
    sheet.value(&format!("build_info{{version=\"{}\"}}", env!("CARGO_PKG_VERSION")), 1);
    sheet.queue("inbox_updates", "Updates", &facts.inbox, now);
    sheet.queue("outbox_messages", "Messages", &facts.outbox, now);
    sheet.gauge(
        "queued_people",
        "People with an update that waits or is in its turn.",
        METERS.queued(),
    );
    sheet.histogram("turn_seconds", "Turns, from the queue to their end.", &METERS.turns);
    sheet.histogram("commit_seconds", "Commits of the writer.", &METERS.commits);
    sheet.head("api_calls_total", "counter", "Calls of the Bot API by how they ended.");
    for (end, count) in METERS.calls() {
        sheet.value(&format!("api_calls_total{{end=\"{end}\"}}"), count);
    }
    let help = "How long the longest pause that Telegram asked for still lasts.";
    sheet.gauge("api_retry_after_seconds", help, METERS.waits());
    sheet.gauge(
        "polled_timestamp_seconds",
        "When Telegram answered the last poll.",
        in_seconds(METERS.polled_ms()),
    );
    sheet.head("repeated_sends_total", "counter", "Messages sent with the mark of a repeat.");
    sheet.value("repeated_sends_total", METERS.repeats.get());
    let backup = facts.backup.map_or(0, |at| at.timestamp_millis());
    sheet.gauge(
        "backup_timestamp_seconds",
        "When the last good backup was made; 0 is never.",
        in_seconds(backup),
    );
    let intact = u8::from(facts.trail.is_intact());
    sheet.gauge("trail_intact", "1 if the last walk found the trail whole, else 0.", intact);
    sheet.gauge(
        "restore_unconfirmed",
        "1 while a restore waits for a second person, else 0.",
        u8::from(facts.restore.is_some()),
    );
    sheet.0
}

fn in_seconds(ms: i64) -> f64 {
    // Whole milliseconds of any date fit into a double.
    ms as f64 / 1_000.0
}
