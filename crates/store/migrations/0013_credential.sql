-- Who a person is, is a credential: the link that went to the address on its own invitation, or an account with a seat.

-- The address that a link was sent to, and who made it. Nobody knows where older ones went: they have none.
ALTER TABLE invitation ADD COLUMN address TEXT;
ALTER TABLE invitation ADD COLUMN made_by TEXT;
-- A link that was handed over is closed by a word of whoever has it: what the word was salted with, the key of what is
-- saved wrapped under it, when it was set, and how often and when last a wrong one came.
ALTER TABLE invitation ADD COLUMN word_salt TEXT;
ALTER TABLE invitation ADD COLUMN word_key BYTEA;
ALTER TABLE invitation ADD COLUMN word_set_at BIGINT;
ALTER TABLE invitation ADD COLUMN word_misses BIGINT NOT NULL DEFAULT 0;
ALTER TABLE invitation ADD COLUMN word_missed_at BIGINT;

-- When a link was opened, and with what.
CREATE TABLE opening (
    invitation_id TEXT NOT NULL REFERENCES invitation (id),
    at BIGINT NOT NULL,
    agent TEXT NOT NULL
);
CREATE INDEX opening_by_invitation ON opening (invitation_id, at);

-- The credential under which something of a person, or of a party, was sealed. No other reads it or lets it go.
CREATE TABLE holder (
    alliance_id TEXT NOT NULL REFERENCES alliance (id),
    place TEXT NOT NULL,
    person_id TEXT NOT NULL,
    credential TEXT NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (alliance_id, place, person_id)
);
INSERT INTO holder (alliance_id, place, person_id, credential, since)
SELECT alliance_id, round_id, person_id, 'link:' || MAX(id), MAX(created_at) FROM invitation
WHERE revoked_at IS NULL AND (started_at IS NOT NULL OR done_at IS NOT NULL)
GROUP BY alliance_id, round_id, person_id;

-- Who has spoken for a party, and whether it was by their own right: the first, or let in by one who was. It stays
-- when a seat ends or an account goes, so that a party somebody spoke for is never free to be taken.
CREATE TABLE speaker (
    alliance_id TEXT NOT NULL REFERENCES alliance (id),
    party_id TEXT NOT NULL,
    credential TEXT NOT NULL,
    address TEXT,
    is_established BIGINT NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (alliance_id, party_id, credential)
);
INSERT INTO speaker (alliance_id, party_id, credential, address, is_established, since)
SELECT m.alliance_id, m.party_id, 'account:' || m.account_id, a.address, 1, m.since
FROM membership m JOIN account a ON a.id = m.account_id WHERE m.party_id IS NOT NULL;

-- A seat that waits for the word of somebody who speaks for its party.
CREATE TABLE seat_request (
    id TEXT PRIMARY KEY,
    alliance_id TEXT NOT NULL REFERENCES alliance (id),
    party_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    asked_by TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    -- The day on which those who spoke for the party were last told, while nobody answers.
    told_on TEXT NOT NULL DEFAULT '',
    ended_at BIGINT,
    outcome TEXT
);
CREATE INDEX seat_request_by_alliance ON seat_request (alliance_id);

-- An address is proven once a link that was mailed to it was used.
ALTER TABLE account ADD COLUMN proven_at BIGINT;
ALTER TABLE link ADD COLUMN is_mailed BIGINT NOT NULL DEFAULT 0;
