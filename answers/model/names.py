"""Names found by their form: persons, places, organisations, works, quotations, Latin words, figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from answers.model.lexicon import Token
from answers.model.marks import Name, Trait
from retrieval.types import Span

# 区长|黄|瑾: a post or calling before a name
_POST = re.compile(
    "(?:[长人员手家]|主任|书记|主席|总理|总统|教授|博士|先生|女士|导演|记者|代表|皇帝|教练|医生|院士|工程师|董事|经理|"
    "总裁|学者|诗人|将军|爵士)$"
)
# 《三国志》 · “云招商” · 「我信天主的爱」
_MARKED = re.compile(r"《([^《》]{1,40})》|[“「『]([^“”「」『』]{1,60})[”」』]")
# 贝拉克·奥巴马
_FOREIGN = re.compile(r"[\u4e00-\u9fff]{1,7}(?:[·•‧・][\u4e00-\u9fff]{1,8})+")
_DOT = re.compile("[·•‧・]")
# style international management · iphone 12
_LATIN = re.compile(
    r"(?<![^\W_\u3007\u3400-\u9fff])[^\W_\u3007\u3400-\u9fff]*[^\W\d_\u3007\u3400-\u9fff](?:[ .\-'&]?[^\W_\u3007\u3400-\u9fff]+)*"
)
_LONGEST_NAME = 16


class Named(NamedTuple):
    """A stretch of text that names something; `name` is a bit of `Name`."""

    start: int
    end: int
    name: int


def find_names(text: str, words: Sequence[Span], tokens: Sequence[Token]) -> tuple[Named, ...]:
    """Return the names in a text in order; names of different sorts may overlap.

    `words` and `tokens` stand for the same words. Chinese names of persons are a surname and one or two
    characters more, where no dictionary word tells otherwise; places and organisations end in a word that
    says so and take along the nouns before it.
    """
    found = {
        Named(*match.span(match.lastindex or 1), _MARKED_NAMES[match.lastindex or 1])
        for match in _MARKED.finditer(text)
    }
    found.update([Named(*match.span(), Name.LATIN) for match in _LATIN.finditer(text)])
    if _DOT.search(text):  # the pattern reads up to eight characters from every place
        found.update([Named(*match.span(), Name.PERSON) for match in _FOREIGN.finditer(text)])
    for index, token in enumerate(tokens):
        if token.name:
            found.add(Named(words[index].start, words[index].end, token.name))
        if token.traits & Trait.SURNAME:
            end = _given_name(text, words, tokens, index)
            if end:
                found.add(Named(words[index].start, end, Name.PERSON))
        elif token.ending:
            found.add(Named(_with_nouns_before(words, tokens, index), words[index].end, token.ending))
    return tuple(sorted(found))


_MARKED_NAMES = {1: Name.WORK, 2: Name.QUOTE}


def _with_nouns_before(words: Sequence[Span], tokens: Sequence[Token], index: int) -> int:
    """Return where a name starts that ends with the word at `index`."""
    start, end = words[index].start, words[index].end
    while index > 0 and tokens[index - 1].traits & Trait.NOUN:
        index -= 1
        before = words[index]
        if before.end != start or end - before.start > _LONGEST_NAME:
            break
        start = before.start
    return start


def _given_name(text: str, words: Sequence[Span], tokens: Sequence[Token], index: int) -> int:
    """Return where the name ends whose surname is the word at `index`; 0 if it is no name.

    黄|瑾|介绍: what follows must end the name (a verb, grammar, punctuation), or a post stands before it:
    区长|黄|瑾.
    """
    start = words[index].start
    before = words[index - 1].of(text) if index and words[index - 1].end == start else ""
    place = words[index].end
    for count in (1, 2):
        following = index + count
        if following == len(words) or words[following].start != place:
            break
        traits = tokens[following].traits
        is_given = traits & (Trait.SINGLE | Trait.NOUN) and not traits & Trait.FUNCTION
        if not is_given or words[following].end - start > 3 or not "\u3400" <= text[place] <= "\u9fff":
            break
        place = words[following].end
        closes = following + 1 == len(words) or words[following + 1].start != place
        if closes or place - start == 3 or tokens[following + 1].traits & (Trait.VERB | Trait.FUNCTION):
            return place
    return place if place > words[index].end and _POST.search(before) else 0
