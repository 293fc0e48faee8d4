//! Figures: bars over time, or dots on a scale, each with a sentence that says what is to be seen and the table
//! behind it.

use super::Table;

/// A figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// What it shows.
    pub title: String,
    /// What is to be seen, in a sentence or two: it stands under the figure, and in its place for whoever cannot see it.
    pub sentence: String,
    /// The figure itself.
    pub chart: Chart,
    /// The numbers behind it. Its caption is the figure's title.
    pub table: Table,
}

/// What a figure is made of.
#[derive(Debug, Clone, PartialEq)]
pub enum Chart {
    /// Bars in a row, the series stacked on each other, the first one below.
    Bars {
        /// What the numbers count, such as "hours a week".
        unit: String,
        /// What stands under each bar; an empty label is left out.
        labels: Vec<String>,
        /// One number of each series for each bar.
        series: Vec<Series>,
        /// The top of the scale.
        top: f64,
    },
    /// A row of two dots for each name, on one scale from 0.
    Dots {
        /// What the numbers count.
        unit: String,
        /// What the first and the second dot stand for.
        kinds: [String; 2],
        /// The rows.
        rows: Vec<Dots>,
        /// The top of the scale.
        top: f64,
    },
}

/// One series of bars.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// What it counts.
    pub name: String,
    /// Its numbers.
    pub values: Vec<f64>,
}

/// Two dots on a scale.
#[derive(Debug, Clone, PartialEq)]
pub struct Dots {
    /// Whose.
    pub name: String,
    /// Where they stand.
    pub values: [f64; 2],
}

/// A round number at or above the largest of `values`, for the top of a scale.
pub(crate) fn top(values: impl IntoIterator<Item = f64>) -> f64 {
    let largest = values.into_iter().fold(1.0_f64, f64::max);
    let step = 10.0_f64.powf(largest.log10().floor());
    let steps = [1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0];
    steps.into_iter().map(|times| times * step).find(|top| *top >= largest).unwrap_or(largest)
}
