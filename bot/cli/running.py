"""What runs on, and what is looked at from outside: console, Telegram bot, desk, doctor, evaluation."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bot import doctor_texts
from bot.cli import texts
from bot.cli.command import Call, Status
from bot.cli.opening import open_in_step


def console(call: Call) -> int:
    """Ask and answer at the terminal, or over the lines of a pipe."""
    from bot.console.session import run  # prompt_toolkit is not for `ask`, which has to start at once

    return run(open_in_step(call, draws_facts=True))


def telegram(call: Call) -> int:
    """Run the Telegram bot."""
    from bot.telegram.running import run

    return run(open_in_step(call, draws_facts=True))


def desk(call: Call) -> int:
    """Print what the desk has answered as lines of a gold file."""
    lines = _answered(call.settings().library_folder)
    if call.options.csv:
        head = ("id", "question", "kind", "document", "answer")
        call.out.table(head, [(*(line[name] for name in head[:-1]), line["answers"][0][0]) for line in lines])
    else:
        for line in lines:
            call.out.record(line)
    return Status.DONE


def _answered(folder: Path) -> list[dict[str, Any]]:
    from bot.telegram.desk import export
    from bot.telegram.store import open_store
    from bot.telegram.store.database import FILE_NAME

    if not (folder / FILE_NAME).exists():
        return []
    store = open_store(folder)
    lines = [json.loads(line) for line in export(store)]
    store.close()
    return lines


def doctor(call: Call) -> int:
    """Say what is right and what is not; the status tells whether all is."""
    if call.options.running:
        return _check_running(call)
    from bot.doctor import examine
    from bot.proxies import with_usual_proxy

    findings = examine(with_usual_proxy(call.settings()), os.environ)
    for finding in findings:
        if call.options.json:
            call.out.record(asdict(finding))
        elif not call.options.csv:
            call.out.line(doctor_texts.check_line(finding.is_right, finding.name, finding.detail))
    if call.options.csv:
        call.out.table(("is_right", "name", "detail"), [tuple(asdict(one).values()) for one in findings])
    return Status.DONE if all(finding.is_right for finding in findings) else Status.ERROR


def evaluate(call: Call) -> int:
    """Score the answers to a file of questions."""
    from answers import evaluation
    from bot.gold import load_gold

    gold = load_gold(call.options.file)
    outcome = evaluation.evaluate(gold, open_in_step(call).answerer)
    if call.options.failures:
        for miss in outcome.misses():
            if call.options.json:
                call.out.record({"question": miss.question, "missed": miss.missed, "answer": miss.answer})
            else:
                call.out.block(texts.missed(miss.question, miss.missed, miss.answer))
    rates = outcome.rates()
    if call.options.json:
        call.out.record(rates)
    elif call.options.csv:
        call.out.table(
            ("mark", "rate", "questions"), [(name, rates[name], outcome.count(name)) for name in rates]
        )
    else:
        for name, rate in rates.items():
            call.out.line(texts.score_line(name, rate, outcome.count(name)))
    return Status.DONE


def _check_running(call: Call) -> int:
    from bot.telegram.health import check_running

    health = check_running(call.settings())
    if call.options.json:
        call.out.record({"is_right": health.ok, "details": health.lines})
    else:
        for line in health.lines:
            call.out.line(line)
    return Status.DONE if health.ok else Status.ERROR
