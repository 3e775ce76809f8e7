"""A message: what the Bot API says of it, and what a person sees of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.botapi.entities import Entity, EntityKind, covered, entities_json
from tests.botapi.errors import ExpectationError
from tests.botapi.json_values import JsonObject, without_nothing
from tests.botapi.keyboards import Button, Keyboard
from tests.botapi.values import Chat, Document, User

_BLOCKQUOTES = (EntityKind.BLOCKQUOTE, EntityKind.EXPANDABLE_BLOCKQUOTE)


@dataclass(frozen=True, slots=True)
class Message:
    """One message as it stands; an edit makes another value with the same id.

    `text` is the caption when there is a document. `service` holds what a service message says
    (new_chat_members, migrate_to_chat_id), `extra` any further fields of the Bot API.
    """

    id: int
    chat: Chat
    sender: User
    date: int
    text: str = ""
    entities: tuple[Entity, ...] = ()
    keyboard: Keyboard | None = None
    document: Document | None = None
    reply_to: "Message | None" = field(default=None, repr=False)
    thread_id: int | None = None
    is_topic_message: bool = False
    sender_chat: Chat | None = None
    via_bot: User | None = None
    edit_date: int | None = None
    has_preview: bool = True
    service: Mapping[str, object] = field(default_factory=dict)
    extra: Mapping[str, object] = field(default_factory=dict)

    def to_json(self, *, with_reply: bool = True) -> JsonObject:
        """Return it as a Message; the message it replies to comes without its own."""
        reply = self.reply_to.to_json(with_reply=False) if self.reply_to and with_reply else None
        found = without_nothing(
            message_id=self.id,
            message_thread_id=self.thread_id,
            sender_chat=self.sender_chat.to_json() if self.sender_chat else None,
            date=self.date,
            chat=self.chat.to_json(),
            is_topic_message=self.is_topic_message,
            reply_to_message=reply,
            via_bot=self.via_bot.to_json() if self.via_bot else None,
            edit_date=self.edit_date,
            reply_markup=self.keyboard.to_json() if self.keyboard else None,
        )
        found["from"] = self.sender.to_json()
        if self.document is not None:
            found[self.document.field] = self.document.to_json()
        return found | self._text_json() | dict(self.service) | dict(self.extra)

    def _text_json(self) -> JsonObject:
        names = ("text", "entities") if self.document is None else ("caption", "caption_entities")
        found: JsonObject = {}
        if self.text:
            found[names[0]] = self.text
        if self.entities:
            found[names[1]] = entities_json(self.entities)
        if not self.has_preview:
            found["link_preview_options"] = {"is_disabled": True}
        return found

    def parts(self, *kinds: EntityKind) -> tuple[str, ...]:
        """Return the parts of the text that are of one of `kinds`, in order."""
        return tuple(covered(self.text, each) for each in self.entities if each.kind in kinds)

    @property
    def blockquotes(self) -> tuple[str, ...]:
        """The quotations, expandable or not."""
        return self.parts(*_BLOCKQUOTES)

    @property
    def links(self) -> tuple[tuple[str, str], ...]:
        """What can be opened: the text one sees and where it leads."""
        return tuple(
            (covered(self.text, each), each.argument)
            for each in self.entities
            if each.kind is EntityKind.TEXT_LINK
        )

    @property
    def buttons(self) -> tuple[tuple[str, ...], ...]:
        """The labels of the buttons, row by row."""
        rows = self.keyboard.rows if self.keyboard else ()
        return tuple(tuple(button.label for button in row) for row in rows)

    def button(self, label: str) -> Button:
        """Return the button labelled `label`, or the only one whose label contains it."""
        buttons = self.keyboard.buttons if self.keyboard else ()
        exact = [button for button in buttons if button.label == label]
        near = exact or [button for button in buttons if label in button.label]
        if len(near) != 1:
            raise ExpectationError(f"{len(near)} buttons for {label!r}; there are {self.buttons}")
        return near[0]

    def __str__(self) -> str:
        """Return it on a line as in a transcript: who, what, file, buttons."""
        pieces = [self.text.replace("\n", " ⏎ ")]
        pieces += [f"[{name}]" for name in self.service]
        pieces += [f"«{self.document.name}»"] if self.document else []
        pieces += ["".join(f"[{label}]" for label in row) for row in self.buttons]
        return f"{self.sender.first_name}: {' '.join(filter(None, pieces))}"
