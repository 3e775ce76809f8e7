"""Sentences of a normalised text."""

from __future__ import annotations

import re

from retrieval.types import Span

# 他说:"复工了。"随后离开: the closing quote belongs to the sentence before it.
_SENTENCE = re.compile(r"[^。!?;\n]*(?:[。!?;]+[”’」』》)】\"']*|\n|$)")


def sentences(text: str) -> tuple[Span, ...]:
    r"""Return the sentences of a text in order, white space around them left out.

    A sentence ends after 。!?; (their closing quotes included) or at the end of a line.

    >>> text = "他说:“都复工了。”随后离开;未答 问。\n完"
    >>> [span.of(text) for span in sentences(text)]
    ['他说:“都复工了。”', '随后离开;', '未答 问。', '完']
    """
    found = []
    for match in _SENTENCE.finditer(text):
        piece = match.group()
        start = match.start() + len(piece) - len(piece.lstrip())
        end = match.start() + len(piece.rstrip())
        if start < end:
            found.append(Span(start, end))
    return tuple(found)
