"""Footnotes of a Word document, which python-docx reads over and does not write.

Of the form that ECMA-376 (Part 1, 17.11) gives them: a part of their own, its first two the lines that part notes from text.
"""

from __future__ import annotations

from typing import Any, Final
from xml.sax.saxutils import escape

from bot.rendering.visible import visible_lines

_NAMESPACE: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PART: Final = "/word/footnotes.xml"
_RAISED: Final = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
_SMALL: Final = '<w:rPr><w:sz w:val="18"/></w:rPr>'  # in half points: nine, as Word has notes in Chinese
_LINES: Final = "".join(
    f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
    for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
)


class Footnotes:
    """The footnotes of one document, numbered from 1 as they are added."""

    def __init__(self) -> None:
        self._notes: list[str] = []

    def add(self, paragraph: Any, text: str) -> None:
        """Put a mark at the end of a paragraph, and the text below the page that it stands on."""
        from docx.oxml import parse_xml

        number = len(self._notes) + 1
        mark = f'<w:r xmlns:w="{_NAMESPACE}">{_RAISED}<w:footnoteReference w:id="{number}"/></w:r>'
        paragraph._p.append(parse_xml(mark))
        said = f'<w:r>{_SMALL}<w:t xml:space="preserve"> {escape(visible_lines(text))}</w:t></w:r>'
        self._notes.append(
            f'<w:footnote w:id="{number}"><w:p><w:r>{_RAISED}<w:footnoteRef/></w:r>{said}</w:p></w:footnote>'
        )

    def attach(self, document: Any) -> None:
        """Give the document its notes; a document without any gets no part for them."""
        from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        if not self._notes:
            return
        inner = _LINES + "".join(self._notes)
        blob = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:footnotes xmlns:w="{_NAMESPACE}">{inner}</w:footnotes>'
        part = Part(PackURI(_PART), CONTENT_TYPE.WML_FOOTNOTES, blob.encode(), document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
