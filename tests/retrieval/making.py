"""Small files of office formats for tests, made by the libraries that write them; PDF is written here, by its standard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pptx
import pptx.util
import xlsxwriter

_FONT = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
    b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo"
    b" << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 5 0 R /DW 1000 /W [814 939 500] >>",
    b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0"
    b" /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>",
)
_WIDTH, _HEIGHT = 595, 842


def pdf(*pages: str) -> bytes:
    """Return a PDF of pages given by their content streams; see `at` and `rule`."""
    kids = " ".join(f"{6 + 2 * place} 0 R" for place in range(len(pages)))
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        *_FONT,
    ]
    for place, stream in enumerate(pages):
        bodies.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {_WIDTH} {_HEIGHT}] /Contents {7 + 2 * place} 0 R"
            " /Resources << /Font << /F 3 0 R >> >> >>".encode()
        )
        bodies.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream".encode())
    made = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(made)
    made += f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n".encode()
    made += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    made += f"trailer << /Size {len(bodies) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(made)


def at(left: float, top: float, text: str, size: float = 12) -> str:
    """Return the operators that set a text so far from the page's left and upper edge, in points."""
    return f"BT /F {size} Tf {left} {_HEIGHT - top} Td <{text.encode('utf-16-be').hex()}> Tj ET\n"


def rule(left: float, top: float, right: float, bottom: float) -> str:
    """Return the operators that draw a line."""
    return f"{left} {_HEIGHT - top} m {right} {_HEIGHT - bottom} l S\n"


def grid(
    left: float, top: float, widths: Sequence[float], rows: Sequence[Sequence[str]], height: float = 20
) -> str:
    """Return a ruled table of texts."""
    edges = [left]
    for width in widths:
        edges.append(edges[-1] + width)
    bottom = top + height * len(rows)
    made = [rule(edge, top, edge, bottom) for edge in edges]
    made += [rule(left, top + height * n, edges[-1], top + height * n) for n in range(len(rows) + 1)]
    for place, row in enumerate(rows):
        for edge, text in zip(edges, row, strict=False):
            if text:
                made.append(at(edge + 3, top + height * place + 14, text, 10))
    return "".join(made)


def word(*parts: str | Sequence[Sequence[str]]) -> bytes:
    """Return a Word document of paragraphs and tables; a text that begins with # is a heading."""
    made = docx.Document()
    for part in parts:
        if not isinstance(part, str):
            table = made.add_table(len(part), len(part[0]))
            for place, row in enumerate(part):
                for column, text in enumerate(row):
                    table.cell(place, column).text = text
        elif part.startswith("# "):
            made.add_heading(part.removeprefix("# "), 1)
        else:
            made.add_paragraph(part)
    return saved(made)


def saved(made: object) -> bytes:
    """Return the bytes that a library's document is saved as."""
    out = BytesIO()
    made.save(out)  # type: ignore[attr-defined]
    return out.getvalue()


def excel(
    rows: Sequence[Sequence[object]], merges: Sequence[tuple[int, int, int, int]] = (), name: str = "Sheet1"
) -> bytes:
    """Return a workbook of one sheet, a fraction in it shown as a percentage; of merged cells first and last row and column are given."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet(name)
    share = book.add_format({"num_format": "0.0%"})
    for place, row in enumerate(rows):
        sheet.write_row(place, 0, row)
        for column, value in enumerate(row):
            if isinstance(value, Fraction):
                sheet.write_number(place, column, float(value), share)
    for top, left, bottom, right in merges:
        sheet.merge_range(top, left, bottom, right, rows[top][left])
    book.close()
    return out.getvalue()


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Return a ZIP file of parts."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def changed(data: bytes, name: str, change: Mapping[bytes, bytes]) -> bytes:
    """Return a ZIP file in one part of which some bytes are others."""
    with ZipFile(BytesIO(data)) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    for before, after in change.items():
        assert before in parts[name]
        parts[name] = parts[name].replace(before, after)
    return zipped(parts)


_OFD = "http://www.ofdspec.org/2016"


def ofd(*pages: Sequence[tuple[float, float, float, str]]) -> bytes:
    """Return an OFD of pages of texts: left edge and base line in millimetres, size, text."""
    parts = {
        "OFD.xml": f'<ofd:OFD xmlns:ofd="{_OFD}" Version="1.1" DocType="OFD"><ofd:DocBody><ofd:DocInfo/>'
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f'<ofd:Document xmlns:ofd="{_OFD}"><ofd:CommonData><ofd:PageArea>'
        "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>"
        + "".join(f'<ofd:Page ID="{n + 1}" BaseLoc="Pages/{n}.xml"/>' for n in range(len(pages)))
        + "</ofd:Pages></ofd:Document>",
    }
    for n, page in enumerate(pages):
        objects = "".join(
            f'<ofd:TextObject ID="{100 * n + m + 10}" Font="1" Size="{size}" Boundary="{left} {base - size} 180 {size}">'
            f'<ofd:TextCode X="0" Y="{size}" DeltaX="g {len(text)} {size}">{text}</ofd:TextCode></ofd:TextObject>'
            for m, (left, base, size, text) in enumerate(page)
        )
        parts[f"Doc_0/Pages/{n}.xml"] = (
            f'<ofd:Page xmlns:ofd="{_OFD}"><ofd:Content><ofd:Layer ID="{n + 900}">{objects}</ofd:Layer></ofd:Content>'
            "</ofd:Page>"
        )
    return zipped({name: text.encode() for name, text in parts.items()})


def slides(*made: tuple[str, str | Sequence[Sequence[str]], str]) -> bytes:
    """Return slides, each of a title, a text or a table, and notes."""
    deck = pptx.Presentation()
    for title, content, notes in made:
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.title.text = title
        place = (pptx.util.Inches(1), pptx.util.Inches(2), pptx.util.Inches(6), pptx.util.Inches(2))
        if isinstance(content, str):
            group = slide.shapes.add_group_shape()
            group.shapes.add_textbox(*place).text_frame.text = content
        else:
            table = slide.shapes.add_table(len(content), len(content[0]), *place).table
            for n, row in enumerate(content):
                for m, text in enumerate(row):
                    table.cell(n, m).text = text
        if notes:
            slide.notes_slide.notes_text_frame.text = notes
    return saved(deck)
