"""A question, and a document, may be written in either width and either script: the answer is the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from answers.answerer import Answerer
from answers.types import Abstention, Answer, Compound, Kind, Question, Reply
from bot.gold import load_gold
from retrieval.analysis import Analyser
from retrieval.normalise import normalise
from tests.answers.conftest import Ask, converse, short
from tests.evaluation.answerers import answerer_over
from tests.widths import all_widened, traditional, widened

_GOLD = Path(__file__).parents[1] / "gold"
_QUESTIONS = [
    gold.turns for file in ("seeds.jsonl", "seeds-follow-ups.jsonl") for gold in load_gold(_GOLD / file)
]
_EVERY = 4  # one question in four is enough for what the marks' own test has gone through
_NOTHING = Question("", "", Kind.OTHER)


def _without_echo(reply: Reply) -> tuple[Answer | Abstention, ...]:
    """Return what a reply says, the question in it left out."""
    parts = reply.parts if isinstance(reply, Compound) else (reply,)
    return tuple(replace(part, question=_NOTHING) for part in parts)


@pytest.mark.parametrize(
    ("change", "questions"),
    [
        (widened, _QUESTIONS),
        (all_widened, _QUESTIONS[::_EVERY]),
        (traditional, _QUESTIONS[1::_EVERY]),
    ],
)
def test_the_same_question_in_other_characters_has_the_same_reply(
    seeds_answerer: Answerer, change: Callable[[str], str], questions: list[tuple[str, ...]]
):
    differing = [
        turns
        for turns in questions
        if _without_echo(converse(seeds_answerer, *map(change, turns)))
        != _without_echo(converse(seeds_answerer, *turns))
    ]

    assert differing == []


@pytest.mark.parametrize("change", [widened, all_widened, traditional])
@pytest.mark.parametrize(
    "turns",
    [
        ("泰林生物收到多少上市奖励?初灵创投呢?",),
        ("昆山高新区2月20日开工几个项目,总投资多少?",),
        ("请问,滨江区区长是谁?谢谢!",),
        ("江阴和无锡的员工返岗率各是多少?谁高?",),
        ("江阴高新区员工到岗率是多少?", "那无锡呢?"),
        ("江阴高新区员工到岗率是多少?", "那么,规上企业复工率呢?"),
        ("2月20日江阴高新区签约了哪些重大项目?", "第一个总投资多少?", "第二个呢?"),
        ("江阴跟无锡比,返岗率差多少?",),
        ("有多少篇文档提到“云招商”?",),
        ("李嘉庆怎么说?",),
        ("总结一下昆山高新区的做法?",),
        ("劲胜新能源和汉晟智能制造两个项目,第一个总投资多少?",),
    ],
    ids=" → ".join,
)
def test_no_way_of_asking_minds_how_it_is_typed(
    seeds_answerer: Answerer, turns: tuple[str, ...], change: Callable[[str], str]
):
    asked = converse(seeds_answerer, *map(change, turns))

    assert _without_echo(asked) == _without_echo(converse(seeds_answerer, *turns))


def test_a_question_is_shown_as_it_was_typed(ask: Ask):
    text = widened("泰林生物收到多少上市奖励?初灵创投哪天到账?")

    reply = ask(text)

    assert isinstance(reply, Compound)
    assert reply.question.text == text
    assert "".join(part.question.text for part in reply.parts) == text
    assert ask(traditional("江阴高新区员工到岗率是多少?")).question.understood == traditional(
        "江阴高新区员工到岗率是多少?"
    )


@pytest.fixture(
    scope="module", params=[widened, all_widened, traditional], ids=lambda change: change.__name__
)
def rewritten(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    analyser: Analyser,
    seeds: Path,
) -> Iterator[Answerer]:
    """An answerer over the briefs in other characters."""
    folder = tmp_path_factory.mktemp("rewritten")
    for path in seeds.glob("*.md"):
        (folder / path.name).write_text(request.param(path.read_text("utf-8")), "utf-8")
    with answerer_over(folder, tmp_path_factory.mktemp("library"), analyser) as answerer:
        yield answerer


def _places(reply: Reply) -> list[tuple[str, object]]:
    parts = reply.parts if isinstance(reply, Compound) else (reply,)
    cited = [one for part in parts if isinstance(part, Answer) for one in part.citations]
    return [(one.document.source, one.quote.document_spans) for one in cited]


def test_the_same_documents_in_other_characters_give_the_same_answers(
    rewritten: Answerer, seeds_answerer: Answerer
):
    differing = []
    for turns in _QUESTIONS[::_EVERY]:
        one, other = converse(rewritten, *turns), converse(seeds_answerer, *turns)
        same = normalise(short(one) or "").text == normalise(short(other) or "").text
        if not same or _places(one) != _places(other):
            differing.append(turns)

    assert differing == []
