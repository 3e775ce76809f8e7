"""Words of talk that ask, count or point, as they are written: 几个钟头 is 几小时. All of it reads normalised text."""

from __future__ import annotations

import re

from answers.vocabulary import any_of, table

_FORMS = {row[0]: row[1] for row in table("spoken-forms")}
_SPOKEN = re.compile(any_of(_FORMS))


def with_written_forms(text: str) -> str:
    """Return a normalised message with what is written for words of talk that ask, count or point.

    >>> with_written_forms("口罩几个钟头换一个")
    '口罩几小时换一个'
    """
    return _SPOKEN.sub(lambda match: _FORMS[match.group()], text)
