"""A Bot API server of the project's own, for tests: real HTTP on loopback, people who use it.

    with BotApiServer() as server:
        zhang = server.person("张三")
        group = server.group("简报组", members=[zhang], topics=["日报"])
        question = await zhang.mentions(group.topic("日报"), "校庆是哪天？")
        reply = await group.topic("日报").next_reply(to=question)

What it knows of Telegram is in TELEGRAM.md and, where it matters, in comments with the source.
"""

from tests.botapi.conversations import Conversation, Group
from tests.botapi.entities import Entity, EntityKind
from tests.botapi.errors import ApiError, ExpectationError
from tests.botapi.faults import Fault
from tests.botapi.messages import Message
from tests.botapi.people import Person, Press
from tests.botapi.rules import Privacy, Rules
from tests.botapi.server import BOT, TOKEN, BotApiServer
from tests.botapi.transcript import Event, EventKind
from tests.botapi.values import Standing, User

__all__ = [
    "BOT",
    "TOKEN",
    "ApiError",
    "BotApiServer",
    "Conversation",
    "Entity",
    "EntityKind",
    "Event",
    "EventKind",
    "ExpectationError",
    "Fault",
    "Group",
    "Message",
    "Person",
    "Press",
    "Privacy",
    "Rules",
    "Standing",
    "User",
]
