"""The briefs written in the formats of offices, to be asked the same questions:  python -m tests.evaluation.formats FOLDER

Writes FOLDER/docx, html, pdf, ofd, pptx, xlsx, each with all briefs; then score each folder with the questions on the briefs.
Front matter becomes what a document of that format says at its head: title, 来源 and 时间 below it (in HTML meta tags as well).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path

import docx
from markdown_it import MarkdownIt

from tests.retrieval.making import at, excel, grid, ofd, pdf, rule, saved, slides

SEEDS = Path(__file__).parents[2] / "seeds"
_ACROSS, _DOWN = 38, 36  # characters a line, lines a page
Part = tuple[str, str | list[list[str]]]  # "h1", "h2", "p", "table", and what it holds


def parts_of(text: str) -> tuple[dict[str, str], list[Part]]:
    """Return the fields of the front matter, and the parts of a Markdown text."""
    fields: dict[str, str] = {}
    if text.startswith("---"):
        front, _, text = text[3:].partition("\n---")
        fields = dict(line.split(": ", 1) for line in front.split("\n") if ": " in line)
    return {key: value.strip("\"'") for key, value in fields.items()}, list(_parts(text))


def _parts(text: str) -> Iterator[Part]:
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    rows: list[list[str]] = []
    for before, token in zip([tokens[0], *tokens], tokens, strict=False):
        match token.type:
            case "table_open":
                rows = []
            case "tr_open":
                rows.append([])
            case "table_close":
                yield "table", rows
            case "inline" if before.type in ("th_open", "td_open"):
                rows[-1].append(token.content)
            case "inline":
                plain = "".join(
                    child.content or " " * (child.type == "softbreak") for child in token.children or ()
                )
                yield (before.tag if before.tag in ("h1", "h2", "h3") else "p"), plain


def _head(fields: dict[str, str], parts: list[Part]) -> list[Part]:
    """Return the parts, in front the title, and the source and the day as a web page has them."""
    title = fields.get("title")
    has_title = bool(parts) and parts[0][0] == "h1"
    first: list[Part] = [("h1", title)] if title and not has_title else parts[:1] if has_title else []
    said = [("p", f"来源:{fields['publisher']}")] if "publisher" in fields else []
    said += [("p", f"时间:{fields['date']}")] if "date" in fields else []
    return [*first, *said, *(parts[1:] if has_title else parts)]


def to_docx(parts: list[Part]) -> bytes:
    made = docx.Document()
    for kind, what in parts:
        if isinstance(what, list):
            table = made.add_table(len(what), len(what[0]))
            for n, row in enumerate(what):
                for m, text in enumerate(row):
                    table.cell(n, m).text = text
        elif kind == "h1":
            made.add_paragraph(what, "Title")
        elif kind.startswith("h"):
            made.add_heading(what, int(kind[1]) - 1)
        else:
            made.add_paragraph(what)
    return saved(made)


def to_html(parts: list[Part], fields: dict[str, str]) -> bytes:
    names = {"title": "ArticleTitle", "publisher": "ContentSource", "date": "PubDate"}
    meta = "".join(
        f'<meta name="{names[key]}" content="{escape(value)}">'
        for key, value in fields.items()
        if key in names
    )
    body = []
    for kind, what in parts:
        if isinstance(what, list):
            rows = "".join(
                "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in what
            )
            body.append(f"<table>{rows}</table>")
        else:
            body.append(f"<{kind}>{escape(what)}</{kind}>")
    page = f'<!DOCTYPE html><html><head><meta charset="utf-8">{meta}</head><body><div class="nav"><a href="/">首页</a></div>'
    return f"{page}<article>{''.join(body)}</article></body></html>".encode()


def _wrapped(kind: str, text: str) -> Iterator[tuple[float, float, str]]:
    """Yield the lines of a part: indent in characters, size against the text's, text."""
    if kind != "p":
        yield 0, 1.5 if kind == "h1" else 1.2, text
        return
    yield 2, 1, text[: _ACROSS - 2]
    for start in range(_ACROSS - 2, len(text), _ACROSS):
        yield 0, 1, text[start : start + _ACROSS]


def to_pdf(parts: list[Part]) -> bytes:
    pages, line = [""], 0
    for kind, what in parts:
        if isinstance(what, list):
            if line + len(what) > _DOWN:
                pages, line = [*pages, ""], 0
            pages[-1] += grid(70, 70 + 20 * line, [456 / len(what[0])] * len(what[0]), what)
            line += len(what) + 1
            continue
        for indent, size, text in _wrapped(kind, what):
            if line >= _DOWN:
                pages, line = [*pages, ""], 0
            pages[-1] += at(70 + 12 * indent, 80 + 20 * line, text, 12 * size)
            line += 1
    return pdf(
        *(f"{page}{at(290, 810, f'- {n} -', 9)}{rule(70, 50, 526, 50)}" for n, page in enumerate(pages, 1))
    )


def to_ofd(parts: list[Part]) -> bytes:
    pages: list[list[tuple[float, float, float, str]]] = [[]]
    for kind, what in parts:
        rows = ["   ".join(row) for row in what] if isinstance(what, list) else [what]
        for one in rows:
            for indent, size, text in _wrapped("p" if kind == "p" else kind, one):
                if len(pages[-1]) >= _DOWN:
                    pages.append([])
                pages[-1].append((25 + 4.2 * indent, 30 + 7 * len(pages[-1]), 4.2 * size, escape(text)))
    return ofd(*pages)


def to_pptx(parts: list[Part]) -> bytes:
    made: list[tuple[str, str | list[list[str]], str]] = []
    title, texts = "", []
    for kind, what in [*parts, ("h2", "")]:
        if isinstance(what, list):
            made.append((title, what, ""))
        elif kind.startswith("h"):
            if title and (texts or not made):
                made.append((title, "\n".join(texts), ""))
            title, texts = what, []
        else:
            texts.append(what)
    return slides(*made)


def to_xlsx(parts: list[Part]) -> bytes:
    rows: list[list[object]] = []
    for _, what in parts:
        rows.extend(list(row) for row in what) if isinstance(what, list) else rows.append([what])
    return excel(rows)


def main() -> None:
    """Write the briefs in each format below the folder that is named."""
    folder = Path(sys.argv[1])
    for path in sorted(SEEDS.glob("*.md")):
        if path.name == "README.md":
            continue
        fields, parts = parts_of(path.read_text("utf-8"))
        parts = _head(fields, parts)
        made = {
            "docx": to_docx(parts), "html": to_html(parts, fields), "pdf": to_pdf(parts), "ofd": to_ofd(parts),
            "pptx": to_pptx(parts), "xlsx": to_xlsx(parts),
        }  # fmt: skip
        for suffix, data in made.items():
            (folder / suffix).mkdir(parents=True, exist_ok=True)
            (folder / suffix / f"{path.stem}.{suffix}").write_bytes(data)


if __name__ == "__main__":
    main()
