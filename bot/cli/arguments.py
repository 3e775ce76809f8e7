"""Words of the command line to a command and its options; the parser is made from the table of commands.

Options may stand before or after the command, and a question alone is `ask`; argparse knows neither. So the
words are put in order first: which command, then its options, then what is no option.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from gettext import NullTranslations
from types import MappingProxyType
from typing import Final, NoReturn

from bot.cli import texts
from bot.cli.command import FOLDERS, Argument, Command, folder
from bot.errors import UsageError

ASK, CONSOLE, HELP, VERSION = "ask", "console", "help", "version"

_FOLDER: Final = {"type": folder, "metavar": "DIR"}
_SHOW_VERSION: Final = Argument(("-V", "--version"), texts.OPTION_HELP["--version"], {"action": "store_true"})
_SHOW_HELP: Final = Argument(("-h", "--help"), texts.OPTION_HELP["--help"], {"action": "store_true"})
_COMMON: Final = (
    Argument(("--documents",), texts.OPTION_HELP["--documents"], _FOLDER, FOLDERS),
    Argument(("--library",), texts.OPTION_HELP["--library"], _FOLDER, FOLDERS),
    _SHOW_VERSION,
    _SHOW_HELP,
)
_END_OF_OPTIONS: Final = "--"
# difflib's own measure of "close", by which Python hints at misspelt names.
_CLOSE: Final = 0.6


def parse(words: Sequence[str], commands: Sequence[Command]) -> tuple[Command, argparse.Namespace]:
    """Return the command that is called, and its options.

    Raises `UsageError` where there is no such command or option.
    """
    named, rest = _called(words, commands)
    command = find_command(named or CONSOLE, commands)
    options, others = _divided(rest, (*command.arguments, *_COMMON))
    if any(_meant(option, _COMMON) == [_SHOW_HELP] for option in options):
        return find_command(HELP, commands), argparse.Namespace(topic=named)
    if any(_meant(option, _COMMON) == [_SHOW_VERSION] for option in options):
        return find_command(VERSION, commands), argparse.Namespace()
    for option in filter(_is_option, options):
        _check(option, command, commands)
    if others and all(argument.is_option for argument in command.arguments):
        raise UsageError(texts.unknown_option(others[0], None, ()))
    end = [_END_OF_OPTIONS] if others else []
    return command, parser_of(command).parse_args([*options, *end, *others])


def find_command(name: str, commands: Sequence[Command]) -> Command:
    """Return the command of that name; raise `UsageError` with the nearest one where there is none."""
    for command in commands:
        if command.name == name:
            return command
    raise UsageError(texts.unknown_command(name, _nearest_command(name, commands)))


def parser_of(command: Command) -> argparse.ArgumentParser:
    """Return the parser of one command."""
    return _filled(_Parser(prog=f"youju {command.name}", description=command.help), command.arguments, {})


def whole_parser(
    commands: Sequence[Command], completions: Mapping[str, object] = MappingProxyType({})
) -> argparse.ArgumentParser:
    """Return a parser that knows all commands: for the help, and for the completion of words.

    `completions` says what a shell offers for arguments that complete to `FILES` or `FOLDERS`.
    """
    parser = _Parser(prog="youju", description=texts.ABOUT, epilog=texts.USAGE_EXAMPLES)
    below = _filled(parser, (), completions).add_subparsers(
        metavar=texts.COMMANDS_TITLE, title=texts.COMMANDS_TITLE
    )
    for command in commands:
        _filled(below.add_parser(command.name, help=command.help), command.arguments, completions)
    return parser


class _Help(argparse.RawDescriptionHelpFormatter):
    """The help without the line "命令" below the title that says so already."""

    def _format_action(self, action: argparse.Action) -> str:
        formatted = super()._format_action(action)
        return formatted.partition("\n")[2] if action.nargs == argparse.PARSER else formatted


class _Catalogue(NullTranslations):
    """argparse's words in Chinese, whatever the language of the system."""

    def gettext(self, message: str) -> str:
        return texts.ARGPARSE.get(message, message)


# argparse asks `gettext` for its words, under this name; by the language of the system it would find none.
vars(argparse)["_"] = _Catalogue().gettext


class _Parser(argparse.ArgumentParser):
    """argparse; what does not fit is a `UsageError`."""

    def __init__(self, **options: object) -> None:
        super().__init__(
            add_help=False,
            formatter_class=_Help,
            **options,  # type: ignore[arg-type]
        )

    def error(self, message: str) -> NoReturn:
        raise UsageError(texts.usage_error(message))


def _filled(
    parser: argparse.ArgumentParser, arguments: Iterable[Argument], completions: Mapping[str, object]
) -> argparse.ArgumentParser:
    groups: dict[str, argparse._MutuallyExclusiveGroup] = {}
    for argument in (*arguments, *_COMMON):
        owner: argparse._ActionsContainer = parser
        if argument.excludes is not None:
            if argument.excludes not in groups:
                groups[argument.excludes] = parser.add_mutually_exclusive_group()
            owner = groups[argument.excludes]
        action = owner.add_argument(*argument.names, help=argument.help, **argument.options)  # type: ignore[arg-type]
        if argument.completes is not None and argument.completes in completions:
            action.complete = completions[argument.completes]  # type: ignore[attr-defined]
    return parser


def _called(words: Sequence[str], commands: Sequence[Command]) -> tuple[str | None, Sequence[str]]:
    """Return which command is called (None: none is named), and the words but for its name."""
    known = [argument for command in commands for argument in command.arguments]
    place = next(_places_of_others(words, (*known, *_COMMON)), None)
    if place is None:
        of_ask = find_command(ASK, commands).arguments
        return (ASK if any(_meant(word, of_ask) for word in words if _is_option(word)) else None), words
    name = words[place]
    if _END_OF_OPTIONS not in words[:place]:
        if any(command.name == name for command in commands):
            return name, [*words[:place], *words[place + 1 :]]
        _refuse_a_misspelt_command(name, words[place:], commands)
    return ASK, words


def _refuse_a_misspelt_command(name: str, words: Sequence[str], commands: Sequence[Command]) -> None:
    """Raise `UsageError` where a first word is no question but a command that there is not.

    A word of Latin letters close to a command is one; so is one of small letters among Latin words only:
    a question of a Chinese library says something in Chinese, or a name like GDP.
    """
    if not (name.isascii() and name.replace("-", "").isalpha()):
        return
    is_lone = name.islower() and all(word.isascii() for word in words)
    if is_lone or _nearest_command(name, commands) is not None:
        find_command(name, commands)


def _nearest_command(name: str, commands: Sequence[Command]) -> str | None:
    return _nearest(name.lower(), [command.name for command in commands])


def _nearest(name: str, names: Sequence[str]) -> str | None:
    return next(iter(get_close_matches(name, names, n=1, cutoff=_CLOSE)), None)


def _check(option: str, command: Command, commands: Sequence[Command]) -> None:
    """Raise `UsageError` for an option that the command does not have."""
    if _meant(option, (*command.arguments, *_COMMON)):
        return
    name = option.partition("=")[0]
    own = [name for argument in (*command.arguments, *_COMMON) for name in argument.names]
    owners = [one.name for one in commands if any(name in argument.names for argument in one.arguments)]
    raise UsageError(texts.unknown_option(name, None if owners else _nearest(name, own), owners))


def _divided(words: Sequence[str], arguments: Sequence[Argument]) -> tuple[list[str], list[str]]:
    """Return the options with their values, and the other words."""
    others = dict.fromkeys(_places_of_others(words, arguments))
    end = words.index(_END_OF_OPTIONS) if _END_OF_OPTIONS in words else len(words)
    options = [word for place, word in enumerate(words) if place not in others and place != end]
    return options, [words[place] for place in others]


def _places_of_others(words: Sequence[str], arguments: Sequence[Argument]) -> Iterator[int]:
    """Yield where words stand that are neither options nor their values; after "--" none is an option."""
    place = 0
    while place < len(words):
        word = words[place]
        if word == _END_OF_OPTIONS:
            yield from range(place + 1, len(words))
            return
        if not _is_option(word):
            yield place
        elif _waits_for_a_value(word, arguments) and place + 1 < len(words):
            place += not _is_option(words[place + 1])
        place += 1


def _is_option(word: str) -> bool:
    """Return whether a word is an option: "-5℃" is none, nor is "-" alone."""
    return word.startswith("--") or (word[:1] == "-" and word[1:2].isascii() and word[1:2].isalpha())


def _waits_for_a_value(word: str, arguments: Sequence[Argument]) -> bool:
    meant = _meant(word, arguments)
    return "=" not in word and bool(meant) and all(argument.takes_value for argument in meant)


def _meant(word: str, arguments: Sequence[Argument]) -> list[Argument]:
    """Return the options that a word may mean: the one of that name, else those whose names it begins."""
    name = word.partition("=")[0]
    exact = [argument for argument in arguments if name in argument.names]
    return exact or [
        argument
        for argument in arguments
        if name.startswith("--") and any(full.startswith(name) for full in argument.names)
    ]
