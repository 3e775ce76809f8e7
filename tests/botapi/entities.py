"""Entities: parts of a text with a meaning, measured in UTF-16 units as Telegram does."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from tests.botapi.json_values import JsonObject, objects, text_of
from tests.botapi.values import User

ENTITIES_LIMIT = 100


class EntityKind(StrEnum):
    """What a part of a text is, by its name in the Bot API."""

    MENTION = "mention"
    HASHTAG = "hashtag"
    BOT_COMMAND = "bot_command"
    URL = "url"
    BOLD = "bold"
    ITALIC = "italic"
    UNDERLINE = "underline"
    STRIKETHROUGH = "strikethrough"
    SPOILER = "spoiler"
    BLOCKQUOTE = "blockquote"
    EXPANDABLE_BLOCKQUOTE = "expandable_blockquote"
    CODE = "code"
    PRE = "pre"
    TEXT_LINK = "text_link"
    TEXT_MENTION = "text_mention"
    CUSTOM_EMOJI = "custom_emoji"


@dataclass(frozen=True, slots=True)
class Entity:
    """`length` UTF-16 units from `offset`; `argument` is the link, language or emoji it has."""

    kind: EntityKind
    offset: int
    length: int
    argument: str = ""
    user: User | None = None

    @property
    def end(self) -> int:
        """The first unit after it."""
        return self.offset + self.length

    def to_json(self) -> JsonObject:
        """Return it as a MessageEntity."""
        found: JsonObject = {"type": self.kind, "offset": self.offset, "length": self.length}
        match self.kind:
            case EntityKind.TEXT_LINK:
                found["url"] = self.argument
            case EntityKind.PRE if self.argument:
                found["language"] = self.argument
            case EntityKind.CUSTOM_EMOJI:
                found["custom_emoji_id"] = self.argument
            case EntityKind.TEXT_MENTION if self.user:
                found["user"] = self.user.to_json()
            case _:
                pass
        return found

    @classmethod
    def from_json(cls, value: JsonObject) -> "Entity":
        """Read a MessageEntity; raise `ValueError` for an unknown type or a missing measure."""
        arguments = (text_of(value, name) for name in ("url", "language", "custom_emoji_id"))
        argument = next(filter(None, arguments), "")
        measures = int(text_of(value, "offset")), int(text_of(value, "length"))
        user = next((User.from_json(user) for user in objects([value.get("user")])), None)
        return cls(EntityKind(text_of(value, "type")), *measures, argument, user)


def utf16_length(text: str) -> int:
    """Return how many UTF-16 units `text` takes.

    >>> utf16_length("答👍")
    3
    """
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def covered(text: str, entity: Entity) -> str:
    """Return the part of `text` that `entity` covers."""
    units = text.encode("utf-16-le", "surrogatepass")
    return units[2 * entity.offset : 2 * entity.end].decode("utf-16-le", "replace")


# What Telegram finds by itself in a text. A letter of any script next to it spoils a mention or a
# command, so "请问@youju_bot" and "/ask校庆" are neither: tdlib/td, find_mentions and
# find_bot_commands. Possessive, so that a spoiled match is not saved by shortening it.
_DETECTORS = (
    (
        EntityKind.BOT_COMMAND,
        re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}+(?:@[A-Za-z0-9_]{3,32}+)?+(?![\w/<>])"),
    ),
    (EntityKind.MENTION, re.compile(r"(?<!\w)@[A-Za-z0-9_]{4,32}+(?!\w)")),
    (EntityKind.URL, re.compile(r"https?://[^\s<>\"，。；）】]+")),
    # Without a scheme too, where a known domain ends it, letters of any script before it: tdlib/td, find_urls.
    (
        EntityKind.URL,
        re.compile(r"(?<![\w@/.-])(?:[\w-]+\.)+(?:com|net|org|cn|md|io|me|zip)(?![\w-])", re.IGNORECASE),
    ),
    (EntityKind.HASHTAG, re.compile(r"(?<![\w#])#\w+")),
)


def detect(text: str) -> tuple[Entity, ...]:
    """Return the mentions, commands, links and hashtags that Telegram marks, in order."""
    if not any(sign in text for sign in "@/#."):
        return ()
    found = [
        Entity(kind, utf16_length(text[: match.start()]), utf16_length(match[0]))
        for kind, pattern in _DETECTORS
        for match in pattern.finditer(text)
    ]
    return arranged(_without_overlaps(found))


def _without_overlaps(entities: Iterable[Entity]) -> Iterator[Entity]:
    end = 0
    for entity in arranged(entities):
        if entity.offset >= end:
            end = entity.end
            yield entity


_LITERAL = frozenset({EntityKind.CODE, EntityKind.PRE, EntityKind.TEXT_LINK, EntityKind.TEXT_MENTION})


def with_detected(text: str, entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Return `entities` and what Telegram finds itself outside code and links, at most 100."""
    given = tuple(entities)
    literal = [entity for entity in given if entity.kind in _LITERAL]
    free = (
        entity
        for entity in detect(text)
        if entity not in given
        and not any(entity.offset < other.end and other.offset < entity.end for other in literal)
    )
    return arranged((*given, *free))[:ENTITIES_LIMIT]


def arranged(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Return the entities from first to last, the enclosing ones first."""
    return tuple(sorted(entities, key=lambda entity: (entity.offset, -entity.length)))


def trimmed(text: str, entities: Iterable[Entity]) -> tuple[str, tuple[Entity, ...]]:
    """Return both without white space at the ends; entities left with nothing are dropped."""
    stripped = text.strip()
    shift = utf16_length(text[: len(text) - len(text.lstrip())])
    limit = utf16_length(stripped)
    clipped = []
    for entity in entities:
        start = min(max(entity.offset - shift, 0), limit)
        end = min(max(entity.end - shift, 0), limit)
        if end > start:
            clipped.append(replace(entity, offset=start, length=end - start))
    return stripped, tuple(clipped)


def entities_json(entities: Iterable[Entity]) -> list[JsonObject]:
    """Return the entities as a JSON array of MessageEntity."""
    return [entity.to_json() for entity in entities]
