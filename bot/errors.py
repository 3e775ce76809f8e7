"""What can go wrong at the edge.

BotError
├── UsageError         a command was called in a way that it cannot be
├── OutputError        what was found cannot be written out
├── SettingsError      a setting is wrong
├── BackupError        a backup cannot be written, or is none
├── GoldFileError      a file of gold questions cannot be read
├── StoreError         the database of chats cannot be used
├── AnsweringError     a process that answers cannot be started, or has failed
│   └── ProcessGoneError   it has ended while it was answering
└── StartError         the Telegram bot cannot start or go on
"""

from __future__ import annotations


class BotError(Exception):
    """Anything that the bot reports; the message names the thing and the remedy."""


class UsageError(BotError):
    """A command that does not exist, or arguments that it does not take; the message names them."""


class OutputError(BotError):
    """The output cannot be written: a full disk, a stream that was closed."""


class SettingsError(BotError):
    """A setting is missing or wrong; the message names it."""


class BackupError(BotError):
    """A backup cannot be written, or a file is none or damaged; the message names the file."""


class GoldFileError(BotError):
    """A file of gold questions cannot be read; the message names the file and the line."""


class StoreError(BotError):
    """The database of chats cannot be used; the message names the file."""


class AnsweringError(BotError):
    """A process that answers cannot be started, or has failed at a question; the message says why."""


class ProcessGoneError(AnsweringError):
    """A process that answers has ended while it was answering."""


class StartError(BotError):
    """The Telegram bot cannot start, or cannot go on; the message names the remedy, never the token."""
