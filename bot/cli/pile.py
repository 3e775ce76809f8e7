"""What the whole pile says, figure by figure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from answers.coverage import coverage_of
from answers.facts.fact import Fact
from answers.facts.keys import indicator_key, names_of
from answers.facts.selecting import near, of_indicator, of_subject, stored_facts
from bot import texts as shared
from bot.cli import texts
from bot.cli.command import Call, Status
from bot.incoming import decoded
from bot.rendering import coverage, workbook
from bot.rendering import facts as rendering
from bot.rendering.tables import Cell
from bot.rendering.word import write
from bot.services import Services
from retrieval.loaders.names import shown


def print_facts(services: Services, call: Call) -> int:
    """Print the figures of the library, those of a subject or an indicator alone where one is given."""
    if call.options.out is not None:
        workbook.check_target(call.options.out)
    found = _facts(services, decoded(call.options.indicator) if call.options.indicator else None)
    if found and call.options.of is not None:
        found = of_subject(found, decoded(call.options.of))
    if not found:
        call.messages.line(_why_none(services, call))
        return Status.ABSENT
    sources = {document.id: document.source for document in services.library.documents()}
    if call.options.json:
        for fact in found:
            call.out.record(rendering.record(fact, sources[fact.passage.document_id]))
    elif call.options.csv:
        call.out.table(
            rendering.COLUMNS, [rendering.row(fact, sources[fact.passage.document_id]) for fact in found]
        )
    else:
        call.out.lines(rendering.table(found, sources))
    rows = [rendering.row(fact, sources[fact.passage.document_id]) for fact in found]
    _write_sheet(call, rendering.COLUMNS, rows)
    return Status.DONE


def print_coverage(services: Services, call: Call) -> int:
    """Print which figures of its subjects the library has and which it lacks, for the indicators that are named."""
    if call.options.out is not None:
        workbook.check_target(call.options.out)
    asked = [decoded(one) for one in call.options.indicators]
    answerer = services.answerer
    found = coverage_of(services.library, answerer.sources, answerer.lexicon, asked)
    if found is None:
        call.messages.line(texts.NO_SUBJECTS)
        return Status.ABSENT
    if call.options.json:
        for cell in found.cells:
            call.out.record(coverage.record(cell))
    elif call.options.csv:
        call.out.table(coverage.COLUMNS, map(coverage.row, found.cells))
    else:
        call.out.lines(coverage.lines(found))
    _write_sheet(call, coverage.COLUMNS, map(coverage.row, found.cells))
    return Status.DONE


def _write_sheet(call: Call, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write rows as a workbook where one is asked for."""
    out = call.options.out
    if out is not None:
        write(out, workbook.to_workbook(out.name, head, rows))
        call.messages.line(shared.written(shown(out)))


def _why_none(services: Services, call: Call) -> str:
    """Return which of what was asked for no figure is of, and what comes near."""
    for name, asked in (("indicator", call.options.indicator), ("of", call.options.of)):
        if asked is None or (name == "indicator" and _facts(services, decoded(asked))):
            continue
        what = "subject" if name == "of" else name
        said = [getattr(fact, what) for fact in _facts(services, None)]
        return texts.no_facts_of(what, decoded(asked), near(decoded(asked), said))
    return texts.NO_FACTS


def _facts(services: Services, indicator: str | None) -> tuple[Fact, ...]:
    """Return the figures with what they say, in order of source; of one indicator where one is given."""
    sources, lexicon = services.answerer.sources, services.answerer.lexicon
    if indicator is None:
        return tuple(stored_facts(services.library, sources))
    words = names_of(indicator_key(indicator, lexicon), lexicon)
    return of_indicator(stored_facts(services.library, sources, words), indicator, lexicon)
