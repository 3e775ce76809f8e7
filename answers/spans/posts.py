"""Posts that stand for somebody else than their holder: a deputy's, an assistant's."""

from __future__ import annotations

import re

from answers.vocabulary import any_of, vocabulary

DEPUTY = "\u526f"
ASSISTANTS = tuple(sorted(vocabulary("post-assistants")))
_ASSISTANT = any_of(ASSISTANTS)
_RUN = re.compile(r"(?P<name>(?:(?![和与及由任])[\u4e00-\u9fffa-z\d]){3,}?)的?$")
_BODIES = tuple(sorted(vocabulary("title-bodies") | vocabulary("body-endings")))
_LONGEST_BODY = 24  # code points
_BEGINNING = 2  # code points by which two firms are told apart
_SHORTEST_PART = 3  # code points of an ending that names the same office: 医保局


def is_of_another(text: str, start: int, end: int) -> bool:
    """Return whether the post at a place is not its holder's: 副局长, 总经理助理.

    >>> is_of_another("医管处副处长", 4, 6), is_of_another("总经理助理", 0, 3), is_of_another("总经理", 0, 3)
    (True, True, False)
    """
    return text[:start].endswith(DEPUTY) or text.startswith(ASSISTANTS, end)


def whole(text: str, start: int, end: int) -> str:
    """Return the post at a place with what makes it an assistant's.

    >>> whole("总经理助理是谁", 0, 3), whole("总经理是谁", 0, 3)
    ('总经理助理', '总经理')
    """
    return text[start:end] + next((word for word in ASSISTANTS if text.startswith(word, end)), "")


def held(post: str) -> re.Pattern[str]:
    """Return a pattern of a post where it stands for its holder.

    >>> bool(held("经理").search("副经理")), bool(held("经理").search("经理助理")), bool(held("副经理").search("副经理"))
    (False, False, True)
    """
    before = "" if post.startswith(DEPUTY) else f"(?<!{DEPUTY})"
    return re.compile(f"{before}{re.escape(post)}(?!{_ASSISTANT})")


def body_before(text: str, start: int) -> str:
    """Return the office or firm that is named right before a post, empty where none is: 管委会主任 is of whom it is about.

    >>> body_before("倍安集团的总经理", 5), body_before("昨天,市民政局局长", 7), body_before("他找到总经理", 3)
    ('倍安集团', '市民政局', '')
    """
    found = _RUN.search(text[max(0, start - _LONGEST_BODY) : start])
    name = found["name"] if found else ""
    return name if name.endswith(_BODIES) else ""


def is_same_body(one: str, other: str) -> bool:
    """Return whether two names may be of one office or firm: one says the other, or is short for it.

    >>> is_same_body("市医保局", "白石市医疗保障局"), is_same_body("倍安集团", "倍安农资有限公司")
    (True, True)
    >>> is_same_body("倍安集团", "河山集团"), is_same_body("市教育局", "市民政局")
    (False, False)
    """
    if one in other or other in one or one[:_BEGINNING] in other:
        return True
    return any(_is_short_for(one[start:], other) for start in range(len(one) - _SHORTEST_PART + 1))


def _is_short_for(name: str, other: str) -> bool:
    rest = iter(other)
    return other.endswith(name[-1]) and all(character in rest for character in name)
