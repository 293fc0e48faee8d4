-- One text for SQLite and PostgreSQL: TEXT ids, BIGINT for counts and for moments in microseconds since 1970.

CREATE TABLE alliance (
    id TEXT PRIMARY KEY,
    head BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    -- The summary, kept by whoever appends; it can be rebuilt from the facts at any time.
    name TEXT NOT NULL,
    stage TEXT NOT NULL,
    parties BIGINT NOT NULL,
    attention BIGINT NOT NULL,
    next_step TEXT NOT NULL,
    next_path TEXT NOT NULL,
    verdict TEXT NOT NULL,
    alarms BIGINT NOT NULL,
    watches BIGINT NOT NULL,
    looked_on TEXT NOT NULL
);

CREATE TABLE fact (
    alliance_id TEXT NOT NULL REFERENCES alliance (id),
    seq BIGINT NOT NULL,
    line TEXT NOT NULL,
    PRIMARY KEY (alliance_id, seq)
);

CREATE TABLE sealed_key (
    alliance_id TEXT NOT NULL REFERENCES alliance (id),
    subject TEXT NOT NULL,
    wrapped BYTEA NOT NULL,
    PRIMARY KEY (alliance_id, subject)
);

CREATE TABLE account (
    id TEXT PRIMARY KEY,
    address TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    password_hash TEXT,
    created_at BIGINT NOT NULL
);

CREATE TABLE session (
    token_hash TEXT PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    agent TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX session_by_account ON session (account_id);

-- Links that do one thing once: set up the installation, sign in, take a seat.
CREATE TABLE link (
    token_hash TEXT PRIMARY KEY,
    purpose TEXT NOT NULL,
    address TEXT,
    alliance_id TEXT,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);

CREATE TABLE membership (
    alliance_id TEXT NOT NULL REFERENCES alliance (id),
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    role TEXT NOT NULL,
    party_id TEXT,
    person_id TEXT,
    since BIGINT NOT NULL,
    PRIMARY KEY (alliance_id, account_id)
);
CREATE INDEX membership_by_account ON membership (account_id);

-- The record knows people by id alone; their names and addresses stand here and can be erased.
CREATE TABLE person (
    alliance_id TEXT NOT NULL REFERENCES alliance (id),
    person_id TEXT NOT NULL,
    name TEXT NOT NULL,
    address TEXT,
    PRIMARY KEY (alliance_id, person_id)
);

CREATE TABLE invitation (
    id TEXT PRIMARY KEY,
    alliance_id TEXT NOT NULL REFERENCES alliance (id),
    round_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    sent_at BIGINT,
    opened_at BIGINT,
    started_at BIGINT,
    done_at BIGINT,
    revoked_at BIGINT,
    reminded_at BIGINT,
    muted_at BIGINT
);
CREATE INDEX invitation_by_round ON invitation (alliance_id, round_id);

CREATE TABLE draft (
    alliance_id TEXT NOT NULL REFERENCES alliance (id),
    round_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    sealed TEXT NOT NULL,
    saved_at BIGINT NOT NULL,
    PRIMARY KEY (alliance_id, round_id, person_id)
);

-- What a mail says is sealed under the key of the installation, since it may hold a link; it is erased once sent.
CREATE TABLE outbox (
    id TEXT PRIMARY KEY,
    sealed BYTEA,
    created_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    sent_at BIGINT,
    last_error TEXT
);
CREATE INDEX outbox_due ON outbox (due_at);

CREATE TABLE job (
    kind TEXT PRIMARY KEY,
    due_at BIGINT NOT NULL,
    claimed_until BIGINT NOT NULL,
    done_at BIGINT,
    last_error TEXT
);
