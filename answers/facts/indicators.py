"""What the values of a statement measure: the noun phrase before each, else what it counts, else what the value before measures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from answers.facts.phrases import Place, Word, text_of
from answers.facts.subjects import name_within
from answers.vocabulary import vocabulary

_LINKS = vocabulary("value-links")
_LEADS = vocabulary("phrase-leads")
_GROWTH = vocabulary("growth-verbs")
_MANNERS = vocabulary("growth-manners")
_RELATIONS = vocabulary("relation-verbs")
_DEPENDENT = vocabulary("dependent-heads")
_VARIANTS = vocabulary("variant-words")
_LEVELS = frozenset(("到", "至", "为", "达", "达到"))
_NOUNS = ("n", "vn", "an", "b", "s", "f", "l", "j", "i", "eng", "x", "t", "nz", "g")
_VERBS = ("v", "vd", "vi", "vg", "vq")
_NO_BEGINNING = ("d", "p", "c", "u", "uj", "ul", "r", "y")
_STOPS_AFTER = ("d", "p", "r", "uj", "ul", "u", "uz", "c")
_RESPECTIVELY = "分别"
_COMPARING = frozenset(("比", "较", "同"))
_AND_SO_ON = "等"
_OF = "的"
_LISTED = re.compile("[、和与及]")
_LONGEST = 20  # code points of a phrase; what measures something is seldom named by more
_LONGEST_VERB = 4
_SHORTEST_NAME = 2


@dataclass(frozen=True, slots=True)
class Indicator:
    """What a value measures: `base` without what tells of a change, which `text` keeps.

    `verb` governs what is counted, `head` is the noun that a bare 产量 behind it belongs to, `holder` are the words that own
    the value from behind: 航天产业基地项目 of 总投资50亿元的航天产业基地项目.
    """

    base: str = ""
    growth: str = ""
    verb: str = ""
    relation: str = ""
    head: str = ""
    holder: tuple[Word, ...] = ()
    is_change: bool = False

    @property
    def text(self) -> str:
        """Return the indicator as it is shown."""
        return f"{self.base}{self.relation}{self.growth}"


@dataclass(frozen=True, slots=True)
class _Core:
    """The words before a value without what links them to it and what leads up to them."""

    words: tuple[Word, ...]
    growth: str
    is_level: bool
    is_respective: bool


def indicators_of(places: Sequence[Place], own: Sequence[int], text: str) -> tuple[Indicator, ...]:
    """Return the indicator of each place of a statement; `own` says how many words of its phrase name its subject."""
    found: list[Indicator] = []
    names: tuple[str, ...] = ()  # of the last values that were paired with names by 分别
    while len(found) < len(places):
        at = len(found)
        place, previous = places[at], found[-1] if found else Indicator()
        core = _core(place.before[own[at] :])
        group = _group(places, at)
        paired = _paired(core, group, names, text) if core.is_respective and group > 1 else ()
        if paired:
            is_change = bool(core.growth) and not core.is_level
            found.extend(
                Indicator(name, core.growth if is_change else "", is_change=is_change) for name in paired
            )
            names = paired
        else:
            found.append(_indicator(place, core, previous, text))
    return tuple(found)


def _group(places: Sequence[Place], at: int) -> int:
    """Return how many values stand side by side from one on."""
    end = at + 1
    while end < len(places) and places[end].is_bare:
        end += 1
    return end - at


def _paired(core: _Core, group: int, names: Sequence[str], text: str) -> tuple[str, ...]:
    """Return the names that 分别 pairs with a group of values; none where their numbers differ."""
    if not has_noun(core.words):
        return tuple(names) if len(names) == group else ()
    listed = [name for name in _LISTED.split(text_of(core.words, text)) if name]
    if len(listed) < group:
        return ()
    listed = listed[-group:]
    head = core.words[-1].text
    whole = [
        name if name.endswith(head) or len(name) < _SHORTEST_NAME else f"{name}{head}" for name in listed
    ]
    return (*tuple(whole[:-1]), listed[-1])


def _core(words: Sequence[Word]) -> _Core:
    """Take off what links a phrase to its value, the verb of a change, and what leads up to it."""
    end, growth, is_level, is_respective = len(words), "", False, False
    while end:
        word = words[end - 1].text
        if word in _GROWTH and not growth:
            growth = word
        elif word in _LINKS or (growth and word in _MANNERS):
            is_level |= not growth and (word in _LEVELS or word.endswith(("到", "至", "为")))
            is_respective |= word == _RESPECTIVELY
            if growth and not is_level and word in ("年均", "月均", "同比", "环比"):
                growth = word + growth
        else:
            break
        end -= 1
    if growth:  # 比上年末下降, 较2020年增长: what is compared with
        end = next((at for at in range(end) if words[at].text in _COMPARING), end)
    start = 0
    while start < end and _leads(words, start, end):
        start += 1
    return _Core(tuple(words[start:end]), growth, is_level, is_respective)


def _leads(words: Sequence[Word], at: int, end: int) -> bool:
    """Return whether a word leads up to the phrase behind it; of one character only before a longer one: 在|沪 is part of it."""
    word = words[at]
    is_lead = word.text in _LEADS or word.tag in _NO_BEGINNING
    return is_lead and (len(word.text) > 1 or (at + 1 < end and len(words[at + 1].text) > 1))


def has_examples(place: Place) -> bool:
    """Return whether what stands before a value are examples of what it counts: 甲园、乙园等40家企业."""
    return bool(place.before) and place.before[-1].text == _AND_SO_ON


def _is_of_another(place: Place) -> bool:
    """Return whether what stands before a value is whose part it counts: 102项重大工程的285个项目."""
    return bool(place.before) and place.before[-1].text == _OF


def has_noun(words: Sequence[Word]) -> bool:
    """Return whether a noun is among some words."""
    return any(word.tag in _NOUNS or word.tag.startswith("n") for word in words if len(word.text) > 1)


def _indicator(place: Place, core: _Core, previous: Indicator, text: str) -> Indicator:
    is_change = bool(core.growth) and not core.is_level
    growth = core.growth if is_change else ""
    words = core.words
    after = _counted(place.after, text) if place.value.counts and not place.is_owned else ""
    if words and words[0].text in _RELATIONS and previous.base:
        return replace(previous, relation=_short(words, text), growth=growth, is_change=True, holder=())
    is_verbal = not has_noun(words) or all(word.text in _VARIANTS for word in words)
    if after and (is_verbal or not _is_verb(place.after[0])):
        verb = _verb_of(words, place, previous, text)
        is_own = not (is_verbal or has_examples(place) or _is_of_another(place))
        said = _short(words, text) if is_own else ""
        is_short = said and len(said) + len(after) <= _LONGEST
        return Indicator(f"{said if is_short else verb}{after}", verb=verb)
    holder = name_within(place.after[1:], text) if place.is_owned else ()
    if not is_verbal:
        verb = _leading_verb(words)
        carried = previous.verb if place.is_joined and not verb and not is_change else ""
        if place.is_joined and len(words) == 1 and words[0].text in _DEPENDENT:
            carried = previous.head
        head = (
            words[0].text
            if words[0].tag.startswith("n") and len(words) > 1
            else previous.head
            if place.is_joined
            else ""
        )
        return Indicator(
            f"{carried}{_short(words, text)}",
            growth,
            verb or carried,
            holder=holder,
            head=head,
            is_change=is_change,
        )
    if holder and not words and not core.growth:
        return Indicator(text_of(holder, text)[:_LONGEST], holder=())
    if words and previous.base and all(word.text in _VARIANTS for word in words) and not place.after:
        return replace(
            previous, base=f"{text_of(words, text)}{previous.base}", growth="", relation="", holder=()
        )
    if words and not is_change:
        return Indicator(
            f"{text_of(words, text)}{_counted(place.after, text)}", verb=words[0].text, holder=holder
        )
    if previous.base:
        return replace(previous, growth=growth, relation="", is_change=is_change, holder=())
    return Indicator(_counted(place.after, text), growth, is_change=is_change, holder=holder)


def _is_verb(word: Word) -> bool:
    return word.tag in _VERBS


def _leading_verb(words: Sequence[Word]) -> str:
    first = words[0]
    return first.text if len(words) > 1 and _is_verb(first) and len(first.text) <= _LONGEST_VERB else ""


def _verb_of(words: Sequence[Word], place: Place, previous: Indicator, text: str) -> str:
    """Return the verb that governs what is counted: the last one before the value, else that of the values before."""
    verbs = [word for word in words if _is_verb(word)]
    if not words:
        return previous.verb if place.is_joined else ""
    if verbs and verbs[-1] is words[-1]:
        run = text_of(words, text)
        return run if len(run) <= _LONGEST_VERB else verbs[-1].text
    return ""


def _counted(words: Sequence[Word], text: str) -> str:
    """Return the noun that a value counts, from right behind it up to an adverb or a preposition."""
    kept: list[Word] = []
    for word in words:
        if kept and kept[-1].span.end != word.span.start and text[kept[-1].span.end] not in '“”「」『』"(':
            break
        if word.tag in _STOPS_AFTER and not (
            kept and word.text in ("的", "和", "与", "及") and not _is_last(word, words)
        ):
            break
        if len(text_of([*kept, word], text)) > _LONGEST:
            break
        kept.append(word)
    return text_of(kept, text)


def _is_last(word: Word, words: Sequence[Word]) -> bool:
    return word is words[-1]


def _short(words: Sequence[Word], text: str) -> str:
    """Return a phrase cut from the front to what is nearest its value, at a word; its last item where it is a list of acts."""
    kept = list(words)
    for at in range(len(kept) - 1, 0, -1):
        between = text[kept[at - 1].span.end : kept[at].span.start]
        if "、" in between and has_noun(kept[at:]) and (_is_verb(kept[at]) or any(map(_is_verb, kept[:at]))):
            del kept[:at]
            break
    while len(kept) > 1 and len(text_of(kept, text)) > _LONGEST:
        del kept[0]
    while _leads(kept, 0, len(kept)):
        del kept[0]
    return text_of(kept, text)
