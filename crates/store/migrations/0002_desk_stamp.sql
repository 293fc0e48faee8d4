-- Counts up with every change that a desk may show, so that desks are read anew only then.
CREATE TABLE desk_stamp (at BIGINT NOT NULL);
INSERT INTO desk_stamp (at) VALUES (0);
