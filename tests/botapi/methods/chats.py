"""Methods about chats and who is in them."""

from tests.botapi.delivery import tell_of_member
from tests.botapi.errors import bad_request
from tests.botapi.json_values import JsonObject
from tests.botapi.methods.access import named_room
from tests.botapi.parameters import Parameters
from tests.botapi.transcript import EventKind
from tests.botapi.values import Member, Standing
from tests.botapi.world import World


def on_get_chat(world: World, parameters: Parameters) -> JsonObject:
    """Return the chat in full."""
    return named_room(world, parameters).chat.to_full_json()


def on_get_chat_administrators(world: World, parameters: Parameters) -> list[JsonObject]:
    """Return the owner and the administrators, other bots left out."""
    room = named_room(world, parameters)
    if room.chat.is_private:
        raise bad_request("there are no administrators in the private chat")
    return [
        member.to_json()
        for member in room.members.values()
        if member.is_in_charge and (member.user == world.bot or not member.user.is_bot)
    ]


def on_get_chat_member(world: World, parameters: Parameters) -> JsonObject:
    """Return the standing of anybody who is known; one who was never there has left."""
    room = named_room(world, parameters)
    user = world.users.get(parameters.integer("user_id") or 0)
    if user is None:
        raise bad_request("user not found")
    if room.chat.is_private:
        return Member(user, Standing.MEMBER).to_json()
    return room.member(user).to_json()


def on_get_chat_member_count(world: World, parameters: Parameters) -> int:
    """Return how many are present, the bot included."""
    room = named_room(world, parameters)
    if room.chat.is_private:
        return 2
    return sum(member.is_present for member in room.members.values())


def on_leave_chat(world: World, parameters: Parameters) -> bool:
    """Let the bot leave a group; it is told so by my_chat_member."""
    room = named_room(world, parameters)
    if room.chat.is_private:
        raise bad_request("chat member status can't be changed in private chats")
    old, new = world.bot_member(room), Member(world.bot, Standing.LEFT)
    room.members[world.bot.id] = new
    tell_of_member(world, room, world.bot, old, new)
    return True


def on_set_message_reaction(world: World, parameters: Parameters) -> bool:
    """Put the bot's reaction on a message."""
    room = named_room(world, parameters)
    if room.message(parameters.integer("message_id")) is None:
        raise bad_request("message to react not found")
    emoji = "".join(str(each.get("emoji", "")) for each in parameters.mappings("reaction"))
    world.note(room, EventKind.REACTION, emoji)
    return True


METHODS = {
    "getChat": on_get_chat,
    "getChatAdministrators": on_get_chat_administrators,
    "getChatMember": on_get_chat_member,
    "getChatMemberCount": on_get_chat_member_count,
    "leaveChat": on_leave_chat,
    "setMessageReaction": on_set_message_reaction,
}
