//! Lists as CSV, without cells that a spreadsheet would take for a formula.

use axum::http::header;
use axum::response::{IntoResponse, Response};

use crate::oops::Oops;

/// A list as a file to save.
pub(crate) fn file(name: &str, head: &[&str], rows: &[Vec<String>]) -> Result<Response, Oops> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let failed = |error: csv::Error| Oops::Internal(error.to_string());
    writer.write_record(head).map_err(failed)?;
    for row in rows {
        writer.write_record(row.iter().map(|cell| plain(cell))).map_err(failed)?;
    }
    let bytes = writer.into_inner().map_err(|error| Oops::Internal(error.to_string()))?;
    Ok(download(name, "text/csv; charset=utf-8", bytes))
}

/// Bytes as a file to save.
pub(crate) fn download(name: &str, kind: &'static str, bytes: Vec<u8>) -> Response {
    let saved_as = format!("attachment; filename=\"{name}\"");
    ([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, saved_as)], bytes)
        .into_response()
}

/// A cell that begins like a formula gets an apostrophe before it.
fn plain(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn no_cell_is_a_formula() {
        for (cell, written) in [("=1+1", "'=1+1"), ("@SUM(A1)", "'@SUM(A1)"), ("a=b", "a=b"), ("-3", "'-3")] {
            assert_eq!(plain(cell), written);
        }
    }
}
