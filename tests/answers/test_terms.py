from __future__ import annotations

import pytest

from answers.answerer import Answerer
from answers.questions.terms import Part
from tests.answers.conftest import Over

_CASES = """
江阴高新区的员工到岗率是多少?           ENTITY 江阴高新区 INDICATOR 到岗率
江阴员工到岗率                      ENTITY 江阴 INDICATOR 到岗率
2月20日昆山高新区开工几个项目?        DATE 2月20日 ENTITY 昆山高新区
南通开发区2022年一季度规上工业产值      DATE 2022年一季度 ENTITY 南通开发区 INDICATOR 产值
南通开发区市场监管局局长是谁?          ENTITY 南通开发区 POST 局长
斯菲尔电气拿到了多少贷款?             HEAD 贷款
《若干意见》几号出台的?               ENTITY 若干意见
“电社工”是什么?                    ENTITY 电社工
中关村第三批抗疫清单收录多少项?        ENTITY 中关村 FIGURE 第三批
总投资5亿元以上的项目有几个?          FIGURE 5亿元
陈建和的女儿叫什么?                 ENTITY 陈建和
恒和科技机械的负责人是谁?            POST 负责人
滨江区区长是谁?                    ENTITY 滨江区 POST 区长
金山桥街道党委书记是谁?             POST 书记
一季度固定资产投资增速              DATE 一季度 INDICATOR 投资
徐州经开区用电恢复率是多少?          ENTITY 徐州 INDICATOR 恢复率
请问江阴的总投资是多少              ENTITY 江阴 INDICATOR 总投资
""".strip().splitlines()


@pytest.mark.parametrize("line", _CASES)
def test_a_question_is_cut_into_parts(seeds_answerer: Answerer, line: str):
    question, *wanted = line.split()
    terms = seeds_answerer.understand(question).terms

    for part, text in zip(wanted[::2], wanted[1::2], strict=True):
        of_part = [term.text for term in terms if term.part is Part[part]]
        assert any(text in found for found in of_part), [(term.text, term.part.name) for term in terms]


@pytest.mark.parametrize("question", ["江阴的师傅上门办了几张许可证?", "立功的顾客怎么申报?"])
def test_an_ordinary_word_that_the_dictionary_has_as_a_name_is_none(seeds_answerer: Answerer, question: str):
    names = [term.text for term in seeds_answerer.understand(question).terms if term.part is Part.ENTITY]

    assert set(names) <= {"江阴"}


@pytest.mark.parametrize(
    "question",
    [
        "请问江阴的复工率是多少?",
        "帮我查一下江阴复工率",
        "麻烦告诉我江阴的复工率大概是多少",
        "我想知道江阴复工率到底有多少呢",
    ],
)
def test_what_frames_a_question_is_no_term(seeds_answerer: Answerer, question: str):
    assert {term.text for term in seeds_answerer.understand(question).terms} == {"江阴", "复工率"}


@pytest.mark.parametrize(
    "question",
    [
        "江阴高新区员工到岗率是多少?",
        "翟立新要求抓好哪四个方面的工作?",
        "2月20日昆山高新区开工几个项目?",
        "徐州经开区要落实省里的多少条措施?",
    ],
)
def test_terms_stand_in_the_question_in_order_and_do_not_overlap(seeds_answerer: Answerer, question: str):
    understood = seeds_answerer.understand(question)
    place = 0
    for term in understood.terms:
        assert term.span.of(understood.text) == term.text
        assert term.span.start >= place
        place = term.span.end
    assert len(understood.weights) == len(understood.terms)


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("哪四个方面", 4),
        ("哪两个环节", 2),
        ("哪6个要点", 6),
        ("哪些方面", None),
        ("哪几个", None),
        ("哪十类产业", 10),
    ],
)
def test_how_many_items_are_asked_for(seeds_answerer: Answerer, question: str, count: int | None):
    assert seeds_answerer.understand(question).item_count == count


def test_the_name_of_a_small_area_that_no_dictionary_knows_is_one_term(over: Over):
    answerer = over(news="# 大场镇落实封闭管理\n\n大场镇有3个村。部队家属房跟经适房住了1038户居民。\n")

    terms = answerer.understand("大场镇的部队家属房跟经适房住了多少户?").terms

    assert "大场镇" in [term.text for term in terms if term.part is Part.ENTITY]
    assert not [term.text for term in terms if "跟" in term.text]
