"""Updates as they come in, read one by one: one that cannot be read is named and passed over.

python-telegram-bot reads a batch as a whole, so that a single update with a field missing or misshapen (a poll
of an older Bot API server, say) would keep all others from coming in, at every poll anew.
"""

from __future__ import annotations

import json
import logging
from collections import deque
from dataclasses import dataclass
from typing import Final

from telegram import Bot, Update
from telegram.error import TelegramError

logger = logging.getLogger(__name__)

# What SQLite's integers hold; Telegram's ids are far below.
_ID_LIMIT: Final = 2**63
# A batch comes again until all of it is kept: what was named in it is not named anew. Batches have 100 updates.
_NAMED_KEPT: Final = 1000
_ERROR_LENGTH: Final = 300


@dataclass(frozen=True, slots=True)
class Incoming:
    """An update, and the JSON that it was read from."""

    update: Update
    payload: str


@dataclass(frozen=True, slots=True)
class Batch:
    """What a poll brought: the updates that can be read, and the ids by which all are confirmed."""

    incoming: tuple[Incoming, ...] = ()
    ids: tuple[int, ...] = ()


class UpdateReader:
    """Reads updates (JSON) and names those that the library cannot read, each once."""

    def __init__(self) -> None:
        self._named: deque[int] = deque(maxlen=_NAMED_KEPT)

    def read(self, raw: object, bot: Bot | None = None) -> Incoming | None:
        """Return an update, or None where it cannot be read; then its id and the error have been logged."""
        update_id = id_of(raw)
        if update_id is None or not isinstance(raw, dict):
            logger.error("an update without an id is passed over (%s)", type(raw).__name__)
            return None
        try:
            return Incoming(Update.de_json(raw, bot), json.dumps(raw))
        except Exception as error:  # noqa: BLE001 -- whatever its shape breaks; it is named
            if update_id not in self._named:
                self._named.append(update_id)
                kinds = [key for key in raw if key != "update_id"]
                logger.error("update %d (%.100r) is passed over: %s", update_id, kinds, said(error))
            return None

    def read_batch(self, batch: object, bot: Bot | None = None) -> Batch:
        """Return the updates of a batch that can be read, in order, and the ids of all.

        Raises `TelegramError` for what is no batch, or where nothing in it has an id that could be confirmed.
        """
        if not isinstance(batch, list):
            raise TelegramError("the answer holds no list of updates")
        read = [self.read(raw, bot) for raw in batch]
        ids = [found for raw in batch if (found := id_of(raw)) is not None]
        if batch and not ids:
            raise TelegramError("no update of the answer has an id")
        return Batch(tuple(incoming for incoming in read if incoming is not None), tuple(ids))


def id_of(raw: object) -> int | None:
    """Return the id of an update (JSON), or None where it has none that is a number of ours.

    >>> id_of({"update_id": 7}), id_of({"update_id": "7"}), id_of([])
    (7, None, None)
    """
    found = raw.get("update_id") if isinstance(raw, dict) else None
    if not isinstance(found, int) or isinstance(found, bool):
        return None
    return found if 0 <= found < _ID_LIMIT else None


def said(error: Exception) -> str:
    r"""Return an error in one line, as a log may hold it.

    >>> said(ValueError("two\nlines"))
    "ValueError('two\\nlines')"
    """
    return repr(error)[:_ERROR_LENGTH]
