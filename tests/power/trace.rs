//! What a program asked of its files, as `strace -f -y -ttt -T -xx` wrote it down.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;

/// The calls that change what lies on a disk.
pub const CALLS: &str =
    "openat,pwrite64,write,ftruncate,fallocate,fdatasync,fsync,unlink,unlinkat,rename,renameat2";

/// One call that succeeded, at the microsecond (since 1970) from which on it had its effect.
pub struct Event {
    pub at: i64,
    pub file: PathBuf,
    pub call: Call,
}

/// What a call did to a file or, for `Sync`, to a file or a folder.
pub enum Call {
    Create,
    Write { offset: usize, bytes: Vec<u8> },
    Truncate { length: usize },
    Sync,
    Unlink,
    Rename { to: PathBuf },
}

/// Reads a trace. Calls on pipes and sockets, failed calls and calls that read are left out.
pub fn read(trace: impl Read) -> Vec<Event> {
    let mut begun: HashMap<String, String> = HashMap::new();
    let mut events = Vec::new();
    for line in BufReader::new(trace).lines() {
        let line = line.expect("the trace is text");
        let Some((thread, rest)) = line.split_once(' ') else { continue };
        let Some((at, call)) = rest.trim_start().split_once(' ') else { continue };
        if let Some(first) = call.strip_suffix(" <unfinished ...>") {
            begun.insert(thread.to_owned(), first.to_owned());
            continue;
        }
        let whole = match call.split_once(" resumed>") {
            Some((_, last)) => match begun.remove(thread) {
                Some(first) => first + last,
                None => continue,
            },
            None => call.to_owned(),
        };
        let resumed = call.starts_with("<...");
        events.extend(event(micros(at), resumed, &whole));
    }
    // Threads are written down in the order in which they were seen; a sync counts from its end.
    events.sort_by_key(|event| event.at);
    events
}

fn event(at: i64, resumed: bool, line: &str) -> Option<Event> {
    let (name, rest) = line.split_once('(')?;
    let (arguments, result) = rest.rsplit_once(") = ")?;
    let mut result = result.split(' ');
    if result.next()?.starts_with('-') {
        return None;
    }
    let took = result.find_map(|word| word.strip_prefix('<')?.strip_suffix('>')).map_or(0, micros);
    let strings = || arguments.split('"').skip(1).step_by(2);
    let named = || Some(path(arguments.split_once('<')?.1.split_once('>')?.0));
    let (file, call) = match name {
        "openat" if arguments.contains("O_CREAT") => (path(strings().next()?), Call::Create),
        "pwrite64" => {
            let offset = arguments.rsplit_once(", ")?.1.parse().ok()?;
            (named()?, Call::Write { offset, bytes: unhex(strings().next()?) })
        }
        "ftruncate" => {
            let length = arguments.rsplit_once(", ")?.1.parse().ok()?;
            (named()?, Call::Truncate { length })
        }
        "fsync" | "fdatasync" => (named()?, Call::Sync),
        "unlink" | "unlinkat" => (path(strings().last()?), Call::Unlink),
        "rename" | "renameat2" => {
            let to = path(strings().nth(1)?);
            (path(strings().next()?), Call::Rename { to })
        }
        _ => return None,
    };
    let ends = if matches!(call, Call::Sync) && !resumed { at + took } else { at };
    Some(Event { at: ends, file, call })
}

/// Seconds with six places, as microseconds.
fn micros(seconds: &str) -> i64 {
    seconds.replace('.', "").parse().expect("a moment of the trace")
}

fn path(hex: &str) -> PathBuf {
    PathBuf::from(String::from_utf8(unhex(hex)).expect("a path in UTF-8"))
}

fn unhex(text: &str) -> Vec<u8> {
    let pairs = text.split("\\x").skip(1);
    pairs.map(|pair| u8::from_str_radix(pair, 16).expect("two digits")).collect()
}
