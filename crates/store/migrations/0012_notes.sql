-- A key of an account's own, wrapped under the key of the installation. It goes with the account, and what was sealed
-- under it can be read by nobody any more.
CREATE TABLE own_key (
    account_id TEXT PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    wrapped BYTEA NOT NULL
);
-- An adviser's notes on an alliance, the day of each sealed with its text. They belong to the account and go with it.
CREATE TABLE note (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    alliance_id TEXT NOT NULL REFERENCES alliance (id),
    sealed BYTEA NOT NULL,
    changed_at BIGINT NOT NULL
);
CREATE INDEX note_of_account ON note (account_id, alliance_id);
-- When an account means to look at an alliance again, and until when it has put it aside: days, by which its desk is
-- sorted. The words beside them are sealed.
CREATE TABLE mark (
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    alliance_id TEXT NOT NULL REFERENCES alliance (id),
    look_on TEXT,
    paused_until TEXT,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (account_id, alliance_id)
);
