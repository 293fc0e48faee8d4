//! Each signal at its thresholds: clear, watch, alarm, and not enough known.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

mod sample;

use std::fmt::Write;

use State::{Alarm, Clear, Unknown, Watch};
use rowlock_analysis::State;
use sample::{check, running};

/// Joint hours of one party over the weeks of January to June, `hours` in each.
fn joint(party: &str, from: &str, to: &str, hours: f64) -> String {
    work(party, "joint", from, to, hours)
}

fn work(party: &str, on: &str, from: &str, to: &str, hours: f64) -> String {
    format!("[[effort]]\nparty = \"{party}\"\nwork = \"{on}\"\nfrom = {from}\nto = {to}\nhours = {hours}\n")
}

fn project(id: &str, proposed: &str, rest: &str) -> String {
    format!(
        "[[project]]\nid = \"{id}\"\nname = \"{id}\"\ndescription = \"Work\"\nproposer = \"ben\"\nproposed = {proposed}\n{rest}\n"
    )
}

/// 100 joint hours and as many on a project that nobody admitted that the share is `off` of all.
fn off_hours(off: f64) -> String {
    let hours = 200.0 * off;
    project("side", "2025-01-10", "")
        + &joint("ana", "2025-02-03", "2025-02-28", 200.0 - hours)
        + &work("ben", "project:side", "2025-02-03", "2025-02-28", hours)
}

#[test]
fn off_scope_share() {
    check("off-scope-share", &off_hours(0.10), &[("2025-03-01", Clear)]);
    check("off-scope-share", &off_hours(0.15), &[("2025-03-01", Clear)]);
    check("off-scope-share", &off_hours(0.20), &[("2025-03-01", Watch), ("2025-02-05", Unknown)]);
    check("off-scope-share", &off_hours(0.31), &[("2025-03-01", Alarm), ("2025-06-15", Unknown)]);
    check("off-scope-share", "", &[("2025-03-01", Unknown)]);
    let limit = "[[threshold]]\non = 2025-01-07\nsignal = \"off-scope-share\"\nnumber = \"watch\"\nvalue = 0.3\nwhy = \"agreed\"\n";
    check("off-scope-share", &(off_hours(0.25) + limit), &[("2025-03-01", Clear)]);
}

#[test]
fn a_share_that_rises_three_months_running_is_an_alarm() {
    let mut more = project("side", "2025-01-10", "");
    for (from, to, off) in [
        ("2025-01-07", "2025-01-20", 5.0),
        ("2025-02-04", "2025-02-20", 15.0),
        ("2025-03-06", "2025-03-20", 25.0),
        ("2025-04-04", "2025-04-20", 29.0),
    ] {
        more += &joint("ana", from, to, 100.0 - off);
        more += &work("ben", "project:side", from, to, off);
    }
    check("off-scope-share", &more, &[("2025-04-30", Alarm)]);
}

#[test]
fn skipped_admission() {
    let begun = |id: &str, on: &str| project(id, on, &format!("started = {on}"));
    check("skipped-admission", "", &[("2025-03-01", Unknown)]);
    let decided = "started = 2025-02-01\ndecision = [{ on = 2025-01-30, admission = \"admit\", by = [\"ana\"], why = \"fits\" }]";
    check("skipped-admission", &project("a", "2025-01-20", decided), &[("2025-03-01", Clear)]);
    let one = begun("a", "2025-02-01");
    check(
        "skipped-admission",
        &one,
        &[("2025-01-31", Unknown), ("2025-02-01", Watch), ("2025-05-01", Watch), ("2025-05-02", Clear)],
    );
    check(
        "skipped-admission",
        &(one + &begun("b", "2025-02-10")),
        &[("2025-02-09", Watch), ("2025-02-10", Alarm)],
    );
}

fn interest(id: &str, disclosure: &str) -> String {
    let by = if disclosure == "found" { "found_by = \"ana\"\n" } else { "" };
    format!(
        "[[outside_interest]]\nid = \"{id}\"\nparty = \"ben\"\non = 2025-02-01\nwhat = \"A commission\"\ndisclosure = \"{disclosure}\"\n{by}"
    )
}

#[test]
fn outside_work_undeclared() {
    let signal = "outside-work-undeclared";
    check(signal, "", &[("2025-03-01", Unknown)]);
    check(signal, &interest("a", "declared"), &[("2025-03-01", Clear)]);
    check(signal, &interest("a", "declared_late"), &[("2025-01-31", Unknown), ("2025-02-01", Watch)]);
    check(signal, &interest("a", "found"), &[("2025-02-01", Alarm), ("2025-12-01", Alarm)]);
}

/// `passed` leads that were passed and one kept by each of `keepers`.
fn leads(passed: usize, keepers: &[&str]) -> String {
    let mut text = String::new();
    let fates = (0..passed).map(|_| "passed = 2025-02-10".to_owned());
    let kept = keepers.iter().map(|party| format!("kept = {{ on = 2025-02-10, party = \"{party}\" }}"));
    for (n, fate) in fates.chain(kept).enumerate() {
        let _ = write!(
            text,
            "[[lead]]\nid = \"l{n}\"\nwhat = \"A ward\"\nfound_by = \"ben\"\non = 2025-02-01\nin_scope = true\n{fate}\n"
        );
    }
    text
}

#[test]
fn lead_leakage() {
    let signal = "lead-leakage";
    check(signal, &leads(2, &[]), &[("2025-03-01", Unknown)]);
    check(signal, &leads(3, &[]), &[("2025-03-01", Clear)]);
    check(signal, &leads(10, &["ben"]), &[("2025-03-01", Clear)]);
    check(
        signal,
        &leads(9, &["ben"]),
        &[("2025-02-09", Clear), ("2025-03-01", Watch), ("2025-05-03", Unknown)],
    );
    check(signal, &leads(10, &["ben", "cas"]), &[("2025-03-01", Watch)]);
    check(signal, &leads(10, &["ben", "ben"]), &[("2025-03-01", Alarm)]);
    check(signal, &leads(3, &["ben"]), &[("2025-03-01", Alarm)]);
    check(signal, &leads(0, &["ben"]), &[("2025-03-01", Watch)]);
}

/// Ben pledges ten hours a week from the first day and gives `hours` a week for `weeks` weeks.
fn delivered(hours: f64, weeks: i64) -> String {
    let first = sample::day("2025-01-06");
    let mut text = "[[pledge]]\non = 2025-01-06\nparty = \"ben\"\nhours_a_week = 10\n".to_owned();
    for week in 0..weeks {
        let from = first.checked_add(jiff::Span::new().days(week * 7)).unwrap();
        let to = from.checked_add(jiff::Span::new().days(6)).unwrap();
        text += &joint("ben", &from.to_string(), &to.to_string(), hours);
    }
    text
}

#[test]
fn pledge_gap() {
    let signal = "pledge-gap";
    check(signal, "", &[("2025-03-02", Unknown)]);
    check(
        signal,
        &delivered(9.0, 20),
        &[("2025-02-01", Unknown), ("2025-02-02", Clear), ("2025-03-02", Clear)],
    );
    check(signal, &delivered(7.5, 20), &[("2025-03-02", Watch), ("2025-05-25", Alarm)]);
    check(signal, &delivered(6.0, 20), &[("2025-02-02", Alarm)]);
    check(signal, &delivered(0.0, 0), &[("2025-03-02", Unknown)]);
}

#[test]
fn hours_on_what_nobody_admitted_do_not_fill_a_pledge() {
    let more = delivered(0.0, 8)
        + &project("side", "2025-01-06", "")
        + &work("ben", "project:side", "2025-01-06", "2025-03-02", 80.0);
    check("pledge-gap", &more, &[("2025-03-02", Alarm)]);
}

/// Deadlines of Ben, each missed for the reason.
fn missed(reasons: &[&str]) -> String {
    let mut text =
        "[[obligation]]\nid = \"o\"\nwhat = \"A draft\"\nwho = \"ben\"\non = 2025-01-10\ndue = 2025-02-01\n"
            .to_owned();
    for (n, reason) in reasons.iter().enumerate() {
        let _ = write!(
            text,
            "[[obligation]]\nid = \"o{n}\"\nwhat = \"A draft\"\nwho = \"ben\"\non = 2025-01-10\ndue = 2025-02-01\nmissed = {{ on = 2025-02-02, reason = \"{reason}\", note = \"so\" }}\n"
        );
    }
    text
}

#[test]
fn priority_inversion() {
    let signal = "priority-inversion";
    check(signal, "", &[("2025-02-10", Unknown)]);
    check(signal, &missed(&["illness", "third_party", "other"]), &[("2025-02-10", Clear)]);
    check(
        signal,
        &missed(&["own_work"]),
        &[("2025-02-01", Clear), ("2025-02-02", Watch), ("2025-04-02", Watch), ("2025-04-03", Clear)],
    );
    check(signal, &missed(&["own_work"; 2]), &[("2025-02-10", Watch)]);
    check(signal, &missed(&["own_work"; 3]), &[("2025-02-10", Alarm)]);
}

/// A joint business of three needs, and who has which: (party, capability, level).
fn covered(by: &[(&str, &str, u8)]) -> String {
    let mut text = running(
        "[[joint_business]]\non = 2025-01-06\npurpose = \"Audits\"\noffers = [\"Audit\"]\nactivities = [\"audit\"]\nsegments = [\"hospitals\"]\nin_scope = [\"Audits\"]\nout_of_scope = []\nedge = []\n",
    );
    for need in ["design", "sales", "audit"] {
        let _ = write!(
            text,
            "[[joint_business.need]]\ncapability = \"{need}\"\nlevel = 5\ncover = 2\nmust_have = true\n"
        );
    }
    for (party, capability, level) in by {
        let table = format!(
            "[[party.capability]]\non = 2025-01-06\nperson = \"{party}-1\"\ncapability = \"{capability}\"\nlevel = {level}\n"
        );
        let people = format!("people = [\"{party}-1\"]\n");
        text = text.replace(&people, &format!("{people}{table}"));
    }
    text
}

#[track_caller]
fn check_cover(by: &[(&str, &str, u8)], state: State) {
    let found = sample::Sample::read(&covered(by)).signal("single-cover", "2025-03-01");
    assert_eq!(found.state, state, "{}", found.sentence);
}

#[test]
fn single_cover() {
    let all = |party: &'static str| ["design", "sales", "audit"].map(|need| (party, need, 6));
    check("single-cover", "", &[("2025-03-01", Unknown)]);
    check_cover(&[], Unknown);
    check_cover(&[all("ana"), all("ben")].concat(), Clear);
    check_cover(&[&all("ana")[..], &all("ben")[..2]].concat(), Watch);
    check_cover(&all("ana")[..2], Alarm);
    check_cover(&[("ana", "design", 4), ("ana", "sales", 6), ("ana", "audit", 6)], Alarm);
}

/// Decisions: `within` by all four, `outside` by Ben alone; a row of the table may say that Ben may.
fn decisions(within: usize, outside: usize, kind: &str) -> String {
    let mut text = String::new();
    let all = "[\"ana\", \"ben\", \"cas\", \"dan\"]";
    for n in 0..within + outside {
        let by = if n < within { all } else { "[\"ben\"]" };
        let _ = write!(
            text,
            "[[decision]]\nid = \"d{n}\"\non = 2025-02-01\nwhat = \"Hire\"\n{kind}by = {by}\ncarried = true\nwhy = \"so\"\n"
        );
    }
    text
}

#[test]
fn off_charter_decisions() {
    let signal = "off-charter-decisions";
    check(signal, "", &[("2025-03-01", Unknown)]);
    check(signal, &decisions(5, 0, ""), &[("2025-03-01", Clear), ("2025-05-02", Unknown)]);
    check(signal, &decisions(11, 1, ""), &[("2025-03-01", Clear)]);
    check(signal, &decisions(9, 1, ""), &[("2025-03-01", Watch)]);
    check(signal, &decisions(3, 1, ""), &[("2025-03-01", Alarm)]);
    let row = |decides: &str, reserved: bool| {
        format!(
            "[[decision_right]]\nid = \"hiring\"\non = 2025-01-07\nname = \"Hiring\"\ndecides = \"{decides}\"\nreserved = {reserved}\n"
        )
    };
    let hiring = "kind = \"hiring\"\n";
    check(signal, &(row("ben", false) + &decisions(0, 1, hiring)), &[("2025-03-01", Clear)]);
    check(signal, &(row("all", true) + &decisions(20, 1, hiring)), &[("2025-03-01", Alarm)]);
}

/// Control points by lever and how they were last seen.
fn points(seen: &[(&str, &str)]) -> String {
    let mut text = String::new();
    for (n, (lever, works)) in seen.iter().enumerate() {
        let _ = write!(
            text,
            "[[control_point]]\nid = \"p{n}\"\nlever = \"{lever}\"\nwhat = \"It\"\nshould_hold = \"joint\"\non = 2025-01-07\nchecks = [{{ on = 2025-02-01, holder = \"joint\", works = \"{works}\", seen = \"so\" }}]\n"
        );
    }
    text
}

#[test]
fn founder_control() {
    let signal = "founder-control";
    check(signal, "", &[("2025-02-01", Unknown)]);
    check(
        signal,
        &points(&[("bank", "yes"), ("domain", "yes")]),
        &[("2025-01-31", Watch), ("2025-02-01", Clear)],
    );
    check(signal, &points(&[("domain", "unknown")]), &[("2025-02-01", Watch)]);
    check(signal, &points(&[("domain", "no"), ("brand", "no")]), &[("2025-02-01", Watch)]);
    check(
        signal,
        &points(&[("domain", "no"), ("brand", "no"), ("know_how", "no")]),
        &[("2025-02-01", Alarm)],
    );
    check(signal, &points(&[("bank", "no")]), &[("2025-02-01", Alarm)]);
    check(signal, &points(&[("key_contract", "no")]), &[("2025-02-01", Alarm)]);
}

/// Two clients: Ben's with `share` of the revenue, Ana's with the rest.
fn clients(share: f64, second: &str) -> String {
    format!(
        "[[client]]\nid = \"a\"\nname = \"A\"\ncontacts = [{{ on = 2025-02-01, contact = \"ben\", revenue = {share}{second} }}]\n\
         [[client]]\nid = \"b\"\nname = \"B\"\ncontacts = [{{ on = 2025-02-01, contact = \"ana\", revenue = {} }}]\n",
        100.0 - share
    )
}

#[test]
fn client_concentration() {
    let signal = "client-concentration";
    check(signal, "", &[("2025-02-01", Unknown)]);
    check(
        signal,
        &(clients(45.0, "")
            + "[[client]]\nid = \"c\"\nname = \"C\"\ncontacts = [{ on = 2025-02-01, contact = \"cas\", revenue = 55.0 }]\n"),
        &[("2025-02-01", Clear)],
    );
    check(signal, &clients(60.0, ""), &[("2025-01-31", Unknown), ("2025-02-01", Watch)]);
    check(signal, &clients(70.0, ""), &[("2025-02-01", Alarm)]);
    check(signal, &clients(80.0, ", second = \"ana\""), &[("2025-02-01", Watch)]);
}

/// Issues between pairs of parties, raised on days, with more of each table.
fn issues(raised: &[(&str, &str, &str, &str)]) -> String {
    let mut text = String::new();
    for (n, (on, a, b, rest)) in raised.iter().enumerate() {
        let _ = write!(
            text,
            "[[issue]]\nid = \"x{n}\"\non = {on}\nby = \"{a}\"\nbetween = [\"{a}\", \"{b}\"]\narea = \"scope\"\nseverity = \"serious\"\nsummary = \"Late\"\n{rest}\n"
        );
    }
    text
}

#[test]
fn issue_spread() {
    let signal = "issue-spread";
    let closed = "closed = [{ on = 2025-02-02, how = \"so\" }]";
    check(signal, "", &[("2025-02-01", Unknown)]);
    let met = "[[meeting]]\nid = \"m\"\nabout = \"all\"\nplanned = 2025-01-10\ndue = 2025-01-20\nheld = { on = 2025-01-20, present = [\"ana\", \"ben\"], minutes = \"short\" }\n";
    check(signal, met, &[("2025-02-01", Clear)]);
    check(signal, &issues(&[("2025-02-01", "ana", "ben", "")]), &[("2025-02-10", Clear)]);
    let two = issues(&[("2025-02-01", "ana", "ben", closed), ("2025-02-01", "ana", "cas", closed)]);
    check(signal, &two, &[("2025-02-10", Watch), ("2025-03-10", Clear)]);
    let three = [
        ("2025-02-01", "ana", "ben", ""),
        ("2025-02-01", "ana", "cas", ""),
        ("2025-02-01", "cas", "ben", ""),
    ];
    check(signal, &issues(&three), &[("2025-02-10", Alarm)]);
    let growing = [("2025-02-01", "ana", "ben", ""), ("2025-03-05", "ana", "ben", "")];
    check(signal, &issues(&growing), &[("2025-02-10", Clear), ("2025-03-06", Watch)]);
    let again =
        "closed = [{ on = 2025-02-02, how = \"so\" }]\nreopened = [{ on = 2025-02-03, why = \"so\" }]";
    let back = [
        ("2025-02-01", "ana", "ben", again),
        ("2025-02-01", "ana", "ben", again),
        ("2025-02-01", "ana", "ben", closed),
    ];
    check(signal, &issues(&back), &[("2025-02-02", Clear), ("2025-02-03", Alarm)]);
}

#[test]
fn issue_age() {
    let signal = "issue-age";
    check(signal, "", &[("2025-02-01", Clear)]);
    check(signal, &issues(&[("2025-02-01", "ana", "ben", "")]), &[("2025-02-10", Unknown)]);
    let due = issues(&[("2025-02-01", "ana", "ben", "answer_by = 2025-02-10")]);
    check(
        signal,
        &due,
        &[("2025-02-23", Clear), ("2025-02-24", Watch), ("2025-03-26", Watch), ("2025-03-27", Alarm)],
    );
    let stepped =
        "answer_by = 2025-02-10\nsteps = [{ on = 2025-02-20, step = \"talk\", answer_by = 2025-03-20 }]";
    check(signal, &issues(&[("2025-02-01", "ana", "ben", stepped)]), &[("2025-03-27", Clear)]);
    let closed = "answer_by = 2025-02-10\nclosed = [{ on = 2025-03-01, how = \"so\" }]";
    check(
        signal,
        &issues(&[("2025-02-01", "ana", "ben", closed)]),
        &[("2025-02-28", Watch), ("2025-03-01", Clear)],
    );
}

/// Meetings, each without those named.
fn meetings(absent: &[&str]) -> String {
    let mut text = String::new();
    for (n, absent) in absent.iter().enumerate() {
        let _ = write!(
            text,
            "[[meeting]]\nid = \"m{n}\"\nabout = \"Review\"\nplanned = 2025-01-07\ndue = 2025-02-01\nheld = {{ on = 2025-02-01, present = [\"ana\"], absent = [{absent}], minutes = \"so\" }}\n"
        );
    }
    text
}

#[test]
fn silence() {
    let signal = "silence";
    check(signal, "", &[("2025-02-01", Unknown)]);
    check(signal, &meetings(&["", "\"ben\"", "\"cas\""]), &[("2025-01-31", Unknown), ("2025-02-01", Clear)]);
    check(
        signal,
        &meetings(&["\"ben\""; 2]),
        &[("2025-02-01", Watch), ("2025-04-01", Watch), ("2025-04-02", Clear)],
    );
    check(signal, &meetings(&["\"ben\""; 4]), &[("2025-02-01", Alarm)]);
}

#[test]
fn stop_rule_hit() {
    let signal = "stop-rule-hit";
    let rule = |rest: &str| {
        format!(
            "[[stop_rule]]\nid = \"s\"\non = 2025-01-07\nsign = \"No client\"\nby_date = 2025-06-30\nagreed_by = [\"ana\", \"ben\"]\n{rest}\n"
        )
    };
    check(signal, "", &[("2025-02-01", Unknown)]);
    check(
        signal,
        &rule(""),
        &[("2025-05-30", Clear), ("2025-05-31", Watch), ("2025-06-30", Watch), ("2025-07-01", Alarm)],
    );
    check(
        signal,
        &rule("reached = { on = 2025-03-01, what = \"so\" }"),
        &[("2025-02-28", Clear), ("2025-03-01", Alarm)],
    );
    let answered =
        "reached = { on = 2025-03-01, what = \"so\" }\nanswered = { on = 2025-03-05, decision = \"so\" }";
    check(signal, &rule(answered), &[("2025-03-04", Alarm), ("2025-03-05", Clear), ("2025-08-01", Clear)]);
}

/// A pulse of the people named on a day, with their answers to the two items that signals read.
fn pulse(id: &str, on: &str, answers: &[(&str, u8)], consent: bool) -> String {
    let mut text = format!(
        "[[round]]\nid = \"{id}\"\nform = \"pulse\"\ndrafted = {on}\nopened = {on}\nasked_by = \"Ana\"\nwhy = \"How are we?\"\nrespondents = ["
    );
    for (party, _) in answers {
        let _ = write!(text, "{{ person = \"{party}-1\", party = \"{party}\" }}, ");
    }
    text.push_str("]\n");
    for (party, level) in answers {
        let _ = write!(
            text,
            "[[round.sheet]]\nperson = \"{party}-1\"\non = {on}\n[round.sheet.answers]\nrew-4 = {{ own = {level} }}\nhor-5 = {{ own = {level} }}\n"
        );
    }
    for (party, _) in answers.iter().filter(|_| consent) {
        for scope in ["items", "sensitive"] {
            let _ = write!(text, "[[round.consent]]\non = {on}\nparty = \"{party}\"\nscope = \"{scope}\"\n");
        }
    }
    text
}

#[test]
fn fairness_slide() {
    let signal = "fairness-slide";
    check(signal, "", &[("2025-02-01", Unknown)]);
    let of = |levels: [u8; 2], consent| {
        pulse("p1", "2025-02-01", &[("ana", levels[0]), ("ben", levels[1])], consent)
    };
    check(signal, &of([7, 2], false), &[("2025-02-01", Unknown)]);
    check(signal, &of([6, 5], true), &[("2025-01-31", Unknown), ("2025-02-01", Clear)]);
    check(signal, &of([6, 4], true), &[("2025-02-01", Watch)]);
    check(signal, &of([6, 3], true), &[("2025-02-01", Alarm)]);
    let fell = of([7, 7], true) + &pulse("p2", "2025-03-01", &[("ana", 7), ("ben", 5)], true);
    check(signal, &fell, &[("2025-02-28", Clear), ("2025-03-01", Watch)]);
}

#[test]
fn would_not_start_again() {
    let signal = "would-not-start-again";
    check(signal, "", &[("2025-02-01", Unknown)]);
    let of = |level: u8, consent| pulse("p1", "2025-02-01", &[("ana", 6), ("ben", level)], consent);
    check(signal, &of(2, false), &[("2025-02-01", Unknown)]);
    check(signal, &of(5, true), &[("2025-02-01", Clear)]);
    check(signal, &of(4, true), &[("2025-02-01", Watch)]);
    check(signal, &of(3, true), &[("2025-02-01", Alarm)]);
}

#[test]
fn pulses_that_are_not_answered_are_silence() {
    let asked = |id: &str, on: &str| {
        let answered = pulse(id, on, &[("ana", 6), ("cas", 6)], false);
        let people = "respondents = [{ person = \"ben-1\", party = \"ben\" }, ";
        answered.replace("respondents = [", people).replace("asked_by", &format!("locked = {on}\nasked_by"))
    };
    let one = asked("p1", "2025-02-01");
    check("silence", &one, &[("2025-02-01", Clear)]);
    check("silence", &(one + &asked("p2", "2025-03-01")), &[("2025-03-01", Alarm)]);
}

#[test]
fn a_threshold_changed_on_the_record_holds_from_its_day() {
    let changed = |signal: &str, number: &str, value: f64| {
        format!(
            "[[threshold]]\non = 2025-02-15\nsignal = \"{signal}\"\nnumber = \"{number}\"\nvalue = {value}\nwhy = \"agreed\"\n"
        )
    };
    let table = [
        ("skipped-admission", "watch", 2.0, project("a", "2025-02-01", "started = 2025-02-01"), Watch, Clear),
        ("outside-work-undeclared", "alarm", 2.0, interest("a", "found"), Alarm, Watch),
        ("lead-leakage", "watch", 0.05, leads(10, &["ben"]), Clear, Watch),
        ("priority-inversion", "alarm", 1.0, missed(&["own_work"]), Watch, Alarm),
        ("off-charter-decisions", "alarm", 0.05, decisions(9, 1, ""), Watch, Alarm),
        ("founder-control", "alarm_lost", 1.0, points(&[("domain", "no")]), Watch, Alarm),
        ("client-concentration", "alarm", 0.6, clients(60.0, ""), Watch, Alarm),
        ("issue-age", "watch_days_late", 1.0, issues(&[("2025-02-01", "ana", "ben", "answer_by = 2025-02-10")]), Clear, Watch),
        ("silence", "alarm", 2.0, meetings(&["\"ben\""; 2]), Watch, Alarm),
        ("stop-rule-hit", "watch_days_before", 200.0, "[[stop_rule]]\nid = \"s\"\non = 2025-01-07\nsign = \"No client\"\nby_date = 2025-06-30\nagreed_by = [\"ana\"]\n".to_owned(), Clear, Watch),
    ];
    for (signal, number, value, facts, before, after) in table {
        check(
            signal,
            &(facts + &changed(signal, number, value)),
            &[("2025-02-14", before), ("2025-02-15", after)],
        );
    }
}

#[test]
fn the_watch_begins_when_the_business_runs() {
    let text = running(&points(&[("bank", "no")])).replace("stage = \"running\"", "stage = \"forming\"");
    let sample = sample::Sample::read(&text);
    let all = sample.on(sample::day("2025-03-01")).signals;
    assert_eq!(all.len(), 16);
    assert!(all.iter().all(|signal| signal.state == Unknown));
}

#[test]
fn a_state_is_told_with_its_first_day() {
    let sample = sample::Sample::read(&running(&points(&[("bank", "no")])));
    let since = |on: &str| sample.signal("founder-control", on).since;
    assert_eq!(since("2025-02-01"), Some(sample::day("2025-02-01")));
    assert_eq!(since("2025-06-30"), Some(sample::day("2025-02-01")));
    assert_eq!(since("2025-01-31"), Some(sample::day("2025-01-07")));
}
