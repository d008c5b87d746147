//! The key file: made once, for its owner alone, outside the data folder, and never half (R8, K35).

use super::connect::Key;
use super::{ArchiveError, Result};
use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

/// What a key file may be read and written by: its owner.
const FILE_MODE: u32 = 0o600;
/// The same for its folder, if we make it.
const FOLDER_MODE: u32 = 0o700;
/// How the name of the next key ends, while one takes the place of the other.
const NEXT: &str = ".next";
/// How the name of a key that was replaced goes on; the moment follows.
const UNTIL: &str = ".until-";

/// Reads the key, or makes one if there is nothing yet that a key could open.
///
/// `data` is the data folder, `kept` tells whether there is an archive already.
///
/// # Errors
/// One sentence that says how to mend it: a file that others may read, that lies in the data folder, that holds no
/// key, or that is missing although there is an archive; a change of keys that was interrupted.
pub fn load_or_make(file: &Path, data: &Path, kept: bool) -> Result<Key> {
    refuse_inside(file, data)?;
    refuse_unfinished(file)?;
    match load(file) {
        Ok(Some(key)) => Ok(key),
        Ok(None) if kept => Err(refused(format!(
            "There is an archive but its key file {} is missing; put it back from where you keep its copy, a new key would not open the archive.",
            file.display()
        ))),
        Ok(None) => make(file),
        Err(error) => Err(error),
    }
}

/// Reads the key; `None` if there is no such file.
///
/// # Errors
/// As `load_or_make`'s.
pub fn load(file: &Path) -> Result<Option<Key>> {
    let unreadable = |error: std::io::Error| {
        refused(format!(
            "The key file {} cannot be read ({}); mend its owner or permissions.",
            file.display(),
            error.kind()
        ))
    };
    let metadata = match std::fs::metadata(file) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unreadable(error)),
    };
    let mode = metadata.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        return Err(refused(format!(
            "The key file {file} may be read by others (mode {mode:o}); run chmod 600 {file}.",
            file = file.display()
        )));
    }
    let text = std::fs::read_to_string(file).map_err(unreadable)?;
    Key::parse(text.trim_end()).map(Some).ok_or_else(|| {
        refused(format!(
            "The key file {} does not hold 64 hexadecimal digits; put it back from where you keep its copy.",
            file.display()
        ))
    })
}

/// Refuses a key that a thief of the data folder would get with it.
///
/// # Errors
/// If the file lies in `data`, by any link.
pub fn refuse_inside(file: &Path, data: &Path) -> Result<()> {
    if real(file).starts_with(real(data)) {
        return Err(refused(format!(
            "The key file {} lies in the data folder, where a copy of the folder would carry it along; set KARTOTEKA_KEY_FILE to a path outside.",
            file.display()
        )));
    }
    Ok(())
}

/// Where the next key stands, from before anything is under it until it takes the file's place.
pub(super) fn next_of(file: &Path) -> PathBuf {
    with(&real(file), NEXT)
}

/// Refuses a key that is about to be replaced: only who has the archive alone can tell which of the two opens it.
///
/// # Errors
/// The sentence that says how to mend it.
pub fn refuse_unfinished(file: &Path) -> Result<()> {
    if next_of(file).exists() {
        return Err(refused(
            "A change of keys was interrupted; stop the bot and run kartoteka key change, or start the bot: either finishes it or undoes it.".into(),
        ));
    }
    Ok(())
}

/// Makes the next key, on disk before this returns.
pub(super) fn make_next(file: &Path) -> Result<Key> {
    make(&next_of(file))
}

/// Gives the next key the file's place. The old one keeps a dated name beside it, which is returned: the same one if this
/// was interrupted and is done again.
pub(super) fn replace(file: &Path) -> Result<PathBuf> {
    let (file, next) = (real(file), next_of(file));
    let failed = |error: std::io::Error| unwritable(&file, &error);
    let made = std::fs::metadata(&next).and_then(|next| next.modified()).map_err(failed)?;
    let made = chrono::DateTime::<chrono::Utc>::from(made).format("%Y%m%dT%H%M%S%3fZ");
    let kept = with(&file, &format!("{UNTIL}{made}"));
    match std::fs::hard_link(&file, &kept) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(failed(error)),
        _ => sync_beside(&file).map_err(failed)?,
    }
    crate::faults::here("key-kept");
    std::fs::rename(&next, &file).map_err(failed)?;
    crate::faults::here("key-replaced");
    sync_beside(&file).map_err(failed)?;
    Ok(kept)
}

/// Removes the next key, under which nothing is.
pub(super) fn forget_next(file: &Path) -> Result<()> {
    let next = next_of(file);
    std::fs::remove_file(&next)
        .and_then(|()| sync_beside(&next))
        .map_err(|error| unwritable(&next, &error))
}

/// Removes what a killed `make` left beside the file.
pub(super) fn sweep(file: &Path) -> Result<()> {
    let next = next_of(file);
    let folder = next.parent().unwrap_or(Path::new("/"));
    let stem = next.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let swept = || -> std::io::Result<()> {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let middle =
                name.strip_prefix(&format!("{stem}.")).and_then(|it| it.strip_suffix(".new"));
            if middle.is_some_and(|pid| pid.bytes().all(|digit| digit.is_ascii_digit())) {
                std::fs::remove_file(path)?;
            }
        }
        Ok(())
    };
    swept().map_err(|error| unwritable(folder, &error))
}

/// The path with more at its end.
fn with(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}

fn sync_beside(file: &Path) -> std::io::Result<()> {
    File::open(file.parent().unwrap_or(Path::new("/")))?.sync_all()
}

fn unwritable(path: &Path, error: &std::io::Error) -> ArchiveError {
    refused(format!(
        "{} cannot be written ({}); mend the owner, permissions or disk of its folder.",
        path.display(),
        error.kind()
    ))
}

/// Writes a new key beside its place, on disk before it gets its name, so that a kill leaves a whole key or none.
fn make(file: &Path) -> Result<Key> {
    let failed = |error: std::io::Error| {
        refused(format!(
            "The key file {} cannot be made ({}); make its folder writable or set KARTOTEKA_KEY_FILE.",
            file.display(),
            error.kind()
        ))
    };
    let folder = file.parent().unwrap_or(Path::new("/"));
    DirBuilder::new().recursive(true).mode(FOLDER_MODE).create(folder).map_err(failed)?;
    let key = Key::generate();
    let draft = file.with_extension(format!("{}.new", std::process::id()));
    let written = write_new(&draft, key.digits()).and_then(|()| std::fs::hard_link(&draft, file));
    let removed = std::fs::remove_file(&draft);
    match written {
        Ok(()) => {
            removed.map_err(failed)?;
            File::open(folder).and_then(|folder| folder.sync_all()).map_err(failed)?;
            Ok(key)
        }
        // Another process was first, and its key is the one.
        Err(error) if error.kind() == ErrorKind::AlreadyExists && file.exists() => {
            load(file)?.ok_or_else(|| failed(ErrorKind::NotFound.into()))
        }
        Err(error) => Err(failed(error)),
    }
}

fn write_new(draft: &Path, digits: &str) -> std::io::Result<()> {
    let mut new = OpenOptions::new().write(true).create_new(true).mode(FILE_MODE).open(draft)?;
    writeln!(new, "{digits}")?;
    new.sync_all()
}

/// The path without links, as far as it exists.
fn real(path: &Path) -> PathBuf {
    let mut rest = Vec::new();
    let mut known = path;
    loop {
        if let Ok(found) = known.canonicalize() {
            return rest.iter().rev().fold(found, |path, name| path.join(name));
        }
        match (known.parent(), known.file_name()) {
            (Some(parent), Some(name)) => {
                rest.push(name);
                known = parent;
            }
            _ => return path.to_owned(),
        }
    }
}

fn refused(sentence: String) -> ArchiveError {
    ArchiveError::Refused(sentence)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with `data`, and the path of a key beside it.
    fn place() -> (tempfile::TempDir, PathBuf, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        std::fs::create_dir(&data).unwrap();
        let file = folder.path().join("keys/key");
        (folder, data, file)
    }

    fn refusal(result: Result<Key>) -> String {
        result.err().map(|error| error.to_string()).unwrap_or_default()
    }

    #[test]
    fn a_first_start_makes_a_key_that_only_its_owner_reads() {
        let (_folder, data, file) = place();
        let made = load_or_make(&file, &data, false).ok().unwrap();
        let again = load_or_make(&file, &data, true).ok().unwrap();
        assert_eq!(made.digits(), again.digits());
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&file), mode(file.parent().unwrap())), (0o600, 0o700));
        let names = std::fs::read_dir(file.parent().unwrap()).unwrap().count();
        assert_eq!(names, 1, "nothing is left beside the key");
    }

    #[test]
    fn an_archive_without_its_key_never_gets_a_new_one() {
        let (_folder, data, file) = place();
        let sentence = refusal(load_or_make(&file, &data, true));
        assert!(sentence.contains("missing") && !file.exists(), "{sentence}");
    }

    #[test]
    fn a_key_that_is_open_or_half_is_refused() {
        let (_folder, data, file) = place();
        let key = load_or_make(&file, &data, false).ok().unwrap();
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o640)).unwrap();
        assert!(refusal(load_or_make(&file, &data, true)).contains("chmod 600"));
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).unwrap();
        for text in [&key.digits()[..40], "", "not a key"] {
            std::fs::write(&file, text).unwrap();
            let sentence = refusal(load_or_make(&file, &data, false));
            assert!(sentence.contains("64 hexadecimal"), "{sentence}");
        }
    }

    #[test]
    fn a_key_inside_the_data_folder_is_refused_even_through_a_link() {
        let (folder, data, _) = place();
        let link = folder.path().join("link");
        std::os::unix::fs::symlink(&data, &link).unwrap();
        for file in [data.join("key"), data.join("deep/key"), link.join("key")] {
            assert!(refusal(load_or_make(&file, &data, false)).contains("KARTOTEKA_KEY_FILE"));
            assert!(!file.exists());
        }
    }
}
