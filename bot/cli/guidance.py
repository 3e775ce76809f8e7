"""Help, the version, and scripts by which a shell completes commands and options."""

from __future__ import annotations

from bot import __version__
from bot.cli import texts
from bot.cli.arguments import find_command, parser_of, whole_parser
from bot.cli.command import FILES, FOLDERS, Call, Status


def show_help(call: Call) -> int:
    """Print the help, of one command where it is named."""
    topic = call.options.topic
    parser = whole_parser(call.commands) if topic is None else parser_of(find_command(topic, call.commands))
    call.out.block(parser.format_help().rstrip("\n"))
    return Status.DONE


def show_version(call: Call) -> int:
    """Print the version, as bug reports have it."""
    call.out.line(texts.version(__version__))
    return Status.DONE


def show_completion(call: Call) -> int:
    """Print a script for a shell, made from the table of commands."""
    import shtab

    parser = whole_parser(call.commands, {FILES: shtab.FILE, FOLDERS: shtab.DIRECTORY})
    call.out.text(shtab.complete(parser, shell=call.options.shell))
    return Status.DONE
