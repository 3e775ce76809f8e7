"""Two figures of one sentence are told apart by the words that stand beside each."""

from __future__ import annotations

import pytest

from answers.answerer import Answerer
from tests.answers.conftest import Over, rows_of, values_of

_TEXTS = {
    "a": "# 白石县供销社保障春耕\n\n县供销社特事特办\uff0c为云溪农资站发放了600份有机认证书和2400份普通合格证\uff0c保证了农户用肥。\n\n"
    "自3月起\uff0c对小微商户的摊位费予以免收\uff0c免收期限不超过4个月\uff1b对大型商场等其他经营户减半收取\uff0c减半期限不超过2个月。\n\n"
    "全县范围内将农机报废补贴申请期限延长至4月10日\uff0c青河镇延长至5月6日\uff0c确有困难的可再申请。\n\n"
    "困难农户的小额贷款最长还款年限由3年延长至6年\u3002\n",
    "b": "# 青河镇养老服务情况\n\n高龄补贴标准由每月80元提高到每月120元\uff0c失能补贴标准由每月200元提高到每月260元。\n\n"
    "经批准的\uff0c护理费可延期缴纳\uff0c最长不超过3个月\uff1b对困难老人\uff0c今年二季度的取暖费可延长至9月底。\n",
    "c": "# 白石高新区集中签约\n\n共6个项目签约\uff0c总投资72.3亿元\uff0c预计年产出124亿元\uff1b共9个项目开工\uff0c总投资80.7亿元\uff0c预计年产出110亿元。\n\n"
    "1月30日\uff0c白石高新区又抽调126名机关工作人员、41名事业单位志愿者下沉社区\uff0c助力工作。\n",
    "e": "# 云溪区农业情况\n\n东坡经济区粮食总产量达到4万吨、占全区比重达61.3%\uff0c坡南经济区粮食总产量迈上万吨台阶\uff0c坡东北经济区粮食总产量突破9000吨\uff0c坡西经济区转型升级成效明显\u3002\n\n粮食仓储条件改善\u3002\n",
    "d": "# 关于减免社保费的通知\n\n自2月起\uff0c各省可免征中小微企业三项社会保险单位缴费部分\uff0c免征期限不超过5个月\u3002\n\n"
    "对大型单位可减半征收三项社会保险单位缴费部分。\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def notices(over: Over) -> Answerer:
    return over(**_TEXTS)


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("云溪农资站这次领到的认证书、合格证各几份", ["600份", "2400份"]),
        ("小微商户和大型商场的摊位费分别免收、减半收取几个月", ["不超过4个月", "不超过2个月"]),
        ("农机报废补贴申请期限\uff0c全县和青河镇各到哪天", ["4月10日", "5月6日"]),
        ("高龄补贴和失能补贴标准分别提高到多少", ["120元", "260元"]),
        ("青河镇的高龄补贴、失能补贴现在各是多少", ["120元", "260元"]),
    ],
)
def test_each_thing_has_the_value_of_the_part_that_says_its_words(
    notices: Answerer, question: str, values: list[str]
):
    assert values_of(notices.reply(question)) == values


def test_what_something_was_before_it_changed_is_not_what_it_is(notices: Answerer):
    rows = rows_of(notices.reply("困难农户小额贷款、护理费延期缴纳各能延到多久"))

    assert rows[0][1] == "6年"


def test_what_is_told_behind_the_semicolon_has_no_value_of_before_it(notices: Answerer):
    rows = dict(rows_of(notices.reply("护理费延期缴纳、困难老人取暖费各能延期几个月")))

    assert any((value or "").endswith("不超过3个月") for value in rows.values())
    assert [value for name, value in rows.items() if "取暖" in name] in ([None], [])


def test_a_part_that_says_another_indicator_gives_nothing(notices: Answerer):
    reply = notices.reply("白石高新区签约项目和开工项目的预计年产出分别是多少?")

    assert values_of(reply) == ["124亿元", "110亿元"]


def test_what_two_counts_have_in_common_behind_them_tells_none_of_them_apart(notices: Answerer):
    rows = dict(rows_of(notices.reply("白石高新区机关下沉社区和下沉企业的各有多少人?")))

    assert "41名" not in rows.values()


def test_a_value_found_for_two_is_that_ones_whose_words_its_statement_says(notices: Answerer):
    rows = dict(rows_of(notices.reply("社保减免\uff0c中小微企业、大型单位分别最多几个月?")))

    assert list(rows.values()) == ["不超过5个月", None]


def test_a_value_in_the_clause_of_another_is_that_ones(notices: Answerer):
    rows = dict(rows_of(notices.reply("坡南、坡东北和东坡的粮食产量各有多少?")))

    assert rows == {"坡南": None, "坡东北": "突破9000吨", "东坡": "4万吨"}
