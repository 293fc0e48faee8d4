//! Values by the type of their item: a text shows the look of a value alone, which may leave two types.

use std::collections::BTreeMap;

use rowlock_core::fact::AnswerValue;
use rowlock_core::framework::Kind;

/// How files write that a respondent does not know.
pub(crate) const DONT_KNOW: &str = "dont_know";

/// Gives a value the type that its item asks for, where its look alone leaves two.
pub(crate) fn typed(kind: &Kind, value: AnswerValue) -> AnswerValue {
    let typed = match (kind, &value) {
        (Kind::Likert { .. }, AnswerValue::Number(number)) => whole(*number).map(AnswerValue::Likert),
        (Kind::Matrix { .. }, AnswerValue::Allocation(points)) => points
            .iter()
            .map(|(row, point)| Some((row.clone(), whole(*point)?)))
            .collect::<Option<BTreeMap<_, _>>>()
            .map(AnswerValue::Matrix),
        _ => None,
    };
    typed.unwrap_or(value)
}

/// A whole number from 0 to 255.
pub(super) fn whole(number: f64) -> Option<u8> {
    (number.fract() == 0.0 && (0.0..=255.0).contains(&number)).then_some(number as u8)
}
