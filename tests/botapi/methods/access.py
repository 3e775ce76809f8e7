"""Which chat and message a call is about, and the refusals when the bot may not go there."""

from tests.botapi.errors import bad_request, forbidden, upgraded
from tests.botapi.messages import Message
from tests.botapi.parameters import Parameters
from tests.botapi.rooms import Room
from tests.botapi.values import ChatKind, Standing
from tests.botapi.world import World

_NAMES = {ChatKind.GROUP: "group chat", ChatKind.SUPERGROUP: "supergroup chat"}


def named_room(world: World, parameters: Parameters) -> Room:
    """Return the chat of `chat_id`, where the bot must be; raise `ApiError` otherwise."""
    name = parameters.text("chat_id").strip()
    if not name:
        raise bad_request("chat_id is empty")
    room = _find_room(world, name)
    if room is None:
        raise bad_request("chat not found")
    if room.upgraded_to is not None:
        raise upgraded(room.upgraded_to)
    if room.chat.is_private:
        return room
    member = world.bot_member(room)
    if member.standing is Standing.KICKED:
        raise forbidden(f"bot was kicked from the {_NAMES[room.chat.kind]}")
    if not member.is_present:
        raise forbidden(f"bot is not a member of the {_NAMES[room.chat.kind]}")
    return room


def writable_room(world: World, parameters: Parameters) -> Room:
    """Return the chat of `chat_id`, where the bot must be allowed to write."""
    room = named_room(world, parameters)
    if room.chat.is_private and room.is_blocked:
        raise forbidden("bot was blocked by the user")
    if room.chat.is_private and not room.is_started:
        raise forbidden("bot can't initiate conversation with a user")
    return room


def own_message(world: World, room: Room, parameters: Parameters) -> Message:
    """Return the message of `message_id`, which must be one the bot can edit."""
    message_id = parameters.integer("message_id")
    if message_id is None:
        raise bad_request("message identifier is not specified")
    message = room.message(message_id)
    if message is None:
        raise bad_request("message to edit not found")
    if message.sender != world.bot or message.service:
        raise bad_request("message can't be edited")
    return message


def _find_room(world: World, name: str) -> Room | None:
    if name.lstrip("-").isdecimal():
        return world.rooms.get(int(name))
    rooms = (room for room in world.rooms.values() if room.chat.username)
    return next((room for room in rooms if f"@{room.chat.username}".lower() == name.lower()), None)
