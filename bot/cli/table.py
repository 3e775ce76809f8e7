"""The table of commands: parser, help, hints at misspelt names and completions are made from it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from bot.cli import asking, guidance, holdings, running, safekeeping
from bot.cli.command import FILES, Argument, Command, flag
from bot.cli.texts import COMMAND_HELP, OPTION_HELP

# shtab's shells; not asked of it, as that would cost every start its import.
_SHELLS: Final = ("bash", "zsh", "fish", "tcsh", "powershell")

_OUT: Final = Argument(("--out",), OPTION_HELP["--out"], {"metavar": "FILE.docx", "type": Path}, FILES)
_SHEET: Final = Argument(("--out",), OPTION_HELP["--sheet"], {"metavar": "FILE.xlsx", "type": Path}, FILES)
_JSON: Final = flag("--json", OPTION_HELP["--json"])
_JSON_OR_CSV: Final = (
    flag("--json", OPTION_HELP["--json"], excludes="form"),
    flag("--csv", OPTION_HELP["--csv"], excludes="form"),
)

COMMANDS: Final = (
    Command("console", COMMAND_HELP["console"], running.console),
    Command("ask", COMMAND_HELP["ask"], asking.ask, (
        Argument(("question",), OPTION_HELP["question"], {"nargs": "*", "metavar": "QUESTION"}),
        _JSON,
        flag("--conversation", OPTION_HELP["--conversation"]),
        flag("--explain", OPTION_HELP["--explain"]),
    )),
    Command("brief", COMMAND_HELP["brief"], asking.brief, (
        Argument(("subject",), OPTION_HELP["subject"], {"nargs": "+", "metavar": "SUBJECT"}),
        _JSON,
        _OUT,
    )),
    Command("facts", COMMAND_HELP["facts"], holdings.facts, (
        Argument(("--of",), OPTION_HELP["--of"], {"metavar": "SUBJECT"}),
        Argument(("--indicator",), OPTION_HELP["--indicator"], {"metavar": "INDICATOR"}),
        *_JSON_OR_CSV,
        _SHEET,
    )),
    Command("check", COMMAND_HELP["check"], holdings.check, (
        Argument(("draft",), OPTION_HELP["draft"], {"metavar": "FILE"}, FILES),
        *_JSON_OR_CSV,
        _OUT,
    )),
    Command("coverage", COMMAND_HELP["coverage"], holdings.coverage, (
        Argument(("indicators",), OPTION_HELP["indicators"], {"nargs": "*", "metavar": "INDICATOR"}),
        *_JSON_OR_CSV,
        _SHEET,
    )),
    Command("documents", COMMAND_HELP["documents"], holdings.documents, (
        Argument(("--text",), OPTION_HELP["--text"], {"metavar": "ID"}),
        *_JSON_OR_CSV,
    )),
    Command("add", COMMAND_HELP["add"], holdings.add, (
        Argument(("path",), OPTION_HELP["path"], {"nargs": "+", "metavar": "PATH|URL"}, FILES),
        _JSON,
    )),
    Command("remove", COMMAND_HELP["remove"], holdings.remove, (
        Argument(("id",), OPTION_HELP["id"], {"nargs": "+", "metavar": "ID"}),
        _JSON,
    )),
    Command("sync", COMMAND_HELP["sync"], holdings.sync, (
        flag("--full", OPTION_HELP["--full"]),
        _JSON,
    )),
    Command("backup", COMMAND_HELP["backup"], safekeeping.backup, (
        Argument(("file",), OPTION_HELP["backup"], {"metavar": "FILE", "type": Path}, FILES),
    )),
    Command("restore", COMMAND_HELP["restore"], safekeeping.restore, (
        Argument(("file",), OPTION_HELP["backup"], {"metavar": "FILE", "type": Path}, FILES),
    )),
    Command("evaluate", COMMAND_HELP["evaluate"], running.evaluate, (
        Argument(("file",), OPTION_HELP["gold"], {"metavar": "FILE.jsonl", "type": Path}, FILES),
        *_JSON_OR_CSV,
        flag("--failures", OPTION_HELP["--failures"]),
    )),
    Command("telegram", COMMAND_HELP["telegram"], running.telegram),
    Command("desk", COMMAND_HELP["desk"], running.desk, (
        Argument(("action",), OPTION_HELP["action"], {"choices": ("export",), "metavar": "export"}),
        *_JSON_OR_CSV,
    )),
    Command("doctor", COMMAND_HELP["doctor"], running.doctor, (
        flag("--running", OPTION_HELP["--running"]),
        *_JSON_OR_CSV,
    )),
    Command("completion", COMMAND_HELP["completion"], guidance.show_completion, (
        Argument(("shell",), OPTION_HELP["shell"], {"choices": _SHELLS}),
    )),
    Command("help", COMMAND_HELP["help"], guidance.show_help, (
        Argument(("topic",), OPTION_HELP["topic"], {"nargs": "?", "metavar": "COMMAND"}),
    )),
    Command("version", COMMAND_HELP["version"], guidance.show_version),
)  # fmt: skip
