"""HTML as Telegram takes it: text and entities, or the refusal a bot would get.

After `parse_html` of tdlib/td (MessageEntity.cpp): the same sixteen tags, the same four named
character references (any other stays as written), the same wording. Offsets in refusals are bytes
of UTF-8, offsets in entities are UTF-16 units.
"""

import re
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from tests.botapi.entities import Entity, EntityKind, arranged, covered, utf16_length
from tests.botapi.errors import unparsable
from tests.botapi.values import User

_KINDS = {
    "b": EntityKind.BOLD,
    "strong": EntityKind.BOLD,
    "i": EntityKind.ITALIC,
    "em": EntityKind.ITALIC,
    "u": EntityKind.UNDERLINE,
    "ins": EntityKind.UNDERLINE,
    "s": EntityKind.STRIKETHROUGH,
    "strike": EntityKind.STRIKETHROUGH,
    "del": EntityKind.STRIKETHROUGH,
    "tg-spoiler": EntityKind.SPOILER,
    "span": EntityKind.SPOILER,
    "tg-emoji": EntityKind.CUSTOM_EMOJI,
    "a": EntityKind.TEXT_LINK,
    "code": EntityKind.CODE,
    "pre": EntityKind.PRE,
    "blockquote": EntityKind.BLOCKQUOTE,
}
# "&lt;", "&#25991;", "&#x6587;": the semicolon may be missing. "&nbsp;" and "&apos;" are text.
_REFERENCE = re.compile(r"&(?:(lt|gt|amp|quot)(?![A-Za-z])|#x([0-9a-fA-F]{1,6})|#([0-9]{1,7}));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_SPACE = " \t\r\n\v"
_TAG_NAME = re.compile(r"[^\s>]*")
_ATTRIBUTE_NAME = re.compile(r"[^\s=>]*")
_NAME_TOKEN = re.compile(r"[A-Za-z0-9.\-]*")


@dataclass(frozen=True, slots=True)
class _OpenTag:
    name: str
    argument: str
    offset: int


def parse_html(markup: str) -> tuple[str, tuple[Entity, ...]]:
    """Return the text of `markup` and its entities; raise `ApiError` for what Telegram refuses.

    >>> parse_html("<b>校庆</b>是 5 &lt; 6")[0]
    '校庆是 5 < 6'
    """
    return _Parser(markup).parsed()


class _Parser:
    def __init__(self, markup: str) -> None:
        self._markup = markup
        self._at = 0
        self._pieces: list[str] = []
        self._offset = 0
        self._open: list[_OpenTag] = []
        self._entities: list[Entity] = []

    def parsed(self) -> tuple[str, tuple[Entity, ...]]:
        while self._at < len(self._markup):
            match self._markup[self._at]:
                case "<" if self._markup.startswith("</", self._at):
                    self._end_tag()
                case "<":
                    self._start_tag()
                case "&":
                    self._put(self._reference())
                case _:
                    self._plain()
        if self._open:
            name = self._open[-1].name
            raise unparsable(f'Can\'t find end tag corresponding to start tag "{name}"')
        return "".join(self._pieces), arranged(self._entities)

    def _put(self, piece: str) -> None:
        self._pieces.append(piece)
        self._offset += utf16_length(piece)

    def _plain(self) -> None:
        ends = (self._markup.find(sign, self._at) for sign in "<&")
        end = min((end for end in ends if end >= 0), default=len(self._markup))
        self._put(self._markup[self._at : end])
        self._at = end

    def _reference(self) -> str:
        match = _REFERENCE.match(self._markup, self._at)
        code = 0
        if match is not None and match[1] is None:
            code = int(match[2], 16) if match[2] else int(match[3])
        if match is None or (match[1] is None and not 0 < code < 0x10FFFF):
            self._at += 1
            return "&"
        self._at = match.end()
        return _NAMED[match[1]] if match[1] else chr(code)

    def _start_tag(self) -> None:
        begin = self._at
        name = self._take(_TAG_NAME, begin + 1).lower()
        if self._at == len(self._markup):
            raise unparsable(f"Unclosed start tag at byte offset {self._byte(begin)}")
        if name not in _KINDS:
            raise unparsable(f'Unsupported start tag "{name}" at byte offset {self._byte(begin)}')
        argument = self._argument(name, begin)
        if name == "span" and argument != "spoiler":
            reason = f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(begin)}'
            raise unparsable(reason)
        self._open.append(_OpenTag(name, argument, self._offset))

    def _argument(self, name: str, begin: int) -> str:
        """Read the attributes up to the closing bracket; return the one that counts for the tag."""
        argument = ""
        while True:
            self._skip_space()
            if self._markup.startswith(">", self._at):
                self._at += 1
                return argument
            attribute = self._take(_ATTRIBUTE_NAME, self._at)
            where = f'tag "{name}" at byte offset {self._byte(begin)}'
            if not attribute:
                raise unparsable(f"Empty attribute name in the {where}")
            self._skip_space()
            if self._markup.startswith("=", self._at):
                self._at += 1
                self._skip_space()
                value = self._attribute_value(begin)
            elif (name, attribute) == ("blockquote", "expandable"):
                value = ""
            else:
                raise unparsable(f"Expected equal sign in declaration of an attribute of the {where}")
            argument = _counting(name, attribute, value) or argument

    def _attribute_value(self, begin: int) -> str:
        quote = self._markup[self._at : self._at + 1]
        if quote not in ("'", '"') or not quote:
            start = self._at
            value = self._take(_NAME_TOKEN, start).lower()
            if not self._markup.startswith((*_SPACE, ">"), self._at):
                raise unparsable(f"Unexpected end of name token at byte offset {self._byte(start)}")
            return value
        end = self._markup.find(quote, self._at + 1)
        if end < 0 or end + 1 == len(self._markup):
            raise unparsable(f"Unclosed start tag at byte offset {self._byte(begin)}")
        raw, self._at = self._markup[self._at + 1 : end], end + 1
        return "".join(_Parser(raw)._decoded())

    def _decoded(self) -> list[str]:
        """Return the pieces of an attribute, where only references mean something."""
        while self._at < len(self._markup):
            if self._markup[self._at] == "&":
                self._put(self._reference())
            else:
                self._put(self._markup[self._at])
                self._at += 1
        return self._pieces

    def _end_tag(self) -> None:
        begin = self._at
        if not self._open:
            raise unparsable(f"Unexpected end tag at byte offset {self._byte(begin)}")
        name = self._take(_TAG_NAME, begin + 2).lower()
        self._skip_space()
        if not self._markup.startswith(">", self._at):
            raise unparsable(f"Unclosed end tag at byte offset {self._byte(begin)}")
        self._at += 1
        tag = self._open.pop()
        if name not in ("", tag.name):
            raise unparsable(
                f"Unmatched end tag at byte offset {self._byte(begin)}, "
                f'expected "</{tag.name}>", found "</{name}>"'
            )
        if self._offset > tag.offset:
            self._close(tag)

    def _close(self, tag: _OpenTag) -> None:
        entity = Entity(_KINDS[tag.name], tag.offset, self._offset - tag.offset)
        last = self._entities[-1] if self._entities else None
        same_place = last is not None and (last.offset, last.end) == (entity.offset, entity.end)
        match tag.name:
            case "a":
                self._entities.extend(self._link(entity, tag.argument))
            case "pre" if last and same_place and last.kind is EntityKind.CODE and last.argument:
                self._entities[-1] = _as(EntityKind.PRE, entity, last.argument)
            case "code" if last and same_place and last.kind is EntityKind.PRE and tag.argument:
                self._entities[-1] = _as(EntityKind.PRE, entity, tag.argument)
            case "blockquote" if tag.argument:
                self._entities.append(_as(EntityKind.EXPANDABLE_BLOCKQUOTE, entity))
            case _:
                self._entities.append(_as(entity.kind, entity, tag.argument))

    def _link(self, entity: Entity, address: str) -> list[Entity]:
        """Return the link, or nothing: an address Telegram does not like loses its link only."""
        address = address or covered("".join(self._pieces), entity)
        user = re.fullmatch(r"tg://user\?id=(\d+)", address)
        if user:
            person = User(int(user[1]), first_name="")
            return [replace(entity, kind=EntityKind.TEXT_MENTION, user=person)]
        checked = checked_address(address)
        return [_as(EntityKind.TEXT_LINK, entity, checked)] if checked else []

    def _take(self, pattern: re.Pattern[str], start: int) -> str:
        match = pattern.match(self._markup, start)
        found = match[0] if match else ""
        self._at = start + len(found)
        return found

    def _skip_space(self) -> None:
        while self._at < len(self._markup) and self._markup[self._at] in _SPACE:
            self._at += 1

    def _byte(self, position: int) -> int:
        return len(self._markup[:position].encode("utf-8", "surrogatepass"))


def _as(kind: EntityKind, entity: Entity, argument: str = "") -> Entity:
    return replace(entity, kind=kind, argument=argument)


def _counting(name: str, attribute: str, value: str) -> str:
    match name, attribute:
        case "a", "href":
            return value
        case "code", "class":
            return value.removeprefix("language-") if value.startswith("language-") else ""
        case "span", "class":
            return value.removeprefix("tg-") if value.startswith("tg-") else ""
        case "tg-emoji", "emoji-id":
            return value
        case "blockquote", "expandable":
            return "expandable"
        case _:
            return ""


def checked_address(address: str) -> str:
    """Return `address` as Telegram would link it, or nothing if it would not.

    A host without a dot is no link, so http://localhost is none (tdlib/td, LinkManager).

    >>> checked_address("example.org/校庆"), checked_address("http://localhost:8080")
    ('http://example.org/校庆', '')
    """
    if address.startswith(("tg://", "ton://", "tonsite://")):
        return address
    full = address if "://" in address else f"http://{address}"
    try:
        parts = urlsplit(full)
        host = parts.hostname or ""
    except ValueError:
        return ""
    fits = parts.scheme in ("http", "https") and "." in host.strip(".") and " " not in host
    return full if fits else ""
