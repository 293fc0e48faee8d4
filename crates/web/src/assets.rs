//! Style sheets, scripts and fonts, built into the binary. An address with a stamp may be kept for ever.

use axum::extract::{Path, Query};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;
use serde::Deserialize;

#[derive(RustEmbed)]
#[folder = "assets/"]
struct Assets;

#[derive(Deserialize)]
pub(crate) struct Stamp {
    v: Option<String>,
}

/// The address of an asset, stamped with what it holds.
pub(crate) fn path(name: &str) -> String {
    match Assets::get(name) {
        Some(file) => {
            let stamp = rowlock_core::seal::hex(&file.metadata.sha256_hash()[..6]);
            format!("/assets/{name}?v={stamp}")
        }
        None => format!("/assets/{name}"),
    }
}

/// Serves an asset.
pub(crate) async fn show(Path(name): Path<String>, Query(stamp): Query<Stamp>) -> Response {
    let Some(file) = Assets::get(&name) else { return StatusCode::NOT_FOUND.into_response() };
    let kind = match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("woff2") => "font/woff2",
        Some("svg") => "image/svg+xml",
        _ => "text/plain; charset=utf-8",
    };
    let cache =
        if stamp.v.is_some() { "public, max-age=31536000, immutable" } else { "public, max-age=86400" };
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, cache)], file.data).into_response()
}
