"""Methods about the bot itself: who it is, its menus and its descriptions."""

import re

from tests.botapi.errors import bad_request
from tests.botapi.json_values import JsonObject, text_of
from tests.botapi.menus import Scope
from tests.botapi.parameters import Parameters
from tests.botapi.values import Command
from tests.botapi.world import World

_COMMANDS_LIMIT = 100
_DESCRIPTION_LIMIT = 256
_COMMAND_NAME = re.compile(r"[a-z0-9_]{1,32}")


def on_get_me(world: World, _: Parameters) -> JsonObject:
    """Return the bot as a User with what it may do."""
    return world.bot.to_json() | {
        "can_join_groups": True,
        "can_read_all_group_messages": world.reads_everything(),
        "supports_inline_queries": world.rules.is_inline_enabled,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def on_set_my_commands(world: World, parameters: Parameters) -> bool:
    """Set the menu of a scope and language."""
    commands = tuple(map(_command, parameters.mappings("commands")))
    if len(commands) > _COMMANDS_LIMIT:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    world.menus.put(_scope(parameters), _language(parameters), commands)
    return True


def on_delete_my_commands(world: World, parameters: Parameters) -> bool:
    """Remove the menu of a scope and language."""
    world.menus.put(_scope(parameters), _language(parameters), ())
    return True


def on_get_my_commands(world: World, parameters: Parameters) -> list[JsonObject]:
    """Return the menu that was set for exactly this scope and language."""
    commands = world.menus.at(_scope(parameters), _language(parameters))
    return [command.to_json() for command in commands]


def _command(value: JsonObject) -> Command:
    name, description = text_of(value, "command").removeprefix("/"), text_of(value, "description")
    if not _COMMAND_NAME.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= _DESCRIPTION_LIMIT:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return Command(name, description)


def _scope(parameters: Parameters) -> Scope:
    value = parameters.mapping("scope")
    return Scope.from_json(value) if value else Scope()


def _language(parameters: Parameters) -> str:
    language = parameters.text("language_code")
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise bad_request("invalid language code specified")
    return language


class _TextSetting:
    """A text of the bot's profile, per language, with its two methods."""

    def __init__(self, field: str) -> None:
        self._field = field

    def on_set(self, world: World, parameters: Parameters) -> bool:
        world.texts[self._field, _language(parameters)] = parameters.text(self._field)
        return True

    def on_get(self, world: World, parameters: Parameters) -> JsonObject:
        default = world.texts.get((self._field, ""), "")
        return {self._field: world.texts.get((self._field, _language(parameters)), default)}


_NAME = _TextSetting("name")
_DESCRIPTION = _TextSetting("description")
_SHORT_DESCRIPTION = _TextSetting("short_description")


def _on_accepted(_world: World, _parameters: Parameters) -> bool:
    """Accept a setting that nobody sees here."""
    return True


METHODS = {
    "getMe": on_get_me,
    "setMyCommands": on_set_my_commands,
    "deleteMyCommands": on_delete_my_commands,
    "getMyCommands": on_get_my_commands,
    "setMyName": _NAME.on_set,
    "getMyName": _NAME.on_get,
    "setMyDescription": _DESCRIPTION.on_set,
    "getMyDescription": _DESCRIPTION.on_get,
    "setMyShortDescription": _SHORT_DESCRIPTION.on_set,
    "getMyShortDescription": _SHORT_DESCRIPTION.on_get,
    "setChatMenuButton": _on_accepted,
    "logOut": _on_accepted,
    "close": _on_accepted,
}
