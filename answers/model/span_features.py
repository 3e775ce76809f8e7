"""The features of short answers: of where a span starts, of where it ends, and of the span itself.

Start, end and span features as in the readers that choose spans by a linear model (Rajpurkar et al., "SQuAD",
EMNLP 2016, section 5), each also in conjunction with what is asked. The same code fits the weights and uses them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from answers.model.asking import Asked
from answers.model.digest import Digest, Numbers
from answers.model.excerpt import Alignment, Excerpt
from answers.model.hashing import Codes, code, codes, combine
from answers.model.marks import Trait
from answers.model.matching import Floats
from answers.model.types import Style

_LONGEST, _LONGEST_CLAUSES, _LONGEST_INSIDE = 40, 100, 14
_DISTANCES = np.array([1, 2, 3, 5, 8, 13, 21])
_MASSES = np.array([0.01, 0.05, 0.12, 0.25, 0.4, 0.6])
_LENGTHS = np.array([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 16, 21, 31, 41])


@dataclass(frozen=True)
class Candidates:
    """Spans that might answer, as the first and the last of their tokens in the excerpt."""

    first: NDArray[np.intp]
    last: NDArray[np.intp]


def candidates(source: Excerpt) -> Candidates:
    """Return every span between two borders of words, names and parts of figures within one sentence.

    Spans begin and end with a word; they have at most 40 characters, 100 from clause border to clause border, 14
    where a border cuts a word or a run of unknown characters.
    """
    is_word = source.traits & Trait.WORD > 0
    words = np.flatnonzero(is_word)
    starts, ends = source.start[words], source.end[words]
    length = ends[None, :] - starts[:, None]
    same = source.sentence[words][None, :] == source.sentence[words][:, None]
    opens_clause, closes_clause = ~is_word[words - 1], ~is_word[words + 1]
    whole = opens_clause[:, None] & closes_clause[None, :]
    cut = (source.inside[words] & 5 > 0)[:, None] | (source.inside[words] & 10 > 0)[None, :]
    longest = np.where(whole, _LONGEST_CLAUSES, np.where(cut, _LONGEST_INSIDE, _LONGEST))
    first, last = np.nonzero(same & (length > 0) & (length <= longest))
    return Candidates(words[first], words[last])


# Longer candidates hardly ever stand twice in a passage.
_LONGEST_REPEATED = 12


def repeats(source: Excerpt, found: Candidates, passages: Sequence[Digest]) -> Numbers:
    """Return how often each candidate's text stands in its passage, 3 at most, and 4 more where it is in the title.

    `passages` are those of the excerpt's sentences. Long candidates count as standing once.
    """
    counts = np.ones(len(found.first), dtype=np.int32)
    ends = source.end[found.last].tolist()
    groups = np.flatnonzero(np.diff(found.first, prepend=-1))  # candidates with one start, in rising length
    for group, after in zip(groups.tolist(), [*groups[1:].tolist(), len(ends)], strict=True):
        first = found.first[group]
        start, passage = int(source.start[first]), passages[source.sentence[first]]
        for place in range(group, after):
            if ends[place] - start > _LONGEST_REPEATED:
                break
            piece = source.text[start : ends[place]]
            count = min(passage.text.count(piece), 3) + 4 * (piece in passage.title)
            if count == 1:  # what goes on from here stands once, too
                break
            counts[place] = count
    return counts


@dataclass(frozen=True)
class Columns:
    """Feature values: of each token as a start, of each as an end, and of each candidate; one row a feature."""

    starts: Codes
    ends: Codes
    spans: Codes


def columns(asked: Asked, source: Excerpt, alignment: Alignment, found: Candidates, counts: Numbers) -> Columns:
    """Return the feature values of an excerpt; `counts` tells how often each candidate's text is in its passage."""
    names = _Names(source)
    return Columns(
        _starts(asked, source, alignment, names),
        _ends(asked, source, alignment, names),
        _spans(asked, source, alignment, found, counts, names),
    )


class _Names:
    """The names of an excerpt, by their first and last tokens."""

    def __init__(self, source: Excerpt) -> None:
        self.opens = np.zeros(len(source.start), dtype=np.uint32)
        self.closes = np.zeros(len(source.start), dtype=np.uint32)
        firsts, lasts = dict(zip(source.start.tolist(), range(len(source.start)), strict=True)), {}
        lasts = dict(zip(source.end.tolist(), range(len(source.end)), strict=True))
        for (start, end), mask in source.exact.items():
            first, last = firsts.get(start), lasts.get(end)
            if first is not None:
                self.opens[first] |= mask
            if last is not None:
                self.closes[last] |= mask
        keys = np.array([start << 16 | end for start, end in source.exact], dtype=np.int64)
        order = np.argsort(keys)
        self._keys = keys[order]
        self._masks = np.array(list(source.exact.values()), dtype=np.uint32)[order]

    def exact(self, start: Numbers, end: Numbers) -> Codes:
        """Return the masks of the names that reach from start to end."""
        if not len(self._keys):
            return np.zeros(len(start), dtype=np.uint32)
        keys = start.astype(np.int64) << 16 | end
        place = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        return np.where(self._keys[place] == keys, self._masks[place], np.uint32(0))


def _before(values: Codes, by: int = 1) -> Codes:
    return np.concatenate([np.zeros(by, dtype=values.dtype), values[:-by]])


def _after(values: Codes, by: int = 1) -> Codes:
    return np.concatenate([values[by:], np.zeros(by, dtype=values.dtype)])


def _distance(values: Numbers) -> Codes:
    return codes(np.searchsorted(_DISTANCES, values, side="right"))


def _mass(values: Floats) -> Codes:
    return codes(np.searchsorted(_MASSES, values, side="right"))


def _token_matched(source: Excerpt, alignment: Alignment) -> Codes:
    sums = np.concatenate([[0], np.cumsum(alignment.matched)])
    return codes(sums[source.end] > sums[source.start])


def _border(asked: Asked, source: Excerpt, alignment: Alignment, names: Codes, places: Numbers, forward: bool) -> list[Codes]:
    """Return what starts and ends have in common, seen from the border outwards and inwards."""
    outer, inner = (_before, _after) if forward else (_after, _before)
    code_, tag, matched = source.code, source.tag, _token_matched(source, alignment)
    outside, outside_tag, outside_matched = outer(code_), outer(tag), outer(matched)
    characters = [source.text[place if forward else place - 1 : place + 1 if forward else place] for place in places]
    neighbour = np.full(len(places), code(asked.left if forward else asked.right), dtype=np.uint32)
    left, right = _distance(alignment.before[places]), _distance(alignment.after[places])
    masses = combine(_mass(alignment.mass_before[places]), _mass(alignment.mass_after[places]))
    inside = codes(source.inside & (5 if forward else 10))
    return [
        outside,
        outside_tag,
        combine(outer(tag, 2), outside_tag),
        code_,
        tag,
        combine(tag, inner(tag)),
        names,
        combine(outer(code_, 2), outside),
        np.array([ord(character) if character else 0 for character in characters], dtype=np.uint32),
        combine(inside, codes(outer(source.traits) & Trait.CLAUSE)),
        combine(outside_matched, outside_tag),
        combine(matched, tag),
        combine(left, right),
        masses,
        codes(alignment.sides[places]),
        codes(outside == neighbour),
        combine(outside, neighbour),
        combine(names, outside_tag),
        combine(left, outside_tag) if forward else combine(right, outside_tag),
    ]


def _starts(asked: Asked, source: Excerpt, alignment: Alignment, names: _Names) -> Codes:
    return np.stack(_border(asked, source, alignment, names.opens, source.start, forward=True))


def _ends(asked: Asked, source: Excerpt, alignment: Alignment, names: _Names) -> Codes:
    rows = _border(asked, source, alignment, names.closes, source.end, forward=False)
    rows.append(_head_at(asked, source, source.end))
    return np.stack(rows)


def _head_at(asked: Asked, source: Excerpt, ends: Numbers) -> Codes:
    """Return 2 where the noun asked for ends, 1 where its last character does, 0 elsewhere."""
    head = asked.head
    if not head:
        return np.zeros(len(ends), dtype=np.uint32)
    whole, last = set(_ends_of(source.text, head)), set(_ends_of(source.text, head[-1]))
    return np.array([2 if end in whole else int(end in last) for end in ends.tolist()], dtype=np.uint32)


def _ends_of(text: str, piece: str) -> list[int]:
    found = []
    place = text.find(piece)
    while place >= 0:
        found.append(place + len(piece))
        place = text.find(piece, place + 1)
    return found


def _sums(flags: NDArray[np.generic]) -> Numbers:
    return np.concatenate([[0], np.cumsum(flags)]).astype(np.int32)


def _spans(
    asked: Asked, source: Excerpt, alignment: Alignment, found: Candidates, counts: Numbers, names: _Names
) -> Codes:
    first, last = found.first, found.last
    start, end = source.start[first], source.end[last]
    length = end - start
    size = codes(np.searchsorted(_LENGTHS, length, side="right"))
    exact = names.exact(start, end)
    matched = _sums(alignment.matched)
    inside = (matched[end] - matched[start]) / length
    share = codes(np.searchsorted(np.array([0.001, 0.2, 0.4, 0.6, 0.8, 0.999]), inside, side="right"))
    count = {label: _sums(source.traits & trait > 0) for label, trait in _COUNTED}
    within = {label: np.minimum(sums[last + 1] - sums[first], 3) for label, sums in count.items()}
    token_matched = _token_matched(source, alignment)
    clause = codes(~(source.traits[first - 1] & Trait.WORD > 0)) + codes(~(source.traits[last + 1] & Trait.WORD > 0)) * np.uint32(2)
    balance = codes(within["opens"] != within["closes"])
    distances = combine(_distance(alignment.before[start]), _distance(alignment.after[end]))
    outside = _mass(alignment.mass_before[start] + alignment.mass_after[end])
    head = _head_at(asked, source, end)
    longer = codes(length > len(asked.head))
    rank = codes(source.sentence[first])
    tokens = codes(np.minimum(last - first, 5))
    tags = combine(source.tag[first], source.tag[last])
    return np.stack([
        size,
        exact,
        share,
        combine(clause, codes(within["clause"])),
        tags,
        combine(codes(within["enumeration"]), size),
        combine(codes(within["verb"]), size),
        balance,
        combine(token_matched[first - 1] + token_matched[last + 1] * np.uint32(2), tags),
        outside,
        combine(head, longer),
        distances,
        combine(np.where(last == first, source.tag[first], np.uint32(0)), exact),
        combine(rank, exact),
        codes(counts),
        combine(tokens, exact),
        combine(source.code[first - 1], source.code[last + 1]),
        combine(codes(within["noun"]), combine(codes(within["function"]), tokens)),
    ])  # fmt: skip


_COUNTED = (
    ("clause", Trait.CLAUSE), ("enumeration", Trait.ENUMERATION), ("verb", Trait.VERB), ("opens", Trait.OPENS),
    ("closes", Trait.CLOSES), ("noun", Trait.NOUN), ("function", Trait.FUNCTION),
)  # fmt: skip

# The conjunctions of each feature, by number of its context: 0 none, 1 kind, 2 asking word, 3 head noun,
# 4 last character of the head noun, 5 style, 6 style and kind.
_ALL = (0, 1, 2)
_HEAD = (0, 1, 2, 3, 4)
_BORDER_CONTEXTS = (
    _ALL, _ALL, _ALL, _HEAD, _HEAD, _ALL, _HEAD, _ALL, _HEAD, (0, 1, 2, 5), _ALL, _ALL, _ALL, _ALL, _ALL, _ALL, (0,), _ALL, _ALL,
)  # fmt: skip
START_CONTEXTS = _BORDER_CONTEXTS
END_CONTEXTS = (*_BORDER_CONTEXTS, _ALL)
SPAN_CONTEXTS = (
    (0, 1, 2, 4, 5, 6), (0, 1, 2, 3, 4, 5), _ALL, _ALL, (0, 1, 2, 4), _ALL, _ALL, (0, 5), _ALL, _ALL, _ALL, _ALL,
    _ALL, _ALL, _ALL, _ALL, _ALL, _ALL,
)  # fmt: skip


def _conjunctions(contexts: tuple[tuple[int, ...], ...], base: int) -> tuple[NDArray[np.intp], Codes, NDArray[np.intp]]:
    """Return the row, the template's code and the context's number of each conjunction."""
    pairs = [(row, context) for row, own in enumerate(contexts) for context in own]
    rows = np.array([row for row, _ in pairs], dtype=np.intp)
    templates = np.array([base + row * 8 + context for row, context in pairs], dtype=np.uint32)
    return rows, templates, np.array([context for _, context in pairs], dtype=np.intp)


START_ROWS, _START_TEMPLATES, _START_NUMBERS = _conjunctions(START_CONTEXTS, 0)
END_ROWS, _END_TEMPLATES, _END_NUMBERS = _conjunctions(END_CONTEXTS, 1000)
SPAN_ROWS, _SPAN_TEMPLATES, _SPAN_NUMBERS = _conjunctions(SPAN_CONTEXTS, 2000)


def context_codes(asked: Asked, style: Style) -> tuple[Codes, Codes, Codes]:
    """Return the codes of the conjunctions of start, end and span features for one question."""
    kind, head = asked.kind, asked.head
    values = np.array(
        [
            1, code(f"kind {kind}"), code(f"asks {asked.asking}"), code(f"head {head}"), code(f"ends {head[-1:]}"),
            code(f"style {style}"), code(f"style {style} {kind}"),
        ],
        dtype=np.uint32,
    )  # fmt: skip
    return (
        combine(_START_TEMPLATES, values[_START_NUMBERS]),
        combine(_END_TEMPLATES, values[_END_NUMBERS]),
        combine(_SPAN_TEMPLATES, values[_SPAN_NUMBERS]),
    )
