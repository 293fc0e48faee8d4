-- Private addresses under which a calendar reads an alliance: one for each account and alliance; only the hash of
-- its token is stored.
CREATE TABLE feed (
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    alliance_id TEXT NOT NULL REFERENCES alliance (id),
    token_hash TEXT NOT NULL UNIQUE,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, alliance_id)
);
