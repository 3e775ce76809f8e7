"""The methods of the Bot API that the server knows, by their names."""

from collections.abc import Awaitable, Callable

from tests.botapi.methods import account, chats, editing, media, queries, receiving, sending
from tests.botapi.parameters import Parameters
from tests.botapi.world import World

Method = Callable[[World, Parameters], object | Awaitable[object]]

_TABLES: tuple[dict[str, Method], ...] = (
    dict(account.METHODS),
    dict(receiving.METHODS),
    dict(sending.METHODS),
    dict(media.METHODS),
    dict(editing.METHODS),
    dict(chats.METHODS),
    dict(queries.METHODS),
)
_BY_NAME: dict[str, tuple[str, Method]] = {
    name.lower(): (name, method) for table in _TABLES for name, method in table.items()
}
# What counts against the limit of calls per group: what people get to see.
COUNTED = frozenset((*sending.METHODS, *media.METHODS, *editing.METHODS)) - {
    "sendChatAction",
    "deleteMessage",
    "deleteMessages",
}


def find_method(name: str) -> tuple[str, Method] | None:
    """Return the method called `name`, in any case, with its proper name; None for no such one."""
    return _BY_NAME.get(name.lower())
