"""The library's tables, and the steps that bring an older file up to them."""

from __future__ import annotations

from typing import Final

# How files become passages and words; to be raised with every change of loaders, layout, passages or analysis, so
# that the next sync reads anew what an earlier program stored (tests/retrieval/test_reading.py watches over it).
READING = 22

# Each with the format that brought it.
_TABLES: Final = {
    "meta": 0,
    "documents": 0,
    "passages": 0,
    "unread": 0,
    "facts": 6,
    "extracted": 6,
    "sketches": 7,
}
TABLES: Final = frozenset(_TABLES)
# "youj" in ASCII; format 1 had none.
APPLICATION_ID: Final = 0x796F756A

# A step that has been released is never changed.
MIGRATIONS: Final[tuple[str, ...]] = (
    # 1: what the first version kept
    """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (
    id TEXT PRIMARY KEY,
    source TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    body_start INTEGER NOT NULL,
    body_end INTEGER NOT NULL,
    layout TEXT NOT NULL,
    published TEXT,
    publisher TEXT,
    region TEXT,
    origin TEXT NOT NULL,
    size_bytes INTEGER NOT NULL,
    modified_ns INTEGER NOT NULL,
    digest TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE passages (
    id TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    article INTEGER NOT NULL,
    title TEXT NOT NULL,
    section TEXT,
    role TEXT NOT NULL,
    text TEXT NOT NULL,
    spans TEXT NOT NULL,
    words BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX passages_of_document ON passages (document_id, number);
CREATE TABLE unread (
    source TEXT PRIMARY KEY,
    reason TEXT NOT NULL,
    size_bytes INTEGER,
    modified_ns INTEGER
) WITHOUT ROWID;
""",
    # 2: ids of 16 digits (`document_id` is `ids.document_id`), each source once, how each file was read. The text
    # stands last: what stands behind it could be read only together with it. Rows longer than a page's quarter belong
    # in tables with rowids: else each look at a key reads them whole (3 MB of text: 2 ms a passage written).
    f"""
PRAGMA application_id = {APPLICATION_ID};
DROP INDEX passages_of_document;
ALTER TABLE documents RENAME TO documents_1;
ALTER TABLE passages RENAME TO passages_1;
ALTER TABLE unread RENAME TO unread_1;
CREATE TABLE documents (
    id TEXT PRIMARY KEY,
    source TEXT NOT NULL UNIQUE,
    origin TEXT NOT NULL,       -- folder: kept in step with the folder; added: put in by hand
    digest TEXT NOT NULL,       -- SHA-256 of the text
    reading INTEGER NOT NULL,   -- the READING by which it was read
    size_bytes INTEGER NOT NULL,
    modified_ns INTEGER NOT NULL,
    changed_ns INTEGER,         -- NULL, and the two below as well: not known
    looked_ns INTEGER,          -- when the file was looked at
    file_digest TEXT,           -- SHA-256 of its bytes
    layout TEXT NOT NULL,
    body_start INTEGER NOT NULL,
    body_end INTEGER NOT NULL,
    published TEXT,
    publisher TEXT,
    region TEXT,
    title TEXT NOT NULL,
    remark TEXT,                -- what was odd about the file, where it was read all the same
    text TEXT NOT NULL
);
CREATE TABLE passages (
    id TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    article INTEGER NOT NULL,
    title TEXT NOT NULL,
    section TEXT,
    role TEXT NOT NULL,
    text TEXT NOT NULL,
    spans TEXT NOT NULL,        -- JSON: [[start, end], …] in documents.text
    words BLOB NOT NULL         -- array("I"): start, end, start, end … in the normalised text
);
CREATE TABLE unread (
    source TEXT PRIMARY KEY,
    reason TEXT NOT NULL,
    removed INTEGER NOT NULL,   -- 1: readable, and taken out by an admin
    reading INTEGER NOT NULL,   -- this and the rest: as in documents
    size_bytes INTEGER,
    modified_ns INTEGER,
    changed_ns INTEGER,
    looked_ns INTEGER,
    file_digest TEXT
) WITHOUT ROWID;
INSERT INTO documents
    SELECT document_id(source), source, origin, digest,
        coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'reading'), 0),
        size_bytes, modified_ns, NULL, NULL, NULL, layout, body_start, body_end, published, publisher, region,
        title, NULL, text
    FROM documents_1;
INSERT INTO passages
    SELECT document_id(source) || '#' || substr('00000000' || number, -8), document_id(source), number, article,
        p.title, section, role, p.text, spans, words
    FROM passages_1 p JOIN documents_1 d ON d.id = p.document_id;
INSERT INTO unread
    SELECT source, reason, reason = '已由管理员移除',
        coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'reading'), 0),
        size_bytes, modified_ns, NULL, NULL, NULL
    FROM unread_1;
DROP TABLE passages_1;
DROP TABLE documents_1;
DROP TABLE unread_1;
DELETE FROM meta;
CREATE INDEX passages_of_document ON passages (document_id, number);
""",
    # 3: an article is read, and its passages are counted, without a look at the rest of its file
    """
DROP INDEX passages_of_document;
CREATE INDEX passages_of_article ON passages (document_id, article, number);
""",
    # 4: what is compared, beside what is shown
    """
ALTER TABLE passages ADD COLUMN normalised TEXT;    -- NULL: read by an earlier version, made when it is needed
""",
    # 5: what a document says of itself, each value with its place; the kind, page and cell of a passage
    """
DROP INDEX passages_of_article;
ALTER TABLE documents RENAME TO documents_4;
ALTER TABLE passages RENAME TO passages_4;
CREATE TABLE documents (
    id TEXT PRIMARY KEY,
    source TEXT NOT NULL UNIQUE,
    origin TEXT NOT NULL,       -- folder: kept in step with the folder; added: put in by hand
    digest TEXT NOT NULL,       -- SHA-256 of the text
    reading INTEGER NOT NULL,   -- the READING by which it was read
    size_bytes INTEGER NOT NULL,
    modified_ns INTEGER NOT NULL,
    changed_ns INTEGER,         -- NULL, and the two below as well: not known
    looked_ns INTEGER,          -- when the file was looked at
    file_digest TEXT,           -- SHA-256 of its bytes
    head TEXT NOT NULL,         -- JSON: {"title": [text, basis, [[start, end], …]], …}, see types.Head
    remark TEXT,                -- what was odd about the file, where it was read all the same
    text TEXT NOT NULL
);
CREATE TABLE passages (
    id TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    article INTEGER NOT NULL,
    title TEXT NOT NULL,
    section TEXT,
    kind TEXT NOT NULL,         -- see types.BlockKind
    page INTEGER,
    cell TEXT,                  -- table!row
    text TEXT NOT NULL,
    normalised TEXT,            -- NULL: read by an earlier version, made when it is needed
    spans TEXT NOT NULL,        -- JSON: [[start, end], …] in documents.text
    words BLOB NOT NULL         -- array("I"): start, end, start, end … in the normalised text
);
INSERT INTO documents
    SELECT id, source, origin, digest, reading, size_bytes, modified_ns, changed_ns, looked_ns, file_digest,
        json_object(
            'title', json_array(title, 'title-block', json('[]')),
            'date', json(iif(published IS NULL, NULL, json_array(published, 'front-matter', json('[]')))),
            'publisher', json(iif(publisher IS NULL, NULL, json_array(publisher, 'front-matter', json('[]')))),
            'region', json(iif(region IS NULL, NULL, json_array(region, 'front-matter', json('[]'))))),
        remark, text
    FROM documents_4;
INSERT INTO passages
    SELECT id, document_id, number, article, title, section, iif(role = 'body', 'paragraph', role), NULL, NULL,
        text, normalised, spans, words
    FROM passages_4;
DROP TABLE passages_4;
DROP TABLE documents_4;
CREATE INDEX passages_of_article ON passages (document_id, article, number);
""",
    # 6: the facts of documents, drawn from them; those of an earlier file are drawn by the next sync
    """
CREATE TABLE facts (
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,    -- of the passage
    start INTEGER NOT NULL,     -- in passages.text
    stop INTEGER NOT NULL,
    indicator TEXT NOT NULL,    -- normalised
    told TEXT NOT NULL,         -- all else, as who drew it writes it
    PRIMARY KEY (document_id, number, start)
) WITHOUT ROWID;
CREATE TABLE extracted (
    document_id TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    version TEXT NOT NULL,      -- what drew the document's facts
    digest TEXT NOT NULL        -- SHA-256 of their rows
) WITHOUT ROWID;
""",
    # 7: by which reprints are known; those of an earlier file come with its being read anew
    """
CREATE TABLE sketches (
    hash INTEGER NOT NULL,      -- one of the smallest of the article's shingles
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    article INTEGER NOT NULL,
    PRIMARY KEY (hash, document_id, article)
) WITHOUT ROWID;
CREATE INDEX sketches_of_article ON sketches (document_id, article);
""",
    # 8: what was recognised on pictures
    """
ALTER TABLE passages ADD COLUMN recognised INTEGER NOT NULL DEFAULT 0;    -- 1: it may have slips
""",
)

FORMAT: Final = len(MIGRATIONS)


def tables_of(version: int) -> frozenset[str]:
    """Return the tables that a file of a format has."""
    return frozenset(name for name, since in _TABLES.items() if since <= version)
