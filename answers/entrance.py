"""Where questions come in that have a way of their own; what makes tables is loaded with the first that may ask for one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from answers import templates
from answers.counting import count
from answers.events.asked import asks_of_the_same, find_cue
from answers.holding import holdings
from answers.lexicon import Lexicon
from answers.pile.asked import names_in
from answers.pile.asking_amounts import ask_amounts
from answers.pile.asking_deeds import ask_deeds
from answers.pile.asking_labels import ask_labels
from answers.pile.asking_named import ask_named
from answers.pile.asking_which import untold
from answers.pile.cells import Facts, is_full
from answers.pile.instead import figure_instead
from answers.pile.joining import as_rows
from answers.pile.leading import leader_unnamed
from answers.pile.several import asks_of_its_own, asks_of_listed, asks_of_things_alone, may_ask_of_several
from answers.provisions.answering import provision_asked_for
from answers.questions.kinds_listed import kinds_listed
from answers.questions.pieces import asks_post
from answers.questions.understanding import Understanding
from answers.summary import brief
from answers.tools import Tools
from answers.types import Abstention, Answer, Kind, Question
from retrieval.types import DocumentId

if TYPE_CHECKING:
    from answers.events.answering import Events
    from answers.pile.articles import Article
    from answers.pile.tabulating import Tables

_SEVERAL = 2  # subjects that a table is of


class Entrance:
    """The ways to an answer other than from single sentences, over one library as it is.

    `read` takes a normalised question apart, put into the documents' words.
    """

    def __init__(self, tools: Tools, lexicon: Lexicon, read: Callable[[str], Understanding]) -> None:
        self._tools, self._lexicon, self._read = tools, lexicon, read

    def answer(
        self,
        question: Question,
        understanding: Understanding,
        tools: Tools,
        beside: Sequence[DocumentId] = (),
    ) -> Answer | Abstention | None:
        """Return the reply to a question that asks for a provision of a law, compares, counts or sums up.

        None for all others, and where it cannot be. `beside` are the documents of the reply before.
        """
        if (laid := provision_asked_for(question, tools, self._read, beside)) is not None:
            return laid
        if (tabled := self.tabulate(question, understanding, tools)) is not None:
            return tabled
        if (leader := leader_unnamed(question, understanding, tools)) is not None:
            return leader
        if lacking := untold(understanding, tools):
            return Abstention(
                question, templates.missing(lacking), unmatched=lacking, searched=tools.articles()
            )
        match understanding.kind:
            case Kind.COUNT:
                return count(tools, question, understanding)
            case Kind.SUMMARY:
                return brief(tools, question, understanding, sorted(tools.within) if tools.within else None)
            case _:
                return None

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
        if asks_post(understanding.text):
            posts = self._events.posts(question, understanding, tools)
            if posts is not None:
                return posts
        labelled = ask_labels(question, understanding, lambda: self._articles, tools)
        if labelled is not None:
            return labelled
        done = ask_deeds(question, understanding, lambda: self._articles, tools)
        if done is not None:
            return done
        if asks_of_things_alone(understanding):
            return self._tables.tabulate(question, understanding, tools.within)
        comes_before = self._comes_before(understanding)
        named = ask_named(question, understanding, tools, self._facts) if comes_before else None
        if named is not None and is_full(named):
            return named
        if may_ask_of_several(understanding):
            tabled = self._tables.tabulate(question, understanding, tools.within)
            if tabled is not None:
                return tabled
        if not comes_before:
            named = ask_named(question, understanding, tools, self._facts)
        return named or ask_amounts(question, understanding, tools)

    def _comes_before(self, question: Understanding) -> bool:
        """Return whether what a question lists is asked of one by one before its subjects are: things that no articles are about."""
        text = question.text
        if asks_of_its_own(text) or kinds_listed(text, question):
            return True
        subjects = [one.owner.name for one in self._articles] if asks_of_listed(text) else []
        return bool(subjects) and len(names_in(text, subjects)) < _SEVERAL

    def checked(
        self,
        reply: Answer | Abstention,
        understanding: Understanding,
        within: frozenset[DocumentId] | None,
    ) -> Answer | Abstention:
        """Return a reply found in single sentences, or the figure that the facts of its subject tell where that is surer."""
        return figure_instead(reply, lambda: self._tables.fact_of(understanding, within))

    def as_rows(
        self, parts: Sequence[str], replies: Sequence[Answer | Abstention]
    ) -> tuple[Answer | Abstention, ...]:
        """Return the replies to the parts of a message, those of a few words with a row of the table that they make together."""
        if asks_of_things_alone(self._read(",".join(parts))):
            return tuple(replies)  # 有哪些项目,各投资多少 has a row a project, or none
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

        return Events(self._tools, [one for one in self._articles if one.owner.name])

    @cached_property
    def _articles(self) -> tuple[Article, ...]:
        from answers.pile.articles import read_articles

        return read_articles(self._tools.sources)
