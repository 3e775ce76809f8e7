"""A draft held against the library, sentence by sentence."""

from __future__ import annotations

import sys
from pathlib import Path

from answers.checking.checked import Checked
from answers.checking.checker import Checker
from answers.checking.draft import LONGEST_SENTENCE, draft_of
from bot import texts as shared
from bot.cli.command import Call, Status
from bot.cli.opening import open_in_step
from bot.incoming import text_of
from bot.rendering import checks
from bot.rendering.annotated import annotated
from bot.rendering.word import check_target, write
from retrieval.loaders.drafts import DraftFile, read_draft
from retrieval.loaders.names import shown

_FROM_INPUT = "-"


def print_checked(call: Call) -> int:
    """Print each sentence of a draft with its verdict, as lines, records or a table."""
    draft, out = _draft(call.options.draft), call.options.out
    if out is not None:
        check_target(out, None if call.options.draft == _FROM_INPUT else Path(call.options.draft))
    draft_of(draft.text)  # what is no draft is refused before the library is read
    checker = Checker(open_in_step(call).answerer)
    found: list[Checked] = []
    for number, one in enumerate(checker.check(draft.text), 1):
        found.append(one)
        if len(one.sentence) > LONGEST_SENTENCE:
            call.messages.line(shared.too_long_a_sentence(number, LONGEST_SENTENCE))
        if call.options.json:
            call.out.record(checks.record(one))
    if call.options.csv:
        call.out.table(checks.COLUMNS, [checks.row(number, one) for number, one in enumerate(found, 1)])
    elif not call.options.json:
        call.out.lines(checks.lines(found))
    if out is not None:
        write(out, annotated(draft, found, out.name))
        call.messages.line(shared.annotated(shown(out), sum(one.needs_comment for one in found)))
    return Status.ABSENT if any(one.verdict.needs_a_hand for one in found) else Status.DONE


def _draft(name: str) -> DraftFile:
    return DraftFile(text_of(sys.stdin)) if name == _FROM_INPUT else read_draft(Path(name))
