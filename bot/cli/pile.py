"""What the whole pile says, figure by figure."""

from __future__ import annotations

from answers.facts.selecting import near, of_indicator, of_subject
from bot.cli import texts
from bot.cli.command import Call, Status
from bot.cli.opening import open_in_step
from bot.incoming import decoded
from bot.rendering import facts as rendering


def facts(call: Call) -> int:
    """Print the figures of the library, those of a subject or an indicator alone where one is given."""
    services = open_in_step(call)
    found = services.facts()
    asked = ((call.options.of, "subject"), (call.options.indicator, "indicator"))
    for word, what in asked:
        if word is None:
            continue
        word = decoded(word)
        before = found
        found = (
            of_subject(found, word)
            if what == "subject"
            else of_indicator(found, word, services.answerer.lexicon)
        )
        if not found:
            said = [getattr(fact, what) for fact in before]
            call.messages.line(texts.no_facts_of(what, word, near(word, said)))
            return Status.ABSENT
    if not found:
        call.messages.line(texts.NO_FACTS)
        return Status.ABSENT
    sources = {document.id: document.source for document in services.library.documents()}
    if call.options.json:
        for fact in found:
            call.out.record(rendering.record(fact, sources[fact.document]))
    elif call.options.csv:
        call.out.table(rendering.COLUMNS, [rendering.row(fact, sources[fact.document]) for fact in found])
    else:
        call.out.lines(rendering.table(found, sources))
    return Status.DONE
