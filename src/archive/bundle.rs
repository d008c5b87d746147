//! A backup's one file: a tar of the database's copy, the sealed files, the journal of erasures, and a manifest with its
//! seal, in this order.
//! Without a manifest that matches there is no backup, so a file cut anywhere does not count (K38).

use super::check::TrailHead;
use super::connect::Key;
use super::erasure_journal::FILE as JOURNAL;
use crate::model::text::hex;
use chrono::{DateTime, Utc};
use hmac::{Hmac, Mac};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Component, Path, PathBuf};

/// The format that this binary writes and reads.
const FORMAT: u32 = 1;
/// Names in the tar.
pub(super) const DATABASE: &str = "database.db";
pub(super) const FILES: &str = "files";
const MANIFEST: &str = "manifest.json";
const SEAL: &str = "manifest.seal";
/// The purpose of the key that seals the manifest.
const PURPOSE: &str = "backup manifest";
/// A longer manifest or seal is none. A manifest of a hundred thousand files fits.
const MANIFEST_MAX: u64 = 64 * 1024 * 1024;

/// What a backup holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The format of the tar.
    pub format: u32,
    /// The version of the kartoteka that made it.
    pub version: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// The schema's migrations.
    pub migrations: Vec<String>,
    /// The number of rows in each table.
    pub rows: BTreeMap<String, u64>,
    /// The newest entry of the trail.
    pub trail: Option<TrailHead>,
    /// Every other file of the tar.
    pub files: Vec<Entry>,
}

/// One file of a backup.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Entry {
    /// Its name in the tar.
    pub path: String,
    /// Its length in bytes.
    pub size: u64,
    /// Its SHA-256 in hexadecimal digits.
    pub sha256: String,
}

impl Manifest {
    /// A manifest without files yet.
    pub(super) fn new(
        created_at: DateTime<Utc>,
        migrations: Vec<String>,
        rows: BTreeMap<String, u64>,
        trail: Option<TrailHead>,
    ) -> Self {
        let version = env!("CARGO_PKG_VERSION").to_owned();
        Self { format: FORMAT, version, created_at, migrations, rows, trail, files: Vec::new() }
    }
}

/// Writes the tar and brings it to disk; the manifest learns its files on the way.
pub(super) fn pack(
    target: &File,
    database: &Path,
    data: &Path,
    manifest: &mut Manifest,
    key: &Key,
) -> io::Result<()> {
    let mut tar = tar::Builder::new(io::BufWriter::new(target));
    manifest.files.push(append(&mut tar, DATABASE, database)?);
    let journal = data.join(JOURNAL);
    let journal = journal.exists().then_some(journal);
    for path in sealed_files(data)?.into_iter().chain(journal) {
        let name = path.strip_prefix(data).unwrap_or(&path).to_string_lossy().into_owned();
        match append(&mut tar, &name, &path) {
            Ok(entry) => manifest.files.push(entry),
            // Its client was erased meanwhile.
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    let text = serde_json::to_vec_pretty(manifest)?;
    append_bytes(&mut tar, MANIFEST, &text)?;
    append_bytes(&mut tar, SEAL, hex(&mac(key, &text).finalize().into_bytes()).as_bytes())?;
    tar.into_inner()?.into_inner().map_err(io::IntoInnerError::into_error)?;
    target.sync_all()
}

/// Reads a backup to its end and compares everything with its manifest; with `into`, the files are written there.
///
/// # Errors
/// `InvalidData` with a reason for a file that is not a whole, unchanged backup of this key; else as the disk's.
pub(super) fn unpack(source: &Path, key: &Key, into: Option<&Path>) -> io::Result<Manifest> {
    let mut tar = tar::Archive::new(io::BufReader::new(File::open(source)?));
    let (mut found, mut text, mut seal) = (Vec::new(), None, None);
    for entry in tar.entries()? {
        let mut entry = entry?;
        let path = entry.path()?.into_owned();
        let name = path.to_string_lossy().into_owned();
        if !entry.header().entry_type().is_file() {
            return Err(invalid("it holds something that is not a file"));
        }
        match name.as_str() {
            MANIFEST => text = Some(short(&mut entry)?),
            SEAL => seal = Some(short(&mut entry)?),
            _ if is_ours(&path) => {
                let (size, sha256) = take_out(&mut entry, into.map(|folder| folder.join(&path)))?;
                found.push(Entry { path: name, size, sha256 });
            }
            _ => return Err(invalid("it holds a file with a foreign name")),
        }
    }
    let (Some(text), Some(seal)) = (text, seal) else {
        return Err(invalid("it is cut short: its manifest is missing"));
    };
    verify(key, &text, &seal, found)
}

/// The manifest, if it is sealed with this key and lists exactly what was found.
fn verify(key: &Key, text: &[u8], seal: &[u8], mut found: Vec<Entry>) -> io::Result<Manifest> {
    let seal = unhex(seal).ok_or_else(|| invalid("its seal is broken"))?;
    mac(key, text).verify_slice(&seal).map_err(|_| {
        invalid("its manifest was changed, or it was made with another key than this one (if the key was changed since, give the old key's file with --key)")
    })?;
    let manifest: Manifest =
        serde_json::from_slice(text).map_err(|_| invalid("a newer kartoteka made it"))?;
    if manifest.format != FORMAT {
        return Err(invalid("a newer kartoteka made it"));
    }
    let mut listed = manifest.files.clone();
    listed.sort();
    found.sort();
    if listed != found {
        let differs = listed.iter().find(|entry| !found.contains(entry));
        let name = differs.map_or("a file", |entry| entry.path.as_str());
        return Err(invalid(&format!("{name} is not as its manifest says")));
    }
    Ok(manifest)
}

/// The files under the folder of sealed files, in order. Names that begin with a dot are not whole yet.
fn sealed_files(data: &Path) -> io::Result<Vec<PathBuf>> {
    let mut folders = vec![data.join(FILES)];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        let entries = match std::fs::read_dir(&folder) {
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            entries => entries?,
        };
        for entry in entries {
            let entry = entry?;
            let kind = entry.file_type()?;
            let whole = !entry.file_name().as_encoded_bytes().starts_with(b".");
            if whole && kind.is_dir() {
                folders.push(entry.path());
            } else if whole && kind.is_file() {
                files.push(entry.path());
            }
        }
    }
    files.sort();
    Ok(files)
}

/// Whether a path in the tar is one that `pack` writes: it cannot lead out of the folder that it is unpacked to.
fn is_ours(path: &Path) -> bool {
    let plain = path.components().all(|part| matches!(part, Component::Normal(_)));
    let alone = path == Path::new(DATABASE) || path == Path::new(JOURNAL);
    plain && (alone || path.starts_with(FILES) && path != Path::new(FILES))
}

fn append<W: Write>(tar: &mut tar::Builder<W>, name: &str, path: &Path) -> io::Result<Entry> {
    let file = File::open(path)?;
    let size = file.metadata()?.len();
    let mut reader = Hashing { inner: file.take(size), hash: Sha256::new(), size: 0 };
    tar.append_data(&mut header(size), name, &mut reader)?;
    if reader.size != size {
        return Err(io::Error::new(ErrorKind::UnexpectedEof, "a file became shorter"));
    }
    Ok(Entry { path: name.to_owned(), size, sha256: hex(&reader.hash.finalize()) })
}

fn append_bytes<W: Write>(tar: &mut tar::Builder<W>, name: &str, bytes: &[u8]) -> io::Result<()> {
    tar.append_data(&mut header(bytes.len() as u64), name, bytes)
}

fn header(size: u64) -> tar::Header {
    let mut header = tar::Header::new_gnu();
    header.set_size(size);
    header.set_mode(0o600);
    header
}

/// Digests an entry and, with `path`, writes it there and brings it to disk.
fn take_out(entry: &mut impl Read, path: Option<PathBuf>) -> io::Result<(u64, String)> {
    let mut reader = Hashing { inner: entry, hash: Sha256::new(), size: 0 };
    match path {
        None => drop(io::copy(&mut reader, &mut io::sink())?),
        Some(path) => {
            if let Some(folder) = path.parent() {
                std::fs::create_dir_all(folder)?;
            }
            let mut file =
                OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
            io::copy(&mut reader, &mut file)?;
            file.sync_all()?;
        }
    }
    Ok((reader.size, hex(&reader.hash.finalize())))
}

fn short(entry: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    entry.take(MANIFEST_MAX).read_to_end(&mut text)?;
    Ok(text)
}

/// A reader that digests what passes.
struct Hashing<R> {
    inner: R,
    hash: Sha256,
    size: u64,
}

impl<R: Read> Read for Hashing<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.hash.update(&buffer[..read]);
        self.size += read as u64;
        Ok(read)
    }
}

fn mac(key: &Key, text: &[u8]) -> Hmac<Sha256> {
    let mut mac = Hmac::<Sha256>::new_from_slice(&key.derive(PURPOSE))
        .expect("HMAC takes keys of any length");
    mac.update(text);
    mac
}

fn unhex(text: &[u8]) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(text).ok()?;
    let pair = |at: usize| text.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok());
    (0..text.len()).step_by(2).map(pair).collect()
}

fn invalid(reason: &str) -> io::Error {
    io::Error::new(ErrorKind::InvalidData, reason.to_owned())
}

#[cfg(test)]
mod tests {
    use super::is_ours;
    use std::path::Path;

    #[test]
    fn no_name_leads_out_of_the_folder() {
        let cases = [
            ("database.db", true),
            ("files/ab/cd", true),
            ("erasures.jsonl", true),
            ("files/../erasures.jsonl", false),
            ("files", false),
            ("files/../../key", false),
            ("../database.db", false),
            ("/etc/passwd", false),
            ("lock", false),
        ];
        for (name, ours) in cases {
            assert_eq!(is_ours(Path::new(name)), ours, "{name}");
        }
    }
}
