-- Schema 1. Digests are sha-256 in hexadecimal; days are YYYY-MM-DD; `chunk` counts the chunks of
-- one register from 0.

-- Everything that is known by its digest and kept once.
CREATE TABLE artifact (
    digest TEXT PRIMARY KEY NOT NULL CHECK (length(digest) = 64),
    kind   TEXT NOT NULL,
    body   ANY NOT NULL
) STRICT;

-- Files as they were when they were last read: an unchanged one is skipped.
CREATE TABLE source_file (
    path     TEXT PRIMARY KEY NOT NULL,
    size     INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    digest   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Org units over the stretches of their lives: codes are reused.
CREATE TABLE org_unit (
    position  INTEGER PRIMARY KEY,
    code      TEXT NOT NULL,
    name      TEXT NOT NULL,
    unit_type TEXT NOT NULL,
    tier      TEXT NOT NULL,
    parent    TEXT,
    from_day  TEXT NOT NULL,
    until_day TEXT
) STRICT;

CREATE TABLE succession (
    position  INTEGER PRIMARY KEY,
    day       TEXT NOT NULL,
    kind      TEXT NOT NULL,
    source    TEXT NOT NULL,
    target    TEXT NOT NULL,
    reference TEXT NOT NULL
) STRICT;

CREATE TABLE place_class (
    position  INTEGER PRIMARY KEY,
    class     TEXT NOT NULL,
    place     TEXT NOT NULL,
    from_day  TEXT NOT NULL,
    until_day TEXT,
    reference TEXT NOT NULL
) STRICT;

-- Names and identity numbers stand here and nowhere else.
CREATE TABLE identity (
    place   TEXT NOT NULL,
    subject TEXT NOT NULL,
    name    TEXT NOT NULL,
    number  TEXT,
    PRIMARY KEY (place, subject)
) STRICT, WITHOUT ROWID;

CREATE INDEX identity_by_number ON identity (number) WHERE number IS NOT NULL;

-- What a register was at some time; the highest seq of a period, place and kind is current.
CREATE TABLE register_revision (
    seq      INTEGER PRIMARY KEY,
    period   TEXT NOT NULL,
    place    TEXT NOT NULL,
    kind     TEXT NOT NULL,
    manifest TEXT NOT NULL REFERENCES artifact (digest),
    rows     INTEGER NOT NULL,
    source   TEXT NOT NULL
) STRICT;
CREATE INDEX register_revision_of ON register_revision (period, place, kind, seq);
CREATE INDEX register_revision_by_manifest ON register_revision (manifest);

-- Where a register was last read: the file, and the lines of its subjects there as a JSON array of
-- [first line, count]. No part of the register: the same evidence has the same digest wherever it
-- stands.
CREATE TABLE register_source (
    manifest TEXT PRIMARY KEY NOT NULL REFERENCES artifact (digest),
    source   TEXT NOT NULL,
    lines    TEXT REFERENCES artifact (digest)
) STRICT, WITHOUT ROWID;

-- The subjects of a chunk, by row, so that the views find a subject without reading every chunk.
-- Made from the chunks of subject ids, which are what counts.
CREATE TABLE subject_chunk (
    number INTEGER PRIMARY KEY,
    digest TEXT NOT NULL UNIQUE REFERENCES artifact (digest)
) STRICT;
CREATE TABLE subject (
    number  INTEGER NOT NULL,
    row     INTEGER NOT NULL,
    subject TEXT NOT NULL,
    PRIMARY KEY (number, row)
) STRICT, WITHOUT ROWID;
CREATE INDEX subject_by_id ON subject (subject);
CREATE TABLE register_chunk (
    manifest TEXT NOT NULL REFERENCES artifact (digest),
    chunk    INTEGER NOT NULL,
    number   INTEGER NOT NULL REFERENCES subject_chunk (number),
    PRIMARY KEY (manifest, chunk)
) STRICT, WITHOUT ROWID;
CREATE INDEX register_chunk_by_number ON register_chunk (number);

-- Decisions of authorities; `subjects` is a JSON array of [subject, level].
CREATE TABLE decision (
    digest      TEXT PRIMARY KEY NOT NULL,
    period      TEXT NOT NULL,
    title       TEXT NOT NULL,
    place       TEXT NOT NULL,
    number      TEXT NOT NULL,
    day         TEXT NOT NULL,
    signer      TEXT NOT NULL,
    valid_until TEXT,
    subjects    TEXT NOT NULL REFERENCES artifact (digest)
) STRICT;
CREATE INDEX decision_of ON decision (place, title, period);
-- A decision that is told again under its number, with other subjects, takes the place of itself.
CREATE VIEW latest_decision AS
SELECT * FROM decision WHERE NOT EXISTS (
    SELECT 1 FROM decision AS later
    WHERE later.place = decision.place AND later.title = decision.title
        AND later.period = decision.period AND later.number = decision.number
        AND later.rowid > decision.rowid);

-- Runs, and all that went into them.
CREATE TABLE run (
    run    INTEGER PRIMARY KEY,
    period TEXT NOT NULL,
    engine TEXT NOT NULL,
    input  TEXT NOT NULL
) STRICT;
CREATE INDEX run_by_input ON run (input);
CREATE TABLE run_input (
    run    INTEGER NOT NULL REFERENCES run (run),
    digest TEXT NOT NULL,
    role   TEXT NOT NULL,
    PRIMARY KEY (run, digest, role)
) STRICT, WITHOUT ROWID;

-- One title judged in one place; `register` is the manifest of the subjects.
CREATE TABLE run_title (
    run          INTEGER NOT NULL REFERENCES run (run),
    place        TEXT NOT NULL,
    title        TEXT NOT NULL,
    ord          INTEGER NOT NULL,
    kind         TEXT NOT NULL,
    ruleset      TEXT NOT NULL REFERENCES artifact (digest),
    edition      TEXT NOT NULL,
    register     TEXT NOT NULL REFERENCES artifact (digest),
    points_scale INTEGER NOT NULL,
    PRIMARY KEY (run, place, title)
) STRICT, WITHOUT ROWID;
CREATE INDEX run_title_by_register ON run_title (register);

-- Findings by criterion and chunk; how their text is read stands in the program's documentation.
CREATE TABLE finding_column (
    run        INTEGER NOT NULL,
    place      TEXT NOT NULL,
    title      TEXT NOT NULL,
    criterion  TEXT NOT NULL,
    chunk      INTEGER NOT NULL,
    points_max INTEGER,
    pass_from  INTEGER NOT NULL,
    digest     TEXT NOT NULL REFERENCES artifact (digest),
    PRIMARY KEY (run, place, title, criterion, chunk),
    FOREIGN KEY (run, place, title) REFERENCES run_title (run, place, title)
) STRICT, WITHOUT ROWID;

-- Verdicts by chunk.
CREATE TABLE verdict_column (
    run        INTEGER NOT NULL,
    place      TEXT NOT NULL,
    title      TEXT NOT NULL,
    chunk      INTEGER NOT NULL,
    points_max INTEGER,
    digest     TEXT NOT NULL REFERENCES artifact (digest),
    PRIMARY KEY (run, place, title, chunk),
    FOREIGN KEY (run, place, title) REFERENCES run_title (run, place, title)
) STRICT, WITHOUT ROWID;

-- Sizes that the planner could not guess: without them it may pair every value of a chunk with
-- every subject of it. They stand here, so nobody has to run ANALYZE.
ANALYZE sqlite_schema;
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('subject', 'subject', '1000000 4096 1'),
    ('subject', 'subject_by_id', '1000000 2');
