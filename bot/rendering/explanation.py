"""An explanation as plain text: what the question was taken for, what was found, what decided."""

from __future__ import annotations

from collections.abc import Iterator

from answers.explaining import Explanation
from answers.features import Weighed
from answers.finding import Option
from answers.types import Abstention
from bot import texts

_HITS, _SENTENCES, _OPTIONS = 5, 6, 6
_SHOWN = 50


def to_lines(explanation: Explanation) -> Iterator[str]:
    """Yield the lines of an explanation; figures are the ones that decided, to three places."""
    question, findings = explanation.understanding, explanation.findings
    yield texts.EXPLAIN_QUESTION.format(text=question.text, kind=question.kind.value)
    for term, weight in zip(question.terms, question.weights, strict=True):
        yield f"  {term.text}  {term.part.name.lower()}  idf {weight:.2f}"
    if question.units:
        yield texts.EXPLAIN_UNITS.format(units="、".join(question.units))
    yield texts.EXPLAIN_HITS.format(nearness=findings.nearness)
    for hit in findings.hits[:_HITS]:
        yield f"  {hit.rank}. {hit.score:.3f}  {hit.passage.id}  {hit.passage.text[:_SHOWN]!r}"
    yield texts.EXPLAIN_SENTENCES
    for weighed in findings.weighed[:_SENTENCES]:
        yield from _sentence(weighed, explanation)
    yield texts.EXPLAIN_CANDIDATES
    for option in findings.options[:_OPTIONS]:
        yield _option(option)
    if isinstance(explanation.reply, Abstention):
        yield texts.EXPLAIN_ABSTAINED.format(reason=explanation.reply.reason)


def _sentence(weighed: Weighed, explanation: Explanation) -> Iterator[str]:
    evidence, sentence = weighed.evidence, weighed.sentence
    mark = "✓" if weighed.is_enough else "✗"
    yield (
        f"  {mark} {weighed.worth:.3f} = {sentence.score:.3f} + evidence {evidence.coverage:.3f}"
        f" (share {sentence.share:.3f}, predicate {evidence.predicate:.3f})  {sentence.text[:_SHOWN]!r}"
    )
    levels = zip(explanation.understanding.terms, evidence.levels, strict=True)
    yield "      " + "  ".join(f"{term.text} {level:.2f}" for term, level in levels)
    if evidence.missing:
        yield texts.EXPLAIN_MISSING.format(words="、".join(term.text for term in evidence.missing))


def _option(option: Option) -> str:
    candidate = option.candidate
    return f"  {option.probability:.3f}  span {candidate.score:.3f}  {candidate.text[:_SHOWN]!r}"
