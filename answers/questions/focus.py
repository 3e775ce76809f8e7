"""What a question is about, as later questions refer to it."""

from __future__ import annotations

import re

from answers.questions.kinds import question_phrases
from answers.questions.parts import POSTS, Part, Tag
from answers.questions.understanding import Understanding
from answers.sources import Source

_LIGHT = re.compile(r"(?:了|有|是|为|达到?|共|一共|累计|总共|都|还|将|会|被|给|的)+$")


def focus_of(understanding: Understanding, source: Source | None) -> str:
    """Return what a question is about, as it names it: from its first name on, as far as the source says the same.

    A verb ends it; without a source it is the question's first names alone.
    """
    text = understanding.text
    names = [term for term in understanding.terms if term.part is Part.ENTITY]
    if not names:
        return subject_of(understanding, source.tag) if source is not None else ""
    start, last = names[0].span.start, names[0]
    for name in names[1:]:
        if name.span.start == last.span.end:
            last = name
    end = last.span.end
    if source is not None:
        whole = f"{source.heading}\n{source.context.text}"
        for word in understanding.analysis.words:
            if POSTS.search(word.of(text)):
                break
            if (
                word.start == end
                and text[start : word.end] in whole
                and not source.tag(word.of(text)).startswith(("v", "t", "d", "p", "u"))
            ):
                end = word.end
    return text[start:end]


def subject_of(understanding: Understanding, tag: Tag) -> str:
    """Return what a question says before it asks, the verb of asking left out: 口罩 of 口罩发给了多少个园区."""
    text = understanding.text
    asks = question_phrases(text)
    if not asks:
        return ""
    end = asks[0].start
    words = [word for word in understanding.analysis.words if word.end <= end]
    while words and (_LIGHT.fullmatch(words[-1].of(text)) or tag(words[-1].of(text)).startswith(("v", "d"))):
        end = words.pop().start
    return text[:end].strip("的, ") if words else ""


def without_post(subject: str, understanding: Understanding) -> str:
    """Return a subject without the post that is asked after at its end: 西山镇 of 西山镇镇长(是谁)."""
    for term in understanding.of_part(Part.POST):
        before = subject.removesuffix(term.text).rstrip("的")
        if before != subject:
            return before
    return subject
