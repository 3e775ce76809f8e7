"""The forms of a reply, to the letter: plain text, --json and chats say what they said, unless that is meant.

Where it is meant: `python -m tests.bot.rendering.test_forms` writes `forms.json` anew, for a look at its changes.
"""

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from bot.rendering.plain import lines_of
from bot.rendering.records import record
from bot.rendering.shown import show
from bot.telegram.rendering import chat
from tests.bot.rendering.replies import REPLIES

_KEPT = Path(__file__).with_name("forms.json")


def forms(reply):
    """Every form of a reply, as JSON has it."""
    shown = show(reply)
    made = {
        "lines": [[line.text, line.look, line.indent, line.hanging] for line in lines_of(shown)],
        "json": record(shown, "6900b4ae0f56", 12.345),
        "chat": [asdict(draft) for draft in chat.drafts_of(shown, 7, "关于“甲”:", "答复于 02-25 10:00")],
        "first line": shown.first_line,
        "answer": ";".join(shown.answers) or None,
        "stored": [asdict(one) for one in chat.stored_citations(shown)],
    }
    return json.loads(json.dumps(made))


@pytest.mark.parametrize("name", REPLIES)
def test_a_reply_is_shown_to_the_letter_as_before(name):
    kept = json.loads(_KEPT.read_text("utf-8"))

    assert forms(REPLIES[name]) == kept[name]
    assert list(forms(REPLIES[name])["json"]) == list(kept[name]["json"])


if __name__ == "__main__":
    shown = {name: forms(reply) for name, reply in REPLIES.items()}
    _KEPT.write_text(json.dumps(shown, ensure_ascii=True, indent=1) + "\n", "utf-8")
