"""`youju brief SUBJECT --out FILE.docx`: the points in Word, their sources in footnotes, the same bytes each time."""

import json
import re
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from lxml import etree

from bot.rendering.brief import brief_file
from bot.rendering.shown import show
from retrieval.loaders.table import load
from tests.bot.conftest import answer, citation

pytestmark = pytest.mark.usefixtures("own_home")

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def notes_of(data):
    """Return the texts of the footnotes by number, those that are lines apart."""
    with ZipFile(BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/footnotes.xml"))
    return {
        note.get(f"{W}id"): "".join(note.itertext()).strip() for note in root if note.get(f"{W}type") is None
    }


def test_each_point_is_quoted_with_its_source_in_a_footnote(youju, tmp_path):
    file = tmp_path / "简报.docx"
    status, out, err = youju("brief", "复工复产", "--out", file, "--json")
    told = json.loads(out)
    data = file.read_bytes()

    document = docx.Document(str(file))
    heading, *points = document.paragraphs
    notes = notes_of(data)

    assert (status, "已写出" in err) == (0, True)
    assert heading.text.startswith("关于“复工复产”的要点")
    assert [point.text[1:-1] for point in points] == [one["quote"] for one in told["citations"]]
    marks = [mark.get(f"{W}id") for mark in document.element.body.iter(f"{W}footnoteReference")]
    assert marks == list(notes) == [str(number + 1) for number in range(len(points))]
    for one, note in zip(told["citations"], notes.values(), strict=True):
        assert note.startswith(f"《{one['title']}》")
        assert one["section"] in note
        assert re.search(r"第 \d+ 段", note)
        assert note.endswith(one["source"])


def test_the_same_brief_gives_the_same_bytes_and_is_read_in_again_with_its_notes(youju, tmp_path):
    files = [tmp_path / "一.docx", tmp_path / "二.docx"]
    for file in files:
        youju("brief", "昆山高新区", "--out", file)

    first, second = (file.read_bytes() for file in files)
    read = load("一.docx", first, lambda _: False)

    assert first == second
    assert all(note in read.text for note in notes_of(first).values())


def test_a_footnote_names_the_page():
    cited = citation(1, "复工率为90%。")
    quote = replace(cited.quote, passage=replace(cited.quote.passage, page=7))
    reply = answer("关于“复工”的要点(1 条):", None, (replace(cited, quote=quote),))

    data = brief_file(show(reply), "a.docx")

    assert "第 7 页" in notes_of(data)["1"]


def test_nothing_is_written_where_nothing_is_found(youju, tmp_path):
    status, _, err = youju("brief", "火星基地", "--out", tmp_path / "a.docx")

    assert status == 1
    assert "没有写出" in err
    assert not (tmp_path / "a.docx").exists()


def test_another_ending_is_refused_before_any_work(youju, tmp_path):
    status, out, err = youju("brief", "复工复产", "--out", tmp_path / "a.pdf")

    assert (status, out) == (2, "")
    assert ".docx" in err
