"""Names that stand behind what is asked of each of them, and what says there once more that it is asked."""

from __future__ import annotations

import pytest

from answers.answerer import Answerer
from tests.answers.conftest import Over, rows_of, values_of

_LANTING = """# 兰汀高新区下沉一线

2月3日,兰汀高新区从机关抽调130名干部下沉一线,组成30个小组。

记者走进启明机械制造有限公司。启明机械是一家做齿轮的企业。

“我们一天也没有停。”启明机械厂长方晓说。员工们在车间门口排队测量体温。

他们说,复工期间,所有公司员工必须佩戴口罩,每天早、中、晚3次测量体温。
"""
_QUSHUI = """# 曲水经开区复工防疫

曲水经开区明确了员工健康管理制度,对员工每日测量体温不少于2次。

曲水经开区抽调45名机关人员下沉一线。
"""
_BEISHAN = """# 北山开发区植树

北山开发区种下12万株树苗。
"""


@pytest.fixture(scope="module")
def pile(over: Over) -> Answerer:
    return over(lanting=_LANTING, qushui=_QUSHUI, beishan=_BEISHAN)


@pytest.mark.parametrize(
    "question",
    [
        "员工一天要量几回体温?启明机械和曲水经开区的要求分别是",
        "员工一天量几次体温?启明机械和曲水经开区的要求分别是什么?",
        "员工每天量几次体温?启明机械、曲水经开区都报一下",
    ],
)
def test_each_name_behind_the_question_has_its_own_figure(pile: Answerer, question: str):
    assert values_of(pile.reply(question)) == ["3次", "不少于2次"]


@pytest.mark.parametrize(
    "question",
    [
        "各地从机关抽了多少人下到一线?兰汀高新区、曲水经开区、北山开发区分别报一下",
        "各园区抽调了多少机关的人下沉一线?兰汀高新区、曲水经开区、北山开发区都给我",
    ],
)
def test_all_that_is_asked_before_the_names_is_asked_of_each(pile: Answerer, question: str):
    told = [value for _, value in rows_of(pile.reply(question))]

    assert told == ["130名", "45名", None]


def test_no_body_has_the_figure_of_an_article_that_does_not_name_it(pile: Answerer):
    rows = dict(rows_of(pile.reply("员工一天量几次体温?启明机械和北山开发区的要求分别是什么?")))

    assert rows == {"启明机械": "3次", "北山开发区": None}
