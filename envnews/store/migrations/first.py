"""Step 1 of the schema: portals, articles with revisions and aliases, page states, quarantine, runs."""

FIRST_SCHEMA = """
CREATE TABLE portals (
    key TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    region TEXT,
    region_code TEXT,
    home TEXT NOT NULL,
    hosts TEXT NOT NULL,
    rights TEXT NOT NULL,
    family TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE columns (
    portal TEXT NOT NULL REFERENCES portals (key),
    name TEXT NOT NULL,
    url TEXT NOT NULL,
    PRIMARY KEY (portal, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE articles (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    portal TEXT NOT NULL REFERENCES portals (key),
    columns TEXT NOT NULL,
    url TEXT NOT NULL,
    canonical_url TEXT NOT NULL,
    document_id TEXT,
    headline TEXT NOT NULL,
    subtitle TEXT,
    original_title TEXT,
    published_at TEXT,
    published_precision TEXT CHECK (published_precision IN ('second', 'minute', 'hour', 'day')),
    published_origin TEXT,
    published_on TEXT,
    source TEXT,
    author TEXT,
    editor TEXT,
    keywords TEXT NOT NULL,
    lead TEXT,
    body TEXT NOT NULL,
    body_html TEXT NOT NULL,
    views INTEGER,
    index_number TEXT,
    document_number TEXT,
    issuing_agency TEXT,
    issued_on TEXT,
    valid TEXT,
    images TEXT NOT NULL,
    attachments TEXT NOT NULL,
    tables TEXT NOT NULL,
    links TEXT NOT NULL,
    region TEXT,
    rights TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1 CHECK (revision >= 1),
    content_hash TEXT NOT NULL,
    status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'withdrawn', 'merged')),
    merged_into TEXT REFERENCES articles (id),
    first_seen_at TEXT NOT NULL,
    last_seen_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    seq INTEGER NOT NULL UNIQUE,
    witnesses TEXT NOT NULL,
    problems TEXT NOT NULL
) STRICT;

CREATE INDEX articles_by_content ON articles (portal, content_hash);
CREATE INDEX articles_by_date ON articles (published_on, portal);

CREATE TABLE aliases (
    url TEXT PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
    first_seen_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX aliases_by_article ON aliases (article);

CREATE TABLE keywords (
    article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    keyword TEXT NOT NULL,
    PRIMARY KEY (article, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX keywords_by_keyword ON keywords (keyword);

CREATE TABLE revisions (
    number INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
    revision INTEGER NOT NULL CHECK (revision >= 1),
    seen_at TEXT NOT NULL,
    changed TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    url TEXT NOT NULL,
    headline TEXT NOT NULL,
    published_at TEXT,
    published_precision TEXT,
    source TEXT,
    body TEXT NOT NULL,
    body_html TEXT NOT NULL,
    attachments TEXT NOT NULL,
    UNIQUE (article, revision)
) STRICT;

CREATE TABLE changes (
    seq INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('new', 'revised', 'updated')),
    at TEXT NOT NULL
) STRICT;

CREATE TABLE counters (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO counters (name, value) VALUES ('seq', 0);

CREATE TABLE pages (
    article_id TEXT PRIMARY KEY,
    portal TEXT NOT NULL REFERENCES portals (key),
    article INTEGER REFERENCES articles (number) ON DELETE SET NULL,
    url TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'stored', 'failed', 'gone', 'quarantined')),
    columns TEXT NOT NULL,
    listed_title TEXT,
    listed_published_at TEXT,
    listed_precision TEXT,
    first_listed_at TEXT NOT NULL,
    last_listed_at TEXT,
    attempts INTEGER NOT NULL DEFAULT 0,
    status INTEGER,
    error TEXT,
    etag TEXT,
    last_modified TEXT,
    body_sha256 TEXT,
    first_fetched_at TEXT,
    fetched_at TEXT,
    next_check_at TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX pages_unfinished ON pages (portal, first_listed_at) WHERE state IN ('pending', 'failed');
CREATE INDEX pages_due ON pages (portal, next_check_at) WHERE next_check_at IS NOT NULL;
CREATE INDEX pages_by_article ON pages (article);

CREATE TABLE lists (
    portal TEXT NOT NULL REFERENCES portals (key),
    column TEXT NOT NULL,
    url TEXT,
    status INTEGER,
    etag TEXT,
    last_modified TEXT,
    checked_at TEXT,
    completed_at TEXT,
    PRIMARY KEY (portal, column)
) STRICT, WITHOUT ROWID;

CREATE TABLE coverage (
    portal TEXT NOT NULL REFERENCES portals (key),
    column TEXT NOT NULL,
    day TEXT NOT NULL,
    pages INTEGER NOT NULL,
    entries INTEGER NOT NULL,
    PRIMARY KEY (portal, column, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE quarantine (
    number INTEGER PRIMARY KEY,
    portal TEXT NOT NULL REFERENCES portals (key),
    article_id TEXT NOT NULL,
    url TEXT NOT NULL,
    field TEXT NOT NULL,
    reason TEXT NOT NULL,
    message TEXT NOT NULL,
    problems TEXT NOT NULL,
    headers TEXT NOT NULL,
    body BLOB NOT NULL,
    body_sha256 TEXT NOT NULL,
    first_at TEXT NOT NULL,
    last_at TEXT NOT NULL,
    resolved_at TEXT,
    UNIQUE (article_id, body_sha256)
) STRICT;

CREATE TABLE runs (
    number INTEGER PRIMARY KEY,
    command TEXT NOT NULL,
    version TEXT NOT NULL,
    host TEXT NOT NULL,
    process TEXT NOT NULL,
    started_at TEXT NOT NULL,
    ended_at TEXT,
    exit_code INTEGER,
    killed INTEGER NOT NULL DEFAULT 0 CHECK (killed IN (0, 1))
) STRICT;

CREATE TABLE portal_runs (
    number INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES runs (number),
    portal TEXT NOT NULL REFERENCES portals (key),
    started_at TEXT NOT NULL,
    ended_at TEXT,
    outcome TEXT,
    counters TEXT NOT NULL DEFAULT '{}',
    message TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX portal_runs_by_portal ON portal_runs (portal, number);
CREATE INDEX portal_runs_by_run ON portal_runs (run)
"""
