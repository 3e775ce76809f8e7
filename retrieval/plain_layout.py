"""The layout of plain text, as it comes out of newspaper pages and office files.

What stands there are lines: titles, sections, bylines, captions that were lifted out of the page, and
paragraphs, some of them torn by a page break in the middle of a sentence or of a word. Everything here is
decided from the lines' own shape: their ends, their lengths, the gaps between them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from retrieval.tears import IsWord, goes_on, is_closed, is_open, mend
from retrieval.types import Article, Document, Paragraph, Role, Span

_LONGEST_HEADING = 45
_LONGEST_PLAIN_HEADING = 25  # a longer one with a comma in it may be a paragraph
# Running heads repeat on most pages; three is enough to be sure and spares a title said again under a picture.
_REPEATS_OF_A_HEAD = 3

_MARKED_SECTION = re.compile(r"^(?:[■□●◆◇★▌▶►]|[一二三四五六七八九十]+、|[((][一二三四五六七八九十]+[))]|第.{1,3}[章节部分])")
# 本报讯(记者 叶伟) · 本报记者 · 新华社北京2月3日电
_DATELINE = re.compile(r"^(?:[▶►]\s*)?(?:本报[讯记]|本刊|本网|[^,。]{0,12}[讯电][ ((]|新华社|中新社|人民网)")
_BYLINE = re.compile(r"本报记者|通讯员|^[▶►]|記者|^记者 |^文[//]")
# 撰稿 马晓才 摄影 徐青青 · 本版图片由…提供 · 分享到: · ·陈·
_CREDIT = re.compile(r"供图|供圖|摄影|攝影|撰稿|责编|責編|编辑[::]|图片由|圖片由|来源[::]|分享到|相[关關]文章|^广告$|[摄攝]$|^[·•].{1,4}[·•]$")
_CAPTION = re.compile(r"图为|圖為|[((][左右中前后][一二三四五][))]")
_BARE = re.compile(r"[\W_]+")


class _Shape(Enum):
    HEADING = auto()  # short, no final punctuation: a title, a section or a caption, decided by its company
    SECTION = auto()
    CAPTION = auto()
    CREDIT = auto()
    BODY = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text without its margins; `gap` is the number of line breaks before it."""

    pieces: tuple[Span, ...]
    text: str
    gap: int


def lines_of(document: Document) -> list[Line]:
    """Return the lines that are not blank, hard-wrapped ones already put together."""
    found: list[Line] = []
    place, gap = document.body.start, 0
    for raw in document.body.of(document.text).split("\n"):
        text = raw.strip()
        if text:
            start = place + raw.index(text)
            found.append(Line((Span(start, start + len(text)),), text, gap))
            gap = 0
        gap += 1
        place += len(raw) + 1
    return _unwrap(found)


def _unwrap(lines: list[Line]) -> list[Line]:
    """Put the lines of hard-wrapped text together: where most lines are followed at once by the next."""
    widths = sorted(len(line.text) for line in lines)
    if len(lines) < 8 or sum(line.gap == 1 for line in lines) < 0.6 * len(lines):
        return lines
    width = widths[int(len(widths) * 0.9)]
    full = sum(width - 3 <= size <= width + 1 for size in widths)
    if full < 0.5 * len(lines):
        return lines
    joined: list[Line] = []
    for line in lines:
        before = joined[-1] if joined else None
        if before is not None and line.gap == 1 and before.pieces[-1].end - before.pieces[-1].start >= width - 3:
            joined[-1] = Line((*before.pieces, *line.pieces), before.text + line.text, before.gap)
        else:
            joined.append(line)
    return joined


def articles(document: Document, is_word: IsWord) -> tuple[Article, ...]:
    """Return the articles of a plain text; one that has no title of its own bears the document's."""
    lines = lines_of(document)
    shapes = _shapes(lines)
    for place in range(1, len(lines) - 1):
        if shapes[place] is _Shape.HEADING and _is_torn(lines[place].text, lines[place + 1].text, is_word):
            shapes[place] = _Shape.BODY
    lines, shapes = _mended(lines, shapes, is_word)
    return _assemble(document.title, lines, shapes)


def _shapes(lines: Sequence[Line]) -> list[_Shape]:
    """Return each line's shape; a running head is a credit, which no article keeps."""
    repeated = Counter(line.text for line in lines)
    usual_gap = _usual_gap(lines)
    shapes: list[_Shape] = []
    for place, line in enumerate(lines):
        after_head = place > 0 and repeated[lines[place - 1].text] >= _REPEATS_OF_A_HEAD
        after_caption = place > 0 and shapes[-1] is _Shape.CAPTION and line.gap <= usual_gap
        shape = _shape(line.text)
        if shape is _Shape.HEADING:
            if repeated[line.text] >= _REPEATS_OF_A_HEAD:
                shape = _Shape.HEADING if place == 0 else _Shape.CREDIT
            elif place > 0 and not _opens_an_article(lines, place):
                lifted_out = line.gap > usual_gap
                if after_head or lifted_out or (after_caption and _is_followed_by_gap(lines, place, usual_gap)):
                    shape = _Shape.CAPTION
        shapes.append(shape)
    return shapes


def _is_torn(text: str, following: str, is_word: IsWord) -> bool:
    """Return whether a line that looks like a heading is a short paragraph torn in two."""
    return len(text) > _LONGEST_PLAIN_HEADING and is_open(text) and goes_on(text, following, is_word)


def _usual_gap(lines: Sequence[Line]) -> int:
    gaps = Counter(line.gap for line in lines[1:])
    return gaps.most_common(1)[0][0] if gaps else 1


def _is_followed_by_gap(lines: Sequence[Line], place: int, usual_gap: int) -> bool:
    return place + 1 == len(lines) or lines[place + 1].gap > usual_gap


def _shape(text: str) -> _Shape:
    short = len(text) <= _LONGEST_HEADING
    if short and _CREDIT.search(text):
        return _Shape.CREDIT
    if _CAPTION.search(text):
        return _Shape.CAPTION
    if short and _MARKED_SECTION.match(text) and not is_closed(text) and not _DATELINE.match(text):
        return _Shape.SECTION if not _BYLINE.search(text) else _Shape.CREDIT
    if short and not is_closed(text) and "。" not in text:
        return _Shape.HEADING
    return _Shape.BODY


def _opens_an_article(lines: Sequence[Line], place: int) -> bool:
    """Return whether a dateline or a byline follows the heading at `place`, at once or after a second heading."""
    for line in lines[place + 1 : place + 3]:
        if _DATELINE.match(line.text) or (len(line.text) <= _LONGEST_HEADING and _BYLINE.search(line.text)):
            return True
        if _shape(line.text) is not _Shape.HEADING:
            return False
    return False


def _mended(
    lines: Sequence[Line], shapes: Sequence[_Shape], is_word: IsWord
) -> tuple[list[Line], list[_Shape]]:
    """Put torn paragraphs together; what stood in the tear is a caption."""
    usual_gap = _usual_gap(lines)
    done: list[Line] = []
    done_shapes: list[_Shape] = []
    taken: set[int] = set()
    for place, line in enumerate(lines):
        if place in taken:
            continue
        if shapes[place] is not _Shape.BODY:
            done.append(line)
            done_shapes.append(shapes[place])
            continue
        between: list[int] = []
        at = place
        while (rest := mend(line.text, _ahead(lines, shapes, at, usual_gap), is_word)) is not None:
            between += [skipped for skipped in range(at + 1, rest) if skipped not in taken]
            taken.update(range(at + 1, rest + 1))
            line = Line((*line.pieces, *lines[rest].pieces), line.text + lines[rest].text, line.gap)
            at = rest
        done.append(line)
        done_shapes.append(_Shape.BODY)
        for skipped in between:
            done.append(lines[skipped])
            done_shapes.append(_Shape.CREDIT if shapes[skipped] is _Shape.CREDIT else _Shape.CAPTION)
    return done, done_shapes


def _ahead(
    lines: Sequence[Line], shapes: Sequence[_Shape], place: int, usual_gap: int
) -> list[tuple[int, str, bool]]:
    """Return (place, text, whether it lies at hand) of the lines that may go on with the one at `place`."""
    found: list[tuple[int, str, bool]] = []
    for other in range(place + 1, min(place + 8, len(lines))):
        if shapes[other] is _Shape.SECTION or _opens_an_article(lines, other):
            break
        if shapes[other] is _Shape.BODY:
            at_hand = not found and lines[other].gap <= usual_gap
            found.append((other, lines[other].text, at_hand or (other > place + 1 and not found)))
        elif shapes[other] is _Shape.HEADING and other == place + 1:
            found.append((other, lines[other].text, False))
    return found


def _assemble(title: str, lines: Sequence[Line], shapes: Sequence[_Shape]) -> tuple[Article, ...]:
    """Group paragraphs below titles and sections."""
    made: list[Article] = []
    current = Article(title, ())
    section: str | None = None
    place = 0
    while place < len(lines):
        shape, line = shapes[place], lines[place]
        if shape is _Shape.HEADING:
            run = _headings(shapes, place)
            body_follows = _body_follows(shapes, run)
            if body_follows and (place == 0 or len(run) > 1 or _opens_an_article(lines, run[-1])):
                if current.paragraphs:
                    made.append(current)
                title_lines = [lines[at].text for at in run if not _BYLINE.search(lines[at].text)]
                current, section = Article(" ".join(title_lines) or line.text, ()), None
            elif body_follows:
                section = line.text
            else:
                current = _with(current, lines[place], section, Role.CAPTION)
                run = run[:1]
            place = run[-1]
        elif shape is _Shape.SECTION:
            section = _BARE.sub("", line.text[:1]) + line.text[1:].strip()
        elif shape is _Shape.CREDIT:
            if _says_something(line.text) and not _is_repeated(lines, line.text):
                current = _with(current, line, None, Role.CAPTION)
        else:
            current = _with(current, line, section, Role.BODY if shape is _Shape.BODY else Role.CAPTION)
        place += 1
    return tuple([*made, current] if current.paragraphs else made)


def _with(article: Article, line: Line, section: str | None, role: Role) -> Article:
    paragraph = Paragraph(line.pieces, section if role is Role.BODY else None, role)
    return replace(article, paragraphs=(*article.paragraphs, paragraph))


def _headings(shapes: Sequence[_Shape], place: int) -> list[int]:
    run = [place]
    while run[-1] + 1 < len(shapes) and shapes[run[-1] + 1] is _Shape.HEADING:
        run.append(run[-1] + 1)
    return run


def _body_follows(shapes: Sequence[_Shape], run: Sequence[int]) -> bool:
    rest = (shape for shape in shapes[run[-1] + 1 :] if shape not in (_Shape.CAPTION, _Shape.CREDIT))
    return next(rest, None) in (_Shape.BODY, _Shape.SECTION)


def _says_something(text: str) -> bool:
    """Return whether a credit names anybody: 分享到: and ·陈· do not."""
    return len(_BARE.sub("", text)) > 5


def _is_repeated(lines: Sequence[Line], text: str) -> bool:
    return sum(line.text == text for line in lines) >= _REPEATS_OF_A_HEAD
