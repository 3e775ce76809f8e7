"""Where questions come in that may ask for a table: what is named side by side is asked for once."""

from __future__ import annotations

import pytest

from answers import entrance
from tests.answers.conftest import Over

_ZONES = """# 白石高新区招商

青河物联网产业基地项目总投资50亿元。云溪康养项目总投资30亿元,密切关注用地。
"""


@pytest.mark.parametrize(
    "question",
    ["青河物联网产业基地、北山光伏项目各是多少投资?", "青河物联网产业基地和云溪康养项目总投资分别是多少?"],
)
def test_what_is_named_side_by_side_is_asked_for_once(
    over: Over, monkeypatch: pytest.MonkeyPatch, question: str
):
    answerer = over(baishi=_ZONES)
    plain, asked = entrance.ask_named, []
    monkeypatch.setattr(entrance, "ask_named", lambda *given: asked.append(given[0]) or plain(*given))

    answerer.reply(question)

    assert [one.text for one in asked] == [question]
