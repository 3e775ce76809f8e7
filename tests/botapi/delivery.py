"""What the bot is told of what people do: the rules of privacy mode, and the updates."""

from tests.botapi.entities import EntityKind, covered
from tests.botapi.messages import Message
from tests.botapi.rooms import Room
from tests.botapi.rules import Privacy
from tests.botapi.values import Member, User
from tests.botapi.world import World


def deliver(world: World, room: Room, message: Message, kind: str = "message") -> bool:
    """Queue the update of a message if the bot may see it; return whether it may."""
    is_seen = sees(world, room, message)
    if is_seen:
        age_s = max(0.0, world.now() - (message.edit_date or message.date))
        world.tell(kind, message.to_json(), room.chat.id, age_s)
    return is_seen


def sees(world: World, room: Room, message: Message) -> bool:
    """Return whether Telegram delivers `message` to the bot.

    https://core.telegram.org/bots/features#privacy-mode
    """
    bot = world.bot_member(room)
    if room.chat.is_private:
        return True
    if not bot.is_present:
        return False
    if message.service or world.reads_everything() or bot.is_in_charge:
        return True
    command = _leading_command(message)
    if command:
        return _is_for(world.bot, command)
    if message.via_bot == world.bot or _replies_to(world.bot, message):
        return True
    has_mentions = world.rules.privacy is Privacy.ON_WITH_MENTIONS
    return has_mentions and _mentions(world.bot, message)


def _leading_command(message: Message) -> str:
    first = next((e for e in message.entities if e.offset == 0), None)
    is_command = first is not None and first.kind is EntityKind.BOT_COMMAND
    return covered(message.text, first) if first and is_command else ""


def _is_for(bot: User, command: str) -> bool:
    addressee = command.partition("@")[2]
    return addressee.lower() in ("", bot.username.lower())


def _replies_to(bot: User, message: Message) -> bool:
    return message.reply_to is not None and message.reply_to.sender == bot


def _mentions(bot: User, message: Message) -> bool:
    named = f"@{bot.username}".lower()
    return any(
        (entity.kind is EntityKind.MENTION and covered(message.text, entity).lower() == named)
        or (entity.kind is EntityKind.TEXT_MENTION and entity.user == bot)
        for entity in message.entities
    )


def tell_of_member(world: World, room: Room, by: User, old: Member, new: Member) -> None:
    """Queue my_chat_member or chat_member, after the change of a standing."""
    if new.user != world.bot and not world.bot_member(room).is_in_charge:
        return
    change = {
        "chat": room.chat.to_json(),
        "from": by.to_json(),
        "date": int(world.now()),
        "old_chat_member": old.to_json(),
        "new_chat_member": new.to_json(),
    }
    kind = "my_chat_member" if new.user == world.bot else "chat_member"
    world.tell(kind, change, room.chat.id)
