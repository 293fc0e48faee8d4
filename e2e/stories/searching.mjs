// The winter shop while it searches: two partners, four candidates, and books that nobody keeps.

import { sample } from './steps.mjs';

const CANDIDATES = `
[[party]]
id = "red-barn"
name = "Red Barn"
kind = "firm"
role = "candidate"
on = 2026-01-09
people = ["rosa-hill"]
brings = "Jam and honey, and books that balance"

[[party.capability]]
on = 2026-01-09
capability = "selling"
level = 5

[[party.capability]]
on = 2026-01-09
capability = "bookkeeping"
level = 5

[[party]]
id = "blue-gate"
name = "Blue Gate"
kind = "firm"
role = "candidate"
on = 2026-01-09
people = ["bo-gate"]
brings = "Candles, and a shop on the web"

[[party.capability]]
on = 2026-01-09
capability = "web-shop"
level = 6

[[party.capability]]
on = 2026-01-09
capability = "bookkeeping"
level = 4

[[party]]
id = "finn-falk"
name = "Finn Falk"
kind = "person"
role = "candidate"
on = 2026-01-09
people = ["finn-falk"]
brings = "Books, taxes and patience"

[[party.capability]]
on = 2026-01-09
capability = "bookkeeping"
level = 7

[[party.capability]]
on = 2026-01-09
capability = "web-shop"
level = 3

[[offer]]
on = 2026-01-10
party = "north-bakery"
hours_a_month = 120
cost_a_month = 2400

[[offer]]
on = 2026-01-10
party = "red-barn"
hours_a_month = 60
cost_a_month = 1900

[[offer]]
on = 2026-01-10
party = "blue-gate"
hours_a_month = 50
cost_a_month = 1500

[[offer]]
on = 2026-01-10
party = "finn-falk"
hours_a_month = 20
cost_a_month = 900

[[pair]]
on = 2026-01-11
between = ["north-bakery", "blue-gate"]
together = "well"
why = "They share a stand at the Saturday market"
`;

/** Lind Pottery and Oak & Ash as partners; North Bakery and three others as candidates. */
export async function searchingShop() {
  const [before] = (await sample('winter-shop.toml')).split(/^# -+ a round that is open$/m);
  const [upTo, bakery] = before.split('id = "north-bakery"');
  const partners = upTo.replace('role = "candidate"', 'role = "partner"').replace('"considering"', '"forming"');
  return `${partners}id = "north-bakery"${bakery}${CANDIDATES}`;
}
