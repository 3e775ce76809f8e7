"""Kinds of other words that a briefing writer puts a source in, each right, and each wrong in one thing."""

from __future__ import annotations

import pytest

from answers.checking.checked import Checked, Verdict
from answers.checking.checker import Checker
from tests.answers.checking.conftest import FULL_STOP, Checking, checked

_NORTH = """---
title: 2026年北岭省政府工作报告
date: 2026-01-20
---
## 一、2025年工作回顾

居民消费价格微降0.3%。城乡居民人均可支配收入分别增长4.1%和6.2%。进出口总额突破万亿元、增速居全国第5位。接待入境游客150万人次。

新增科技型中小企业7227家、专精特新企业1565家。新建道路4767公里,改造管网1.8万公里,较上年分别增长4.8%、52%。

消费品以旧换新销售额超30亿元。打造夜间消费新场景。开展系列促消费活动,拉动消费75亿元。“零关税”税目比例由21%提升至74%。

2025年是“十四五”收官之年。粮食增量39.7亿斤。城镇新增就业107万人。人均可支配收入70923元。常住人口由729万人增加到732万人。第三产业增加值增长4.2%。新增智能算力1.7万P。
"""
_SOUTH = """---
title: 2026年南丘省政府工作报告
date: 2026-01-21
---
## 一、2025年工作回顾

全省上下克难奋进,实现“十四五”顺利收官。实施岗位扩容支持计划,全省城镇新增就业107万人。接待入境游客340万人次。

## 二、2026年工作安排

今年经济社会发展主要预期目标是:地区生产总值增长6%左右;城镇新增就业85万人。
"""
_NOTICE = """---
title: 延长春节假期后的防控安排
---
1月27日下午,由名古屋飞往东海市的CZ380航班共搭载27名旅客。企业1个月房租免收、2个月租金减半。

“产能已恢复至正常的50%左右。”位于高新区的昆泰丘钛微电子科技有限公司总经理王健强信心满满。

1月30日,西川省经济和信息化厅委托科纶药业从国外采购的第一批防护服抵达。协会会长丘世健率先捐赠4万个医用口罩。
"""
_FLEET = """---
title: 防控复工两不误
---
石泉市海洋与渔业局有序推进渔船复工。石泉市的渔船陆续出海。

截至2月26日,全市恢复生产的大中型捕捞渔船数量达602艘,小型渔船达1278艘。
"""


@pytest.fixture(scope="module")
def checker(checking: Checking) -> Checker:
    return checking(north=_NORTH, south=_SOUTH, notice=_NOTICE, fleet=_FLEET)


@pytest.mark.parametrize(
    "sentence",
    [
        "北岭省城镇、农村居民人均可支配收入分别增长4.1%和6.2%",  # one word for two
        "北岭省农村居民人均可支配收入增长6.2%",
        "北岭省进出口总额突破1万亿元,增速列全国第五",  # a power of ten without a numeral
        "北岭省消费品以旧换新销售额超过30亿元,各类促销活动拉动消费75亿元",  # with a sentence between
        "北岭省“零关税”税目比例提高到74%,此前为21%",
        "北岭省人均可支配收入7.09万元",  # in a larger unit, cut
        "北岭省第三产业增加值增长4.2%",  # no third place
        "今年南丘省计划新增城镇就业85万人",  # a goal, in another word than the source's
        "北岭省常住人口增加了3万人,达到732万人",  # the difference of two figures
        "北岭省城镇新增就业107万人,完成全年目标",  # a goal that was reached is no plan
        "去年北岭省粮食增产39.7亿斤",
        "昆泰丘钛微电子的产能已恢复到正常的50%左右",  # who speaks stands behind
        "台商丘世健带头捐赠4万个医用口罩",  # 商丘 is no place here
        "石泉市恢复生产的大中型捕捞渔船有602艘、小型渔船1278艘",  # 全市 is this city
        "北岭省新增智能算力1.7万P",
    ],
)
def test_what_is_right_is_not_accused(checker: Checker, sentence: str):
    found = checked(checker, sentence)

    assert found.verdict in (Verdict.SUPPORTED, Verdict.VERBATIM), (found.differences, found.missing)


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("北岭省居民消费价格上涨0.3%", "降"),
        ("北岭省农村居民人均可支配收入增长4.1%", "6.2%"),
        ("北岭省出口总额突破万亿元", "进出口"),  # a part for the whole
        ("北岭省进出口总额突破万亿元、增速居全国第4位", "第5位"),
        ("北岭省新增专精特新企业7227家", "1565家"),  # another's figure, one sentence on
        ("北岭省改造管网较上年增长4.8%", "52%"),  # 分别 over clauses
        ("2023年是“十四五”收官之年", "2025年"),
        ("北岭省人均可支配收入7.90万元", "70923元"),
        ("北岭省常住人口减少了3万人,达到732万人", "万人"),
        ("2025年上半年北岭省接待入境游客150万人次", "2025年"),  # some months for the year
        ("1月27日CZ380航班由大板飞往东海市", "名古屋"),
        ("企业2个月房租免收、1个月租金减半", "1个月"),  # what counts stands behind
        ("东河省经济和信息化厅委托科纶药业从国外采购第一批防护服", "西川省"),
    ],
)
def test_what_is_wrong_in_one_thing_differs(checker: Checker, sentence: str, source: str):
    found = checked(checker, sentence)

    assert found.verdict is Verdict.DIFFERS, (found.verdict, found.missing)
    assert any(source in one.source for one in found.differences), found.differences


@pytest.mark.parametrize(
    "sentence",
    [
        "北岭省大熊猫繁育基地接待入境游客23万人次",  # what is counted is told of nowhere
        "北岭省新增智能算力1.2万P",  # a number that is no figure
    ],
)
def test_what_the_nearest_place_does_not_count_is_absent(checker: Checker, sentence: str):
    assert checked(checker, sentence).verdict is Verdict.ABSENT


def test_what_is_told_of_the_subject_itself_is_set_against_it_before_another_with_the_same_figure(
    checking: Checking,
):
    west = _SOUTH.replace("南丘", "西漠").replace("6%", "5.5%")
    found = checked(checking(south=_SOUTH, west=west), "今年西漠省地区生产总值目标是增长6%左右")

    assert [(one.written, one.source) for one in found.differences] == [("6%左右", "5.5%左右")]


def test_a_sentence_of_two_facts_is_borne_by_two_articles_only_where_both_tell_of_whom_it_names(
    checking: Checking,
):
    one = "---\ntitle: 东陵高新区复工\n---\n东陵高新区兑现资金3.72亿元。\n"
    other = "---\ntitle: 东陵高新区开工\n---\n东陵高新区开工项目总投资80.7亿元。\n"
    checker = checking(one=one, other=other)

    assert checked(checker, "东陵高新区兑现资金3.72亿元,开工项目总投资80.7亿元").verdict is Verdict.SUPPORTED
    assert (
        checked(checker, "西陵高新区兑现资金3.72亿元,开工项目总投资80.7亿元").verdict is not Verdict.SUPPORTED
    )
    assert checked(checker, "东陵高新区兑现资金3.72亿元,开工项目总投资87.0亿元").verdict is Verdict.DIFFERS


_OF_EAST = "---\ntitle: 东陵高新区复工\n---\n东陵高新区规模以上企业全部复工,员工到岗率达90%。\n"
_OF_WEST = "---\ntitle: 西陵高新区复工\n---\n西陵高新区规模以上企业部分复工。员工到岗率达80%。\n"


def test_a_sentence_that_names_nobody_is_about_whom_the_one_before_it_in_its_line_names(checking: Checking):
    checker = checking(east=_OF_EAST, west=_OF_WEST)

    def second(draft: str) -> Checked:
        return tuple(checker.check(draft))[1]

    lead = f"东陵高新区规模以上企业已全部复工{FULL_STOP}"
    wrong, right = f"员工到岗率达80%{FULL_STOP}", f"员工到岗率达90%{FULL_STOP}"
    assert [one.source for one in second(lead + wrong).differences] == ["90%"]
    assert second(lead + right).verdict is Verdict.VERBATIM
    assert second(f"{lead}\n{wrong}").verdict is Verdict.VERBATIM
    assert second(f"{lead}全国{wrong}").differences == ()


_SIGNED = """---
title: 东陵高新区复工
---
在2月20日举行的项目签约暨集中开工推进会上,东陵高新区共6个项目签约,总投资72.3亿元,预计年产出124亿元;共9个项目开工,总投资80.7亿元,预计年产出110亿元。

总投资50亿元的航天物联网基地项目和总投资30亿元的康养项目落户东陵高新区。年初的目标是签约50亿元项目2个,30亿元项目3个。

截至2月25日,以2.3万家企业为基数,企业复工率91.9%,其中服务业企业复工993家。全区兑现资金3.72亿元、惠及企业2287家,近期还将兑现资金8.8亿元,惠及企业超4000家。
"""


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("东陵高新区签约项目总投资80.7亿元", "72.3亿元"),
        ("东陵高新区开工项目总投资72.3亿元", "80.7亿元"),
        ("东陵高新区集中开工项目预计年产出124亿元", "110亿元"),
        ("东陵高新区6个项目签约,预计年产出110亿元", "124亿元"),
        ("东陵高新区年初的目标是签约50亿元项目3个", "2个"),
        ("总投资150亿元的航天物联网基地项目落户东陵高新区", "50亿元"),
        ("东陵高新区兑现资金3.72亿元,惠及企业4000家", "2287家"),
        ("东陵高新区兑现资金3.27亿元,惠及企业2287家", "3.72亿元"),
    ],
)
def test_a_figure_of_the_neighbouring_clause_is_not_thischecked(
    checking: Checking, sentence: str, source: str
):
    found = checked(checking(east=_SIGNED), sentence)

    assert found.verdict is Verdict.DIFFERS
    assert source in [one.source for one in found.differences], found.differences


@pytest.mark.parametrize(
    "sentence",
    [
        "东陵高新区签约项目6个、开工项目9个,总投资分别为72.3亿元、80.7亿元",
        "东陵高新区9个开工项目的总投资为80.7亿元",
        "东陵高新区开工项目总投资80.7亿元",
        "东陵高新区集中开工项目预计年产出110亿元",
        "到2月25日,东陵高新区2.3万家企业的复工率为91.9%",
        "东陵高新区年初的目标是签约30亿元项目3个",
        "总投资30亿元的康养项目落户东陵高新区",
    ],
)
def test_a_figure_of_its_own_clause_is_not_accused(checking: Checking, sentence: str):
    found = checked(checking(east=_SIGNED), sentence)

    assert found.verdict.vouches, found.differences


def test_what_is_paired_is_the_figure_however_far_behind(checking: Checking):
    checker = checking(
        output="---\ntitle: 南湖县统计公报\n---\n全县生产总值110.2亿元,比上年增长9.3%,其中:第一产业增加值14.2亿元,"
        "第二产业增加值62.7亿元,第三产业增加值33.3亿元,按可比价格计算,分别比上年增长4.0%、9.2%、12.3%。\n"
    )
    right = checked(checker, "南湖县第三产业增加值33.3亿元,增长12.3%")
    wrong = checked(checker, "南湖县第三产业增加值33.3亿元,增长9.2%")

    assert right.verdict is Verdict.SUPPORTED, right.differences
    assert [one.source for one in wrong.differences] == ["12.3%"]
