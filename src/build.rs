//! Tells cargo that the words are part of the program: a changed locale compiles it again.

fn main() {
    println!("cargo:rerun-if-changed=locales");
}
