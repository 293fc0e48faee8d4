-- Playbooks: every version that was saved, as text. They belong to the account and go with it.
CREATE TABLE playbook_version (
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    playbook_id TEXT NOT NULL,
    version BIGINT NOT NULL,
    saved_at BIGINT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (account_id, playbook_id, version)
);
-- Which alliances began from which playbook.
CREATE TABLE playbook_start (
    alliance_id TEXT PRIMARY KEY REFERENCES alliance (id),
    playbook_id TEXT NOT NULL
);
CREATE INDEX playbook_start_of ON playbook_start (playbook_id);
