//! Answers as a case file writes them. The type of the item decides how a value is meant, so values are
//! first read by their look and turned to the item's type when the framework is at hand.

use rowlock_core::fact::{AnswerValue, ItemAnswer, RedLine, Sheet};
use rowlock_core::id::PartyId;

use super::Lowering;
use crate::answers::DONT_KNOW;
use crate::case::format::{SheetTable, Value};

impl Lowering<'_> {
    pub(super) fn sheet(&mut self, table: &SheetTable, path: &str) -> Sheet {
        let mut sheet = Sheet::default();
        for (item, answer) in &table.answers {
            let path = format!("{path}/answers/{item}");
            let read = ItemAnswer {
                own: answer.own.as_ref().map(|value| self.value(value, &format!("{path}/own"))),
                about: self.by_party(&answer.about, &format!("{path}/about")),
                predicted: self.by_party(&answer.predicted, &format!("{path}/predicted")),
                red_lines: answer.red_lines.iter().map(|line| self.red_line(line, &path)).collect(),
                importance: answer.importance,
            };
            let id = self.text_id(item, &path);
            sheet.items.insert(id, read);
        }
        for (question, text) in &table.open {
            let id = self.text_id(question, &format!("{path}/open"));
            sheet.open.insert(id, text.clone());
        }
        sheet
    }

    fn by_party(
        &mut self,
        values: &std::collections::BTreeMap<String, Value>,
        path: &str,
    ) -> std::collections::BTreeMap<PartyId, AnswerValue> {
        values.iter().map(|(party, value)| (self.text_id(party, path), self.value(value, path))).collect()
    }

    fn value(&mut self, value: &Value, path: &str) -> AnswerValue {
        match value {
            Value::Number(number) => AnswerValue::Number(*number),
            Value::Word(word) if word == DONT_KNOW => AnswerValue::DontKnow,
            Value::Word(word) => AnswerValue::Choice(self.text_id(word, path)),
            Value::Words(words) => {
                AnswerValue::Multi(words.iter().map(|word| self.text_id(word, path)).collect())
            }
            Value::Numbers(points) => AnswerValue::Allocation(
                points.iter().map(|(id, points)| (self.text_id(id, path), *points)).collect(),
            ),
            Value::Rows(rows) => AnswerValue::MatrixChoice(
                rows.iter()
                    .map(|(row, option)| (self.text_id(row, path), self.text_id(option, path)))
                    .collect(),
            ),
        }
    }

    fn red_line(&mut self, text: &str, path: &str) -> RedLine {
        match (text, text.split_once('/')) {
            ("low", _) => RedLine::Low,
            ("high", _) => RedLine::High,
            (_, Some((row, option))) => RedLine::Cell(self.text_id(row, path), self.text_id(option, path)),
            (option, None) => RedLine::Option(self.text_id(option, path)),
        }
    }
}
