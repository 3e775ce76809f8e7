"""What the net is given of a question and the sentences in which its answer is looked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from answers.model.asking import Asked
from answers.model.borders import Names
from answers.model.candidates import Candidates
from answers.model.digest import Digest, Numbers
from answers.model.excerpt import Alignment, Excerpt
from answers.model.hashing import Codes, code
from answers.model.vectors import LENGTH, Vectors

Reals = NDArray[np.float32]

_NAMES, _TRAITS, _CUTS = 8, 10, 4  # bits of `Name`, `Trait` and `Inside`
_FAR = 15  # characters; what lies further from a matched one is far alike
_SENTENCE_MARKS = 9
MARKS = 9 + 2 * _NAMES + _TRAITS + _CUTS + _SENTENCE_MARKS
LONGEST = 40  # characters; longer candidates are long alike
MOST_REPEATED = 7
_LONGEST_QUESTION = 32  # words; what comes after them is not read
_LOG_SCALE = 0.2


@dataclass(frozen=True, eq=False)
class NetInput:
    """A question and its excerpt, token by token.

    `words` and `tags` are rows of the word vectors and codes of parts of speech, `marks` the rest that is known of
    each token (tokens by `MARKS`). `question` are the question's words as rows of the vectors and `idf` their weights,
    `head` the noun asked for. `first` and `last` are the tokens of each candidate, `length` its characters and
    `repeated` how often it stands in its passage, both cut off.
    """

    words: NDArray[np.intp]
    tags: Codes
    marks: Reals
    question: NDArray[np.intp]
    idf: Reals
    head: int
    kind: str
    asking: str
    first: NDArray[np.intp]
    last: NDArray[np.intp]
    length: NDArray[np.intp]
    repeated: NDArray[np.intp]


def net_input(
    asked: Asked,
    source: Excerpt,
    alignment: Alignment,
    names: Names,
    found: Candidates,
    counts: Numbers,
    sentences: Reals,
    vectors: Vectors,
) -> NetInput:
    """Return what the net is given; `sentences` are the marks of the excerpt's sentences (`sentence_marks`)."""
    pieces = asked.pieces[:_LONGEST_QUESTION]
    weight = {term.text: term.idf for term in asked.words}
    question = vectors.of_words(pieces)
    idf = np.array([weight.get(piece, 0.0) for piece in pieces], dtype=np.float32)
    head = int(vectors.of_words([asked.head])[0])
    words = _words(source, vectors)
    marks = np.concatenate(
        [
            _own_marks(asked, source, words, question[idf > 0], head, vectors),
            _borders(source, alignment),
            _bits(names.whole_opens, names.whole_closes, _NAMES),
            _bits(source.traits, source.inside, _TRAITS)[:, : _TRAITS + _CUTS],
            sentences[source.sentence],
        ],
        axis=1,
    )
    length = source.end[found.last] - source.start[found.first]
    return NetInput(
        words, source.tag, marks.astype(np.float32), question, idf, head, str(asked.kind), asked.asking,
        found.first, found.last, np.minimum(length, LONGEST).astype(np.intp),
        np.minimum(counts, MOST_REPEATED).astype(np.intp),
    )  # fmt: skip


def sentence_marks(
    asked: Asked, parts: Sequence[tuple[Digest, int]], logs: NDArray[np.float64], shares: NDArray[np.float64]
) -> Reals:
    """Return what is known of sentences, each a passage and an index there: sentences by 9.

    How much of the question, by weight, stands in the sentence, beside it, in its passage, in the title, and in none;
    `logs`, their log probabilities; `shares`, their passages' scores as shares of the best passage's.
    """
    total = max(sum(term.idf for term in asked.words), 1e-9)
    rows = []
    for (passage, index), log, share in zip(parts, logs.tolist(), shares.tolist(), strict=True):
        own = passage.sentences[index].text
        beside = "\n".join(one.text for one in passage.sentences[max(index - 1, 0) : index + 2 : 2])
        if index == 0:
            beside = passage.sentences[1].text if len(passage.sentences) > 1 else ""
        held = [
            [term.text in text for term in asked.words] for text in (own, beside, passage.text, passage.title)
        ]
        weights = np.array([term.idf for term in asked.words])
        covered = (np.array(held, dtype=np.float64) @ weights / total).tolist()
        nowhere = float(weights @ ~np.array(held[2:], dtype=np.bool_).any(axis=0)) / total
        place = index / len(passage.sentences)
        rows.append([*covered, nowhere, log * _LOG_SCALE, share, float(share == 1.0), place])
    return np.array(rows, dtype=np.float32)


def _words(source: Excerpt, vectors: Vectors) -> NDArray[np.intp]:
    """Return the row of each token's vector, that of its ending where it has none itself."""
    words = vectors.places(source.code)
    lacking = np.flatnonzero((words == 0) & (source.end - source.start > 2))
    texts = [source.text[source.start[place] : source.end[place]] for place in lacking.tolist()]
    words[lacking] = vectors.of_words(texts)
    return words


def _own_marks(
    asked: Asked,
    source: Excerpt,
    words: NDArray[np.intp],
    question: NDArray[np.intp],
    head: int,
    vectors: Vectors,
) -> Reals:
    """Return how each token is like the question's words: the same, in characters, in vectors; like the head."""
    characters, own_codes = set(asked.text), set(map(code, asked.word_set))
    shared = np.zeros(len(source.text) + 1, dtype=np.intp)  # before each place
    np.cumsum([character in characters for character in source.text], out=shared[1:])
    own = vectors.rows[words].astype(np.float32) / LENGTH
    soft = np.zeros(len(words), dtype=np.float32)
    if len(question):
        soft = (own @ (vectors.rows[question].astype(np.float32) / LENGTH).T).max(axis=1)
    return np.column_stack(
        [
            [one in own_codes for one in source.code.tolist()],
            (shared[source.end] - shared[source.start]) / np.maximum(source.end - source.start, 1),
            soft,
            own @ (vectors.rows[head].astype(np.float32) / LENGTH),
            source.sentence / max(len(source.offsets), 1),
        ]
    ).astype(np.float32)


def _borders(source: Excerpt, alignment: Alignment) -> Reals:
    """Return how near matched characters are before and after each token, and their fading weight."""
    before = np.minimum(alignment.before[source.start], _FAR) / _FAR
    after = np.minimum(alignment.after[source.end], _FAR) / _FAR
    mass_before, mass_after = alignment.mass_before[source.start], alignment.mass_after[source.end]
    return np.column_stack([before, after, mass_before, mass_after]).astype(np.float32)


def _bits(one: Numbers | Codes, other: Numbers | Codes, count: int) -> Reals:
    """Return the bits of two masks as columns, `count` of each."""
    shifts = np.arange(count)
    columns = [(mask[:, np.newaxis] >> shifts) & 1 for mask in (one, other)]
    return np.concatenate(columns, axis=1).astype(np.float32)
