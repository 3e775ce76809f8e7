from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answers.lexicon import Lexicon, built_in, parse_synonyms
from answers.matching import SAME, Matcher


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(built_in())


@pytest.mark.parametrize(
    ("term", "text", "least", "most"),
    [
        ("复工率", "企业复工率为91.9%", 1.0, 1.0),
        ("返岗", "员工到岗率为90%", 0.9, 0.99),  # synonym
        ("规上", "规模以上企业", 0.9, 0.99),
        ("市监局", "昆山市市场监督管理局", 0.6, 0.99),  # abbreviation
        ("一百五十亿元", "总投资150亿元", 0.9, 1.0),  # numerals
        ("集中隔离点", "集中隔离医学观察点", 0.5, 0.99),
        ("第一批", "首批20亿元", 0.9, 0.99),
        ("首家", "全国第一家", 0.9, 0.99),
        ("第二批", "首批20亿元", 0.0, 0.0),
        ("复工率", "产能利用率为70%", 0.0, 0.0),
        ("房租", "利润", 0.0, 0.0),
        ("南通", "向南流通", 0.0, 0.0),  # two characters are never found in part
        ("管委会", "管理委员会", 0.5, 0.99),
        ("总经理", "总体情况经过整理", 0.0, 0.7),
    ],
)
def test_how_well_a_term_is_found(matcher: Matcher, term: str, text: str, least: float, most: float):
    assert least <= matcher.find(term, text).strength <= most


def test_an_abbreviation_does_not_reach_over_a_mark(matcher: Matcher):
    assert matcher.find("市监局", "市长说,监督不力。局长").strength == 0.0


def test_all_places_are_found(matcher: Matcher):
    assert [span.start for span in matcher.find("复工", "复工复产,复工率").spans] == [0, 5]


def test_synonyms_are_read_a_group_a_line():
    made = parse_synonyms(["# 注释", "", "复工 开工 返工  # 说明", "开工 动工"])

    assert made["复工"] == ("开工", "返工")
    assert made["开工"] == ("复工", "返工", "动工")
    assert "注释" not in made


def test_a_word_without_synonyms_has_none():
    assert Lexicon({}).others("复工") == ()


_WORDS = st.lists(st.sampled_from("复工率到岗返开150亿元一百五十市监局场督管"), min_size=1, max_size=9).map(
    "".join
)


@given(_WORDS, _WORDS.flatmap(lambda one: _WORDS.map(lambda other: f"{one}{other}")))
def test_a_strength_is_that_of_what_is_found(term, text):
    matcher = Matcher(built_in())
    assert matcher.strength(term, text) == matcher.find(term, text).strength
    assert matcher.strength(term, f"{text}{term}") == 1.0


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("粮食产量", "全年粮食总产量308525吨"),
        ("财政总收入", "全县财政收入23亿元"),
        ("工业产值", "工业总产值5亿元"),
    ],
)
def test_what_says_that_it_is_the_whole_may_be_left_unsaid(term: str, text: str):
    assert Matcher(built_in()).strength(term, text) >= SAME
