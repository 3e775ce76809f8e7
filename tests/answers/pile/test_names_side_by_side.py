"""Names without marks between them, behind how many they are or behind the question are names side by side."""

from __future__ import annotations

import pytest

from answers.answerer import Answerer
from tests.answers.conftest import Over, table_of, values_of

_REPORTS = {
    "a": "# 河北省政府工作报告\n\n过去一年\uff0c全省茶叶产量12万吨\uff0c增长3%\u3002\n",
    "b": "# 山西省政府工作报告\n\n过去一年\uff0c全省茶叶产量20万吨\uff0c增长4%\u3002\n",
    "c": "# 云溪区建设情况\n\n建设期间\uff0c云溪区三大片区齐头并进\uff0c河东片区园林面积40万平方米\uff0c河西片区园林面积55万平方米\uff0c河北片区园林面积90万平方米\u3002\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def reports(over: Over) -> Answerer:
    return over(**_REPORTS)


@pytest.mark.parametrize(
    "question",
    [
        "河北山西去年茶叶产量分别多少",
        "两个北方省份河北、山西去年茶叶产量分别多少",
        "两个北方省份河北山西去年茶叶产量分别是多少?",
    ],
)
def test_places_have_a_row_each(reports: Answerer, question: str):
    assert table_of(reports.reply(question)) == {"河北省": "12万吨", "山西省": "20万吨"}


def test_names_behind_the_question_stand_for_those_that_it_counts(reports: Answerer):
    reply = reports.reply("云溪区三大片区的园林面积各有多少\uff0c河东、河西、河北")

    assert values_of(reply) == ["40万平方米", "55万平方米", "90万平方米"]


@pytest.mark.parametrize("when", ["那阵子", "那段日子"])
def test_what_only_says_in_talk_that_it_was_then_is_no_name(reports: Answerer, when: str):
    reply = reports.reply(f"云溪区建设{when}\uff0c河东、河西、河北的园林面积各有多少?")

    assert values_of(reply) == ["40万平方米", "55万平方米", "90万平方米"]
