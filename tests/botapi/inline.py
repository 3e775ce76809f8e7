"""Presses of buttons and inline questions: what people ask of the bot beside messages."""

import asyncio

from tests.botapi.delivery import deliver
from tests.botapi.errors import ExpectationError
from tests.botapi.formatting import formatted
from tests.botapi.json_values import JsonObject, is_object, objects, text_of
from tests.botapi.keyboards import Keyboard
from tests.botapi.messages import Message
from tests.botapi.queries import Answer, InlineResult
from tests.botapi.values import User
from tests.botapi.world import World


def press(world: World, person: User, message: Message, label: str) -> "asyncio.Future[Answer]":
    """Press a button that calls back; return what will hold the bot's answer."""
    button = message.button(label)
    if button.action != "callback_data":
        raise ExpectationError(f"{button.label!r} does not call back: {button.action} {button.value}")
    return call_back(world, person, message, button.value)


def call_back(world: World, person: User, message: Message, data: str) -> "asyncio.Future[Answer]":
    """Send any data as if a button of the message carried it, which a changed client can do."""
    query_id, answer = world.queries.open(world.rules.callback_lifetime_s)
    value: JsonObject = {
        "id": query_id,
        "from": person.to_json(),
        "chat_instance": str(abs(message.chat.id)),
        "data": data,
    }
    inline_id = next((i for i, m in world.inline_messages.items() if _same(m, message)), None)
    if inline_id is not None:
        value["inline_message_id"] = inline_id
    else:
        current = world.rooms[message.chat.id].message(message.id)
        value["message"] = current.to_json() if current else _inaccessible(message)
    world.tell("callback_query", value, person.id)
    return answer


def ask(world: World, person: User, query: str, chat_type: str) -> "asyncio.Future[Answer]":
    """Type "@bot query" somewhere; return what will hold the bot's answer."""
    if not world.rules.is_inline_enabled:
        raise ExpectationError("inline mode is off: BotFather, /setinline")
    query_id, answer = world.queries.open(world.rules.inline_lifetime_s)
    value: JsonObject = {
        "id": query_id,
        "from": person.to_json(),
        "query": query,
        "offset": "",
        "chat_type": chat_type,
    }
    world.tell("inline_query", value, person.id)
    return answer


def choose(world: World, person: User, query: str, result: InlineResult, chat_id: int) -> Message:
    """Send an offered result to a chat as a message by `person` via the bot."""
    room = world.rooms[chat_id]
    text, entities = formatted(
        text_of(result.content, "message_text"),
        text_of(result.content, "parse_mode"),
        objects(result.content.get("entities")),
    )
    preview = result.content.get("link_preview_options")
    message = Message(
        id=room.next_message_id(),
        chat=room.chat,
        sender=person,
        date=int(world.now()),
        text=text,
        entities=entities,
        keyboard=Keyboard.from_json(result.reply_markup) if result.reply_markup else None,
        has_preview=not (is_object(preview) and preview.get("is_disabled") is True),
        via_bot=world.bot,
    )
    world.add(room, message)
    chosen: JsonObject = {"result_id": result.id, "from": person.to_json(), "query": query}
    if message.keyboard is not None:
        inline_id = f"inline{len(world.inline_messages) + 1:08d}"
        world.inline_messages[inline_id] = message
        chosen["inline_message_id"] = inline_id
    deliver(world, room, message)
    if world.rules.has_inline_feedback:
        world.tell("chosen_inline_result", chosen, person.id)
    return message


def _same(one: Message, other: Message) -> bool:
    return (one.chat.id, one.id) == (other.chat.id, other.id)


def _inaccessible(message: Message) -> JsonObject:
    return {"chat": message.chat.to_json(), "message_id": message.id, "date": 0}
