//! Writes the generated files of the repository, or with `--check` says which of them is not current.

use std::path::Path;
use std::process::ExitCode;

use rowlock_files::case::case_schema;
use rowlock_files::framework::framework_schema;
use rowlock_files::need::need_schema;
use rowlock_files::playbook::playbook_schema;

fn main() -> ExitCode {
    let check = std::env::args().any(|argument| argument == "--check");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let files = [
        ("schemas/case.schema.json", case_schema()),
        ("schemas/framework.schema.json", framework_schema()),
        ("schemas/need.schema.json", need_schema()),
        ("schemas/playbook.schema.json", playbook_schema()),
    ];
    let mut status = ExitCode::SUCCESS;
    for (name, text) in files {
        let path = root.join(name);
        if check {
            if std::fs::read_to_string(&path).is_ok_and(|written| written == text) {
                continue;
            }
            eprintln!("error: {name} is not current\n  hint: run `cargo xtask generate` and commit the file");
            status = ExitCode::FAILURE;
        } else if let Err(error) = std::fs::write(&path, text) {
            eprintln!("error: {name} cannot be written: {error}");
            status = ExitCode::FAILURE;
        }
    }
    status
}
