"""Who somebody is, with a post or without, is what stands right before the name, and no more of the sentence."""

from __future__ import annotations

import pytest

from answers.answerer import Answerer
from tests.answers.conftest import Over, table_of

_LANTING = """# 兰汀街道邻里互助

20日,家住兰汀街道澄波花园的81岁居民周立成在女儿周敏陪同下,给社区送来锦旗。

周立成突然想起手机上保存的社区第一网格网格员韩启明的号码。接到电话的韩启明向社区党委书记袁辉汇报。

徐家夫妇——启明社区家庭医生任艳芬的父母送来了菜。
"""


@pytest.fixture(scope="module")
def pile(over: Over) -> Answerer:
    return over(lanting=_LANTING)


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        (
            "送锦旗那事儿,周立成、周敏、韩启明、袁辉各是什么身份?",
            {"周立成": "81岁居民", "周敏": "女儿", "韩启明": "社区第一网格网格员", "袁辉": "社区党委书记"},
        ),
        ("周敏、韩启明、任艳芬分别是什么身份?", {"周敏": "女儿", "韩启明": "社区第一网格网格员", "任艳芬": "启明社区家庭医生"}),
        ("韩启明、袁辉、周立成分别担任什么职务?", {"韩启明": "社区第一网格网格员", "袁辉": "社区党委书记", "周立成": None}),
    ],
)  # fmt: skip
def test_each_person_is_told_by_what_stands_right_before_the_name(
    pile: Answerer, question: str, rows: dict[str, str | None]
):
    told = {
        name.removeprefix("送锦旗那事儿"): value for name, value in table_of(pile.reply(question)).items()
    }

    assert told == rows
