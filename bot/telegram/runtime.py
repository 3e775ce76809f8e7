"""What the handlers work with: built once at the start, passed along by the application."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict, deque
from dataclasses import dataclass, field

from bot.services import Services
from bot.settings import Settings
from bot.telegram.access import Access
from bot.telegram.addressing import Identity
from bot.telegram.asking import Asking
from bot.telegram.briefings import Briefings
from bot.telegram.desk import Desk
from bot.telegram.limiter import ChatLimiter
from bot.telegram.rate_limit import RateLimit
from bot.telegram.sending import Clock, Sender
from bot.telegram.store import Store

logger = logging.getLogger(__name__)

_NAMES_LIMIT = 10_000
_DRAFTS_LIMIT = 100  # of 50,000 characters at most
_ALBUMS_LIMIT = 100  # an album's messages come within a second of each other


@dataclass(slots=True)
class Runtime:
    """The services of a running bot."""

    services: Services
    store: Store
    access: Access
    limits: RateLimit
    limiter: ChatLimiter
    sender: Sender
    asking: Asking
    desk: Desk
    briefings: Briefings
    clock: Clock
    names: dict[int, str] = field(default_factory=dict)  # of those met since the start
    albums: deque[str] = field(default_factory=lambda: deque(maxlen=_ALBUMS_LIMIT))  # met of late
    drafts: OrderedDict[tuple[int, int], str] = field(
        default_factory=OrderedDict
    )  # checked last, by chat and person
    identity: Identity = field(default_factory=lambda: Identity(0, ""))  # known once getMe has answered

    @property
    def settings(self) -> Settings:
        """Return the settings."""
        return self.services.settings

    def meet(self, person_id: int, name: str) -> None:
        """Remember a person's name for the desk; written down only where it is news."""
        if self.names.get(person_id) != name:
            if len(self.names) >= _NAMES_LIMIT:
                self.names.clear()
            self.names[person_id] = name
            self.store.people.meet(person_id, name)

    def remember_draft(self, chat_id: int, person_id: int, draft: str) -> None:
        """Keep the draft that a person had checked last in a chat; those of long ago are forgotten."""
        self.drafts[chat_id, person_id] = draft
        self.drafts.move_to_end((chat_id, person_id))
        while len(self.drafts) > _DRAFTS_LIMIT:
            self.drafts.popitem(last=False)

    def begins_album(self, album: str | None) -> bool:
        """Return whether a message stands alone or is the first to come in of its album."""
        if album in self.albums:
            return False
        if album is not None:
            self.albums.append(album)
        return True

    async def forget(self, person_id: int) -> int:
        """Delete what is kept of a person; return how many questions went."""
        self.names.pop(person_id, None)
        for key in [key for key in self.drafts if key[1] == person_id]:
            del self.drafts[key]
        database = self.store.database
        changes = database.changes
        gone = self.store.people.forget(person_id)
        # Of whom nothing was kept, nothing is in the log either; merging it takes a while, so not on the loop.
        if database.changes != changes and not await asyncio.to_thread(database.empty_log):
            logger.warning("the write-ahead log could not be emptied after a deletion")
        return gone

    def on_chat_moved(self, old_id: int, new_id: int) -> None:
        """Take a group's data and permissions along when it becomes a supergroup."""
        if old_id == new_id:
            return
        with self.store.database.transaction():
            self.store.people.migrate_chat(old_id, new_id)
            if self.access.is_listed(old_id) and new_id not in self.store.people.permissions():
                # The settings know the old id only: the new one is allowed as if an admin had said so.
                self.store.people.permit(new_id, allowed=True, by_person=0, now=self.clock())
        self.access.learn(self.store.people.permissions())
