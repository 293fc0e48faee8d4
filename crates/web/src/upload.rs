//! A file that somebody chooses to look at: it travels with the form until it is put on the record, so that the server
//! keeps nothing.

use axum::extract::multipart::{Multipart, MultipartError};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use rowlock_files::diagnostic::{Diagnostic, Diagnostics};

use crate::form::Fields;
use crate::oops::Oops;
use crate::words::sentence;

/// The largest file that travels.
pub(crate) const LARGEST: usize = 2 << 20;

/// A file with its name.
pub(crate) struct Upload {
    pub name: String,
    pub bytes: Vec<u8>,
}

impl Upload {
    /// The file of a form, or what is wrong with it in words; `otherwise` stands where it has no name.
    pub async fn of(mut parts: Multipart, otherwise: &str) -> Result<Result<Self, String>, Oops> {
        let unreadable = |error: MultipartError| Oops::BadRequest(error.body_text());
        let mut file = None;
        while let Some(part) = parts.next_field().await.map_err(unreadable)? {
            if part.name() == Some("file") {
                let name = part.file_name().unwrap_or(otherwise).to_owned();
                file = Some(Self { name, bytes: part.bytes().await.map_err(unreadable)?.to_vec() });
            }
        }
        let Some(file) = file.filter(|file| !file.bytes.is_empty()) else {
            return Ok(Err("Choose a file first.".to_owned()));
        };
        if file.bytes.len() > LARGEST {
            let size = file.bytes.len() / 1024;
            return Ok(Err(format!("{} has {size} kB; 2,048 kB is the most. Take a part of it.", file.name)));
        }
        Ok(Ok(file))
    }

    /// The file that came along with a form.
    pub fn with(fields: &Fields) -> Result<Self, Oops> {
        let lost = || Oops::BadRequest("The file did not come along. Choose it once more.".to_owned());
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(fields.text("file")).map_err(|_| lost())?;
        if bytes.is_empty() || bytes.len() > LARGEST {
            return Err(lost());
        }
        Ok(Self { name: fields.text("name").to_owned(), bytes })
    }

    /// Puts the file into the fields of a form, to come along with it.
    pub fn put(&self, fields: &mut Fields) {
        fields.put("name", self.name.as_str());
        fields.put("file", BASE64_URL_SAFE_NO_PAD.encode(&self.bytes));
    }
}

/// Problems of a table, each on its own, as they are read beside a spreadsheet.
pub(crate) fn told(problems: &Diagnostics) -> Vec<String> {
    problems.iter().map(in_words).collect()
}

fn in_words(problem: &Diagnostic) -> String {
    let found = problem.found.as_ref().map_or_else(String::new, |found| format!(", found: {found}"));
    let what = match &problem.field {
        Some(field) => sentence(&format!("row {}, {field}: {}{found}", problem.line, problem.message)),
        None if problem.line > 1 => sentence(&format!("row {}: {}{found}", problem.line, problem.message)),
        None => format!("{}: {}{found}.", problem.file, problem.message),
    };
    let ways = [&problem.expected, &problem.hint].into_iter().flatten().map(|way| sentence(way));
    std::iter::once(what).chain(ways).collect::<Vec<_>>().join(" ")
}
