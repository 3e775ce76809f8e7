"""Every regular expression of the packages: what importing them compiles, and what their functions compile."""

from __future__ import annotations

import ast
import dataclasses
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

PACKAGES = ("retrieval", "answers", "bot")

# What stands in a function's pattern for what it is given when it runs: a term, a unit, a name.
_GIVEN = "复工"
_COMPILING = frozenset(
    {"compile", "search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn"}
)
_RUNS_ITSELF = "__main__"
_FITTING = "answers.model.fit"  # reads no question and no document, and needs an extra


@dataclass(frozen=True)
class Found:
    """A pattern, and where it stands."""

    where: str
    pattern: re.Pattern[str]


def modules() -> Iterator[ModuleType]:
    """Yield every module of the packages, imported."""
    for name in PACKAGES:
        package = importlib.import_module(name)
        yield package
        for module in pkgutil.walk_packages(package.__path__, f"{name}."):
            if not module.name.endswith(_RUNS_ITSELF) and not module.name.startswith(_FITTING):
                yield importlib.import_module(module.name)


@cache
def patterns() -> tuple[Found, ...]:
    """Return the patterns of all modules, each once, in order of modules."""
    found: dict[tuple[str, int], Found] = {}
    for module in modules():
        for one in (*_kept(module), *_compiled_by_functions(module)):
            found.setdefault((one.pattern.pattern, one.pattern.flags), one)
    return tuple(found.values())


def _kept(module: ModuleType) -> Iterator[Found]:
    """Yield the patterns that a module keeps: in its names, its classes, and whatever these hold."""
    seen: set[int] = set()

    def reachable(value: Any, where: str) -> Iterator[Found]:
        if id(value) in seen:
            return
        seen.add(id(value))
        if isinstance(value, re.Pattern):
            if isinstance(value.pattern, str):
                yield Found(where, value)
        elif isinstance(value, Mapping):
            for key, held in list(value.items()):
                yield from reachable(key, where)
                yield from reachable(held, where)
        elif isinstance(value, tuple | list | set | frozenset):
            for held in value:
                yield from reachable(held, where)
        elif isinstance(value, type):
            if value.__module__ == module.__name__:
                for name, held in list(vars(value).items()):
                    yield from reachable(held, f"{where}.{name}")
        elif dataclasses.is_dataclass(value):
            for field in dataclasses.fields(value):
                yield from reachable(getattr(value, field.name, None), f"{where}.{field.name}")

    for name, value in list(vars(module).items()):
        if not name.startswith("__"):
            yield from reachable(value, f"{module.__name__}.{name}")


def _compiled_by_functions(module: ModuleType) -> Iterator[Found]:
    """Yield the patterns written where a function uses them, a term in the place of what it is given."""
    source = Path(inspect.getfile(module)).read_text("utf-8")
    for function in ast.walk(ast.parse(source)):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            for call in ast.walk(function):
                if _compiles(call):
                    assert isinstance(call, ast.Call)
                    where = f"{module.__name__}:{call.lineno}"
                    yield Found(where, re.compile(_written(call.args[0], module, where)))


def _compiles(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
        and node.func.attr in _COMPILING
    )


def _written(pattern: ast.expr, module: ModuleType, where: str) -> str:
    """Return a pattern as it is written, its names those of the module; fail where it cannot be seen."""
    if isinstance(pattern, ast.Constant):
        return str(pattern.value)
    if isinstance(pattern, ast.IfExp):
        return f"(?:{_written(pattern.body, module, where)})|(?:{_written(pattern.orelse, module, where)})"
    if isinstance(pattern, ast.BinOp):
        return _written(pattern.left, module, where) + _written(pattern.right, module, where)
    if isinstance(pattern, ast.JoinedStr):
        return "".join(_written(part, module, where) for part in pattern.values)
    if isinstance(pattern, ast.FormattedValue):
        return _written(pattern.value, module, where)
    value = vars(module).get(pattern.id) if isinstance(pattern, ast.Name) else None
    if isinstance(value, str):
        return value
    inside_a_literal = not isinstance(pattern, ast.Name) or pattern.id.islower()
    assert inside_a_literal, f"{where}: a pattern that a table holds is compiled in the table"
    return _GIVEN
