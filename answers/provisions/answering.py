"""Replies to questions for provisions of laws by their numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from answers import templates
from answers.compose import abstention, cite
from answers.provisions.asked import GENRES, ByNumber, HowMany, Which, wanted
from answers.provisions.laws import Provision, laws, laws_named, provisions, title_of
from answers.questions.understanding import Understanding
from answers.sources import Source, Sources
from answers.spans.shortened import is_short_for
from answers.tools import Tools
from answers.types import Abstention, Answer, Citation, Question
from retrieval.normalise import normalise
from retrieval.types import DocumentId, Span

# What is looked up by its number is certain as far as the law was found that is meant.
_CONFIDENCE = 0.95
_LONGEST_ANSWER = 60  # code points of a provision that is given whole before it is quoted
_MOST_SHOWN = 12  # passages of a provision
_MOST_LOOKED_AT = 3  # documents, where no name says which is meant


def provision_asked_for(
    question: Question,
    tools: Tools,
    understand: Callable[[str], Understanding],
    beside: Sequence[DocumentId],
) -> Answer | Abstention | None:
    """Return the reply to a question for a provision by its number, for its number, or for how many a law has.

    None where a question asks nothing of the kind or no law is found that is meant. `beside` are the documents of the
    reply before: a number alone is looked up there. `understand` takes a normalised question apart in the documents'
    words.
    """
    text, resolved = normalise(question.text).text, normalise(question.understood).text
    match wanted(text) or wanted(resolved):
        case None:
            return None
        case Which() as which:
            completed = wanted(resolved)
            return _which(question, completed if isinstance(completed, Which) else which, tools, understand)
        case asked:
            meant_by = _laws(question, asked, tools, understand, beside)
            if len(meant_by) > 1 and not asked.law:
                titles = [tools.sources.document(one).title for one in meant_by]
                return abstention(
                    question, understand(text), templates.which_law(titles), None, None, tools.sources
                )
            if len(meant_by) != 1:
                return None
            ((law, laid),) = meant_by.items()
            title = tools.sources.document(law).title
            meant = templates.of_law(title, text) if law in beside and not asked.law else question.text
            asking = replace(question, understood=meant)
            return _of_law(asking, asked, title, laid, understand(text), tools.sources)


def _which(
    question: Question, asked: Which, tools: Tools, understand: Callable[[str], Understanding]
) -> Answer | Abstention | None:
    """Return the number of the provision that says what is asked, with the sentence."""
    understanding = understand(asked.matter)
    reply = tools.find(replace(question, kind=understanding.kind), understanding, within=tools.within)
    if not isinstance(reply, Answer):
        return replace(reply, question=question)
    quote = reply.citations[0].quote
    laid = provisions(tools.sources, quote.passage.document_id)
    own = next((one for one in laid if one.holds(quote.passage, quote.span)), None)
    if own is None:
        return None
    begins = cite(tools.sources, [_first_sentence(own)])
    citations = (
        reply.citations
        if begins[0].quote.passage.id == quote.passage.id
        else _joined(begins, reply.citations)
    )
    lead = templates.lead(own.label, None, [1])
    return replace(
        reply, question=question, lead=lead, answer=own.label, citations=citations, items=(), table=()
    )


def _first_sentence(provision: Provision) -> tuple[Source, Span]:
    source, place = provision.places[0]
    return source, next((span for span in source.sentences if span.overlaps(place)), place)


def _joined(first: Sequence[Citation], others: Sequence[Citation]) -> tuple[Citation, ...]:
    return tuple(replace(one, n=n) for n, one in enumerate((*first, *others), start=1))


def _laws(
    question: Question,
    asked: ByNumber | HowMany,
    tools: Tools,
    understand: Callable[[str], Understanding],
    beside: Sequence[DocumentId],
) -> dict[DocumentId, Sequence[Provision]]:
    """Return the laws that may be meant, with their provisions: named, the only one looked at, spoken of before, or found for the name."""
    sources = tools.sources
    if asked.law:
        named = laws_named(asked.law, sources) or _short_for(question, asked.law, tools, understand)
        named = tuple(one for one in named if tools.within is None or one in tools.within)
    elif tools.within is not None or beside:
        named = tuple(beside if tools.within is None else sorted(tools.within))
    elif isinstance(asked, HowMany):
        named = ()
    elif asked.matter:
        named = _found_for(question, asked.matter, tools, understand)[:1]
    else:
        named = laws(sources)
    read = {one: provisions(sources, one) for one in named[:_MOST_LOOKED_AT]}
    return {one: laid for one, laid in read.items() if laid}


def _short_for(
    question: Question, name: str, tools: Tools, understand: Callable[[str], Understanding]
) -> tuple[DocumentId, ...]:
    """Return the documents found for a name that may be short for their titles: 内保条例."""
    if not name.endswith(tuple(GENRES)):
        return ()
    found = _found_for(question, name, tools, understand)
    return tuple(one for one in found if is_short_for(name, title_of(one, tools.sources)))


def _found_for(
    question: Question, text: str, tools: Tools, understand: Callable[[str], Understanding]
) -> tuple[DocumentId, ...]:
    """Return the documents that are quoted for a text."""
    reply = tools.find(question, understand(text), within=tools.within)
    cited = reply.citations if isinstance(reply, Answer) else filter(None, [reply.nearest])
    return tuple(dict.fromkeys(one.document.id for one in cited))


def _of_law(
    question: Question,
    asked: ByNumber | HowMany,
    title: str,
    laid: Sequence[Provision],
    understanding: Understanding,
    sources: Sources,
) -> Answer | Abstention:
    last = laid[-1]
    if isinstance(asked, HowMany):
        cited = cite(sources, [_first_sentence(last)])
        answer = templates.provisions(len(laid))
        return _answer(question, answer, answer, cited)
    own = last if asked.number is None else next((one for one in laid if one.number == asked.number), None)
    if own is None:
        reason = templates.no_such_provision(title, laid[0].label, last.label)
        return abstention(question, understanding, reason, None, None, sources)
    cited = cite(sources, own.places[:_MOST_SHOWN])
    whole = "".join("".join(one.quote.text.splitlines()) for one in cited)
    short = whole if len(whole) <= _LONGEST_ANSWER else None
    return _answer(question, short or cited[0].quote.text, short, cited)


def _answer(question: Question, lead: str, answer: str | None, cited: tuple[Citation, ...]) -> Answer:
    return Answer(question, templates.lead(lead, None, [1]), answer, cited, _CONFIDENCE)
