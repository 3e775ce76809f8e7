"""Runs of characters that two texts share."""

from __future__ import annotations

import re

from retrieval.types import Span

HAN_PAIR = re.compile(r"[\u4e00-\u9fffa-z]{2}")


def longest_run(name: str, text: str, least: int) -> Span | None:
    """Return where a text says the longest run of a name, of words and no figures; None for none so long as `least`."""
    longest = ""
    for start in range(len(name)):
        end = start + max(least, len(longest) + 1)
        while end <= len(name) and name[start:end] in text and not any(map(str.isdigit, name[start:end])):
            end += 1
        run = name[start : end - 1]
        if len(run) >= least and len(run) > len(longest) and HAN_PAIR.search(run):
            longest = run
    at = text.find(longest)
    return Span(at, at + len(longest)) if longest else None
