"""What restricts a value's indicator: 规模以上, 其中, 以2.3万家企业为基数."""

from __future__ import annotations

import re

from answers.facts.phrases import Place, text_of
from answers.vocabulary import any_of, vocabulary

_SCOPES = re.compile(any_of(vocabulary("scope-words")))
_AREAS = re.compile(any_of(vocabulary("own-areas")))


def scope_of(text: str, place: Place) -> str:
    """Return the words before a value that restrict what it measures, empty for none."""
    before = text_of(place.before, text)
    found = [match.group() for pattern in (_AREAS, _SCOPES) for match in pattern.finditer(before)]
    return "、".join(dict.fromkeys(found))
