//! Where a person stands on one screen: a stack of states, and the way back (decisions 2).

use crate::dialogue::screen::{Door, Say};
use crate::dialogue::{self, State};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::mem::Discriminant;

/// Dialogues within dialogues.
const DEPTH_MAX: usize = 8;
/// Steps that can be taken back.
const BACK_MAX: usize = 16;

/// A place. Stored with its screen.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// The dialogues that wait, outermost first, and the one that runs; never empty.
    stack: Vec<State>,
    /// Stacks before this one, latest last.
    back: Vec<Vec<State>>,
    /// The message that the latest step was an answer in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    said: Option<Said>,
    /// The message that is being taken.
    #[serde(skip)]
    heard: Option<Said>,
}

/// Words in a message: which message, and as much as tells that they were changed, but not what they were.
#[derive(Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Said {
    message: i32,
    digest: u32,
}

impl Said {
    /// These words in this message.
    pub fn new(message: i32, words: &str) -> Self {
        let digest = Sha256::digest(words.as_bytes());
        Self { message, digest: u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]]) }
    }
}

impl Place {
    /// A place at the beginning of one state.
    pub fn at(state: State) -> Self {
        Self::of(vec![state])
    }

    fn of(stack: Vec<State>) -> Self {
        Self { stack, back: Vec::new(), said: None, heard: None }
    }

    /// Home.
    pub fn home() -> Self {
        Self::at(dialogue::open(Door::Home))
    }

    /// The state that runs.
    pub fn top(&self) -> State {
        self.stack.last().expect("a stack is never empty").clone()
    }

    /// Puts the running dialogue on.
    pub fn set_top(&mut self, state: State) {
        *self.stack.last_mut().expect("a stack is never empty") = state;
    }

    /// Begins a dialogue within the running one. Deeper than `DEPTH_MAX` the outermost gives way.
    pub fn push(&mut self, state: State) {
        if self.stack.len() == DEPTH_MAX {
            self.stack.remove(0);
        }
        self.stack.push(state);
    }

    /// Ends the running dialogue; its starter runs again. None if nobody started it.
    pub fn pop(&mut self) -> Option<State> {
        if self.stack.len() == 1 {
            return None;
        }
        self.stack.pop();
        self.stack.last().cloned()
    }

    /// Goes through a door, with a way back.
    pub fn enter(&mut self, state: State) {
        let before = std::mem::replace(&mut self.stack, vec![state]);
        self.remember(before);
    }

    /// Remembers how it stood before a step, unless it stands on the same page still.
    pub fn stepped_from(&mut self, before: Vec<State>) {
        let same = match (before.last(), self.stack.last()) {
            (Some(old), Some(new)) => {
                before.len() == self.stack.len() && dialogue::same_place(old, new)
            }
            _ => false,
        };
        if !same {
            self.remember(before);
        } else if before != self.stack {
            // What was given since on the same page would be lost.
            self.said = None;
        }
    }

    fn remember(&mut self, before: Vec<State>) {
        if self.back.last() != Some(&before) {
            self.back.push(before);
        }
        if self.back.len() > BACK_MAX {
            self.back.remove(0);
        }
        self.said = self.heard.take();
    }

    /// What comes now is in this message: if it makes a step, that step can be answered otherwise by an edit of it (K27).
    pub fn hear(&mut self, said: Said) {
        self.heard = Some(said);
    }

    /// The words that the latest step was an answer in.
    pub fn said(&self) -> Option<Said> {
        self.said
    }

    /// The place before the latest step, if that was an answer in the same message as these words, which it hears now.
    pub fn before(&self, said: Said) -> Option<Self> {
        let mut place = self.clone();
        let answered = self.said.is_some_and(|it| it.message == said.message);
        (answered && place.step_back()).then_some(Self { heard: Some(said), ..place })
    }

    /// The stack as it stands.
    pub fn stack(&self) -> Vec<State> {
        self.stack.clone()
    }

    /// One step back; false if there is none. What was caught since is kept.
    pub fn step_back(&mut self) -> bool {
        let Some(before) = self.back.pop() else { return false };
        self.said = None;
        let now = self.top();
        self.stack = before;
        self.set_top(dialogue::back(self.top(), &now));
        true
    }

    /// Back to where this place began.
    pub fn rewind(&mut self) {
        self.said = None;
        if !self.back.is_empty() {
            self.stack = self.back.swap_remove(0);
            self.back.clear();
        }
    }

    /// Closes the way back: what was done stands.
    pub fn commit(&mut self) {
        self.said = None;
        self.back.clear();
    }

    /// Closes the way back into the running dialogue. Where it was entered from stays, but for unfinished forms: those are
    /// kept as drafts.
    pub fn commit_dialogue(&mut self) {
        self.said = None;
        let form = form_of(&self.stack);
        self.back.retain(|stack| form_of(stack) != form && draft_of(stack).is_none());
    }

    /// The unfinished forms on this place, the running one first, each as a place of its own with its label.
    pub fn drafts(&self) -> Vec<(Place, Say)> {
        let running = draft_of(&self.stack);
        running.into_iter().chain(self.other_drafts()).collect()
    }

    /// The unfinished forms that were left on the way here; earlier steps of the running one are not among them.
    pub fn other_drafts(&self) -> Vec<(Place, Say)> {
        let mut form = form_of(&self.stack);
        let mut drafts = Vec::new();
        for stack in self.back.iter().rev() {
            if form_of(stack) != form {
                form = form_of(stack);
                drafts.extend(draft_of(stack));
            }
        }
        drafts
    }
}

/// Which dialogue a stack is about.
fn form_of(stack: &[State]) -> Option<Discriminant<State>> {
    stack.first().map(std::mem::discriminant)
}

fn draft_of(stack: &[State]) -> Option<(Place, Say)> {
    let label = stack.iter().rev().find_map(dialogue::is_draft)?;
    Some((Place::of(stack.to_vec()), label))
}
