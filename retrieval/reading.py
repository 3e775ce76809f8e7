"""A file read: what the library is to keep of it, and what it holds."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from pathlib import Path

from retrieval.errors import LoadError, MissingExtraError
from retrieval.intake import Intake, Taken
from retrieval.store.rows import Kept, Origin, text_digest

AGAIN = 0  # no reading: what is kept so is read by the next sync


@dataclass(frozen=True, slots=True)
class Request:
    """A file that is to be read: `kept` is what is kept of it where that succeeds.

    `held` are the digest of the text that the library has of it and the reading by which that was made; None where it has none.
    """

    source: str
    path: Path
    kept: Kept
    held: tuple[str, int] | None

    @property
    def size_bytes(self) -> int:
        """Return how long the file was when it was listed."""
        return self.kept.stamp.size_bytes


# What is to be kept of a file, and what it holds: None where that is held already or it is no document.
Outcome = tuple[Kept, Taken | None]


def read(intake: Intake, request: Request) -> Outcome:
    """Read a file; one that cannot be read is kept with the reason."""
    kept = replace(request.kept, looked_ns=time.time_ns())
    try:
        document, file_digest = intake.load(request.path, request.source)
        kept = replace(kept, file_digest=file_digest)
        is_held = request.held == (text_digest(document), kept.reading)
        return kept, None if is_held else intake.take_in(document)
    except LoadError as error:
        # What lacks a library is looked at again by every sync: it may have been installed meanwhile.
        reading = AGAIN if isinstance(error, MissingExtraError) else kept.reading
        return replace(
            kept, origin=Origin.UNREAD, file_digest=None, reason=error.reason, reading=reading
        ), None
