"""How many of several things there are, and behind it each kind of them: 设了几个组?工作组、专业组,还有后来加的,各是几个.

All of it reads normalised text.
"""

from __future__ import annotations

import re

from answers.questions.each import OF_LISTED
from answers.questions.parts import AREA_SORTS
from answers.questions.pieces import ASKING, Each, beginning
from answers.questions.understanding import Understanding
from answers.vocabulary import any_of, table, vocabulary
from retrieval.vocabulary.lists import words

_MEASURES = any_of(words("measure-words"))
_MESSAGE = re.compile(
    rf"(?P<whole>[^?]{{2,40}})\?(?P<kinds>[^?]{{3,60}}?),?(?:{OF_LISTED.pattern})(?P<asks>[是有为]?(?:多少|几)(?:{_MEASURES})?)\??"
)
_COUNTED = re.compile(
    rf"(?P<deed>[^,]*?)(?:{any_of(vocabulary('in-all'))}|有)?(?:多少|几)(?P<measure>(?!项目)(?:{_MEASURES}))?(?P<noun>[\u4e00-\u9fff]{{1,8}})"
)
_AREA = re.compile(AREA_SORTS)
_WHEN = re.compile(any_of(row[0] for row in table("relative-times")))
_MARKS = re.compile("[、,;]|以及|和(?!平|谐)")
_ALSO = re.compile(rf"(?:{any_of(vocabulary('joining-words'))}|还有|另外|以及|再就是)")
_OF, _DONE = "的", "了"
_HOW_MANY = "有几"
_MEASURE = "个"
_LONGEST_DEED = 4  # code points: 新签了; what is longer says more than a deed (搞疫情防控先后设了)
_SHORTEST, _LONGEST = 2, 24  # code points of a kind
_FEWEST, _MOST = 2, 12


def kinds_listed(said: str, question: Understanding) -> tuple[Each, ...]:
    """Return the questions how many there are of all and of each kind; none where a message asks otherwise.

    All are asked for where what is done with them is said shortly: 今年新签了多少项目; more than a deed is an account of its own.
    """
    match = _MESSAGE.fullmatch(said.strip())
    lead = _named(match["whole"], question) if match is not None else ""
    counted = _COUNTED.fullmatch(match["whole"].removeprefix(lead)) if match is not None else None
    if match is None or counted is None:
        return ()
    kinds = [_ALSO.sub("", kind.strip(), count=1) for kind in _MARKS.split(match["kinds"]) if kind.strip()]
    is_list = _FEWEST <= len(kinds) <= _MOST and all(_SHORTEST <= len(kind) <= _LONGEST for kind in kinds)
    if not is_list or any(ASKING.search(kind) for kind in kinds):
        return ()
    noun, deed = counted["noun"], counted["deed"]
    is_deed = len(_WHEN.sub("", deed)) <= _LONGEST_DEED
    done = f"{deed.removesuffix(_DONE)}{_OF}" if deed and is_deed else ""
    asks = f"{_HOW_MANY}{counted['measure'] or _MEASURE}?"
    whole = Each(f"{lead}{done}{noun}", f"{match['whole']}?")
    return (
        *((whole,) if is_deed else ()),
        *(
            Each(
                kind.removesuffix(_OF),
                f"{lead}{done}{kind if kind.endswith(noun) else f'{kind}{noun}'}{asks}",
            )
            for kind in kinds
        ),
    )


def _named(whole: str, question: Understanding) -> str:
    """Return with which names and times a question begins, an area's sort with its name: 青河|经开区."""
    lead = beginning(whole, question)
    sort = _AREA.match(whole, len(lead)) if lead else None
    return whole[: sort.end()] if sort is not None else lead
