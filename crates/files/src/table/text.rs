//! CSV: from bytes to text, from text to rows. Spreadsheets and trackers write it in several encodings and
//! with several separators; which ones shows in the file.

use csv::{ReaderBuilder, StringRecord};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use super::limits::MOST_COLUMNS;
use super::{Builder, Kind, Remark};
use crate::diagnostic::Diagnostic;

const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

/// How many lines are looked at to find the separator.
const LOOKED_AT: usize = 20;

/// A last row of our own: if it does not come back, an open quotation mark has swallowed the end.
const END: &str = "\u{1}";

/// Reads a CSV file.
pub(super) fn read(bytes: &[u8], mut builder: Builder) -> Result<Builder, Box<Diagnostic>> {
    let file = builder.file.clone();
    let text = decode(bytes, &mut builder)?;
    // One kind of line end, so that lines are counted as an editor counts them.
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let (separator, body, above) = separator(&text, builder.kind);
    let body = format!("{body}\n{END}\n");
    let mut reader = ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(body.as_bytes());
    let mut record = StringRecord::new();
    let mut begun_on = 1;
    while reader.read_record(&mut record).map_err(|error| Diagnostic::of_file(&file, error.to_string()))? {
        if record.len() == 1 && record.get(0) == Some(END) {
            return Ok(builder);
        }
        if let Some(position) = record.position() {
            let blank = body.as_bytes()[position.byte() as usize..].iter().take_while(|byte| **byte == b'\n');
            begun_on = position.line() as usize + blank.count();
        }
        if record.iter().next_back().is_some_and(|cell| cell.contains(END)) {
            break;
        }
        builder.push(begun_on + above, record.iter())?;
    }
    let message = "a quotation mark is opened in this row and never closed";
    let hint = "close it, or export the file again: the rows below cannot be told apart";
    Err(Box::new(Diagnostic::at(&file, begun_on + above, 1, message).hint(hint)))
}

fn decode(bytes: &[u8], builder: &mut Builder) -> Result<String, Box<Diagnostic>> {
    if bytes.len() > builder.kind.largest_file {
        return Err(too_large(builder));
    }
    let (encoding, mark) = Encoding::for_bom(bytes).unwrap_or((UTF_8, 0));
    let body = &bytes[mark..];
    let strict = encoding.decode_without_bom_handling_and_without_replacement(body);
    let text = match strict {
        Some(text) => text,
        None if mark == 0 => {
            builder.remark(Remark::OldEncoding);
            WINDOWS_1252.decode_without_bom_handling(body).0
        }
        None => {
            let message = format!("this file says that it is {} and is not", encoding.name());
            let problem = Diagnostic::of_file(&builder.file, message);
            return Err(Box::new(problem.hint("export it again as CSV in UTF-8")));
        }
    };
    let stray = |c: char| c.is_ascii_control() && !matches!(c, '\t' | '\r' | '\n');
    if text.contains(stray) || text.trim_start().starts_with('<') {
        return Err(not_a_table(bytes, builder));
    }
    Ok(text.into_owned())
}

/// The separator, the text to read, and how many lines stand above it.
fn separator<'t>(text: &'t str, kind: &Kind) -> (u8, &'t str, usize) {
    // Excel writes and reads a first line such as `sep=;`.
    if let Some((first, rest)) = text.split_once('\n')
        && let [b's', b'e', b'p', b'=', separator] = first.trim_end().as_bytes()
        && SEPARATORS.contains(separator)
    {
        return (*separator, rest, 1);
    }
    let telling = |separator: u8| {
        let known = |line: &str| {
            line.split(separator as char).take(MOST_COLUMNS).filter(|cell| (kind.is_heading)(cell)).count()
        };
        let most_known = text.lines().take(LOOKED_AT).map(known).max();
        (most_known, text.lines().take(LOOKED_AT).map(|line| outside_quotes(line, separator)).max())
    };
    // The first of the best, so that a comma wins where none is found.
    let best = SEPARATORS.into_iter().min_by_key(|separator| std::cmp::Reverse(telling(*separator)));
    (best.unwrap_or(b','), text, 0)
}

fn outside_quotes(line: &str, separator: u8) -> usize {
    let (mut quoted, mut count) = (false, 0);
    for byte in line.bytes() {
        quoted ^= byte == b'"';
        count += usize::from(byte == separator && !quoted);
    }
    count
}

/// The refusal of a file over the limit.
pub(super) fn too_large(builder: &Builder) -> Box<Diagnostic> {
    let message = format!("this file is larger than {} MiB", builder.kind.largest_file >> 20);
    Box::new(Diagnostic::of_file(&builder.file, message).hint(builder.kind.shorten))
}

/// The refusal of what is no text, by what it seems to be.
fn not_a_table(bytes: &[u8], builder: &Builder) -> Box<Diagnostic> {
    let (message, hint) = if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        (
            "this is a workbook of the old kind (.xls), or one with a password",
            "save it as .xlsx without a password, or as CSV",
        )
    } else if bytes.starts_with(b"%PDF") {
        ("this is a PDF", "hand over the table as CSV or XLSX instead")
    } else if bytes.trim_ascii_start().starts_with(b"<") {
        ("this is a web page", "download the export itself, as CSV or XLSX")
    } else {
        ("this is neither a CSV file nor an XLSX workbook", builder.kind.instead)
    };
    Box::new(Diagnostic::of_file(&builder.file, message).hint(hint))
}
