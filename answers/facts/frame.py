"""What was said before a passage and holds on in it: what its section tells of, the time opened with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from answers.facts.statuses import is_planned_section
from answers.facts.times import Time, of_section
from answers.sources import Source

_LEADS_TO_TIME = 3  # code points before a time that opens a sentence: ——这五年


@dataclass(frozen=True, slots=True)
class Frame:
    """What holds on from passage to passage; `is_planned` None where the section does not say, `columns` those of a table."""

    article: int = -1
    section: str = ""
    section_time: Time | None = None
    opened: Time | None = None
    is_planned: bool | None = None
    columns: tuple[str, ...] = ()

    def entering(self, source: Source) -> Frame:
        """Return the frame at the beginning of a source: a new one for an article, without what another section was opened with."""
        article, section = source.passage.article, source.section
        if article == self.article and section == self.section:
            return self
        frame = self
        if article != self.article:
            frame = Frame(article)
        time = of_section(section)
        return replace(
            frame,
            section=section,
            section_time=time,
            opened=frame.opened if time == frame.section_time else None,
            columns=(),
            is_planned=is_planned_section(source, time, frame.is_planned),
        )

    def after(self, openings: Sequence[Time]) -> Frame:
        """Return the frame behind a source, given the times that open its sentences."""
        opening = next((time for time in reversed(openings) if time.sort != "passage"), None)
        return self if opening is None else replace(self, opened=opening)


def opens(source: Source, time: Time) -> bool:
    """Return whether a time that holds on opens one of a passage's sentences; headings in front of them are the section's."""
    if time.sort == "sentence":
        return False
    opened = next((sentence.start for sentence in source.sentences if sentence.holds(time.span)), None)
    return opened is not None and time.span.start - opened <= _LEADS_TO_TIME
