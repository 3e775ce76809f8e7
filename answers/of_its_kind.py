"""Whether what is found is of the kind that a question asks for: a figure measured so, a date, the holder of a post."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answers.candidates import Candidate
from answers.candidates.agents import asks_who_does
from answers.finding import Findings
from answers.questions.english import is_english
from answers.questions.kinds import PLACE_IN_A_ROW
from answers.questions.parts import Part, Term
from answers.questions.understanding import Understanding
from answers.spans.figures import is_measured_otherwise
from answers.structure.signed import day_signed
from answers.types import Kind
from answers.vocabulary import any_of, vocabulary

# Maria Chen, Robert J. Hall
_ENGLISH_NAME = re.compile(r"[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){1,3}")
# Behind whoever holds a post, be it told by a post: 组长由区长兼任, but not 由区委任命.
_HOLDS = re.compile("[担兼]任|任(?![命免用聘务职期何])")

_NTH = re.compile(r"第(?:[一二三四五六七八九十百]+|\d+)")

_FIRSTS = vocabulary("firsts")
# What a paper's own day answers: 哪天印发, 通知是哪天的; not 什么时候摘口罩.
_ISSUES = re.compile(
    any_of(
        word
        for name in ("publishing-verbs", "issuing-verbs", "signing-verbs", "document-sorts")
        for word in vocabulary(name)
        if len(word) > 1
    )
)


def is_of_its_kind(question: Understanding, candidate: Candidate) -> bool:
    """Return whether what is found is of the kind that a question asks for.

    A figure holds one that may be measured as asked, or a place in a row where that is asked; a date is one, that on which a paper is signed only
    where a paper is spoken of; the holder of a post was found beside it.
    """
    source, span = candidate.source, candidate.span
    match question.kind:
        case Kind.NUMBER if PLACE_IN_A_ROW in question.text:
            return _NTH.search(candidate.text) is not None or any(map(candidate.text.__contains__, _FIRSTS))
        case Kind.NUMBER:
            held = [figure for figure in source.figures if span.overlaps(figure.span)]
            return any(not is_measured_otherwise(figure, question.text) for figure in held)
        case Kind.DATE:
            signed = None if _ISSUES.search(question.text) else day_signed(source)
            dates = (date.span for date in source.dates if date.span != signed)
            return any(span.overlaps(date) for date in dates)
        case Kind.PERSON if is_english(question.text):
            return bool(_ENGLISH_NAME.fullmatch(source.to_original(span).of(source.passage.text)))
        case Kind.PERSON:
            is_told = candidate.score > 0.0 or _HOLDS.match(source.text, span.end) is not None
            return is_told or not question.of_part(Part.POST)
        case _:
            return True


def lacks_the_post(question: Understanding, findings: Findings) -> bool:
    """Return whether nobody stands beside the post that is asked after: a deputy is not the head."""
    posts = question.of_part(Part.POST)
    if question.kind is not Kind.PERSON or not posts or asks_who_does(question.text):
        return False
    is_held = any(option.candidate.score > 0.0 and option.evidence.is_complete for option in findings.options)
    return not is_held and not _says_the_post(posts, findings.weighed[0].sentence.text)


def _says_the_post(posts: Sequence[Term], sentence: str) -> bool:
    """Return whether a sentence without a name says who holds the posts asked for: 以主要领导为组长."""
    texts = [re.escape(term.text) for term in posts]
    return all(re.search(rf"(?:为|任|当|是).{{0,4}}{post}|{post}由", sentence) for post in texts)
