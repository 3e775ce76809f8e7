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

from answers.errors import AnswersError
from answers.types import Abstention, Compound, Reply, Turn
from bot import console_texts as texts
from bot.errors import BotError
from bot.rendering.plain import to_text
from bot.rendering.records import record
from bot.services import Services, open_services
from bot.settings import Settings, load_settings
from bot.terminal import ProgressBar, Style, pad
from retrieval.errors import RetrievalError

ANSWERED, ABSTAINED, ERROR = 0, 1, 2

Command = Callable[[argparse.Namespace, Settings], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return 0 answered or done, 1 abstained, 2 an error."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    options = _parser().parse_args(arguments)
    try:
        settings = load_settings(os.environ)
        if options.documents is not None:
            settings = replace(settings, documents=options.documents)
        if options.library is not None:
            settings = replace(settings, library=options.library)
        command: Command = options.run
        return command(options, settings)
    except (AnswersError, BotError, RetrievalError) as error:
        print(texts.error(str(error)), file=sys.stderr)
        return ERROR
    except BrokenPipeError:  # the reader of our output went away: nothing to say, nobody to say it to
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ERROR
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="youju", description=texts.ABOUT, epilog=texts.USAGE_EXAMPLES)
    parser.add_argument("--documents", type=Path, metavar="DIR", help="文档文件夹(默认 seeds)")
    parser.add_argument("--library", type=Path, metavar="DIR", help="资料库文件夹(默认在用户数据文件夹里)")
    parser.set_defaults(run=_console)
    commands = parser.add_subparsers(metavar="命令")

    def add(name: str, run: Command, text: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=text, description=text)
        command.set_defaults(run=run)
        return command

    add("console", _console, "在终端里问答")
    ask = add("ask", _ask, "回答一个问题;- 表示从标准输入逐行读取")
    ask.add_argument("question", nargs="+", help="问题,或 -")
    ask.add_argument("--json", action="store_true", help="每个回答输出一行 JSON")
    ask.add_argument("--conversation", action="store_true", help="逐行的问题属于同一段对话")
    documents = add("documents", _documents, "列出文档")
    documents.add_argument("--text", metavar="ID", help="输出该文档的全文(引文的位置指向它)")
    add("sync", _sync, "与文档文件夹保持一致")
    evaluate = add("evaluate", _evaluate, "用题库文件(JSONL)评分")
    evaluate.add_argument("file", type=Path, help="题库文件")
    evaluate.add_argument("--json", action="store_true", help="输出一行 JSON")
    evaluate.add_argument("--failures", action="store_true", help="列出没答好的题")
    brief = add("brief", _brief, "列出某个主题的要点")
    brief.add_argument("subject", nargs="+", help="主题")
    add("doctor", _doctor, "检查设置和资料库")
    return parser


def _open(settings: Settings) -> Services:
    with ProgressBar(sys.stderr) as progress:
        services = open_services(settings, progress)
    for unread in services.library.unread():
        print(texts.unread(unread.source, unread.reason), file=sys.stderr)
    return services


def _console(options: argparse.Namespace, settings: Settings) -> int:
    from bot.console import run  # prompt_toolkit is not for `ask`, which has to start at once

    return run(_open(settings))


def _ask(options: argparse.Namespace, settings: Settings) -> int:
    if options.question == ["-"]:
        return _ask_lines(options, _open(settings))
    question = " ".join(options.question)
    started = time.perf_counter()
    services = _open(settings)
    reply = services.answerer.reply(question)
    _print(reply, services, options.json, started)
    return ABSTAINED if _is_abstention(reply) else ANSWERED


def _ask_lines(options: argparse.Namespace, services: Services) -> int:
    """Answer standard input line by line; a question that cannot be taken gets a record of its own."""
    turns: list[Turn] = []
    status = ANSWERED
    for line in sys.stdin:
        question = line.rstrip("\n")
        if not question.strip():
            continue
        started = time.perf_counter()
        reply = services.answerer.reply(question, turns)
        if options.conversation:
            turns.append(services.answerer.turn(reply))
        _print(reply, services, options.json, started)
        status = max(status, ABSTAINED if _is_abstention(reply) else ANSWERED)
    return status


def _is_abstention(reply: Reply) -> bool:
    if isinstance(reply, Compound):
        return all(isinstance(part, Abstention) for part in reply.parts)
    return isinstance(reply, Abstention)


def _print(reply: Reply, services: Services, as_json: bool, started: float) -> None:
    if as_json:
        elapsed_ms = (time.perf_counter() - started) * 1000
        print(json.dumps(record(reply, services.library.version, elapsed_ms), ensure_ascii=False), flush=True)
    else:
        style = Style.of(sys.stdout)
        print(to_text(reply, style.strong, style.faint), flush=True)


def _documents(options: argparse.Namespace, settings: Settings) -> int:
    services = _open(settings)
    if options.text is not None:
        sys.stdout.write(services.library.document(options.text).text)
        return ANSWERED
    for document in services.library.documents():
        passages = len(services.library.passages(document.id))
        dated = document.published or ""
        print(
            f"{document.id}  {pad(dated, 10)}  {pad(f'{passages} 段', 7)}  {document.title}  ({document.source})"
        )
    return ANSWERED


def _sync(options: argparse.Namespace, settings: Settings) -> int:
    from bot.services import open_library

    services = open_library(settings)
    with ProgressBar(sys.stderr) as progress:
        report = services.sync(progress)
    for unread in report.unread:
        print(texts.unread(unread.source, unread.reason), file=sys.stderr)
    print(texts.synced(len(report.added), len(report.changed), len(report.removed)))
    return ANSWERED


def _brief(options: argparse.Namespace, settings: Settings) -> int:
    started = time.perf_counter()
    services = _open(settings)
    reply = services.answerer.brief(" ".join(options.subject))
    _print(reply, services, as_json=False, started=started)
    return ABSTAINED if _is_abstention(reply) else ANSWERED


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


def _doctor(options: argparse.Namespace, settings: Settings) -> int:
    from bot.doctor import examine

    findings = examine(settings)
    for finding in findings:
        print(texts.check_line(finding.is_right, finding.name, finding.detail))
    return ANSWERED if all(finding.is_right for finding in findings) else ERROR
