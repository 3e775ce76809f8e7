"""Who holds a post: the name that stands beside it, be it one that is a word too (区长高峰, 成功任局长)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from answers.questions.parts import POSTS
from answers.questions.understanding import Understanding
from answers.sources import Source
from answers.spans.names import COMPOUND_SURNAMES, SURNAMES
from answers.spans.posts import is_held
from answers.structure.found import Found
from answers.structure.records import Cell
from answers.types import Kind
from answers.vocabulary import any_of, longest_first, vocabulary
from retrieval.types import Span

# 民政局局长是谁 · 谁是区长 · 由谁担任总指挥
_ASKED = re.compile(
    r"^(?P<post>[^,。?]{2,24}?)(?:现在|目前|现)?(?:是|叫|为|由)(?:谁|哪位|哪一位|何人|什么名字|啥名字)(?:担任|任|当)?[?呢啊呀]*$"
    r"|^(?:由?谁|哪位)(?:是|担任|任|当)了?(?P<held>[^,。?]{2,24}?)[?呢啊呀]*$"
)
_HEADS = re.compile(r"副?[\u4e00-\u9fff](?:长|指挥|书记|主任|经理)$")
_CHAIN = re.compile(r"[、兼,由是为:][^,。;:!?、\n()]{0,14}")
_BEFORE_NAME = re.compile(r"(?:[:是为由]|[ \t]{1,4})?")
_MARKS = frozenset(',。;:!?、()\u201c\u201d"\n \t')
_FOLLOWERS = longest_first(vocabulary("name-followers"))
_VERBS = any_of(vocabulary("appointing-verbs"))
_VERB = re.compile(rf"(?:现|兼|曾)?(?:{_VERBS})")
_OPEN = (*sorted(vocabulary("appointing-verbs")), "由", "和", "与")  # what no name of a body ends in
_LEADS_IN = tuple(vocabulary("name-leads"))
_OWN = frozenset("我本该")
_LONGEST_BEFORE = 16  # code points of what tells one holder of a post from others: 民政局, 青河区
_PREPOSITIONS = frozenset("和有能从向都对时应由同与就连")
_SHORT_NAME, _LONGEST_NAME = 2, 4


def holder(question: Understanding, sources: Sequence[Source]) -> Found | None:
    """Return the name that stands beside the post asked for; None where none or several do, or no post is asked for."""
    asked = _post_asked(question)
    if asked is None:
        return None
    qualifier, post = asked
    found = [Cell(post, source, span) for source in sources for span in _holders(source, qualifier, post)]
    names = {cell.text for cell in found}
    return Found((found[0],), (), len(qualifier) + len(post)) if len(names) == 1 else None


def _post_asked(question: Understanding) -> tuple[str, str] | None:
    """Return the post that a question asks after, and what stands before it: 民政局 and 局长."""
    match = (
        _ASKED.match(question.text) if question.kind in (Kind.PERSON, Kind.ORGANISATION, Kind.OTHER) else None
    )
    if match is None:
        return None
    words = (match["post"] or match["held"]).replace("的", "")
    post = POSTS.search(words) or _HEADS.search(words)
    if post is None:
        return None
    return words[: post.start()], post.group()


def _holders(source: Source, qualifier: str, post: str) -> Iterator[Span]:
    text = source.text
    start = text.find(post)
    while start >= 0:
        end = start + len(post)
        is_post = is_held(text, start, post)
        if is_post and _is_his(source, qualifier, start):
            found = _after(source, end) or _before(source, start, end)
            if found is not None:
                yield found
        start = text.find(post, end)


def _is_his(source: Source, qualifier: str, start: int) -> bool:
    """Return whether a post is that of the body asked for: it stands before it, or is what the article is about."""
    before = re.split(r"[,。;:!?、\n()]", source.text[max(0, start - _LONGEST_BEFORE) : start])[-1]
    if not qualifier or qualifier in before:
        return True
    if before and qualifier.endswith(before):  # 管委会主任 for 昆山高新区管委会主任
        return _is_about(source, qualifier.removesuffix(before))
    is_bare = not before or before.endswith(_OPEN) or before[0] in _OWN
    return is_bare and _is_about(source, qualifier)


def _is_about(source: Source, name: str) -> bool:
    """Return whether a passage is about a body: it names it, its section does, or its article's title does as the only one."""
    title = source.context.heading
    return name in f"{source.section}\n{source.text}" or (name in title and "、" not in title)


def _after(source: Source, end: int) -> Span | None:
    """Return the name right behind a post, other posts of the same person passed over: 副书记、区长高峰."""
    text = source.text
    while True:
        lead = _BEFORE_NAME.match(text, end)
        name = _name_at(source, lead.end() if lead else end, is_apart=bool(lead and lead.group()))
        if name is not None:
            return name
        chain = _CHAIN.match(text, end)
        post = (
            next((at for at in range(chain.end(), end, -1) if POSTS.search(text[end:at])), None)
            if chain
            else None
        )
        if post is None:
            return None
        end = post


def _name_at(source: Source, start: int, *, is_apart: bool) -> Span | None:
    """Return the name that begins at a place, as far as what follows shows where it ends."""
    text = source.text
    surname = 2 if text[start : start + 2] in COMPOUND_SURNAMES else 1
    if surname == 1 and text[start : start + 1] not in SURNAMES:
        return None
    for end in range(min(len(text), start + surname + 2), start + surname, -1):
        name = text[start:end]
        if not all("\u3400" <= character <= "\u9fff" for character in name):
            continue
        is_marked = end == len(text) or text[end] in _MARKS
        if not is_marked and not text.startswith(_FOLLOWERS, end):
            continue
        if _is_plain_word(source, name, is_clear=is_marked or is_apart):
            continue
        return Span(start, end)
    return None


def _is_plain_word(source: Source, name: str, *, is_clear: bool) -> bool:
    """Return whether what could be a name is words of the sentence: 主任和书记, 主任马上赶到."""
    if POSTS.search(name) or name.endswith(("同志", "先生", "女士")):
        return True
    given = source.tag(name[1:])
    if name[0] in _PREPOSITIONS and len(name) > _SHORT_NAME and given.startswith(("n", "r")):
        return True
    return not is_clear and source.tag(name).startswith(("d", "r", "c", "p"))


def _before(source: Source, start: int, end: int) -> Span | None:
    """Return the name before a post in brackets, or before a verb that puts somebody into it."""
    text = source.text
    opening = text.rfind("(", max(0, start - _LONGEST_BEFORE), start)
    if opening >= 0 and not any(mark in text[opening + 1 : start] for mark in ")。\n"):
        return _name_before(source, opening)
    left = max(0, start - _LONGEST_BEFORE - _LONGEST_NAME)
    clause = max(text.rfind(mark, left, start) for mark in ",。;:!?\n") + 1
    if text[end : end + 1] not in _MARKS and end < len(text):
        return None
    verbs = [verb.start() for verb in _VERB.finditer(text, max(left, clause), start)]
    return next((name for at in verbs if (name := _name_before(source, at)) is not None), None)


def _name_before(source: Source, end: int) -> Span | None:
    """Return the name that ends at a place, as far as what stands before it shows where it begins."""
    text = source.text
    for length in (3, 2, _LONGEST_NAME):
        start = end - length
        name = text[start:end] if start >= 0 else ""
        is_surname = name[:1] in SURNAMES if length < _LONGEST_NAME else name[:2] in COMPOUND_SURNAMES
        begins = start == 0 or (start > 0 and (text[start - 1] in _MARKS or text[:start].endswith(_LEADS_IN)))
        if name and is_surname and begins and not POSTS.search(name):
            return Span(start, end)
    return None
