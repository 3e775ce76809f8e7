"""Posts that stand for somebody else than their holder: a deputy's, an assistant's."""

from __future__ import annotations

import re

from answers.spans.shortened import is_short_for
from answers.vocabulary import vocabulary

DEPUTY = "\u526f"
ASSISTANTS = tuple(sorted(vocabulary("post-assistants")))
_RUN = re.compile(r"(?P<name>(?:(?![和与及由任])[\u4e00-\u9fffa-z\d]){3,24}?)的?$")
_BODIES = tuple(sorted(vocabulary("title-bodies") | vocabulary("body-endings")))
_BARE = tuple(sorted(vocabulary("title-bodies")))  # 公司 and 医院 before what else is said name none
_OWN = frozenset("我本该")
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


def places_of(post: str, text: str) -> list[int]:
    """Return where a post begins in a text.

    >>> places_of("经理", "总经理和副经理")
    [1, 5]
    """
    places = []
    at = text.find(post) if post else -1
    while at >= 0:
        places.append(at)
        at = text.find(post, at + len(post))
    return places


def is_held(text: str, start: int, post: str) -> bool:
    """Return whether a post that begins at a place stands for its holder.

    >>> is_held("副经理", 1, "经理"), is_held("经理助理", 0, "经理"), is_held("副经理", 0, "副经理")
    (False, False, True)
    """
    is_deputy = not post.startswith(DEPUTY) and text[:start].endswith(DEPUTY)
    return not is_deputy and not text.startswith(ASSISTANTS, start + len(post))


def body_before(text: str, start: int) -> str:
    """Return the office or firm that is named right before a post, empty where none is: 公司党委书记 is of whom it is about.

    >>> body_before("倍安集团的总经理", 5), body_before("昨天,市民政局局长", 7), body_before("他找到总经理", 3)
    ('倍安集团', '市民政局', '')
    >>> body_before("公司党委书记", 4)
    ''
    """
    found = _RUN.search(text[max(0, start - _LONGEST_BODY) : start])
    name = found["name"] if found else ""
    is_bare = name.startswith(_BARE) or name[:1] in _OWN
    return name if name.endswith(_BODIES) and not is_bare else ""


def is_same_body(one: str, other: str) -> bool:
    """Return whether two names may be of one office or firm: one says the other, or is short for it.

    >>> is_same_body("市医保局", "白石市医疗保障局"), is_same_body("倍安集团", "倍安农资有限公司")
    (True, True)
    >>> is_same_body("倍安集团", "河山集团"), is_same_body("市教育局", "市民政局")
    (False, False)
    """
    if one in other or other in one or one[:_BEGINNING] in other:
        return True
    return any(is_short_for(one[start:], other) for start in range(len(one) - _SHORTEST_PART + 1))
