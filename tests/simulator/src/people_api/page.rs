//! The page with the phones, embedded in the program.

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Response},
};

/// Embeds files of the folder `page` with their names and types.
macro_rules! assets {
    ($($name:literal $kind:literal),+ $(,)?) => {
        &[$(($name, $kind, include_str!(concat!("../../page/", $name)))),+]
    };
}

/// Every file of the page: name, type, content.
const ASSETS: &[(&str, &str, &str)] = assets![
    "index.html" "text/html; charset=utf-8",
    "style.css" "text/css; charset=utf-8",
    "phone.css" "text/css; charset=utf-8",
    "script.js" "text/javascript; charset=utf-8",
    "composer.js" "text/javascript; charset=utf-8",
    "entities.js" "text/javascript; charset=utf-8",
    "journal.js" "text/javascript; charset=utf-8",
    "kit.js" "text/javascript; charset=utf-8",
    "menus.js" "text/javascript; charset=utf-8",
    "message.js" "text/javascript; charset=utf-8",
    "phone.js" "text/javascript; charset=utf-8",
    "topbar.js" "text/javascript; charset=utf-8",
];

pub(super) async fn index() -> Response {
    find("index.html")
}

pub(super) async fn asset(Path(file): Path<String>) -> Response {
    find(&file)
}

fn find(wanted: &str) -> Response {
    match ASSETS.iter().find(|(name, ..)| *name == wanted) {
        Some((_, kind, content)) => {
            let headers = [("content-type", *kind), ("cache-control", "no-store")];
            (headers, *content).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_page_is_embedded() {
        // Tests run in their package's folder.
        for file in std::path::Path::new("page").read_dir().unwrap() {
            let name = file.unwrap().file_name().into_string().unwrap();
            assert!(ASSETS.iter().any(|(embedded, ..)| *embedded == name), "{name} is not served");
        }
    }
}
