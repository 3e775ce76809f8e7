"""Updates as they came in: kept until handled, remembered so that none is handled twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.telegram.store.database import Database

# An update that was under way so often when the process died is set aside: not tried any more.
TRIES_LIMIT: Final = 3


@dataclass(frozen=True, slots=True)
class Kept:
    """An update (JSON) that an earlier run did not finish; `tries` counts the runs that began to handle it."""

    update_id: int
    payload: str
    tries: int


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

    def begin(self, update_id: int) -> None:
        """Count that an update is being handled: should that end the process, it is known."""
        self._database.execute("UPDATE inbox SET tries = tries + 1 WHERE update_id = ?", (update_id,))

    def unhandled(self) -> tuple[Kept, ...]:
        """Return the updates that an earlier run did not finish, oldest first, without those set aside."""
        rows = self._database.execute(
            "SELECT update_id, payload, tries FROM inbox WHERE payload IS NOT NULL AND tries <= ?"
            " ORDER BY update_id",
            (TRIES_LIMIT,),
        ).fetchall()
        return tuple(Kept(row["update_id"], row["payload"], row["tries"]) for row in rows)

    def set_aside(self, update_id: int) -> None:
        """Let an update lie, for whoever wants to look into it."""
        self._database.execute("UPDATE inbox SET tries = ? WHERE update_id = ?", (TRIES_LIMIT + 1, update_id))

    def prune(self, before: float) -> None:
        """Forget updates that were handled or set aside and came in before a time."""
        self._database.execute(
            "DELETE FROM inbox WHERE (payload IS NULL OR tries > ?) AND received_at < ?",
            (TRIES_LIMIT, before),
        )
