"""What the bot remembers between runs: one SQLite file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.store.database import Database, open_database
from bot.store.inbox import Inbox
from bot.store.outgoing import Outbox
from bot.store.pending import Desk
from bot.store.people import People
from bot.store.questions import Questions
from bot.store.subscriptions import Subscriptions

__all__ = ["Store", "open_store"]


@dataclass(frozen=True, slots=True)
class Store:
    """The tables of one database; for the event loop's thread alone."""

    database: Database
    inbox: Inbox
    questions: Questions
    outbox: Outbox
    people: People
    desk: Desk
    subscriptions: Subscriptions

    def prune(self, now: float) -> None:
        """Forget what has had its time: handled update ids after a week, sent messages after 90 days."""
        self.inbox.prune(now - 7 * 86_400)
        self.outbox.prune(now - 90 * 86_400)

    def close(self) -> None:
        """Close the database."""
        self.database.close()


def open_store(folder: Path) -> Store:
    """Open the database in a folder; raise `StoreError` where it cannot be used."""
    database = open_database(folder)
    return Store(
        database=database,
        inbox=Inbox(database),
        questions=Questions(database),
        outbox=Outbox(database),
        people=People(database),
        desk=Desk(database),
        subscriptions=Subscriptions(database),
    )
