//! The second door: people, in JSON. To come.

use std::sync::Arc;

use axum::Router;

use crate::world::Shared;

pub(crate) fn routes() -> Router<Arc<Shared>> {
    Router::new()
}
