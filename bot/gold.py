"""Gold files: questions with their answers, a JSON object a line."""

from __future__ import annotations

import json
from pathlib import Path

from answers.errors import QuestionError
from answers.evaluation import GoldQuestion
from answers.questions.intake import clean
from bot.errors import GoldFileError
from retrieval.reasons import why


def load_gold(path: Path) -> tuple[GoldQuestion, ...]:
    """Return the questions of a file; raise `GoldFileError` for what is not one."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        raise GoldFileError(f"无法读取题库文件 {path}({why(error)});请检查路径和权限") from error
    except UnicodeDecodeError as error:
        raise GoldFileError(f"题库文件 {path} 不是 UTF-8 文本;请另存为 UTF-8 后再试") from error
    questions = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                questions.append(_question(json.loads(line)))
            except (ValueError, KeyError, TypeError, RecursionError, QuestionError) as error:
                raise GoldFileError(
                    f"题库文件 {path} 第 {number} 行无效({_reason(error)});请修正这一行"
                ) from error
    if not questions:
        raise GoldFileError(f"题库文件 {path} 里没有题目;每行应是一个 JSON 对象")
    return tuple(questions)


def _reason(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"缺少 {error}"
    return "不是 JSON" if isinstance(error, json.JSONDecodeError | RecursionError) else str(error)


def _question(line: object) -> GoldQuestion:
    if not isinstance(line, dict):
        raise TypeError("应为一个 JSON 对象")
    turns, answers = line.get("turns") or [line["question"]], line["answers"]
    if not isinstance(turns, list) or not isinstance(answers, list):
        raise TypeError("turns 和 answers 应为列表")
    if not all(isinstance(part, list) for part in answers):
        raise TypeError("answers 的每一项应为列表,列出可接受的说法")
    kind, document = line.get("kind"), line.get("document")
    for turn in turns:
        clean(str(turn))  # an empty question would end the evaluation half-way
    return GoldQuestion(
        tuple(str(turn) for turn in turns),
        tuple(tuple(str(form) for form in part) for part in answers),
        str(kind) if kind else None,
        str(document) if document else None,
    )
