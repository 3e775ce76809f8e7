"""What the values of a statement measure: the noun phrase before each, else what it counts, else what the value before measures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from answers.facts.cores import OTHERS, Core, core_of, has_noun, is_verb, leads_up, split_list
from answers.facts.names import is_proper, name_within
from answers.facts.phrases import Place, Word, text_of
from answers.otherwise import SHARES
from answers.unions import each_of
from answers.vocabulary import any_of, table, vocabulary

_MEASURING = tuple(vocabulary("measuring-nouns"))
_DEPENDENT = vocabulary("dependent-heads")
_VARIANTS = vocabulary("variant-words")
_RELATIONS: dict[str, str] = {row[0]: row[1] for row in table("relation-verbs")}
_SHARE = "share"
_STOPS_AFTER = ("d", "p", "r", "uj", "ul", "u", "uz", "c")
_QUOTES = (("“", "”"), ("「", "」"), ("『", "』"))
_WITHOUT_QUOTES = str.maketrans("", "", "".join(map("".join, _QUOTES)))
_VERBAL_NOUN = "vn"
_AND_SO_ON = "等"
_OF = "的"
_COMES_TO = re.compile(rf"(?:{any_of(vocabulary('ways-to-a-value'))})了?")
_TOTAL = "总"
_LONGEST = 20  # code points of a phrase; what measures something is seldom named by more
_LONGEST_VERB = 4


class Indicator(NamedTuple):
    """What a value measures: `base` without what tells of a change, which `text` keeps.

    `verb` governs what is counted, `head` is the noun that a bare 产量 behind it belongs to, `holder` are the words that own
    the value from behind: 航天产业基地项目 of 总投资50亿元的航天产业基地项目. `owner` is the subject that 分别 pairs it with.
    """

    base: str = ""
    growth: str = ""
    verb: str = ""
    relation: str = ""
    head: str = ""
    holder: tuple[Word, ...] = ()
    owner: str = ""
    is_change: bool = False

    @property
    def text(self) -> str:
        """Return the indicator as it is shown."""
        said = f"{self.base}{self.relation}{self.growth}"
        is_paired = all(said.count(opening) == said.count(closing) for opening, closing in _QUOTES)
        return said if is_paired else said.translate(_WITHOUT_QUOTES)


def indicators_of(places: Sequence[Place], own: Sequence[int], text: str) -> tuple[Indicator, ...]:
    """Return the indicator of each place of a statement; `own` says how many words of its phrase name its subject."""
    found: list[Indicator] = []
    while len(found) < len(places):
        at = len(found)
        place, previous = places[at], found[-1] if found else Indicator()
        core = core_of(place.before[own[at] :], text)
        group = _group(places, at)
        paired = _paired(core, found, group, text) if core.listed is not None and group > 1 else ()
        if not paired and group > 1 and _comes_to(place, text):
            paired = _of_those_before(found, group)
        if not paired and at and not previous.verb and _is_parallel(place, places[at - 1]):
            paired = (Indicator(_counted(place.after, text)),)
        found.extend(paired or (_indicator(place, core, previous, text),))
    return tuple(found)


def _comes_to(place: Place, text: str) -> bool:
    """Return whether nothing stands before a value but how another one came to it: 增加到 of 分别从7家、4家增加到10家、6家."""
    return bool(place.before) and _COMES_TO.fullmatch(text_of(place.before, text)) is not None


def _of_those_before(found: Sequence[Indicator], group: int) -> tuple[Indicator, ...]:
    """Return the indicators of so many values before that are told apart by more than their places; none where they are not."""
    before = tuple(found[-group:])
    return before if len(before) == group == len({one.base for one in before}) else ()


def _group(places: Sequence[Place], at: int) -> int:
    """Return how many values stand side by side from one on."""
    end = at + 1
    while end < len(places) and places[end].is_bare:
        end += 1
    return end - at


def _paired(core: Core, found: Sequence[Indicator], group: int, text: str) -> tuple[Indicator, ...]:
    """Return what 分别 pairs with a group of values: names before it, else the values before; none where their numbers differ."""
    growth = core.growth if core.is_change else ""
    names = split_list(core.listed or (), text)
    if not names:
        before = found[-group:]
        is_alike = len(before) == group and not any(one.is_change for one in before)
        return (
            tuple(one._replace(growth=growth, relation="", is_change=core.is_change) for one in before)
            if is_alike
            else ()
        )
    said_names = each_of([text_of(name, text) for name in names], group)
    if len(said_names) < group:
        return ()
    told = text_of(core.words, text)
    owners = [any(map(is_proper, name)) for name in names]
    owners = owners if len(names) == len(said_names) else [False] * len(said_names)
    made = []
    verb = names[0][0].text if len(names[0]) > 1 and is_verb(names[0][0]) else None
    for said, is_named in zip(said_names[-group:], owners[-group:], strict=True):
        is_owner = bool(told) and is_named
        is_whole = verb is not None and said.startswith(verb)  # 接待游客、旅游总花费
        head = "" if is_whole else names[-1][-1].text
        base = told if is_owner else f"{said}{told}" if told else _with_head(said, head)
        made.append(Indicator(base, growth, owner=said if is_owner else "", is_change=core.is_change))
    return tuple(made)


def _with_head(name: str, head: str) -> str:
    """Return the name of a list whole: 旅客 of 旅客和货邮吞吐量 is 旅客吞吐量."""
    return name if name.endswith((head, *_MEASURING)) else f"{name}{head}"


def has_examples(place: Place) -> bool:
    """Return whether what stands before a value are examples of what it counts: 甲园、乙园等40家企业."""
    return bool(place.before) and place.before[-1].text == _AND_SO_ON


def _is_of_another(place: Place) -> bool:
    """Return whether what stands before a value is whose part it counts: 102项重大工程的285个项目."""
    return bool(place.before) and place.before[-1].text == _OF


def _indicator(place: Place, core: Core, previous: Indicator, text: str) -> Indicator:
    words = core.words
    growth = core.growth if core.is_change else ""
    after = _counted(place.after, text) if place.value.counts and not place.is_owned else ""
    if previous.base and (core.relation or (words and words[0].text in _RELATIONS)):
        is_share = not core.relation and _RELATIONS[words[0].text] == _SHARE
        relation = core.relation or _short(words, text)
        return previous._replace(relation=relation, growth="", is_change=not is_share, holder=())
    if place.is_bare and previous.base and not (after or is_attached(place)):
        return previous._replace(holder=())
    if core.is_change and place.is_joined and previous.base and words and is_verb(words[0]):
        words = ()  # 地区生产总值5.53万亿元、稳居全国前十强、增长4.8%
    is_verbal = not has_noun(words) or all(word.text in _VARIANTS for word in words) or _governs(words, place)
    if after and (is_verbal or len(place.after) == 1 or not is_verb(place.after[0])):
        return _of_counted(place, words, after, previous, text, is_verbal=is_verbal)
    holder = name_within(place.after[1:], text) if place.is_owned else ()
    if not is_verbal:
        return _of_noun(place, core, previous, text)._replace(
            growth=growth, holder=holder, is_change=core.is_change
        )
    return _of_verb(place, core, previous, holder, text)


def _governs(words: Sequence[Word], place: Place) -> bool:
    """Return whether a word that is a noun as well is the verb of what stands right behind a value: 建设8万亩高标准农田, but not 投资2亿元."""
    is_deed = len(words) == 1 and words[0].tag == _VERBAL_NOUN and not place.value.counts
    is_measure = is_deed and (words[0].text in _DEPENDENT or words[0].text.endswith(_MEASURING))
    return is_deed and not is_measure and is_attached(place)


def is_attached(place: Place) -> bool:
    """Return whether a noun stands right behind a value that counts no things: 2000万元担保资金."""
    return (
        not place.is_owned and bool(place.after) and not is_verb(place.after[0]) and has_noun(place.after[:1])
    )


def _is_parallel(place: Place, before: Place) -> bool:
    """Return whether a noun stands right behind a bare value as one does behind the value before it: 2亿元转贷资金和2000万元担保风险池."""
    is_amount = place.is_bare and not (place.is_owned or place.value.counts)
    return is_amount and is_attached(before) and has_noun(place.after)


def _of_counted(
    place: Place, words: Sequence[Word], after: str, previous: Indicator, text: str, *, is_verbal: bool
) -> Indicator:
    """Return the indicator of a value right behind which stands what it counts, with the verb that governs it."""
    verb = _verb_of(words, place, previous, text)
    is_own = not (is_verbal or has_examples(place) or _is_of_another(place))
    said = _short(words, text) if is_own else ""
    is_short = said and len(said) + len(after) <= _LONGEST
    return Indicator(f"{said if is_short else verb}{after}", verb=verb)


def _of_noun(place: Place, core: Core, previous: Indicator, text: str) -> Indicator:
    """Return the indicator that a noun before a value names, with what the first of several left unsaid: 新建, 粮食."""
    words = core.words
    verb = _leading_verb(words)
    is_total = words[0].text.startswith(_TOTAL)  # 新增装机8万千瓦、总装机达9万千瓦
    carried = previous.verb if place.is_joined and not (verb or core.is_change or is_total) else ""
    if place.is_joined and len(words) == 1 and words[0].text in _DEPENDENT:
        carried = previous.head
    head = previous.head if place.is_joined else ""
    if words[0].tag.startswith("n") and len(words) > 1:
        head = words[0].text
    return Indicator(f"{carried}{_short(words, text)}{_done(place)}", verb=verb or carried, head=head)


def _done(place: Place) -> str:
    """Return what a share of something has done, by the verb right behind it: 复工 of 工业企业已100%复工."""
    behind = place.after[:1]
    is_share = place.value.unit in SHARES and not place.is_owned
    is_done = is_share and behind and is_verb(behind[0]) and len(behind[0].text) == len("复工")
    return behind[0].text if is_done and behind[0].span.start == place.value.span.end else ""


def _of_verb(place: Place, core: Core, previous: Indicator, holder: tuple[Word, ...], text: str) -> Indicator:
    """Return the indicator of a value before which no noun stands: what owns it, what its verb says, what was told of before."""
    words = core.words
    said = text_of(words, text)
    if holder and not words and not core.growth:
        return Indicator(text_of(holder, text)[:_LONGEST])
    if words and previous.base and all(word.text in _VARIANTS for word in words) and not place.after:
        return previous._replace(base=f"{said}{previous.base}", growth="", relation="", holder=())
    counted = "" if place.after and is_verb(place.after[0]) else _counted(place.after, text)
    if words and not core.is_change:
        return Indicator(f"{said}{counted}", verb=words[0].text, holder=holder)
    if not words and not core.growth and counted and not place.is_owned:  # 其中-18℃以下低温库22座
        return Indicator(counted, holder=holder)
    growth = core.growth if core.is_change else ""
    if previous.base:
        return previous._replace(growth=growth, relation="", is_change=core.is_change, holder=())
    return Indicator(counted, growth, is_change=core.is_change, holder=holder)


def _leading_verb(words: Sequence[Word]) -> str:
    first = words[0]
    return first.text if len(words) > 1 and is_verb(first) and len(first.text) <= _LONGEST_VERB else ""


def _verb_of(words: Sequence[Word], place: Place, previous: Indicator, text: str) -> str:
    """Return the verb that governs what is counted: the last one before the value, else that of the values before."""
    verbs = [word for word in words if is_verb(word)]
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
        if (
            word.tag in _STOPS_AFTER
            and word.text not in OTHERS
            and not (kept and word.text in ("的", "和", "与", "及") and not _is_last(word, words))
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
        if "、" in between and has_noun(kept[at:]) and (is_verb(kept[at]) or any(map(is_verb, kept[:at]))):
            del kept[:at]
            break
    while len(kept) > 1 and len(text_of(kept, text)) > _LONGEST:
        del kept[0]
    while leads_up(kept, 0, len(kept)):
        del kept[0]
    said = text_of(kept, text)
    return f"{said}》" if said.count("《") > said.count("》") else said
