"""Whose words are whose: ours in the script of the question, the asker's as they were written.

Replies have the asker's words normalised, so that they are the same for every way of writing them.
"""

from __future__ import annotations

from collections.abc import Iterable

from answers import templates
from answers.types import Answer, Question
from retrieval.normalise import is_traditional, normalise


class Wording:
    """How a reply to a message is worded; the whole message tells the script, its parts may be too short for it."""

    def __init__(self, message: Question) -> None:
        self._asked = normalise(message.text)
        self._is_traditional = is_traditional(message.text)

    def ours(self, text: str) -> str:
        """Return our own words, and what they name between “ and ” as it was asked; they quote no source."""
        first, *others = text.split("“")
        named = (other.partition("”") for other in others)
        pieces = (f"“{self._asked.as_written(piece)}{end}{rest}" for piece, end, rest in named)
        return templates.in_script(first + "".join(pieces), self._is_traditional)

    def as_asked(self, words: Iterable[str]) -> str:
        """Return words of the question in a row."""
        return "、".join(map(self._asked.as_written, words))

    def lead_of(self, answer: Answer) -> str:
        """Return the first lines of an answer; what they quote of a source is left to the letter.

        A line without the marker of a citation is ours; of a table the names before the values are the asker's.
        """
        if not answer.table:
            return answer.lead if answer.lead.endswith("]") else self.ours(answer.lead)
        head, *lines = answer.lead.split("\n")
        rows = iter(answer.table)
        for place, line in enumerate(lines):  # of several columns a line has as many rows
            row = next((one for one in rows if line.startswith(one.name)), None)
            if row is not None:
                rest = line.removeprefix(row.name)
                lines[place] = self.as_asked([row.name]) + (
                    rest if row.value is not None else self.ours(rest)
                )
        return "\n".join([head, *lines])
