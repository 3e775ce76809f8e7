"""People, chats and who may ask: what is kept of them, and how it is forgotten."""

from __future__ import annotations

from typing import Final

from bot.telegram.store.database import Database
from bot.telegram.store.inbox import TRIES_LIMIT

# Everything that hangs on a chat's id; a group that becomes a supergroup takes it along.
_TABLES_OF_CHATS: Final = ("questions", "outbox", "subscriptions")
_OF_THEIR_QUESTIONS: Final = "question_id IN (SELECT id FROM questions WHERE person_id = ?)"


class People:
    """The people and chats that the bot has met."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def meet(self, person_id: int, name: str) -> None:
        """Remember a person's name, for the desk."""
        self._database.execute(
            "INSERT INTO people (id, name) VALUES (?, ?)"
            " ON CONFLICT (id) DO UPDATE SET name = excluded.name WHERE name <> excluded.name",
            (person_id, name),
        )

    def tell_once(self, chat_id: int, now: float) -> bool:
        """Return True the first time that a stranger (or a strange chat) is to be told its id."""
        cursor = self._database.execute(
            "INSERT INTO chats (id, told_at) VALUES (?, ?)"
            " ON CONFLICT (id) DO UPDATE SET told_at = excluded.told_at WHERE told_at IS NULL",
            (chat_id, now),
        )
        return cursor.rowcount == 1

    def mark_chat(self, chat_id: int, *, active: bool) -> None:
        """Note that a chat can be written to, or cannot (blocked, kicked, gone)."""
        self._database.execute(
            "INSERT INTO chats (id, active) VALUES (?, ?)"
            " ON CONFLICT (id) DO UPDATE SET active = excluded.active WHERE active <> excluded.active",
            (chat_id, active),
        )

    def is_active(self, chat_id: int) -> bool:
        """Return whether a chat can be written to, as far as is known."""
        row = self._database.row("SELECT active FROM chats WHERE id = ?", (chat_id,))
        return row is None or bool(row["active"])

    def permit(self, subject_id: int, *, allowed: bool, by_person: int, now: float) -> None:
        """Allow or deny a person or chat from now on."""
        self._database.execute(
            "INSERT OR REPLACE INTO access (id, allowed, by_person, at) VALUES (?, ?, ?, ?)",
            (subject_id, allowed, by_person, now),
        )

    def permissions(self) -> dict[int, bool]:
        """Return what admins have allowed (True) and denied (False), by person's or chat's id."""
        rows = self._database.execute("SELECT id, allowed FROM access").fetchall()
        return {row["id"]: bool(row["allowed"]) for row in rows}

    def migrate_chat(self, old_id: int, new_id: int) -> None:
        """Move everything of a group to the supergroup that it has become; nothing happens a second time."""
        with self._database.transaction():
            for table in _TABLES_OF_CHATS:
                self._database.execute(
                    f"UPDATE OR IGNORE {table} SET chat_id = ? WHERE chat_id = ?", (new_id, old_id)
                )
            for table in ("chats", "access"):
                self._database.execute(f"UPDATE OR IGNORE {table} SET id = ? WHERE id = ?", (new_id, old_id))
                self._database.execute(f"DELETE FROM {table} WHERE id = ?", (old_id,))

    def forget(self, person_id: int) -> int:
        """Delete what is kept of a person; return how many questions went. The log still holds it: `empty_log`.

        What admins decided about the id (`access`) stays: it is the admins', not the person's.
        """
        with self._database.transaction():
            gone = self._database.count("SELECT count(*) FROM questions WHERE person_id = ?", (person_id,))
            for table in ("answers", "outbox", "feedback", "pending"):
                self._database.execute(f"DELETE FROM {table} WHERE {_OF_THEIR_QUESTIONS}", (person_id,))
            self._database.execute(
                "DELETE FROM briefed WHERE subscription_id IN"
                " (SELECT id FROM subscriptions WHERE person_id = ? AND chat_id = person_id)",
                (person_id,),
            )
            self._database.execute(
                "DELETE FROM subscriptions WHERE person_id = ? AND chat_id = person_id", (person_id,)
            )
            self._database.execute("UPDATE subscriptions SET person_id = 0 WHERE person_id = ?", (person_id,))
            self._database.execute(  # updates that were set aside, as JSON; one of a longer id may go along
                "DELETE FROM inbox WHERE tries > ? AND instr(payload, ?)",
                (TRIES_LIMIT, f'"id": {person_id}'),
            )
            for table, column in (
                ("outbox", "chat_id"),
                ("feedback", "person_id"),
                ("questions", "person_id"),
                ("people", "id"),
            ):
                self._database.execute(f"DELETE FROM {table} WHERE {column} = ?", (person_id,))
        return gone
