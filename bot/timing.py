"""How long the Telegram bot waits for what; tests wait less."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds."""

    poll_s: float = 10.0  # a poll lasts so long when nothing comes
    stall_s: float = 30.0  # polling starts anew when none came back for so long
    read_s: float = 10.0  # an answer to a call; after that it counts as unanswered
    connect_s: float = 5.0
    pump_s: float = 0.25  # how often the outbox is looked at
    tick_s: float = 5.0  # how often briefings and the library are looked at
    pause_s: float = 0.5  # between tries to reach Telegram at the start
    watch_s: float = 1.0  # how often the polling is looked at
    conflicts: int = 3  # refused polls within a minute that mean another instance (no seconds)
    stop_s: float = 20.0  # for the questions under way, when told to stop


TIMING: Final = Timing()
