"""Messages ready for the outbox, out of our own words or of styled blocks."""

from __future__ import annotations

from collections.abc import Sequence

from bot.telegram import texts
from bot.telegram.callback_data import AskAgain, pack
from bot.telegram.rendering.markup import Block, block, html, plain, split
from bot.telegram.store.records import Draft, Keyboard


def note(text: str, *buttons: tuple[str, str]) -> Draft:
    """Return a message in our own words; the buttons (label and data) stand in one row."""
    blocks = [block(text)]
    return Draft(html(blocks), plain(blocks), (buttons,) if buttons else ())


def drafts(blocks: Sequence[Block], keyboard: Keyboard = ()) -> tuple[Draft, ...]:
    """Return the blocks as messages below Telegram's limits, the buttons under the last one."""
    parts = [Draft(html(part), plain(part)) for part in split(blocks)]
    if parts:
        parts[-1] = Draft(parts[-1].html, parts[-1].plain, keyboard)
    return tuple(parts)


def apology(question_id: int) -> Draft:
    """Return the apology for a question that could not be answered, with a button to ask it again."""
    return note(texts.apology(question_id), (texts.BUTTON_ASK_AGAIN, pack(AskAgain(question_id))))


def out_of_time(question_id: int) -> Draft:
    """Return the apology for a question that took too long, with a button to ask it again."""
    return note(texts.out_of_time(question_id), (texts.BUTTON_ASK_AGAIN, pack(AskAgain(question_id))))
