"""Gold files: questions with their answers, a JSON object a line."""

from __future__ import annotations

import json
from pathlib import Path

from answers.evaluation import GoldQuestion
from bot.errors import GoldFileError


def load_gold(path: Path) -> tuple[GoldQuestion, ...]:
    """Return the questions of a file; raise `GoldFileError` for what is not one."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        raise GoldFileError(f"无法读取题库文件 {path}({error.strerror or error})") from error
    except UnicodeDecodeError as error:
        raise GoldFileError(f"题库文件 {path} 不是 UTF-8 文本") from error
    questions = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                questions.append(_question(json.loads(line)))
            except (ValueError, KeyError, TypeError) as error:
                raise GoldFileError(f"题库文件 {path} 第 {number} 行无效:{error}") from error
    if not questions:
        raise GoldFileError(f"题库文件 {path} 里没有题目")
    return tuple(questions)


def _question(line: dict[str, object]) -> GoldQuestion:
    turns, answers = line.get("turns") or [line["question"]], line["answers"]
    if not isinstance(turns, list) or not isinstance(answers, list):
        raise TypeError("turns 和 answers 应为列表")
    kind, document = line.get("kind"), line.get("document")
    return GoldQuestion(
        tuple(str(turn) for turn in turns),
        tuple(tuple(str(form) for form in part) for part in answers),
        str(kind) if kind else None,
        str(document) if document else None,
    )
