"""A question of several clauses that each ask: 规上企业有几家,投产的、没复工的各几家; each of them is read by itself.

All of it reads normalised text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from answers.questions.coordination import Coordination, coordinated
from answers.questions.each import OF_NAMED, with_headless_joined
from answers.questions.listing import in_turn
from answers.questions.pieces import ASKING, Each, beginning, entities
from answers.questions.understanding import Understanding
from answers.types import Kind
from answers.vocabulary import any_of, vocabulary
from retrieval.vocabulary.lists import words

_CLAUSE_ENDS = re.compile("[,;?]")
_PIECE_ENDS = re.compile("、|以及|和(?!平|谐)")
_OF = "的"
# 34个项目里: of so many things, which are told apart behind it
_AMONG = re.compile(
    rf"(?:(?<!\d)\d{{1,4}}|[两三四五六七八九十几])(?:{any_of(words('measure-words'))})(?P<noun>[\u4e00-\u9fff]{{2,8}}?)(?:里面?|中|当中)?$"
)
_UNITS = any_of(words("units") + words("measure-words"))
_THINGS = any_of(vocabulary("listed-things"))
_ASKS = re.compile(
    rf"(?P<asks>了?(?:{any_of(vocabulary('in-all'))})?[各有是为达到]{{0,3}}(?:多少|几))(?:(?!{_THINGS})(?:{_UNITS}))?"
)
# 再|培养(多少)人才, 滨江|又|开通(多少)专线
_ALSO = re.compile(rf"^(?:{any_of(vocabulary('also-words'))})(?=[\u4e00-\u9fff]{{2}})")
# 项目 of 多少项目, 企业 of 几家企业
_COUNTED = re.compile(rf"(?:多少|几)(?:(?!{_THINGS})(?:{_UNITS}))?(?P<noun>[\u4e00-\u9fff]{{2,8}})$")
_WORKED_OUT = re.compile(any_of(vocabulary("summed-up") | vocabulary("asks-difference")))
_LINKS = "有共是达到"
_FEWEST, _MOST = 2, 12
_LONGEST_NOUN = 12  # code points


def coordination_of(
    question: Understanding, understand: Callable[[str], Understanding]
) -> Coordination | None:
    """Return what a question asks of each of the things that it names side by side, clause by clause where each one asks.

    None where it names no two. `understand` takes the question of one clause apart.
    """
    if turns := in_turn(question.text, question):
        return Coordination(turns, is_said=True)
    joined = with_headless_joined(question.text)
    if joined.rstrip("?").count("?"):
        return coordinated(question)
    text = _with_nouns(joined, question)
    parts = _clauses(text, question)
    if len(parts) < _FEWEST:
        return coordinated(question if text == question.text else understand(text))
    found: list[Each] = []
    several = 0
    for part in parts:
        own = coordinated(understand(part))
        several += own is not None
        found += own.each if own is not None else (Each(_name(part, question), part),)
    if not several or len(found) > _MOST or question.kind is Kind.YES_NO:
        return coordinated(question)
    return Coordination(tuple(found), is_said=True)


def _clauses(text: str, question: Understanding) -> list[str]:
    """Return the clauses that ask, each with what the first one begins with, and with those before it that do not ask."""
    lead = beginning(text, question)
    found: list[str] = []
    waiting = ""
    for clause in _CLAUSE_ENDS.split(text):
        if found and _WORKED_OUT.match(clause):  # 合计多少个, 相差多少
            continue
        clause = clause.strip()
        is_word = not found or _begins_word(clause, question)
        said = f"{waiting}{clause if is_word else _ALSO.sub('', clause)}"
        asking = ASKING.search(said)
        if asking is None:
            waiting = f"{said}," if said else ""
        elif not said[: asking.start()].strip() or OF_NAMED.match(said) is not None:
            return []  # 分别增长多少 asks more of those before it
        else:
            is_led = not found or bool(entities(said[: asking.start()], question))
            found.append(said if is_led else f"{lead}{said}")
            waiting = ""
    return found if not waiting else []


def _with_nouns(text: str, question: Understanding) -> str:
    """Return a question with the noun that those side by side in a clause leave out.

    投产的、没复工的各几家 behind 企业有几家; 签约的和开工的项目各几个.
    """
    made: list[str] = []
    for clause in _with_markers(text.split(",")):
        marker = OF_NAMED.search(clause)
        pieces = _PIECE_ENDS.split(clause[: marker.start()]) if marker is not None else []
        whole = [piece for piece in pieces if not piece.endswith(_OF)]
        if len(pieces) < _FEWEST or len(whole) > 1 or (whole and whole != pieces[-1:]) or marker is None:
            made.append(clause)
            continue
        noun = whole[0].partition(_OF)[2] if whole else _noun(made[-1], question) if made else ""
        if not noun:
            made.append(clause)
            continue
        said = "、".join(f"{piece}{noun}" for piece in pieces if piece not in whole)
        said = f"{said}{''.join(f'、{piece}' for piece in whole)}{clause[marker.start() :]}"
        if made and ASKING.search(made[-1]) is None:
            said = f"{beginning(made.pop(), question)}{said}"
        made.append(said)
    return ",".join(made)


def _with_markers(clauses: Sequence[str]) -> list[str]:
    """Return clauses with what asks of each right behind things that leave out their noun: 已兑现的、拟兑现的|,各多少."""
    made: list[str] = []
    for clause in clauses:
        pieces = _PIECE_ENDS.split(made[-1]) if made else []
        is_of_those = len(pieces) >= _FEWEST and all(piece.endswith(_OF) for piece in pieces)
        if is_of_those and OF_NAMED.match(clause.strip()) is not None:
            made[-1] += clause.strip()
        else:
            made.append(clause)
    return made


def _noun(clause: str, question: Understanding) -> str:
    """Return what a clause counts or is about: 规上企业 of 准东开发区规上企业有几家, 项目 of 签约的34个项目里."""
    if (among := _AMONG.search(clause)) is not None:
        return among["noun"]
    asking = ASKING.search(clause)
    if (counted := _COUNTED.search(clause)) is not None:  # 新签了多少项目
        return counted["noun"]
    body = clause[: asking.start()] if asking is not None else clause
    noun = body.removeprefix(beginning(clause, question)).rstrip(_LINKS).strip(_OF)
    return noun if len(noun) <= _LONGEST_NOUN else ""


def _name(part: str, question: Understanding) -> str:
    """Return a question without what only asks: 走访企业 of 走访了多少家企业, 培养本土人才 of 再培养多少本土人才."""
    asks = _ASKS.search(part)
    name = part
    if asks is not None:
        end = asks.end("asks")
        name = f"{part[: asks.start()]}{part[end if _begins_word(part[end:], question) else asks.end() :]}"
    return name.strip(" ,?的")


def _begins_word(text: str, question: Understanding) -> bool:
    """Return whether a text begins with one of a question's words of two characters and more: 本土 of 本土人才."""
    whole = (term.text for term in question.terms if len(term.text) > 1 and not term.is_joined)
    return any(map(text.startswith, whole))
