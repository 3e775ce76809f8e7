"""What a command is: its name, what it takes, what it does. The table of all of them is in `table`."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path

from bot.cli.texts import NO_FOLDER
from bot.output import Output
from bot.settings import Settings


class Status(IntEnum):
    """Exit statuses: a shell, a script or a pipeline goes by them."""

    DONE = 0  # answered
    ABSENT = 1  # not in the documents; of `sync` and `add`: something could not be read
    ERROR = 2
    INTERRUPTED = 130  # 128 + SIGINT, as shells have it
    BROKEN_PIPE = 141  # 128 + SIGPIPE


# What the shell offers where a value is to be typed, by the names that shtab has for it.
FILES, FOLDERS = "FILE", "DIRECTORY"


@dataclass(frozen=True, slots=True)
class Argument:
    """An option, or a word that a command takes; `options` are what argparse is told of it beyond its help."""

    names: tuple[str, ...]
    help: str
    options: Mapping[str, object] = field(default_factory=dict)
    completes: str | None = None
    excludes: str | None = None  # of the arguments with the same word only one may be given

    @property
    def is_option(self) -> bool:
        """Return whether it is written with dashes."""
        return self.names[0].startswith("-")

    @property
    def takes_value(self) -> bool:
        """Return whether the word after the option belongs to it."""
        return self.is_option and "action" not in self.options


@dataclass(frozen=True, slots=True)
class Call:
    """A command as it was called: with which options and settings, and where it prints."""

    options: argparse.Namespace
    settings: Callable[[], Settings]
    out: Output
    messages: Output
    commands: Sequence[Command]


@dataclass(frozen=True, slots=True)
class Command:
    """A command of the program."""

    name: str
    help: str
    run: Callable[[Call], int]
    arguments: tuple[Argument, ...] = ()


def flag(name: str, help: str, excludes: str | None = None) -> Argument:
    """Return an option that is given or not."""
    return Argument((name,), help, {"action": "store_true"}, excludes=excludes)


def folder(text: str) -> Path:
    """Return a folder as it was typed, a quoted "~" expanded too; raise `ArgumentTypeError` for none."""
    if not text.strip():
        raise argparse.ArgumentTypeError(NO_FOLDER)
    try:
        return Path(text).expanduser()
    except RuntimeError:  # "~nobody": a folder of that name
        return Path(text)
