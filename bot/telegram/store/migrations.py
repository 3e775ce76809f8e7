"""The steps that bring a database of chats up to date; a step that has been released is never changed.

Times are seconds since 1970 (UTC). A deleted person leaves no row behind: `people.forget` names the tables.
"""

from __future__ import annotations

from typing import Final

MIGRATIONS: Final[tuple[str, ...]] = (
    # 1: everything that the first version keeps
    """
    CREATE TABLE people (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL                  -- for the desk: whom an answer goes to
    );
    CREATE TABLE chats (
        id INTEGER PRIMARY KEY,
        active INTEGER NOT NULL DEFAULT 1,  -- 0: blocked, kicked or gone
        told_at REAL                        -- when a stranger was told the id, once
    );
    CREATE TABLE access (
        id INTEGER PRIMARY KEY,             -- a person's or a chat's id
        allowed INTEGER NOT NULL,
        by_person INTEGER NOT NULL,
        at REAL NOT NULL
    );
    CREATE TABLE inbox (
        update_id INTEGER PRIMARY KEY,
        payload TEXT,                       -- NULL once handled
        tries INTEGER NOT NULL DEFAULT 0,
        received_at REAL NOT NULL
    );
    CREATE INDEX inbox_unhandled ON inbox (update_id) WHERE payload IS NOT NULL;
    CREATE TABLE questions (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        chat_id INTEGER NOT NULL,
        thread_id INTEGER,
        message_id INTEGER NOT NULL,
        person_id INTEGER NOT NULL,
        text TEXT NOT NULL,
        earlier_id INTEGER,                 -- the question that this one follows, by reply or by time
        asked_at REAL NOT NULL,
        late INTEGER NOT NULL DEFAULT 0,    -- taken up long after it was asked
        brief INTEGER NOT NULL DEFAULT 0,   -- the text is a subject to be summed up
        state TEXT NOT NULL,
        UNIQUE (chat_id, message_id)
    );
    CREATE INDEX questions_open ON questions (state) WHERE state = 'accepted';
    CREATE INDEX questions_talk ON questions (chat_id, person_id, id);
    CREATE TABLE answers (
        question_id INTEGER PRIMARY KEY,
        found INTEGER NOT NULL,             -- 0: abstained
        lead TEXT NOT NULL,
        turn TEXT NOT NULL,                 -- JSON: what a follow-up may refer to
        citations TEXT NOT NULL,            -- JSON: what a button needs
        library TEXT NOT NULL,
        answered_at REAL NOT NULL
    );
    CREATE TABLE outbox (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        question_id INTEGER,                -- the question that it is about, or NULL
        about_id INTEGER,                   -- the message whose arrival it doubts, or NULL
        kind TEXT NOT NULL,
        chat_id INTEGER NOT NULL,
        thread_id INTEGER,
        reply_to INTEGER,
        html TEXT NOT NULL,
        plain TEXT NOT NULL,
        keyboard TEXT NOT NULL,             -- JSON: rows of [label, data]
        state TEXT NOT NULL,
        tries INTEGER NOT NULL DEFAULT 0,
        not_before REAL NOT NULL DEFAULT 0,
        message_id INTEGER,
        created_at REAL NOT NULL
    );
    CREATE INDEX outbox_open ON outbox (not_before) WHERE state IN ('waiting', 'sending');
    CREATE INDEX outbox_message ON outbox (chat_id, message_id);
    CREATE INDEX outbox_question ON outbox (question_id);
    CREATE TABLE feedback (
        question_id INTEGER NOT NULL,
        person_id INTEGER NOT NULL,
        useful INTEGER NOT NULL,
        at REAL NOT NULL,
        PRIMARY KEY (question_id, person_id)
    );
    CREATE TABLE pending (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        question_id INTEGER NOT NULL UNIQUE,
        reason TEXT NOT NULL,
        answer TEXT,                        -- NULL while it waits
        document_id TEXT,
        answered_by INTEGER,
        opened_at REAL NOT NULL,
        closed_at REAL
    );
    CREATE INDEX pending_open ON pending (id) WHERE closed_at IS NULL;
    CREATE TABLE subscriptions (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        chat_id INTEGER NOT NULL,
        thread_id INTEGER,
        subject TEXT NOT NULL,
        minute INTEGER NOT NULL,            -- of the day, in the zone of the settings
        person_id INTEGER NOT NULL,
        last_day TEXT NOT NULL              -- ISO date that has been dealt with
    );
    CREATE TABLE briefed (
        subscription_id INTEGER NOT NULL,
        fingerprint TEXT NOT NULL,          -- of a document that needs no more telling
        PRIMARY KEY (subscription_id, fingerprint)
    ) WITHOUT ROWID;
    """,
)
