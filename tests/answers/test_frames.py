"""What frames a question is left out of it, and words that only look like a frame stay."""

from __future__ import annotations

import pytest

from answers.answerer import Answerer
from answers.questions.frames import without_frame
from retrieval.normalise import normalise
from tests.answers.conftest import Over, converse, short
from tests.widths import widened

_TEXT = """# 复工简报

滨江开发区企业复工率为91.9%。员工返岗率为85%。

西山镇贫困户312户。西山镇镇长李建国主持会议。

东山镇贫困户208户。
"""


@pytest.fixture(scope="module")
def briefing(over: Over) -> Answerer:
    return over(text=_TEXT)


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ("麻烦帮我查一下滨江的复工率,谢谢!", "滨江的复工率"),
        ("领导刚才问起滨江的复工率是多少", "滨江的复工率是多少"),
        ("我想了解一下西山镇的户数", "西山镇的户数"),
        ("急!!西山镇有多少户?", "西山镇有多少户?"),
        ("在线等,挺急的,西山镇有多少户?", "西山镇有多少户?"),
        ("那个西山镇的户数多少来着?", "西山镇的户数多少?"),
        ("请问一下哈,西山镇有几户?", "西山镇有几户?"),
        ("给我看看西山镇户数", "西山镇户数"),
        ("@youju_bot 西山镇有多少户?", "西山镇有多少户?"),
        ("能不能告诉我西山镇有多少户", "西山镇有多少户"),
        ("可以帮忙看一下西山镇户数吗", "西山镇户数"),
        ("我是办公室的小王,想请教一下西山镇户数是多少", "西山镇户数是多少"),
        ("你知道西山镇有多少户吗?", "西山镇有多少户?"),
        ("材料里有没有写西山镇户数是多少", "西山镇户数是多少?"),
        ("西山镇有多少户?急用", "西山镇有多少户?"),
        ("写材料要用,西山镇有多少户?多谢啦", "西山镇有多少户?"),
        # other words
        ("请示文件有多少份", "请示文件有多少份"),
        ("领导要求是什么", "领导要求是什么"),
        ("领导问责了几人", "领导问责了几人"),
        ("群众问题有多少", "群众问题有多少"),
        ("急诊量是多少", "急诊量是多少"),
        ("能源消费是多少?", "能源消费是多少?"),
        ("能不能办理退税?", "能不能办理退税?"),
        ("可以申请的企业有哪些?", "可以申请的企业有哪些?"),
        ("帮扶了多少户?", "帮扶了多少户?"),
        ("麻烦", "麻烦"),
    ],
)
def test_a_frame_is_taken_off_and_nothing_else(asked: str, left: str):
    assert without_frame(asked) == left
    assert without_frame(normalise(widened(asked)).text) == left


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("领导问滨江开发区企业复工率是多少", "91.9%"),
        ("急!滨江开发区员工返岗率多少来着?在线等", "85%"),
        ("能否帮我查一下西山镇有多少贫困户呢", "312户"),
        ("1.西山镇贫困户有多少 2.东山镇贫困户有多少", "312户、208户"),
        ("西山镇有多少贫困户以及东山镇有多少贫困户?", "312户、208户"),
        ("西山镇有多少贫困户,镇长是哪位?", "312户、李建国"),
        ("西山镇镇长是谁,贫困户有多少?", "李建国、312户"),
        ("滨江开发区的企业复工率是多少?火星开发区的企业复工率是多少?", "91.9%"),
    ],
)
def test_a_question_in_a_frame_is_answered(briefing: Answerer, question: str, answer: str):
    assert short(briefing.reply(question)) == answer


def test_one_is_put_in_the_place_of_another_by_saying_so(briefing: Answerer):
    assert short(converse(briefing, "西山镇有多少贫困户?", "换成东山镇")) == "208户"
    assert short(converse(briefing, "西山镇有多少贫困户?", "东山镇也查一下")) == "208户"


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("甲厂销售(额)多少?", "甲厂销售额多少?"),
        ("甲园复工(复产)到了什么程度?", "甲园复工到了什么程度?"),
        ("员工到岗(返岗)率多少?", "员工到岗率多少?"),
        ("甲园(高新区)有几家企业?", "甲园(高新区)有几家企业?"),
        ("甲园规模以上(工业)企业有几家?", "甲园规模以上(工业)企业有几家?"),
        ("甲园产值(2)是多少?", "甲园产值(2)是多少?"),
    ],
)
def test_brackets_around_part_of_a_word_or_another_word_for_it_ask_nothing(text: str, asked: str):
    assert without_frame(text) == asked
