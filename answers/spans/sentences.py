"""Sentences of a normalised text."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from answers.vocabulary import vocabulary
from retrieval.types import Span

# 他说:"复工了。"随后离开: the closing quote belongs to the sentence before it.
_SENTENCE = re.compile(r"[^。!?;\n]*(?:[。!?;]+[”’」』》)】\"']*|\n|$)")
# … opened in March. The port …: a stop between two words, of which the first is no abbreviation.
_STOP = re.compile(r"\.(?=\s[a-z\"'(])")
_LONGEST_ABBREVIATION = 6
_TEXTS_KEPT = 256  # the rules and the model read the passages of a question
_ABBREVIATIONS = vocabulary("english-abbreviations")


@lru_cache(_TEXTS_KEPT)
def sentences(text: str) -> tuple[Span, ...]:
    r"""Return the sentences of a text in order, white space around them left out.

    A sentence ends after 。!?; (their closing quotes included), after an English full stop, or at the end of a line.

    >>> text = "他说:“都复工了。”随后离开;未答 问。\n完"
    >>> [span.of(text) for span in sentences(text)]
    ['他说:“都复工了。”', '随后离开;', '未答 问。', '完']
    """
    found = []
    for match in _SENTENCE.finditer(text):
        for begin, finish in pairwise(
            [match.start(), *_stops(text, match.start(), match.end()), match.end()]
        ):
            piece = text[begin:finish]
            start = begin + len(piece) - len(piece.lstrip())
            end = begin + len(piece.rstrip())
            if start < end:
                found.append(Span(start, end))
    return tuple(found)


def _stops(text: str, start: int, end: int) -> list[int]:
    """Return where English sentences end within a range of a text."""
    stops = _STOP.finditer(text, start, end) if ". " in text[start:end] else ()
    return [stop.end() for stop in stops if _ends_a_sentence(text[start : stop.start()])]


def _ends_a_sentence(before: str) -> bool:
    """Return whether a full stop behind a text ends its sentence: behind a word, a figure or a closing mark."""
    tail = before[-_LONGEST_ABBREVIATION:]
    letters = len(tail) - len(tail.rstrip("abcdefghijklmnopqrstuvwxyz"))
    if letters == 0:
        return tail[-1:].isdigit() or tail[-1:] in tuple('%)]"')
    return letters > 1 and tail[-letters:] not in _ABBREVIATIONS
