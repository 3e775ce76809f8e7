"""The people whom a table asks for; the post of somebody: what stands before the name, where the documents agree on it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from answers.candidates.people import asks_for_a_post, trimmed_post
from answers.pile.cells import Cell, to_cell
from answers.pile.leading import is_called_so, leader_of
from answers.questions.parts import POSTS
from answers.questions.understanding import Understanding
from answers.sources import Source
from answers.tools import Tools
from answers.types import Quote
from answers.vocabulary import any_of, vocabulary
from retrieval.normalise import normalise
from retrieval.types import DocumentId, Span

_PASSAGES = 12  # that are looked at for whom a question names
_EDGES = " ,:\uff0c\uff1a\u3000"
_OF = "的"
_BESIDE = "在和与及跟的、"
_VERB = "v"  # first letter of the tag
# what somebody is who holds no post: 74岁居民
_WHOEVER = re.compile(rf"(?:\d{{1,3}}岁的?)?(?:{any_of(vocabulary('identities'))})\Z")
_ASKS_WHOEVER = re.compile(any_of(vocabulary("asks-identity")))
_HEADS = tuple(vocabulary("posts-of-heads"))
_DASH = "\u2014"
_BETWEEN = "\u3001"  # posts of one person
# All 19 people whom the briefs of 2020 name behind a post hold it; a name alone may be of two.
_CONFIDENCE = 0.9


def person_of(asked: Understanding, name: str, tools: Tools) -> Cell | None:
    """Return the cell of who of a body did something or leads it, or which post somebody holds; None where none of these is asked for."""
    if (doer := tools.doer(asked, name, tools)) is not None:
        return to_cell(doer, doer.answer)
    return leader_of(asked, tools, tools.within) or post_of(asked, name, tools)


def post_of(asked: Understanding, name: str, tools: Tools) -> Cell | None:
    """Return the cell of the post of one of several people; None where no post stands before the name, or two that differ do.

    A post that says another one whole is the same, told in full: 管委会主任 of 党工委副书记、管委会主任.
    """
    if not asks_for_a_post(asked):
        return None
    hits = tools.searcher.search(asked.query, _PASSAGES, tools.within).hits
    sources = [source for hit in hits if (source := tools.sources.find(hit.passage.id)) is not None]
    is_whoever = _ASKS_WHOEVER.search(asked.text) is not None
    found = [
        (source, span) for source in sources for span in posts_before(source, name, is_whoever=is_whoever)
    ]
    if not found:
        return _post_of_speaker(name, dict.fromkeys(source.passage.document_id for source in sources), tools)
    source, post = max(found, key=lambda one: len(one[1]))
    if any(span.of(other.text) not in post.of(source.text) for other, span in found):
        return None
    sentence = next((one for one in source.sentences if one.holds(post)), post)
    passage = source.passage
    value = source.to_original(post).of(passage.text)
    return Cell(
        Quote(passage, source.to_original(sentence)),
        tools.sources.document(passage.document_id),
        value,
        None,
        _CONFIDENCE,
        items=tuple(value.split(_BETWEEN)) if _BETWEEN in value else (),
    )


def _post_of_speaker(name: str, found: Iterable[DocumentId], tools: Tools) -> Cell | None:
    """Return the cell of the post of whoever gave the speech that a document is: what stands before the name on its line of the head."""
    for document_id in found:
        document = tools.sources.document(document_id)
        speaker = document.head.speaker
        if speaker is None or not speaker.spans or _joined(speaker.text) != name:
            continue
        start, end = speaker.spans[0].start, speaker.spans[-1].end
        post = document.text[document.text.rfind("\n", 0, start) + 1 : start].strip(_EDGES)
        for passage in tools.sources.passages(document_id):
            place = passage.text.find(post)
            is_there = any(own.start <= start and end <= own.end for own in passage.spans)
            if is_there and place >= 0 and _says_post(normalise(post).text):
                line = passage.text.find("\n", place)
                quote = Quote(passage, Span(place, line if line >= 0 else len(passage.text)))
                return Cell(quote, document, post, None, _CONFIDENCE)
    return None


def _says_post(text: str) -> bool:
    """Return whether a text ends with a post: 青河市市长, 云溪省省长."""
    return text.endswith(_HEADS) or POSTS.search(text) is not None


def _joined(name: str) -> str:
    """Return a name without what is put between its characters: 韦韬 of 韦 韬."""
    return "".join(normalise(name).text.split())


def is_no_post(asked: Understanding, name: str, cell: Cell) -> bool:
    """Return whether a cell of somebody's post holds a name, or says no post: 管委会主任王强说.

    Nor is anybody else a leader whom a question calls by a word that the cell's sentence does not say.
    """
    if not is_called_so(asked, cell.quote):
        return True
    value = normalise(cell.value or "").text
    return asks_for_a_post(asked) and bool(value) and (name in value or not _says_post(value))


def posts_before(source: Source, name: str, *, is_whoever: bool = False) -> Iterator[Span]:
    """Yield the posts that stand right before a person whom a name of the question names: 陈某 or 白石的陈某.

    `is_whoever`: what somebody is without a post is asked for, too: 居民.
    """
    for person in source.people:
        if not name.endswith(person.span.of(source.text)):
            continue
        start = _own_start(person.post, source)
        post = trimmed_post(source.text, Span(start, person.post.end))
        text = post.of(source.text)
        first, of, own = text.rpartition(_OF)
        if of and POSTS.search(first) and POSTS.search(own):  # 作为人大代表|的区长
            text, post = own, Span(post.end - len(own), post.end)
        if _says_post(text):
            start = post.start + len(text) - len(text.lstrip(_EDGES))
            yield Span(start, post.start + len(text.rstrip(_EDGES)))
        elif is_whoever and (one := _WHOEVER.search(source.text, start, person.post.end)) is not None:
            yield Span(*one.span())


def _own_start(post: Span, source: Source) -> int:
    """Return where what stands before a name begins to say what that person is: behind another person, and behind a clause that ends with 的.

    女儿 of 居民丁一在女儿, 网格员 of 手机上保存的网格员.
    """
    others = [one.span.end for one in source.people if post.holds(one.span)]
    start = max(others, default=post.start)
    if others:
        start += len(source.text[start : post.end]) - len(source.text[start : post.end].lstrip(_BESIDE))
    start = max(start, source.text.rfind(_DASH, start, post.end) + 1)
    of = source.text.rfind(_OF, start, post.end)
    if of < 0:
        return start
    words = source.analysis.words_within(Span(start, of))
    does = any(source.tag(word.of(source.text)).startswith(_VERB) for word in words)
    return of + 1 if does else start
