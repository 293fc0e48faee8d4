//! What the parts of a Word file still lack once they are built: the title, the language, and header rows that are
//! header rows. Text in the parts is escaped, so their own tags can be found by name.

use docx_rs::XMLDocx;

use super::WordError;
use crate::document::Document;

/// Word asks for a region with a language.
const LANGUAGE: &str = "en-US";

/// The parts with a title, a language and header rows.
pub fn finished(mut parts: XMLDocx, document: &Document) -> Result<XMLDocx, WordError> {
    parts.document = with_header_rows(&String::from_utf8(parts.document)?).into_bytes();
    let language = format!("<w:rPrDefault><w:rPr><w:lang w:val=\"{LANGUAGE}\" />");
    let styles = String::from_utf8(parts.styles)?;
    // The language stands last among the properties of a run.
    let styles = match styles.split_once("</w:rPr></w:rPrDefault>") {
        Some((before, after)) => {
            format!("{before}<w:lang w:val=\"{LANGUAGE}\" /></w:rPr></w:rPrDefault>{after}")
        }
        None => styles.replacen("<w:rPrDefault><w:rPr />", &format!("{language}</w:rPr>"), 1),
    };
    parts.styles = styles.into_bytes();
    let title = match &document.subtitle {
        Some(subtitle) => format!("{}, {}", document.title, subtitle.to_lowercase()),
        None => document.title.clone(),
    };
    let told = format!(
        "<dc:title>{}</dc:title><dc:language>{LANGUAGE}</dc:language></cp:coreProperties>",
        escaped(&title)
    );
    let core = String::from_utf8(parts.doc_props.core)?;
    parts.doc_props.core =
        core.replace("unknown", "Rowlock").replace("</cp:coreProperties>", &told).into_bytes();
    Ok(parts)
}

/// The first row of each table is repeated on every page that the table reaches.
fn with_header_rows(xml: &str) -> String {
    let mut tables = xml.split("<w:tbl>");
    let mut out = tables.next().unwrap_or_default().to_owned();
    for table in tables {
        out.push_str("<w:tbl>");
        out.push_str(&table.replacen("<w:cantSplit />", "<w:cantSplit /><w:tblHeader />", 1));
    }
    out
}

fn escaped(text: &str) -> String {
    let fits = |letter: &char| !letter.is_control();
    let text: String = text.chars().filter(fits).collect();
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
