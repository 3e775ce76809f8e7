"""No rule serves a single document: no names of seeds/ in what the code does (comments, docstrings, examples aside)."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from retrieval.normalise import normalise

_CODE = Path(__file__).parents[2] / "answers"
_PLACES = (
    "江阴 无锡 昆山 南通 滨江 徐州 中关村 南星渎 立长山 金山桥 东环 大庙 后蟠桃 桥南头 竹行 竹韵 小海 江海 白马湖 艾美家 良居 东恒 返澄 来澄 返徐"
).split()
_BODIES = (
    "长电 天江 斯菲尔 星河湾 御霖 航天交通 精力汽车 丘钛 通力电梯 华存 诺德瑞 吴越 先导 星洲 劲胜 汉晟 太普 华安 星辰 中化蓝天 聚光 爱德范思 泰林 初灵 "
    "景安 恒和 天力 天宝 东方通信 电社工 市监连联 砺剑 高科贷 云招商 e企赢"
).split()

_PEOPLE = (
    "陈兴华 赵志军 黄瑾 李宇宇 翟立新 王健强 保德林 官鹏飞 王瑞涛 李嘉庆 陈建和 包颖杰 袁辉 陈燕 庞小琳 王敏 杨明霞 李志龙 姜瑜 王强 陈明 王梅 陈小青 谢定全 徐世玲 任艳芬"
).split()


def _docstrings(tree: ast.AST) -> set[int]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(
            node, clean=False
        ):
            found.add(id(node.body[0].value))  # type: ignore[attr-defined]
    return found


def _examples(tree: ast.AST) -> set[int]:
    """The last of the three cells of a row of rules is the example that a test runs."""
    return {
        id(node.elts[2])
        for node in ast.walk(tree)
        if isinstance(node, ast.Tuple) and len(node.elts) == 3 and isinstance(node.elts[0], ast.Attribute)
    }


def _messages(tree: ast.AST) -> set[int]:
    """What an error says may show a question for an example."""
    raised = [node.exc for node in ast.walk(tree) if isinstance(node, ast.Raise) and node.exc is not None]
    return {id(node) for error in raised for node in ast.walk(error) if isinstance(node, ast.Constant)}


@cache
def _literals() -> tuple[tuple[str, str], ...]:
    return tuple(_read_literals())


def _read_literals() -> Iterator[tuple[str, str]]:
    for path in sorted(_CODE.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        skipped = _docstrings(tree) | _examples(tree) | _messages(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
                yield str(path.relative_to(_CODE)), node.value
    for path in sorted(_CODE.rglob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            yield str(path.relative_to(_CODE)), line.split("#")[0]


def test_no_place_or_body_of_the_seeds_stands_in_the_code():
    found = [(path, name) for path, text in _literals() for name in (*_PLACES, *_BODIES) if name in text]

    assert found == []


def test_no_person_of_the_seeds_stands_in_the_code():
    found = [(path, name) for path, text in _literals() for name in _PEOPLE if name in text]

    assert found == []


def test_no_figure_of_the_seeds_stands_in_the_code(seeds: Path):
    figures = {
        figure
        for path in seeds.glob("*.md")
        for figure in re.findall(r"\d[\d.]*\d(?:[万亿]|家|名|%|条)", normalise(path.read_text("utf-8")).text)
        if len(figure) > 4
    }
    found = [(path, figure) for path, text in _literals() for figure in figures if figure in text]

    assert len(figures) > 20
    assert found == []
