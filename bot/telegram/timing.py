"""How long the Telegram bot waits for what; tests wait less."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds."""

    poll_s: float = 10.0  # a poll lasts so long when nothing comes
    stall_s: float = 30.0  # a poll that does not come back is given up; the bot counts as deaf from then on
    retry_s: float = 1.0  # after a poll that failed; doubled with each that fails after it
    read_s: float = 10.0  # an answer to a call; after that it counts as unanswered
    connect_s: float = 5.0
    answer_s: float = 30.0  # for the work on a question, however long it has waited for its turn
    pump_s: float = 0.25  # how often the outbox is looked at
    tick_s: float = 5.0  # how often briefings are looked at
    look_s: float = 0.25  # how often the library is looked at: one row of it
    pause_s: float = 0.5  # between tries to reach Telegram at the start
    conflicts: int = 3  # refused polls within a minute that mean another instance (no seconds)
    stop_s: float = 20.0  # for the questions under way, when told to stop


TIMING: Final = Timing()
