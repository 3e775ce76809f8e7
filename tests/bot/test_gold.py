from pathlib import Path

import pytest

from bot.errors import GoldFileError
from bot.gold import load_gold

GOLD = Path(__file__).parents[1] / "gold"


def test_a_question_and_a_conversation_are_read(tmp_path):
    file = tmp_path / "gold.jsonl"
    file.write_text(
        '{"question": "到岗率?", "kind": "number", "document": "jiangyin", "answers": [["90%", "九成"]]}\n\n'
        '{"turns": ["到岗率?", "那滨江呢?"], "answers": []}\n',
        "utf-8",
    )

    first, second = load_gold(file)

    assert (first.turns, first.answers, first.kind, first.document) == (
        ("到岗率?",), (("90%", "九成"),), "number", "jiangyin",
    )  # fmt: skip
    assert (second.turns, second.answers) == (("到岗率?", "那滨江呢?"), ())


@pytest.mark.parametrize("path", sorted(GOLD.glob("*.jsonl")), ids=lambda path: path.stem)
def test_the_projects_own_files_are_read(path):
    assert len(load_gold(path)) >= 10


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "第 2 行无效(不是 JSON)"),
        ("[]", "第 2 行无效(应为一个 JSON 对象)"),
        ('{"question": "?"}', "第 2 行无效(缺少 'answers')"),
        ('{"question": "?", "answers": []}', "第 2 行无效(问题是空的"),
        ("[" * 100_000, "第 2 行无效(不是 JSON)"),
        ('{"answers": []}', "第 2 行无效(缺少 'question')"),
        ('{"question": "?", "answers": ["90%"]}', "answers 的每一项应为列表"),
        ('{"turns": "甲", "answers": []}', "turns 和 answers 应为列表"),
    ],
)
def test_a_line_that_is_no_question_is_named(tmp_path, line, message):
    file = tmp_path / "gold.jsonl"
    file.write_text(f"\n{line}\n", "utf-8")

    with pytest.raises(GoldFileError) as raised:
        load_gold(file)

    assert message in str(raised.value)
    assert str(file) in str(raised.value)


@pytest.mark.parametrize(
    ("content", "message"),
    [(None, "无法读取题库文件"), (b"\xff\xfe\xff", "不是 UTF-8 文本"), (b"\n", "里没有题目")],
)
def test_a_file_that_is_none_is_named(tmp_path, content, message):
    file = tmp_path / "gold.jsonl"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(GoldFileError, match=message):
        load_gold(file)
