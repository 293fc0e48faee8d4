-- Letters that come by themselves: who wants none, and on which day somebody was last looked at for one.
CREATE TABLE letter (
    account_id TEXT PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    muted BIGINT NOT NULL,
    told_on TEXT NOT NULL
);
