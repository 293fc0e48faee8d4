-- How many facts a record has and the hash of its last one, sealed under the key of the installation: a record that was
-- cut short in the database does not go unnoticed. None in an alliance from before, until the next start.
ALTER TABLE alliance ADD COLUMN sealed_head BYTEA;

-- Something that only the key of this installation opens: another key is refused at the start.
CREATE TABLE house (
    id BIGINT PRIMARY KEY,
    sealed BYTEA NOT NULL
);
