//! What was reached against what was aimed at: a few rows of a form, for an ending and for a debrief.

use rowlock_core::fact::Measure;

use crate::form::{Form, typed_number};

/// How many rows a form offers.
const ROWS: usize = 3;

/// The rows as fields, each with its labels.
pub(crate) fn fields(form: &Form) -> String {
    let row = |number: usize| {
        let field = |name: &str, label: &str| form.line(&format!("{name}-{number}"), label, "");
        let parts = [
            field("what", &format!("Measure {number}: what?")),
            field("aimed", &format!("Aimed at ({number})")),
            field("reached", &format!("Reached ({number})")),
            field("unit", &format!("Unit ({number})")),
        ];
        format!("<div class=\"inline\">{}</div>", parts.concat())
    };
    (1..=ROWS).map(row).collect()
}

/// The rows that were filled in; says what is missing in one that was filled in by half.
pub(crate) fn read(form: &mut Form) -> Vec<Measure> {
    let mut measures = Vec::new();
    for number in 1..=ROWS {
        let name = |part: &str| format!("{part}-{number}");
        let aimed = number_in(form, &name("aimed"));
        let reached = number_in(form, &name("reached"));
        form.bounded(&name("what"), 120);
        form.bounded(&name("unit"), 60);
        let what = form.fields.some(&name("what"));
        let unit = form.fields.some(&name("unit")).unwrap_or_default();
        match (what, reached) {
            (Some(what), Some(reached)) => measures.push(Measure { what, aimed, reached, unit }),
            (None, None) if aimed.is_none() && unit.is_empty() => {}
            (None, _) => form.say(&name("what"), "Say what is measured, or leave the row empty."),
            (Some(_), None) if form.problem(&name("reached")).is_some() => {}
            (Some(_), None) => form.say(&name("reached"), "Say what was reached, or leave the row empty."),
        }
    }
    measures
}

fn number_in(form: &mut Form, name: &str) -> Option<f64> {
    let otherwise = "is not a number: write the unit beside it.";
    match typed_number(form.fields.text(name), (f64::MIN, f64::MAX), otherwise) {
        Ok(number) => number,
        Err(problem) => {
            form.say(name, problem);
            None
        }
    }
}
