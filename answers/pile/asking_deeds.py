"""What each of several did or is to do, clause by clause: 甲、乙两个街道帮企业复工各有什么做法, 四件事每件具体怎么干."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from answers.facts.names import PLACES
from answers.pile.articles import Article
from answers.pile.asked import of_those_named
from answers.pile.asking_labels import side_by_side
from answers.pile.cells import Cell, to_table, values
from answers.questions import each
from answers.questions.parts import Part
from answers.questions.understanding import Understanding
from answers.sources import Source
from answers.tools import Tools
from answers.types import Answer, Question, Quote
from answers.vocabulary import any_of, vocabulary
from retrieval.types import Span

_EACH = rf"{any_of(vocabulary('each-item'))}|{each.WORDS}|{each.EACH.pattern}|都(?=[有是做干怎如采])"
# (这三个街道帮企业复工)各有什么做法, 每件具体怎么干
_ASKS = re.compile(
    rf"(?:{_EACH})[^,。?]{{0,8}}?(?:{any_of(vocabulary('asks-deeds'))})|(?:{any_of(vocabulary('asks-deeds'))})(?={_EACH}|都)"
)
_JOINS = re.compile(rf"\u3001|{any_of(vocabulary('joining-words'))}")
_CLAUSES = re.compile(r"[,:;?。]")
_ENDING = re.compile(rf"^(?:{any_of(vocabulary('subject-endings'))})")
_COUNTED = re.compile(r"(?:这|那)?(?:[两三四五六七八九十]|\d)(?:个|家|件|项|地|条|方面)|这几[个家件项条]")
_POINTS = tuple(vocabulary("no-deed-followers"))
_MARKS = '\u201c\u201d\u300c\u300d\u300e\u300f"'
_QUOTES = tuple(_MARKS)
_DOING = ("v", "a")  # first letters of the tags of what says a deed: 明确, 简化
_STOPS = ("。", "!", "?")
_MARK = re.compile("[,;:]")
_STATEMENT = re.compile(r"[^。!?\n]+")
_DEED = re.compile(rf"(?:[{_MARKS}《][^{_MARKS}《》]{{0,60}}[{_MARKS}》]|[^,;:{_MARKS}《》])+")
# 二是着力抓好|分园防控: a statement that says nothing but what those behind it are of
_HEAD_END = re.compile(rf"[{_MARKS}]?(?:工作)?\s*(?:$|:)")
# 自复工以来,|甲街道
_LEAD = re.compile(
    rf"[^,;:]{{2,16}}?(?:{any_of(vocabulary('scene-ends'))}),|[^,;:]{{0,8}}\d[月日][^,;:]{{0,8}},|为[^,;:]{{4,30}},"
    rf"|(?:{any_of(vocabulary('clause-openers'))}),"
)
_UNDER = re.compile(r"[在当自].{1,40}[上下中时后前来]")  # 在守住底线的基础上 is no deed
_SHORTEST, _LONGEST = 4, 40  # code points of a clause that is shown
_LONGEST_NAME, _LONGEST_HEAD = 16, 12
_LONGEST_VALUE = 120
_HEADED, _QUOTED, _SUBJECT = 3.0, 2.0, 1.0  # what says more surely whose deeds they are
_MOST, _FEWEST = 6, 2  # clauses of one; things, and those of them that must be told
_SAID = 0.75  # strength from which a text says a term
_CONFIDENCE = 0.7  # no gold question measures it


@dataclass(frozen=True, slots=True)
class _Told:
    """The clauses that say what one thing did, in one passage; `statement` is the first one that says so."""

    source: Source
    statement: Span
    clauses: tuple[Span, ...]

    @property
    def span(self) -> Span:
        """From where the first clause begins to where the last one ends."""
        return Span(self.clauses[0].start, self.clauses[-1].end)


def ask_deeds(
    question: Question,
    understanding: Understanding,
    open_articles: Callable[[], Sequence[Article]],
    tools: Tools,
) -> Answer | None:
    """Return a table of what each of several things did; None where a question asks for something else, or two are not told.

    A thing's clauses are those of a statement that it is the subject of, of one that names it in quotation marks, or of those behind
    one that does nothing but name it.
    """
    asks = _ASKS.search(understanding.text)
    names = _names(understanding, asks) if asks is not None else []
    if len(names) < _FEWEST:
        return None
    if any(place in name for place in PLACES for name in names):
        return None  # of a town or a province all that an article says is told
    _, articles = of_those_named(understanding.text, open_articles())
    own = [one for one in articles if tools.within is None or one.document_id in tools.within]
    topic = [
        term.text
        for term in understanding.terms
        if len(term.text) > 1 and term.part is not Part.DATE and not any(term.text in name for name in names)
    ]
    cells = {name: _cell(_best(name, names, own, topic, tools), tools) for name in names}
    return to_table(question, cells) if values(cells.values()) >= _FEWEST else None


def _names(question: Understanding, asks: re.Match[str]) -> list[str]:
    """Return the things that a question lists, the last one without what is said of all of them; none where it lists no two."""
    quoted = [term.text for term in side_by_side(question)]
    if len(quoted) >= _FEWEST:
        return quoted
    for clause in _CLAUSES.split(question.text[: asks.start()]):
        pieces = [piece for piece in _JOINS.split(clause) if piece]
        if len(pieces) < _FEWEST:
            continue
        names = [pieces[0].rpartition("的")[2], *pieces[1:-1], _bare(pieces[-1], question)]
        if all(1 < len(name) <= _LONGEST_NAME for name in names):
            return names
    return []


def _bare(piece: str, question: Understanding) -> str:
    """Return the name that the last piece of a list begins with: 大庙 of 大庙这三个街道帮企业复工."""
    counted = _COUNTED.search(piece)
    if counted is not None and counted.start() > 0:
        return piece[: counted.start()]
    names = [term.text for term in question.of_part(Part.ENTITY) if piece.startswith(term.text)]
    return max(names, key=len, default=piece)


def _best(
    name: str, names: Sequence[str], articles: Sequence[Article], topic: Sequence[str], tools: Tools
) -> _Told | None:
    """Return the clauses that say most surely, and of most words of the question, what a thing did; None where none do."""
    best, most = None, 0.0
    for article in articles:
        for source in article.sources(tools.sources):
            for score, told in _told_in(name, names, source) if name in source.text else ():
                text = told.statement.of(source.text)
                said = sum(tools.matcher.strength(word, text) >= _SAID for word in topic)
                share = said / len(topic) if topic else 1.0
                if score == _SUBJECT and not share:
                    continue
                if score + share > most:
                    best, most = told, score + share
    return best


def _told_in(name: str, names: Sequence[str], source: Source) -> Iterator[tuple[float, _Told]]:
    """Yield the clauses of a passage that say what a thing did, with how surely they do."""
    statements = [Span(*match.span()) for match in _STATEMENT.finditer(source.text)]
    for place, statement in enumerate(statements):
        at = statement.of(source.text).find(name)
        if at < 0 or source.text[statement.end : statement.end + 1] not in _STOPS:
            continue  # a title has no full stop
        at += statement.start
        behind = Span(at + len(name), statement.end)
        if at - statement.start <= _LONGEST_HEAD and _HEAD_END.match(source.text, behind.start, behind.end):
            further = _up_to_another(statements[place + 1 :], names, source)
            clauses = [clause for one in (behind, *further) for clause in _clauses(one, source)]
            yield from _shown(_HEADED, clauses, statement, source)
        elif _is_quoted(Span(at, behind.start), source) and _is_in_first(at, statement, source):
            yield from _shown(_QUOTED, _clauses(_behind_first(behind, source), source), statement, source)
        elif _is_subject(Span(at, behind.start), statement, source):
            end = _ENDING.match(source.text[behind.start : behind.end])
            rest = Span(behind.start + (end.end() if end else 0), behind.end)
            yield from _shown(_SUBJECT, _clauses(rest, source), statement, source)


def _up_to_another(statements: Sequence[Span], names: Sequence[str], source: Source) -> list[Span]:
    """Return the statements up to one that begins with another thing of the list."""
    found: list[Span] = []
    for one in statements:
        text = one.of(source.text)
        if any(0 <= text.find(name) <= _LONGEST_HEAD and len(text) <= _LONGEST for name in names):
            break
        found.append(one)
    return found


def _is_quoted(name: Span, source: Source) -> bool:
    return source.text.endswith(_QUOTES, 0, name.start) and source.text.startswith(_QUOTES, name.end)


def _is_in_first(at: int, statement: Span, source: Source) -> bool:
    """Return whether nothing but one clause of a statement stands before a place."""
    return _MARK.search(source.text, statement.start, at) is None


def _is_subject(name: Span, statement: Span, source: Source) -> bool:
    """Return whether a statement begins with a name, be it behind what says since when, and tells of nobody of it: 甲街道党委书记说."""
    before = source.text[statement.start : name.start].strip()
    if before and _LEAD.fullmatch(before) is None:
        return False
    rest = _ENDING.sub("", source.text[name.end : statement.end])
    return bool(rest) and not rest.startswith(_POINTS)


def _behind_first(span: Span, source: Source) -> Span:
    """Return what stands behind the first clause of a range."""
    mark = _MARK.search(source.text, span.start, span.end)
    return Span(mark.end() if mark is not None else span.end, span.end)


def _clauses(span: Span, source: Source) -> list[Span]:
    """Return the clauses of a range that say a deed and are short enough to be shown."""
    found = []
    for match in _DEED.finditer(source.text, span.start, span.end):
        lead = len(match.group()) - len(match.group().lstrip())
        clause = Span(match.start() + lead, match.start() + len(match.group().rstrip()))
        words = [word.of(source.text) for word in source.analysis.words_within(clause)]
        is_shown = _SHORTEST <= len(clause) <= _LONGEST and not _UNDER.fullmatch(clause.of(source.text))
        if is_shown and any(source.tag(word).startswith(_DOING) for word in words):
            found.append(clause)
    return found


def _shown(
    score: float, clauses: Sequence[Span], statement: Span, source: Source
) -> Iterator[tuple[float, _Told]]:
    kept = list(clauses[:_MOST])
    while kept and kept[-1].end - kept[0].start > _LONGEST_VALUE:
        kept.pop()
    if kept:
        yield score, _Told(source, statement, tuple(kept))


def _cell(told: _Told | None, tools: Tools) -> Cell | None:
    if told is None:
        return None
    source, passage = told.source, told.source.passage
    span = source.to_original(told.span)
    items = tuple(source.to_original(one).of(passage.text) for one in told.clauses)
    document = tools.sources.document(passage.document_id)
    return Cell(Quote(passage, span), document, span.of(passage.text), None, _CONFIDENCE, (), items)
