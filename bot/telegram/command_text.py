"""Commands as people type them: /ask in half or full width, a name behind @, any blank or none before the rest.

Telegram marks as a command only what stands apart: "/ask复工率" and "\uff0fask" are plain text to it, so what counts
here is the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.telegram import texts
from retrieval.normalise import in_place

# The commands, and whether something may follow them.
TAKES_MORE: Final[Mapping[str, bool]] = {
    "start": False,
    "help": False,
    "id": False,
    "ask": True,
    "brief": True,
    "check": True,
    "documents": False,
    "sources": False,
    "subscribe": True,
    "forget": False,
    "add": False,
    "remove": True,
    "sync": False,
    "pending": False,
    "report": True,
    "allow": True,
    "deny": True,
}
_NAMES: Final = {**{name: name for name in TAKES_MORE}, **texts.COMMAND_WORDS}
_LONGEST_FIRST: Final = sorted(_NAMES, key=len, reverse=True)
# /ask@youju_bot, folded in place: Latin letters (Bot API, BotCommand) or a Chinese word for them.
_HEAD: Final = re.compile(
    r"/(?:(?P<latin>[A-Za-z0-9_]+)|(?P<word>[\u4e00-\u9fff]+))(?:@(?P<bot>[A-Za-z0-9_]+))?"
)
_SLASHES: Final = ("/", "\uff0f")
# What people put between a command and the rest.
_BETWEEN: Final = " \t\r\n\u3000\u00a0_:\uff1a,\uff0c;\uff1b\u3001"


@dataclass(frozen=True, slots=True)
class Command:
    """A command of ours (or None for one that we do not know), what follows it, and whom it names."""

    name: str | None
    argument: str
    addressee: str = ""

    def is_for(self, username: str) -> bool:
        """Return whether it names nobody, or the bot of that name."""
        return self.addressee.lower() in ("", username.lower())


def command_in(text: str) -> Command | None:
    r"""Return the command that a text begins with; None where it begins with none.

    >>> command_in("/ASK@youju_bot\u3000复工率\n是多少")
    Command(name='ask', argument='复工率\n是多少', addressee='youju_bot')
    >>> command_in("/ask复工率").argument, command_in("/asking").name, command_in("/复工率")
    ('复工率', None, None)
    """
    text = text.strip()
    if not text.startswith(_SLASHES):
        return None
    head = _HEAD.match(in_place(text))
    if head is None:
        return None
    run = (head["latin"] or head["word"]).lower()
    addressee = head["bot"] or ""
    if run in _NAMES:
        return Command(_NAMES[run], _rest(text[head.end() :]), addressee)
    glued = None if addressee else _glued(run, text[head.end() :])
    if glued is not None:
        return Command(_NAMES[glued], _rest(text[1 + len(glued) :]))
    return Command(None, "", addressee) if head["latin"] else None


def _glued(run: str, rest: str) -> str | None:
    """Return the command that a question is glued to: ask of ask5g基站有多少, but not of asking; None for none."""
    for name in _LONGEST_FIRST:
        more = run[len(name) :] + rest
        is_more = not more.isascii() or any(sign.isdigit() for sign in run[len(name) :])
        if run.startswith(name) and TAKES_MORE[_NAMES[name]] and is_more:
            return name
    return None


def _rest(text: str) -> str:
    return text.strip().lstrip(_BETWEEN)
