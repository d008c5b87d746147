//! What the program around the simulator may add to the page: its own buttons and counters.

use std::{future::Future, pin::Pin};

use serde::Serialize;

/// A button of the host, such as "kill the bot".
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HostButton {
    /// Goes back to [`Host::press`].
    pub id: String,
    /// What the page shows.
    pub label: String,
}

/// A number the page keeps in view, such as "lost 0".
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HostCounter {
    /// What is counted.
    pub label: String,
    /// The number, as text.
    pub value: String,
}

/// The future a [`Host::press`] returns: `Err` holds a sentence for the page.
pub type Pressed<'a> = Pin<Box<dyn Future<Output = Result<(), String>> + Send + 'a>>;

/// The program around the simulator; the demo is one, a test needs none.
///
/// The ids `bot-kill` and `bot-start` are also served as `POST /bot/kill` and `POST /bot/start`.
pub trait Host: Send + Sync {
    /// The buttons to show, in order.
    fn buttons(&self) -> Vec<HostButton>;
    /// The counters to show, in order.
    fn counters(&self) -> Vec<HostCounter>;
    /// Does what the button with this id promises.
    fn press<'a>(&'a self, id: &'a str) -> Pressed<'a>;
}
