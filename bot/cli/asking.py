"""Questions: one of the command line, or those of standard input line by line; points on a subject."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from answers.errors import QuestionError
from answers.questions.intake import clean
from answers.questions.small_talk import SmallTalk, small_talk
from answers.types import Reply, Turn
from bot import texts as shared
from bot.cli import texts
from bot.cli.command import Call, Status
from bot.cli.opening import open_in_step
from bot.errors import UsageError
from bot.incoming import decoded, lines_of
from bot.rendering.plain import lines_of as lines_of_reply
from bot.rendering.records import record, refusal
from bot.rendering.shown import Status as Outcome
from bot.rendering.shown import show
from bot.services import Services
from retrieval.errors import LoadError
from retrieval.loaders.names import shown

_FROM_INPUT = "-"


def ask(call: Call) -> int:
    """Answer the question of the command line, or those of standard input."""
    words = [decoded(word) for word in call.options.question]
    if words and words != [_FROM_INPUT]:
        return _ask_one(" ".join(words), call)
    lines: Iterator[str | LoadError] = lines_of(sys.stdin) if words or not sys.stdin.isatty() else iter(())
    first = next(lines, None)
    if first is None and not words:
        raise UsageError(texts.missing("QUESTION"))
    asking, status = _Asking(call), int(Status.DONE)
    for number, line in enumerate(chain([first], lines) if first is not None else ()):
        if number and not call.options.json:
            call.out.line()  # replies are several lines long: an empty one between them
        status = max(status, asking.take(line))
    return status


def brief(call: Call) -> int:
    """Print points on a subject."""
    started, out = time.perf_counter(), call.options.out
    if out is not None:
        from bot.rendering.word import check_target  # what writes Word files no question needs

        check_target(out)
    services = open_in_step(call)
    reply = services.answerer.brief(" ".join(map(decoded, call.options.subject)))
    status = _print(reply, services, call, started)
    if out is not None:
        _write_brief(reply, out, call)
    return status


def _write_brief(reply: Reply, out: Path, call: Call) -> None:
    from bot.rendering.brief import brief_file
    from bot.rendering.word import write

    data = brief_file(show(reply), shown(out))
    if data is None:
        call.messages.line(shared.nothing_to_write(shown(out)))
        return
    write(out, data)
    call.messages.line(shared.written(shown(out)))


def _ask_one(question: str, call: Call) -> int:
    """Answer one question; raises `QuestionError` for what is none."""
    started = time.perf_counter()
    talk = _talk(question)
    if talk is not None:
        return _answer_talk(question, talk, call, started)
    services = open_in_step(call)
    _explain(question, services, call)
    return _print(services.answerer.reply(question), services, call, started)


class _Asking:
    """Lines answered one by one, one reply a line; the library is opened for the first that needs it."""

    def __init__(self, call: Call) -> None:
        self._call = call
        self._services: Services | None = None
        self._turns: list[Turn] = []

    def take(self, line: str | LoadError) -> int:
        """Answer a line and return its status.

        What is no question (empty, too long, no text) gets a reply that says so, and the status of an error.
        """
        started = time.perf_counter()
        talk = _talk(line) if isinstance(line, str) else None
        if isinstance(line, str) and talk is not None:
            return _answer_talk(line, talk, self._call, started)
        self._services = self._services or open_in_step(self._call)
        try:
            return self._answer(line, self._services, started)
        except (QuestionError, LoadError) as error:
            question = line if isinstance(line, str) else ""
            _print_refusal(question, str(error), self._services.library.version, self._call, started)
            return Status.ERROR

    def _answer(self, line: str | LoadError, services: Services, started: float) -> int:
        if isinstance(line, LoadError):
            raise line
        _explain(line, services, self._call)
        reply = services.answerer.reply(line, self._turns)
        if self._call.options.conversation:
            self._turns.append(services.answerer.turn(reply))
        return _print(reply, services, self._call, started)


def _explain(question: str, services: Services, call: Call) -> None:
    """Print on stderr how the reply comes about, if that is asked for; stdout keeps the reply alone."""
    if not call.options.explain:
        return
    from bot.rendering.explanation import to_lines

    for explanation in services.answerer.explain(question):
        for line in to_lines(explanation):
            call.messages.line(line)


def _talk(text: str) -> SmallTalk | None:
    """Return what kind of small talk a text is; None for a question, and for what is not even words."""
    try:
        return small_talk(clean(text))
    except QuestionError:
        return None


def _answer_talk(text: str, talk: SmallTalk, call: Call, started: float) -> int:
    """Answer what asks nothing, without a look at the library; its status is that of an abstention."""
    said = shared.SMALL_TALK[talk]
    if call.options.json:
        call.out.record(refusal(text, said, None, _elapsed_ms(started)))
    else:
        call.out.line(said)
    return Status.ABSENT


def _print(reply: Reply, services: Services, call: Call, started: float) -> int:
    """Print a reply and return its status."""
    seen = show(reply)
    if call.options.json:
        call.out.record(record(seen, services.library.version, _elapsed_ms(started)))
    else:
        call.out.lines(lines_of_reply(seen))
    return Status.ABSENT if seen.status is Outcome.ABSTAINED else Status.DONE


def _print_refusal(question: str, reason: str, library: str, call: Call, started: float) -> None:
    if call.options.json:
        call.out.record(refusal(question, reason, library, _elapsed_ms(started)))
    else:
        call.out.line(shared.error(reason))


def _elapsed_ms(started: float) -> float:
    return (time.perf_counter() - started) * 1000
