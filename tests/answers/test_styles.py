"""The same question in another style gets the same answer: keywords, a slip of the pen, traditional characters, courtesy, two asks.

Sixty plain questions of seeds.jsonl, each rewritten by hand in one style (`styles-seeds.jsonl`).
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from answers.answerer import Answerer
from answers.types import Compound, Reply
from retrieval.normalise import normalise
from tests.answers.conftest import shown

_GOLD = Path(__file__).parents[1] / "gold"
_STYLES = ("keyword", "slip", "traditional", "polite", "two asks")
_MOST_LOST = 0.06  # of the plain questions' rate


def _lines(name: str) -> list[dict[str, list[str]]]:
    return [json.loads(line) for line in (_GOLD / name).read_text("utf-8").splitlines()]


def _holds(reply: Reply, parts: list[list[str]]) -> bool:
    text = _bare(shown(reply))
    return all(any(_bare(form) in text for form in part) for part in parts)


def _bare(text: str) -> str:
    return "".join(normalise(text).text.split())


@pytest.fixture(scope="module")
def rates(seeds_answerer: Answerer) -> dict[str, float]:
    """The share of replies that hold the answer: in each style, and of the plain questions under `plain`."""
    plain = {str(line["id"]): line for line in _lines("seeds.jsonl")}
    held: dict[str, list[bool]] = {}
    for line in _lines("styles-seeds.jsonl"):
        reply = seeds_answerer.reply(str(line["question"]))
        held.setdefault(str(line["style"]), []).append(_holds(reply, line["answers"]))
        for id_ in line["of"]:
            asked = plain[id_]
            reply = seeds_answerer.reply(str(asked["question"]))
            held.setdefault("plain", []).append(_holds(reply, asked["answers"]))
    return {style: sum(some) / len(some) for style, some in held.items()}


@pytest.mark.parametrize("style", _STYLES)
def test_a_style_loses_next_to_nothing(rates: dict[str, float], style: str):
    assert rates[style] >= rates["plain"] - _MOST_LOST, rates


def test_each_style_is_asked_in_twelve_questions():
    lines = _lines("styles-seeds.jsonl")

    assert {style: sum(line["style"] == style for line in lines) for style in _STYLES} == dict.fromkeys(
        _STYLES, 12
    )


def test_a_second_question_with_a_subject_of_its_own_keeps_it(seeds_answerer: Answerer):
    reply = seeds_answerer.reply("滨江的企业复工率是多少?火星开发区的企业复工率是多少?")

    assert isinstance(reply, Compound)
    assert [part.question.understood for part in reply.parts] == [
        "滨江的企业复工率是多少?",
        "火星开发区的企业复工率是多少?",
    ]
