//! XLSX workbooks, whole and hostile. They are put together here, part by part.

use std::io::{Cursor, Write};

use proptest::prelude::*;
use rowlock_files::hours::table;
use rowlock_files::table::Remark;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::{entries, refusal, says};

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// Formats by style number: 0 none, 1 a day, 2 `[h]:mm`, 3 `h:mm`.
const STYLES: &str = r#"<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="46"/><xf numFmtId="20"/></cellXfs></styleSheet>"#;

fn archive(parts: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn relations(lines: &[(&str, &str, &str)]) -> String {
    let line = |(id, kind, target): &(&str, &str, &str)| {
        format!(r#"<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{target}"/>"#)
    };
    format!("<Relationships>{}</Relationships>", lines.iter().map(line).collect::<String>())
}

/// A workbook of these sheets, with further parts.
fn workbook(sheets: &[&str], more: &[(&str, &[u8])]) -> Vec<u8> {
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    let mut put = |name: &str, text: String| parts.push((name.to_owned(), text.into_bytes()));
    put("_rels/.rels", relations(&[("r", "officeDocument", "xl/workbook.xml")]));
    let names: Vec<(String, String)> =
        (1..=sheets.len()).map(|n| (format!("s{n}"), format!("worksheets/sheet{n}.xml"))).collect();
    let lines: Vec<_> = names.iter().map(|(id, path)| (id.as_str(), "worksheet", path.as_str())).collect();
    put("xl/_rels/workbook.xml.rels", relations(&lines));
    let sheet = |(id, _): &(String, String)| format!(r#"<sheet name="Sheet {id}" sheetId="1" r:id="{id}"/>"#);
    let list: String = names.iter().map(sheet).collect();
    put(
        "xl/workbook.xml",
        format!(r#"<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{list}</sheets></workbook>"#),
    );
    put("xl/styles.xml", STYLES.to_owned());
    for (sheet, (_, path)) in sheets.iter().zip(&names) {
        put(&format!("xl/{path}"), format!(r#"<worksheet xmlns="{MAIN}">{sheet}</worksheet>"#));
    }
    let own = parts.iter().filter(|(name, _)| !more.iter().any(|(other, _)| other == name));
    let all: Vec<(&str, &[u8])> =
        own.map(|(name, content)| (name.as_str(), content.as_slice())).chain(more.iter().copied()).collect();
    archive(&all, CompressionMethod::Deflated)
}

/// Rows of cells: text, or a style and a number such as `1:46349`.
fn rows(rows: &[&[&str]]) -> String {
    let cell = |text: &&str| match text.split_once(':') {
        Some((style, number)) => format!(r#"<c s="{style}"><v>{number}</v></c>"#),
        None => format!(r#"<c t="inlineStr"><is><t>{text}</t></is></c>"#),
    };
    let row = |(index, row): (usize, &&[&str])| {
        format!(r#"<row r="{}">{}</row>"#, index + 1, row.iter().map(cell).collect::<String>())
    };
    format!("<sheetData>{}</sheetData>", rows.iter().enumerate().map(row).collect::<String>())
}

const HEADINGS: &[&str] = &["Date", "Person", "Project", "Hours"];
const ROW: &[&str] = &["1:46349", "Ana", "North school", "0:1.5"];

#[test]
fn days_and_hours_of_a_spreadsheet() {
    let sheet = rows(&[
        HEADINGS,
        ROW,
        &["2026-11-24", "Ana", "North school", "2:0.84375"],
        &[],
        &["1:46351", "Ana", "North school", "3:0.09375"],
    ]);
    let found = entries(&workbook(&[&sheet], &[]));
    let found: Vec<_> = found.iter().map(|e| (e.row, e.from.to_string(), e.hours)).collect();
    let expected = [
        (2, "2026-11-23".to_owned(), 1.5),
        (3, "2026-11-24".to_owned(), 20.25),
        (5, "2026-11-25".to_owned(), 2.25),
    ];
    assert_eq!(found, expected);
}

#[test]
fn the_first_sheet_with_something_on_it_is_read() {
    let (empty, sheet) = (rows(&[]), rows(&[HEADINGS, ROW]));
    let table = table(&workbook(&[&empty, &sheet, &sheet], &[]), "hours.xlsx").unwrap();
    assert_eq!(table.remarks(), [Remark::OtherSheets { read: "Sheet s2".to_owned(), others: 2 }]);
    assert_eq!(table.rows().len(), 1);
    says(&refusal(&workbook(&[&empty], &[])), "this file is empty");
}

#[test]
fn relations_to_elsewhere_are_not_followed() {
    let sheet = rows(&[HEADINGS, ROW]);
    let outside = r#"<Relationships><Relationship Id="x" Type="externalLink" Target="file:///etc/passwd" TargetMode="External"/></Relationships>"#;
    let more: &[(&str, &[u8])] = &[("xl/worksheets/_rels/sheet1.xml.rels", outside.as_bytes())];
    assert_eq!(entries(&workbook(&[&sheet], more)).len(), 1);
    // A sheet that lies elsewhere is no sheet.
    let target = relations(&[("s1", "worksheet", "http://127.0.0.1/sheet1.xml")]);
    let more: &[(&str, &[u8])] = &[("xl/_rels/workbook.xml.rels", target.as_bytes())];
    says(&refusal(&workbook(&[&sheet], more)), "this workbook is damaged");
}

#[test]
fn external_entities_are_not_followed() {
    let sheet = rows(&[HEADINGS, &["1:46349", "&file;", "A", "0:1"]]);
    says(&refusal(&workbook(&[&sheet], &[])), "this workbook is damaged");
}

#[test]
fn bombs_are_not_unpacked() {
    let zeros = vec![b' '; 33 << 20];
    let bytes = workbook(&[&rows(&[HEADINGS, ROW])], &[("xl/a.bin", &zeros), ("xl/b.bin", &zeros)]);
    assert!(bytes.len() < 1 << 20);
    says(&refusal(&bytes), "this workbook unpacks to more than 64 MiB");
    // The same with untrue sizes in the directory.
    let mut lying = bytes;
    let size = u32::try_from(zeros.len()).unwrap().to_le_bytes();
    while let Some(at) = lying.windows(4).position(|four| four == size) {
        lying[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
    }
    says(&refusal(&lying), "this workbook is damaged or cut off");
    let small = workbook(&[&rows(&[HEADINGS, ROW])], &[]);
    let names: Vec<String> = (0..1_001).map(|n| format!("xl/{n}")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    says(&refusal(&archive(&many, CompressionMethod::Stored)), "more than 1000 parts");
    says(&refusal(&[&small[..], &vec![0; 4 << 20]].concat()), "larger than 4 MiB");
}

#[test]
fn an_archive_that_is_cut_off() {
    let bytes = workbook(&[&rows(&[HEADINGS, ROW])], &[]);
    for length in (4..bytes.len()).step_by(7) {
        says(&refusal(&bytes[..length]), "this workbook is");
    }
}

#[test]
fn archives_that_are_no_workbooks() {
    let text = archive(&[("content.xml", b"<office/>")], CompressionMethod::Stored);
    says(&refusal(&text), "this workbook is damaged, or no XLSX workbook at all");
}

#[test]
fn parts_that_ask_for_much_memory() {
    let sheet = rows(&[HEADINGS, ROW]);
    let shared = |count: &str| format!("<sst uniqueCount={count}><si><t>x</t></si></sst>");
    for count in ["\"99999999999999\"", "'4000000'", " \"+9000000\"", "\"99999999999999999999999\"", "9"] {
        let text = shared(count);
        let bytes = workbook(&[&sheet], &[("xl/sharedStrings.xml", text.as_bytes())]);
        says(&refusal(&bytes), "written in a way that is not read");
    }
    let text: Vec<u8> = shared("\"99999999999999\"").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let bytes = workbook(&[&sheet], &[("xl/sharedStrings.xml", &text)]);
    says(&refusal(&bytes), "written in a way that is not read");
    let styles = format!(
        "<styleSheet><numFmts><numFmt numFmtId=\"200\" formatCode=\"{}\"/></numFmts><cellXfs>{}</cellXfs></styleSheet>",
        "0".repeat(1 << 20),
        "<xf numFmtId=\"200\"/>".repeat(10_000)
    );
    let bytes = workbook(&[&sheet], &[("xl/styles.xml", styles.as_bytes())]);
    says(&refusal(&bytes), "written in a way that is not read");
}

#[test]
fn cells_far_out_and_out_of_order() {
    let head = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>Date</t></is></c></row>"#;
    let far = format!(
        r#"<dimension ref="A1:XFD1048576"/><sheetData>{head}<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>"#
    );
    assert_eq!(table(&workbook(&[&far], &[]), "x").unwrap().rows()[0].line(), 1_048_576);
    let right = format!(r#"<sheetData>{head}<row r="2"><c r="XFD2"><v>1</v></c></row></sheetData>"#);
    says(&refusal(&workbook(&[&right], &[])), "hours:2: there are more than 100 columns");
    for sheet in [
        format!(r#"<sheetData><row r="2"><c r="A2"><v>1</v></c></row>{head}</sheetData>"#),
        format!(
            r#"<sheetData>{head}<row r="99999999999999"><c r="A99999999999999"><v>1</v></c></row></sheetData>"#
        ),
        format!(
            r#"<dimension ref="B2:A1"/><sheetData>{head}<row r="0"><c r="A0"><v>1</v></c></row></sheetData>"#
        ),
        format!(r#"<sheetData>{head}<row r="2"><c r="A2" t="s"><v>7</v></c></row></sheetData>"#),
        format!(r#"<sheetData>{head}<row r="2"><c r="A2" t="n"><v>+inf</v></c></row>"#),
    ] {
        let _ = table(&workbook(&[&sheet], &[]), "x");
    }
}

#[test]
fn one_long_text_in_many_cells() {
    let shared = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(10_000));
    let cells = r#"<c t="s"><v>0</v></c>"#.repeat(100);
    let sheet = format!("<sheetData>{}</sheetData>", format!("<row>{cells}</row>").repeat(1_000));
    let bytes = workbook(&[&sheet], &[("xl/sharedStrings.xml", shared.as_bytes())]);
    says(&refusal(&bytes), "more than 16 MiB of text");
}

#[test]
fn many_names_for_one_part() {
    let blank = format!("<sheetData>{}</sheetData>", "<row><c/></row>".repeat(300_000));
    let sheets = r#"<sheet name="Hours" sheetId="1" r:id="s1"/>"#.repeat(50_000);
    let list = format!(r#"<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>"#);
    says(&refusal(&workbook(&[&blank], &[("xl/workbook.xml", list.as_bytes())])), "this file is empty");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn random_cells(
        cells in proptest::collection::vec(
            (
                "[A-D]{0,2}[0-9]{0,2}|[A-Z]{7}9{10}",
                "n|s|b|d|e|str|inlineStr|x",
                "[0-4]?|99",
                "[0-9]{0,6}|-?[0-9]{1,3}(\\.[0-9]{1,3})?(e[0-9]{1,3})?|[+]?inf|[a-z#/!&;:-]{0,6}|2026-11-2[0-9]T[0-9]:00",
            ),
            0..12,
        ),
        ends in any::<bool>(),
    ) {
        let cell = |(place, kind, style, value): &(String, String, String, String)| {
            format!(r#"<row><c r="{place}" t="{kind}" s="{style}"><v>{value}</v></c></row>"#)
        };
        let cells: Vec<String> = cells.iter().map(cell).collect();
        let end = if ends { "</sheetData>" } else { "" };
        let _ = table(&workbook(&[&format!("<sheetData>{}{end}", cells.concat())], &[]), "x");
    }
}
