"""Where questions come in that may ask for a table; what makes tables is loaded with the first of them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from answers.lexicon import Lexicon
from answers.pile.several import may_ask_of_several
from answers.questions.understanding import Understanding
from answers.tools import Tools
from answers.types import Answer, Question
from retrieval.types import DocumentId

if TYPE_CHECKING:
    from answers.pile.tabulating import Tables


class Entrance:
    """The tables over one library as it is."""

    def __init__(self, tools: Tools, lexicon: Lexicon) -> None:
        self._tools, self._lexicon = tools, lexicon

    def tabulate(
        self, question: Question, understanding: Understanding, within: frozenset[DocumentId] | None = None
    ) -> Answer | None:
        """Return the table that a question asks for, over some documents alone where they are given; None where it asks for none."""
        if not may_ask_of_several(understanding):
            return None
        return self._tables.tabulate(question, understanding, within)

    @cached_property
    def _tables(self) -> Tables:
        from answers.pile.tabulating import Tables  # 0.1 s of patterns, which most questions need not

        return Tables(self._tools, self._lexicon)
