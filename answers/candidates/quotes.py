"""What somebody said that may answer: in quotation marks, or reported."""

from __future__ import annotations

import re
from collections.abc import Iterator

from answers.candidates.candidate import Candidate, question_words
from answers.matching import Matcher
from answers.questions.understanding import Understanding
from answers.ranking import RankedSentence
from retrieval.types import Span


def quotes_asked(question: Understanding, sentence: RankedSentence, matcher: Matcher) -> Iterator[Candidate]:
    """Yield the quotations whose speaker is named in the question, else what stands after 说 or 表示."""
    source = sentence.source
    text = source.text
    names = [person for person in source.people if person.span.of(text) in question.text]
    for match in re.finditer(r"[“「](?P<said>[^“”「」]{4,}?)[”」](?P<after>[^“「。]{0,60})", text):
        said = Span(*match.span("said"))
        if not sentence.span.overlaps(said):
            continue
        words = question_words(question, source, said, matcher)
        own = any(
            abs(name.span.start - said.end) < 60 or abs(said.start - name.span.end) < 20 for name in names
        )
        ends = 0.1 if said.of(text)[-1] in "。!?," else 0.0
        heard = min(1.0, sum(weight for weight, _ in words) / (sum(question.weights) or 1.0))
        yield Candidate(sentence, said, (0.5 if own else 0.2) + 0.3 * heard + ends)
    reported = re.search(
        r"(?:说|表示|认为|指出|强调|介绍说?|称|坦言|批示)[,:](?P<said>[^。“”]{6,})", sentence.text
    )
    if reported:
        yield Candidate(
            sentence, Span(*reported.span("said")).shift(sentence.span.start), 0.45 if names else 0.3
        )
