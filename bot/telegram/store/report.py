"""What the bot has done, in numbers, for admins."""

from __future__ import annotations

from dataclasses import dataclass

from bot.telegram.store.database import Database


@dataclass(frozen=True, slots=True)
class Report:
    """Counts since a time."""

    questions: int
    answered: int
    found: int
    apologised: int
    people: int
    useful: int
    wrong: int
    pending: int
    settled: int


def report(database: Database, since: float) -> Report:
    """Return the counts since a time; what waits at the desk is counted whole."""

    def count(sql: str) -> int:
        return database.count(f"SELECT count(*) FROM {sql}", (since,))

    return Report(
        questions=count("questions WHERE asked_at >= ?"),
        answered=count("questions WHERE state = 'answered' AND asked_at >= ?"),
        found=count("answers WHERE found = 1 AND answered_at >= ?"),
        apologised=count("questions WHERE state = 'apologised' AND asked_at >= ?"),
        people=count("(SELECT DISTINCT person_id FROM questions WHERE asked_at >= ?)"),
        useful=count("feedback WHERE useful = 1 AND at >= ?"),
        wrong=count("feedback WHERE useful = 0 AND at >= ?"),
        pending=database.count("SELECT count(*) FROM pending WHERE closed_at IS NULL"),
        settled=count("pending WHERE closed_at >= ?"),
    )
