//! Lists as files to keep, CSV or Excel from one value, without cells that a spreadsheet would take for a formula.

use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use rowlock_documents::{Cell, Kind, Sheet};

use crate::oops::Oops;

/// The kind of file that an address asks for by its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// Text with commas.
    Csv,
    /// Excel.
    Excel,
}

impl<S: Send + Sync> FromRequestParts<S> for Format {
    type Rejection = Oops;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Oops> {
        let end = std::path::Path::new(parts.uri.path()).extension();
        Ok(if end.is_some_and(|end| end == "xlsx") { Self::Excel } else { Self::Csv })
    }
}

/// A list with its columns; the rows follow.
pub(crate) fn sheet(
    title: &str,
    columns: &[(&str, Kind)],
    rows: impl IntoIterator<Item = Vec<Cell>>,
) -> Sheet {
    Sheet {
        title: title.to_owned(),
        columns: columns.iter().map(|(name, kind)| ((*name).to_owned(), *kind)).collect(),
        rows: rows.into_iter().collect(),
    }
}

/// A list as a file to save, as it stands on a day.
pub(crate) fn file(sheet: &Sheet, format: Format, on: Date) -> Result<Response, Oops> {
    let name = crate::found::slug(&sheet.title);
    match format {
        Format::Csv => Ok(download(&format!("{name}.csv"), "text/csv; charset=utf-8", csv_of(sheet)?)),
        Format::Excel => {
            let bytes = sheet.excel(on).map_err(|error| Oops::Internal(error.to_string()))?;
            let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
            Ok(download(&format!("{name}.xlsx"), kind, bytes))
        }
    }
}

fn csv_of(sheet: &Sheet) -> Result<Vec<u8>, Oops> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let failed = |error: csv::Error| Oops::Internal(error.to_string());
    writer.write_record(sheet.columns.iter().map(|(name, _)| name)).map_err(failed)?;
    for row in &sheet.rows {
        writer.write_record(row.iter().map(text)).map_err(failed)?;
    }
    writer.into_inner().map_err(|error| Oops::Internal(error.to_string()))
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => plain(text),
        Cell::Number(value) => value.to_string(),
        Cell::Day(day) => day.to_string(),
        Cell::Empty => String::new(),
    }
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
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for (cell, written) in [("=1+1", "'=1+1"), ("@SUM(A1)", "'@SUM(A1)"), ("a=b", "a=b"), ("-3", "'-3")] {
            assert_eq!(plain(cell), written);
        }
    }

    #[test]
    fn numbers_and_days_are_written_as_what_they_are() {
        let row = vec![
            Cell::from("a, b"),
            Cell::from(2.5),
            Cell::from(jiff::civil::date(2026, 1, 19)),
            Cell::Empty,
        ];
        let columns =
            [("what", Kind::Text), ("hours", Kind::Number), ("on", Kind::Day), ("left", Kind::Number)];
        let bytes = csv_of(&sheet("Hours", &columns, [row])).unwrap_or_default();
        assert_eq!(String::from_utf8_lossy(&bytes), "what,hours,on,left\n\"a, b\",2.5,2026-01-19,\n");
    }
}
