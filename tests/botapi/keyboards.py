"""Inline keyboards: rows of buttons under a message, checked as Telegram checks them."""

from dataclasses import dataclass

from tests.botapi.errors import bad_request
from tests.botapi.html_markup import checked_address
from tests.botapi.json_values import JsonObject, is_object, objects, text_of

BUTTONS_LIMIT = 100
CALLBACK_DATA_LIMIT_BYTES = 64
COPY_TEXT_LIMIT = 256
# tdlib/td keeps so many of a row and forgets the others (ReplyMarkup.cpp).
_ROW_LIMIT = 12
_ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
)


@dataclass(frozen=True, slots=True)
class Button:
    """A label and the one thing it does: the name of the action and its value."""

    label: str
    action: str
    value: object

    @classmethod
    def from_json(cls, value: JsonObject) -> "Button":
        """Read an InlineKeyboardButton; raise `ApiError` for one that Telegram refuses.

        Telegram takes the first of several actions; here they are refused, as documented.
        """
        label = text_of(value, "text")
        if not label:
            raise bad_request("inline keyboard button text must be non-empty")
        actions = [name for name in _ACTIONS if value.get(name) not in (None, "")]
        if not actions:
            reason = "Text buttons are unallowed in the inline keyboard"
            raise bad_request(f"can't parse inline keyboard button: {reason}")
        if len(actions) > 1:
            reason = f"exactly one action must be specified, found {' and '.join(actions)}"
            raise bad_request(f"can't parse inline keyboard button: {reason}")
        _check_action(actions[0], value[actions[0]])
        return cls(label, actions[0], value[actions[0]])

    def to_json(self) -> JsonObject:
        """Return it as an InlineKeyboardButton."""
        return {"text": self.label, self.action: self.value}


@dataclass(frozen=True, slots=True)
class Keyboard:
    """The buttons of a message, row by row; at least one."""

    rows: tuple[tuple[Button, ...], ...]

    @property
    def buttons(self) -> tuple[Button, ...]:
        """All buttons, as read."""
        return tuple(button for row in self.rows for button in row)

    def to_json(self) -> JsonObject:
        """Return it as an InlineKeyboardMarkup."""
        return {"inline_keyboard": [[button.to_json() for button in row] for row in self.rows]}

    @classmethod
    def from_json(cls, value: JsonObject) -> "Keyboard | None":
        """Read an InlineKeyboardMarkup; None when no button is in it."""
        rows = value.get("inline_keyboard")
        if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
            raise bad_request('can\'t parse inline keyboard: Field "inline_keyboard" must be of type Array')
        read = (tuple(map(Button.from_json, objects(row)))[:_ROW_LIMIT] for row in rows)
        filled = tuple(row for row in read if row)
        if sum(map(len, filled)) > BUTTONS_LIMIT:
            raise bad_request("reply markup is too long")
        return cls(filled) if filled else None


def _check_action(action: str, value: object) -> None:
    match action:
        case "callback_data":
            if len(str(value).encode()) > CALLBACK_DATA_LIMIT_BYTES:
                raise bad_request("BUTTON_DATA_INVALID")
        case "url":
            if not checked_address(str(value)):
                raise bad_request(f"inline keyboard button URL '{value}' is invalid: Wrong HTTP URL")
        case "copy_text":
            text = text_of(value, "text") if is_object(value) else ""
            if not 0 < len(text) <= COPY_TEXT_LIMIT:
                raise bad_request("BUTTON_COPY_TEXT_INVALID")
        case _:
            pass
