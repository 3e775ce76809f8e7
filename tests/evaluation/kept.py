"""How much of real files is read, against what other programs read of them:  python -m tests.evaluation.kept FOLDER

References: PDF by pdftotext (the better of its two orders), .doc and .docx by LibreOffice, web pages by jusText, cells by calamine, the text
runs of .pptx and .ofd. Without pdftotext what pdfium says, without LibreOffice what stands in the runs of document.xml. Left out of them is
what is to be left out: lines on three pages or more, numbers of pages, lines that lead to pages by dots, private-use signs, numbers that a list
counts itself (they are no text of a .docx), and pages that are named as unreadable.

Characters are counted without blanks and strokes between cells; runs are of eight characters within a line of the reference.
"""

# ruff: noqa: T201 -- what it prints is what it is for

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from zipfile import ZipFile

from retrieval.errors import LoadError
from retrieval.loaders import load
from retrieval.loaders.pdf import pages_without_text
from retrieval.passages import passages

_RUN = 8
_REPEATS = 3  # pages
_LEADS_TO_PAGE = re.compile("[.\u2026\xb7]{5}|\t *(?:[ivxIVX]{1,6}|\\d{1,3}) *$")
_PAGE_NUMBER = re.compile(r"[-\u2014]*(?:\d{1,3}|[ivxIVX]{1,4})[-\u2014]*")
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_LIST_NUMBER = re.compile(
    r"(?:\(?\d+\)|[\d.]+|[a-z][.)]|\[\d+\]|[\u2022\u25e6\u25cf\u25aa]|[一二三四五六七八九十]+、|附录[A-Z]|表[A-Z]?\.?\d+|图[A-Z]?\.?\d+)+"
)


@dataclass(frozen=True, slots=True)
class Kept:
    """Of a reference: its characters, and what of them and of its runs is read, in the text and in the passages."""

    characters: int
    held: int
    held_in_passages: int
    runs: int
    runs_held: int
    missing: str


def bare(text: str) -> str:
    """Return a text without blanks, strokes and private-use signs, full and half width as one."""
    return re.sub("[\\s|\ue000-\uf8ff]", "", unicodedata.normalize("NFKC", text))


def by_pdftotext(file: Path) -> list[list[str]]:
    """Return the pages of a PDF, in each of the orders that there are."""
    if shutil.which("pdftotext") is None:
        import pypdfium2

        return [[page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(file)]]
    orders: list[list[str]] = []
    for order in (["-raw"], []):
        command = ["pdftotext", *order, "-enc", "UTF-8", str(file), "-"]
        orders.append(subprocess.run(command, capture_output=True, check=True).stdout.decode().split("\f"))
    without = set(pages_without_text(file.name, file.read_bytes()))
    return [[page for number, page in enumerate(pages, 1) if number not in without] for pages in orders]


def by_libreoffice(file: Path) -> list[list[str]]:
    """Return what LibreOffice writes of a Word document as text; of its runs without it."""
    if shutil.which("soffice") is None:
        return [[_runs(file, "word/document.xml", "p", f"{_WORD}t")]] if file.suffix == ".docx" else []
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(file, Path(folder) / f"a{file.suffix}")
        command = ["soffice", "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", folder]
        subprocess.run([*command, f"{folder}/a{file.suffix}"], capture_output=True, check=True)
        made = Path(folder) / "a.txt"
        return [[made.read_text("utf-8-sig")]] if made.exists() else []


def by_justext(file: Path) -> list[list[str]]:
    """Return the paragraphs of a web page that are no frame around its text."""
    import justext

    found = justext.justext(
        file.read_bytes(), frozenset(), stopwords_low=0, stopwords_high=0, length_low=20, length_high=60
    )
    return [["\n".join(one.text for one in found if not one.is_boilerplate)]]


def by_calamine(file: Path) -> list[list[str]]:
    """Return the cells of all sheets, whole numbers without a fraction."""
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_path(str(file))
    cells = [
        cell for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row
    ]
    whole = (int(cell) if isinstance(cell, float) and cell.is_integer() else cell for cell in cells)
    return [["\n".join(map(str, whole))]]


def by_runs_of_slides(file: Path) -> list[list[str]]:
    """Return the runs of slides and notes."""
    return [[_runs(file, r"ppt/(?:slides|notesSlides)/[^/]+\.xml", "p", f"{_DRAWING}t")]]


def by_runs_of_pages(file: Path) -> list[list[str]]:
    """Return the runs of text of OFD pages and the forms behind them, what is drawn once more at its place once."""
    return [[_runs(file, r".*Content\.xml", "TextObject", "{*}TextCode", once="Boundary")]]


def _runs(file: Path, part: str, paragraph: str, run: str, once: str = "") -> str:
    """Return the text of the parts of a ZIP file whose names match, a line a paragraph, a form feed a part."""
    from lxml import etree

    made = []
    with ZipFile(file) as archive:
        for name in sorted(archive.namelist()):
            if re.fullmatch(part, name.replace("\\", "/")):
                root = etree.fromstring(archive.read(name))
                found = [
                    (one.get(once) if once else one, "".join(at.text or "" for at in one.iter(run)))
                    for one in root.iter(f"{{*}}{paragraph}")
                ]
                made.append("\n".join(text for _, text in dict.fromkeys(found)))
    return "\f".join(made)


_REFERENCES: dict[str, Callable[[Path], list[list[str]]]] = {
    ".pdf": by_pdftotext, ".doc": by_libreoffice, ".docx": by_libreoffice, ".html": by_justext, ".htm": by_justext,
    ".xls": by_calamine, ".xlsx": by_calamine, ".et": by_calamine, ".ods": by_calamine, ".pptx": by_runs_of_slides, ".ofd": by_runs_of_pages,
}  # fmt: skip


def lines_of(pages: Sequence[str]) -> Iterator[str]:
    """Yield the bare lines of a reference that a reader takes for text."""
    parts = [
        [bare(line) for line in page.split("\n") if not _LEADS_TO_PAGE.search(line)]
        for page in "\f".join(pages).split("\f")
    ]
    seen = Counter(key for page in parts for key in {re.sub(r"\d", "", line) for line in page})
    for line in (line for page in parts for line in page if line):
        repeats = len(parts) >= _REPEATS and seen[key := re.sub(r"\d", "", line)] >= _REPEATS and bool(key)
        if not (repeats or _PAGE_NUMBER.fullmatch(line)):
            yield line


def compared(reference: Sequence[str], text: str, passage_text: str, *, counts: bool) -> Kept:
    """Return what of a reference is in the text that is read; `counts` says that lists are counted by the program that shows them."""
    lines = list(lines_of(reference))
    if counts:
        lines = [line if line in text else _LIST_NUMBER.sub("", line, count=1) for line in lines]
    there = {text[at : at + _RUN] for at in range(len(text))}
    runs = [line[at : at + _RUN] for line in lines for at in range(len(line) - _RUN + 1)]
    wanted = Counter("".join(lines))
    missing = wanted - Counter(text)
    return Kept(
        wanted.total(), wanted.total() - missing.total(), (wanted & Counter(passage_text)).total(),
        len(runs), sum(run in there for run in runs), "".join(sign for sign, _ in missing.most_common(12)),
    )  # fmt: skip


def measured(file: Path) -> Kept | None:
    """Return what is kept of a file; None without a reference. Raises `LoadError` for one that is refused."""
    document = load(file.name, file.read_bytes(), frozenset[str]().__contains__)
    text, told = bare(document.text), bare("".join(one.text for one in passages(document)))
    suffix = file.suffix.lower()
    found = [
        compared(one, text, told, counts=suffix in (".doc", ".docx")) for one in _REFERENCES[suffix](file)
    ]
    return max(found, key=lambda kept: (kept.runs_held / max(1, kept.runs), kept.held)) if found else None


def main() -> None:
    """Print a line a file, and the sums of each format."""
    files = [
        file for file in sorted(Path(sys.argv[1]).rglob("*.*")) if file.suffix.lower() in _REFERENCES and file.is_file()
    ]  # fmt: skip
    for suffix, group in groupby(sorted(files, key=lambda file: file.suffix), lambda file: file.suffix):
        kept: list[Kept] = []
        for file in group:
            try:
                found = measured(file)
            except LoadError as error:
                print(f"{'refused':32} {error}")
                continue
            if found is None:
                print(f"{'no reference':32} {file.name}")
                continue
            kept.append(found)
            print(f"{_shares([found])} {file.name} {found.missing}")
        if kept:
            print(f"{_shares(kept)} = {suffix}, {len(kept)} files\n")


def _shares(kept: Sequence[Kept]) -> str:
    """Return the characters of references, and the shares kept: of them in the text, in passages, of runs."""
    characters, runs = sum(one.characters for one in kept), sum(one.runs for one in kept)
    held = (
        (sum(one.held for one in kept), characters),
        (sum(one.held_in_passages for one in kept), characters),
    )
    shares = [
        part / whole if whole else 1.0 for part, whole in (*held, (sum(one.runs_held for one in kept), runs))
    ]
    return f"{characters:7,} " + " ".join(f"{share:.4f}" for share in shares)


if __name__ == "__main__":
    main()
