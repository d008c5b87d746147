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

/// Reads the key, or makes one if there is nothing yet that a key could open.
///
/// `data` is the data folder, `kept` tells whether there is an archive already.
///
/// # Errors
/// One sentence that says how to mend it: a file that others may read, that lies in the data folder, that holds no
/// key, or that is missing although there is an archive.
pub fn load_or_make(file: &Path, data: &Path, kept: bool) -> Result<Key> {
    refuse_inside(file, data)?;
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
