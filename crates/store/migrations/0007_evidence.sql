-- Files of evidence in diligence packs: what they hold, sealed under the key of their party in that exchange. Names
-- and kinds stand in the pack, sealed too.
CREATE TABLE evidence (
    id TEXT PRIMARY KEY,
    alliance_id TEXT NOT NULL REFERENCES alliance (id),
    exchange_id TEXT NOT NULL,
    party_id TEXT NOT NULL,
    size BIGINT NOT NULL,
    sealed BYTEA NOT NULL,
    added_at BIGINT NOT NULL
);
CREATE INDEX evidence_of_pack ON evidence (alliance_id, exchange_id, party_id);
