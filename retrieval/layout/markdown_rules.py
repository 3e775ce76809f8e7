"""The rules by which markdown-it-py tells blocks, quick on each line and never deep.

Its own rules are tried on each line one after the other, each looks at the first character, and what is nested is read
once at each level. Here the first character picks the rule, and what is nested deeper than people write stays a
paragraph, marks and all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, blockquote, fence, heading, hr, html_block, list_block

Rule = Callable[[StateBlock, int, int, bool], bool]

_DEEPEST = 20  # levels: a list and each item of it are two, a quotation is one
_MOST_QUOTATIONS = (
    5  # in one another: each goes through all lines of the paragraph that the innermost one ends with
)
_DEPTH = "quotations around"
_BLANKS = " \t"


def use_quick_rules(parser: MarkdownIt) -> None:
    """Put one rule in the place of three, twice over: what ends an item of a list, and what ends a paragraph alone."""
    rules = parser.block.ruler
    ending_all = {"`": fence, "~": fence, ">": _blockquote, **dict.fromkeys("-*_", _hr)}
    ending_paragraphs = {**dict.fromkeys("-*+0123456789", _list), "<": html_block, "#": heading}
    rules.at("fence", _first_of(ending_all), {"alt": ["paragraph", "blockquote", "list"]})
    rules.at("list", _first_of(ending_paragraphs), {"alt": ["paragraph", "blockquote"]})
    rules.disable(["blockquote", "hr", "html_block", "heading"])


def _first_of(rules: Mapping[str, Rule]) -> Rule:
    """Return the rule that tries the one whose blocks begin as the line begins."""

    def rule(state: StateBlock, first: int, last: int, silent: bool) -> bool:
        start = state.bMarks[first] + state.tShift[first]
        own = rules.get(state.src[start : start + 1])
        return own is not None and own(state, first, last, silent)

    return rule


def _hr(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    line = state.src[state.bMarks[first] + state.tShift[first] : state.eMarks[first]]
    return not line.strip(line[:1] + _BLANKS) and hr(state, first, last, silent)


def _list(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    # Whatever is too deep to be a list of its own ends a paragraph all the same: it may go on with a list around.
    return (silent or state.level < _DEEPEST) and list_block(state, first, last, silent)


def _blockquote(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    depth = state.env.get(_DEPTH, 0)
    if silent:
        return blockquote(state, first, last, silent)
    if depth >= _MOST_QUOTATIONS or state.level >= _DEEPEST:
        return False
    state.env[_DEPTH] = depth + 1
    is_one = blockquote(state, first, last, silent)
    state.env[_DEPTH] = depth
    return is_one
