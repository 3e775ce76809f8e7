"""What names a body and what only tells its sort; of which of several bodies or places a sentence is told."""

from __future__ import annotations

import pytest

from answers.answerer import Answerer
from answers.questions.parts import Part
from answers.types import Abstention, Answer
from tests.answers.conftest import Over

_TEXTS = {
    "notes": "# 专项存单发行情况\n\n2月25日\uff0c民生银行成功发行面值37.9亿元的专项存单\u3002\n\n"
    "2月27日\uff0c工商银行也将发行专项存单\u3002\n",
    "taxes": "# 纳税申报可以延期\n\n税务局把全国2月份申报期限延长到2月24日\uff0c湖北地区延长到3月6日\u3002\n",
    "listed": "# 企业上市情况\n\n去年\uff0c本省新兴铸管\u3001大鹏工业成功上市\u3002\n",
    "games": "# 体育工作\n\n湖南成功申办第十六届全运会\u3002\n",
    "firms": "# 登记规定\n\n外国企业的代表机构应当把登记证放在驻在场所的显著位置\u3002\n",
}  # fmt: skip


@pytest.fixture
def answerer(over: Over) -> Answerer:
    return over(**_TEXTS)


@pytest.mark.parametrize("text", ["外国公司的登记证放在哪里?", "物业公司有几家?", "商业银行有几家?"])
def test_a_sort_of_body_is_no_name(answerer: Answerer, text: str):
    names = [term.text for term in answerer.understand(text).of_part(Part.ENTITY)]

    assert not any(name.endswith(("公司", "银行")) for name in names)


def test_a_bank_is_a_name(answerer: Answerer):
    names = [term.text for term in answerer.understand("工商银行发了多少?").of_part(Part.ENTITY)]

    assert names == ["工商银行"]


def test_what_one_bank_did_is_no_answer_for_another(answerer: Answerer):
    reply = answerer.reply("工商银行2月25日发行的专项存单面值多少亿?")

    assert isinstance(reply, Abstention) or not reply.is_sure


def test_a_date_in_front_of_the_clause_of_a_place_is_not_of_it(answerer: Answerer):
    reply = answerer.reply("湖北2月份申报期限延长到哪天?")

    assert isinstance(reply, Answer)
    assert "2月24日" not in (reply.answer or "")


def test_how_many_days_within_counts_no_place(answerer: Answerer):
    understanding = answerer.understand("多少天里头能办完?")

    assert not understanding.of_part(Part.HEAD)


@pytest.mark.parametrize(
    ("asked", "read"),
    [("哪两家企业上了市?", "哪两家企业上市?"), ("上了市场的企业有几家?", "上了市场的企业有几家?")],
)
def test_a_verb_is_put_together(answerer: Answerer, asked: str, read: str):
    assert answerer.read(asked)[1].text == read


def test_which_of_a_row_is_answered_by_its_number(answerer: Answerer):
    reply = answerer.reply("湖南申办的是第几届全运会?")

    assert isinstance(reply, Answer)
    assert "第十六届" in (reply.answer or "")
