"""What the bot remembers between runs: one SQLite file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.telegram.store.database import Database, open_database
from bot.telegram.store.inbox import Inbox
from bot.telegram.store.outgoing import Outbox
from bot.telegram.store.pending import Desk
from bot.telegram.store.people import People
from bot.telegram.store.questions import Questions
from bot.telegram.store.subscriptions import Subscriptions

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
