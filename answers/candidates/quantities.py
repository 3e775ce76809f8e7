"""Figures and dates that may answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from answers.candidates.candidate import Candidate, question_words
from answers.matching import Matcher
from answers.questions.parts import Part
from answers.questions.understanding import Understanding
from answers.ranking import RankedSentence
from answers.spans import dates, figures
from answers.spans.clauses import bound, clauses
from answers.spans.closeness import closeness
from answers.spans.tense import disagrees
from retrieval.types import Span

_ASKS_CALL = re.compile(r"电话|号码|热线|传真|邮编|账号")
_CALL = re.compile(
    r"(?<![\d.])\d{3,4}-\d{3,8}(?:-\d{1,6})?(?!\d)|(?<![\d.])\d{5,12}(?![\d.%]|[万亿]?[元人家个名])"
)


def _calls(question: Understanding, sentence: RankedSentence, matcher: Matcher) -> Iterator[Candidate]:
    """Yield the telephone numbers of a sentence."""
    words = question_words(question, sentence.source, sentence.span, matcher)
    spans = [Span(*match.span()).shift(sentence.span.start) for match in _CALL.finditer(sentence.text)]
    text = sentence.source.text
    for span in spans:
        # 登记科:6904支付科:6981: the number is that of the label before it
        is_label = any(0 <= span.start - place.end <= 2 for _, places in words for place in places)
        yield Candidate(
            sentence, span, 0.4 + 0.4 * closeness(text, span, words, spans) + (0.2 if is_label else 0.0)
        )


# A noun right behind a figure is what it counts; these are none.
_OTHER_NOUN = re.compile(
    r"(?!以上|以下|左右|上下|其中|涉及|惠及|入住|分别|的|是|已|全|均|都|和|与|可|参|被)[\u4e00-\u9fff]{2}"
)


def bound_spans(
    question: Understanding, sentence: RankedSentence, matcher: Matcher, spans: Sequence[Span]
) -> tuple[Span, ...]:
    """Return the spans in the clauses of what was done, of the indicator and of the very subject asked about."""
    own = clauses(sentence.source.text, sentence.span)
    left = tuple(spans)
    for part in (Part.INDICATOR, Part.ACT):
        if not question.of_part(part):
            continue
        words = [
            span
            for _, found in question_words(question, sentence.source, sentence.span, matcher, (part,))
            for span in found
        ]
        left = bound(own, words, left)
    return tuple(span for span in left if not _is_of_another(question, sentence, own, span))


def _is_of_another(
    question: Understanding, sentence: RankedSentence, own: Sequence[Span], span: Span
) -> bool:
    """Return whether a span's clause has a subject like the one asked about, and it is another: 电机项目 for 光学项目."""
    if len(question.terms) < 2:
        return False
    first, second = question.terms[0], question.terms[1]
    if first.span.end != second.span.start or second.text not in _SORTS or first.part not in _SUBJECTS:
        return False
    said = _clause_of(sentence, own, span)
    at = said.find(second.text)
    return at >= 2 and first.text not in said and bool(_MODIFIER.fullmatch(said[at - 2 : at]))


def _clause_of(sentence: RankedSentence, own: Sequence[Span], span: Span) -> str:
    """Return the clause of a sentence that a span stands in."""
    clause = next((clause for clause in own if clause.overlaps(span)), sentence.span)
    return clause.of(sentence.source.text)


_ANOTHER_TIME = 0.5
_SUBJECTS = (Part.ENTITY, Part.WORD)
_SORTS = frozenset({"项目", "工程", "公司", "平台", "基地", "园区", "产业园", "小区", "社区", "街道"})
_MODIFIER = re.compile(r"(?!该|此|本|这|的|个|新|外资|重大|重点|招商)[\u4e00-\u9fff]{2}")


def figures_asked(question: Understanding, sentence: RankedSentence, matcher: Matcher) -> Iterator[Candidate]:
    """Yield the figures of a sentence whose unit answers, scored by unit and closeness to the question's words."""
    source = sentence.source
    if _ASKS_CALL.search(question.text):
        yield from _calls(question, sentence, matcher)
        return
    own = [figure for figure in source.figures if sentence.span.holds(figure.span)]
    words = question_words(question, source, sentence.span, matcher)
    asked = [term.text for term in question.of_part(Part.FIGURE)]
    fitting = [(figure, figures.fits(figure, question.units)) for figure in own]
    fitting = [
        (figure, fit) for figure, fit in fitting if fit > 0 and figure.span.of(source.text) not in asked
    ]
    parts = clauses(source.text, sentence.span)
    bound = bound_spans(question, sentence, matcher, [figure.span for figure, _ in fitting])
    fitting = [(figure, fit) for figure, fit in fitting if figure.span in bound]
    spans = [figure.span for figure, _ in fitting]
    heads = [term.text for term in question.of_part(Part.HEAD)]
    unheaded = 0.6 if heads and not any(matcher.find(head, sentence.text).spans for head in heads) else 0.0
    chains = figures.chained(source.text, own)
    for figure, fit in fitting:
        near = closeness(source.text, figure.span, words, spans)
        spelled = 0.0 if figure.number[0].isdigit() else 0.1
        if spelled and fit < 1.0:
            continue
        after = source.text[figure.span.end : figure.span.end + 10]
        if any(after.startswith(head) or after[2:].startswith(head) for head in heads):
            near += 0.2
        elif heads and _OTHER_NOUN.match(after):
            near -= 0.3  # 378个园区 where masks are counted
        if disagrees(question.text, _clause_of(sentence, parts, figure.span)):
            near -= _ANOTHER_TIME
        span = figures.with_hedge(source.text, figure.span)
        span = next((chain for chain in chains if chain.holds(figure.span)), span)
        yield Candidate(sentence, span, max(0.0, 0.75 * min(1.0, near) + 0.25 * fit - spelled - unheaded))


def _is_asked_already(question: Understanding, dates_said: str) -> bool:
    """Return whether the question names a date, or both ends of a period."""
    asked = {form for term in question.of_part(Part.DATE) for form in dates.day_forms(term.text)}
    return dates_said in asked or set(re.split(r"至|到|-|—|~", dates_said)) <= asked


def dates_asked(question: Understanding, sentence: RankedSentence, matcher: Matcher) -> Iterator[Candidate]:
    """Yield the dates of a sentence, scored by closeness to the question's words and by how fine they are."""
    source = sentence.source
    chains = [span for span in dates.chains(source.text, source.dates) if sentence.span.holds(span)]
    if re.search(r"几点|时刻", question.text):
        chains += [span for span in dates.clock_times(source.text) if sentence.span.holds(span)]
    chains = [span for span in chains if not _is_asked_already(question, span.of(source.text))]
    words = question_words(question, source, sentence.span, matcher)
    parts = clauses(source.text, sentence.span)
    chains = list(bound_spans(question, sentence, matcher, chains))
    for span in chains:
        fine = dates.fits(question.text, span.of(source.text))
        near = closeness(source.text, span, words, chains)
        if not fine and "年" in question.text[-8:]:
            continue  # a year is asked for: a day without one is no answer
        if disagrees(question.text, _clause_of(sentence, parts, span)):
            near = max(0.0, near - _ANOTHER_TIME)
        yield Candidate(sentence, span, near * (1.0 if fine else 0.4) + (0.2 if fine else 0.0))
