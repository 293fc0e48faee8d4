-- What somebody tells the adviser alone, and what the adviser answers: sealed, on no record, and gone with either
-- account.
CREATE TABLE confidence (
    id TEXT PRIMARY KEY,
    alliance_id TEXT NOT NULL REFERENCES alliance (id),
    author_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    adviser_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    sealed BYTEA NOT NULL,
    written_at BIGINT NOT NULL,
    reply BYTEA,
    replied_at BIGINT
);
CREATE INDEX confidence_of_alliance ON confidence (alliance_id);
