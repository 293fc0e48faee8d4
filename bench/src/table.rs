//! What was measured, as a table to read or as JSON for programs.

use serde_json::{Value, json};

/// In what a figure is measured.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Facts a second.
    FactsPerSecond,
    /// Milliseconds.
    Milliseconds,
    /// Mebibytes.
    Mebibytes,
}

impl Unit {
    fn key(self) -> &'static str {
        match self {
            Self::FactsPerSecond => "facts_per_second",
            Self::Milliseconds => "milliseconds",
            Self::Mebibytes => "mebibytes",
        }
    }

    fn text(self, value: f64) -> String {
        match self {
            Self::FactsPerSecond => format!("{:.2} M facts/s", value / 1e6),
            Self::Milliseconds => format!("{value:.1} ms"),
            Self::Mebibytes => format!("{value:.0} MiB"),
        }
    }

    fn is_met(self, value: f64, aim: f64) -> bool {
        match self {
            Self::FactsPerSecond => value >= aim,
            Self::Milliseconds | Self::Mebibytes => value <= aim,
        }
    }
}

/// One figure.
struct Figure {
    of: String,
    what: String,
    unit: Unit,
    value: f64,
    aim: Option<f64>,
}

/// All figures of a run, in the order in which they were measured.
#[derive(Default)]
pub struct Table(Vec<Figure>);

impl Table {
    /// Adds a figure without an aim.
    pub fn add(&mut self, of: &str, what: impl Into<String>, unit: Unit, value: f64) {
        self.0.push(Figure { of: of.to_owned(), what: what.into(), unit, value, aim: None });
    }

    /// Adds a figure with the aim that it is held against.
    pub fn add_against(&mut self, of: &str, what: impl Into<String>, unit: Unit, value: f64, aim: f64) {
        self.0.push(Figure { of: of.to_owned(), what: what.into(), unit, value, aim: Some(aim) });
    }

    /// The figures in plain text.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut of = "";
        for figure in &self.0 {
            if figure.of != of {
                of = &figure.of;
                text.push_str(&format!("\n{of:<46}{:>16}{:>16}\n", "measured", "aim"));
            }
            let aim = figure.aim.map_or_else(String::new, |aim| {
                let met = figure.unit.is_met(figure.value, aim);
                format!("{:>16}{}", figure.unit.text(aim), if met { "" } else { "  missed" })
            });
            let row = format!("  {:<44}{:>16}{aim}", figure.what, figure.unit.text(figure.value));
            text.push_str(&format!("{}\n", row.trim_end()));
        }
        text
    }

    /// The figures as JSON.
    pub fn json(&self) -> Value {
        let figure = |figure: &Figure| {
            json!({
                "of": figure.of,
                "what": figure.what,
                "unit": figure.unit.key(),
                "value": figure.value,
                "aim": figure.aim,
                "met": figure.aim.map(|aim| figure.unit.is_met(figure.value, aim)),
            })
        };
        Value::Array(self.0.iter().map(figure).collect())
    }
}
