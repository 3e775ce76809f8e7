"""Whether a sentence bears a question out: its subject, its indicator, its period, each at its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from answers.matching import Matcher
from answers.questions.parts import INDICATORS_WITHIN, Part, Term
from answers.questions.understanding import Understanding
from answers.sources import Source, Tag
from answers.types import Kind
from retrieval.types import Span

# What a term is worth by where it stands; the sentence itself, its neighbours, the passage, the heading …
_IN_SENTENCE, _IN_NEIGHBOUR, _IN_PASSAGE, IN_HEADING, _IN_ARTICLE, _IN_DOCUMENT = (
    1.0,
    0.7,
    0.55,
    0.8,
    0.25,
    0.15,
)
_INSISTED = (Part.ENTITY, Part.DATE, Part.FIGURE)
_STRONG = 0.5
_INDICATOR_LEVEL = 0.6  # to the letter in a neighbouring sentence, or three quarters of it in this one
_AREA_ENDS = re.compile(
    r"(?:高新区|经开区|开发区|工业园区|产业园区?|科技园|园区|新区|示范区|街道|社区|区|县|市|镇|乡|村|省)$"
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """How well a sentence bears a question out. `levels` go with the question's terms, 0 for absent."""

    levels: tuple[float, ...]
    coverage: float
    predicate: float
    missing: tuple[Term, ...]

    @property
    def is_complete(self) -> bool:
        """Return whether nothing that the question insists on is missing."""
        return not self.missing


def weigh_evidence(
    question: Understanding, source: Source, sentence: Span, matcher: Matcher, rivals: Sequence[Source]
) -> Evidence:
    """Return how well a sentence of a source bears the question out.

    `rivals` are the other sources found: where one of them is plainly about the very zone or body asked for,
    a source that merely holds parts of the name is not.
    """
    around = _neighbourhood(source, sentence)
    levels = [_level(term, source, sentence, around, matcher) for term in question.terms]
    missing = []
    for place, term in enumerate(question.terms):
        if term.part in _INSISTED:
            if not _is_borne_out(term, levels, place, question, source, sentence, matcher, rivals):
                missing.append(term)
                levels[place] = 0.0
        elif not _stands_near(term, levels, place, question, source, sentence, matcher):
            missing.append(term)
    if not missing and (subject := _subject(question)):
        own = [levels[place] for place, term in enumerate(question.terms) if term in subject]
        if max(own) <= _IN_ARTICLE and _ORGANISATION.search(source.text):
            missing.extend(subject)  # 通力电梯的产能, where the passage is about another company
    return Evidence(
        tuple(levels),
        _share(question, levels, tuple(Part)),
        _share(question, levels, (Part.WORD, Part.ACT, Part.HEAD, Part.INDICATOR, Part.POST)),
        tuple(missing),
    )


def _stands_near(
    term: Term,
    levels: Sequence[float],
    place: int,
    question: Understanding,
    source: Source,
    sentence: Span,
    matcher: Matcher,
) -> bool:
    """Return whether a term that has to stand beside the answer does, in the sentence or a neighbouring one."""
    near = levels[place] >= _IN_NEIGHBOUR * _STRONG
    match term.part:
        case Part.HEAD:
            return near or _other_head(question, levels, term)
        case Part.POST:
            return near or question.kind is not Kind.PERSON
        case Part.ACT:
            return near or question.kind not in (Kind.NUMBER, Kind.DATE)
        case Part.INDICATOR:
            return _has_indicator(term, levels[place], sentence, source, matcher)
        case _:
            return True


def _has_indicator(term: Term, level: float, sentence: Span, source: Source, matcher: Matcher) -> bool:
    """Return whether a sentence is about an indicator; one that only a neighbour names counts where it names no other."""
    text = sentence.of(source.text)
    if matcher.find(term.text, text).strength >= _INDICATOR_LEVEL:
        return True
    return level >= _INDICATOR_LEVEL and not INDICATORS_WITHIN.search(text)


def _subject(question: Understanding) -> tuple[Term, ...]:
    """Return the plain words before the first 的, which name what the question is about; none where a name does."""
    at = question.text.find("的")
    terms = [term for term in question.terms if term.span.end <= at]
    if at < 0 or any(term.part not in (Part.WORD, Part.ACT) for term in terms):
        return ()
    return tuple(terms)


def _other_head(question: Understanding, levels: Sequence[float], term: Term) -> bool:
    """Return whether what is counted is named by another word too, and that one is there."""
    return any(
        other is not term and other.part is Part.HEAD and level >= _IN_NEIGHBOUR
        for other, level in zip(question.terms, levels, strict=True)
    )


def _share(question: Understanding, levels: Sequence[float], parts: Sequence[Part]) -> float:
    chosen = [
        (weight, level)
        for term, weight, level in zip(question.terms, question.weights, levels, strict=True)
        if term.part in parts
    ]
    total = sum(weight for weight, _ in chosen)
    return sum(weight * level for weight, level in chosen) / total if total else 1.0


def _neighbourhood(source: Source, sentence: Span) -> str:
    """Return the sentence with the one before and the one after."""
    place = next((at for at, span in enumerate(source.sentences) if span.overlaps(sentence)), 0)
    start = source.sentences[max(0, place - 1)].start
    end = source.sentences[min(len(source.sentences) - 1, place + 1)].end
    return source.text[start:end]


def _level(term: Term, source: Source, sentence: Span, around: str, matcher: Matcher) -> float:
    places = (
        (_IN_SENTENCE, sentence.of(source.text)),
        (IN_HEADING if term.part is Part.ENTITY else 0.5, source.heading),
        (_IN_NEIGHBOUR, around),
        (_IN_PASSAGE, source.text),
        (_IN_ARTICLE, source.context.text),
        (_IN_DOCUMENT, source.context.document_text),
    )
    best = 0.0
    for worth, text in places:
        if worth > best:
            best = max(best, worth * matcher.find(term.text, text).strength)
    return best


def _is_borne_out(
    term: Term,
    levels: Sequence[float],
    place: int,
    question: Understanding,
    source: Source,
    sentence: Span,
    matcher: Matcher,
    rivals: Sequence[Source],
) -> bool:
    if term.part is Part.DATE:
        return _date_is_borne_out(term, source)
    if term.part is Part.FIGURE:
        return levels[place] >= _IN_PASSAGE * _STRONG
    near = max(
        matcher.find(form, text).strength for form in _forms(term) for text in (source.text, source.heading)
    )
    if (
        near == 1.0
        and max(matcher.find(term.text, text).strength for text in (source.text, source.heading)) == 1.0
    ):
        said = sentence.of(source.text) if term.text in source.text else source.text
        return term.text in sentence.of(source.text) or not _names_a_sibling(term, said)
    if any(term.text in rival.heading for rival in rivals if rival.context is not source.context):
        return False
    if near >= _STRONG:
        return _area_is_borne_out(term, source)
    if _is_place(term, source.tag):
        others = [
            levels[at] >= _IN_PASSAGE
            for at, other in enumerate(question.terms)
            if other.part is Part.ENTITY and at != place
        ]
        if any(term.text in heading for heading in source.context.other_headings):
            return False
        return levels[place] > 0 and (any(others) or not _names_a_place(source.heading, source.tag))
    return levels[place] >= _IN_ARTICLE * _STRONG and not _names_somebody_else(source, sentence, question)


def _forms(term: Term) -> tuple[str, ...]:
    """Return a name with and without what says its sort: 滨江区, 滨江."""
    match = _AREA_ENDS.search(term.text)
    return (term.text,) if match is None or match.start() < 2 else (term.text, term.text[: match.start()])


def _names_a_sibling(term: Term, sentence: str) -> bool:
    """Return whether the sentence names another of the same sort: 金山桥街道 where 东环街道 is asked for."""
    match = _AREA_ENDS.search(term.text)
    if match is None or match.start() == 0:
        return False
    return bool(re.search(rf"[一-鿿]{{2}}{match.group()}", sentence)) and any(
        not name.endswith(term.text[-len(match.group()) - 2 :])
        for name in re.findall(rf"[一-鿿]{{2}}{match.group()}", sentence)
        if name[:2] not in _NOT_A_NAME
    )


# 全省高新区, 各个街道: no names of their own
_NOT_A_NAME = frozenset(
    {
        "国家",
        "全国",
        "全省",
        "全市",
        "各个",
        "本地",
        "这个",
        "该市",
        "进入",
        "所在",
        "下辖",
        "相关",
        "示范",
        "部分",
        "全体",
        "每个",
    }
)
_ORGANISATION = re.compile(r"[一-鿿]{2}(?:有限公司|集团|研究院|医院|药业|重工|创投|机械(?!零|制))")


def _names_somebody_else(source: Source, sentence: Span, question: Understanding) -> bool:
    """Return whether a sentence is plainly about another person or body than any the question names."""
    people = [person.span.of(source.text) for person in source.people if sentence.holds(person.span)]
    return bool(_ORGANISATION.search(source.text)) or any(name not in question.text for name in people)


def _date_is_borne_out(term: Term, source: Source) -> bool:
    text = term.text.rstrip("份度")
    if text in source.text or text in source.heading:
        return True
    if text.endswith(("日", "号")):
        return text in source.context.text and not source.dates
    return text in source.context.text


def _area_is_borne_out(term: Term, source: Source) -> bool:
    """Return whether a name like 徐州经开区, found in part, is found in both parts: 徐州 and 经开区."""
    match = _AREA_ENDS.search(term.text)
    if match is None or match.start() == 0:
        return True
    if len(match.group()) == 1:
        return term.text[:-1] in source.text + source.heading
    before = term.text[: match.start()]
    everything = source.context.text + source.context.heading + source.context.document_text
    return match.group() in source.text + source.heading + source.context.text and before in everything


def _is_place(term: Term, tag: Tag) -> bool:
    return tag(term.text).startswith("ns") or bool(_AREA_ENDS.search(term.text))


def _names_a_place(heading: str, tag: Tag) -> bool:
    return any(tag(heading[at : at + 2]).startswith("ns") for at in range(len(heading) - 1))
