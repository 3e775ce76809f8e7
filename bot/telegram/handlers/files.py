"""Files that people send: fetched for a moment, under names that lead nowhere."""

from __future__ import annotations

import unicodedata
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from hashlib import sha256
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Final

from telegram import Document, PhotoSize

# What Telegram hands to bots (Bot API, getFile).
_BYTES_LIMIT: Final = 20 * 2**20
# Enough for any title; a longer name is cut and told apart by a digest.
_NAME_LIMIT: Final = 120
_SUFFIX_LIMIT: Final = 12
_DIGEST_DIGITS: Final = 6

# A photograph comes without a name.
Upload = Document | PhotoSize


def too_big_mb(upload: Upload) -> float | None:
    """Return the size of a file that Telegram does not hand to bots; None for one that it does."""
    size = upload.file_size
    return size / 2**20 if size is not None and size > _BYTES_LIMIT else None


@asynccontextmanager
async def fetched(upload: Upload, name: str) -> AsyncIterator[Path]:
    """Fetch a file into a folder of its own, which is gone afterwards."""
    with TemporaryDirectory(prefix="youju-") as folder:
        path = Path(folder) / f"upload{PurePosixPath(name).suffix}"
        await (await upload.get_file()).download_to_drive(path)
        yield path


def name_of(upload: Upload) -> str:
    """Return a readable name for a file; photographs are told apart by what is theirs alone."""
    if isinstance(upload, PhotoSize):
        return f"照片-{upload.file_unique_id}.jpg"
    return safe_name(upload.file_name, upload.file_unique_id)


def safe_name(name: str | None, unique: str) -> str:
    """Return a readable name for a file; names come from strangers. `unique` names one that has none.

    No folders, nothing that does not show, no dots at the ends, no more than 120 characters.

    >>> safe_name("../../etc/简报.txt", "AQAD"), safe_name("..", "AQAD")
    ('简报.txt', 'upload-AQAD.txt')
    """
    bare = PurePosixPath(unicodedata.normalize("NFC", name or "").replace("\\", "/")).name
    shown = " ".join("".join(sign for sign in bare if sign.isprintable() or sign.isspace()).split()).strip(
        " ."
    )
    if not shown:
        return f"upload-{unique}.txt"
    if len(shown) <= _NAME_LIMIT:
        return shown
    digest = sha256(shown.encode()).hexdigest()[:_DIGEST_DIGITS]
    suffix = PurePosixPath(shown).suffix
    ending = f"…{digest}{suffix if len(suffix) <= _SUFFIX_LIMIT else ''}"
    return shown[: _NAME_LIMIT - len(ending)] + ending
