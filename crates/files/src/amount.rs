//! Amounts as people write them: `1200`, `1,200.50`, `1.200,50 €`, `40 h`. One reader for tables and for what is typed
//! into a form: a number that reads two ways is asked back, and never guessed.

/// Units that may stand before or behind an amount.
const UNITS: [&str; 14] =
    ["€", "$", "£", "eur", "usd", "gbp", "chf", "h", "hours", "hrs", "std", "stunden", "points", "punkte"];

/// Why a text is no amount.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Unread {
    /// It is no number.
    NoNumber,
    /// `1.200` is twelve hundred to some and one and a fifth to others.
    TwoWays {
        /// What it is where the mark sets off thousands.
        grouped: f64,
        /// What it is where the mark begins the decimals.
        decimal: f64,
    },
}

/// Reads an amount: digits with a point or a comma before the decimals, thousands set off by the other mark, by spaces
/// or by apostrophes, a sign, and one of the units that people write beside amounts.
///
/// # Errors
/// [`Unread`], where the text is no number, or one that people read in two ways.
pub fn amount(text: &str) -> Result<f64, Unread> {
    let bare = without_units(text);
    let (sign, digits) = match bare.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (-1.0, rest.trim_start()),
        None => (1.0, bare.strip_prefix('+').unwrap_or(bare)),
    };
    let is_gap = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\'' | '\u{2019}');
    let has_gaps = digits.contains(is_gap);
    let plain: String = digits.chars().filter(|c| !is_gap(*c)).collect();
    let is_number = plain.bytes().any(|byte| byte.is_ascii_digit())
        && plain.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','));
    if !is_number || plain.len() > 30 || (has_gaps && !is_grouped(digits, is_gap)) {
        return Err(Unread::NoNumber);
    }
    let (points, commas) = (plain.matches('.').count(), plain.matches(',').count());
    let decimal = match (plain.rfind('.'), plain.rfind(',')) {
        (None, None) => None,
        (Some(point), Some(comma)) => Some(if point > comma { '.' } else { ',' }),
        (Some(_), None) if points > 1 => None,
        (None, Some(_)) if commas > 1 => None,
        (point, comma) => {
            let place = point.or(comma).unwrap_or_default();
            let before = &plain[..place];
            let is_open =
                plain.len() - place == 4 && matches!(before.len(), 1..=3) && !before.starts_with('0');
            if is_open && !has_gaps {
                let joined = format!("{before}{}", &plain[place + 1..]);
                let split = format!("{before}.{}", &plain[place + 1..]);
                let read = |text: &str| text.parse::<f64>().map(|number| sign * number);
                let (Ok(grouped), Ok(decimal)) = (read(&joined), read(&split)) else {
                    return Err(Unread::NoNumber);
                };
                return Err(Unread::TwoWays { grouped, decimal });
            }
            Some(if point.is_some() { '.' } else { ',' })
        }
    };
    let (whole, part) = decimal.and_then(|mark| plain.rsplit_once(mark)).unwrap_or((&plain, ""));
    let is_mark = |c: char| matches!(c, '.' | ',');
    if part.contains(is_mark) || (whole.contains(is_mark) && !is_grouped(whole, is_mark)) {
        return Err(Unread::NoNumber);
    }
    let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
    format!("{whole}.{part}0").parse::<f64>().map(|number| sign * number).map_err(|_| Unread::NoNumber)
}

/// Whether the marks set off groups of three digits.
fn is_grouped(text: &str, is_mark: impl Fn(char) -> bool) -> bool {
    let whole =
        text.rsplit_once(|c: char| matches!(c, '.' | ',') && !is_mark(c)).map_or(text, |(whole, _)| whole);
    let mut groups = whole.split(is_mark);
    groups.next().is_some_and(|first| matches!(first.len(), 1..=3)) && groups.all(|group| group.len() == 3)
}

fn without_units(text: &str) -> &str {
    let text = text.trim();
    let digit = |c: char| c.is_ascii_digit();
    let (Some(first), Some(last)) = (text.find(digit), text.rfind(digit)) else { return text };
    let is_unit = |part: &str| {
        let part = part.trim().trim_end_matches('.').to_lowercase();
        part.is_empty() || UNITS.contains(&part.as_str())
    };
    let before = text[..first].trim_end();
    let sign = before.chars().last().filter(|c| matches!(c, '-' | '+' | '\u{2212}'));
    let lead = sign.map_or(before, |sign| before.strip_suffix(sign).unwrap_or(before));
    if !is_unit(lead) || !is_unit(&text[last + 1..]) {
        return text;
    }
    text[lead.len()..=last].trim_start()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Result<f64, Unread>) {
        assert_eq!(amount(text), expected, "{text}");
    }

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (text, number) in [
            ("1200", 1200.0),
            ("1200.50", 1200.5),
            ("1200,5", 1200.5),
            ("1,200.50", 1200.5),
            ("1.200,50 \u{20ac}", 1200.5),
            ("EUR 1 200,50", 1200.5),
            ("1'200", 1200.0),
            ("1.200.000", 1_200_000.0),
            ("40 h", 40.0),
            ("37.5 Std.", 37.5),
            ("-20", -20.0),
            ("\u{2212}20", -20.0),
            ("+5", 5.0),
            ("0.125", 0.125),
            ("0", 0.0),
            ("3.3333333", 3.333_333_3),
        ] {
            check(text, Ok(number));
        }
    }

    #[test]
    fn what_can_be_read_two_ways_is_not_guessed() {
        for (text, grouped, decimal) in [
            ("1.200", 1200.0, 1.2),
            ("1,200", 1200.0, 1.2),
            ("120,000", 120_000.0, 120.0),
            ("EUR 5,000", 5000.0, 5.0),
            ("-1.250", -1250.0, -1.25),
        ] {
            check(text, Err(Unread::TwoWays { grouped, decimal }));
        }
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in [
            "", "-", "ten", "1e9", "NaN", "inf", "=1+2", "1.2.3", "1,2,3.4", "12 34", "5 apples", "\u{20ac}",
            "1-2",
        ] {
            check(text, Err(Unread::NoNumber));
        }
    }
}
