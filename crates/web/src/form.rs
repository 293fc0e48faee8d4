//! Forms: what was typed, what is wrong with it, and the fields that show both. What somebody typed survives a
//! failed submit.

use askama::Template;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use jiff::civil::Date;
use rowlock_core::bounds::{Bounds, EARLIEST};
use rowlock_core::decide::Refusal;
use rowlock_files::amount::{Unread, amount};

use crate::oops::Oops;

/// What was typed: names and values, in order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Fields(Vec<(String, String)>);

/// The most fields of a form: no page of ours has as many.
const MOST_FIELDS: usize = 10_000;

impl<S: Send + Sync> FromRequest<S> for Fields {
    type Rejection = Oops;

    async fn from_request(request: Request, state: &S) -> Result<Self, Oops> {
        let form = axum::Form::<Vec<(String, String)>>::from_request(request, state).await;
        // PostgreSQL keeps no text with a zero in it, and nobody types one.
        let without_zeros = |(name, value): (String, String)| (name, value.replace('\0', ""));
        let axum::Form(fields) = form.map_err(|error| match error.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Oops::TooLarge,
            _ => Oops::BadRequest(error.body_text()),
        })?;
        if fields.len() > MOST_FIELDS {
            return Err(Oops::TooLarge);
        }
        Ok(Self(fields.into_iter().map(without_zeros).collect()))
    }
}

impl Fields {
    /// Values that a form begins with.
    pub fn from(values: impl IntoIterator<Item = (&'static str, String)>) -> Self {
        Self(values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }

    /// Adds a value.
    pub fn put(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.push((name.into(), value.into()));
    }

    /// The text under a name, without blanks around it; empty where there is none.
    pub fn text(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.trim())
    }

    /// The text under a name, where there is any.
    pub fn some(&self, name: &str) -> Option<String> {
        Some(self.text(name)).filter(|text| !text.is_empty()).map(str::to_owned)
    }

    /// All values under a name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The names, in the order in which they were sent.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }

    /// Whether `value` was chosen under a name.
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.all(name).any(|known| known == value)
    }

    /// The lines of a text, without empty ones.
    pub fn lines(&self, name: &str) -> Vec<String> {
        let lines = self.text(name).lines().map(str::trim).filter(|line| !line.is_empty());
        lines.map(str::to_owned).collect()
    }
}

/// A form with what is wrong with it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Form {
    /// What was typed.
    pub fields: Fields,
    /// In the order in which they were found, which is that of the form.
    problems: Vec<(String, String)>,
}

impl Form {
    /// A form to look at.
    pub fn new(fields: Fields) -> Self {
        Self { fields, problems: Vec::new() }
    }

    /// Says what is wrong with a field; the first word stands.
    pub fn say(&mut self, field: &str, problem: impl Into<String>) {
        if self.problem(field).is_none() {
            self.problems.push((field.to_owned(), problem.into()));
        }
    }

    /// Says what a refusal of the core is about, at the field that asked for it.
    pub fn refuse(&mut self, refusal: &Refusal, names: &[(&str, &str)]) {
        let field = names.iter().find(|(core, _)| *core == refusal.field()).map_or("", |(_, field)| field);
        self.say(field, refusal_in_words(refusal));
    }

    /// Whether anything is wrong.
    pub fn is_wrong(&self) -> bool {
        !self.problems.is_empty()
    }

    /// The title of a page with this form: another one where something is wrong, for whoever listens.
    pub fn title(&self, title: &str) -> String {
        if self.is_wrong() { format!("Please look again: {title}") } else { title.to_owned() }
    }

    /// What is wrong with a field.
    pub fn problem(&self, field: &str) -> Option<&str> {
        self.problems.iter().find(|(known, _)| known == field).map(|(_, problem)| problem.as_str())
    }

    /// All that is wrong, with the field it is about.
    pub fn problems(&self) -> Vec<(&str, &str)> {
        self.problems.iter().map(|(field, problem)| (field.as_str(), problem.as_str())).collect()
    }

    /// A text that has to be there, of at most `most` characters.
    pub fn required(&mut self, name: &str, what: &str, most: usize) -> String {
        let text = self.fields.text(name).to_owned();
        if text.is_empty() {
            self.say(name, format!("Write {what}."));
        } else {
            self.bounded(name, most);
        }
        text
    }

    /// Says so where a text is longer than `most` characters.
    pub fn bounded(&mut self, name: &str, most: usize) {
        let length = self.fields.text(name).chars().count();
        if length > most {
            self.say(name, format!("This has {length} characters; {most} is the most."));
        }
    }

    /// A mail address, in lower case.
    pub fn address(&mut self, name: &str) -> String {
        let address = self.fields.text(name).to_lowercase();
        if !is_address(&address) {
            self.say(name, "Write a mail address, such as ana@example.org.");
        }
        address
    }

    /// A day; empty is `otherwise`.
    pub fn date(&mut self, name: &str, otherwise: Date) -> Date {
        let text = self.fields.text(name).to_owned();
        if text.is_empty() {
            return otherwise;
        }
        let Ok(day) = text.parse::<Date>() else {
            let text: String = text.chars().take(40).collect();
            self.say(name, format!("\u{201c}{text}\u{201d} is not a day; write it as {otherwise}."));
            return otherwise;
        };
        let bounds = Bounds::on(otherwise);
        if !bounds.hold(day) {
            self.say(
                name,
                format!("{day} is out of reach; write a day from {EARLIEST} to {}.", bounds.latest()),
            );
            return otherwise;
        }
        day
    }

    /// A number within bounds; empty is none.
    pub fn number(&mut self, name: &str, low: f64, high: f64) -> Option<f64> {
        match typed_number(
            self.fields.text(name),
            (low, high),
            &format!("is not a number from {low} to {high}."),
        ) {
            Ok(number) => number,
            Err(problem) => {
                self.say(name, problem);
                None
            }
        }
    }

    /// A field of one line.
    pub fn line(&self, name: &str, label: &str, hint: &str) -> String {
        self.input(name, label, hint, "text")
    }

    /// A field of one line, of a kind that browsers know.
    pub fn input(&self, name: &str, label: &str, hint: &str, kind: &str) -> String {
        let complete = match (kind, name) {
            ("email", _) => "email",
            ("password", "password") => "current-password",
            ("password", _) => "new-password",
            (_, "your_name") => "name",
            _ => "off",
        };
        let value = if kind == "password" { "" } else { self.fields.text(name) };
        let field = LineField { name, label, hint, kind, complete, value, problem: self.problem(name) };
        field.render().unwrap_or_default()
    }

    /// A field of several lines.
    pub fn area(&self, name: &str, label: &str, hint: &str) -> String {
        let field =
            AreaField { name, label, hint, value: self.fields.text(name), problem: self.problem(name) };
        field.render().unwrap_or_default()
    }

    /// One of several, or some of several.
    pub fn choices(
        &self,
        name: &str,
        label: &str,
        hint: &str,
        options: &[(&str, &str)],
        several: bool,
    ) -> String {
        let options = options.iter().map(|(id, text)| (*id, *text, self.fields.has(name, id))).collect();
        let field = ChoicesField { name, label, hint, options, several, problem: self.problem(name) };
        field.render().unwrap_or_default()
    }

    /// One of several in a list that opens.
    pub fn select(&self, name: &str, label: &str, hint: &str, options: &[(String, String)]) -> String {
        let field = SelectField {
            name,
            label,
            hint,
            options: options
                .iter()
                .map(|(id, text)| (id.as_str(), text.as_str(), self.fields.text(name) == id))
                .collect(),
            problem: self.problem(name),
        };
        field.render().unwrap_or_default()
    }

    /// What is wrong, above the form, with a link to each field.
    pub fn summary(&self) -> String {
        if self.is_wrong() { FormProblems { form: self }.render().unwrap_or_default() } else { String::new() }
    }
}

/// Whether a text looks like a mail address.
pub(crate) fn is_address(text: &str) -> bool {
    text.len() <= 254 && !text.contains(char::is_whitespace) && text.parse::<lettre::Address>().is_ok()
}

/// A refusal as a person reads it, with its way out.
pub(crate) fn refusal_in_words(refusal: &Refusal) -> String {
    let told = crate::words::sentence(&refusal.to_string());
    match refusal {
        Refusal::OutOfRange { expected, .. } | Refusal::TooMuch { expected, .. } => {
            format!("{told} It should be {expected}.")
        }
        Refusal::TooEarly { earliest, .. } => {
            format!("{told} The first day that would do is {}.", crate::words::day(*earliest))
        }
        Refusal::NotNow { hint, .. } => format!("{told} {}", crate::words::sentence(hint)),
        Refusal::Unknown { .. } | Refusal::AlreadyThere { .. } => told,
    }
}

#[derive(Template)]
#[template(path = "field/line.html")]
struct LineField<'a> {
    name: &'a str,
    label: &'a str,
    hint: &'a str,
    kind: &'a str,
    complete: &'a str,
    value: &'a str,
    problem: Option<&'a str>,
}

#[derive(Template)]
#[template(path = "field/area.html")]
struct AreaField<'a> {
    name: &'a str,
    label: &'a str,
    hint: &'a str,
    value: &'a str,
    problem: Option<&'a str>,
}

#[derive(Template)]
#[template(path = "field/choices.html")]
struct ChoicesField<'a> {
    name: &'a str,
    label: &'a str,
    hint: &'a str,
    options: Vec<(&'a str, &'a str, bool)>,
    several: bool,
    problem: Option<&'a str>,
}

#[derive(Template)]
#[template(path = "field/select.html")]
struct SelectField<'a> {
    name: &'a str,
    label: &'a str,
    hint: &'a str,
    options: Vec<(&'a str, &'a str, bool)>,
    problem: Option<&'a str>,
}

#[derive(Template)]
#[template(path = "field/problems.html")]
struct FormProblems<'a> {
    form: &'a Form,
}

/// A number as somebody typed it, within bounds; empty is none. What is wrong is said with `otherwise` behind the words
/// that were typed, and a number that reads two ways is asked back with both.
pub(crate) fn typed_number(
    text: &str,
    (low, high): (f64, f64),
    otherwise: &str,
) -> Result<Option<f64>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let shown = || text.chars().take(40).collect::<String>();
    match amount(text) {
        Ok(number) if (low..=high).contains(&number) => Ok(Some(number)),
        Err(Unread::TwoWays { grouped, decimal }) => Err(format!(
            "\u{201c}{}\u{201d} is {grouped} to some and {decimal} to others: write the one that you mean, with no mark \
             between the thousands.",
            shown()
        )),
        _ => Err(format!("\u{201c}{}\u{201d} {otherwise}", shown())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_means_what_whoever_typed_it_meant_or_is_asked_back() {
        let read = |text: &str| typed_number(text, (0.0, 1e9), "is not a number.");
        for (text, number) in [
            ("120000", 120_000.0),
            ("1,200,000", 1_200_000.0),
            ("1.200,50", 1200.5),
            ("12,5", 12.5),
            ("0,125", 0.125),
            ("12 000 \u{20ac}", 12_000.0),
        ] {
            assert_eq!(read(text), Ok(Some(number)), "{text}");
        }
        assert_eq!(read("  "), Ok(None));
        for text in ["120,000", "5.000", "12,000 \u{20ac}"] {
            assert!(read(text).unwrap_err().contains("to some"), "{text}");
        }
        for text in ["many", "-5", "1e5", "NaN", "2000000000"] {
            assert!(read(text).unwrap_err().ends_with("is not a number."), "{text}");
        }
    }

    #[test]
    fn what_was_typed_survives_and_what_is_wrong_stands_beside_it() {
        let mut form = Form::new(Fields::from([("when", "soon".to_owned()), ("share", "140".to_owned())]));
        form.date("when", jiff::civil::date(2026, 1, 31));
        assert_eq!(form.number("share", 0.0, 100.0), None);
        form.required("name", "a name", 80);
        let field = form.line("when", "When", "");
        assert!(
            field.contains("value=\"soon\"") && field.contains("is not a day; write it as 2026-01-31"),
            "{field}"
        );
        assert_eq!(form.problems().len(), 3);
    }

    #[test]
    fn addresses() {
        for good in ["ana@example.org", "a.b+c@sub.example.org"] {
            assert!(is_address(good), "{good}");
        }
        for bad in ["", "ana", "ana@", "a b@example.org", "ana@example.org\nbcc: x@y.z"] {
            assert!(!is_address(bad), "{bad}");
        }
    }
}
