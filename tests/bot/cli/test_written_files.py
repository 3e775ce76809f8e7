"""What is written for Word is opened by another program too: comments and footnotes stand there. Needs LibreOffice (`soffice`)."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from lxml import etree

pytestmark = [
    pytest.mark.usefixtures("own_home"),
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STOP = "\u3002"


def opened(file: Path) -> etree._Element:
    """Return the content of a file as LibreOffice opens it."""
    command = ["soffice", "--headless", "--convert-to", "odt", "--outdir", str(file.parent), str(file)]
    subprocess.run(command, capture_output=True, check=True, timeout=120)
    with ZipFile(file.with_suffix(".odt")) as archive:
        return etree.fromstring(archive.read("content.xml"))


def test_comments_of_a_checked_draft_stand_at_their_words(youju: Callable[..., object], tmp_path: Path):
    draft = docx.Document()
    draft.add_paragraph(f"昆山高新区在会上签约的项目有8个{STOP}")
    draft.save(str(tmp_path / "draft.docx"))
    youju("check", str(tmp_path / "draft.docx"), "--out", str(tmp_path / "copy.docx"))

    (comment,) = opened(tmp_path / "copy.docx").iter(f"{_OFFICE}annotation")

    assert "您写 8个,原文 6个" in "".join(comment.itertext())
    assert (comment.tail or "".join(comment.getnext().itertext())).startswith("8个")


def test_footnotes_of_a_brief_name_its_sources(youju: Callable[..., object], tmp_path: Path):
    youju("brief", "复工复产", "--out", str(tmp_path / "brief.docx"))

    notes = ["".join(note.itertext()) for note in opened(tmp_path / "brief.docx").iter(f"{_TEXT}note-body")]

    assert len(notes) == 5
    assert all("《" in note and ".md" in note for note in notes)
