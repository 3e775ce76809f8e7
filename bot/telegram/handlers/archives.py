"""ZIP files of documents that an admin sends: each file taken in or named with the reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from bot.archives import unpacked
from bot.services import Services
from bot.telegram import admin_texts
from retrieval.errors import LoadError, UnknownDocumentError

# Pages of a file: some ten seconds each, in which no other upload is taken in.
MOST_RECOGNISED: Final = 10


@dataclass(slots=True)
class Archive:
    """What the files of an archive brought, and those that were left out, with the reason."""

    files: int = 0
    articles: int = 0
    passages: int = 0
    left_out: list[LoadError] = field(default_factory=list)


def take_in_archive(services: Services, path: Path, name: str) -> Archive:
    """Take the files of a ZIP file into the library; runs in a thread. Raises `LoadError` where it cannot be unpacked.

    What has the name of a document that says something else is left out: which of the two holds is not for us to say.
    """
    found = Archive()
    with TemporaryDirectory(prefix="youju-") as folder:
        for source, file in unpacked(path, name, Path(folder)):
            try:
                _take_in(services, source, file, found)
            except LoadError as error:
                found.left_out.append(error)
    return found


def _take_in(services: Services, source: str, file: Path | LoadError, found: Archive) -> None:
    if isinstance(file, LoadError):
        raise file
    library = services.library
    services.recognise_file(file, source, most=MOST_RECOGNISED)
    try:
        held = library.document(source).text
    except UnknownDocumentError:
        report = library.add_file(file, source)
        found.files += 1
        found.articles += report.articles
        found.passages += report.passages
        return
    is_same = library.load(file, source).text == held
    raise LoadError(source, admin_texts.ARCHIVE_SAME if is_same else admin_texts.ARCHIVE_NAME_IS_KNOWN)
