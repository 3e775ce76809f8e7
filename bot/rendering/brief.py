"""A brief as a Word document: its points to the letter, each with a footnote that says where it stands."""

from __future__ import annotations

from typing import Final

from bot.rendering.footnotes import Footnotes
from bot.rendering.shown import Shown, ShownAnswer
from bot.rendering.visible import visible
from bot.rendering.word import open_word, to_bytes

# Styles of python-docx's own template
_HEADING: Final = "Heading 1"
_POINT: Final = "List Number"
_ENDS: Final = ":\uff1a"


def brief_file(shown: Shown, name: str) -> bytes | None:
    """Return the points of a reply as a Word file, None where it has none; raise `MissingExtraError` without the extra `office`."""
    answers = [part.said for part in shown.parts if isinstance(part.said, ShownAnswer)]
    if not answers:
        return None
    document, notes = open_word(None, name), Footnotes()
    for answer in answers:
        document.add_paragraph(visible(answer.lead.split("\n")[0].rstrip(_ENDS)), _HEADING)
        for quotation in answer.quotations:
            notes.add(document.add_paragraph(visible(quotation.words), _POINT), quotation.place)
    notes.attach(document)
    return to_bytes(document)
