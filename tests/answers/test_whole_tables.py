"""Questions about all rows of a long table: how many, which, the largest, the sum; of some rows by a part of their names."""

from __future__ import annotations

import pytest

from answers.answerer import Answerer
from answers.types import Abstention, Answer
from tests.answers.conftest import Over, answered, converse

_COUNTIES = ("青河县", "白水县", "赤岭县", "东川县", "南平县", "西华县", "北安县", "石桥县")
_SUBJECTS = (
    "初中语文", "初中数学", "初中英语", "初中物理", "初中化学", "小学语文", "小学数学", "小学英语", "小学音乐", "小学体育",
    "小学美术", "小学科学", "初中历史", "初中地理", "初中生物", "初中音乐", "初中体育", "初中美术", "小学书法", "初中信息",
    "小学劳动", "初中劳动", "小学心理", "初中心理", "小学阅读",
)  # fmt: skip
_POSTS = [(county, subject) for county in _COUNTIES for subject in _SUBJECTS]  # 200 rows
_WANTED = [1 + place % 7 for place in range(len(_POSTS))]
_WANTED[150] = 58


def _roster() -> str:
    lines = [
        "# 2023年特岗教师招聘岗位表",
        "",
        "| 序号 | 岗位名称 | 岗位代码 | 招聘人数 |",
        "| --- | --- | --- | --- |",
    ]
    lines += [
        f"| {place + 1} | {county}{subject} | 3604{place:05} | {_WANTED[place]} |"
        for place, (county, subject) in enumerate(_POSTS)
    ]
    return "\n".join(lines) + "\n"


def _catalogue() -> str:
    lines = [
        "# 通过认证的专业名单",
        "",
        "| 序号 | 学校名称 | 专业名称 | 专业类别 |",
        "| --- | --- | --- | --- |",
    ]
    majors = ("学前教育", "历史学", "物理学", "心理学", "体育教育", "生物科学")
    rows = [(f"{county[:-1]}师范大学", major) for county in _COUNTIES for major in majors]
    lines += [
        f"| {place + 1} | {school} | {major} | 中学教育 |" for place, (school, major) in enumerate(rows)
    ]
    return "\n".join(lines) + "\n"


def _told(answerer: Answerer, question: str) -> str:
    """Return all that a reply shows."""
    reply = converse(answerer, question)
    assert isinstance(reply, Answer)
    return "\n".join([reply.lead, *reply.notes, *(one.quote.text for one in reply.citations)])


_OF_THE_ROSTER = [
    ("特岗教师岗位表一共有多少个岗位?", "200个"),
    ("招聘人数最多的岗位是哪个?", "北安县初中语文"),
    ("东川县有几个岗位?", "25个"),
    ("初中语文的岗位有多少个?", "8个"),
    ("招聘人数在50人以上的岗位有哪些?", "北安县初中语文"),
]


@pytest.mark.parametrize(("question", "wanted"), _OF_THE_ROSTER)
def test_all_rows_of_a_long_table_are_looked_at(over: Over, question: str, wanted: str):
    assert wanted in answered(over(case=_roster()), question)


def test_the_rows_of_a_place_are_added_up_and_the_sum_is_shown_as_worked_out(over: Over):
    of_the_county = [count for count, (county, _) in zip(_WANTED, _POSTS, strict=True) if county == "白水县"]

    said = _told(over(case=_roster()), "白水县一共招聘多少人?")

    assert f"计算:25 行“招聘人数”相加 = {sum(of_the_county)}" in said


def test_the_sum_of_a_whole_table_is_worked_out_where_it_has_no_row_of_sums(over: Over):
    assert f"相加 = {sum(_WANTED)}" in _told(over(case=_roster()), "特岗教师招聘人数合计多少?")


def test_no_codes_are_added_up(over: Over):
    assert isinstance(converse(over(case=_roster()), "东川县的岗位代码一共多少?"), Abstention)


def test_of_many_rows_some_are_shown_and_the_rest_is_counted(over: Over):
    said = _told(over(case=_roster()), "东川县有哪些岗位?")

    assert "东川县初中语文" in said
    assert "还有 5 处没有列出" in said
    assert said.count("东川县") == 2 * 20  # in the first line and in the lines quoted


def test_what_a_row_is_called_is_taken_before_what_sort_it_is_of(over: Over):
    said = answered(over(case=_catalogue()), "东川师范大学通过认证的有哪些专业?")

    assert said.startswith("学前教育、历史学、物理学、心理学、体育教育、生物科学")


def test_a_column_of_words_is_counted_for_the_rows_named_each_word_once(over: Over):
    answerer = over(case=_catalogue())

    assert "6个" in answered(answerer, "东川师范大学有几个专业通过认证?")
    assert "8个" in answered(answerer, "通过认证的学校有多少个?")


def test_the_schools_of_a_major_are_listed_each_with_itself(over: Over):
    said = answered(over(case=_catalogue()), "历史学专业通过认证的学校有哪些?")

    assert said.startswith("青河师范大学、白水师范大学、赤岭师范大学")


def test_a_list_is_no_answer_where_the_word_that_tells_most_stands_elsewhere(over: Over):
    text = """# 公共科目笔试考试大纲

## 一、行政职业能力测验

考试包括下列内容:

①创新发展注重的是解决发展动力问题
②协调发展注重的是解决社会公平正义问题

## 二、申论

申论考试主要测查报考者的阅读理解能力和文字表达能力。
"""

    assert "阅读理解能力" in answered(over(case=text), "申论考试主要考什么能力?")


def test_what_is_to_be_chosen_from_is_no_list(over: Over):
    text = """# 考试大纲

## 一、行政职业能力测验

行政职业能力测验主要包括常识判断、言语理解、数量关系、判断推理和资料分析等部分。

## 行政职业能力测验 例题

A.地域性 国际性
B.先进性 创新性
"""

    assert "常识判断" in answered(over(case=text), "行政职业能力测验考哪几部分?")
