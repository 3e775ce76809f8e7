"""What can go wrong at the edge.

BotError
└── SettingsError      a setting is wrong
"""

from __future__ import annotations


class BotError(Exception):
    """Anything that the bot reports; the message names the thing and the remedy."""


class SettingsError(BotError):
    """A setting is missing or wrong; the message names it."""
