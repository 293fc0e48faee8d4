-- What the portfolio shows of an alliance beyond the desk, kept by whoever appends; it can be rebuilt from the facts at
-- any time.
ALTER TABLE alliance ADD COLUMN outcome TEXT NOT NULL DEFAULT '';
ALTER TABLE alliance ADD COLUMN next_on TEXT NOT NULL DEFAULT '';
-- The advisers whom all parties let in on the day of the reading, as a list in JSON.
ALTER TABLE alliance ADD COLUMN let_in TEXT NOT NULL DEFAULT '';
-- What conflicts between alliances are looked for in, in JSON.
ALTER TABLE alliance ADD COLUMN facets TEXT NOT NULL DEFAULT '';
-- The last weeks, in JSON; written by the daily look alone once an alliance is there.
ALTER TABLE alliance ADD COLUMN history TEXT NOT NULL DEFAULT '';
-- What was there before is read at the next look.
UPDATE alliance SET looked_on = '';
-- Filters of the portfolio that somebody gave a name.
CREATE TABLE saved_view (
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    PRIMARY KEY (account_id, name)
);
