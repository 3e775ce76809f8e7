"""Every regular expression of the packages: what importing them compiles, and what their functions compile."""

from __future__ import annotations

import ast
import dataclasses
import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

PACKAGES = ("retrieval", "answers", "bot")

# What stands in a function's pattern for what it is given when it runs: a term, a unit, a name.
_GIVEN = "复工"
_ANCHORED = frozenset({"match", "fullmatch"})
_METHODS = _ANCHORED | {"search", "split", "findall", "finditer", "sub", "subn"}
_HELD = "a pattern that a table holds"
_RUNS_ITSELF = "__main__"
_FITTING = ("answers.fit", "answers.model.fit")  # run offline, and need an extra


@dataclass(frozen=True)
class Found:
    """A pattern, where it stands, and the methods that are called on it; all of them where that cannot be told."""

    where: str
    pattern: re.Pattern[str]
    uses: frozenset[str]

    @property
    def runs(self) -> tuple[Callable[[str], object], ...]:
        """Return what is done with the pattern, as functions of a text."""
        anchored = [getattr(self.pattern, name) for name in sorted(self.uses & _ANCHORED)]
        return tuple([*anchored, self._everywhere] if self.uses - _ANCHORED else anchored)

    def _everywhere(self, text: str) -> None:
        for _ in self.pattern.finditer(text):
            pass


def modules() -> Iterator[ModuleType]:
    """Yield every module of the packages, imported."""
    for name in PACKAGES:
        package = importlib.import_module(name)
        yield package
        for module in pkgutil.walk_packages(package.__path__, f"{name}."):
            if not module.name.endswith(_RUNS_ITSELF) and not module.name.startswith(_FITTING):
                yield importlib.import_module(module.name)


@cache
def _nodes() -> Mapping[ModuleType, Sequence[ast.AST]]:
    """Return what each module's source is made of; walking through all of them takes a second."""
    return {
        module: tuple(ast.walk(ast.parse(Path(inspect.getfile(module)).read_text("utf-8"))))
        for module in modules()
    }


@cache
def patterns() -> tuple[Found, ...]:
    """Return the patterns of all modules, each once, in order of modules."""
    uses_by_module = {module: _uses(nodes) for module, nodes in _nodes().items()}
    everywhere = _together(uses_by_module.values())
    found: dict[tuple[str, int], Found] = {}
    for module, nodes in _nodes().items():
        own = uses_by_module[module]
        for where, pattern in _kept(module):
            name = where.split(".")[-1]
            uses = (own if name.startswith("_") else everywhere).get(name) or own.get(_HELD) or _METHODS
            found.setdefault((pattern.pattern, pattern.flags), Found(where, pattern, uses))
        for one in _compiled_by_functions(module, nodes):
            found.setdefault((one.pattern.pattern, one.pattern.flags), one)
    return tuple(found.values())


def marks() -> Iterator[tuple[str, str]]:
    """Yield the strings that are taken for sets of characters, marks among them, with where they are taken."""
    for module, nodes in _nodes().items():
        for node in nodes:
            for taken in _taken_as_a_set(node):
                text = (
                    vars(module).get(taken.id)
                    if isinstance(taken, ast.Name)
                    else getattr(taken, "value", None)
                )
                if isinstance(text, str) and any(sign != "_" and not sign.isalnum() for sign in text):
                    yield f"{module.__name__}:{taken.lineno}", text


def _taken_as_a_set(node: ast.AST) -> Sequence[ast.expr]:
    """Return what an expression takes for a set of characters: to strip, to look for, to make a set of."""
    match node:
        case ast.Call(func=ast.Attribute(attr="strip" | "lstrip" | "rstrip" | "maketrans" | "fromkeys")):
            return node.args[:1]
        case ast.Call(func=ast.Name(id="frozenset" | "set" | "tuple")):
            return node.args
        case ast.Compare(ops=[ast.In() | ast.NotIn()]):
            return node.comparators
        case _:
            return []


def _uses(nodes: Sequence[ast.AST]) -> Mapping[str, frozenset[str]]:
    """Return the methods of patterns that a source calls, by the names that it calls them on.

    What is called on a local name or an attribute is called on patterns that a table holds, or on a text (`split`).
    """
    uses: dict[str, frozenset[str]] = {}
    for node in nodes:
        if isinstance(node, ast.Attribute) and node.attr in _METHODS:
            name = node.value.id if isinstance(node.value, ast.Name) else _HELD
            if name.islower() and name != "re" and not name.startswith("_") and node.attr != "split":
                name = _HELD
            uses[name] = uses.get(name, frozenset()) | {node.attr}
    return uses


def _together(uses: Iterable[Mapping[str, frozenset[str]]]) -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for own in uses:
        for name, methods in own.items():
            found[name] = found.get(name, frozenset()) | methods
    return found


def _kept(module: ModuleType) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield the patterns that a module keeps: in its names, its classes, and whatever these hold."""
    seen: set[int] = set()

    def reachable(value: Any, where: str) -> Iterator[tuple[str, re.Pattern[str]]]:
        if id(value) in seen:
            return
        seen.add(id(value))
        if isinstance(value, re.Pattern):
            if isinstance(value.pattern, str):
                yield where, value
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


def _compiled_by_functions(module: ModuleType, nodes: Sequence[ast.AST]) -> Iterator[Found]:
    """Yield the patterns written where a function uses them, a term in the place of what it is given."""
    if not any(map(_compiles, nodes)):
        return
    functions = (node for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    for call in (node for function in functions for node in ast.walk(function)):
        if _compiles(call):
            assert isinstance(call, ast.Call)
            assert isinstance(call.func, ast.Attribute)
            where = f"{module.__name__}:{call.lineno}"
            given = isinstance(call.args[0], ast.Name | ast.Call)
            assert not given, f"{where}: a pattern that a table holds is compiled in the table"
            uses = frozenset({call.func.attr}) & _METHODS or _METHODS
            yield Found(where, re.compile(_written(call.args[0], module)), uses)


def _compiles(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
        and node.func.attr in _METHODS | {"compile"}
    )


def _written(pattern: ast.expr, module: ModuleType) -> str:
    """Return a pattern as it is written, with what its module's names hold, and a term for what it is given."""
    match pattern:
        case ast.Constant():
            return str(pattern.value)
        case ast.IfExp():
            return f"(?:{_written(pattern.body, module)})|(?:{_written(pattern.orelse, module)})"
        case ast.BinOp():
            return _written(pattern.left, module) + _written(pattern.right, module)
        case ast.JoinedStr():
            return "".join(_written(part, module) for part in pattern.values)
        case ast.FormattedValue():
            return _written(pattern.value, module)
        case ast.Name():
            held = vars(module).get(pattern.id)
            return held if isinstance(held, str) else _GIVEN
        case _:
            return _GIVEN
