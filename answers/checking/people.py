"""People in a draft and its sources: only where they are sure to be, as what is taken for a name has to stand in the source."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answers.facts.names import PLACES
from answers.sources import Tag
from answers.spans.names import SURNAMES, Person, find_people
from answers.vocabulary import any_of, longest_first, table, vocabulary
from retrieval.types import Span

JOINTS = tuple("、和与及")  # between the items of a list
NO_NAMES = vocabulary("common-words")
COUNTRIES = {name: letter for letter, names in table("country-letters") for name in names.split()}
_PLACE_TAGS = ("ns", "nt")
_NEVER_SURNAMES = vocabulary("never-surnames")
_TITLES = vocabulary("titles-behind")
_DOES = tuple(longest_first(vocabulary("person-verbs") | _TITLES))
_BODY_ENDS = vocabulary("body-ends")
_AREA_ENDINGS = ("省", "市", "县", "区", "镇", "乡", "村")  # 万载县 is no person
# 黄润秋常委: a name before what its bearer is called by
_TITLED = re.compile(
    rf"(?:^|(?<=[。,;:、\n和与及由]))(?P<name>[{''.join(sorted(SURNAMES - _NEVER_SURNAMES))}][\u4e00-\u9fff]{{1,2}}?)(?={any_of(_TITLES)})"
)


def people(text: str, spans: Sequence[Span], tag: Tag) -> tuple[Span, ...]:
    """Return where people are named in a normalised text, in order; `spans` are its words.

    A name needs a post or a title, a deed that only people do, or one that has these beside it in a list.
    """
    titled = [match.span("name") for match in _TITLED.finditer(text)]
    found = [Span(*place) for place in titled if _is_cut_apart(Span(*place), spans, text, tag)]
    told = [
        one
        for one in find_people(text, spans, tag)
        if _may_be_a_name(one.span, spans, text, found) and tag(one.span.of(text)) not in _PLACE_TAGS
    ]
    found += [
        one.span for one in told if one.post or _acts(text, one.span) or _is_listed(text, one.span, told)
    ]
    return tuple(sorted(found))


def _may_be_a_name(name: Span, spans: Sequence[Span], text: str, titled: Sequence[Span]) -> bool:
    """Return whether what looks like a name is no other word, no body's end, and no office behind another's name."""
    said = name.of(text)
    is_other = (
        said in NO_NAMES
        or said in PLACES
        or said in COUNTRIES
        or said.endswith(_AREA_ENDINGS)
        or said[-1] in _BODY_ENDS
    )
    is_joined = said[0] in _NEVER_SURNAMES and name not in spans
    return not (is_other or is_joined or _is_office(name, text, titled))


def _acts(text: str, name: Span) -> bool:
    """Return whether what stands behind a name does what only people do, or a name is all there is."""
    return text.startswith(_DOES, name.end) or len(name) == len(text)


def _is_listed(text: str, name: Span, others: Sequence[Person]) -> bool:
    """Return whether a name stands in a list beside one that has a post, or whose bearer does something: 何立新、钱明."""
    return any(
        (one.span.end + 1 == name.start and text[one.span.end] in JOINTS)
        or (name.end + 1 == one.span.start and text[name.end] in JOINTS)
        for one in others
        if one.post or _acts(text, one.span)
    )


def _is_office(name: Span, text: str, titled: Sequence[Span]) -> bool:
    """Return whether what looks like a name stands behind a title that is another's: 周明同志|任电子工业部副部长."""
    behind = next((one for one in reversed(titled) if one.end <= name.start), None)
    return behind is not None and text[behind.end : name.start] in _TITLES


def _is_cut_apart(name: Span, spans: Sequence[Span], text: str, tag: Tag) -> bool:
    """Return whether a name before a post is no other word, nor the end of a body's: 黄润|秋, but not 党组 or 经|信|局."""
    pieces = [one for one in spans if one.overlaps(name)]
    is_a_word = len(pieces) == 1 and not tag(pieces[0].of(text)).startswith("nr")
    return all(map(name.holds, pieces)) and not is_a_word and name.of(text)[-1] not in _BODY_ENDS
