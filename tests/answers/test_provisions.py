"""Provisions of laws by their numbers: what one says, in which one something stands, how many there are."""

from __future__ import annotations

import pytest

from answers.provisions.laws import laws_named
from answers.spans.shortened import is_short_for
from answers.types import Compound
from tests.answers.conftest import Over, answered, converse, refused, short, shown

_TITLE = "白石市城市公园灯光管理条例"
_LIGHTS = f"""# {_TITLE}

(2019年3月2日白石市人民政府令第12号公布)

## 第一章 总则

第一条 为了加强公园灯光管理,制定本条例。

第二条 市公园管理机构负责公园灯光的管理工作。

区公园管理机构协助做好灯光的管理工作。

## 第二章 开关灯

第三条 公园灯光每日22时关闭,节假日23时关闭。

第四条 有下列情形之一的,可以延长开灯时间:

(一)举办灯会;

(二)抢险救灾。

延长时间的,应当在3日前向市公园管理机构报告。

第五条 依照本条例第三条关闭灯光后,园内路灯保留三分之一。

## 第三章 法律责任

第六条 违反本条例规定,擅自拆除灯具的,处500元以上2000元以下的罚款。

第七条 本条例自2019年5月1日起施行。
"""
_RULES = """# 白石市城市公园灯光管理条例实施细则

第一条 根据《白石市城市公园灯光管理条例》,制定本细则。

第二条 灯具由区公园管理机构每月检查一次。

第三条 检查记录保存两年。
"""
_REPORT = "# 白石市公园工作报告\n\n第三条经验是灯光亮了,去年全市公园接待游客120万人次。\n"


@pytest.fixture(scope="module")
def laws(over: Over):
    return over(lights=_LIGHTS, rules=_RULES, report=_REPORT)


@pytest.mark.parametrize(
    ("question", "quoted", "is_left_out"),
    [
        ("白石市城市公园灯光管理条例第三条是什么规定?", "第三条 公园灯光每日22时关闭", "检查记录"),
        ("公园灯光管理条例第2条怎么写的", "区公园管理机构协助做好灯光的管理工作", "22时"),
        ("城市公园灯光管理条例第四条", "(二)抢险救灾。", "路灯保留"),
        ("城市公园灯光管理条例第四条", "应当在3日前向市公园管理机构报告", "路灯保留"),
        ("公园灯光管理条例最后一条说了什么", "自2019年5月1日起施行", "罚款"),
        ("灯光条例第五条讲啥", "园内路灯保留三分之一", "检查记录"),
        ("灯光管理条例实施细则第二条", "每月检查一次", "市公园管理机构负责"),
        ("条例第四条说哪些情形可以延长公园的开灯时间?", "(二)抢险救灾。", "路灯保留"),
        ("擅自拆公园的灯具要罚多少?要第六条原话", "第六条 违反本条例规定", "路灯保留"),
    ],
)
def test_a_provision_is_quoted_whole_by_its_number(laws, question: str, quoted: str, is_left_out: str):
    said = shown(converse(laws, question))

    assert quoted in said
    assert is_left_out not in said


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("擅自拆除公园灯具的罚款是第几条?", "第六条"),
        ("哪一条规定了公园灯光几点关闭?", "第三条"),
        ("公园举办灯会可以延长开灯时间在条例第几条", "第四条"),
    ],
)
def test_the_number_of_the_provision_that_says_it_is_told(laws, question: str, label: str):
    assert short(converse(laws, question)) == label


def test_the_second_question_of_a_message_asks_where_the_first_is_laid_down(laws):
    reply = converse(laws, "擅自拆除公园灯具怎么罚,在条例第几条?")

    assert isinstance(reply, Compound)
    assert short(reply.parts[-1]) == "第六条"


def test_how_many_provisions_a_law_has_is_counted(laws):
    assert short(converse(laws, "城市公园灯光管理条例一共有多少条?")) == "7条"
    assert short(converse(laws, "灯光管理条例实施细则有几条?")) == "3条"


def test_a_law_without_such_a_provision_says_which_it_has(laws):
    reply = refused(converse(laws, "城市公园灯光管理条例第四十条讲什么?"))

    assert "只有第一条至第七条" in reply.reason


def test_a_number_alone_is_of_the_law_spoken_of(laws):
    reply = converse(laws, "城市公园灯光管理条例第六条", "那第三条呢?")

    assert "每日22时关闭" in shown(reply)
    assert f"《{_TITLE}》" in reply.question.understood


def test_a_number_alone_asks_which_law_is_meant_where_several_are_there(laws):
    reply = refused(converse(laws, "第三条是什么?"))

    assert "请说明是哪一部" in reply.reason
    assert f"《{_TITLE}》" in reply.reason


def test_a_number_alone_is_of_the_only_law(over: Over):
    assert "两年" in shown(converse(over(rules=_RULES, report=_REPORT), "第三条是什么?"))


def test_a_law_is_not_named_by_the_name_of_another_that_its_title_begins_with(over: Over):
    sources = over(rules=_RULES).sources

    assert laws_named("城市公园灯光管理条例", sources) == ()
    assert len(laws_named("城市公园灯光管理条例实施细则", sources)) == 1


def test_what_a_report_calls_its_third_point_is_no_provision(over: Over):
    assert "120万人次" in answered(over(report=_REPORT), "去年全市公园接待游客多少人次?")
    assert "只有" not in shown(converse(over(report=_REPORT), "公园工作报告第三条是什么?"))


@pytest.mark.parametrize(
    ("name", "title", "is_short"),
    [
        ("灯光条例", _TITLE, True),
        ("灯光办法", _TITLE, False),
        ("灯光条例", f"{_TITLE}实施细则", False),
        ("", _TITLE, False),
    ],
)
def test_a_name_is_short_for_a_title_that_says_its_characters_in_order(name: str, title: str, is_short: bool):
    assert is_short_for(name, title) is is_short
