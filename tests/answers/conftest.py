"""The library of seeds/, filled once; small libraries written in the test; what a reply comes to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from answers.answerer import Answerer
from answers.types import Abstention, Answer, Compound, Reply, Turn
from retrieval.analysis import Analyser
from tests.answers.open_facts import OPEN
from tests.evaluation.answerers import answerer_over

Ask = Callable[..., Reply]
Over = Callable[..., Answerer]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the facts that do not hold yet; each that comes to hold fails until it is taken off the list."""
    for item in items:
        if isinstance(item, pytest.Function):
            cases = (
                {None, *map(_case, item.callspec.params.values())} if hasattr(item, "callspec") else {None}
            )
            for test, case, reason in OPEN:
                if item.originalname == test and case in cases:
                    item.add_marker(pytest.mark.xfail(reason=reason, strict=True))


def _case(value: object) -> str | None:
    if isinstance(value, tuple):
        return " → ".join(map(str, value))
    return value if isinstance(value, str) else None


@pytest.fixture(scope="session")
def over(tmp_path_factory: pytest.TempPathFactory, analyser: Analyser) -> Iterator[Over]:
    """An answerer over texts given by name: over(dongling="东陵高新区…"); the same texts give the same answerer."""
    made: dict[tuple[tuple[str, str], ...], Answerer] = {}
    with ExitStack() as opened:

        def open_one(**texts: str) -> Answerer:
            key = tuple(sorted(texts.items()))
            if key not in made:
                folder = tmp_path_factory.mktemp("small")
                documents = folder / "documents"
                documents.mkdir()
                for name, text in texts.items():
                    (documents / f"{name}.md").write_text(text, "utf-8")
                made[key] = opened.enter_context(answerer_over(documents, folder / "library", analyser))
            return made[key]

        yield open_one


def converse(answerer: Answerer, *turns: str) -> Reply:
    """Return the reply to the last turn, after those before it."""
    earlier: list[Turn] = []
    for text in turns[:-1]:
        earlier.append(answerer.turn(answerer.reply(text, earlier)))
    return answerer.reply(turns[-1], earlier)


@pytest.fixture(scope="session")
def ask(seeds_answerer: Answerer) -> Ask:
    """The reply that seeds/ give to the last of some turns."""
    return lambda *turns: converse(seeds_answerer, *turns)


def short(reply: Reply) -> str | None:
    """Return the short answer of a reply; None for an abstention or a mere passage."""
    if isinstance(reply, Compound):
        return (
            "、".join(part.answer for part in reply.parts if isinstance(part, Answer) and part.answer) or None
        )
    return reply.answer if isinstance(reply, Answer) else None


def shown(reply: Reply) -> str:
    """Return everything that a reply shows: leads and quotations."""
    parts = reply.parts if isinstance(reply, Compound) else (reply,)
    found = [part for part in parts if isinstance(part, Answer)]
    return "\n".join(
        [part.lead for part in found] + [one.quote.text for part in found for one in part.citations]
    )


def rows_of(reply: Reply) -> list[tuple[str, str | None]]:
    """Return the rows of a reply's table, each its name and its value; the reply must be an answer."""
    assert isinstance(reply, Answer), reply
    return [(row.name, row.value) for row in reply.table]


def table_of(reply: Reply) -> dict[str, str | None]:
    """Return what a reply's table says under each name; the reply must be an answer."""
    return dict(rows_of(reply))


def values_of(reply: Reply) -> list[str | None]:
    """Return the values of a reply's table in the order of its rows."""
    return [value for _, value in rows_of(reply)]


def answered(answerer: Answerer, *turns: str) -> str:
    """Return what is surely answered to the last of some turns, else its lead and quotations; empty where nothing is."""
    reply = converse(answerer, *turns)
    parts = reply.parts if isinstance(reply, Compound) else (reply,)
    sure = [part for part in parts if isinstance(part, Answer) and part.is_sure]
    quoted = ["\n".join([part.lead, *(one.quote.text for one in part.citations)]) for part in sure]
    return "、".join(part.answer or quoted[place] for place, part in enumerate(sure))


def without_markup(text: str) -> str:
    """Return a Markdown text as people write the same in plain text: no signs of headings, no rule in tables."""
    return re.sub(r"(?m)^#+ |\*\*|^[|: -]{5,}\n", "", text)


def in_wide_marks(text: str) -> str:
    """Return a text with full-width marks beside Chinese characters."""
    return re.sub(r"(?<=[\u3400-\u9fff])[,:;!?()]", lambda mark: chr(ord(mark.group()) + 0xFEE0), text)


def refused(reply: Reply) -> Abstention:
    """Return the reply, which must be an abstention."""
    assert isinstance(reply, Abstention), f"answered {short(reply)!r}, shown {shown(reply)!r}"
    return reply
