"""A cell holds what is measured as asked, and a growth where growth is asked of all that stand side by side."""

from __future__ import annotations

import pytest

from answers.answerer import Answerer
from answers.questions.pieces import tallies
from answers.spans.figures import is_measured_otherwise
from answers.types import Answer, Compound
from retrieval.quantities import find_figures
from tests.answers.conftest import Over, rows_of, values_of

_QUARTER = """# 青石开发区一季度运行平稳

一季度,青石开发区实现规模以上工业产值415亿元,增长25.3%;实际利用外资3.52亿美元,增长162%;实现固定资产投资57.7亿元,增长10.1%。

青石开发区有48家载体(18家孵化器、30家众创空间)计划减免在孵企业房租,预计分别减免1711万元、310万元。

截至2月25日,青石开发区企业复工率91.9%,其中,规上工业企业全部复工,规上服务业企业复工993家,占总数的97%。

青石开发区年初就定下目标,2020年固定资产投资超100亿元,到账外资超4亿美元。

青石开发区2亿元疫情应急转贷资金和2000万元担保风险池已准备好。

启明模组项目达产后预计产值50亿元,税收超2亿元。

在2月20日举行的推进会上,青石开发区共6个项目签约,总投资72.3亿元,预计年产出124亿元;共9个项目开工,总投资80.7亿元,预计年产出110亿元。
"""


_SIGNED = """# 白鹿高新区集中签约

2月20日,白鹿高新区举行重大项目签约仪式,总投资50亿元的青河物联网产业基地项目和总投资30亿元的云溪康养项目落户白鹿高新区。

2月22日,总投资约3亿元的白鹿信息技术创新园顺利开工。
"""


@pytest.fixture(scope="module")
def signed(over: Over) -> Answerer:
    return over(signed=_SIGNED, quarter=_QUARTER)


@pytest.mark.parametrize(
    "question",
    [
        "白鹿高新区落户了哪些项目?",
        "2月20日白鹿高新区签约了哪些重大项目?",
        "白鹿高新区签约了哪些项目,各投资多少?",
    ],
)
def test_projects_are_listed_by_what_was_done(signed: Answerer, question: str) -> None:
    reply = signed.reply(question)
    assert [name for name, _ in rows_of(reply)] == ["青河物联网产业基地项目", "云溪康养项目"]
    assert isinstance(reply, Answer)
    assert reply.notes == ()  # 各投资多少 asks for no least one


@pytest.fixture(scope="module")
def quarter(over: Over) -> Answerer:
    return over(quarter=_QUARTER)


@pytest.mark.parametrize(
    "question",
    [
        "青石开发区一季度工业产值、利用外资、固定资产投资各增长多少?",
        "一季度青石开发区工业产值、利用外资、固定资产投资分别涨了多少?",
        "一季度青石开发区工业产值、利用外资、固定资产投资,分别比去年涨了百分之几?",
    ],
)
def test_growth_is_asked_of_all_side_by_side(quarter: Answerer, question: str) -> None:
    assert values_of(quarter.reply(question)) == ["25.3%", "162%", "10.1%"]


def test_each_takes_the_figure_beside_its_name(quarter: Answerer) -> None:
    asked = "青石开发区的孵化器跟众创空间,各打算给租户免掉多少房租?"
    assert values_of(quarter.reply(asked)) == ["1711万元", "310万元"]
    asked = "青石开发区的应急转贷、担保风险池分别多少?"
    assert values_of(quarter.reply(asked)) == ["2亿元", "2000万元"]


def test_what_a_question_says_itself_is_not_handed_on_to_it(quarter: Answerer) -> None:
    reply = quarter.reply("青石开发区一共签约了几个项目,实际住进去几家企业、多少人?")
    assert isinstance(reply, Compound)
    assert reply.parts[-1].question.understood == "实际住进去多少人?"


def test_a_warning_behind_two_questions_is_none(quarter: Answerer) -> None:
    reply = quarter.reply("青石开发区签约了几个项目,规上服务业复工了多少家?两个数别弄混")
    assert isinstance(reply, Compound)
    assert [part.answer for part in reply.parts if isinstance(part, Answer)] == ["6个", "993家"]


def test_of_a_plan_no_number_of_things_is_shown_for_money(quarter: Answerer) -> None:
    question = "青石开发区的孵化器、众创空间各打算给在孵企业免多少房租?"
    assert values_of(quarter.reply(question)) == ["1711万元", "310万元"]


def test_what_leaves_out_its_noun_shares_that_of_the_last(quarter: Answerer) -> None:
    question = "青石开发区那次推进会上,签约的和开工的项目总投资分别是多少,相差多少?"
    table = quarter.reply(question)
    assert isinstance(table, Answer)
    assert values_of(table) == ["72.3亿元", "80.7亿元"]
    assert len(table.notes) == 1
    assert table.notes[0].endswith("= 8.4亿元")


def test_a_part_is_asked_for_by_its_name_without_what_is_counted(quarter: Answerer) -> None:
    reply = quarter.reply("规上服务业复工了多少家?")
    assert isinstance(reply, Answer)
    assert reply.answer == "993家"


def test_a_target_is_not_what_was_done(quarter: Answerer) -> None:
    reply = quarter.reply("青石开发区到账外资定的目标多少?实际到账了多少?")
    assert isinstance(reply, Compound)
    aimed, done = reply.parts
    assert isinstance(aimed, Answer)
    assert aimed.answer == "超4亿美元"
    assert not (isinstance(done, Answer) and done.is_sure and done.answer == "超4亿美元")


def test_what_is_begun_is_not_what_is_signed(quarter: Answerer) -> None:
    reply = quarter.reply("青石开发区开工项目有几个?")
    assert isinstance(reply, Answer)
    assert reply.answer == "9个"


def test_what_was_done_is_not_taken_from_another(over: Over) -> None:
    aimed = "# 白鹿高新区简报\n\n白鹿高新区年初就定下目标,2020年固定资产投资超100亿元,到账外资超4亿美元。\n"
    done = "# 南岭开发区简报\n\n一季度,南岭开发区实际到账外资3.52亿美元,增长162%。\n"
    reply = over(aimed=aimed, done=done).reply("白鹿高新区今年到账外资实际到账了多少?")
    assert not (isinstance(reply, Answer) and reply.is_sure and reply.answer in ("3.52亿美元", "超4亿美元"))


def test_what_bounds_a_class_is_nobodys_figure(over: Over) -> None:
    one = "# 青岩省政府工作报告\n\n青岩省经济总量超500亿元的县域增至12个,地区生产总值增长5.1%。\n"
    other = "# 白鹿省政府工作报告\n\n白鹿省地区生产总值达到5.53万亿元、增长4.8%。\n"
    third = "# 南岭省政府工作报告\n\n南岭省地区生产总值达到3.2万亿元、增长5.8%。\n"
    reply = over(one=one, other=other, third=third).reply("各省地区生产总值是多少?")
    assert "超500亿元" not in values_of(reply)


def test_a_noun_of_one_character_is_asked_for(quarter: Answerer) -> None:
    reply = quarter.reply("启明模组项目预计交多少税?")
    assert isinstance(reply, Answer)
    assert reply.answer == "超2亿元"


@pytest.mark.parametrize(
    ("figure", "question", "is_otherwise"),
    [
        ("415亿元", "规上企业有几家复了工?", True),
        ("100%", "规上企业复工了多少家?", True),
        ("18家", "孵化器打算免多少钱?", True),
        ("14个", "规上企业有几家复了工?", False),
        ("415亿元", "规上企业产值多少?", False),
        ("570亿元", "几家银行今年打算新增多少贷款?", False),
        ("570", "规上企业有几家?", False),
    ],
)
def test_money_and_shares_are_no_numbers_of_things(figure: str, question: str, *, is_otherwise: bool) -> None:
    (found,) = find_figures(figure)
    assert is_measured_otherwise(found, question) is is_otherwise


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("产值、外资、固投这三项,哪个涨得最快", ["这三项"]),
        ("产值、外资两项指标各是多少", ["两项指标"]),
        ("产值、外资、固投两项各是多少", []),
        ("产值两项各是多少", []),
        ("青石三家公司的产值", []),
    ],
)
def test_how_many_are_listed_is_no_name(question: str, told: list[str]) -> None:
    assert [span.of(question) for span in tallies(question)] == told
