"""The desk's table: questions that wait for a person, and what was answered to them."""

from __future__ import annotations

from sqlite3 import Row
from typing import Final

from bot.telegram.store.database import Database
from bot.telegram.store.questions import asked_from
from bot.telegram.store.records import Pending, PendingReason

_PENDING: Final = (
    "SELECT q.*, p.id AS pending_id, p.reason, p.opened_at, p.answer, p.document_id,"
    " coalesce(h.name, '') AS asker"
    " FROM pending p JOIN questions q ON q.id = p.question_id LEFT JOIN people h ON h.id = q.person_id"
)
_WEIGHT: Final = {reason: weight for weight, reason in enumerate(PendingReason)}


class Desk:
    """What waits for an admin, oldest first."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open(self, question_id: int, reason: PendingReason, now: float) -> Pending | None:
        """Let a question wait; return it, or None where it waits already (the weightier reason is kept)."""
        with self._database.transaction():
            row = self._database.row("SELECT reason FROM pending WHERE question_id = ?", (question_id,))
            if row is None:
                self._database.execute(
                    "INSERT INTO pending (question_id, reason, opened_at) VALUES (?, ?, ?)",
                    (question_id, reason, now),
                )
            elif _WEIGHT.get(row["reason"], -1) >= _WEIGHT[reason]:
                return None
            else:
                self._database.execute(
                    "UPDATE pending SET reason = ?, closed_at = NULL, answer = NULL WHERE question_id = ?",
                    (reason, question_id),
                )
            found = self._database.row(f"{_PENDING} WHERE q.id = ?", (question_id,))
        return self._database.read(found, _pending)

    def drop(self, question_id: int) -> None:
        """Let a question wait no more that nobody handed over or marked wrong."""
        self._database.execute(
            "DELETE FROM pending WHERE question_id = ? AND reason = ? AND closed_at IS NULL",
            (question_id, PendingReason.NOTHING),
        )

    def waiting(self, limit: int = 1000) -> tuple[Pending, ...]:
        """Return what waits: handed over first, then oldest first."""
        rows = self._database.execute(
            f"{_PENDING} WHERE p.closed_at IS NULL ORDER BY p.reason <> 'handed_over', p.id LIMIT ?", (limit,)
        ).fetchall()
        return self._database.read_all(rows, _pending)

    def count(self) -> int:
        """Return how many questions wait."""
        return self._database.count("SELECT count(*) FROM pending WHERE closed_at IS NULL")

    def find(self, pending_id: int) -> Pending | None:
        """Return a question of the desk that still waits, or None."""
        row = self._database.row(f"{_PENDING} WHERE p.id = ? AND p.closed_at IS NULL", (pending_id,))
        return self._database.read(row, _pending)

    def of_question(self, question_id: int) -> Pending | None:
        """Return a question of the desk, waiting or not, by the question's own id; None for others."""
        row = self._database.row(f"{_PENDING} WHERE q.id = ?", (question_id,))
        return self._database.read(row, _pending)

    def close(
        self, pending_id: int, answer: str, by_person: int, now: float, document_id: str | None = None
    ) -> bool:
        """Note the answer; return False where another admin was faster."""
        cursor = self._database.execute(
            "UPDATE pending SET answer = ?, answered_by = ?, closed_at = ?, document_id = ?"
            " WHERE id = ? AND closed_at IS NULL",
            (answer, by_person, now, document_id, pending_id),
        )
        return cursor.rowcount == 1

    def answered(self) -> tuple[Pending, ...]:
        """Return the questions that the desk has answered, in the order they came in."""
        rows = self._database.execute(
            f"{_PENDING} WHERE p.answer IS NOT NULL AND p.answer <> '' ORDER BY p.id"
        ).fetchall()
        return self._database.read_all(rows, _pending)


def _pending(row: Row) -> Pending:
    return Pending(
        id=row["pending_id"],
        asked=asked_from(row),
        asker=row["asker"],
        reason=PendingReason(row["reason"]),
        opened_at=row["opened_at"],
        answer=row["answer"],
        document_id=row["document_id"],
    )
