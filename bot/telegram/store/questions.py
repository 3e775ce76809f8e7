"""Questions that were accepted, and what was answered to them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from sqlite3 import Row
from typing import Final

from bot.telegram.store.database import Database
from bot.telegram.store.records import (
    Asked,
    Place,
    QuestionState,
    StoredAnswer,
    StoredCitation,
    require_types,
)

_ASKED: Final = "SELECT * FROM questions"
_OF_A_CITATION: Final = tuple(entry.name for entry in fields(StoredCitation))


class Questions:
    """Every accepted question has a row before it is worked on, so that none is lost."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def accept(
        self,
        place: Place,
        message_id: int,
        person_id: int,
        text: str,
        *,
        earlier_id: int | None,
        asked_at: float,
        late: bool = False,
        brief: bool = False,
    ) -> Asked | None:
        """Keep a question and return it; None where the same message was accepted before."""
        cursor = self._database.execute(
            "INSERT OR IGNORE INTO questions (chat_id, thread_id, message_id, person_id, text, earlier_id,"
            " asked_at, late, brief, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (place.chat_id, place.thread_id, message_id, person_id, text, earlier_id, asked_at, late, brief,
             QuestionState.ACCEPTED),
        )  # fmt: skip
        if cursor.rowcount != 1:
            return None
        return Asked(cursor.lastrowid or 0, place, message_id, person_id, text, earlier_id, asked_at,
                     late, brief, QuestionState.ACCEPTED)  # fmt: skip

    def find(self, question_id: int) -> Asked | None:
        """Return a question, or None where it is not known (any more)."""
        row = self._database.row(f"{_ASKED} WHERE id = ?", (question_id,))
        return self._database.read(row, asked_from)

    def is_known(self, question_id: int) -> bool:
        """Return whether there is a question of that id (any more)."""
        return self._database.row("SELECT 1 FROM questions WHERE id = ?", (question_id,)) is not None

    def of_message(self, chat_id: int, message_id: int) -> Asked | None:
        """Return the question that a message asks, or None."""
        row = self._database.row(f"{_ASKED} WHERE chat_id = ? AND message_id = ?", (chat_id, message_id))
        return self._database.read(row, asked_from)

    def give_way(self, asked: Asked) -> None:
        """Let the message of a question ask another one; what was not answered yet is forgotten.

        An answered question stays, for the buttons of its answer, under the negative of its own id (a briefing's
        message id is negative too, below -10,000,000).
        """
        self._database.execute(
            "DELETE FROM questions WHERE id = ? AND state = ?", (asked.id, QuestionState.ACCEPTED)
        )
        self._database.execute("UPDATE questions SET message_id = -id WHERE id = ?", (asked.id,))

    def open(self) -> tuple[Asked, ...]:
        """Return the questions that nothing was said to yet, oldest first."""
        rows = self._database.execute(f"{_ASKED} WHERE state = 'accepted' ORDER BY id").fetchall()
        return self._database.read_all(rows, asked_from)

    def mark(self, question_id: int, state: QuestionState) -> None:
        """Note how far a question has come."""
        self._database.execute("UPDATE questions SET state = ? WHERE id = ?", (state, question_id))

    def last(self, place: Place, person_id: int, since: float) -> int | None:
        """Return the last question of a person at a place since a time, or None."""
        row = self._database.row(
            "SELECT id FROM questions WHERE chat_id = ? AND person_id = ? AND thread_id IS ?"
            " AND asked_at >= ? ORDER BY id DESC LIMIT 1",
            (place.chat_id, person_id, place.thread_id, since),
        )
        return None if row is None else int(row["id"])

    def answer(self, question_id: int) -> StoredAnswer | None:
        """Return what was answered to a question, or None."""
        row = self._database.row("SELECT * FROM answers WHERE question_id = ?", (question_id,))
        return self._database.read(row, _answer)

    def keep_answer(self, answer: StoredAnswer) -> None:
        """Keep an answer for its buttons and for what follows; a second one replaces the first."""
        citations = [{name: getattr(one, name) for name in _OF_A_CITATION} for one in answer.citations]
        self._database.execute(
            "INSERT OR REPLACE INTO answers (question_id, found, lead, turn, citations, library, answered_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (answer.question_id, answer.found, answer.lead, answer.turn,
             json.dumps(citations, ensure_ascii=False), answer.library, answer.answered_at),
        )  # fmt: skip

    def turns(self, question_id: int | None, limit: int) -> tuple[str, ...]:
        """Return the turns (JSON) that lead up to and include a question, oldest first, at most `limit`."""
        found: list[str] = []
        seen: set[int] = set()  # of a damaged row, the question before it may be any
        while question_id is not None and question_id not in seen and len(found) < limit:
            seen.add(question_id)
            row = self._database.row(
                "SELECT q.earlier_id, a.turn FROM questions q LEFT JOIN answers a ON a.question_id = q.id"
                " WHERE q.id = ?",
                (question_id,),
            )
            if row is None:
                break
            if row["turn"] is not None:
                found.append(row["turn"])
            question_id = row["earlier_id"]
        return tuple(reversed(found))

    def feedback(self, question_id: int, person_id: int, *, useful: bool, now: float) -> None:
        """Keep what a person thinks of an answer; a second opinion replaces the first."""
        self._database.execute(
            "INSERT OR REPLACE INTO feedback (question_id, person_id, useful, at) VALUES (?, ?, ?, ?)",
            (question_id, person_id, useful, now),
        )


def asked_from(row: Row) -> Asked:
    """Return the question that a row of `questions` holds."""
    return Asked(
        id=row["id"],
        place=Place(row["chat_id"], row["thread_id"]),
        message_id=row["message_id"],
        person_id=row["person_id"],
        text=row["text"],
        earlier_id=row["earlier_id"],
        asked_at=row["asked_at"],
        late=bool(row["late"]),
        brief=bool(row["brief"]),
        state=QuestionState(row["state"]),
    )


def _answer(row: Row) -> StoredAnswer:
    return StoredAnswer(
        question_id=row["question_id"],
        found=bool(row["found"]),
        lead=row["lead"],
        turn=row["turn"],
        citations=tuple(map(_citation, json.loads(row["citations"]))),
        library=row["library"],
        answered_at=row["answered_at"],
    )


def _citation(values: Mapping[str, object]) -> StoredCitation:
    citation = StoredCitation(**values)  # type: ignore[arg-type]  # told at once
    require_types(citation)
    return citation
