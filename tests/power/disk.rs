//! A disk whose power may go at any moment: what was synced is there, and of the rest any part, in any order, torn.

use crate::rig::Random;
use crate::trace::{Call, Event};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What a disk writes whole or not at all, bytes.
const SECTOR: usize = 512;

/// The files of a folder as a program believes them, and as they are for certain.
#[derive(Default)]
pub struct Disk {
    files: BTreeMap<PathBuf, Kept>,
}

/// A file: its synced content, and what was asked since.
#[derive(Default)]
struct Kept {
    /// Its entry of the folder is synced.
    named: bool,
    synced: Vec<u8>,
    /// It was removed, and that is not synced.
    removed: bool,
    since: Vec<Since>,
}

enum Since {
    Write { offset: usize, bytes: Vec<u8> },
    Truncate { length: usize },
}

/// What is left after the power went: the content of each file that there is.
pub type Image = BTreeMap<PathBuf, Vec<u8>>;

impl Disk {
    /// A disk with these files, all synced.
    pub fn with(files: Image) -> Self {
        let kept = |synced| Kept { named: true, synced, ..Kept::default() };
        Self { files: files.into_iter().map(|(path, bytes)| (path, kept(bytes))).collect() }
    }

    /// Takes the next call. Files of which nobody asked for an image are kept as well.
    pub fn take(&mut self, event: &Event) {
        let file = &event.file;
        match &event.call {
            Call::Create => {
                let kept = self.files.entry(file.clone()).or_default();
                if std::mem::take(&mut kept.removed) {
                    *kept = Kept::default();
                }
            }
            Call::Write { offset, bytes } => {
                let write = Since::Write { offset: *offset, bytes: bytes.clone() };
                self.files.entry(file.clone()).or_default().since.push(write);
            }
            Call::Truncate { length } => {
                let cut = Since::Truncate { length: *length };
                self.files.entry(file.clone()).or_default().since.push(cut);
            }
            Call::Sync => self.sync(file),
            Call::Unlink => {
                if let Some(kept) = self.files.get_mut(file) {
                    kept.removed = true;
                }
            }
            Call::Rename { to } => {
                if let Some(kept) = self.files.remove(file) {
                    self.files.insert(to.clone(), kept);
                }
            }
        }
    }

    /// A file's sync keeps its content; its folder's keeps that it is there, or gone.
    fn sync(&mut self, path: &Path) {
        if let Some(kept) = self.files.get_mut(path) {
            for since in std::mem::take(&mut kept.since) {
                since.apply(&mut kept.synced, |_| true);
            }
            return;
        }
        for (file, kept) in &mut self.files {
            kept.named |= file.parent() == Some(path);
        }
        self.files.retain(|file, kept| !kept.removed || file.parent() != Some(path));
    }

    /// What is left if the power goes now: of what is not synced, each piece by a throw of the dice.
    pub fn image(&self, random: &mut Random, of: impl Fn(&Path) -> bool) -> Image {
        // Now nearly all of it, now nearly nothing: between the two the most is torn.
        let odds = random.pick(&[0, 10, 50, 90, 100]);
        let torn = random.between(0, 1) == 1;
        let mut image = Image::new();
        for (path, kept) in self.files.iter().filter(|(path, _)| of(path)) {
            let stays = kept.named || random.between(0, 1) == 1;
            let gone = kept.removed && random.between(0, 1) == 1;
            if !stays || gone {
                continue;
            }
            let mut bytes = kept.synced.clone();
            for since in &kept.since {
                let whole = random.between(1, 100) <= odds;
                since.apply(&mut bytes, |_| match torn {
                    true => random.between(1, 100) <= odds,
                    false => whole,
                });
            }
            image.insert(path.clone(), bytes);
        }
        image
    }
}

impl Since {
    /// Applies the sectors that `arrived`.
    fn apply(&self, file: &mut Vec<u8>, mut arrived: impl FnMut(usize) -> bool) {
        match self {
            Self::Truncate { length } => {
                if arrived(0) {
                    file.resize(*length, 0);
                }
            }
            Self::Write { offset, bytes } => {
                let mut at = *offset;
                let end = offset + bytes.len();
                while at < end {
                    let next = end.min((at / SECTOR + 1) * SECTOR);
                    if arrived(at / SECTOR) {
                        if file.len() < next {
                            file.resize(next, 0);
                        }
                        file[at..next].copy_from_slice(&bytes[at - offset..next - offset]);
                    }
                    at = next;
                }
            }
        }
    }
}
