"""Which cell, row or label is the one asked for: none counted, added up or read beside it."""

from __future__ import annotations

import pytest

from tests.answers.conftest import Over, answered

_SELECTION = """# 2018年云岭市市直机关遴选公务员职位表

教师招聘另行公告。

| 序号 | 遴选单位 | 职位名称 | 联系人 | 联系电话 | 招考人数 | 最低学历 |
| --- | --- | --- | --- | --- | --- | --- |
| 1 | 云岭市卫生综合监督执法局 | 科员 | 阮磊 | 0795-3203989 | 3 | 本科 |
| 2 | 云岭市委政策研究室 | 科员 | 熊楠 | 0795-3224431 | 2 | 本科 |
| 3 | 云岭市扶贫和移民办公室 | 科员 | 李宾 | 0795-3283727 | 1 | 本科 |
| 4 | 云岭市扶贫和移民办公室 | 财务科科员 | 李宾 | 0795-3283727 | 1 | 硕士研究生 |
| 5 | 云岭市林业局 | 科员 | 熊霞 | 0795-3228919 | 1 | 本科 |
"""
_HOLDERS = """# 云溪股份2025年第一季度报告

| 股东名称 | 股东性质 | 持股比例 | 持股数量 | 股份种类 |
| --- | --- | --- | --- | --- |
| 王启明 | 境内自然人 | 16.90% | 513,623,850 | 人民币普通股 |
| 吕青山 | 境内自然人 | 7.87% | 239,228,620 | 人民币普通股 |
| 云海投资控股 | 境内法人 | 5.11% | 155,149,602 | 人民币普通股 |
"""
_STATEMENT = """# 云溪股份点评

| 利润表(百万元) | 2023 | 2024 | 2025E |
| --- | --- | --- | --- |
| 营业总收入 | 1,567 | 3,684 | 5,056 |
| 营业成本 | 1,038 | 2,394 | 3,236 |
| 管理费用 | 131 | 313 | 409 |
| 净利率 | 9.0% | 9.5% | 14.2% |
"""


@pytest.mark.parametrize(
    ("text", "question", "wanted"),
    [
        # a column that counts what is asked for is read before rows are counted
        (_SELECTION, "云岭市卫生综合监督执法局遴选招几个?", "3"),
        (_SELECTION, "云岭市委政策研究室遴选招多少个?", "2"),
        (_SELECTION, "云岭市扶贫和移民办公室遴选一共招几个?", "2"),
        (_SELECTION, "云岭市扶贫和移民办公室有几个职位?", "2个"),
        # what a row says in per cent
        (_HOLDERS, "王启明持有云溪股份百分之多少的股份?", "16.90%"),
        (_HOLDERS, "吕青山名下有多少股云溪股份?", "239,228,620"),
    ],
)
def test_a_figure_that_a_row_gives_is_read_and_no_rows_are_counted(
    over: Over, text: str, question: str, wanted: str
):
    assert answered(over(case=text), question) == wanted


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (_SELECTION, "云岭市接待办遴选招多少人?"),
        (_STATEMENT, "云溪股份2025年净利润预计多少?"),
        (_HOLDERS, "王启明出了多少的股份?"),
    ],
)
def test_rows_are_counted_only_where_what_they_are_is_counted(over: Over, text: str, question: str):
    said = answered(over(case=text), question)

    assert not said.endswith("个")
    assert "个:" not in said


_PLACES = ("青河县", "白水县", "赤岭县")
_SUBJECTS = ("道德与法治", "地理", "化学", "历史", "数学", "英语", "语文", "体育", "音乐")
_ROWS = [(place, level, subject) for place in _PLACES for level in ("初中", "小学") for subject in _SUBJECTS]
_LAST = len(_ROWS)
_TEACHERS = "\n".join(
    [
        "# 2023年特岗教师招聘岗位表",
        "",
        "| 序号 | 岗位名称 | 是否要求相关专业 | 招聘人数 | 联系电话 |",
        "| --- | --- | --- | --- | --- |",
        *(
            f"| {at + 1} | 云岭市{place}{level}{subject} | {f'{subject}相关专业' if at % 2 else '否'} | {2 + at % 9} | 0795-500{_PLACES.index(place)} |"
            for at, (place, level, subject) in enumerate(_ROWS)
        ),
        f"| {_LAST + 1} | 云岭市青河县初中心理健康 | 否 | 4 | 0795-5000 |",
        f"| {_LAST + 2} | 云岭市白水县高中俄语 | 否 | 3 | 0795-5001 |",
        "",
    ]
)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        # each word that tells rows apart is of the row that is read: no sum over those that lack one
        ("青河县2023年特岗初中数学招几个老师?", "6"),
        ("白水县2023年特岗小学体育要招几个人?", "9"),
        ("青河县特岗教师里初中心理健康招几个?", "4"),
        ("赤岭县特岗教师里小学英语招多少人?", "7"),
        # what all rows of a place say
        ("白水县特岗教师咨询电话", "0795-5001"),
        ("白水县特岗教师打哪个电话问?", "0795-5001"),
        ("青河县2023年特岗初中一共招多少人?", str(sum(range(2, 11)) + 4)),
    ],
)
def test_a_row_is_read_by_all_words_that_tell_it_from_others(over: Over, question: str, wanted: str):
    assert answered(over(case=_TEACHERS), question) == wanted


@pytest.mark.parametrize(
    "question",
    ["青河县2023年特岗高中俄语招几个老师?", "赤岭县2023年特岗初中心理健康招几个?"],
)
def test_no_rows_are_added_up_that_lack_a_word_of_the_question(over: Over, question: str):
    assert not answered(over(case=_TEACHERS), question).isdigit()


def test_rows_of_a_place_that_say_the_same_number_are_added_up_all_the_same(over: Over):
    subjects = ("语文", "数学", "英语", "物理")
    rows = [f"| 云岭市{place}初中{one} | 10 |" for place in ("青河县", "白水县") for one in subjects]
    text = "\n".join(["# 特岗教师岗位表", "", "| 岗位名称 | 招聘人数 |", "| --- | --- |", *rows, ""])

    assert answered(over(case=text), "青河县特岗招几个老师?") == "40"


_TESTS = """# 遗传病检测项目表

| 项目编号 | 检测项目 | 相关基因 | 周期 |
| --- | --- | --- | --- |
| Q0101 | 遗传性乳腺癌 | BRCA1 | 15个工作日 |
| Q0102 | 遗传性卵巢癌 | BRCA2 | 15个工作日 |
| Q0103 | 林奇综合征 | MLH1 | 10个工作日 |
"""
_DRAFT = """# 设备定期评价第1部分:通用要求

本稿完成日期:2023年3月9日

## 前言

本部分由云岭发展中心归口。

本部分起草单位:云岭运营管理有限责任公司

本部分起草人:XX
"""
_DISTRICTS = """# 2021年云岭市人口报告

| 区 | 户籍人口(万人) | 男性(万人) | 女性(万人) |
| --- | --- | --- | --- |
| 东山区 | 124.88 | 60.48 | 64.40 |
| 南湖区 | 73.40 | 35.61 | 37.79 |
| 西桥区 | 58.20 | 28.55 | 29.65 |
"""
# paragraphs that a page runs together, each with the blanks it begins with: three blanks, and no table
_RUN_TOGETHER = """# 云岭市延长零星报销受理期

对于市医保中心基金科负责人张青山而言,这个春节都是伴着票据度过的。

方案测算、凭证交接,每一个环节张青山都要反复核算,\u201c必须绝对准确。\u201d \u3000\u3000在银行配合下,有关部门以最快的速度完成资金拨付工作。
为减轻压力,医保部门对费用予以单列,不纳入指标。 \u3000\u3000据悉,市医保局会同市财政部门全力保障患者救治费用,免除其后顾之忧。
"""


@pytest.mark.parametrize(
    ("text", "question", "wanted"),
    [
        (_TESTS, "Q0102那个项目要几天?", "15个工作日"),
        (_TESTS, "林奇综合征要查哪个基因?", "MLH1"),
        (_DRAFT, "设备定期评价第1部分是哪家单位起草的?", "云岭运营管理有限责任公司"),
        (_DISTRICTS, "云岭市西桥区户籍人口里男的有多少?", "28.55"),
        (_DISTRICTS, "云岭市西桥区户籍人口有多少?", "58.20"),
    ],
)
def test_a_cell_of_the_kind_asked_is_the_answer(over: Over, text: str, question: str, wanted: str):
    assert answered(over(case=text), question) == wanted


@pytest.mark.parametrize(
    ("text", "question", "amiss"),
    [
        (_TESTS, "查遗传性乳腺癌基因要多少钱?", "BRCA1"),
        (_TESTS, "遗传性乳腺癌基因检测收费多少元?", "15个工作日"),
        (_DRAFT, "设备定期评价第1部分的起草人是谁?", "云岭运营管理有限责任公司"),
        (_DRAFT, "设备定期评价第1部分的起草人是谁?", "XX"),
        (_RUN_TOGETHER, "市医保中心基金科是谁在负责?", "据悉"),
    ],
)
def test_a_cell_of_another_kind_or_label_is_none(over: Over, text: str, question: str, amiss: str):
    assert not answered(over(case=text), question).startswith(amiss)


_BODIES = """# 市政府机构设置和编制管理办法

## 第二章 机构设置管理

第八条 市政府组成部门依法分别履行基本的行政管理职能。市政府组成部门由各局和各委员会组成。

第九条 设立市政府组成部门、市政府直属机构的方案,应当包括下列事项:

(一)设立机构的必要性和可行性;

(二)机构的类型、名称和职能;

(三)机构的编制。
"""
_WORKING_GROUP = """# 推动企业加速转产扩产

市国资委成立医疗物资专项工作组,建立了产量日报制度、驻厂协调制度和每日例会制度,高效有序运转。一是加强生产服务。二是汇集各方力量。三是加大海外采购力度。
"""
_SIGNED = """# 云溪股份有限公司2025年第一季度报告

编制单位:云溪股份有限公司

| 项目 | 期末余额 | 期初余额 |
| --- | --- | --- |
| 货币资金 | 117,406 | 102,738 |
| 存货 | 154,373 | 116,036 |

法定代表人:王启明   主管会计工作负责人:周亚      会计机构负责人:刘惠

| 项目 | 本期发生额 | 上期发生额 |
| --- | --- | --- |
| 营业收入 | 170,360 | 124,944 |
| 营业成本 | 136,175 | 99,074 |

法定代表人:王启明   主管会计工作负责人:周亚      会计机构负责人:刘惠
"""


@pytest.mark.parametrize(
    ("text", "question", "amiss"),
    [
        # what a plan to set bodies up has to hold are no bodies
        (_BODIES, "市政府组成部门都算上哪些?", "设立机构的必要性"),
        # a sentence that lists systems announces no list of them
        (_WORKING_GROUP, "医疗物资专项工作组立了哪几项制度?", "加强生产服务"),
    ],
)
def test_a_list_is_of_what_its_announcement_calls_it(over: Over, text: str, question: str, amiss: str):
    assert not answered(over(case=text), question).startswith(amiss)


def test_what_a_plan_has_to_hold_is_listed(over: Over):
    assert answered(over(case=_BODIES), "设立市政府直属机构的方案要包括哪些?").startswith("设立机构的必要性")


def test_a_label_that_stands_below_several_tables_with_one_name_is_read(over: Over):
    assert answered(over(case=_SIGNED), "云溪股份一季度报告上会计机构负责人签的是谁?") == "刘惠"
