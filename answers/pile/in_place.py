"""A list behind a question that says of what: put where the question has a noun for it. All of it reads normalised text."""

from __future__ import annotations

import re
from collections.abc import Callable

from answers.questions.list_ends import with_each_in_place, without_end
from answers.questions.parts import Part
from answers.questions.pieces import ASKING
from answers.questions.understanding import Understanding
from answers.structure.measuring import ranking_of
from answers.turning import way_asked
from answers.vocabulary import any_of, vocabulary

_NOUNS = any_of(vocabulary("hollow-nouns"))
# (定的)指标有哪些?, (一季度)哪项指标(涨得最猛)?
_WHICH = "哪些|哪几[项个]|什么"
_HOLLOW = re.compile(
    rf"(?P<lead>[^?:;。,]{{2,40}}?)(?:(?:是|有)?(?:{_WHICH}|哪一?[项个])(?P<noun>{_NOUNS})|(?P<named>{_NOUNS})(?:都|分别|各)?[有是](?:{_WHICH}))"
    rf"(?P<rest>[^?:;。]{{0,16}})[?:](?P<list>[^?:;。、]{{1,24}}、[^?:;。]{{1,200}})[?。]?"
)
_MARKS = " ,、。?!"
_AIM = re.compile(any_of(vocabulary("goal-words") | {"任务"}))
# (招商)定的|指标有哪些, 定了|哪些指标
_SET = re.compile(rf"(?:都|又)?(?:{any_of(vocabulary('setting-verbs'))})(?:下|好)?[了的]?$")
_PIECE_ENDS = re.compile(rf"\u3001|{any_of(vocabulary('joining-words'))}")
_LINKS, _AIMED = "的都各", "目标"
_MOST = "最"
_GROWTH = tuple(word for word in vocabulary("growth-nouns") | vocabulary("growth-verbs") if len(word) > 1)
_FEWEST, _SHORTEST, _LONGEST = 2, 2, 24  # pieces, and their code points


def in_place(text: str, understand: Callable[[str], Understanding]) -> str:
    """Return a question with what stands behind it and belongs into it where it belongs: a list, and that each is asked for."""
    return with_each_in_place(with_list_in_place(text, understand), understand)


def with_list_in_place(text: str, understand: Callable[[str], Understanding]) -> str:
    """Return a question with the list behind it where its own noun asks for one; as it is where it has none, or lists names.

    一季度产值、外资各是多少,哪项涨得最猛? for 一季度哪项指标涨得最猛?产值、外资都给我.
    """
    match = _HOLLOW.fullmatch(text.strip())
    said = without_end(match["list"]) if match is not None else ""
    pieces = [piece.strip(_MARKS) for piece in _PIECE_ENDS.split(said)]
    if match is None or len(pieces) < _FEWEST or ASKING.search(said) is not None:
        return text
    if not all(_SHORTEST <= len(piece) <= _LONGEST for piece in pieces):
        return text
    question = understand(text)
    if any(term.text in said for term in question.of_part(Part.ENTITY)):
        return text
    way = way_asked(match["rest"])
    is_ranked = _MOST in match["rest"] or ranking_of(match["rest"]) is not None
    if way < 0 or (way and not is_ranked):
        return text  # 哪几项降了 is asked of figures that rose, too
    set_down = _SET.search(match["lead"])
    is_aim = set_down is not None or _AIM.search(match["noun"] or match["named"]) is not None
    lead = match["lead"][: set_down.start()] if set_down is not None else match["lead"].rstrip(_LINKS)
    changes = "增长" if way and not said.endswith(_GROWTH) else ""
    rest = f",哪项{match['rest'].strip(_MARKS)}" if is_ranked else ""
    return f"{lead}{_AIMED if is_aim else ''}{said}各{changes or '是'}多少{rest}?"
