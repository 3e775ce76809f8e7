"""People in normalised text, and the posts that stand beside their names."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from answers.vocabulary import vocabulary
from retrieval.types import Span
from retrieval.vocabulary import words

Tag = Callable[[str], str]

SURNAMES = frozenset(words("surnames"))
COMPOUND_SURNAMES = frozenset(
    "欧阳 上官 司马 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 夏侯 端木 南宫 长孙".split()
)
_POSTS = (
    "书记 主任 区长 市长 县长 镇长 乡长 局长 院长 校长 厂长 所长 处长 科长 站长 会长 部长 社长 行长 "
    "组长 队长 班长 秘书长 省长 州长 司长 董事长 总经理 经理 总裁 总监 主席 理事长 工程师 负责人 科员 "
    "委员 常委 网格员 专员 代表 记者 骑手 创始人 教授 医生 女儿 儿子 妻子 丈夫 父亲 母亲 主编 员工 居民 "
    "村民 老人 患者 工作人员 志愿者 民警 护士 研究员 院士 专家 部长 市民 职工 业主 干部 党员 先生 女士 "
    "同志"
).split()
_POST_BEFORE = re.compile(rf"(?:{'|'.join(_POSTS)})[,:\s]?$")
_LONGEST_POST = 8  # with a mark behind it, and more
_ENDS_POSTS = frozenset(post[-1] for post in _POSTS) | set(",:")  # or a blank
_SPEAKS = re.compile(
    r"(?:还|则|也|又|在|曾|不|正|便|已|如此|对此|捐|牵头|带|说|表示|指出|强调|介绍|认为|告诉|要求|透露|回忆|提出|坦言|讲|称|感慨|激动|高兴|解释|呼吁|补充|"
    r"出席|主持|讲话|致辞|先后|带队|带领|率|前往|来到|到|赶|参加|作|任|担任|兼任|兼|是|为|戴|夜访|调研|检查|走访|会见|创办|被|因|患|突|陪|开|夫妇|夫妻|同志|\s|说道|道|,|。|、|:|;|\)|\()"
)
# Verbs that only people do: they make a name of what stands before them.
_SAYS = re.compile(
    r"(?:还|则|也|又|曾)?(?:说|表示|指出|强调|介绍|认为|告诉|要求|透露|回忆|坦言|感慨|出席|主持|汇报|陪同|陪着|夫妇|夫妻|一家|同志|先生|女士)"
)
# Surnames that are commoner as something else: a post before or such a verb after is asked for.
_DOUBTFUL = frozenset(
    "和有能从向都包须段时蓝白云方强安齐戴康高全施楼金国成经别广利水平家官江于常文明年红连关通计应解相双满"
)
# No given name ends in these; a word of the sentence does.
_NEVER_LAST = frozenset(
    "说的和与在是等为有被让向对从也还先后各及以到去来任称赴率带出参主兼因患亲曾就已将会要把讲话道作做担牵表认"
)
_RELATED = "女儿 儿子 妻子 丈夫 父亲 母亲 爱人 老伴".split()
# What jieba's words would hide: 副主任|何晓梅 is cut 任何|晓梅. After a post, before a mark or a verb, a name is plain.
_AFTER_POST = re.compile(
    rf"(?:{'|'.join((*_POSTS, *_RELATED))})(?P<name>[{''.join(sorted(SURNAMES))}][\u3400-\u9fff]{{1,2}})"
)
# 徐海涛任应急局局长 · 汪洁(妇联主席) · 官鹏飞是负责人
_AT_A_START = re.compile(
    rf"(?:^|[。,;:、“\n])(?P<name>[{''.join(sorted(SURNAMES))}][\u3400-\u9fff]{{1,2}})(?=\(|任|担任|兼任|曾任|是[^否])"
)
_HAN = re.compile(r"^[\u3400-\u9fff]+$")
# Where a post's own words begin: after punctuation, or after a verb of the same clause that brings a person in.
_MARK = re.compile(r"[,。;:!?“”\"()\s]")
_BRINGS_IN = re.compile(r"作为|由|任命|记者采访|当选|系|是|为|向|对|与|(?<!数)据")
# 陈建和在女儿陪同下: an "and" that a verb follows joins nothing, it ends the name
_AND_IS_PART = re.compile(r"和(?=[在患突康被说,。的也是为于一打拿家到今住年])")
_NOT_A_NAME = vocabulary("not-names")


@dataclass(frozen=True, slots=True)
class Person:
    """A name, and the range before it that may be the person's post (empty where none stands there)."""

    span: Span
    post: Span
    is_sure: bool


def find_people(text: str, words: Sequence[Span], tag: Tag) -> tuple[Person, ...]:
    """Return the people named in a normalised text, in order.

    A name is a surname with one or two characters after it, where a post stands before or a verb of speech
    or a mark of punctuation after; or a word that the dictionary knows as a name.
    """
    plain = _plain_names(text, tag)
    found: list[Person] = []
    for index, word in enumerate(words):
        if found and word.start < found[-1].span.end:
            continue
        if plain and any(span.overlaps(word) for span in plain):
            span = next(span for span in plain if span.overlaps(word))
            if not found or found[-1].span != span:
                found.append(Person(span, _post(text, span.start), True))
            continue
        has_post = _has_post_before(text, word.start)
        if not (
            has_post or text[word.start] in SURNAMES or text[word.start : word.start + 2] in COMPOUND_SURNAMES
        ):
            continue
        end = _name_end(text, words, index, tag, has_post)
        if end is None:
            continue
        name = Span(word.start, end)
        says = bool(_SAYS.match(text, end))
        places = tag(name.of(text)).startswith("ns") or tag(text[name.start : name.start + 2]).startswith(
            "ns"
        )
        if places and not says:
            continue
        own = words[index : index + 3]
        spelled_out = (
            len(name) == 3 and len(own) == 3 and own[-1].end == end and all(len(w) == 1 for w in own)
        )
        if (
            not has_post
            and not says
            and not spelled_out
            and (
                text[word.start] in _DOUBTFUL
                or _ends_in_a_word(name, words[index + 1 : index + 2], text, tag)
            )
        ):
            continue
        goes_on = says or bool(_SPEAKS.match(text, end)) or end == len(text)
        is_known = tag(name.of(text)).startswith("nr")
        if has_post or goes_on or is_known or spelled_out or text[end - 1] == "某":
            found.append(Person(name, _post(text, word.start), has_post or goes_on))
    return tuple(person for person in found if person.span.of(text)[1:] not in _POSTS)  # 主任和书记


def _has_post_before(text: str, place: int) -> bool:
    before = text[place - 1 : place]
    may_end_so = before in _ENDS_POSTS or before.isspace()
    return may_end_so and _POST_BEFORE.search(text, max(0, place - _LONGEST_POST), place) is not None


def _plain_names(text: str, tag: Tag) -> list[Span]:
    """Return the names that a post before, or a verb of office after them, leaves no doubt about."""
    spans: list[Span] = []
    for match in _AFTER_POST.finditer(text):
        start = match.start("name")
        for length in (3, 2):
            name = text[start : start + length]
            if name[-1:] in _NEVER_LAST:
                continue
            if (
                len(name) == length
                and _HAN.match(name)
                and _SPEAKS.match(text, start + length)
                and name[:2] not in _NOT_A_NAME
            ):
                spans.append(Span(start, start + length))
                break
    for match in _AT_A_START.finditer(text):
        span = Span(*match.span("name"))
        if match["name"][-1] in _NEVER_LAST:
            continue
        certain = len(span) == 3 or text[span.start] not in _DOUBTFUL
        if (
            certain
            and match["name"][:2] not in _NOT_A_NAME
            and not tag(match["name"]).startswith(("n", "v", "r", "d"))
        ):
            spans.append(span)
    return sorted(
        span for span in set(spans) if not any(other != span and other.holds(span) for other in spans)
    )


def _ends_in_a_word(name: Span, following: Sequence[Span], text: str, tag: Tag) -> bool:
    """Return whether a surname is followed by a common word, the first one `following`: 施策, 和服务."""
    rest = Span(name.start + 1, name.end)
    return rest in following and len(rest) == 2 and tag(rest.of(text)).startswith(("n", "v"))


def _name_end(text: str, words: Sequence[Span], index: int, tag: Tag, has_post: bool) -> int | None:
    """Return where a name ends that starts with the word at `index`, None where none does."""
    word = words[index]
    piece = word.of(text)
    if has_post and piece[0] in SURNAMES:
        for length in (3, 2):  # 负责人谢定全说: post and verb leave no doubt
            if _SAYS.match(text, word.start + length) and _HAN.match(text[word.start : word.start + length]):
                return word.start + length
    if not _HAN.match(piece) or text[word.start : word.start + 2] in _NOT_A_NAME:
        return None
    surname = 2 if piece[:2] in COMPOUND_SURNAMES else 1
    starts_like_one = piece[0] in SURNAMES or piece[:2] in COMPOUND_SURNAMES
    if not starts_like_one and not (has_post and tag(piece).startswith(("nr", "ns")) and len(piece) <= 3):
        return None
    if len(piece) > surname:
        known = not tag(piece).startswith(("n", "v", "a", "d")) or tag(piece).startswith(("nr", "ns"))
        known = known if has_post else tag(piece).startswith("nr")
        if len(piece) > surname + 2 or not known:
            return None
        return _extended(text, words, index, surname, word.end)
    return _extended(text, words, index, surname, None)


def _extended(text: str, words: Sequence[Span], index: int, surname: int, end: int | None) -> int | None:
    """Add the single characters, or the one short word, that make up a given name."""
    start = words[index].start
    place = words[index].end
    for following in words[index + 1 : index + 3]:
        piece = following.of(text)
        if following.start != place or not _HAN.match(piece) or piece in _NEVER_LAST:
            break
        if following.end - start > surname + 2 or (len(piece) == 2 and _SPEAKS.match(piece)):
            break
        if end is not None and not _is_consistent(text, start, following.end):
            break
        place = following.end
        end = place
        if len(piece) == 2:
            break
    if end is not None and end - start == surname + 1 and _AND_IS_PART.match(text, end):
        return end + 1
    return end


def _is_consistent(text: str, start: int, end: int) -> bool:
    """Return whether every time the shorter name is said in the text the longer one is."""
    return text.count(text[start : end - 1]) == text.count(text[start:end])


def _post(text: str, end: int) -> Span:
    """Return the range before a name that may be the person's post: back to the last mark or verb."""
    start = max(0, end - 60)
    clause = max(start, *(text.rfind(mark, start, end) + 1 for mark in ",。;"))
    found = (*_MARK.finditer(text, start, end), *_BRINGS_IN.finditer(text, clause, end))
    return Span(max((match.end() for match in found if match.end() < end), default=start), end)
