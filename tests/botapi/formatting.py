"""Text as it is sent: markup and entities become what people read, within Telegram's limits."""

from tests.botapi.entities import Entity, trimmed, with_detected
from tests.botapi.errors import bad_request
from tests.botapi.html_markup import parse_html
from tests.botapi.json_values import JsonObject

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
# Before parsing; tdlib/telegram-bot-api, get_formatted_text.
RAW_LIMIT_BYTES = 32 * 2**10


def formatted(
    raw: str, parse_mode: str, entities: tuple[JsonObject, ...] = ()
) -> tuple[str, tuple[Entity, ...]]:
    """Return the text and its entities, trimmed; raise `ApiError` for what Telegram refuses."""
    if len(raw.encode("utf-8", "surrogatepass")) > RAW_LIMIT_BYTES:
        raise bad_request("text is too long")
    match parse_mode.lower():
        case "html":
            text, found = parse_html(raw)
        case "":
            text, found = raw, _given(entities)
        case _:
            raise bad_request("unsupported parse_mode")
    text, found = trimmed(text, found)
    return text, with_detected(text, found)


def _given(entities: tuple[JsonObject, ...]) -> tuple[Entity, ...]:
    try:
        return tuple(map(Entity.from_json, entities))
    except ValueError:
        raise bad_request("can't parse MessageEntity: invalid entity specified") from None
