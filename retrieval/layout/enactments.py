"""The history of a law, as the lines below its title tell it: who passed, made or changed it, and when.

(1993年12月12日国务院批准 1993年12月23日财政部令第6号发布 根据2019年3月2日《国务院关于修改部分行政法规的决定》第二次修订)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from retrieval.layout.dates import find_dates
from retrieval.layout.organs import is_organ
from retrieval.types import Span
from retrieval.vocabulary import pairs, words

_LONGEST = 1_000  # a law that was changed ten times
_LONGEST_EVENT = 120
_AROUND = " ()《》,、;"
# 财政部令第6号 · 国务院第175次常务会议 · 第八届全国人民代表大会常务委员会第八次会议, behind the day
_ORGAN = re.compile(
    r" ?(?P<organ>[\u4e00-\u9fff、]{2,40}?)(?:令|公告|第[一二三四五六七八九十\d]{1,4}次[\u4e00-\u9fff]{0,6}会议)?(?:第? ?\d{1,8} ?号)?$"
)


@dataclass(frozen=True, slots=True)
class Enactment:
    """What was done to a law on a day (see `enactments.txt`): the day as ISO writes it and where it stands.

    `organ` is where the line names who did it.
    """

    meaning: str
    day: str
    place: Span
    organ: Span | None


def find_enactments(line: str) -> tuple[Enactment, ...]:
    """Return what a folded line tells of a law's history, in order; nothing for a line that tells anything else.

    >>> line = "(2001年8月3日国务院令第314号公布 根据2017年10月7日《国务院关于修改部分行政法规的决定》修订)"
    >>> [(found.meaning, found.day) for found in find_enactments(line)]
    [('made', '2001-08-03'), ('made', '2017-10-07')]
    >>> find_enactments(line)[0].organ.of(line), find_enactments("2001年8月3日会议通过了条例")
    ('国务院', ())
    """
    if len(line) > _LONGEST or not line.rstrip(_AROUND).endswith(_endings()):
        return ()
    days = tuple(find_dates(line))
    if not days or line[: days[0][1].start].strip(_AROUND) not in ("", *words("enactment-cues")):
        return ()
    borders = [*(place.start for _, place in days), len(line)]
    found = [
        _enactment(line, day, Span(place.start, end), place.end)
        for (day, place), (_, end) in zip(days, pairwise(borders), strict=True)
    ]
    return tuple(filter(None, found)) if all(found) else ()


def _enactment(line: str, day: str, event: Span, behind: int) -> Enactment | None:
    """Return the enactment of a part of a line, whose day ends at `behind`; None where it tells of none."""
    text = _without_cues(event.of(line))
    ending = next((word for word in pairs("enactments") if text.endswith(word)), None)
    if ending is None or len(event) > _LONGEST_EVENT:
        return None
    done = text.removesuffix(ending)[behind - event.start :]
    match = _ORGAN.match(done)
    organ = Span(*match.span("organ")).shift(behind) if match and is_organ(match["organ"]) else None
    return Enactment(pairs("enactments")[ending], day, Span(event.start, behind), organ)


def _without_cues(text: str) -> str:
    """Return the part of a line without what leads to the next one, or led there before it was cut off: 根据."""
    text = text.rstrip(_AROUND)
    cue = next((word for word in words("enactment-cues") if text.endswith(word)), "")
    return text.removesuffix(cue).rstrip(_AROUND)


def _endings() -> tuple[str, ...]:
    return (*pairs("enactments"), *words("enactment-cues"))
