"""Where questions come in that may ask for a table; what makes tables is loaded with the first of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from answers.events.asked import asks_of_the_same, find_cue
from answers.holding import holdings
from answers.lexicon import Lexicon
from answers.pile.asking_named import Facts, ask_named, is_full
from answers.pile.joining import as_rows
from answers.pile.several import asks_of_its_own, may_ask_of_several
from answers.questions.understanding import Understanding
from answers.tools import Tools
from answers.types import Abstention, Answer, Question

if TYPE_CHECKING:
    from answers.events.answering import Events
    from answers.pile.articles import Article
    from answers.pile.tabulating import Tables


class Entrance:
    """The tables over one library as it is."""

    def __init__(self, tools: Tools, lexicon: Lexicon) -> None:
        self._tools, self._lexicon = tools, lexicon

    def tabulate(
        self, question: Question, understanding: Understanding, tools: Tools, further: Sequence[str] = ()
    ) -> Answer | None:
        """Return the table that a question asks for, over the tools' documents; None where it asks for none.

        `further` are the parts of the message behind its first one.
        """
        if (held := holdings(question, understanding, tools)) is not None:
            return held
        cue = find_cue(understanding)
        if cue is not None and all(map(asks_of_the_same, further)):
            told = self._events.answer(question, understanding, cue, tools)
            if told is not None:
                return told
        comes_before = asks_of_its_own(understanding.text)
        named = ask_named(question, understanding, tools, self._facts) if comes_before else None
        if named is not None and is_full(named):
            return named
        if may_ask_of_several(understanding):
            tabled = self._tables.tabulate(question, understanding, tools.within)
            if tabled is not None:
                return tabled
        return named if comes_before else ask_named(question, understanding, tools, self._facts)

    def as_rows(
        self, parts: Sequence[str], replies: Sequence[Answer | Abstention]
    ) -> tuple[Answer | Abstention, ...]:
        """Return the replies to the parts of a message, those of a few words with a row of the table that they make together."""
        return as_rows(parts, replies, self._tools, self._facts)

    def _facts(self) -> Facts:
        return self._tables

    @cached_property
    def _tables(self) -> Tables:
        from answers.pile.tabulating import Tables  # 0.1 s of patterns, which most questions need not

        return Tables(self._tools, self._lexicon, self._articles)

    @cached_property
    def _events(self) -> Events:
        from answers.events.answering import Events

        return Events(self._tools, self._articles)

    @cached_property
    def _articles(self) -> tuple[Article, ...]:
        from answers.pile.articles import read_articles

        return read_articles(self._tools.sources)
