-- What somebody said once and need not say again, such as what the columns of an export mean. It belongs to the
-- account and goes with it.
CREATE TABLE kept (
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    alliance_id TEXT NOT NULL REFERENCES alliance (id),
    what TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (account_id, alliance_id, what)
);
