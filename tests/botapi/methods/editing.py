"""Methods that change or remove messages."""

from dataclasses import replace

from tests.botapi.entities import utf16_length
from tests.botapi.errors import NOT_MODIFIED, bad_request
from tests.botapi.formatting import CAPTION_LIMIT, formatted
from tests.botapi.json_values import JsonObject
from tests.botapi.messages import Message
from tests.botapi.methods.access import named_room, own_message, writable_room
from tests.botapi.methods.sending import keyboard, with_text
from tests.botapi.parameters import Parameters
from tests.botapi.rooms import Room
from tests.botapi.world import World


def on_edit_message_text(world: World, parameters: Parameters) -> JsonObject | bool:
    """Change the text; without reply_markup the buttons go."""
    message = _target(world, parameters)
    if message.document is not None:
        raise bad_request("there is no text in the message to edit")
    changed = with_text(message, parameters, too_long="MESSAGE_TOO_LONG")
    changed = replace(changed, keyboard=keyboard(parameters))
    return _changed(world, parameters, message, changed)


def on_edit_message_caption(world: World, parameters: Parameters) -> JsonObject | bool:
    """Change the caption of a document."""
    message = _target(world, parameters)
    if message.document is None:
        raise bad_request("there is no caption in the message to edit")
    text, entities = formatted(
        parameters.text("caption"),
        parameters.text("parse_mode"),
        parameters.mappings("caption_entities"),
    )
    if utf16_length(text) > CAPTION_LIMIT:
        raise bad_request("MEDIA_CAPTION_TOO_LONG")
    changed = replace(message, text=text, entities=entities, keyboard=keyboard(parameters))
    return _changed(world, parameters, message, changed)


def on_edit_message_reply_markup(world: World, parameters: Parameters) -> JsonObject | bool:
    """Change the buttons only; without reply_markup they go."""
    message = _target(world, parameters)
    changed = replace(message, keyboard=keyboard(parameters))
    return _changed(world, parameters, message, changed)


def _target(world: World, parameters: Parameters) -> Message:
    inline_id = parameters.text("inline_message_id")
    if not inline_id:
        return own_message(world, writable_room(world, parameters), parameters)
    if inline_id not in world.inline_messages:
        raise bad_request("MESSAGE_ID_INVALID")
    return world.inline_messages[inline_id]


def _changed(world: World, parameters: Parameters, old: Message, new: Message) -> JsonObject | bool:
    # has_preview does not count: "new message content and reply markup" are compared.
    if replace(new, has_preview=old.has_preview) == old:
        raise bad_request(NOT_MODIFIED)
    edited = world.change(world.rooms[old.chat.id], new)
    inline_id = parameters.text("inline_message_id")
    if inline_id:
        world.inline_messages[inline_id] = edited
        return True
    return edited.to_json()


def on_delete_message(world: World, parameters: Parameters) -> bool:
    """Remove a message: one's own, any in a private chat, any as an administrator."""
    room = named_room(world, parameters)
    message = room.message(parameters.integer("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    if not _may_delete(world, room, message):
        raise bad_request("message can't be deleted")
    world.remove(room, message)
    return True


def on_delete_messages(world: World, parameters: Parameters) -> bool:
    """Remove those of the messages that are there and may be removed."""
    room = named_room(world, parameters)
    for message_id in parameters.texts("message_ids") or ():
        message = room.message(int(message_id))
        if message is not None and _may_delete(world, room, message):
            world.remove(room, message)
    return True


def _may_delete(world: World, room: Room, message: Message) -> bool:
    is_own = message.sender == world.bot
    return is_own or room.chat.is_private or world.bot_member(room).is_in_charge


METHODS = {
    "editMessageText": on_edit_message_text,
    "editMessageCaption": on_edit_message_caption,
    "editMessageReplyMarkup": on_edit_message_reply_markup,
    "deleteMessage": on_delete_message,
    "deleteMessages": on_delete_messages,
}
