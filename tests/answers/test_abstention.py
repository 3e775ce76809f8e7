from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from answers import templates
from answers.answerer import Answerer
from answers.types import Abstention, Compound
from retrieval.normalise import normalise
from retrieval.search import Searcher
from tests.answers.conftest import Ask, Over, refused

_WORDS = re.compile("[一-鿿]{2,6}")


def test_what_was_found_and_what_was_not_are_both_named(ask: Ask):
    reply = refused(ask("江阴高新区的离婚率是多少?"))

    assert reply.matched
    assert reply.unmatched
    assert any(word in reply.reason for word in reply.unmatched)
    assert reply.searched == 9


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("江阴高新区的用电恢复率是多少?", ["江阴高新区", "恢复率"]),
        ("南通高新区的复工率是多少?", ["南通高新区", "复工率"]),
        ("无锡高新区的开票率是多少?", ["无锡高新区", "开票率"]),
    ],
)
def test_a_word_that_stands_in_another_document_is_not_named_as_not_found(
    ask: Ask, question: str, words: list[str]
):
    reply = refused(ask(question))

    assert not set(reply.unmatched) & set(words)
    assert reply.reason == templates.missing(words)


def test_a_title_says_a_word_too(over: Over):
    texts = {"a": "# 南岭开发区简报\n\n各企业有序复工,员工返岗。\n", "b": "# 通知\n\n西岭新区复工率为90%。\n"}
    reply = refused(over(**texts).reply("南岭开发区的复工率是多少?"))

    assert reply.unmatched == ()
    assert "没有提到“南岭" not in reply.reason


@pytest.fixture(scope="module")
def said(seeds: Path) -> str:
    """All that the briefs say, normalised."""
    return "".join(normalise(path.read_text("utf-8")).text for path in sorted(seeds.glob("*[!E].md")))


@pytest.fixture(scope="module")
def words(seeds: Path) -> list[str]:
    """Pieces of what the briefs say."""
    return [word for path in sorted(seeds.glob("*-*.md")) for word in _WORDS.findall(path.read_text("utf-8"))]


@given(data=st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_word_that_a_document_says_is_named_as_not_found(
    seeds_answerer: Answerer, words: list[str], said: str, data: st.DataObject
):
    question = (
        "、".join(data.draw(st.lists(st.sampled_from(words), min_size=1, max_size=3))) + "的离婚率是多少?"
    )

    reply = seeds_answerer.reply(question)

    for part in reply.parts if isinstance(reply, Compound) else (reply,):
        assert not [word for word in part.unmatched if normalise(word).text in said]


def test_no_word_is_both_found_and_not_found(ask: Ask):
    reply = refused(ask("无锡高新区发了多少份告知书?"))

    assert not set(reply.matched) & set(reply.unmatched)


def test_the_nearest_text_is_given_with_its_place(ask: Ask):
    reply = refused(ask("景安重工的总经理是谁?"))

    assert reply.nearest is not None
    assert reply.nearest.document.source.startswith("xuzhou-streets")
    assert reply.nearest.quote.text in reply.nearest.quote.passage.text


@pytest.mark.parametrize(
    "question",
    [
        "今天北京天气怎么样?",
        "红楼梦的作者是谁?",
        "光合作用的产物是什么?",
        "勾股定理是什么?",
        "你叫什么名字?",
        "1+1等于几?",
        "写一首诗",
    ],
)
def test_what_the_documents_do_not_speak_of_is_refused(ask: Ask, question: str):
    assert refused(ask(question)).reason


def test_an_empty_library_says_so(searcher: Searcher):
    searcher.keep_step()
    reply = refused(Answerer(searcher).reply("复工率是多少?"))

    assert reply.reason == templates.EMPTY_LIBRARY
    assert reply.nearest is None
    assert reply.searched == 0


@pytest.mark.parametrize("question", ["特斯拉上海工厂年产多少辆车?", "特斯拉的董事长是谁?"])
def test_a_name_that_stands_nowhere_is_named(ask: Ask, question: str):
    reply = refused(ask(question))

    assert any("特斯拉" in term for term in reply.unmatched)


@pytest.mark.parametrize(
    "question",
    [
        "江阴高新区的出生率是多少?",
        "无锡高新区发生了几起火灾?",
        "昆山高新区有几所大学?",
        "滨江的房价是多少?",
        "徐州经开区的人口是多少?",
        "中关村有多少家上市公司?",
        "南通开发区失业率是多少?",
    ],
)
def test_a_known_zone_and_an_unknown_matter_are_refused(ask: Ask, question: str):
    assert isinstance(ask(question), Abstention)


@pytest.mark.parametrize("question", ["你是谁开发的\uff1f", "你会写代码吗\uff1f", "您多大了"])
def test_what_is_asked_of_the_program_itself_no_document_answers(over: Over, question: str):
    text = "# 东陵街道简报\n\n居民陈燕陪同父亲给社区送来锦旗\uff0c“谢谢你们\uff0c救了我的命”\u3002街道开发了代码登记系统\u3002\n"

    refused(over(brief=text).reply(question))
