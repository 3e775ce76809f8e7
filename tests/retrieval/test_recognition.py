"""Scans and pictures: said plainly without the extra `ocr`; with it recognised page by page, kept, and marked where they are shown."""

from io import BytesIO

import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFont

from answers.types import Citation, Quote
from bot.rendering.quotations import place
from bot.services import open_library
from bot.settings import Settings
from retrieval.errors import LoadError
from retrieval.layout.printed_lines import PrintedLine
from retrieval.loaders import load
from retrieval.loaders.files import digest_of
from retrieval.loaders.recognising import recognise_file
from retrieval.passages import passages
from retrieval.recognition.shelf import Shelf
from retrieval.types import Span
from tests.retrieval.making import at, pdf

STOP = "\u3002"
SAID = f"青川市2024年粮食总产量130.57万吨{STOP}"
LINES = (PrintedLine("青川市统计公报", 150, 300, 60, 84, 20), PrintedLine(SAID, 70, 400, 120, 134, 12))


def drawn(*lines):
    """Return a picture of a page with lines of Latin letters and figures: those that Pillow's own font has."""
    picture = Image.new("RGB", (480, 190), "white")
    font = ImageFont.load_default(size=32)
    for number, line in enumerate(lines):
        ImageDraw.Draw(picture).text((30, 30 + 70 * number), line, "black", font)
    return picture


def png(*lines):
    out = BytesIO()
    drawn(*lines).save(out, "PNG")
    return out.getvalue()


def scanned(*pages):
    """Return a PDF of pages that are pictures, each of some lines."""
    out = BytesIO()
    first, *others = (drawn(*lines) for lines in pages)
    first.save(out, "PDF", save_all=True, append_images=others, resolution=108)
    return out.getvalue()


def mixed():
    """Return a PDF of a page with text, and of a scan behind it."""
    whole = pypdfium2.PdfDocument(
        pdf(at(70, 80, "关于稳岗工作的通知", 18) + at(70, 120, f"各单位要落实责任{STOP}"))
    )
    whole.import_pages(pypdfium2.PdfDocument(scanned(["GDP 2024"])))
    out = BytesIO()
    whole.save(out)
    return out.getvalue()


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path / "recognised")


def test_text_is_read_and_the_scan_is_named_with_the_remedy():
    document = load("通知.pdf", mixed(), lambda _: False)

    assert "各单位要落实责任" in document.text
    assert document.remark == "第 2 页没有文字层(扫描件),未读取"
    assert not any(one.is_recognised for one in passages(document))


@pytest.mark.parametrize("data", [scanned(["GDP 2024"]), png("GDP 2024")], ids=["scan", "picture"])
@pytest.mark.parametrize("is_there", [True, False])
def test_what_is_a_picture_alone_is_refused_with_what_to_do(data, is_there, monkeypatch):
    monkeypatch.setattr("retrieval.recognition.wanted.find_spec", lambda _: is_there or None)

    with pytest.raises(LoadError) as refused:
        load("通知.pdf", data, lambda _: False)

    assert "扫描件" in refused.value.reason or "图片" in refused.value.reason
    assert "youju sync" in refused.value.reason
    assert ("pip install 'youju[ocr]'" in refused.value.reason) is not is_there


def test_recognised_pages_are_marked_and_those_with_text_are_not(shelf):
    data = mixed()
    shelf.put(digest_of(data), 2, LINES)

    document = load("通知.pdf", data, lambda _: False, shelf)
    made = passages(document)

    assert document.remark == "第 2 页是文字识别的结果,可能有错字"
    assert {(one.page, one.is_recognised) for one in made} == {(1, False), (2, True)}
    told = next(one for one in made if "130.57" in one.text)
    cited = Citation(1, Quote(told, Span(0, 3)), document)
    assert "第 2 页 · 文字识别 · " in place(cited)


def test_the_mark_outlives_the_library(shelf, library, tmp_path):
    data = png("GDP 2024")
    (tmp_path / "a.png").write_bytes(data)
    Shelf(library.folder / "recognised").put(digest_of(data), 1, LINES)

    report = library.add_file(tmp_path / "a.png")

    (told,) = [one for one in library.passages(report.document.id) if "130.57" in one.text]
    assert (told.page, told.is_recognised) == (1, True)


def test_a_damaged_page_on_the_shelf_counts_as_not_recognised(shelf, tmp_path):
    shelf.put("ab" * 32, 3, LINES)
    assert shelf.find("ab" * 32, 3) == LINES
    (file,) = (tmp_path / "recognised").iterdir()
    file.write_text('[["a", 1]]', "utf-8")

    assert shelf.find("ab" * 32, 3) is None
    assert shelf.find("ab" * 32, 4) is None


def test_without_the_extra_a_setting_or_a_scan_nothing_is_recognised(tmp_path, monkeypatch):
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "a.txt").write_text(f"简报\n\n企业复工率为九成{STOP}\n", "utf-8")
    (documents / "b.png").write_bytes(png("GDP 2024"))
    services = open_library(Settings(documents=documents, library=tmp_path / "library", ocr="off"))
    services.sync()

    assert services.library.without_text() == ("b.png",)
    assert services.recognise().pages == 0
    services.close()


class TestWithTheExtra:
    @pytest.fixture(autouse=True)
    def _needs_the_extra(self):
        pytest.importorskip("rapidocr")

    def test_a_sync_recognises_scans_and_pictures_once_and_reads_them(self, tmp_path, monkeypatch):
        documents = tmp_path / "documents"
        documents.mkdir()
        (documents / "b.png").write_bytes(png("GDP 2024 1305.73", "Growth 5.2%"))
        (documents / "c.pdf").write_bytes(scanned(["Output 4862"], ["Share 31.9%"]))
        services = open_library(Settings(documents=documents, library=tmp_path / "library"))
        services.sync()

        told = []
        recognised = services.recognise(lambda done, total: told.append((done, total)))
        report = services.sync()
        text = {one.source: one.text for one in services.library.documents()}

        assert (recognised.pages, recognised.failed) == (3, ())
        assert told == [(1, 1), (1, 2), (2, 2)]
        assert set(report.added) == {"b.png", "c.pdf"}
        assert "1305.73" in text["b.png"]
        assert "5.2%" in text["b.png"]
        assert "4862" in text["c.pdf"]
        assert "31.9%" in text["c.pdf"]
        assert services.recognise().pages == 0
        assert not services.sync()
        services.close()

    def test_a_line_that_is_read_once_more_leaves_the_next_page_as_it_is(self, tmp_path, shelf, monkeypatch):
        monkeypatch.setattr("retrieval.recognition.engine._WIDEST", 0.0)
        file = tmp_path / "c.pdf"
        file.write_bytes(scanned(["Output 4862"], ["Share 31.9%"]))

        assert recognise_file(file, "c.pdf", shelf, None, None) == 2

        text = load("c.pdf", file.read_bytes(), lambda _: False, shelf).text
        assert "4862" in text
        assert "31.9%" in text

    def test_a_photograph_is_read_as_the_camera_was_held(self, tmp_path, shelf):
        held = Image.Exif()
        held[0x0112] = 6  # turned by a quarter
        drawn("GDP 2024 1305.73").rotate(90, expand=True).save(tmp_path / "a.jpg", exif=held)

        recognise_file(tmp_path / "a.jpg", "a.jpg", shelf, None, None)

        assert "1305.73" in load("a.jpg", (tmp_path / "a.jpg").read_bytes(), lambda _: False, shelf).text

    def test_what_is_no_picture_inside_is_refused_by_name(self, tmp_path, shelf):
        (tmp_path / "a.png").write_bytes(png("GDP")[:60])

        with pytest.raises(LoadError, match="损坏"):
            recognise_file(tmp_path / "a.png", "a.png", shelf, None, None)

    def test_it_ends_behind_a_page_where_it_is_told_to(self, tmp_path, shelf):
        file = tmp_path / "c.pdf"
        file.write_bytes(scanned(["Output 4862"], ["Share 31.9%"]))

        assert recognise_file(file, "c.pdf", shelf, lambda *_: False, None) == 1

    def test_what_was_recognised_before_an_interruption_is_kept(self, tmp_path, shelf):
        file = tmp_path / "c.pdf"
        file.write_bytes(scanned(["Output 4862"], ["Share 31.9%"]))

        def stop(done, total):
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            recognise_file(file, "c.pdf", shelf, stop, None)

        assert "4862" in load("c.pdf", file.read_bytes(), lambda _: False, shelf).text
        assert recognise_file(file, "c.pdf", shelf, None, None) == 1
        assert "31.9%" in load("c.pdf", file.read_bytes(), lambda _: False, shelf).text


def test_recognising_a_file_changes_no_document_of_its_name(tmp_path, monkeypatch):
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "b.txt").write_text(f"简报\n\n企业复工率为八成{STOP}\n", "utf-8")
    (tmp_path / "b.txt").write_bytes(png("GDP 2024"))
    monkeypatch.setattr("bot.services.is_installed", lambda: True)
    monkeypatch.setattr("retrieval.loaders.recognising.recognise_file", lambda *_: 1)
    services = open_library(Settings(documents=documents, library=tmp_path / "library"))
    services.sync()
    version = services.library.version

    services.recognise_file(tmp_path / "b.txt", "b.txt")

    assert services.library.version == version
    assert not services.sync()
    services.close()
