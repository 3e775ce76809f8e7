"""The outbox: a message has a row before it is sent, so that a crash neither loses nor doubles it.

waiting → sending → sent; a row found in `sending` by a later run may have arrived: it becomes `unsure`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from sqlite3 import Row
from typing import Final

from bot.telegram.store.database import Database
from bot.telegram.store.records import Draft, Outgoing, OutgoingKind, OutgoingState, Place

_INSERT: Final = (
    "INSERT INTO outbox (question_id, about_id, kind, chat_id, thread_id, reply_to, html, plain, keyboard,"
    " state, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?)"
)
# The parts of one answer go out in their order: a part waits for those before it. A message of the future was
# put here before the clock was set back: it waits for nothing.
_DUE: Final = (
    "SELECT * FROM outbox o WHERE state = 'waiting' AND (not_before <= ?1 OR created_at > ?1) AND NOT EXISTS"
    " (SELECT 1 FROM outbox e WHERE e.question_id = o.question_id AND e.id < o.id AND e.kind = o.kind"
    " AND e.chat_id = o.chat_id AND e.state IN ('waiting', 'sending')) ORDER BY id LIMIT ?2"
)


class Outbox:
    """The messages that the bot owes somebody, and those it has sent."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self,
        kind: OutgoingKind,
        place: Place,
        draft: Draft,
        *,
        now: float,
        question_id: int | None = None,
        reply_to: int | None = None,
        about_id: int | None = None,
    ) -> Outgoing:
        """Put a message in the outbox and return it."""
        keyboard = json.dumps(draft.keyboard, ensure_ascii=False)
        cursor = self._database.execute(
            _INSERT,
            (question_id, about_id, kind, place.chat_id, place.thread_id, reply_to, draft.html, draft.plain,
             keyboard, now),
        )  # fmt: skip
        return Outgoing(cursor.lastrowid or 0, question_id, kind, place, reply_to, draft,
                        OutgoingState.WAITING, 0, now, about_id)  # fmt: skip

    def find(self, outgoing_id: int) -> Outgoing | None:
        """Return a message of the outbox, or None."""
        row = self._database.row("SELECT * FROM outbox WHERE id = ?", (outgoing_id,))
        return self._database.read(row, _outgoing)

    def due(self, now: float, limit: int = 100) -> tuple[Outgoing, ...]:
        """Return the waiting messages whose time has come, oldest first."""
        rows = self._database.execute(_DUE, (now, limit)).fetchall()
        return self._sound(rows)

    def interrupted(self) -> tuple[Outgoing, ...]:
        """Return the messages that an earlier run was sending when it ended, oldest first."""
        rows = self._database.execute("SELECT * FROM outbox WHERE state = 'sending' ORDER BY id").fetchall()
        return self._sound(rows)

    def _sound(self, rows: Iterable[Row]) -> tuple[Outgoing, ...]:
        """Return the messages that rows hold; a damaged one is given up, so that nothing waits for it."""
        found = []
        for row in rows:
            outgoing = self._database.read(row, _outgoing)
            if outgoing is None:
                self.mark(row["id"], OutgoingState.FAILED)
            else:
                found.append(outgoing)
        return tuple(found)

    def claim(self, outgoing_id: int) -> bool:
        """Begin to send a waiting message; return False where another task does, or it waits no more."""
        cursor = self._database.execute(
            "UPDATE outbox SET state = 'sending' WHERE id = ? AND state = 'waiting'", (outgoing_id,)
        )
        return cursor.rowcount == 1

    def mark(self, outgoing_id: int, state: OutgoingState) -> None:
        """Note how far a message has come."""
        self._database.execute("UPDATE outbox SET state = ? WHERE id = ?", (state, outgoing_id))

    def sent(self, outgoing_id: int, message_id: int) -> None:
        """Note that a message arrived, and under which id."""
        self._database.execute(
            "UPDATE outbox SET state = 'sent', message_id = ? WHERE id = ?", (message_id, outgoing_id)
        )

    def delay(self, outgoing_id: int, not_before: float) -> None:
        """Let a message that waits wait on; one that another task sends by now is left alone."""
        self._database.execute(
            "UPDATE outbox SET not_before = ? WHERE id = ? AND state = 'waiting'", (not_before, outgoing_id)
        )

    def postpone(self, outgoing_id: int, not_before: float) -> None:
        """Let a message that could not be sent wait until a time, one try spent."""
        self._database.execute(
            "UPDATE outbox SET state = 'waiting', tries = tries + 1, not_before = ? WHERE id = ?",
            (not_before, outgoing_id),
        )

    def by_message(self, place: Place, message_id: int) -> Outgoing | None:
        """Return the message of ours that a chat shows under an id, or None."""
        row = self._database.row(
            "SELECT * FROM outbox WHERE chat_id = ? AND message_id = ? ORDER BY id LIMIT 1",
            (place.chat_id, message_id),
        )
        return self._database.read(row, _outgoing)

    def has_reached_an_admin(self, question_id: int) -> bool:
        """Return whether a message that shows a question of the desk has arrived."""
        sent = "SELECT count(*) FROM outbox WHERE question_id = ? AND kind = ? AND state = 'sent'"
        return self._database.count(sent, (question_id, OutgoingKind.DESK)) > 0

    def rest_of(self, outgoing: Outgoing) -> tuple[Outgoing, ...]:
        """Return the parts of the same answer that come after a message and did not certainly arrive."""
        rows = self._database.execute(
            "SELECT * FROM outbox WHERE question_id = ? AND kind = ? AND chat_id = ? AND id > ?"
            " AND state IN ('waiting', 'unsure') ORDER BY id",
            (outgoing.question_id, outgoing.kind, outgoing.place.chat_id, outgoing.id),
        ).fetchall()
        return self._database.read_all(rows, _outgoing)

    def accounts_for_all_between(self, place: Place, first: int, last: int) -> bool:
        """Return whether we know every message of a chat between two ids, so that none of them is unknown."""
        between = "chat_id = ? AND message_id > ? AND message_id < ?"
        known = self._database.count(
            f"SELECT count(*) FROM (SELECT message_id FROM outbox WHERE {between}"
            f" UNION SELECT message_id FROM questions WHERE {between})",
            (place.chat_id, first, last) * 2,
        )
        return known == last - first - 1

    def queue_length(self) -> int:
        """Return how many messages wait or are under way."""
        return self._database.count("SELECT count(*) FROM outbox WHERE state IN ('waiting', 'sending')")

    def prune(self, before: float) -> None:
        """Forget the messages from before a time, whatever became of them."""
        self._database.execute("DELETE FROM outbox WHERE created_at < ?", (before,))


def _outgoing(row: Row) -> Outgoing:
    keyboard = tuple(tuple((label, data) for label, data in line) for line in json.loads(row["keyboard"]))
    return Outgoing(
        id=row["id"],
        question_id=row["question_id"],
        kind=OutgoingKind(row["kind"]),
        place=Place(row["chat_id"], row["thread_id"]),
        reply_to=row["reply_to"],
        draft=Draft(row["html"], row["plain"], keyboard),
        state=OutgoingState(row["state"]),
        tries=row["tries"],
        created_at=row["created_at"],
        about_id=row["about_id"],
        message_id=row["message_id"],
    )
