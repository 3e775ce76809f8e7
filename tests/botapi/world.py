"""The world the bot lives in: people, chats, messages, and what it has been told of them."""

import itertools
import time
from dataclasses import replace

from tests.botapi.faults import Faults
from tests.botapi.files import Files
from tests.botapi.json_values import JsonObject
from tests.botapi.limits import GroupBudget
from tests.botapi.menus import Menus
from tests.botapi.messages import Message
from tests.botapi.outbox import Outbox
from tests.botapi.queries import Queries
from tests.botapi.rooms import Room
from tests.botapi.rules import Privacy, Rules
from tests.botapi.transcript import Event, EventKind
from tests.botapi.updates import UpdateQueue
from tests.botapi.values import Chat, ChatKind, Member, User
from tests.botapi.webhooks import Webhook

_FIRST_PERSON_ID = 5_000_000_001
_FIRST_GROUP_ID = 4_000_001
_FIRST_SUPERGROUP_ID = 1_002_000_000_001
# Its number 1 says that the group was made, and is the number of General too.
_FIRST_SUPERGROUP_MESSAGE_ID = 2


class World:
    """All state of one server and its one bot; used by the server's thread only."""

    def __init__(self, token: str, bot: User, rules: Rules) -> None:
        """Begin with the bot and nobody else."""
        self.token = token
        self.bot = bot
        self.rules = rules
        self.clock_offset_s = 0.0
        self.users: dict[int, User] = {bot.id: bot}
        self.rooms: dict[int, Room] = {}
        self.texts: dict[tuple[str, str], str] = {}
        self.inline_messages: dict[str, Message] = {}
        self.files = Files()
        self.menus = Menus()
        self.queries = Queries(self.now)
        self.faults = Faults()
        self.outbox = Outbox()
        self.updates = UpdateQueue(self.now)
        self.webhook = Webhook(self.updates, lambda: self.rules.webhook_retry_s, self.now)
        self.group_budget = GroupBudget()
        self._numbers = {
            first: itertools.count(first)
            for first in (_FIRST_PERSON_ID, _FIRST_GROUP_ID, _FIRST_SUPERGROUP_ID)
        }
        # Private chats and basic groups share one count, so ids alone do not name a message.
        self._shared_message_ids = itertools.count(1)

    def now(self) -> float:
        """Return the server's time in seconds since 1970; a test may have moved it."""
        return time.time() + self.clock_offset_s

    def add_person(self, name: str, username: str, language_code: str) -> User:
        """Return a new person with a private chat that they have not opened yet."""
        person = User(next(self._numbers[_FIRST_PERSON_ID]), name, username, language_code)
        self.users[person.id] = person
        chat = Chat(person.id, ChatKind.PRIVATE, name, username)
        self.rooms[chat.id] = Room(chat, self._shared_message_ids)
        return person

    def add_group(self, title: str, kind: ChatKind, *, is_forum: bool = False) -> Room:
        """Return a new group without members."""
        is_super = kind is ChatKind.SUPERGROUP
        number = next(self._numbers[_FIRST_SUPERGROUP_ID if is_super else _FIRST_GROUP_ID])
        chat = Chat(-number, kind, title, is_forum=is_forum)
        ids = itertools.count(_FIRST_SUPERGROUP_MESSAGE_ID) if is_super else self._shared_message_ids
        self.rooms[chat.id] = Room(chat, ids)
        return self.rooms[chat.id]

    def bot_member(self, room: Room) -> Member:
        """Return the bot's standing in a group."""
        return room.member(self.bot)

    def reads_everything(self) -> bool:
        """Return whether privacy mode is off."""
        return self.rules.privacy is Privacy.OFF

    def add(self, room: Room, message: Message) -> Message:
        """Put a new message into its chat, for all to see."""
        room.messages[message.id] = message
        self._record(room, EventKind.SENT, message)
        return message

    def change(self, room: Room, message: Message) -> Message:
        """Put `message` in place of the one with its id; it is marked as edited now."""
        edited = replace(message, edit_date=int(self.now()))
        room.messages[message.id] = edited
        self._record(room, EventKind.EDITED, edited)
        return edited

    def remove(self, room: Room, message: Message) -> None:
        """Take a message out of its chat."""
        del room.messages[message.id]
        self._record(room, EventKind.DELETED, message)

    def note(self, room: Room, kind: EventKind, note: str, thread_id: int | None = None) -> None:
        """Record something the bot does that leaves no message: an action, a draft."""
        event = Event(kind, self.now(), by_bot=True, thread_id=thread_id, note=note)
        room.transcript.add(event)

    def tell(self, kind: str, value: JsonObject, order_key: int, age_s: float = 0.0) -> None:
        """Queue an update for the bot about something that happened `age_s` seconds ago."""
        self.updates.push(kind, value, order_key, self.rules.update_lifetime_s - age_s)

    def _record(self, room: Room, kind: EventKind, message: Message) -> None:
        by_bot = message.sender == self.bot and not message.service
        thread_id = message.thread_id if message.is_topic_message else None
        room.transcript.add(Event(kind, self.now(), by_bot, message, thread_id))
