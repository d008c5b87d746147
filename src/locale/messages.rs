//! The messages of `locales/`. A file is read when the first of its messages is wanted: most files
//! are not on most days, and all of them together take more memory than all else at rest.
//!
//! The files are embedded when this one is compiled: after adding one, save this one again.

use crate::model::lang::Lang;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use include_dir::{Dir, include_dir};
use std::collections::HashMap;
use std::sync::{LazyLock, OnceLock};

/// The file of the closed lists' words, whose keys do not begin with its name.
const WORDS: &str = "words";

static LOCALES: Dir = include_dir!("$CARGO_MANIFEST_DIR/locales");

/// By language, then by what the keys of a file begin with: `loan_request.ftl` has `loan-request-…`.
static FILES: LazyLock<HashMap<&str, HashMap<String, File>>> =
    LazyLock::new(|| Lang::ALL.iter().map(|lang| (lang.as_str(), files(*lang))).collect());

/// A file in one language.
struct File {
    lang: Lang,
    text: &'static str,
    messages: OnceLock<FluentBundle<FluentResource>>,
}

/// The text of a message in exactly this language.
///
/// # Errors
///
/// Returns what is wrong: there is no such message, or it wants an argument that is not given.
pub(super) fn text(lang: Lang, key: &str, arguments: &FluentArgs) -> Result<String, String> {
    let messages = file(lang, key).map(File::messages);
    let pattern = messages.and_then(|messages| messages.get_message(key)?.value());
    let (Some(messages), Some(pattern)) = (messages, pattern) else {
        return Err("is missing".to_owned());
    };
    let mut errors = Vec::new();
    let text = messages.format_pattern(pattern, Some(arguments), &mut errors).into_owned();
    match errors.first() {
        None => Ok(text),
        Some(error) => Err(error.to_string()),
    }
}

fn file(lang: Lang, key: &str) -> Option<&'static File> {
    let files = FILES.get(lang.as_str())?;
    let named = key.match_indices('-').find_map(|(end, _)| files.get(&key[..end]));
    named.or_else(|| files.get(WORDS))
}

fn files(lang: Lang) -> HashMap<String, File> {
    let folder = LOCALES.get_dir(lang.as_str());
    let files = folder.into_iter().flat_map(Dir::files).filter_map(|file| {
        let begins = file.path().file_stem().and_then(|stem| stem.to_str())?.replace('_', "-");
        Some((begins, File { lang, text: file.contents_utf8()?, messages: OnceLock::new() }))
    });
    files.collect()
}

impl File {
    fn messages(&self) -> &FluentBundle<FluentResource> {
        self.messages.get_or_init(|| {
            let locales = self.lang.as_str().parse().into_iter().collect();
            let mut messages = FluentBundle::new_concurrent(locales);
            messages.set_use_isolating(false);
            // What cannot be read is left out, and its sentences have no words: the tests say which.
            let read = FluentResource::try_new(self.text.to_owned());
            messages.add_resource_overriding(read.unwrap_or_else(|(readable, _)| readable));
            messages
        })
    }
}
