-- What was said of an alliance, as it was given: a row when it differs from the one before. Rows are never changed, so that
-- later rules do not rewrite what was said.
CREATE TABLE reading (
    alliance_id TEXT NOT NULL REFERENCES alliance (id),
    number BIGINT NOT NULL,
    given_at BIGINT NOT NULL,
    given_on TEXT NOT NULL,
    said TEXT NOT NULL,
    rules TEXT NOT NULL,
    PRIMARY KEY (alliance_id, number)
);
