"""Findings to a reply: a short answer where one is likely right, else the best sentences, else an abstention."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from answers import templates
from answers.another import is_another_place
from answers.compose import abstention, found, passage_answer, related, short_answer
from answers.contradicting import find_standing, is_in_doubt
from answers.counted import counts_another
from answers.cutting import cut, figures_held
from answers.evidence import Evidence
from answers.finding import Findings
from answers.numbered import numbered_things
from answers.of_its_kind import is_of_its_kind, lacks_the_post
from answers.probability import SURE
from answers.questions.english import is_english
from answers.questions.parts import Part
from answers.questions.understanding import Understanding
from answers.ranking import RankedSentence
from answers.referents.people import people_meant
from answers.scorer import SHOWN
from answers.sources import Sources
from answers.spans.names import SURNAMES
from answers.types import Abstention, Answer, Kind, Question
from answers.versions import conflict_of, newest
from answers.vocabulary import any_of, vocabulary
from retrieval.normalise import normalise

# Below this the best sentences hold the answer so rarely that showing them only costs the reader's time.
_LEAST_RELATED = 0.2
# Below the first the documents do not speak of what is asked (AUC of nearness alone on questions off topic: .995); up to
# the second only a sentence counts that says nearly everything.
_LEAST_NEARNESS, _NEAR = 0.12, 0.34
_COVERS_WHAT_IS_FAR = 0.7
# Or where the documents say nearly all words of the question, and the sentences are as likely as this to hold the answer: of 22
# abstentions on notices that nobody had seen, which lacked nothing but nearness, 11 are shown so, 6 of the 8 with the answer among
# them; of 54 questions off topic none.
_LEAST_SAID, _LIKELY = 2 / 3, 0.4
# Where more than half of a question is said nowhere and the rest is far or hardly there, four of twelve answers to
# questions not fitted on were wrong, and people ask what has nothing to do with the documents.
_MOST_UNSAID, _LEAST_COVERED = 0.5, 0.25


def decide(
    question: Question, understanding: Understanding, findings: Findings, sources: Sources
) -> Answer | Abstention:
    """Return the reply that the findings bear out."""
    if not findings.weighed or _SUM.match(understanding.text) or _asks_the_program(understanding):
        reason = templates.NOTHING_LIKE_IT if sources.count() else templates.EMPTY_LIBRARY
        if sources.count() and _is_in_another_language(understanding, sources):
            reason = templates.IN_CHINESE
        return abstention(question, understanding, reason, None, None, sources)
    if _is_contradicted(understanding, findings):
        findings = _with_a_standing_option(understanding, findings)
    lacks_post = lacks_the_post(understanding, findings)
    best, sentences = findings.weighed[0], _shown(findings)
    is_sure = findings.holds >= findings.thresholds.answer and not _is_contradicted(understanding, findings)
    is_of_another = findings.is_of_another or _is_of_a_stranger(understanding, sources)
    is_far = is_of_another or _is_foreign(findings) or _lacks_the_deed(understanding, sources)
    is_far = (
        is_far
        or _lacks_an_ordinal(understanding, best.evidence)
        or _is_of_another_place(understanding, best.sentence)
    )
    if is_sure and not lacks_post and not is_far:
        if _has_a_short_answer(understanding, findings):
            return _short(question, understanding, findings, sources)
        if (told := _of_people(question, understanding, findings, sources)) is not None:
            return told
        return passage_answer(question, understanding, sentences, best.evidence, findings.holds, sources)
    is_related = findings.holds >= _LEAST_RELATED and _says_what_is_insisted_on(best.evidence, sources)
    is_of_it = not lacks_post and not is_of_another
    if is_related and is_of_it and _is_near(findings):
        return related(question, understanding, sentences, best.evidence, findings.holds, sources)
    reason = _why_missing(understanding, best.evidence, sources)
    return abstention(question, understanding, reason, best.evidence, best.sentence, sources)


def _shown(findings: Findings) -> list[RankedSentence]:
    return [weighed.sentence for weighed in findings.weighed[:SHOWN]]


def _has_a_short_answer(question: Understanding, findings: Findings) -> bool:
    is_likely = bool(findings.options) and findings.confidence >= findings.thresholds.short
    return is_likely and is_of_its_kind(question, findings.options[0].candidate)


def _short(question: Question, understanding: Understanding, findings: Findings, sources: Sources) -> Answer:
    """Return the first candidate as the answer, with the best sentences where it is not sure."""
    confidence = findings.confidence
    option, older = newest(understanding, findings.options, sources)
    option = cut(understanding, option, findings.options)
    sentence = option.candidate.sentence
    further = [one.candidate.sentence for one in older]
    is_one_of_several = understanding.kind is Kind.LIST and not option.candidate.items
    if confidence < SURE or is_one_of_several:
        further += [one for one in _others(_shown(findings), sentence) if one not in further]
    answer = short_answer(
        question, understanding, option.candidate, option.evidence, confidence, sources, further
    )
    if not older:
        return answer
    conflict = conflict_of(understanding, [option, *older], answer.citations, sources)
    return replace(answer, notes=(*answer.notes, *conflict.why.split("\n")), conflicts=(conflict,))


def _of_people(
    question: Question, understanding: Understanding, findings: Findings, sources: Sources
) -> Answer | None:
    """Return whom the best sentence is told of, where a question asks who, and that sentence says no more than 他们."""
    best, *others = findings.weighed[:SHOWN]
    sentence = best.sentence
    is_who = understanding.kind is Kind.PERSON and not understanding.of_part(Part.POST)
    meant = people_meant(sentence.source, sentence.span, understanding.text) if is_who else None
    if meant is None:
        return None
    names, where = meant
    shown = [
        sentence,
        replace(sentence, span=where),
        *(one.sentence for one in others if one.sentence.span != where),
    ]
    answer = "、".join(names)
    return passage_answer(
        question, understanding, shown[:SHOWN], best.evidence, findings.holds, sources, answer
    )


def _is_foreign(findings: Findings) -> bool:
    """Return whether most of the question is said nowhere, and what is said tells little: 火星基地, 推荐一部电影."""
    covered = max(weighed.evidence.coverage for weighed in findings.weighed)
    is_far = findings.nearness < _LEAST_NEARNESS or covered < _LEAST_COVERED
    return is_far and findings.unsaid > _MOST_UNSAID


def _is_contradicted(question: Understanding, findings: Findings) -> bool:
    """Return whether even the best figure or date is said of something else than what is asked: of a target, of the rest.

    Or whatever is likeliest of another place, work or post.
    """
    if findings.options and counts_another(question, findings.options[0].candidate):
        return True
    is_against = findings.is_contradicted or _is_cut_against(question, findings)
    is_plain = question.kind in (Kind.NUMBER, Kind.DATE, Kind.YES_NO) and is_against
    is_of_the_rest = question.kind in _OF_THINGS and findings.is_denied
    return is_plain or is_of_the_rest or findings.is_of_another


def _is_cut_against(question: Understanding, findings: Findings) -> bool:
    """Return whether it is in doubt that the figure to which the best candidate is cut, of several, is the one asked for."""
    if question.kind is not Kind.NUMBER or not findings.options:
        return False
    whole = findings.options[0].candidate
    held = figures_held(question, whole)
    if len(held) < _SEVERAL:
        return False
    left = cut(question, findings.options[0], findings.options).candidate
    if left == whole:
        return False
    others = [replace(whole, span=span) for span in held if not span.overlaps(left.span)]
    return is_in_doubt(question, left, others, [one.sentence.source for one in findings.weighed])


_SEVERAL = 2  # figures of which one is asked for
_OF_THINGS = (Kind.LIST, Kind.PERSON, Kind.ORGANISATION, Kind.PLACE)
# A candidate less likely than this is no answer, even where all that is likelier contradicts the question.
_LEAST_STANDING = 0.01


def _with_a_standing_option(question: Understanding, findings: Findings) -> Findings:
    """Return findings with that option first which says what is asked where the likeliest says otherwise, if there is one.

    It lacks no name, date or figure of the question that the likeliest has.
    """
    lacking = {term for one in findings.options[:1] for term in one.evidence.missing}
    options = [
        one
        for one in findings.options
        if one.probability >= _LEAST_STANDING and lacking.issuperset(one.evidence.missing)
    ]
    place = find_standing(question, [one.candidate for one in options]) if options else None
    if place is None or not is_of_its_kind(question, options[place].candidate):
        return findings
    chosen = options[place]
    others = tuple(one for one in findings.options if one is not chosen)
    return replace(
        findings, options=(chosen, *others), is_contradicted=False, is_denied=False, is_of_another=False
    )


# What of a question is said to the letter, and what may be said otherwise but not be said nowhere at all.
_NAMED = (Part.ENTITY, Part.DATE, Part.FIGURE)
_THINGS = (Part.INDICATOR, Part.HEAD, Part.POST)


def _says_what_is_insisted_on(evidence: Evidence, sources: Sources) -> bool:
    """Return whether a sentence lacks no name, date or figure of the question, and nothing that no document says."""
    return not any(
        term.part in _NAMED or (term.part in _THINGS and not sources.is_said(term.text))
        for term in evidence.missing
    )


def _is_near(findings: Findings) -> bool:
    """Return whether the documents speak of what is asked."""
    is_covered = findings.weighed[0].evidence.coverage >= _COVERS_WHAT_IS_FAR
    is_said = 1.0 - findings.unsaid >= _LEAST_SAID and findings.holds >= _LIKELY
    return findings.nearness >= (_LEAST_NEARNESS if is_covered or is_said else _NEAR)


# 1+1等于几 asks no document.
_SUM = re.compile(r"\d+(?:\.\d+)?(?:[-+*/\u00d7\u00f7]\d+(?:\.\d+)?)+(?:等于|=|是)?(?:多少|几)?[?。]*$")
_OF_THE_PROGRAM = re.compile(rf"[你您](?:自己)?(?:{any_of(vocabulary('asked-of-the-program'))})")
_NAME_FIRST = re.compile(
    rf"(?:.{{2,12}}的)?(?P<name>[{''.join(sorted(SURNAMES))}][\u4e00-\u9fff]{{1,2}}?)(?=在|是|担任|任|现)"
)
_ASKS_POST = re.compile(any_of(vocabulary("asks-post")))


def _asks_the_program(question: Understanding) -> bool:
    """Return whether a question asks the program about itself, and names nothing that documents tell of: 你是谁开发的, 你会写代码吗."""
    names_nothing = not question.of_part(*_NAMED, *_THINGS)
    return names_nothing and _OF_THE_PROGRAM.match(question.text) is not None


def _is_of_a_stranger(question: Understanding, sources: Sources) -> bool:
    """Return whether a question asks for the post of somebody whom no document names: 王瑞峰担任什么职务."""
    if not _ASKS_POST.search(question.text):
        return False
    name = _NAME_FIRST.match(question.text)
    return name is not None and not sources.is_said(name["name"])


def _is_of_another_place(question: Understanding, sentence: RankedSentence) -> bool:
    """Return whether a sentence stands in a document about another place than a question names, which its passage does not name."""
    passage = sentence.source.passage
    names = [term.text for term in question.of_part(Part.ENTITY)]
    title, text = normalise(passage.title).text, sentence.source.text
    others = [name for name in names if is_another_place(name, title)]
    return bool(others) and not any(name in text or name in title for name in names)


_ORDINAL = "第"


def _lacks_an_ordinal(question: Understanding, evidence: Evidence) -> bool:
    """Return whether a sentence does not say which one of several is asked about: 第二批, 12号线."""
    return any(
        term.part is Part.FIGURE
        and (
            _ORDINAL in question.text[max(0, term.span.start - 1) : term.span.start + 1]
            or numbered_things(term.text)
        )
        for term in evidence.missing
    )


_ASKS_HOW = re.compile(any_of(vocabulary("asks-how")))
_SAYING = vocabulary("saying-verbs")


def _lacks_the_deed(question: Understanding, sources: Sources) -> bool:
    """Return whether no document tells of what a question asks how to do: 怎么提取."""
    asking = _ASKS_HOW.search(question.text)
    if asking is None:
        return False
    return any(
        term.span.start == asking.end() and term.text not in _SAYING and not sources.is_said(term.text)
        for term in question.terms
    )


def _others(sentences: Sequence[RankedSentence], chosen: RankedSentence) -> list[RankedSentence]:
    return [
        other
        for other in sentences
        if (other.source.passage.id, other.span) != (chosen.source.passage.id, chosen.span)
    ][: SHOWN - 1]


# Beside a word that is missing where the answer would stand, those of these parts make plain what is not said of it.
_TELLING = (Part.ENTITY, Part.DATE, Part.FIGURE, Part.INDICATOR, Part.POST, Part.HEAD)


def _why_missing(understanding: Understanding, evidence: Evidence, sources: Sources) -> str:
    """Return why what the question insists on is not borne out: said nowhere, or not together with the rest."""
    if _is_in_another_language(understanding, sources):
        return templates.IN_CHINESE
    missing = [term.text for term in evidence.missing]
    if not missing:
        return templates.NOT_TOGETHER if found(understanding, evidence) else templates.NOTHING_LIKE_IT
    if nowhere := [word for word in missing if not sources.is_said(word)]:
        return templates.unsaid(nowhere)
    telling = {term.text for term in understanding.of_part(*_TELLING)} & set(found(understanding, evidence))
    together = dict.fromkeys(
        term.text for term in understanding.terms if term.text in missing or term.text in telling
    )
    return templates.missing(tuple(together)) if len(together) > 1 else templates.NOT_TOGETHER


def _is_in_another_language(question: Understanding, sources: Sources) -> bool:
    """Return whether an English question is asked of documents that hold no English."""
    return is_english(question.text) and not sources.is_said("the")
