"""The command menu: set per scope and language, shown by the documented order of resolution."""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.botapi.errors import bad_request
from tests.botapi.json_values import JsonObject, integer_of, text_of
from tests.botapi.values import Chat, Command, Member

_KINDS = {
    "default": (),
    "all_private_chats": (),
    "all_group_chats": (),
    "all_chat_administrators": (),
    "chat": ("chat_id",),
    "chat_administrators": ("chat_id",),
    "chat_member": ("chat_id", "user_id"),
}


@dataclass(frozen=True, slots=True)
class Scope:
    """To whom a menu is shown; ids are None where the kind has none."""

    kind: str = "default"
    chat_id: int | None = None
    user_id: int | None = None

    @classmethod
    def from_json(cls, value: JsonObject) -> "Scope":
        """Read a BotCommandScope; raise `ApiError` for an unknown one."""
        kind = text_of(value, "type")
        if kind not in _KINDS:
            raise bad_request("can't parse BotCommandScope: Unsupported type specified")
        ids = {name: integer_of(value, name) for name in _KINDS[kind]}
        if None in ids.values():
            raise bad_request("can't parse BotCommandScope: chat_id is empty")
        return cls(kind, ids.get("chat_id"), ids.get("user_id"))


class Menus:
    """Every menu that was set; used by the server's thread only."""

    def __init__(self) -> None:
        """Start with none."""
        self._menus: dict[tuple[Scope, str], tuple[Command, ...]] = {}

    def put(self, scope: Scope, language: str, commands: tuple[Command, ...]) -> None:
        """Set the menu of a scope and language; no commands remove it."""
        self._menus.pop((scope, language), None)
        if commands:
            self._menus[scope, language] = commands

    def at(self, scope: Scope, language: str) -> tuple[Command, ...]:
        """Return what was set for exactly this scope and language."""
        return self._menus.get((scope, language), ())

    def shown(self, chat: Chat, member: Member) -> tuple[Command, ...]:
        """Return what `member` sees in `chat`: the first menu of the order, none if there is none.

        https://core.telegram.org/bots/api#determining-list-of-commands
        """
        language = member.user.language_code.split("-")[0]
        candidates = (
            self.at(scope, code) for scope in _order(chat, member) for code in dict.fromkeys((language, ""))
        )
        return next(filter(None, candidates), ())


def _order(chat: Chat, member: Member) -> Iterator[Scope]:
    if chat.is_private:
        yield Scope("chat", chat.id)
        yield Scope("all_private_chats")
    else:
        yield Scope("chat_member", chat.id, member.user.id)
        if member.is_in_charge:
            yield Scope("chat_administrators", chat.id)
        yield Scope("chat", chat.id)
        if member.is_in_charge:
            yield Scope("all_chat_administrators")
        yield Scope("all_group_chats")
    yield Scope()
