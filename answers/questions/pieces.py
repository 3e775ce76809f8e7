"""Pieces of a question: with which names one begins, which indicator it ends with, what only asks. All of it reads normalised text."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from answers.questions.each import WORDS as EACH_WORDS
from answers.questions.parts import INDICATORS, NAMED_AREA, NAMED_BODY, Part, Term
from answers.questions.understanding import Understanding
from answers.spans.names import SURNAMES
from answers.vocabulary import any_of, table, vocabulary
from retrieval.numerals import numeral
from retrieval.quantities import find_figures
from retrieval.types import Span
from retrieval.vocabulary.lists import words

ASKING = re.compile(
    rf"(?:{any_of(vocabulary('in-all'))}|有|达到?|是[做干]?|为|叫)?(?:多少|(?<![这那])几|谁|哪|什么|啥|怎么|多[大高长久远])"
)
BEFORE = re.compile(
    rf"(?:{any_of(row[0] for row in table('relative-times'))}|{any_of(vocabulary('before-asking'))})$"
)
_LEADING = re.compile(BEFORE.pattern.removesuffix("$"))
_BODY = re.compile(rf"(?:{any_of(words('organs'))})$")
_COUNTED = re.compile(
    r"(?:[这那](?P<some>几)|[这那]?(?P<count>[两三四五六七八九十]|\d{1,2}))(?:个|家|项|份|座|条|位|种|类|块|方面|地)"
)
_COUNTED_NOUNS = vocabulary("listed-things") | vocabulary("each-of") | vocabulary("counted-firms") | {""}
_COUNTED_THINGS = re.compile(rf"{_COUNTED.pattern}(?:{any_of(vocabulary('listed-things'))})?(?=.)")
_COUNTED_SORT = re.compile(
    rf"{_COUNTED.pattern}(?:(?:{any_of(vocabulary('listed-things') | vocabulary('each-of'))})(?=的|[\u4e00-\u9fff]{{1,4}}的))?"
)
_ASKS_POST = re.compile(any_of(vocabulary("asks-post")))
_NAME = rf"[{''.join(sorted(SURNAMES))}][\u4e00-\u9fff]{{1,2}}?"
_PERSON = re.compile(rf"[{''.join(sorted(SURNAMES))}][\u4e00-\u9fff]{{1,2}}")
_PEOPLE = any_of(vocabulary("leaders") | vocabulary("firm-leaders"))
# 丁一、王二|几位领导 · 丁一和王二|,这两个人: between names and what is asked of each
_PEOPLE_COUNTED = re.compile(
    rf"(?P<names>(?:[、和跟与]|以及){_NAME})[,、]?[这那]?(?:[几两三四五六七八九十]|\d{{1,2}})(?:[位名个]?人|[位名个])(?:{_PEOPLE})?"
    rf"(?={EACH_WORDS}|[都各是任担现的在,?]|$)"
)
# 刘宏泰|和|宋霖: no word 泰和
_TWO_PEOPLE = re.compile(
    rf"(?P<first>(?:^|、){_NAME})[和跟与](?P<second>{_NAME}(?={EACH_WORDS}|[都各是任担现的在,?]|$))"
)
# 那份报纸上除了丁一,还有|王二、赵三
_BESIDE_ONE = re.compile(
    rf"^[^,、?]{{0,20}}?除了?[^,、?]{{2,8}}?(?:之外|以外|外)?,?(?:还有|另有|另外)(?={_NAME}(?:[、和跟与]|以及))"
)
# 丙|两家企业|投资额: between names and what is asked of each
_COUNTED_FIRMS = re.compile(rf"{_COUNTED.pattern}(?:{any_of(vocabulary('counted-firms'))})")
# 这三项 and 三项指标, up to what asks
_TALLY = re.compile(
    rf"{_COUNTED.pattern}(?:{any_of(vocabulary('listed-things') | vocabulary('counted-measures'))})?(?=$|[,?]|[各分都哪谁一])"
)
_PIECE_ENDS = re.compile("、|以及|和|跟|与")
_CLAUSE_ENDS = re.compile("[,;?:]")
# 创新园 behind 星洲; of one character many words end that are no names: 疫区
_NAME_ENDS = {one for one in vocabulary("subject-endings") if len(one) > 1} - vocabulary("listed-things")
_NAME_END = re.compile(rf"[\u4e00-\u9fff]{{0,4}}?(?:{any_of(_NAME_ENDS)})")
# 复工 of 甲、乙复工的企业: said of all
_DEEDS = frozenset(deed for _, deeds in table("deeds-of-things") for deed in deeds.split())
_LONGEST_SORT = 2  # code points: 项目 behind a name is part of it


@dataclass(frozen=True, slots=True)
class Each:
    """A question about one of several: what it is called, and the whole question."""

    name: str
    text: str


def beginning(piece: str, question: Understanding) -> str:
    """Return with which names and times a piece begins, unless it is nothing else: 去年江阴的 of 去年江阴的签约项目."""
    end = 0
    for term in terms_of(piece, question):
        at = piece.find(term.text, end)
        if at != end or not (term.part in (Part.ENTITY, Part.DATE) or BEFORE.fullmatch(term.text)):
            break
        end = at + len(term.text)
    end += piece[end : end + 1] in (")", "的")
    return piece[:end] if end < len(piece) else ""


def head_of(piece: str, question: Understanding, is_bare: bool) -> tuple[str, str]:
    """Return a piece's name and the indicator behind it, which may be empty: (滨江, 复工率) of 滨江的复工率.

    Where all else only asks (`is_bare`), what stands behind a name is the indicator, whatever it is.
    """
    name, of, indicator = piece.rpartition("的")
    if of:
        return name, indicator
    ends = [piece.rfind(one.text) + len(one.text) for one in entities(piece, question)]
    end = max(ends, default=0)
    end += piece[end : end + 1] == ")"
    if is_bare and end:
        whole = _NAME_END.match(piece, end)
        end = whole.end() if whole is not None and whole.end() < len(piece) else end
        is_deed = any(term.part is Part.ACT and term.text == piece[end:] for term in question.terms)
        if is_deed or len(piece) - end > _LONGEST_SORT:
            return piece[:end], piece[end:]
    indicators = [
        term.text
        for term in terms_of(piece, question)
        if term.part is Part.INDICATOR and piece.endswith(term.text)
    ]
    if not indicators and not INDICATORS.search(piece):
        return piece, ""
    end = end or len(piece) - max(map(len, indicators), default=len(piece))
    return piece[:end], piece[end:]


def of_body(pieces: Sequence[str], question: Understanding) -> tuple[str, str] | None:
    """Return the last of some names and what it says of the body of each; None where the others are no bare names.

    (丙, 管委会的主任) of 甲、乙、丙管委会的主任 and of 甲、乙、丙的管委会的主任.
    """
    *others, last = pieces
    known = {term.text for term in question.of_part(Part.ENTITY)}
    if any(one not in known for one in others):
        return None
    name, _, rest = last.partition("的")
    if name in known and "的" in rest:
        return name, rest
    if any(_BODY.search(one) for one in others):
        return None
    name = max((one for one in known if last.startswith(one)), key=len, default="")
    body = _BODY.search(name)
    rest = last.removeprefix(name)
    return (name[: body.start()], f"{body.group()}{rest}") if body and body.start() and rest else None


def of_deed(pieces: Sequence[str], question: Understanding) -> tuple[str, str] | None:
    """Return the last of some names and what each of them did, behind it; None where the others are no bare names.

    (乙, 抽调下沉企业的人员) of 甲、乙抽调下沉企业的人员.
    """
    *others, last = pieces
    known = {term.text for term in question.of_part(Part.ENTITY)}
    name = max((one for one in known if last.startswith(one)), key=len, default="")
    deed, of, _ = last.removeprefix(name).partition("的")
    if not name or not of:
        return None
    if deed in _DEEDS:
        is_deed = all(one in known or _is_bare_name(one, known) for one in others)
    else:
        is_deed = len(deed) > _LONGEST_SORT and all(one in known for one in others)
    return (name, last.removeprefix(name)) if is_deed else None


def _is_bare_name(piece: str, known: Collection[str]) -> bool:
    """Return whether a piece begins with a name and says no deed of its own: 云溪高新, but neither 云溪复工 nor 云溪的企业."""
    says_more = "的" in piece or any(deed in piece for deed in _DEEDS)
    return piece.startswith(tuple(known)) and not says_more


def uncounted(piece: str, count: int) -> str:
    """Return the last of some pieces without what says how many they are, and of which sort: 这三个项目, 丙三家公司的.

    >>> uncounted("丙三家企业投资额", 3), uncounted("丙这几家公司", 3), uncounted("丙两家企业", 3)
    ('丙的投资额', '丙', '丙两家企业')
    """
    firms = _COUNTED_FIRMS.search(piece)
    if firms is not None and firms.start() > 0 and _is_count(firms, count):
        rest = piece[firms.end() :].removeprefix("的")
        return f"{piece[: firms.start()]}的{rest}" if rest else piece[: firms.start()]
    match = _COUNTED_SORT.search(piece)
    if match is None or match.start() == 0:
        return piece
    rest = f"的{piece[match.end() :].removeprefix('的')}".rstrip("的")  # 甲、乙、丙三地|管委会的主任
    return f"{piece[: match.start()]}{rest}" if _is_count(match, count) else piece


def tallies(text: str) -> list[Span]:
    """Return where a question says behind a list of things how many they are: 这三项 of 产值、外资、固投这三项.

    >>> [span.of("产值、外资、固投这三项各是多少") for span in tallies("产值、外资、固投这三项各是多少")]
    ['这三项']
    """
    found = []
    for match in _TALLY.finditer(text):
        before = _PIECE_ENDS.split(_CLAUSE_ENDS.split(text[: match.start()])[-1])
        said = len(before) if match["some"] else _count(match["count"])
        if len(before) == said and len(before) > 1 and before[-1]:
            found.append(Span(*match.span()))
    return found


def _count(said: str) -> int | None:
    return int(said) if said.isdigit() else numeral(said)


def of_so_many(piece: str, count: int) -> str:
    """Return a piece of what is asked of some names without what says before it how many they are: 两个项目投资额, 这几家公司的产值."""
    match = _COUNTED_THINGS.match(piece)
    return piece[match.end() :].lstrip("的") if match is not None and _is_count(match, count) else piece


def only_counts(piece: str, count: int) -> bool:
    """Return whether a piece says nothing but how many the names before it are, and of which sort.

    >>> only_counts("这几家", 4), only_counts("四家公司", 4), only_counts("四家公司", 3), only_counts("三家公司产值", 3)
    (True, True, False, False)
    """
    match = _COUNTED.match(piece)
    return match is not None and piece[match.end() :] in _COUNTED_NOUNS and _is_count(match, count)


def _is_count(match: re.Match[str], count: int) -> bool:
    """Return whether it is said that things are so many: 三家, 3家, 这几家."""
    if match["some"]:
        return True
    return (int(match["count"]) if match["count"].isdigit() else numeral(match["count"])) == count


def asks_post(text: str) -> bool:
    """Return whether a question asks for somebody's post."""
    return _ASKS_POST.search(text) is not None


def are_people(names: str) -> bool:
    """Return whether all that stands side by side may be people by their names.

    >>> are_people("丁一、王二"), are_people("丁一公司、王二")
    (True, False)
    """
    return all(_PERSON.fullmatch(name) for name in _PIECE_ENDS.split(names.strip(", ")))


def with_people_apart(text: str) -> str:
    """Return a question for the posts of several people with 、 between the names, and without how many they are.

    Nor is he kept beside whom they are asked for: 除了丁一,还有王二、赵三.

    >>> with_people_apart("丁一、王二和赵三这几位领导分别任什么职务?"), with_people_apart("丁一、王二两人是什么身份")
    ('丁一、王二、赵三分别任什么职务?', '丁一、王二是什么身份')
    >>> with_people_apart("这两位领导分别任什么职务"), with_people_apart("甲、乙几位领导讲了话")
    ('这两位领导分别任什么职务', '甲、乙几位领导讲了话')
    """
    if not asks_post(text):
        return text
    return _TWO_PEOPLE.sub(
        r"\g<first>、\g<second>", _PEOPLE_COUNTED.sub(r"\g<names>", _BESIDE_ONE.sub("", text))
    )


def only_asks(tail: str) -> bool:
    """Return whether a tail only asks how much: 是多少, 多少万人."""
    tail = _LEADING.sub("", tail) if _LEADING.match(tail) else tail
    asking = ASKING.search(tail)
    if asking is None or asking.start() > 0:
        return False
    unit = tail[asking.end() :]
    figures = find_figures(f"1{unit}")
    return not unit or unit == "钱" or (len(figures) == 1 and figures[0].span.end == len(unit) + 1)


def terms_of(piece: str, question: Understanding) -> list[Term]:
    """Return the question's terms that a piece of it says."""
    return [term for term in question.terms if term.text in piece]


def entities(piece: str, question: Understanding) -> list[Term]:
    """Return the names in a piece of a question."""
    return [term for term in terms_of(piece, question) if term.part is Part.ENTITY or term.is_quoted]


def is_named(piece: str, question: Understanding) -> bool:
    """Return whether a piece of a question is a name, or ends with an indicator."""
    name, indicator = head_of(piece, question, is_bare=False)
    return bool(entities(piece, question) or indicator or NAMED_AREA.search(name) or NAMED_BODY.search(name))
