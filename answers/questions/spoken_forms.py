"""Words of talk that ask, count or point, as they are written: 几个钟头 is 几小时, 干吗要戴口罩 asks why. All of it reads normalised text."""

from __future__ import annotations

import re

from answers.vocabulary import any_of, table

_FORMS = {row[0]: row[1] for row in table("spoken-forms")}
_SPOKEN = re.compile(any_of(_FORMS))
# 干嘛要戴口罩, but neither 去那儿干吗? nor 干嘛的, 干嘛用的
_WHY = re.compile(r"(?<![是去来])(?:干[吗嘛]|做[甚啥])(?![的用呢了?]|$)")
_ASKS_WHY = "为什么"


def with_written_forms(text: str) -> str:
    """Return a normalised message with what is written for words of talk that ask, count or point.

    >>> with_written_forms("口罩几个钟头换一个"), with_written_forms("干吗要戴口罩"), with_written_forms("他是干嘛的")
    ('口罩几小时换一个', '为什么要戴口罩', '他是干嘛的')
    """
    return _WHY.sub(_ASKS_WHY, _SPOKEN.sub(lambda match: _FORMS[match.group()], text))
