"""Updates as they came in: kept until handled, remembered so that none is handled twice."""

from __future__ import annotations

from typing import Final

from bot.store.database import Database

# An update that took the process down this often is left alone.
TRIES_LIMIT: Final = 3


class Inbox:
    """The update ids that have been seen, with the updates that are not handled yet."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def take(self, update_id: int, payload: str, now: float) -> bool:
        """Keep an update and return True; return False where it has been seen before."""
        cursor = self._database.execute(
            "INSERT OR IGNORE INTO inbox (update_id, payload, received_at) VALUES (?, ?, ?)",
            (update_id, payload, now),
        )
        return cursor.rowcount == 1

    def done(self, update_id: int) -> None:
        """Forget what an update said; its id stays known."""
        self._database.execute("UPDATE inbox SET payload = NULL WHERE update_id = ?", (update_id,))

    def unhandled(self) -> tuple[str, ...]:
        """Return the updates that an earlier run did not finish, oldest first, and count this try."""
        with self._database.transaction():
            self._database.execute("UPDATE inbox SET payload = NULL WHERE tries >= ?", (TRIES_LIMIT,))
            self._database.execute("UPDATE inbox SET tries = tries + 1 WHERE payload IS NOT NULL")
            rows = self._database.execute(
                "SELECT payload FROM inbox WHERE payload IS NOT NULL ORDER BY update_id"
            ).fetchall()
        return tuple(row["payload"] for row in rows)

    def prune(self, before: float) -> None:
        """Forget the ids of handled updates that came in before a time."""
        self._database.execute("DELETE FROM inbox WHERE payload IS NULL AND received_at < ?", (before,))
