//! The second door: people, in JSON. Every answer is `{"ok":true,…}` or
//! `{"ok":false,"error":"<sentence>"}` with a 4xx.

mod acts;
mod page;
mod records;

use std::sync::Arc;

use axum::{
    Router,
    body::Bytes,
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::world::Shared;

/// An object for the answer, or a sentence why not.
type Reply = Result<Value, String>;

/// All routes of the people's door.
pub(crate) fn routes() -> Router<Arc<Shared>> {
    Router::new()
        .route("/", get(page::index))
        .route("/page/{file}", get(page::asset))
        .route("/people", get(acts::people).post(acts::add_person))
        .route("/people/{id}/chat", get(acts::chat))
        .route("/people/{id}/file/{file}", get(acts::file))
        .route("/people/{id}/{act}", post(acts::act_of_person))
        .route("/groups", post(acts::add_group))
        .route("/groups/{id}/chat", get(acts::chat))
        .route("/groups/{id}/{act}", post(acts::act_in_group))
        .route("/events", get(records::events))
        .route("/clock", get(records::clock).post(records::move_clock))
        .route("/journal", get(records::journal))
        .route(
            "/faults",
            get(records::faults).post(records::add_faults).delete(records::clear_faults),
        )
        .route("/bot", get(records::bot))
        .route("/bot/{act}", post(records::press_bot_button))
        .route("/host", get(records::host))
        .route("/host/{id}", post(records::press_host_button))
}

/// Makes the answer of either kind.
fn respond(reply: Reply) -> Response {
    let (status, body) = match reply {
        Ok(mut object) => {
            object["ok"] = json!(true);
            (StatusCode::OK, object)
        }
        Err(error) => (StatusCode::BAD_REQUEST, json!({"ok": false, "error": error})),
    };
    let headers = [("content-type", "application/json"), ("cache-control", "no-store")];
    (status, headers, body.to_string()).into_response()
}

/// Reads a body, where nothing means an empty object.
fn read<T: DeserializeOwned>(body: &Bytes) -> Result<T, String> {
    let body: &[u8] = if body.is_empty() { b"{}" } else { body };
    serde_json::from_slice(body).map_err(|error| format!("The body does not fit: {error}."))
}
