//! Faults by plan: calls that fail in a given way, updates that arrive twice or out of order.
//! The same plan and seed always give the same faults.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::world::Shared;

/// What goes wrong with a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum FaultKind {
    /// The call is not carried out; this status and body are the answer.
    Status {
        /// The HTTP status, such as 502.
        code: u16,
        /// The body, often not JSON at all.
        body: String,
    },
    /// 429 with `retry_after`.
    RetryAfter {
        /// How long to wait.
        seconds: u64,
    },
    /// 403 with this description, such as `Forbidden: user is deactivated`.
    Forbidden {
        /// The whole description.
        text: String,
    },
    /// The connection is cut before the call is carried out.
    CutBefore,
    /// The call is carried out, then the connection is cut instead of an answer.
    CutAfter,
    /// The answer comes late.
    Delay {
        /// How late, in milliseconds of real time.
        ms: u64,
    },
    /// The call is not carried out; this status, and bytes that claim to be compressed and are not.
    Junk {
        /// The HTTP status.
        code: u16,
    },
    /// The call is carried out, and the connection is cut in the middle of the answer.
    Half,
    /// The call is carried out, and the answer comes byte by byte.
    Trickle {
        /// The pause before each byte, in milliseconds of real time.
        ms: u64,
    },
    /// 409, as if another program polled with the same token.
    Conflict,
    /// 401, as if the token had been revoked.
    Unauthorized,
}

/// One rule of the plan: hits the calls number `nth`, `nth` + 1, … that match, `times` of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// The method in any case, `*` for all but `getUpdates`, `file` for the download of one.
    pub method: String,
    /// Only calls with this `chat_id`.
    #[serde(default)]
    pub chat: Option<i64>,
    /// The first matching call that is hit, counted from 1; the very first if left out.
    #[serde(default)]
    pub nth: Option<u64>,
    /// How many calls are hit; all from then on if left out.
    #[serde(default)]
    pub times: Option<u64>,
    /// What happens.
    pub fault: FaultKind,
    /// How many calls matched so far; counted by the simulator.
    #[serde(default)]
    pub matched: u64,
}

impl Fault {
    /// Hits every call of the method.
    pub fn on(method: &str, fault: FaultKind) -> Self {
        Self { method: method.to_owned(), chat: None, nth: None, times: None, fault, matched: 0 }
    }

    /// Only calls for this chat.
    #[must_use]
    pub fn in_chat(self, chat: i64) -> Self {
        Self { chat: Some(chat), ..self }
    }

    /// Spares the calls before number `nth`.
    #[must_use]
    pub fn from_nth(self, nth: u64) -> Self {
        Self { nth: Some(nth), ..self }
    }

    /// Hits that many calls, then no more.
    #[must_use]
    pub fn times(self, times: u64) -> Self {
        Self { times: Some(times), ..self }
    }

    fn matches(&self, method: &str, chat: Option<i64>) -> bool {
        let by_method = match self.method.as_str() {
            "*" => !["getUpdates", "file"].contains(&method),
            name => name.eq_ignore_ascii_case(method),
        };
        by_method && (self.chat.is_none() || self.chat == chat)
    }

    /// Counts a matching call and says whether it is hit.
    fn hits(&mut self) -> bool {
        self.matched += 1;
        let first = self.nth.unwrap_or(1);
        let hits_so_far = self.matched.saturating_sub(first);
        self.matched >= first && self.times.is_none_or(|times| hits_so_far < times)
    }
}

/// Updates that arrive twice or out of order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UpdateFaults {
    /// The share of updates that arrive once more with the next batch, or later in the same.
    #[serde(default)]
    pub duplicate: f64,
    /// The share of updates that change places with their successor in the batch.
    #[serde(default)]
    pub reorder: f64,
    /// Which of all the random orders it is.
    #[serde(default)]
    pub seed: u64,
}

/// A handle on the plan.
#[derive(Clone)]
pub struct Faults {
    shared: Arc<Shared>,
}

impl Faults {
    pub(crate) fn new(shared: Arc<Shared>) -> Self {
        Self { shared }
    }

    /// Adds a rule; the oldest rule that hits decides.
    pub fn add(&self, fault: Fault) {
        self.shared.change(|world| world.faults.calls.push(fault));
    }

    /// From now on updates arrive like this.
    pub fn disturb_updates(&self, how: UpdateFaults) {
        self.shared.change(|world| world.faults.disturb_updates(how));
    }

    /// Lets the next update have this number, lower or higher than expected.
    pub fn renumber_updates(&self, next_id: i64) {
        self.shared.change(|world| world.queue.renumber(next_id));
    }

    /// Ends all faults.
    pub fn clear(&self) {
        self.shared.change(|world| world.faults = FaultPlan::default());
    }
}

/// The plan, part of the world.
#[derive(Default)]
pub(crate) struct FaultPlan {
    pub(crate) calls: Vec<Fault>,
    pub(crate) updates: UpdateFaults,
    random: Random,
    again: Vec<Value>,
}

impl FaultPlan {
    /// What goes wrong with this call, if anything; counts the call for every rule it matches.
    pub(crate) fn strike(&mut self, method: &str, chat: Option<i64>) -> Option<FaultKind> {
        let matching = self.calls.iter_mut().filter(|fault| fault.matches(method, chat));
        let hits: Vec<_> = matching.filter_map(|fault| fault.hits().then_some(&*fault)).collect();
        hits.first().map(|fault| fault.fault.clone())
    }

    pub(crate) fn disturb_updates(&mut self, how: UpdateFaults) {
        self.updates = how;
        self.random = Random { state: how.seed };
    }

    /// A batch as it arrives: some updates twice, some pairs exchanged.
    pub(crate) fn disturb(&mut self, batch: Vec<Value>) -> Vec<Value> {
        let how = self.updates;
        let mut arriving = std::mem::take(&mut self.again);
        for update in batch {
            if self.random.chance(how.duplicate) {
                let soon = self.random.chance(0.5);
                if soon { &mut arriving } else { &mut self.again }.push(update.clone());
            }
            arriving.push(update);
        }
        for place in 1..arriving.len() {
            if self.random.chance(how.reorder) {
                arriving.swap(place - 1, place);
            }
        }
        arriving
    }
}

/// A small generator (`SplitMix64`): the same seed gives the same numbers on every machine.
#[derive(Clone, Copy, Debug, Default)]
struct Random {
    state: u64,
}

impl Random {
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn chance(&mut self, share: f64) -> bool {
        // 32 bits fit a double exactly.
        let drawn = f64::from(u32::try_from(self.next() >> 32).unwrap_or(u32::MAX));
        drawn < share * f64::from(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_rule_hits_from_the_nth_call_so_many_times() {
        let mut plan = FaultPlan::default();
        let rule = Fault::on("sendMessage", FaultKind::CutAfter).from_nth(2).times(2);
        plan.calls.push(rule.in_chat(7));
        let mut strike = |chat| plan.strike("sendMessage", Some(chat)).is_some();
        assert!(!strike(8));
        assert_eq!([7; 5].map(&mut strike), [false, true, true, false, false]);
    }

    #[test]
    fn a_star_spares_the_poll() {
        let mut plan = FaultPlan::default();
        plan.calls.push(Fault::on("*", FaultKind::Conflict));
        assert_eq!(plan.strike("getUpdates", None), None);
        assert_eq!(plan.strike("getMe", None), Some(FaultKind::Conflict));
    }

    #[test]
    fn the_same_seed_disturbs_the_same_updates() {
        let batch: Vec<_> = (0..40).map(|id| json!({"update_id": id})).collect();
        let arrive = |seed| {
            let mut plan = FaultPlan::default();
            plan.disturb_updates(UpdateFaults { duplicate: 0.3, reorder: 0.1, seed });
            [plan.disturb(batch.clone()), plan.disturb(Vec::new())].concat()
        };
        assert_eq!(arrive(1), arrive(1));
        assert_ne!(arrive(1), arrive(2));
        assert!(arrive(1).len() > batch.len());
        for update in &batch {
            assert!(arrive(1).contains(update));
        }
    }
}
