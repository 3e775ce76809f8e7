"""Whose the values of a statement are: who its clauses begin with, what was named before, else whom the article is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from answers.facts.cores import core_of
from answers.facts.indicators import has_examples, is_attached
from answers.facts.names import Names, is_own_area, lead, pointing
from answers.facts.owners import Owner
from answers.facts.phrases import Place, Statement, Word
from answers.facts.times import Time
from retrieval.types import Span

_OPENS = 6  # code points of what may lead up to the first name of a statement
_TOPIC = 24  # code points of a statement that only says what a passage is about
_SHORTEST_SORT = 3  # code points: 开发区, 高新区
_CLAUSE_MARKS = (",", ";", ":")
_ITEM_MARK = "、"


class Named(NamedTuple):
    """From where on in the passage's text the values are whose."""

    start: int
    name: str


@dataclass(frozen=True, slots=True)
class Subjects:
    """The subjects in one passage; names are normalised."""

    names: Names
    owner: Owner
    times: Sequence[Time]

    def own_words(self, place: Place) -> int:
        """Return how many words before a value lead up to it or name its subject."""
        start = lead(place.before, self.times)
        rest = place.before[start:]
        if has_examples(place):
            return start
        if back := pointing(rest):
            return start + back
        if rest and self._is_own(rest[0]):
            return start + 1
        named = self.names.at(rest)
        is_counted = place.after and (place.value.counts or is_attached(place))
        is_all = not core_of(rest[named:], self.names.text).words and not is_counted
        return start if is_all else start + named

    def of_statement(self, statement: Statement, before: Sequence[Statement], topic: str) -> list[Named]:
        """Return who is named where in a statement, in order: from there on it is told of them.

        `before` are the statements before it in its passage, `topic` whom the first of them names. A name within it that no
        value stands beside is told of in its own clause alone: 实验室获批建设,新增企业195家.
        """
        found = [Named(statement.span.start, topic)]
        lasting = topic
        last = statement.values[-1].span.start if statement.values else statement.span.end
        for clause, words in _clauses(statement, self.names.text):
            if clause.start > last:
                break
            name = self._of_clause(words, statement, before, topic)
            if name is None:
                if found[-1].name != lasting:
                    found.append(Named(clause.start, lasting))
                continue
            found.append(Named(clause.start, name))
            has_value = any(clause.holds(place.value.span) for place in statement.places)
            if has_value or clause.start <= statement.span.start + _OPENS:
                lasting = name
        return found

    def topic_of(self, statement: Statement) -> str:
        """Return whom a statement names that only says what its passage is about, empty for none (浦东引领区建设取得新进展)."""
        if statement.places or len(statement.span) > _TOPIC:
            return ""
        return next((one.name for one in self.of_statement(statement, (), "") if one.name), "")

    def _of_clause(
        self, words: Sequence[Word], statement: Statement, before: Sequence[Statement], topic: str
    ) -> str | None:
        """Return whom the words of a clause begin with; None where they name nobody."""
        words = words[lead(words, self.times) :]
        if not words:
            return None
        if self._is_own(words[0]) and self._is_told_of(words, 1, statement):
            return self.owner.of_area(words[0].text)
        if pointing(words):
            return next((name for one in reversed(before) if (name := self.names.last(one.words))), topic)
        count = self.names.at(words)
        return self.names.said(words[:count]) if count and self._is_told_of(words, count, statement) else None

    def _is_own(self, word: Word) -> bool:
        """Return whether a word means whom the article is about: 全区, 开发区 of 南通开发区."""
        return is_own_area(word) or (len(word.text) >= _SHORTEST_SORT and self.owner.name.endswith(word.text))

    def _is_told_of(self, words: Sequence[Word], count: int, statement: Statement) -> bool:
        """Return whether something is said of a name: 洽谈项目20个 names what is counted."""
        last = words[count - 1]
        following = next((one for one in statement.places if one.value.span.start >= last.span.end), None)
        if following is None or last not in following.before:
            return True
        return not has_examples(following) and self.own_words(following) > following.before.index(last)


def _clauses(statement: Statement, text: str) -> Iterator[tuple[Span, Sequence[Word]]]:
    """Yield the clauses of a statement with their words; what 、 sets behind a value is one of its own."""
    ends = {place.value.span.end for place in statement.places}
    words = statement.words
    starts = [0] if words else []
    for at, (word, following) in enumerate(pairwise(words), 1):
        end, start = word.span.end, following.span.start
        if end == start:
            continue
        between = text[end:start]
        if (end in ends and _ITEM_MARK in between) or any(mark in between for mark in _CLAUSE_MARKS):
            starts.append(at)
    for start, end in pairwise([*starts, len(words)]):
        yield Span(words[start].span.start, words[end - 1].span.end), words[start:end]
