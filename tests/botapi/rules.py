"""How the server behaves where Telegram has a setting, a limit that varies, or a delay."""

from dataclasses import dataclass
from enum import Enum


class Privacy(Enum):
    """Which group messages a bot gets that does not administer the group.

    BotFather says that mentions are delivered in privacy mode; several maintainers report that
    they are not, so both can be had (TELEGRAM.md).
    """

    ON = "commands and replies to the bot"
    ON_WITH_MENTIONS = "commands, replies to the bot, and mentions of it"
    OFF = "everything"


@dataclass(frozen=True, slots=True)
class Rules:
    """What can be chosen; the defaults are Telegram's, as far as they are known."""

    privacy: Privacy = Privacy.ON_WITH_MENTIONS
    is_inline_enabled: bool = True
    has_inline_feedback: bool = False
    # At most so many sends and edits per group in 60 s, else 429; Telegram's 20 is never exact.
    group_calls_per_minute: int | None = None
    # How long a press, and an inline question, can be answered.
    callback_lifetime_s: float = 15.0
    inline_lifetime_s: float = 10.0
    # Updates nobody fetches are forgotten after a day (Client.cpp).
    update_lifetime_s: float = 86_400.0
    poll_limit_s: float = 50.0
    # At once for the first conflict, then one in so many seconds (Client.cpp).
    conflict_pause_s: float = 3.0
    webhook_retry_s: float = 1.0
