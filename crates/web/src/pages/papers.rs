//! Papers to take along: the charter, the questions for counsel and the health report as PDF, Word or Markdown.

use axum::extract::Path;
use axum::response::Response;
use rowlock_core::access::{Action, Resource};
use rowlock_documents::{Document, Subject, markdown, word};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use crate::case::Scene;
use crate::list::download;
use crate::oops::Oops;

/// Whether this build can write PDF.
pub(crate) const HAS_PDF: bool = rowlock_documents::HAS_PDF;

/// The charter as it stands on the day looked at.
pub(crate) async fn charter(scene: Scene, Path((_, kind)): Path<(String, String)>) -> Result<Response, Oops> {
    let document = rowlock_documents::charter(&scene.alliance, &scene.app.framework, scene.on);
    written(&scene, document, "charter", &kind).await
}

/// The questions that counsel should see answered, clause by clause.
pub(crate) async fn counsel(scene: Scene, Path((_, kind)): Path<(String, String)>) -> Result<Response, Oops> {
    let document = rowlock_documents::counsel_pack(&scene.alliance, &scene.app.framework, scene.on);
    written(&scene, document, "questions-for-counsel", &kind).await
}

/// The health report, as far as whoever asks may read it.
pub(crate) async fn report(scene: Scene, Path((_, kind)): Path<(String, String)>) -> Result<Response, Oops> {
    let mut analysis = scene.analysis();
    let mut alliance = scene.alliance.clone();
    if !scene.seat.may(Action::See, Resource::OwnersPosition) {
        super::verdict::without_the_owners_position(&mut analysis.verdict);
        alliance.owner_decisions.clear();
        alliance.leaving.clear();
    }
    let framework = &scene.app.framework;
    let next = rowlock_analysis::next_steps(&analysis, &alliance, framework);
    let subject = Subject {
        alliance: &alliance,
        framework,
        record: &scene.case.record,
        next: &next,
        as_known: None,
        asking: None,
    };
    let document = rowlock_documents::report(&analysis, subject);
    written(&scene, document, "health-report", &kind).await
}

/// How one kind of file is written.
type Write = fn(&Document) -> Result<Vec<u8>, String>;

/// A document in the kind of file that was asked for. Typesetting takes a while, so it holds up nobody else.
pub(super) async fn written(
    scene: &Scene,
    document: Document,
    name: &str,
    kind: &str,
) -> Result<Response, Oops> {
    file(document, &format!("{name}-{}-{}", crate::found::slug(scene.name()), scene.on), kind).await
}

/// How many papers are set at once: that takes memory, and cannot be stopped.
static SETTING: Semaphore = Semaphore::const_new(2);
/// The longest paper that is set as a PDF, by its plain text.
const LARGEST_PDF: usize = 600 << 10;
/// The longest that is written for Word.
const LARGEST_WORD: usize = 4 << 20;

/// A document under a name, in the kind of file that was asked for.
pub(super) async fn file(document: Document, name: &str, kind: &str) -> Result<Response, Oops> {
    let (write, content): (Write, _) = match kind {
        "pdf" if HAS_PDF => (pdf, "application/pdf"),
        "docx" => (docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        "md" => (plain, "text/markdown; charset=utf-8"),
        _ => return Err(Oops::NotFound),
    };
    if kind != "md" {
        let (length, most) =
            (markdown(&document).len(), if kind == "pdf" { LARGEST_PDF } else { LARGEST_WORD });
        if length > most {
            return Err(Oops::BadRequest(format!(
                "This paper has {length} characters; as this kind of file {most} are set at most. Take it as Markdown.",
            )));
        }
    }
    let _place = SETTING.acquire().await.map_err(|error| Oops::Internal(error.to_string()))?;
    let bytes = spawn_blocking(move || write(&document)).await;
    let bytes = bytes.map_err(|error| Oops::Internal(error.to_string()))?.map_err(Oops::Internal)?;
    Ok(download(&format!("{name}.{kind}"), content, bytes))
}

fn docx(document: &Document) -> Result<Vec<u8>, String> {
    word(document).map_err(|error| error.to_string())
}

#[expect(clippy::unnecessary_wraps, reason = "it stands in one place with the others")]
fn plain(document: &Document) -> Result<Vec<u8>, String> {
    Ok(markdown(document).into_bytes())
}

#[cfg(feature = "pdf")]
fn pdf(document: &Document) -> Result<Vec<u8>, String> {
    rowlock_documents::pdf(document).map_err(|error| error.to_string())
}

#[cfg(not(feature = "pdf"))]
fn pdf(_: &Document) -> Result<Vec<u8>, String> {
    Err("this build writes no PDF".to_owned())
}
