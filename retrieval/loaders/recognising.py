"""The pages of a file that are pictures of text, recognised one after the other."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any

from retrieval.errors import LoadError
from retrieval.loaders.extras import library
from retrieval.loaders.files import LARGEST_FILE_BYTES, digest_of, read_bytes
from retrieval.loaders.kinds import Kind, kind_of
from retrieval.loaders.office import damage_named
from retrieval.loaders.pdf import pages_without_text
from retrieval.recognition.engine import SCALE, recognise
from retrieval.recognition.shelf import Shelf
from retrieval.recognition.wanted import Recognising

_MOST_PAGES = 500  # of one file: an hour and more of a processor
_MOST_PIXELS = 40_000_000  # of a picture: a page of A4 at 600 dots an inch has 35 million
_LONGEST_SIDE = 2000  # pixels; larger pictures are made smaller, as a page of A4 at 170 dots an inch


def recognise_file(
    path: Path, source: str, shelf: Shelf, progress: Recognising | None, most: int | None
) -> int:
    """Recognise the pages of a PDF that have no text, or a picture, as far as the shelf lacks them; return how many were.

    `most` is at most how many, None for no bound of the caller's. Raises `LoadError` for a file that cannot be read,
    `MissingExtraError` without the extra `ocr`.
    """
    library("rapidocr", source, "扫描件和图片里的文字", "ocr")
    data = read_bytes(path, source, LARGEST_FILE_BYTES)
    digest, kind = digest_of(data), kind_of(source, data)
    if kind is Kind.PDF:
        lacking = (one for one in pages_without_text(source, data) if shelf.find(digest, one) is None)
        pages = list(islice(lacking, most or _MOST_PAGES))
    else:
        pages = [1] if kind is Kind.IMAGE and shelf.find(digest, 1) is None else []
    done = 0
    for page, pixels in _drawn(source, data, kind, pages):
        with damage_named(source):
            lines = recognise(pixels)
        shelf.put(digest, page, lines)
        done += 1
        if progress is not None and progress(done, len(pages)) is False:
            break
    return done


def _drawn(source: str, data: bytes, kind: Kind, pages: list[int]) -> Iterator[tuple[int, Any]]:
    """Yield pages with their pixels, each drawn when it is asked for."""
    if kind is Kind.IMAGE:
        yield from ((page, _picture(source, data)) for page in pages)
        return
    opened = library("pypdfium2", source, "PDF ").PdfDocument(data)
    try:
        for page in pages:
            width, height = opened[page - 1].get_size()
            scale = min(SCALE, _LONGEST_SIDE / max(width, height, 1.0))
            with damage_named(source):
                pixels = opened[page - 1].render(scale=scale).to_numpy()
            yield page, pixels
    finally:
        opened.close()


def _picture(source: str, data: bytes) -> Any:
    import numpy as np

    pil = library("PIL.Image", source, "图片")
    with damage_named(source), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of odd fields in photographs
        opened = pil.open(BytesIO(data))
        if opened.width * opened.height > _MOST_PIXELS:
            raise LoadError(source, "图片太大(上限 4000 万像素);请缩小后再试")
        opened.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
        upright = library("PIL.ImageOps", source, "图片").exif_transpose(opened)  # as the camera was held
        return np.asarray(upright.convert("RGB"))
