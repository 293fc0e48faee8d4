//! The world that the typesetter sees: a template, one document as data, four fonts. No file system, no network, no
//! packages, no clock.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use super::{PdfError, data};
use crate::document::Document;

const TEMPLATE: &str = include_str!("template.typ");

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let files: [&'static [u8]; 4] = [
        include_bytes!("../../assets/fonts/sans.ttf"),
        include_bytes!("../../assets/fonts/sans-italic.ttf"),
        include_bytes!("../../assets/fonts/sans-semibold.ttf"),
        include_bytes!("../../assets/fonts/serif-semibold.ttf"),
    ];
    files.into_iter().filter_map(|file| Font::new(Bytes::new(file), 0)).collect()
});

static BOOK: LazyLock<LazyHash<FontBook>> =
    LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));

/// Whether each of the fonts that text can be set in has a letter, alone or by falling back on the first.
pub fn has(letter: char) -> bool {
    FONTS.first().is_some_and(|font| font.info().coverage.contains(letter.into()))
}

/// A desk with one document on it.
pub struct Desk {
    template: Source,
    data: (FileId, Bytes),
}

impl Desk {
    /// A desk with this document on it.
    pub fn with(document: &Document) -> Result<Self, PdfError> {
        let template = Source::new(file("document.typ")?, TEMPLATE.to_owned());
        let data = serde_json::to_vec(&data::of(document))?;
        Ok(Self { template, data: (file("document.json")?, Bytes::new(data)) })
    }
}

fn file(name: &'static str) -> Result<FileId, PdfError> {
    let path = VirtualPath::new(name).map_err(|_| PdfError::Build("the name of a file"))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() { Ok(self.template.clone()) } else { Err(nothing_else()) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.data.0 { Ok(self.data.1.clone()) } else { Err(nothing_else()) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn nothing_else() -> FileError {
    FileError::Other(Some("there is nothing but the template and the document".into()))
}
