"""Which indicators and subjects are the same under other names, and which are kept apart."""

from __future__ import annotations

import pytest

from answers.facts.keys import indicator_key
from answers.facts.selecting import facts_in, near, of_indicator, of_subject
from answers.lexicon import Lexicon, built_in, parse_synonyms
from tests.answers.conftest import Over


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("员工到岗率", "返岗率"),
        ("全省GDP", "地区生产总值"),
        ("地区生产总值增长", "生产总值增速"),
        ("规模以上企业复工率", "复工率"),
        ("人均GDP", "人均地区生产总值"),
    ],
)
def test_names_that_mean_the_same_have_one_key(one: str, other: str) -> None:
    assert indicator_key(one, built_in()).holds(indicator_key(other, built_in()))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("人均GDP", "GDP"),
        ("GDP增长", "GDP"),
        ("GDP占全国", "GDP"),
        ("累计签约项目", "签约项目"),
        ("新增就业", "就业"),
        ("返岗员工", "返岗率"),
    ],
)
def test_variants_are_kept_apart(one: str, other: str) -> None:
    assert not indicator_key(one, built_in()).holds(indicator_key(other, built_in()))


def test_a_person_may_teach_that_two_names_mean_the_same() -> None:
    taught = Lexicon(parse_synonyms(["上线率 开机率"]))

    assert indicator_key("设备上线率", taught).holds(indicator_key("开机率", taught))


def test_facts_are_found_by_any_name_of_their_subject_and_indicator(over: Over) -> None:
    texts = {
        "jiangyin": "# 江阴高新区\n\n江阴高新区员工到岗率达90%,签约项目6个。",
        "wuxi": "# 无锡高新区\n\n无锡高新区员工返岗率达80%。",
    }
    facts = tuple(facts_in(over(**texts).sources))

    assert [fact.value for fact in of_indicator(facts, "返岗率", built_in())] == ["90%", "80%"]
    assert [fact.value for fact in of_subject(facts, "江阴")] == ["90%", "6个"]
    assert of_subject(facts, "月球") == ()


def test_what_is_near_shares_most_characters() -> None:
    assert near("复产率", ["总投资", "复工率"]) == ("复工率", "总投资")
