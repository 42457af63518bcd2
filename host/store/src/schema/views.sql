-- What a plain `sqlite3` shell sees: a row for each subject. Points and numbers with decimals are
-- text such as 2.5, made by integer arithmetic.
--
-- CROSS JOIN keeps the order of tables: the planner may only choose whether it looks up the subject
-- of each value, or the values of one subject.

CREATE VIEW v_evidence (period, place, kind, subject, indicator, value) AS
SELECT r.period, r.place, r.kind, s.subject, i.key,
    CASE i.value ->> 'type'
        WHEN 'code' THEN i.value ->> ('$.codes[' || v.value || ']')
        WHEN 'date' THEN date(v.value * 86400, 'unixepoch')
        WHEN 'flag' THEN v.value
        ELSE CASE i.value ->> 'scale'
            WHEN 0 THEN v.value
            ELSE printf('%s%d.%0*d',
                iif(v.value < 0, '-', ''),
                abs(v.value / (substr('1000000', 1, 1 + (i.value ->> 'scale')) + 0)),
                i.value ->> 'scale',
                abs(v.value % (substr('1000000', 1, 1 + (i.value ->> 'scale')) + 0)))
        END
    END
FROM register_revision AS r
CROSS JOIN register_chunk AS c ON c.manifest = r.manifest
CROSS JOIN artifact AS m ON m.digest = r.manifest
CROSS JOIN json_each(m.body, '$.indicators') AS i
CROSS JOIN artifact AS a ON a.digest = i.value ->> ('$.chunks[' || c.chunk || ']')
CROSS JOIN subject AS s ON s.number = c.number
JOIN json_each(a.body) AS v ON v.key = s.row
WHERE v.type <> 'null'
    AND r.seq = (
        SELECT max(n.seq) FROM register_revision AS n
        WHERE n.period = r.period AND n.place = r.place AND n.kind = r.kind
    );

CREATE VIEW v_finding (run, period, title, place, subject, criterion, outcome,
    points_low, points_high, points_max, reason) AS
SELECT run, period, title, place, subject, criterion, outcome,
    CASE WHEN power = 1 OR low IS NULL THEN low
        ELSE printf('%s%d.%0*d', iif(low < 0, '-', ''), abs(low / power), scale, abs(low % power))
    END,
    CASE WHEN power = 1 OR high IS NULL THEN high
        ELSE printf('%s%d.%0*d', iif(high < 0, '-', ''), abs(high / power), scale, abs(high % power))
    END,
    CASE WHEN power = 1 OR most IS NULL THEN most
        ELSE printf('%d.%0*d', most / power, scale, most % power)
    END, reason
FROM (
    SELECT f.run, n.period, f.title, f.place, s.subject, f.criterion,
        CASE v.type
            WHEN 'integer' THEN iif(v.value >= f.pass_from, 'pass', 'fail')
            WHEN 'null' THEN 'unknown'
            ELSE CASE substr(v.value, 1, 1)
                WHEN 'p' THEN 'pass'
                WHEN 'f' THEN 'fail'
                WHEN 'u' THEN 'unknown'
                WHEN 'n' THEN 'not-applicable'
                WHEN 'e' THEN 'error'
                WHEN 'c' THEN 'not-checked'
            END
        END AS outcome,
        CASE WHEN f.points_max IS NULL THEN NULL
            ELSE CASE v.type
                WHEN 'integer' THEN v.value
                WHEN 'null' THEN 0
                ELSE CAST(substr(v.value, 2) AS INTEGER)
            END
        END AS low,
        CASE WHEN f.points_max IS NULL THEN NULL
            ELSE CASE v.type
                WHEN 'integer' THEN v.value
                WHEN 'null' THEN f.points_max
                ELSE CAST(substr(v.value, max(1, instr(v.value, ':')) + 1) AS INTEGER)
            END
        END AS high,
        CASE WHEN v.type = 'text' AND instr(v.value, '#') > 0
            THEN CAST(substr(v.value, instr(v.value, '#') + 1) AS INTEGER)
        END AS reason,
        f.points_max AS most,
        t.points_scale AS scale,
        substr('1000000', 1, 1 + t.points_scale) + 0 AS power
    FROM run AS n
    CROSS JOIN run_title AS t ON t.run = n.run
    CROSS JOIN finding_column AS f ON f.run = t.run AND f.place = t.place AND f.title = t.title
    CROSS JOIN register_chunk AS c ON c.manifest = t.register AND c.chunk = f.chunk
    CROSS JOIN artifact AS a ON a.digest = f.digest
    CROSS JOIN subject AS s ON s.number = c.number
    JOIN json_each(a.body) AS v ON v.key = s.row
);

CREATE VIEW v_verdict (run, period, title, kind, place, subject, status, level,
    points_low, points_high, points_max) AS
SELECT run, period, title, kind, place, subject,
    CASE status
        WHEN 0 THEN 'recognised'
        WHEN 1 THEN 'not-recognised'
        WHEN 2 THEN 'undetermined'
        WHEN 3 THEN 'not-applicable'
    END,
    nullif(level, 0),
    CASE WHEN power = 1 OR low IS NULL THEN low
        ELSE printf('%s%d.%0*d', iif(low < 0, '-', ''), abs(low / power), scale, abs(low % power))
    END,
    CASE WHEN power = 1 OR high IS NULL THEN high
        ELSE printf('%s%d.%0*d', iif(high < 0, '-', ''), abs(high / power), scale, abs(high % power))
    END,
    CASE WHEN power = 1 OR most IS NULL THEN most
        ELSE printf('%d.%0*d', most / power, scale, most % power)
    END
FROM (
    SELECT k.run, n.period, k.title, t.kind, k.place, s.subject,
        v.value ->> 0 AS status,
        v.value ->> 3 AS level,
        -- Status 3: whoever is not judged has no points, not even none.
        CASE WHEN k.points_max IS NOT NULL AND v.value ->> 0 <> 3
            THEN coalesce(v.value ->> 1, 0) END AS low,
        CASE WHEN k.points_max IS NOT NULL AND v.value ->> 0 <> 3
            THEN coalesce(v.value ->> 2, v.value ->> 1, 0) END AS high,
        CASE WHEN k.points_max IS NOT NULL AND v.value ->> 0 <> 3
            THEN coalesce(v.value ->> 5, k.points_max) END AS most,
        t.points_scale AS scale,
        substr('1000000', 1, 1 + t.points_scale) + 0 AS power
    FROM run AS n
    CROSS JOIN run_title AS t ON t.run = n.run
    CROSS JOIN verdict_column AS k ON k.run = t.run AND k.place = t.place AND k.title = t.title
    CROSS JOIN register_chunk AS c ON c.manifest = t.register AND c.chunk = k.chunk
    CROSS JOIN artifact AS a ON a.digest = k.digest
    CROSS JOIN subject AS s ON s.number = c.number
    JOIN json_each(a.body) AS v ON v.key = s.row
);

CREATE VIEW v_decision (period, title, place, number, day, signer, valid_until, subject, level) AS
SELECT d.period, d.title, d.place, d.number, d.day, d.signer, d.valid_until,
    v.value ->> 0, v.value ->> 1
FROM decision AS d
JOIN artifact AS a ON a.digest = d.subjects
JOIN json_each(a.body) AS v;
