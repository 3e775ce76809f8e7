"""What quoted names stand for is what each of them is put before."""

from __future__ import annotations

import pytest

from answers.answerer import Answerer
from answers.types import Answer
from tests.answers.conftest import Over, table_of

_BRIEF = """# 洛川经开区项目建设不停步

洛川经开区紧盯<3060>重点产业项目、<2040>民生工程、<百千万>行动,开展<春雨行动>线上招聘。推行<点对点>专车,也推行<点对点>服务机制。
"""


def _quoted(text: str) -> str:
    """Return a text with quotation marks for its brackets."""
    return text.replace("<", "\u201c").replace(">", "\u201d")


@pytest.fixture(scope="module")
def brief(over: Over) -> Answerer:
    return over(luochuan=_quoted(_BRIEF))


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("洛川经开区说的<3060><2040>分别指的什么项目?", {"3060": "重点产业项目", "2040": "民生工程"}),
        ("<3060>、<2040>各代表哪类项目?", {"3060": "重点产业项目", "2040": "民生工程"}),
        ("<3060>和<百千万>分别指什么?", {"3060": "重点产业项目", "百千万": "行动"}),
        ("<3060>、<7080>分别是指什么项目?", {"3060": "重点产业项目", "7080": None}),
        ("洛川经开区说的3060、2040都指什么?", {"3060": "重点产业项目", "2040": "民生工程"}),
        ("3060、2040这两个数各代表什么?", {"3060": "重点产业项目", "2040": "民生工程"}),
        ("<3060><百千万>分别指什么项目?", {"3060": "重点产业项目", "百千万": None}),  # 行动 is none
    ],
)
def test_each_name_has_what_stands_behind_it(brief: Answerer, question: str, rows: dict[str, str | None]):
    assert table_of(brief.reply(_quoted(question))) == rows


@pytest.mark.parametrize(
    "question", ["<春雨行动><点对点>分别指什么?", "<千帆><万木>分别指什么项目?", "3060、春雨行动都指什么?"]
)
def test_what_is_no_noun_or_not_one_alone_is_no_meaning(brief: Answerer, question: str):
    reply = brief.reply(_quoted(question))

    assert not (isinstance(reply, Answer) and reply.table)
