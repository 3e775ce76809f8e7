"""Running a command: arguments to a call, errors to messages and exit statuses."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from answers.errors import AnswersError
from bot import texts as shared
from bot.cli import texts
from bot.cli.arguments import parse
from bot.cli.command import Call, Status
from bot.cli.streams import make_ready
from bot.cli.table import COMMANDS
from bot.errors import BotError, OutputError
from bot.output import Messages, Output
from bot.settings import Settings, load_settings
from bot.settings_file import left_behind, user_settings_file
from retrieval.errors import RetrievalError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return its exit status (see `Status`)."""
    make_ready()
    out, messages = Output(sys.stdout), Messages(sys.stderr)
    try:
        return _run(sys.argv[1:] if arguments is None else arguments, out, messages)
    except BrokenPipeError:  # the reader of our output went away: nothing to say, nobody to say it to
        out.abandon()
        return Status.BROKEN_PIPE
    except OutputError as error:
        messages.line(shared.error(str(error)))
        out.abandon()
    except (AnswersError, BotError, RetrievalError) as error:
        messages.line(shared.error(str(error)))
    except KeyboardInterrupt as interrupt:
        messages.line()  # after the "^C" of the terminal
        for said in interrupt.args:
            messages.line(said)
        return Status.INTERRUPTED
    return Status.ERROR


def _run(arguments: Sequence[str], out: Output, messages: Output) -> int:
    command, options = parse(arguments, COMMANDS)

    def settings() -> Settings:
        _name_left_behind(messages)
        given = {name: value for name in ("documents", "library") if (value := getattr(options, name))}
        return replace(load_settings(os.environ), **given)

    return int(command.run(Call(options, settings, out, messages, COMMANDS)))


def _name_left_behind(messages: Output) -> None:
    """Say where the working folder has a settings file, as none is read from there."""
    file = left_behind(Path())
    if file is not None:
        messages.line(texts.settings_left_behind(str(file), str(user_settings_file() or "")))
