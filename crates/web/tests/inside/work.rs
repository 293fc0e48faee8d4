//! A case with something on every page: what two parties do together, as tables that follow those of `TWO`.

/// What the room Control has to show, whatever state a round is in.
pub const WORK: &str = r#"
[[party]]
id = "applicant"
name = "Applicant"
kind = "firm"
role = "candidate"
on = 2026-01-20
people = ["pia"]

[[offer]]
on = 2026-01-21
party = "applicant"
hours_a_month = 40
cost_a_month = 2000

[[scoring]]
id = "look"
on = 2026-01-22
criteria = [{ id = "skill", name = "Skill" }]
candidates = ["applicant"]
reviewers = [{ person = "mia", party = "maker" }, { person = "sam", party = "server" }]

[[scoring.sheet]]
person = "mia"
on = 2026-01-23
points = { applicant = { skill = 6 } }

[[trial]]
id = "small-job"
on = 2026-01-24
party = "applicant"
what = "One repair"
until = 2026-03-31
signs = ["Done on the day"]

[[project]]
id = "line"
name = "A line for a dairy"
description = "A filling line for a dairy, with its service for two years"
proposer = "server"
proposed = 2026-02-01

[[stop_rule]]
id = "clients"
on = 2026-01-10
sign = "fewer than three joint clients"
by_date = 2026-12-31
agreed_by = ["maker", "server"]

[[issue]]
id = "late"
on = 2026-02-03
by = "maker"
between = ["maker", "server"]
area = "commitment"
severity = "minor"
summary = "The drawings came a week late"

[[lead]]
id = "brewery"
what = "A brewery asks for a line"
found_by = "server"
on = 2026-02-04
in_scope = true

[[control_point]]
id = "account"
on = 2026-01-12
lever = "bank"
what = "The account at the savings bank"
should_hold = "joint"

[[obligation]]
id = "offer"
on = 2026-02-01
what = "Write the offer for the dairy"
who = "server"
due = 2026-03-20

[[meeting]]
id = "review"
planned = 2026-02-20
about = "Review, both"
due = 2026-03-09

[[attempt]]
id = "hours"
on = 2026-02-20
by = "maker"
areas = ["commitment"]
structure = ["clauses"]
proposal = "Two days a week, written down"
decide_by = 2026-03-20
structured = true

[[hand_over]]
id = "to-maker"
on = 2026-02-21
to = "The maker's own server"
why = "The maker keeps the papers"
consent = [{ on = 2026-02-22, party = "maker", under_seal = "goes_along" }]
"#;
