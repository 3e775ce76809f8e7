"""Citations of a reply numbered through, each quotation once however many parts of the reply rest on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from answers import templates
from answers.types import Abstention, Answer, Citation, Compound, Reply, Row


def parts_of(reply: Reply) -> tuple[Answer | Abstention, ...]:
    """Return the replies to single questions in their order, numbered through.

    What stands within a quotation of a part before bears its number. Texts that are merely nearest come last, so
    that the numbers of quotations have no gaps.
    """
    if not isinstance(reply, Compound):
        return (reply,)
    cited: list[Citation] = []
    parts = [_renumbered(part, cited) if isinstance(part, Answer) else part for part in reply.parts]
    return tuple(
        part if isinstance(part, Answer) or part.nearest is None
        else replace(part, nearest=_numbered(part.nearest, cited))
        for part in parts
    )  # fmt: skip


def citations_of(reply: Reply) -> tuple[Citation, ...]:
    """Return the quotations that a reply rests on, by their numbers; each once."""
    return _once(
        citation for part in parts_of(reply) if isinstance(part, Answer) for citation in part.citations
    )


def nearest_of(reply: Reply) -> tuple[Citation, ...]:
    """Return the texts that a reply gives as nearest and rests nothing on, by their numbers; each once."""
    cited = {citation.n for citation in citations_of(reply)}
    near = (part.nearest for part in parts_of(reply) if isinstance(part, Abstention) and part.nearest)
    return tuple(citation for citation in _once(near) if citation.n not in cited)


def _once(citations: Iterator[Citation]) -> tuple[Citation, ...]:
    first: dict[int, Citation] = {}
    for citation in citations:
        first.setdefault(citation.n, citation)
    return tuple(first[n] for n in sorted(first))


def _numbered(citation: Citation, cited: list[Citation]) -> Citation:
    """Return a citation with its number among those cited before it, or the next one."""
    quote = citation.quote
    for other in cited:
        if other.quote.passage.id == quote.passage.id and other.quote.span.holds(quote.span):
            return replace(citation, n=other.n)
    cited.append(replace(citation, n=len(cited) + 1))
    return cited[-1]


def _renumbered(part: Answer, cited: list[Citation]) -> Answer:
    """Return an answer with its citations, and what points to them, numbered on from those cited before."""
    citations = tuple(_numbered(citation, cited) for citation in part.citations)
    numbers = {old.n: new.n for old, new in zip(part.citations, citations, strict=True)}
    lead = "\n".join(_with_markers(line, numbers) for line in part.lead.split("\n"))
    table = _rows(part.table, numbers)
    conflicts = tuple(replace(one, values=_rows(one.values, numbers)) for one in part.conflicts)
    return replace(part, lead=lead, citations=citations, table=table, conflicts=conflicts)


def _rows(rows: Iterable[Row], numbers: Mapping[int, int]) -> tuple[Row, ...]:
    return tuple(replace(row, n=row.n and numbers[row.n]) for row in rows)


def _with_markers(line: str, numbers: Mapping[int, int]) -> str:
    """Return a line with the markers at its end renumbered: each once, a further [1] is the source's own."""
    left = dict(numbers)
    markers: list[int] = []
    while number := next((one for one in left if line.endswith(templates.marker(one))), None):
        line = line.removesuffix(templates.marker(number))
        markers.append(left.pop(number))
    return line + "".join(map(templates.marker, dict.fromkeys(reversed(markers))))
