"""Who gets a briefing on what, when, and what they have been told."""

from __future__ import annotations

from collections.abc import Collection
from sqlite3 import Row

from bot.telegram.store.database import Database
from bot.telegram.store.records import Place, Subscription


class Subscriptions:
    """The daily briefings of every chat."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self,
        place: Place,
        subject: str,
        minute: int,
        person_id: int,
        *,
        last_day: str,
        known: Collection[str],
    ) -> Subscription:
        """Keep a subscription; documents `known` now are not news. The same subject again moves its time."""
        with self._database.transaction():
            row = self._database.row(
                "SELECT id FROM subscriptions WHERE chat_id = ? AND thread_id IS ? AND subject = ?",
                (place.chat_id, place.thread_id, subject),
            )
            if row is not None:
                self._database.execute(
                    "UPDATE subscriptions SET minute = ?, last_day = ? WHERE id = ?",
                    (minute, last_day, row["id"]),
                )
                return Subscription(row["id"], place, subject, minute, person_id, last_day)
            cursor = self._database.execute(
                "INSERT INTO subscriptions (chat_id, thread_id, subject, minute, person_id, last_day)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (place.chat_id, place.thread_id, subject, minute, person_id, last_day),
            )
            made = Subscription(cursor.lastrowid or 0, place, subject, minute, person_id, last_day)
            self._tell(made.id, known)
        return made

    def of_place(self, place: Place) -> tuple[Subscription, ...]:
        """Return the subscriptions of a chat's topic, in the order they were made."""
        rows = self._database.execute(
            "SELECT * FROM subscriptions WHERE chat_id = ? AND thread_id IS ? ORDER BY id",
            (place.chat_id, place.thread_id),
        ).fetchall()
        return self._database.read_all(rows, _subscription)

    def undone(self, day: str, minute: int) -> tuple[Subscription, ...]:
        """Return what is due at a minute of a day (ISO date) and was not dealt with on that day."""
        rows = self._database.execute(
            "SELECT s.* FROM subscriptions s LEFT JOIN chats c ON c.id = s.chat_id"
            " WHERE coalesce(c.active, 1) = 1 AND last_day < ? AND minute <= ? ORDER BY s.id",
            (day, minute),
        ).fetchall()
        return self._database.read_all(rows, _subscription)

    def told(self, subscription_id: int) -> frozenset[str]:
        """Return the fingerprints of the documents that need no more telling."""
        rows = self._database.execute(
            "SELECT fingerprint FROM briefed WHERE subscription_id = ?", (subscription_id,)
        ).fetchall()
        return frozenset(row["fingerprint"] for row in rows)

    def settle(self, subscription_id: int, day: str, fingerprints: Collection[str]) -> None:
        """Note that a day is dealt with, and what has been told by then."""
        with self._database.transaction():
            self._database.execute(
                "UPDATE subscriptions SET last_day = ? WHERE id = ?", (day, subscription_id)
            )
            self._tell(subscription_id, fingerprints)

    def end(self, subscription_id: int, place: Place) -> bool:
        """End a subscription of a chat; return whether there was one."""
        with self._database.transaction():
            cursor = self._database.execute(
                "DELETE FROM subscriptions WHERE id = ? AND chat_id = ?", (subscription_id, place.chat_id)
            )
            if cursor.rowcount == 1:
                self._database.execute("DELETE FROM briefed WHERE subscription_id = ?", (subscription_id,))
        return cursor.rowcount == 1

    def _tell(self, subscription_id: int, fingerprints: Collection[str]) -> None:
        for fingerprint in fingerprints:
            self._database.execute(
                "INSERT OR IGNORE INTO briefed (subscription_id, fingerprint) VALUES (?, ?)",
                (subscription_id, fingerprint),
            )


def _subscription(row: Row) -> Subscription:
    return Subscription(
        id=row["id"],
        place=Place(row["chat_id"], row["thread_id"]),
        subject=row["subject"],
        minute=row["minute"],
        person_id=row["person_id"],
        last_day=row["last_day"],
    )
