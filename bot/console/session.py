"""The console: questions and commands, line by line, at a terminal or from a pipe."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import TextIO

from answers.checking.checked import Checked
from answers.checking.draft import is_draft, sentence_number
from answers.errors import AnswersError
from answers.questions.small_talk import SmallTalk, small_talk
from answers.types import Abstention, Answer, Citation, Reply, Turn
from bot import texts as shared
from bot.console import texts
from bot.console.editing import typed_lines
from bot.errors import BotError
from bot.incoming import lines_of as lines_of_input
from bot.output import Output
from bot.rendering import checks
from bot.rendering.holdings import documents, opened
from bot.rendering.plain import Line, Look, lines_of
from bot.rendering.shown import show
from bot.services import Services
from bot.syncing import sync_in_sight, unreadable
from bot.watching import Watcher
from retrieval.errors import BackendFullError, LoadError, RetrievalError
from retrieval.loaders.drafts import read_draft
from retrieval.loaders.kinds import SUFFIXES
from retrieval.loaders.names import shown
from retrieval.normalise import normalise

# "1", "1 +", "1 -2", "+": which source, and how many paragraphs on or back.
_SOURCES = re.compile(r"(?P<n>\d{1,4})?\s*(?:(?P<sign>[+-])\s*(?P<steps>\d{1,4})?)?")
_WORD = ".docx"
_QUIT = ("/quit", "/exit")
_LEAVING = (SmallTalk.EXIT, SmallTalk.GOODBYE)


def run(services: Services) -> int:
    """Ask and answer until the input ends; return 0."""
    is_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    watcher = Watcher(services.settings.documents) if is_terminal else None
    console = Console(services, sys.stdout, watcher)
    if watcher is not None:
        watcher.start()
        console.say(texts.welcome(services.library.sizes()))
    for line in typed_lines() if is_terminal else _piped(console):
        try:
            if isinstance(line, LoadError):
                raise line
            if not console.take(line):
                break
        except KeyboardInterrupt as interrupt:
            console.say(*(interrupt.args or [texts.INTERRUPTED]))
        except (AnswersError, BotError, RetrievalError) as error:
            console.say(shared.error(str(error)))
    return 0


class Console:
    """One conversation: what was asked, what the last reply cites, which paragraph is open."""

    def __init__(self, services: Services, output: TextIO, watcher: Watcher | None = None) -> None:
        self._services, self._watcher = services, watcher
        self._out = Output(output)
        self._version = services.library.version
        self._turns: list[Turn] = []
        self._citations: tuple[Citation, ...] = ()
        self._open: tuple[Citation, int] | None = None
        self._checked: tuple[Checked, ...] = ()
        self._commands: dict[str, Callable[[str], None]] = {
            "/sources": self._sources,
            "/documents": self._documents,
            "/brief": self._brief,
            "/check": self._check,
            "/sync": self._sync,
            "/new": self._new,
            "/help": self._help,
        }

    def take(self, line: str) -> bool:
        """Answer a question or carry out a command; return whether to go on.

        Raises an error of one of the packages for what cannot be done; the conversation stays as it was.
        """
        line = line.strip()
        if not line:
            return True
        if normalise(line[0]).text == "/":
            name, *rest = line.split(maxsplit=1)
            return self._carry_out(normalise(name).text, rest[0].strip() if rest else "")
        talk = small_talk(line)
        if talk is None and is_draft(line):
            self._check(line)
        elif talk is None:
            self._reply(self._in_step().answerer.reply(line, self._turns))
        elif talk is SmallTalk.HELP or set(normalise(line).text) == {"?"}:
            self._help("")
        elif talk not in _LEAVING:
            self.say(shared.SMALL_TALK[talk])
        return talk not in _LEAVING

    def _carry_out(self, name: str, rest: str) -> bool:
        if name in _QUIT:
            return False
        command = self._commands.get(name)
        if command is None:
            near = get_close_matches(name, texts.COMMANDS, n=1)
            self.say(texts.unknown_command(name, near[0] if near else None))
        else:
            command(rest)
        return True

    def echo(self, line: str) -> None:
        """Print a line of a pipe as a terminal would have shown it."""
        self._out.line(f"{texts.PROMPT}{line}")

    def say(self, *lines: str) -> None:
        """Print lines, and an empty one after them."""
        for line in (*lines, ""):
            self._out.line(line)

    def _show(self, lines: Iterable[Line]) -> None:
        self._out.lines(lines)
        self._out.line()

    def _in_step(self) -> Services:
        """Return the services, answering in step with what another process may have done to the library."""
        if self._watcher is not None and self._watcher.has_changed():
            self._take_up()
        version = self._services.library.version
        if version != self._version:
            try:
                self._services.answerer.keep_step()
            except BackendFullError as error:  # answered from what it holds; the next question tries again
                self._out.line(shared.error(str(error)))
            else:
                self._version = version
        return self._services

    def _take_up(self) -> None:
        """Take up what has changed in the folder; what could not be read is named, the question is answered all the same."""
        try:
            report = sync_in_sight(self._services, sys.stderr)
        except BackendFullError:
            pass  # `_in_step` tries again, and tells of it
        except RetrievalError as error:
            self._out.line(shared.error(str(error)))
        else:
            for unread in unreadable(report.unread) if report else ():
                self._out.line(shared.unread(unread.source, unread.reason))

    def _reply(self, reply: Reply) -> None:
        self._turns.append(self._services.answerer.turn(reply))
        shown = show(reply)
        self._citations = shown.citations + shown.nearest
        self._open = None
        self._show(lines_of(shown))

    def _sources(self, wanted: str) -> None:
        """Open the paragraph of a source, or one that many paragraphs before or after it."""
        match = _SOURCES.fullmatch(normalise(wanted or "1").text)
        if match is None:
            self.say(texts.no_source(wanted))
        elif not self._citations:
            self.say(texts.NO_ANSWER_YET)
        elif match["n"] is None and self._open is None:
            self.say(texts.NOTHING_OPEN)
        else:
            steps = int(f"{match['sign']}{match['steps'] or 1}") if match["sign"] else 0
            self._turn_to(match["n"], steps)

    def _turn_to(self, wanted: str | None, steps: int) -> None:
        """Open what lies so many paragraphs from a source, or from what is open where none is named.

        Naming the source that is open goes on from there too, so that "/sources 1 +" again turns the page.
        """
        citation, place = self._open or (None, 0)
        if wanted is not None and not (steps and citation is not None and citation.n == int(wanted)):
            citation = next((one for one in self._citations if one.n == int(wanted)), None)
            place = citation.quote.passage.place if citation is not None else 0
        if citation is None:
            self.say(texts.no_such_source(str(wanted), len(self._citations)))
            return
        article = self._services.library.article(citation.document.id, citation.quote.passage.article)
        if citation.quote.passage not in article:
            self.say(texts.GONE)
        elif not 1 <= place + steps <= len(article):
            self.say(texts.NO_SUCH_PARAGRAPH)
        else:
            self._open = (citation, place + steps)
            passage = article[place + steps - 1]
            self._show(opened(citation, passage, self._services.library.notes(passage), len(article)))

    def _documents(self, _: str) -> None:
        self._show(documents(self._services.listed()))

    def _brief(self, subject: str) -> None:
        """List points on a subject; into a Word file where its name follows: /brief 云招商 要点.docx."""
        *words, last = subject.split() or [""]
        out = Path(last).expanduser() if words and last.lower().endswith(_WORD) else None
        named = " ".join(words) if out is not None else subject
        if not named:
            self.say(texts.NO_SUBJECT)
            return
        if out is not None:
            from bot.rendering.word import check_target  # what writes Word files no question needs

            check_target(out)
        reply = self._in_step().answerer.brief(named)
        self._reply(reply)
        if out is not None:
            self.say(_written(reply, out))

    def _check(self, draft: str) -> None:
        """Hold a draft against the library: the text that follows, or the file that it names; a number asks for one sentence of the last."""
        if not draft:
            self.say(texts.NO_DRAFT)
            return
        if (number := sentence_number(draft)) is not None:
            self._checked_sentence(number)
            return
        from answers.checking.checker import Checker  # 0.1 s of patterns, which who only asks need not

        file = Path(draft).expanduser() if Path(draft).suffix.lower() in SUFFIXES else None
        text = read_draft(file).text if file is not None else draft
        self._checked = tuple(Checker(self._in_step().answerer).check(text))
        hint = (
            [Line(texts.SEE_A_SENTENCE, Look.FAINT)]
            if any(one.needs_comment for one in self._checked)
            else []
        )
        self._show([*checks.lines(self._checked), *hint])

    def _checked_sentence(self, number: int) -> None:
        if not self._checked:
            self.say(texts.NOTHING_CHECKED)
        elif number > len(self._checked):
            self.say(shared.no_such_sentence(number, len(self._checked)))
        else:
            self._show(checks.whole(number, self._checked[number - 1]))

    def _sync(self, _: str) -> None:
        report = sync_in_sight(self._services, sys.stderr)
        self._version = self._services.library.version
        self.say(
            *(shared.unread(unread.source, unread.reason) for unread in unreadable(report.unread)),
            shared.synced(len(report.added), len(report.changed), len(report.removed)),
        )

    def _new(self, _: str) -> None:
        self._turns, self._citations, self._open = [], (), None
        self.say(texts.NEW_TOPIC)

    def _help(self, _: str) -> None:
        self.say(*texts.HELP.split("\n"))


def _piped(console: Console) -> Iterator[str | LoadError]:
    """Yield the lines of a pipe, each shown first, as a terminal would have shown it."""
    for line in lines_of_input(sys.stdin):
        if isinstance(line, LoadError) or line.strip():
            console.echo(line.strip() if isinstance(line, str) else "")
            yield line


def _written(reply: Answer | Abstention, out: Path) -> str:
    """Write a brief to a Word file and return what is said of it."""
    from bot.rendering.brief import brief_file
    from bot.rendering.word import write

    data = brief_file(show(reply), shown(out))
    if data is None:
        return shared.nothing_to_write(shown(out))
    write(out, data)
    return shared.written(shown(out))
