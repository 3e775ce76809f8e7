"""Documents as the cluster keeps them, and back: for each passage, article and document an object of JSON.

Terms are written as the hexadecimal digits of their keys (`retrieval/keys.py`), as the embedded postings know them: so no
term holds a blank or is too long. They stand in the fields that are searched and are not kept; what is kept is the text and
where its words lie, from which terms are made again: a third of the room that the terms would take.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.analysis import Analysis
from retrieval.backends.base import Entry, Indexed
from retrieval.backends.opensearch.snapshot import Size
from retrieval.bm25 import quantised
from retrieval.keys import Occurrences, Texts, term_key
from retrieval.normalise import Normalised
from retrieval.ranking import View
from retrieval.types import DocumentId, PassageId

Source = dict[str, Any]

_EDGES = np.dtype("<u4")
_OWN_EDGES = np.dtype("=u4")  # as `Analysis` has them


def token(term: str) -> str:
    """Return how a term is written in a field.

    >>> token("复工")
    'bbca0590d'
    """
    return f"{term_key(term):x}"


# -- terms ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of some texts in a view: where they occur, and how many each text has, as they are counted."""

    occurrences: Occurrences
    lengths: NDArray[np.int32]

    @staticmethod
    def of(occurrences: Occurrences, texts: int) -> Terms:
        """Return those of so many texts."""
        lengths = np.bincount(occurrences.rows, minlength=texts).astype(np.int32)
        return Terms(occurrences, quantised(lengths))

    def frequencies(self, terms: Sequence[str]) -> NDArray[np.float64]:
        """Return how often each of some terms (rows) occurs in each of the texts (columns)."""
        wanted = np.array([term_key(term) for term in terms], dtype=np.uint64)
        found = np.zeros((len(wanted), len(self.lengths)))
        if len(wanted):
            order = np.argsort(wanted)
            keys, rows = self.occurrences.keys, self.occurrences.rows
            nearest = order.take(np.searchsorted(wanted[order], keys), mode="clip")
            held = np.flatnonzero(wanted[nearest] == keys)
            np.add.at(found, (nearest[held], rows[held]), 1.0)
        return found

    def written(self) -> list[str]:
        """Return the terms of each text as they are written in a field."""
        keys, which = np.unique(self.occurrences.keys, return_inverse=True)
        names = np.array([f"{key:x}" for key in keys.tolist()], dtype=object)[which].tolist()
        bounds = np.searchsorted(self.occurrences.rows, np.arange(len(self.lengths) + 1)).tolist()
        return [" ".join(names[start:end]) for start, end in pairwise(bounds)]


def terms_of_passages(bodies: Sequence[Analysis], headings: Sequence[Analysis]) -> Mapping[View, Terms]:
    """Return the terms of passages in all views of their own."""
    texts = Texts(bodies)
    occurrences = {
        View.WORDS: texts.words(),
        View.BIGRAMS: texts.bigrams(),
        View.CHARACTERS: texts.characters(),
        View.PAIRS: texts.pairs(),
        View.HEADING: Texts(headings).words(),
    }
    return {view: Terms.of(found, len(bodies)) for view, found in occurrences.items()}


def terms_of_articles(wholes: Sequence[str]) -> Terms:
    """Return the terms of articles, each given as its title and the texts of its passages, a line each."""
    return Terms.of(Texts([_analysis(whole) for whole in wholes]).bigrams(), len(wholes))


def _analysis(text: str, edges: bytes = b"") -> Analysis:
    """Return the analysis of a text that is normalised; where its words lie as `Analysis` has it."""
    return Analysis(Normalised(text, text), edges)


# -- to be written ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Packed:
    """A document's objects, the document itself the last of them, and how much they hold."""

    document: Indexed
    owner: str
    size: Size
    sources: tuple[Source, ...]


def pack(documents: Sequence[Indexed], owners: Sequence[str]) -> Iterator[Packed]:
    """Yield some documents as they are kept; `owners` name them, as they are now, in the build."""
    entries = [entry for document in documents for entry in document.entries]
    views = terms_of_passages([entry.body for entry in entries], [entry.heading for entry in entries])
    articles = [_articles(document) for document in documents]
    wholes = terms_of_articles([_whole(article) for some in articles for article in some])
    fields = {view: iter(terms.written()) for view, terms in views.items()}
    whole_fields = iter(wholes.written())
    row = whole = 0
    for document, owner, own in zip(documents, owners, articles, strict=True):
        passages, heads = [], []
        for number, article in enumerate(own):
            key = {"article_key": f"{owner}-{number}"}
            passages += [_passage(document.id, entry, len(article) - 1) | key for entry in article]
            heads.append(_article(article) | key | {View.ARTICLE.value: next(whole_fields)})
        for passage in passages:
            passage |= {view.value: next(found) for view, found in fields.items()}
        lengths = {view: int(terms.lengths[row : row + len(passages)].sum()) for view, terms in views.items()}
        lengths[View.ARTICLE] = int(wholes.lengths[whole : whole + len(own)].sum())
        row, whole = row + len(passages), whole + len(own)
        size = Size(1, len(passages), len(own), lengths)
        about = {"kind": "document", "document": document.id, "stamp": document.stamp, "size": size.to_json()}
        sources = tuple(source | {"owner": owner} for source in (*passages, *heads, about))
        yield Packed(document, owner, size, sources)


def _articles(document: Indexed) -> list[list[Entry]]:
    """Return a document's passages, those of an article together."""
    return [list(some) for _, some in groupby(document.entries, key=lambda entry: entry.article)]


def _whole(article: Sequence[Entry]) -> str:
    return "\n".join([article[0].title.text, *(entry.body.text for entry in article)])


def _passage(document: DocumentId, entry: Entry, siblings: int) -> Source:
    return {
        "kind": "passage",
        "passage": entry.passage_id,
        "document": document,
        "siblings": siblings,
        **_kept("text", entry.body),
        **_kept("heading_text", entry.heading),
    }


def _article(article: Sequence[Entry]) -> Source:
    return {
        "kind": "article",
        "text": _whole(article),
        **_kept("title", article[0].title),
    }


def _kept(name: str, analysis: Analysis) -> Source:
    edges = np.frombuffer(analysis.edges, dtype=_OWN_EDGES).astype(_EDGES)
    return {name: analysis.text, f"{name}_edges": b64encode(edges.tobytes()).decode("ascii")}


# -- as it is found ---------------------------------------------------------------------------------------


def analysis_of(source: Source, name: str) -> Analysis:
    """Return the analysis that was kept under a name; raise what decoding raises for what was not."""
    edges = np.frombuffer(b64decode(source[f"{name}_edges"]), dtype=_EDGES).astype(_OWN_EDGES)
    return _analysis(source[name], edges.tobytes())


def unpack(sources: Iterable[Source]) -> Iterator[Indexed]:
    """Yield the documents that some objects are of, which come as they were written: a document after the other."""
    passages: list[Source] = []
    articles: dict[str, Source] = {}
    for source in sources:
        if source["kind"] == "passage":
            passages.append(source)
        elif source["kind"] == "article":
            articles[source["article_key"]] = source
        else:
            entries = tuple(_entry(passage, articles[passage["article_key"]]) for passage in passages)
            yield Indexed(DocumentId(source["document"]), source["stamp"], entries)
            passages, articles = [], {}


def _entry(passage: Source, article: Source) -> Entry:
    return Entry(
        PassageId(passage["passage"]),
        int(article["article_key"].rpartition("-")[2]),
        analysis_of(passage, "text"),
        analysis_of(passage, "heading_text"),
        analysis_of(article, "title"),
    )
