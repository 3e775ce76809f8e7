"""Whether people have the post that a draft gives them, and do what it says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from answers.checking.clauses import likest
from answers.checking.people import NO_NAMES
from answers.checking.reading import Reading
from answers.checking.texts import Other, Placed, Stands
from answers.checking.tokens import POSTS, SAYING, Sort, Token
from answers.checking.where import Where
from answers.spans.names import find_people
from answers.vocabulary import longest_first, vocabulary
from retrieval.types import Span

_RANKS = longest_first(POSTS)
_PEOPLE_TAGS = ("nr", "nrt", "nrfg")
_NAME_TAGS = (*_PEOPLE_TAGS, "nz")  # names of foreigners that the dictionary has among others
_DEPUTY = "副"
_COPULAS = vocabulary("copulas") | {"任", "担任", "出任"}


def differing(draft: Reading, source: Reading, placed: Sequence[Placed]) -> Iterator[Other]:
    """Yield the posts that a draft gives people whom the source gives others: 主任 for 副主任."""
    for one in placed:
        there = _named(source, one)
        if there is None:
            continue
        written = _ranks(draft, _post_of(draft, one.written))
        told = _ranks(source, _before(source, there))
        wrong = [rank for rank in written if rank not in told]
        if wrong and told:
            yield Other(wrong[0], next((rank for rank in told if rank[-2:] == wrong[0][-2:]), told[-1]))


def _named(source: Reading, placed: Placed) -> Token | None:
    """Return where a passage names somebody of a draft: in the place, else anywhere in it."""
    if placed.written.sort is not Sort.PERSON or (placed.found is not None and not placed.is_same):
        return None
    same = (one for one in source.tokens if one.sort is Sort.PERSON and one.key == placed.written.key)
    return placed.found or next(same, None)


def deputies(draft: Reading, where: Where, stands: Stands) -> Iterator[Other]:
    """Yield the posts of a clause that the place's own clause for it has only as a deputy's, or the other way: 部长 for 第一副部长."""
    for clause in draft.clauses:
        written = _ranks(draft, clause)
        sought = [
            one.text for one in draft.within(clause) if one.sort in SAYING and one.sort is not Sort.POST
        ]
        there = likest([*sought, *_times(draft, clause)], where, stands) if written and sought else None
        told = _ranks(where.reading, there) if there is not None else []
        for rank in (one for one in written if one not in told):
            other = rank.removeprefix(_DEPUTY) if rank.startswith(_DEPUTY) else _DEPUTY + rank
            if other in told:
                yield Other(rank, other)


def _times(reading: Reading, clause: Span) -> list[str]:
    """Return the times right before a clause and in it: 一九八二年,周明任部长."""
    start = max((one.start for one in reading.clauses if one.end < clause.start), default=clause.start)
    return [one.text for one in reading.within(Span(start, clause.end)) if one.sort is Sort.PERIOD]


def doers(draft: Reading, source: Reading, placed: Sequence[Placed], stands: Stands) -> Iterator[Other]:
    """Yield whom a draft lets do what the source tells of another: 陈明讲话 where 王强 speaks and 陈明 presides."""
    for one in _people(placed):
        if one.found is None:
            continue
        said = draft.within(_after(draft, one.written))
        deeds = [token.text for token in said if token.sort is Sort.WORD and len(token.text) > 1]
        own = _whole(source, one.found).of(source.text)
        others = [
            token for token in source.tokens
            if token.sort is Sort.PERSON and token.key != one.found.key and token.text not in draft.text
        ]  # fmt: skip
        if any(stands(deed, own) for deed in deeds):
            continue
        for token in others:
            if any(stands(deed, _after(source, token).of(source.text)) for deed in deeds):
                yield Other(one.written.text, token.text)
                break


def actors(draft: Reading, where: Where) -> Iterator[Other]:
    """Yield with whom a draft's sentence begins where the place names nobody so, and a sentence of it begins with somebody else."""
    first = next(iter(draft.within(next(iter(draft.clauses), Span(0, 0)))), None)
    if first is None or first.text in where.text or not _may_act(draft, first, _NAME_TAGS):
        return
    for statement in (one for one in where.reading.statements if where.window.holds(one)):
        other = next(iter(where.reading.within(statement)), None)
        if (
            other is not None
            and _may_act(where.reading, other, _PEOPLE_TAGS)
            and other.text not in draft.text
        ):
            yield Other(first.text, other.text)
            return


def _may_act(reading: Reading, token: Token, tags: tuple[str, ...]) -> bool:
    """Return whether a token is somebody's name."""
    return token.sort is Sort.PERSON or (
        token.sort is not Sort.LIGHT and reading.tag(token.text) in tags and token.text not in NO_NAMES
    )


def _people(placed: Sequence[Placed]) -> Iterator[Placed]:
    yield from (one for one in placed if one.is_same and one.written.sort is Sort.PERSON)


def _post_of(reading: Reading, person: Token) -> Span:
    """Return the range in which a draft says a person's post: right before the name, or behind 是."""
    clause = reading.clauses[reading.clause_of(person.span.start)]
    behind = reading.within(Span(person.span.end, clause.end))
    if behind and behind[0].text in _COPULAS:
        return Span(behind[0].span.end, clause.end)
    return _before(reading, person)


def _before(reading: Reading, person: Token) -> Span:
    """Return the range before a name that holds the person's posts, those set beside one another by 、 among them."""
    for one in find_people(reading.text, reading.analysis.words, reading.tag):
        if one.span == person.span and one.post:
            return one.post
    clause = reading.clauses[reading.clause_of(person.span.start)]
    return Span(min(clause.start, person.span.start), person.span.start)


def _ranks(reading: Reading, span: Span) -> list[str]:
    """Return the posts that a range names, without the bodies whose they are; 副 belongs to them."""
    found = []
    for token in reading.within(span):
        if token.sort is Sort.POST and token.span.end <= span.end:
            rank = next(one for one in _RANKS if token.text.endswith(one))
            start = token.span.end - len(rank)
            is_deputy = reading.text[max(0, start - 1) : start] == _DEPUTY
            found.append(_DEPUTY + rank if is_deputy and not rank.startswith(_DEPUTY) else rank)
    return found


def _after(reading: Reading, person: Token) -> Span:
    """Return the range behind a name in which it is told what its bearer does: up to the clause of the next person."""
    statement = next((one for one in reading.statements if one.holds(person.span)), person.span)
    own = reading.clause_of(person.span.start)  # who stands in it as well does the same: 何立新、钱明参加会议
    later = [
        one
        for one in reading.within(Span(person.span.end, statement.end))
        if one.sort is Sort.PERSON and reading.clause_of(one.span.start) != own
    ]
    end = statement.end
    if later:
        clause = reading.clauses[reading.clause_of(later[0].span.start)]
        end = clause.start if clause.start >= person.span.end else later[0].span.start
    return Span(person.span.end, max(person.span.end, end))


def _whole(reading: Reading, person: Token) -> Span:
    after = _after(reading, person)
    clause = reading.clauses[reading.clause_of(person.span.start)]
    return Span(min(clause.start, after.start), after.end)
