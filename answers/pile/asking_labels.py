"""What names in quotation marks stand for, side by side: “1090”“1050”分别指的什么项目, each with what it is put before."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from answers.pile.articles import Article
from answers.pile.asked import of_those_named
from answers.pile.cells import Cell, to_table, values
from answers.questions.parts import Term
from answers.questions.understanding import Understanding
from answers.sources import Source
from answers.tools import Tools
from answers.types import Answer, Question, Quote
from answers.vocabulary import any_of, vocabulary
from retrieval.types import Span

_JOINED = vocabulary("joining-words") | {"", "\u3001", ","}
_MARKS = '\u201c\u201d\u300c\u300d\u300e\u300f"'
# 分别指的什么项目, 各代表哪类工程, 是指什么
_ASKS = re.compile(
    rf"[^,。?]{{0,6}}?(?:{any_of(vocabulary('standing-for'))})的?(?:是|哪|什么|啥){{1,2}}[个些类种]*(?P<noun>[\u4e00-\u9fff]{{2,6}})?"
)
_JOINS = re.compile(rf"\u3001|{any_of(vocabulary('joining-words'))}")
# 经开区说的|1090、1050、1080|都指什么: the documents alone put them in quotation marks
_BEHIND_BARE = re.compile(
    rf"(?:这[几些两三四五]个?[\u4e00-\u9fff]{{0,2}})?(?:都|各自?|分别)(?={_ASKS.pattern})"
)
_BARE_ENDS = re.compile("[,。?:的说]")
_NO_NOUNS = vocabulary("meanings")
# ”重大产业项目、
_LABEL = re.compile(rf"[{_MARKS}](?P<label>[^,;。:!?、\n()《{_MARKS}]{{2,20}})")
_NOUN_TAGS = ("n", "vn", "l", "j", "a", "b")  # first letters of the tags of what makes a noun phrase
_WORKS = vocabulary("thing-ends")
_LINKS = frozenset("的了在和与及对把将等是")  # in what is more than a name
_CONFIDENCE = 0.8  # no gold question measures it: what is said right behind the name itself
_FEWEST = 2
_SHORTEST, _LONGEST = 2, 12  # code points of a name without marks


def ask_labels(
    question: Question,
    understanding: Understanding,
    open_articles: Callable[[], Sequence[Article]],
    tools: Tools,
) -> Answer | None:
    """Return a table of what stands behind each of several quoted names; None where a question asks for something else, or none is found."""
    quoted = side_by_side(understanding)
    asks = _ASKS.match(understanding.text, quoted[-1].span.end + 1) if len(quoted) >= _FEWEST else None
    names = [term.text for term in quoted]
    if not quoted and (behind := _BEHIND_BARE.search(understanding.text)) is not None:
        names = _bare(understanding.text[: behind.start()])
        asks = _ASKS.match(understanding.text, behind.start()) if len(names) >= _FEWEST else None
    if asks is None:
        return None
    noun = "" if asks["noun"] in (None, *_NO_NOUNS) else asks["noun"]
    _, articles = of_those_named(understanding.text, open_articles())
    own = [one for one in articles if tools.within is None or one.document_id in tools.within]
    cells: dict[str, Cell | None] = {name: _label_of(name, noun, own, tools) for name in names}
    fewest = 1 if quoted else _FEWEST  # 四不两直 without marks may be asked of as any word
    return to_table(question, cells) if values(cells.values()) >= fewest else None


def _bare(text: str) -> list[str]:
    """Return the names that stand side by side at the end of a text without quotation marks; none where these are too long for names."""
    names = [name for name in _JOINS.split(_BARE_ENDS.split(text)[-1]) if name]
    return names if all(_SHORTEST <= len(name) <= _LONGEST for name in names) else []


def side_by_side(question: Understanding) -> list[Term]:
    """Return the quoted names of a question that stand side by side, from the first on."""
    quoted = [term for term in question.terms if term.is_quoted]
    run = quoted[:1]
    for last, term in pairwise(quoted):
        if question.text[last.span.end : term.span.start].strip(f"{_MARKS} ") not in _JOINED:
            break
        run.append(term)
    return run


def _label_of(name: str, noun: str, articles: Sequence[Article], tools: Tools) -> Cell | None:
    """Return what most often stands behind a quoted name and is of the sort asked for; of no sort, the one noun phrase that does."""
    found = list(_labels(name, noun, articles, tools))
    counts = Counter(label for label, _ in found)
    if not found or (len(counts) > 1 and not noun):
        return None
    best, _ = counts.most_common(1)[0]
    quote = next(quote for label, quote in found if label == best)
    return Cell(quote, tools.sources.document(quote.passage.document_id), best, None, _CONFIDENCE)


def _labels(name: str, noun: str, articles: Sequence[Article], tools: Tools) -> Iterator[tuple[str, Quote]]:
    for article in articles:
        for source in article.sources(tools.sources):
            for sentence in source.sentences if name in source.text else ():
                for span in _behind(name, noun, source, sentence):
                    label = source.to_original(span).of(source.passage.text)
                    yield label, Quote(source.passage, source.to_original(sentence))


def _behind(name: str, noun: str, source: Source, sentence: Span) -> Iterator[Span]:
    """Yield where a sentence has a noun phrase right behind a name in quotation marks."""
    text = source.text
    start = text.find(name, sentence.start, sentence.end)
    while start >= 0:
        match = _LABEL.match(text, start + len(name), sentence.end)
        if match is not None and text[start - 1 : start] in tuple(_MARKS):
            end = _noun_end(Span(*match.span("label")), noun, source)
            if end > match.start("label"):
                yield Span(match.start("label"), end)
        start = text.find(name, start + len(name), sentence.end)


def _noun_end(label: Span, noun: str, source: Source) -> int:
    """Return where the noun phrase ends that a range begins with; where it begins, if none does or it is of no such sort."""
    if noun:
        sorts = _WORKS if noun in _WORKS else (noun,)
        ends = [at + len(one) for one in sorts if (at := source.text.find(one, label.start, label.end)) >= 0]
        return max(ends, default=label.start)
    words = [word.of(source.text) for word in source.analysis.words_within(label)]
    is_noun = bool(words) and all(source.tag(word).startswith(_NOUN_TAGS) for word in words)
    is_works = bool(words) and words[-1] in _WORKS and not any(map(_LINKS.intersection, words))
    is_noun = is_noun or is_works  # 为民实项目
    return label.end if is_noun else label.start
