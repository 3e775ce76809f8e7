"""Whether the bot is alive: a heartbeat in a file beside the database, read by `youju doctor --running`."""

from __future__ import annotations

import json
import os
import socket
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from bot.settings import Settings
from bot.telegram import operator_texts as texts
from bot.telegram.timing import TIMING
from bot.telegram.workers import SPARE_THREADS

FILE_NAME: Final = "health.json"
BEAT_S: Final = 5.0
_HANGS_AFTER_S: Final = 6 * BEAT_S


class Pulse:
    """When the bot last heard Telegram and queued all that it was told, and what has failed since."""

    def __init__(self) -> None:
        self.heard()  # until the start is over, nothing can be heard

    def heard(self) -> None:
        """Note that a batch of updates, be it an empty one, was heard and queued."""
        self._heard_at = time.monotonic()
        self.trouble = ""

    def failed(self, trouble: str) -> None:
        """Note why nothing was heard or queued."""
        self.trouble = trouble

    @property
    def age_s(self) -> float:
        """Return how long ago something was heard and queued."""
        return time.monotonic() - self._heard_at


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """What a running bot says of itself."""

    pid: int
    at: float
    heard_age_s: float
    trouble: str
    library: str
    queue: int
    outbox: int
    threads_given_up: int


@dataclass(frozen=True, slots=True)
class Health:
    """What `youju doctor --running` shows: whether all is well, and a line for each thing looked at."""

    ok: bool
    lines: tuple[str, ...]


def beat(folder: Path, heartbeat: Heartbeat) -> None:
    """Write the heartbeat, whole or not at all."""
    path = folder / FILE_NAME
    fresh = path.with_suffix(".tmp")
    fresh.write_text(json.dumps(asdict(heartbeat)), "utf-8")
    fresh.replace(path)


def check_running(settings: Settings, now: float | None = None) -> Health:
    """Return how the bot of these settings is doing; not well where no bot runs."""
    now = time.time() if now is None else now
    try:
        text = (settings.library_folder / FILE_NAME).read_text("utf-8")
        heartbeat = Heartbeat(**json.loads(text))
    except (OSError, ValueError, TypeError):
        return Health(False, (texts.NOT_RUNNING,))
    age_s = now - heartbeat.at
    if age_s > _HANGS_AFTER_S or not _is_alive(heartbeat.pid):
        return Health(False, (texts.NOT_RUNNING, texts.last_beat(age_s)))
    heard_age_s = heartbeat.heard_age_s + age_s
    hears, answers = heard_age_s <= TIMING.stall_s, can_answer(heartbeat)
    lines = [
        texts.running(heartbeat.pid, age_s),
        texts.heard(heard_age_s) if hears else texts.deaf(heard_age_s, heartbeat.trouble),
        texts.library_and_queues(heartbeat.library, heartbeat.queue, heartbeat.outbox),
    ]
    if heartbeat.threads_given_up:
        lines.append(texts.threads_given_up(heartbeat.threads_given_up, stuck=not answers))
    return Health(hears and answers, tuple(lines))


def can_answer(heartbeat: Heartbeat) -> bool:
    """Return whether there is a thread left that answers; if not, only another start helps."""
    return heartbeat.threads_given_up < SPARE_THREADS


def notify_supervisor(state: str) -> None:
    """Tell systemd how the service is (sd_notify(3)); nothing happens where it does not ask."""
    address = os.environ.get("NOTIFY_SOCKET")
    if not address:
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as supervisor:
        supervisor.connect("\0" + address[1:] if address.startswith("@") else address)
        supervisor.sendall(state.encode())


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
