"""Markdown to tokens: markdown-it-py, set so that no text is lost and no input takes long."""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from retrieval.layout.markdown_rules import use_quick_rules

# A paragraph longer than this is read without markup: brackets and stars that nothing closes are tried over and over.
_LONGEST_MARKED = 20_000
_DEEPEST = 100  # what lies deeper is not read: more than our rules for blocks let in, and emphasis ever has
_MARKUP = re.compile(r"[*_`\[<&\\]")  # what any inline markup begins with
_LINK = "]("
_UNDERLINE = re.compile(r"[=-][ \t]*$", re.MULTILINE)  # Title, and below it ---


def parse(text: str) -> list[Token]:
    """Return the tokens of a text; those of inline markup, where there is any, are the children of `inline` tokens."""
    tokens = _parser(has_links=True, has_underlines=_UNDERLINE.search(text) is not None).parse(text)
    for token in tokens:
        if token.type == "inline":
            token.children = _children(token.content)
    return tokens


def _children(content: str) -> list[Token] | None:
    if len(content) > _LONGEST_MARKED or not _MARKUP.search(content):
        return None
    children: list[Token] = []
    parser = _parser(has_links=_LINK in content, has_underlines=False)
    parser.inline.parse(content, parser, {}, children)
    return children


@cache
def _parser(*, has_links: bool, has_underlines: bool) -> MarkdownIt:
    """Return a parser that leaves inline markup to `_children`.

    Definitions of references have no tokens of their own: what they hold would be lost. Escaped characters stay
    apart, or their places could not be told.
    """
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table")
    parser.disable(["reference", "inline", "text_join"])
    use_quick_rules(parser)
    if not has_underlines:
        parser.disable("lheading")
    if not has_links:
        parser.disable(["link", "image"])
    return parser
