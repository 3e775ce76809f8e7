"""What people do in their chats, and what Telegram makes of it; for the server's thread only."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from tests.botapi.delivery import deliver, tell_of_member
from tests.botapi.entities import Entity, detect
from tests.botapi.errors import ExpectationError
from tests.botapi.messages import Message
from tests.botapi.rooms import Room
from tests.botapi.transcript import Event, EventKind
from tests.botapi.values import (
    ANONYMOUS_ADMINISTRATOR,
    ChatKind,
    Document,
    Member,
    Standing,
    User,
)
from tests.botapi.world import World


@dataclass(frozen=True, slots=True)
class Utterance:
    """What somebody sends; `entities` are found by Telegram unless given, `age_s` ago."""

    text: str = ""
    entities: tuple[Entity, ...] | None = None
    document: Document | None = None
    thread_id: int | None = None
    reply_to_id: int | None = None
    age_s: float = 0.0
    is_anonymous: bool = False
    extra: Mapping[str, object] = field(default_factory=dict)


def say(world: World, person: User, chat_id: int, utterance: Utterance) -> Message:
    """Return the message `person` sent; the bot is told of it if it may see it."""
    room = _room_with(world, person, chat_id)
    reply_to = room.message(utterance.reply_to_id)
    thread_id, is_topic = room.placement(utterance.thread_id, reply_to)
    given = utterance.entities
    message = Message(
        id=room.next_message_id(),
        chat=room.chat,
        sender=ANONYMOUS_ADMINISTRATOR if utterance.is_anonymous else person,
        sender_chat=room.chat if utterance.is_anonymous else None,
        date=int(world.now() - utterance.age_s),
        text=utterance.text,
        entities=detect(utterance.text) if given is None else given,
        document=utterance.document,
        reply_to=reply_to or room.topic_start(thread_id),
        thread_id=thread_id,
        is_topic_message=is_topic,
        extra=utterance.extra,
    )
    world.add(room, message)
    deliver(world, room, message)
    return message


def edit(world: World, message: Message, text: str) -> Message:
    """Return the message with its new text; the bot gets edited_message."""
    room = world.rooms[message.chat.id]
    edited = world.change(room, replace(message, text=text, entities=detect(text)))
    deliver(world, room, edited, "edited_message")
    return edited


def delete(world: World, message: Message) -> None:
    """Take a message away; bots are never told."""
    room = world.rooms[message.chat.id]
    world.remove(room, room.messages[message.id])


def react(world: World, person: User, message: Message, emoji: str) -> None:
    """Put a reaction on a message, or none with no emoji; told in groups to administrators only."""
    room = world.rooms[message.chat.id]
    room.transcript.add(Event(EventKind.REACTION, world.now(), by_bot=False, message=message, note=emoji))
    if not room.chat.is_private and not world.bot_member(room).is_in_charge:
        return
    reaction = [{"type": "emoji", "emoji": emoji}] if emoji else []
    value: dict[str, object] = {
        "chat": room.chat.to_json(),
        "message_id": message.id,
        "user": person.to_json(),
        "date": int(world.now()),
        "old_reaction": [],
        "new_reaction": reaction,
    }
    world.tell("message_reaction", value, room.chat.id)


def change_standing(world: World, chat_id: int, by: User, user: User, standing: Standing) -> None:
    """Let `by` add, promote or remove `user`, with the service message and update of it."""
    room = world.rooms[chat_id]
    old, new = room.member(user), Member(user, standing)
    is_leaving, is_joining = old.is_present > new.is_present, new.is_present > old.is_present
    if is_leaving:
        announce(world, room, by, {"left_chat_member": user.to_json()})
    room.members[user.id] = new
    if is_joining:
        announce(world, room, by, {"new_chat_members": [user.to_json()]})
    tell_of_member(world, room, by, old, new)


def set_blocked(world: World, person: User, *, is_blocked: bool) -> None:
    """Let `person` block the bot, or stop blocking it; the bot gets my_chat_member."""
    room = world.rooms[person.id]
    room.is_blocked = is_blocked
    standings = (Standing.MEMBER, Standing.KICKED)
    old, new = standings if is_blocked else reversed(standings)
    tell_of_member(world, room, person, Member(world.bot, old), Member(world.bot, new))


def open_topic(world: World, chat_id: int, by: User, name: str) -> int:
    """Return the thread id of a new topic, which is the id of its service message."""
    room = world.rooms[chat_id]
    created = {"forum_topic_created": {"name": name, "icon_color": 7322096}}
    thread_id = room.next_message_id()
    room.topics[thread_id] = name
    start = Message(
        id=thread_id,
        chat=room.chat,
        sender=by,
        date=int(world.now()),
        thread_id=thread_id,
        is_topic_message=True,
        service=created,
    )
    world.add(room, start)
    return thread_id


def announce(world: World, room: Room, by: User, service: Mapping[str, object]) -> Message:
    """Return a service message that `by` caused; the bot is told if it is there."""
    message = Message(
        id=room.next_message_id(),
        chat=room.chat,
        sender=by,
        date=int(world.now()),
        service=service,
    )
    world.add(room, message)
    if world.bot_member(room).is_present or room.chat.is_private:
        deliver(world, room, message)
    return message


def upgrade(world: World, chat_id: int, by: User) -> Room:
    """Return the supergroup that a basic group becomes; both say so, and the old one is closed."""
    old = world.rooms[chat_id]
    new = world.add_group(old.chat.name, ChatKind.SUPERGROUP)
    new.members = dict(old.members)
    announce(world, old, by, {"migrate_to_chat_id": new.chat.id})
    old.upgraded_to = new.chat.id
    announce(world, new, by, {"migrate_from_chat_id": old.chat.id})
    return new


def _room_with(world: World, person: User, chat_id: int) -> Room:
    room = world.rooms[chat_id]
    if room.chat.is_private:
        room.is_started, room.is_blocked = True, False
    elif not room.member(person).is_present:
        raise ExpectationError(f"{person.first_name} is not in {room.chat.name!r}")
    elif room.upgraded_to is not None:
        raise ExpectationError(f"{room.chat.name!r} became supergroup {room.upgraded_to}")
    return room
