"""The command line: arguments to calls, errors to messages and exit codes."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

from answers.errors import AnswersError, QuestionError
from answers.types import Abstention, Compound, Reply, Turn
from bot import console_texts as texts
from bot.errors import BotError
from bot.rendering.plain import lines_of
from bot.rendering.records import record, refusal
from bot.rendering.visible import visible
from bot.services import Services, open_library, open_services
from bot.settings import Settings, load_settings
from bot.settings_file import left_behind, user_settings_file
from bot.terminal import ProgressBar, Style
from retrieval.errors import FolderError, RetrievalError
from retrieval.library import Unread

ANSWERED, ABSTAINED, ERROR = 0, 1, 2
_UNREAD_NAMED = 5  # `sync` and `doctor` name them all
_INTERRUPTED = 130  # 128 + SIGINT, as shells have it

Command = Callable[[argparse.Namespace, Settings], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return 0 answered or done, 1 abstained, 2 an error."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    options = _parser().parse_args(arguments)
    try:
        settings = load_settings(os.environ)
        _name_left_behind()
        if options.documents is not None:
            settings = replace(settings, documents=options.documents)
        if options.library is not None:
            settings = replace(settings, library=options.library)
        command: Command = options.run
        status = command(options, settings)
        sys.stdout.flush()
    except (AnswersError, BotError, RetrievalError) as error:
        print(texts.error(str(error)), file=sys.stderr)
        return ERROR
    except BrokenPipeError:  # the reader of our output went away: nothing to say, nobody to say it to
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ERROR
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return _INTERRUPTED
    return status


class _Parser(argparse.ArgumentParser):
    """argparse, in Chinese as far as a person gets to see it."""

    def __init__(self, **options: object) -> None:
        super().__init__(add_help=False, **options)  # type: ignore[arg-type]
        self._positionals.title, self._optionals.title = texts.ARGUMENTS_TITLE, texts.OPTIONS_TITLE
        self.add_argument("-h", "--help", action="help", help=texts.OPTION_HELP["--help"])

    def format_usage(self) -> str:
        return super().format_usage().replace("usage:", texts.USAGE, 1)

    def format_help(self) -> str:
        return super().format_help().replace("usage:", texts.USAGE, 1)

    def error(self, message: str) -> NoReturn:
        print(texts.error(texts.usage_error(message)), file=sys.stderr)
        raise SystemExit(ERROR)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="youju", description=texts.ABOUT, epilog=texts.USAGE_EXAMPLES)
    parser.add_argument("--documents", type=Path, metavar="DIR", help=texts.OPTION_HELP["--documents"])
    parser.add_argument("--library", type=Path, metavar="DIR", help=texts.OPTION_HELP["--library"])
    parser.set_defaults(run=_console)
    commands = parser.add_subparsers(metavar=texts.COMMANDS_TITLE, title=texts.COMMANDS_TITLE)

    def add(name: str, run: Command) -> argparse.ArgumentParser:
        text = texts.COMMAND_HELP[name]
        command = commands.add_parser(name, help=text, description=text)
        command.set_defaults(run=run)
        return command

    add("console", _console)
    ask = add("ask", _ask)
    ask.add_argument("question", nargs="+", metavar="QUESTION", help=texts.OPTION_HELP["question"])
    ask.add_argument("--json", action="store_true", help=texts.OPTION_HELP["--json"])
    ask.add_argument("--conversation", action="store_true", help=texts.OPTION_HELP["--conversation"])
    ask.add_argument("--explain", action="store_true", help=texts.OPTION_HELP["--explain"])
    brief = add("brief", _brief)
    brief.add_argument("subject", nargs="+", metavar="SUBJECT", help=texts.OPTION_HELP["subject"])
    documents = add("documents", _documents)
    documents.add_argument("--text", metavar="ID", help=texts.OPTION_HELP["--text"])
    add("sync", _sync)
    evaluate = add("evaluate", _evaluate)
    evaluate.add_argument("file", type=Path, metavar="FILE.jsonl", help=texts.OPTION_HELP["file"])
    evaluate.add_argument("--json", action="store_true", help=texts.OPTION_HELP["rates"])
    evaluate.add_argument("--failures", action="store_true", help=texts.OPTION_HELP["--failures"])
    add("telegram", _telegram)
    desk = add("desk", _desk)
    desk.add_argument("action", choices=("export",), help=texts.OPTION_HELP["action"])
    doctor = add("doctor", _doctor)
    doctor.add_argument("--running", action="store_true", help=texts.OPTION_HELP["--running"])
    return parser


def _open(settings: Settings) -> Services:
    """Open the library in step with its folder; files that could not be read are named on stderr."""
    with ProgressBar(sys.stderr) as progress:
        services = open_services(settings, progress)
    _name_unread(services.library.unread(), _UNREAD_NAMED)
    if not services.library.count():
        raise FolderError(texts.nothing_readable(str(settings.documents)))
    return services


def _name_left_behind() -> None:
    """Say on stderr where the working folder has a settings file, as none is read from there."""
    file = left_behind(Path())
    if file is not None:
        said = texts.settings_left_behind(str(file), str(user_settings_file() or ""))
        print(visible(said), file=sys.stderr)


def _name_unread(unread: Sequence[Unread], limit: int) -> None:
    for one in unread[:limit]:
        print(texts.unread(one.source, one.reason), file=sys.stderr)
    if len(unread) > limit:
        print(texts.unread_more(len(unread) - limit), file=sys.stderr)


def _console(options: argparse.Namespace, settings: Settings) -> int:
    from bot.console import run  # prompt_toolkit is not for `ask`, which has to start at once

    return run(_open(settings))


def _ask(options: argparse.Namespace, settings: Settings) -> int:
    if options.question == ["-"]:
        return _ask_lines(options, _open(settings))
    question = " ".join(options.question)
    started = time.perf_counter()
    services = _open(settings)
    if options.explain:
        _explain(question, services)
    reply = services.answerer.reply(question)
    _print(reply, services, options.json, started)
    return _status(reply)


def _explain(question: str, services: Services) -> None:
    """Print on stderr how the reply comes about; stdout keeps the reply alone."""
    from bot.rendering.explanation import to_lines

    for explanation in services.answerer.explain(question):
        print(*to_lines(explanation), sep="\n", file=sys.stderr)


def _ask_lines(options: argparse.Namespace, services: Services) -> int:
    """Answer standard input line by line, one reply a line.

    A line that is no question (empty, too long) gets a reply that says so, and the status 2 at the end; the
    others are answered all the same.
    """
    turns: list[Turn] = []
    status = ANSWERED
    for number, line in enumerate(sys.stdin):
        if number and not options.json:
            print()  # replies are several lines long: an empty one between them
        question = line.rstrip("\n")
        started = time.perf_counter()
        try:
            reply = services.answerer.reply(question, turns)
        except QuestionError as error:
            _print_refusal(question, error, services, options.json, started)
            status = ERROR
            continue
        if options.conversation:
            turns.append(services.answerer.turn(reply))
        _print(reply, services, options.json, started)
        status = max(status, _status(reply))
    return status


def _status(reply: Reply) -> int:
    parts = reply.parts if isinstance(reply, Compound) else (reply,)
    return ABSTAINED if all(isinstance(part, Abstention) for part in parts) else ANSWERED


def _print(reply: Reply, services: Services, as_json: bool, started: float) -> None:
    if as_json:
        _print_json(record(reply, services.library.version, _elapsed_ms(started)))
    else:
        print(Style.of(sys.stdout).shown(lines_of(reply)), flush=True)


def _print_refusal(
    question: str, error: QuestionError, services: Services, as_json: bool, started: float
) -> None:
    if as_json:
        _print_json(refusal(question, str(error), services.library.version, _elapsed_ms(started)))
    else:
        print(texts.error(str(error)), flush=True)


def _print_json(values: object) -> None:
    print(json.dumps(values, ensure_ascii=False), flush=True)


def _elapsed_ms(started: float) -> float:
    return (time.perf_counter() - started) * 1000


def _brief(options: argparse.Namespace, settings: Settings) -> int:
    reply = _open(settings).answerer.brief(" ".join(options.subject))
    print(Style.of(sys.stdout).shown(lines_of(reply)))
    return _status(reply)


def _documents(options: argparse.Namespace, settings: Settings) -> int:
    from bot.rendering.holdings import documents

    services = _open(settings)
    if options.text is not None:
        sys.stdout.write(services.library.document(options.text).text)
        return ANSWERED
    print(Style.of(sys.stdout).shown(documents(services.listed())))
    return ANSWERED


def _sync(options: argparse.Namespace, settings: Settings) -> int:
    services = open_library(settings)
    with ProgressBar(sys.stderr) as progress:
        report = services.sync(progress)
    _name_unread(report.unread, len(report.unread))
    print(texts.synced(len(report.added), len(report.changed), len(report.removed)))
    return ANSWERED


def _evaluate(options: argparse.Namespace, settings: Settings) -> int:
    from answers.evaluation import evaluate
    from bot.gold import load_gold

    gold = load_gold(options.file)
    outcome = evaluate(gold, _open(settings).answerer)
    if options.json:
        print(json.dumps(outcome.rates()))
        return ANSWERED
    if options.failures:
        for miss in outcome.misses():
            print(texts.missed(miss.question, miss.missed, miss.answer))
    for name, rate in outcome.rates().items():
        print(texts.score_line(name, rate, outcome.count(name)))
    return ANSWERED


def _telegram(options: argparse.Namespace, settings: Settings) -> int:
    from bot.running import run

    return run(_open(settings))


def _desk(options: argparse.Namespace, settings: Settings) -> int:
    """Print what the desk has answered as lines of a gold file."""
    from bot.desk import export
    from bot.store import open_store

    store = open_store(settings.library_folder)
    for line in export(store):
        print(line)
    store.close()
    return ANSWERED


def _doctor(options: argparse.Namespace, settings: Settings) -> int:
    if options.running:
        from bot.health import check_running

        health = check_running(settings)
        print("\n".join(health.lines))
        return ANSWERED if health.ok else ERROR
    from bot.doctor import examine

    findings = examine(settings, os.environ)
    for finding in findings:
        print(texts.check_line(finding.is_right, finding.name, finding.detail))
    return ANSWERED if all(finding.is_right for finding in findings) else ERROR
