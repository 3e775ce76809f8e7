"""A checked draft as a Word document: a comment at each difference, with what the source has and where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from answers.checking.checked import Checked, Verdict
from bot import texts
from bot.rendering import checks
from bot.rendering.anchors import Anchors
from bot.rendering.quotations import place
from bot.rendering.visible import visible_lines
from bot.rendering.word import open_word, to_bytes
from retrieval.loaders.drafts import DraftFile
from retrieval.types import Span

_AUTHOR: Final = "有据"
_DATE: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}date"


def annotated(draft: DraftFile, checked: Sequence[Checked], name: str) -> bytes:
    """Return a draft as a Word file with comments: a copy of the draft where it is one, else its lines as paragraphs.

    A comment is bound to the words that differ, to the whole sentence where it is absent. What stands where Word takes no
    comment (a footnote) is told of in one at the beginning. Raises `MissingExtraError` without the extra `office`.
    """
    document = open_word(draft.word, name)
    if draft.word is None:
        for line in draft.text.splitlines():
            document.add_paragraph("".join(filter(str.isprintable, line.replace("\t", " "))))
    anchors, lost = Anchors(document.element.body), list[str]()
    for number, one in enumerate(checked, 1):
        span = anchors.find(one.sentence)
        for words, said in _comments(one):
            if span is None:
                lost.append(f"{texts.check_sentence(number, checks.cut(one.sentence))}\n{said}")
            else:
                _add(document, anchors, anchors.within(span, words) if words else span, said)
    if lost:
        _add_to_beginning(document, "\n".join(lost))
    return to_bytes(document)


def _comments(checked: Checked) -> Iterator[tuple[str, str]]:
    """Yield what is said of a sentence, each with the words that it is said of; empty for the sentence."""
    source = _source(checked)
    missing = texts.check_missing(checked.missing) if checked.missing else ""
    for one in checked.differences if checked.verdict is Verdict.DIFFERS else ():
        said = texts.check_otherwise(one.written or texts.NOT_THERE, one.source or texts.NOT_THERE)
        yield one.written, _lines(said, missing, source)
        missing = ""
    if checked.verdict is Verdict.ABSENT:
        yield "", _lines(missing or texts.CHECK_ABSENT, source or texts.CHECK_NOTHING_NEAR)
    if checked.dropped:
        yield "", _lines(texts.check_dropped(checked.dropped), source)


def _source(checked: Checked) -> str:
    """Return what stands in the source, and where; empty where nothing is near."""
    if not checked.citations:
        return ""
    citation = checked.citations[0]
    label = texts.CHECK_NEAREST if checked.verdict is Verdict.ABSENT else texts.CHECK_SOURCE
    return f"{label}{checks.told_by(checked)}\n{place(citation)}"


def _lines(*said: str) -> str:
    return "\n".join(filter(None, said))


def _add(document: Any, anchors: Anchors, span: Span, said: str) -> None:
    from docx.text.run import Run

    first, last = anchors.runs(span)
    runs = [Run(first, document), Run(last, document)]
    _dated_never(document.add_comment(runs, visible_lines(said), _AUTHOR, _AUTHOR))


def _add_to_beginning(document: Any, said: str) -> None:
    paragraph = document.paragraphs[0] if document.paragraphs else document.add_paragraph()
    run = paragraph.runs[0] if paragraph.runs else paragraph.add_run()
    _dated_never(document.add_comment(run, visible_lines(said), _AUTHOR, _AUTHOR))


def _dated_never(comment: Any) -> None:
    """Take the moment of writing out of a comment: the same draft gives the same file."""
    del comment._comment_elm.attrib[_DATE]
