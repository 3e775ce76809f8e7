"""A phrase of a number and a word is answered by the things that it stands for."""

from __future__ import annotations

import pytest

from answers.answerer import Answerer
from answers.types import Answer
from tests.answers.conftest import Over

_OPEN, _CLOSE = "\u201c", "\u201d"
_NOTICE = f"""# 白鹿市疫情防控工作通知

各单位要落实{_OPEN}四早{_CLOSE}要求,做到早发现、早报告、早隔离、早治疗,不漏一人。

局长申明远要求确保人员力量到位、防控措施到位、责任落实到位、宣传动员到位和请示报告到位。

按照{_OPEN}集中患者、集中专家、集中资源、集中救治{_CLOSE}的原则,全市收治病人。

发展科技金融、绿色金融、普惠金融、养老金融、数字金融五篇大文章。

实施三大战略:扩大内需战略、产业兴区战略、创新驱动战略。

对交通运输、住宿、餐饮、旅游四类困难行业免收租金。

开展两项检查,防火和防盗。
"""
_OTHER = """# 青岩县养老工作情况

青岩县建成早餐点、午餐点、晚餐点各一处,办好老年食堂。
"""


@pytest.fixture(scope="module")
def notices(over: Over) -> Answerer:
    return over(notice=_NOTICE, other=_OTHER)


@pytest.mark.parametrize(
    ("question", "items"),
    [
        (f"{_OPEN}四早{_CLOSE}是哪四个早?", ("早发现", "早报告", "早隔离", "早治疗")),
        ("四早指什么?", ("早发现", "早报告", "早隔离", "早治疗")),
        (f"收治病人的{_OPEN}四个集中{_CLOSE}是集中哪四样?", ("集中患者", "集中专家", "集中资源", "集中救治")),
        (
            f"申明远说的五个{_OPEN}到位{_CLOSE}都是哪些?",
            ("人员力量到位", "防控措施到位", "责任落实到位", "宣传动员到位", "请示报告到位"),
        ),
        ("五篇大文章分别是什么?", ("科技金融", "绿色金融", "普惠金融", "养老金融", "数字金融")),
        (f"{_OPEN}三大战略{_CLOSE}具体是哪三个?", ("扩大内需战略", "产业兴区战略", "创新驱动战略")),
        ("四类困难行业是哪四类?", ("交通运输", "住宿", "餐饮", "旅游")),
    ],
)
def test_a_named_set_is_told_thing_by_thing(notices: Answerer, question: str, items: tuple[str, ...]) -> None:
    reply = notices.reply(question)
    assert isinstance(reply, Answer)
    assert reply.is_sure
    assert tuple(item.removeprefix("发展").removeprefix("对") for item in reply.items) == items


@pytest.mark.parametrize(
    "question",
    [
        f"{_OPEN}三早{_CLOSE}是哪三个早?",  # three 早 stand nowhere side by side under that name
        f"青岩县的{_OPEN}四早{_CLOSE}是哪四个?",  # it is told of another place
        f"{_OPEN}六个到位{_CLOSE}是哪六个?",
    ],
)
def test_no_set_is_made_of_another(notices: Answerer, question: str) -> None:
    reply = notices.reply(question)
    assert not (isinstance(reply, Answer) and reply.is_sure and len(reply.items) > 1)
