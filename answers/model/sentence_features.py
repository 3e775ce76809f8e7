"""The features of sentences that may hold the answer; the same code fits the weights and uses them."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from answers.model.asking import Asked
from answers.model.digest import Digest
from answers.model.marks import NAMES, Name
from answers.model.matching import Floats, Layout, Matches, longest_common_subsequence, match, shares
from answers.types import Kind

# Words that go with answers of a kind: 由于天气, 包括三项, 通过网络, 是一种
_CUES = {
    Kind.REASON: re.compile(r"因|由于|为了|所以|导致|使得|缘|以便|出于|原因|故|目的|以免"),
    Kind.LIST: re.compile(r"、|包括|分别|以及|有:|如下|等"),
    Kind.HOW: re.compile(r"通过|利用|采用|以|用|经|方式|方法|靠|透过|将"),
    Kind.DEFINITION: re.compile(r"是|指|即|称|意为|又名|为"),
}
_NEGATION = re.compile(r"[不没未无非否]")
# 他于同年当选 · 该园区 · 随后: the subject stands in a sentence before
_PRONOUN = re.compile(r"[他她它其该此这]|同年|同时|后来|之后|随后")
# 又名文鸟, asked for as 又被称为什么
_ALIAS = re.compile(r"又名|又称|别名|也称|原名|亦称|简称|称为|叫做|本名|名为")
_COPULA = re.compile(r".{0,3}?[是为:]")  # behind the noun that is asked for
_ASKS_NAME = re.compile(r"[名称叫]")
_FIGURES = re.compile(r"\d+(?:\.\d+)?|[a-z]{2,}")
_RANKED = ("rule", "words 1", "bigrams 1", "characters 1")

FEATURES = (
    "words 0", "words 1", "words 3", "bigrams 0", "bigrams 1", "bigrams 3", "characters 0", "characters 1",
    "characters 3", "trigrams 3", "rule", "words not in title", "words in title", "only words",
    "rarest bigrams", "words found",
    "rank rule", "rank words 1", "rank bigrams 1", "rank characters 1",
    "best rule", "best words 1", "best bigrams 1", "best characters 1",
    *NAMES, "wanted", "wanted count", "unit",
    *(f"cue {kind}" for kind in _CUES),
    "subsequence", "order", "density", "left word", "right word", "head", "head end", "head end in new word",
    "head and copula", "alias", "defines", "starts", "first match", "figures", "figure missing", "negation",
    "log length", "short", "long", "new words", "few new words", "first", "second", "last", "position",
    "before", "after", "only before", "so far", "only so far", "pronoun", "pronoun and before",
)  # fmt: skip

# Features of which each kind of question has weights of its own beside those of all kinds.
BY_KIND = ("rule", "wanted", "date", "number", "person", "place", "log length", "first")
RULE = FEATURES.index("rule")

_Columns = dict[str, Floats]


def sentence_features(asked: Asked, passages: Sequence[Digest]) -> tuple[Layout, Floats]:
    """Return the row of all sentences of the passages, and their features: sentences by `FEATURES`."""
    layout = Layout.of([[sentence.text for sentence in passage.sentences] for passage in passages])
    if not layout.texts:
        return layout, np.zeros((0, len(FEATURES)))
    sorts = (asked.words, asked.bigrams, asked.characters, asked.trigrams)
    words, bigrams, characters, trigrams = match(sorts, layout)
    columns: _Columns = {"trigrams 3": trigrams.coverage(3)}
    for label, matches in (("words", words), ("bigrams", bigrams), ("characters", characters)):
        for exponent in (0, 1, 3):
            columns[f"{label} {exponent}"] = matches.coverage(exponent)
    _one_by_one(columns, asked, passages)
    _rule(columns, asked)
    _ranks(columns, layout)
    _telling(
        columns, words, bigrams, [passages[place].title for place in layout.passage[layout.first]], layout
    )
    _sequences(columns, asked, layout, characters)
    _shape(columns, layout)
    _context(columns, words, layout)
    return layout, np.stack([columns[label] for label in FEATURES], axis=1)


def _rule(columns: _Columns, asked: Asked) -> None:
    """Add the score of the rule that the model starts from; its constants come from other question sets."""
    cue = columns[f"cue {asked.kind}"] if asked.kind in _CUES else 0.0
    coverage = (columns["words 3"] + 0.6 * columns["bigrams 3"]) / 1.6
    columns["rule"] = coverage + 0.1 * columns["wanted"] + 0.03 * cue


_SORTS = tuple(NAMES.values())
_ONE_BY_ONE = (
    *NAMES, "wanted", "wanted count", "unit", *(f"cue {kind}" for kind in _CUES), "left word", "right word",
    "head", "head end", "head end in new word", "head and copula", "alias", "defines", "starts",
    "first match", "figures", "figure missing", "negation", "new words", "pronoun",
)  # fmt: skip


def _one_by_one(columns: _Columns, asked: Asked, passages: Sequence[Digest]) -> None:
    """Add what is worked out sentence by sentence: new names, cues, the noun asked for, new words."""
    look = _Look(asked)
    rows = [
        look.row(sentence.text, sentence.names, sentence.content)
        for passage in passages
        for sentence in passage.sentences
    ]
    table = np.array(rows, dtype=np.float64)
    for place, label in enumerate(_ONE_BY_ONE):
        columns[label] = table[:, place]
    columns["new words"] = np.log1p(columns["new words"])


class _Look:
    """What to look for in each sentence, worked out once for the question."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._terms = [term.text for term in asked.words]
        self._figures = _FIGURES.findall(asked.text)
        self._cue = _CUES.get(asked.kind)
        self._cue_row = [kind is asked.kind for kind in _CUES]
        self._head_end = asked.head[-1:]
        self._asks_name = bool(_ASKS_NAME.search(asked.text))
        self._negated = bool(_NEGATION.search(asked.text))
        # 禾雀(学名:…)又名文鸟,为雀形目 …: what is defined, then the word that defines
        subject = re.escape(self._terms[0]) if self._terms and asked.kind is Kind.DEFINITION else ""
        self._defines = (
            re.compile(rf".{{0,4}}?{subject}.{{0,2}}(?:\([^)]{{0,60}}\))?.{{0,12}}[是为指]")
            if subject
            else None
        )

    def row(
        self, text: str, names: Sequence[tuple[tuple[int, int, int], str]], content: frozenset[str]
    ) -> list[float]:
        """Return the features of one sentence in the order of `_ONE_BY_ONE`."""
        asked, head, head_end = self._asked, self._asked.head, self._head_end
        mask, wanted, unit = self._names(names)
        cue = bool(self._cue and self._cue.search(text))
        fresh = content - asked.word_set
        figures = sum([figure in text for figure in self._figures]) / max(len(self._figures), 1)
        places = [place for place in map(text.find, self._terms) if place >= 0]
        has_end = bool(head_end) and head_end in text
        return [
            *[bool(mask & sort) for sort in _SORTS],
            wanted > 0,
            min(wanted, 3),
            unit,
            *[cue and is_kind for is_kind in self._cue_row],
            bool(asked.left) and asked.left in text,
            bool(asked.right) and asked.right in text,
            bool(head) and head in text,
            has_end,
            has_end and any(word[-1] == head_end for word in fresh),
            has_end and _defined_by_copula(head, text),
            self._asks_name and bool(_ALIAS.search(text)),
            bool(self._defines and self._defines.match(text)),
            0 in places,
            (min(places) if places else len(text)) / len(text),
            figures,
            figures < 1.0 and bool(self._figures),
            bool(_NEGATION.search(text)) is self._negated,
            len(fresh),
            bool(_PRONOUN.match(text)),
        ]

    def _names(self, names: Sequence[tuple[tuple[int, int, int], str]]) -> tuple[int, int, bool]:
        """Return the sorts of new names, how many are wanted, and whether one has the unit asked for."""
        asked = self._asked
        mask = wanted = 0
        unit = False
        for (_, _, name), text in names:
            if text not in asked.text:
                mask |= name
                wanted += name == asked.wanted
                unit = unit or (name == Name.NUMBER and bool(asked.unit) and text.endswith(asked.unit))
        return mask, wanted, unit


def _defined_by_copula(head: str, text: str) -> bool:
    """Return whether a text says what a noun is: 主管部门是 …, 总投资约为 …."""
    at = text.find(head)
    while at >= 0:
        if _COPULA.match(text, at + len(head)):
            return True
        at = text.find(head, at + 1)
    return False


def _ranks(columns: _Columns, layout: Layout) -> None:
    same = layout.passage[:, None] == layout.passage[None, :]
    for label in _RANKED:
        values = columns[label]
        rank = ((values[:, None] < values[None, :]) & same).sum(axis=1)
        columns[f"rank {label}"] = np.minimum(rank, 6).astype(np.float64)
        columns[f"best {label}"] = (rank == 0).astype(np.float64)


def _telling(
    columns: _Columns, words: Matches, bigrams: Matches, titles: Sequence[str], layout: Layout
) -> None:
    """Add what is found in one sentence alone, the rarest term, words in the title apart from the others."""
    total = max(words.total, 1e-9)
    columns["only words"] = words.idf @ (words.rarity >= 1.0 - 1e-9) / total
    columns["words found"] = words.found.sum(axis=0)
    columns["rarest bigrams"] = np.zeros(len(layout.texts))
    if len(bigrams.idf):
        columns["rarest bigrams"] = (bigrams.rarity * bigrams.idf[:, None]).max(axis=0) / bigrams.idf.max()
    columns["words not in title"] = np.zeros(len(layout.texts))
    columns["words in title"] = np.zeros(len(layout.texts))
    for title, first, length in zip(titles, layout.first, layout.lengths, strict=True):
        in_title = np.array([term.text in title for term in words.terms], dtype=np.bool_)
        own = slice(first, first + length)
        outside, inside = words.idf * ~in_title, words.idf * in_title
        columns["words not in title"][own] = shares(outside, float(outside.sum()), words.rarity[:, own])
        columns["words in title"][own] = shares(inside, float(inside.sum()), words.found[:, own])


def _sequences(columns: _Columns, asked: Asked, layout: Layout, characters: Matches) -> None:
    """Add the longest common subsequence, and how densely the question's characters stand."""
    subsequence = longest_common_subsequence(asked.text, layout.texts)
    sizes = np.array([len(text) for text in layout.texts], dtype=np.float64)
    matched = characters.found.sum(axis=0)
    columns["subsequence"] = subsequence / max(len(asked.text), 1)
    columns["order"] = subsequence / np.maximum(matched, 1.0)
    columns["density"] = matched / sizes
    columns["log length"] = np.log1p(sizes)


def _shape(columns: _Columns, layout: Layout) -> None:
    """Add how long the sentence is, and where in its passage it stands."""
    sizes = np.expm1(columns["log length"])
    columns["short"] = (sizes < 11.5).astype(np.float64)
    columns["long"] = (sizes > 80.5).astype(np.float64)
    columns["few new words"] = (columns["new words"] < np.log1p(2.5)).astype(np.float64)
    columns["first"] = (layout.place == 0).astype(np.float64)
    columns["second"] = (layout.place == 1).astype(np.float64)
    columns["last"] = (layout.place == layout.count - 1).astype(np.float64)
    columns["position"] = layout.place / layout.count


def _context(columns: _Columns, words: Matches, layout: Layout) -> None:
    """Add what the sentences around hold; one that goes on from another often leaves its subject out."""
    coverage = words.coverage(2)
    total = max(words.total, 1e-9)
    # The first sentence of all follows on the last; what stands before the first of a passage is left out anyway.
    before = np.arange(len(layout.texts)) - 1
    columns["before"] = np.where(columns["first"] > 0, 0.0, coverage[before])
    columns["after"] = np.zeros(len(before))
    columns["after"][before] = np.where(columns["first"] > 0, 0.0, coverage)
    previous = words.found[:, before] * (columns["first"] == 0)
    columns["only before"] = words.idf @ (previous * (1.0 - words.found)) / total
    sums = np.cumsum(words.found, axis=1)
    so_far = sums - np.repeat((sums - words.found)[:, layout.first], layout.lengths, axis=1) > 0
    columns["so far"] = words.idf @ so_far / total
    columns["only so far"] = words.idf @ (so_far & (words.found == 0)) / total
    columns["pronoun and before"] = columns["pronoun"] * columns["before"]
