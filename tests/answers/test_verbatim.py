"""Quotations are slices of their documents, and answers stand in their quotations."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from answers.answerer import Answerer
from answers.types import Abstention, Answer, Citation, Compound, Kind, Reply
from tests.answers.conftest import converse

_GOLD = Path(__file__).parents[1] / "gold"
_COMPUTED = (Kind.COUNT, Kind.COMPARE, Kind.SUMMARY)  # their answers are counts, rows, points


def _conversations() -> Iterator[tuple[str, ...]]:
    for name in ("seeds", "seeds-follow-ups", "unanswerable"):
        for line in (_GOLD / f"{name}.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            yield tuple(row.get("turns") or [row["question"]])


@pytest.fixture(scope="module")
def replies(seeds_answerer: Answerer) -> dict[tuple[str, ...], Reply]:
    return {turns: converse(seeds_answerer, *turns) for turns in _conversations()}


def _parts(reply: Reply) -> tuple[Answer | Abstention, ...]:
    return reply.parts if isinstance(reply, Compound) else (reply,)


def _citations(reply: Reply) -> Iterator[Citation]:
    for part in _parts(reply):
        if isinstance(part, Answer):
            yield from part.citations
        elif part.nearest is not None:
            yield part.nearest


def _is_verbatim(citation: Citation) -> bool:
    spans = citation.quote.document_spans
    return bool(spans) and "".join(span.of(citation.document.text) for span in spans) == citation.quote.text


def test_every_quotation_is_a_slice_of_its_document(replies: dict[tuple[str, ...], Reply]):
    torn = [turns for turns, reply in replies.items() if not all(map(_is_verbatim, _citations(reply)))]

    assert torn == []


def test_no_answer_goes_without_a_quotation(replies: dict[tuple[str, ...], Reply]):
    for reply in replies.values():
        for part in _parts(reply):
            assert isinstance(part, Abstention) or part.citations


def test_an_answer_that_was_not_computed_stands_in_its_quotations(replies: dict[tuple[str, ...], Reply]):
    strays = []
    for turns, reply in replies.items():
        for part in _parts(reply):
            if (
                not isinstance(part, Answer)
                or part.answer is None
                or part.table
                or part.question.kind in _COMPUTED
            ):
                continue
            quoted = "".join("\n".join(citation.quote.text for citation in part.citations).split("\n"))
            if not all(item in quoted for item in part.items or (part.answer,)):
                strays.append((turns, part.answer))

    assert strays == []


def test_citations_are_numbered_from_one_and_every_marker_has_its_citation(
    replies: dict[tuple[str, ...], Reply],
):
    for reply in replies.values():
        for part in _parts(reply):
            if isinstance(part, Answer):
                numbers = [citation.n for citation in part.citations]
                assert numbers == list(range(1, len(numbers) + 1))
                assert all(row.n is None or row.n in numbers for row in part.table)


def test_confidence_is_a_probability(replies: dict[tuple[str, ...], Reply]):
    for reply in replies.values():
        assert all(0 <= part.confidence <= 1 for part in _parts(reply) if isinstance(part, Answer))


def test_the_same_question_has_the_same_reply(
    seeds_answerer: Answerer, replies: dict[tuple[str, ...], Reply]
):
    another = Answerer(seeds_answerer.searcher)

    for turns in list(replies)[::17]:
        assert converse(another, *turns) == replies[turns]


_WORDS = [
    "江阴高新区",
    "滨江",
    "复工率",
    "多少",
    "哪天",
    "谁",
    "2月20日",
    "签约",
    "项目",
    "总投资",
    "“",
    "的",
    "和",
    "?",
    "、",
    "3亿元",
    "第二个",
    "他",
    "a",
    "區",
    " ",
]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from(_WORDS), min_size=1, max_size=8)
    .map("".join)
    .filter(lambda text: any(map(str.isalnum, text)))
)
def test_whatever_is_asked_is_answered_from_the_documents_or_refused(seeds_answerer: Answerer, text: str):
    reply = seeds_answerer.reply(text)

    assert all(map(_is_verbatim, _citations(reply)))
