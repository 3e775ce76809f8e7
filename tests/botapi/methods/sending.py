"""Methods that put a text into a chat, and what all methods that send have in common."""

from dataclasses import replace

from tests.botapi.entities import utf16_length
from tests.botapi.errors import bad_request
from tests.botapi.formatting import TEXT_LIMIT, formatted
from tests.botapi.json_values import JsonObject, integer_of, text_of
from tests.botapi.keyboards import Keyboard
from tests.botapi.messages import Message
from tests.botapi.methods.access import named_room, writable_room
from tests.botapi.parameters import Parameters
from tests.botapi.rooms import Room
from tests.botapi.transcript import EventKind
from tests.botapi.world import World

_ACTIONS = frozenset(
    (
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    )
)


def with_text(message: Message, parameters: Parameters, *, too_long: str) -> Message:
    """Return a message with the text that a call brings: 1 to 4096 UTF-16 units after parsing."""
    if not parameters.text("text"):
        raise bad_request("message text is empty")
    text, entities = formatted(
        parameters.text("text"), parameters.text("parse_mode"), parameters.mappings("entities")
    )
    if not text:
        raise bad_request("text must be non-empty")
    if utf16_length(text) > TEXT_LIMIT:
        raise bad_request(too_long)
    preview = parameters.mapping("link_preview_options") or {}
    has_preview = preview.get("is_disabled") is not True
    return replace(message, text=text, entities=entities, has_preview=has_preview)


def on_send_message(world: World, parameters: Parameters) -> JsonObject:
    """Send a text of 1 to 4096 UTF-16 units after parsing."""
    room = writable_room(world, parameters)
    message = blank(world, room, parameters)
    filled = with_text(message, parameters, too_long="message is too long")
    return world.add(room, numbered(room, filled)).to_json()


def blank(world: World, room: Room, parameters: Parameters) -> Message:
    """Return a message by the bot with its place, reply and buttons, but no content and id."""
    reply_to, quote = _reply(room, parameters)
    thread_id, is_topic = room.placement(parameters.integer("message_thread_id"), reply_to)
    return Message(
        id=0,
        chat=room.chat,
        sender=world.bot,
        date=int(world.now()),
        reply_to=reply_to or room.topic_start(thread_id),
        thread_id=thread_id,
        is_topic_message=is_topic,
        keyboard=keyboard(parameters),
        extra=quote,
    )


def numbered(room: Room, message: Message) -> Message:
    """Return the message with its id, which is taken only now that nothing can go wrong."""
    return replace(message, id=room.next_message_id())


def keyboard(parameters: Parameters) -> Keyboard | None:
    """Return the inline keyboard of the call; other kinds of markup are accepted and forgotten."""
    markup = parameters.mapping("reply_markup")
    return Keyboard.from_json(markup) if markup and "inline_keyboard" in markup else None


def _reply(room: Room, parameters: Parameters) -> tuple[Message | None, JsonObject]:
    wanted = parameters.mapping("reply_parameters")
    if not wanted:
        return None, {}
    message = room.message(integer_of(wanted, "message_id"))
    if message is None:
        if wanted.get("allow_sending_without_reply") is True:
            return None, {}
        raise bad_request("message to be replied not found")
    if not text_of(wanted, "quote"):
        return message, {}
    quote, _ = formatted(text_of(wanted, "quote"), text_of(wanted, "quote_parse_mode"))
    if quote not in message.text:
        raise bad_request("QUOTE_TEXT_INVALID")
    position = utf16_length(message.text.partition(quote)[0])
    return message, {"quote": {"text": quote, "position": position, "is_manual": True}}


def on_send_chat_action(world: World, parameters: Parameters) -> bool:
    """Show "typing" and the like."""
    room = writable_room(world, parameters)
    if parameters.text("action") not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    thread_id = parameters.integer("message_thread_id")
    # Unlike messages, actions may name General by its number.
    if thread_id not in (None, 1):
        room.placement(thread_id, None)
    world.note(room, EventKind.ACTION, parameters.text("action"), thread_id)
    return True


def on_send_message_draft(world: World, parameters: Parameters) -> bool:
    """Show a text that is still being written; in private chats only."""
    room = writable_room(world, parameters)
    if not room.chat.is_private:
        raise bad_request("TEXTDRAFT_PEER_INVALID")
    if not parameters.integer("draft_id"):
        raise bad_request("draft identifier must be non-zero")
    text, _ = formatted(
        parameters.text("text"), parameters.text("parse_mode"), parameters.mappings("entities")
    )
    if utf16_length(text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    world.note(room, EventKind.DRAFT, text)
    return True


def on_forward_message(world: World, parameters: Parameters) -> JsonObject:
    """Send a message again, naming who wrote it."""
    room, original = _original(world, parameters)
    origin = {
        "type": "user",
        "date": original.date,
        "sender_user": original.sender.to_json(),
    }
    extra = {**blank(world, room, parameters).extra, "forward_origin": origin}
    return _send_again(world, room, parameters, original, extra).to_json()


def on_copy_message(world: World, parameters: Parameters) -> JsonObject:
    """Send a message again as the bot's own; only its id is returned."""
    room, original = _original(world, parameters)
    return {"message_id": _send_again(world, room, parameters, original, {}).id}


def _original(world: World, parameters: Parameters) -> tuple[Room, Message]:
    room = writable_room(world, parameters)
    source = named_room(world, Parameters({"chat_id": parameters.text("from_chat_id")}))
    message = source.message(parameters.integer("message_id"))
    if message is None:
        raise bad_request("message to forward not found")
    return room, message


def _send_again(
    world: World, room: Room, parameters: Parameters, original: Message, extra: JsonObject
) -> Message:
    copy = replace(
        blank(world, room, parameters),
        text=original.text,
        entities=original.entities,
        document=original.document,
        extra=extra,
    )
    return world.add(room, numbered(room, copy))


METHODS = {
    "sendMessage": on_send_message,
    "sendChatAction": on_send_chat_action,
    "sendMessageDraft": on_send_message_draft,
    "forwardMessage": on_forward_message,
    "copyMessage": on_copy_message,
}
