//! Tells cargo that the words are part of the program: a changed locale compiles it again. Packs what the loader relocates.

use std::process::Command;

/// From this version on the GNU C library unpacks relocations. Under an older one a program that needs this does not start:
/// who wants to take it there builds it there.
const UNPACKS: (u32, u32) = (2, 36);

fn main() {
    println!("cargo:rerun-if-changed=locales");
    if library().is_some_and(|version| version >= UNPACKS) {
        // 24 bytes each, read whole at the start, they would take 2 MB at rest.
        println!("cargo:rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
}

/// The version of the GNU C library, if the program is built for this machine and it has that library.
fn library() -> Option<(u32, u32)> {
    let var = |name| std::env::var(name).ok();
    if var("TARGET") != var("HOST") || var("CARGO_CFG_TARGET_ENV")? != "gnu" {
        return None;
    }
    let told = Command::new("getconf").arg("GNU_LIBC_VERSION").output().ok()?;
    let told = String::from_utf8(told.stdout).ok()?;
    let (major, minor) = told.trim().strip_prefix("glibc ")?.split_once('.')?;
    Some((major.parse().ok()?, minor.parse().ok()?))
}
