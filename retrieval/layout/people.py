"""Names on lines of their own: 上海市市长 龚 正 · 四川省人民政府省长 施小琳 · 毛伟明."""

from __future__ import annotations

import re

from retrieval.types import IsWord, Span
from retrieval.vocabulary import words

_LONGEST_LINE = 40
# 施小琳 · 嘎玛泽登 · 艾尔肯·吐尼亚孜
_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,8}(?:[·•・][\u4e00-\u9fff]{1,8}){1,3}")
_HAN = re.compile(r"[\u4e00-\u9fff]")


def find_person(text: str, is_word: IsWord) -> Span | None:
    """Return where the name stands on a line of a post and its holder's name; None for any other line.

    The line is normalised. A letter-spaced name is one name; blanks part it from the post.

    >>> line = "上海市市长 龚 正"
    >>> find_person(line, lambda word: False).of(line)
    '龚 正'
    >>> find_person("市长 讲话", {"讲话"}.__contains__) is None
    True
    """
    if len(text) > _LONGEST_LINE:
        return None
    start, end = (1, len(text) - 1) if text.startswith("(") and text.endswith(")") else (0, len(text))
    for place in range(end - 1, start, -1):
        if text[place - 1] == " " and text[start:place].rstrip().endswith(words("posts")):
            return _name(text, Span(place, end), is_word)
    return None


def is_bare_name(text: str, is_word: IsWord) -> bool:
    """Return whether a line may be a name and no more: two or three characters that make no word.

    >>> is_bare_name("毛伟明", lambda word: False), is_bare_name("目录", {"目录"}.__contains__)
    (True, False)
    """
    name = text.replace(" ", "")
    return len(name) in (2, 3) and bool(_NAME.fullmatch(name)) and not is_word(name)


def _name(text: str, span: Span, is_word: IsWord) -> Span | None:
    name = span.of(text).replace(" ", "")
    # Words of the language among the names are those of known persons (刘小明), which begin with a surname.
    is_name = not is_word(name) or (len(name) > 2 and name.startswith(words("surnames")))
    return span if is_name and _NAME.fullmatch(name) else None
