"""Lists whose items are built alike, with their first item whole."""

from __future__ import annotations

import re
from os.path import commonprefix

from retrieval.types import Span

_COMMA = "\u3001"
_FEWEST = 3  # of two items the second tells too little of the first
_MOST_ADDED = 3  # code points
_HAN = re.compile("[\u3400-\u9fff]+")


def with_first_item_whole(text: str, span: Span) -> Span:
    """Return a span of items with what its first one lacks beside the others, which begin alike or are as long as one another.

    >>> text = "突出举旗帜、聚民心、育新人的任务,优化治理、优化管理、优化环境,在以学增智、以学正风、以学促干上"
    >>> [with_first_item_whole(text, Span(*at)).of(text) for at in ((3, 13), (19, 31), (34, 47))]
    ['举旗帜、聚民心、育新人', '优化治理、优化管理、优化环境', '以学增智、以学正风、以学促干']
    """
    first, *others = span.of(text).split(_COMMA)
    if len(others) + 1 < _FEWEST:
        return span
    lead = commonprefix(others)  # noqa: RUF071 -- of characters, not of paths
    lengths = {*map(len, others)}
    for added in range(1, _MOST_ADDED + 1):
        whole = text[span.start - added : span.start] + first
        is_alike = whole.startswith(lead) if lead else lengths == {len(whole)}
        if span.start >= added and _HAN.fullmatch(whole) and is_alike and not first.startswith(lead or " "):
            return Span(span.start - added, span.end)
    return span
