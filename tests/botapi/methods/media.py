"""Methods that send documents and photos."""

from dataclasses import replace

from tests.botapi.entities import Entity, utf16_length
from tests.botapi.errors import bad_request
from tests.botapi.formatting import CAPTION_LIMIT, formatted
from tests.botapi.json_values import JsonObject, objects, text_of
from tests.botapi.messages import Message
from tests.botapi.methods.access import writable_room
from tests.botapi.methods.sending import blank, numbered
from tests.botapi.parameters import Parameters
from tests.botapi.values import Document
from tests.botapi.world import World

_ALBUM_SIZES = range(2, 11)


def on_send_document(world: World, parameters: Parameters) -> JsonObject:
    """Send a file of at most 50 MiB with a caption of at most 1024 UTF-16 units."""
    return _send(world, parameters, "document").to_json()


def on_send_photo(world: World, parameters: Parameters) -> JsonObject:
    """Send a picture likewise."""
    return _send(world, parameters, "photo").to_json()


def on_send_media_group(world: World, parameters: Parameters) -> list[JsonObject]:
    """Send two to ten documents or photos together."""
    room = writable_room(world, parameters)
    items = parameters.mappings("media")
    if len(items) not in _ALBUM_SIZES:
        raise bad_request("number of media in album must be from 2 to 10")
    start = blank(world, room, parameters)
    album = {**start.extra, "media_group_id": str(13_000_000_000_000 + room.next_message_id())}
    drafts = []
    for item in items:
        field = text_of(item, "type")
        if field not in ("document", "photo"):
            raise bad_request("can't use the media of the specified type in the album")
        document = attached(world, parameters, text_of(item, "media"), field)
        text, entities = _caption(
            text_of(item, "caption"), text_of(item, "parse_mode"), item.get("caption_entities")
        )
        drafts.append(replace(start, document=document, text=text, entities=entities, extra=album))
    return [world.add(room, numbered(room, draft)).to_json() for draft in drafts]


def _send(world: World, parameters: Parameters, field: str) -> Message:
    room = writable_room(world, parameters)
    message = blank(world, room, parameters)
    document = attached(world, parameters, parameters.text(field) or f"attach://{field}", field)
    text, entities = _caption(
        parameters.text("caption"),
        parameters.text("parse_mode"),
        list(parameters.mappings("caption_entities")),
    )
    filled = replace(message, document=document, text=text, entities=entities)
    return world.add(room, numbered(room, filled))


def attached(world: World, parameters: Parameters, source: str, field: str) -> Document:
    """Return the file named by `source`: attach://part of the request, or the id of an old one."""
    if source.startswith("attach://"):
        upload = parameters.uploads.get(source.removeprefix("attach://"))
        if upload is None:
            raise bad_request(f"there is no {field} in the request")
        return world.files.take(upload.name, upload.data, field)
    if source.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    stored = world.files.with_id(source)
    if stored is None:
        raise bad_request("wrong remote file identifier specified: Wrong padding in the string")
    return replace(stored.document, field=field)


def _caption(raw: str, parse_mode: str, entities: object) -> tuple[str, tuple[Entity, ...]]:
    text, found = formatted(raw, parse_mode, objects(entities))
    if utf16_length(text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    return text, found


METHODS = {
    "sendDocument": on_send_document,
    "sendPhoto": on_send_photo,
    "sendMediaGroup": on_send_media_group,
}
