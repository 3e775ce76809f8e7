"""Places and organisations that may answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from answers.candidates.candidate import Candidate, question_words
from answers.matching import Matcher
from answers.questions.understanding import Understanding
from answers.ranking import RankedSentence
from answers.sources import Source
from answers.spans.closeness import closeness
from retrieval.types import Span

_PLACE_WORDS = re.compile(
    r"(?:设在|位于|坐落于|坐落在|地处|来自|前往|送往|送到|来到|落户(?:于|在|到)?|入驻|搬迁至|搬到|迁至|迁到|住在|家住|开往|赶往|在)(?P<place>[\u4e00-\u9fff()a-z0-9]{2,24}?)(?=[,。;、]|进行|举行|召开|举办|设|开展|的|成立|工作|签约|上班|接受|接种|$)"
)


def places_asked(question: Understanding, sentence: RankedSentence, matcher: Matcher) -> Iterator[Candidate]:
    """Yield places: what stands after 在 or 前往, enumerations of places, names that the dictionary knows."""
    source = sentence.source
    words = question_words(question, source, sentence.span, matcher)
    found: list[tuple[Span, float, tuple[Span, ...]]] = []
    for match in _PLACE_WORDS.finditer(sentence.text):
        place = match["place"]
        if (
            match.group().startswith("在")
            and not _PLACE_LIKE.search(place)
            and not source.tag(place[:2]).startswith("ns")
        ):
            continue
        same_verb = (
            0.3
            if match.group()[: match.start("place") - match.start()].strip("在于到") in question.text
            else 0.0
        )
        found.append((Span(*match.span("place")).shift(sentence.span.start), 0.25 + same_verb, ()))
    for enumeration in source.enumerations:
        texts = [item.of(source.text) for item in enumeration.items]
        places = sum(
            source.tag(text[:2]).startswith("ns") or text[-1:] in "省市县区镇乡村路街站口园楼院"
            for text in texts
        )
        if sentence.span.overlaps(enumeration.span) and 2 * places >= len(texts):
            found.append(
                (Span(enumeration.items[0].start, enumeration.items[-1].end), 0.4, enumeration.items)
            )
    own = source.analysis.words_within(sentence.span)
    for index, word in enumerate(own):
        if sentence.span.holds(word) and source.tag(word.of(source.text)).startswith("ns"):
            found.append((_with_its_sort(own[index:], source.text), 0.1, ()))
    sort = _ASKED_SORT.search(question.text)
    if sort:
        ends = _of_the_sort(sort["sort"])
        found = [
            (span, bonus + (0.25 if ends.search(span.of(source.text)) else 0.0), items)
            for span, bonus, items in found
        ]
    spans = [span for span, _, _ in found]
    for span, bonus, items in found:
        texts = [item.of(source.text) for item in items] or [span.of(source.text)]
        if all(text in question.text for text in texts):
            continue
        yield Candidate(sentence, span, 0.6 * closeness(source.text, span, words, spans) + bonus, items)


# 哪个区, 哪条路, 哪栋楼: the sort of place asked for.
_ASKED_SORT = re.compile(
    r"哪一?(?:个|座|条|家|栋|幢|处)?(?P<sort>城市|省份?|国家|街道|小区|社区|园区|医院|酒店|学校|区|县|镇|乡|村|园|楼|路|市)"
)
_SORTS = {
    "城市": "市",
    "省份": "省",
    "国家": "国",
    "小区": "小区|花园|苑|家园|新村",
    "区": r"区(?:\([^()]+\))?",
    "路": "路|道|街|大道",
    "园": "园|园区",
    "楼": "楼|大厦",
    "学校": "学|学校|校区",
}


def _of_the_sort(sort: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{_SORTS.get(sort, sort)})$")


# 江南|大道, 昆山|高新区|(…)
_ENDS_A_PLACE = re.compile(
    r"^(?:[省市县区镇乡村路街道园桥港湖岛山]|大道|大街|高新区|经开区|开发区|新区|园区|街道|社区|小区|花园|村委会|科技园|产业园)$"
)


def _with_its_sort(words: Sequence[Span], text: str) -> Span:
    """Return a place's name, the first of some words, with those behind it that say its sort: 江南大道 for 江南."""
    end = words[0].end
    for following in words[1:3]:
        if following.start != end or not _ENDS_A_PLACE.match(following.of(text)):
            break
        end = following.end
    return Span(words[0].start, end)


_PLACE_LIKE = re.compile(
    r"[省市县区镇乡村路街站口园楼院厅馆场港桥山河湖岛国州屋室部社厂店]$|公司|花园|小区|中心|大厦|基地"
)
_ORGANISATION = re.compile(
    r"(?:公司|集团|研究院|研究所|银行|医院|大学|学院|委员会|管委会|办事处|创投|生物|科技|电气|药业|机械|重工|电子|材料|产业园|园区|项目|平台|中心|工作组|小组|专班|指导组|协会|局|厅|金融办|办公室|发改委|卫健委|经信委|指挥部|大队|派出所|报社|导报|传媒)$"
)


def organisations_asked(
    question: Understanding, sentence: RankedSentence, matcher: Matcher
) -> Iterator[Candidate]:
    """Yield the names of bodies in a sentence."""
    source = sentence.source
    words = question_words(question, source, sentence.span, matcher)
    found = [span for span in _organisation_names(source, sentence.span) if sentence.span.holds(span)]
    found = [span for span in found if not set(span.of(source.text)) <= set(question.text)]
    found = [span for span in found if not _UNNAMED.match(span.of(source.text))]
    head = re.search(r"(?:哪|什么)(?:一)?(?:个|家)?(?P<head>[\u4e00-\u9fff]{2})", question.text)
    ends = _BODY_SORTS.get(head["head"]) if head else None
    if ends is not None:
        found = [span for span in found if ends.search(span.of(source.text))] or found
    for span in found:
        name = span.of(source.text)
        same = 0.2 if head and name.endswith(head["head"]) else 0.0
        if ends is not None:
            same = 0.2 if ends.search(name) else -0.3  # a 部门 is no company
        yield Candidate(sentence, span, 0.7 * closeness(source.text, span, words, found) + same)


# What the names of the bodies asked for end in: a 部门 is a bureau or an office and no company.
_BODY_SORTS = {
    "部门": re.compile(
        r"(?:部门|局|厅|委|委员会|办|办公室|处|科|部|室|中心|大队|支队|所|指挥部|管委会|办事处|街道|专班|小组|工作组)$"
    ),
    "医院": re.compile(r"(?:医院|卫生院)$"),
    "银行": re.compile(r"(?:银行|农商行|信用社)$"),
    "媒体": re.compile(r"(?:报社|报|传媒|导报|电视台|网)$"),
}


# 首个落户项目, 该产业园, 重大项目: a sort of thing, no name
_UNNAMED = re.compile(
    r"^(?:首个|首家|该|此|本|这|各|全|有关|相关|重点|重大|首批|多个|落户|签约|新|大型|中小|上市|规上|规模以上|所有)+(?:[\u4e00-\u9fff]{2,3})?$"
    r"|^(?:股份)?有限(?:责任)?公司$"
)


# 中化控股有限公司, 城市建设投资集团: verbs that stand in names of companies.
_VERBS_IN_NAMES = frozenset(
    "控股 投资 发展 建设 开发 管理 服务 制造 设计 销售 运营 经营 咨询 策划 营销 贸易".split()
)


def _organisation_names(source: Source, sentence: Span) -> list[Span]:
    """Return the names of bodies in a sentence: a word that says so with the nouns before it."""
    found = []
    words = source.analysis.words_within(sentence)
    for index, word in enumerate(words):
        if not _ORGANISATION.search(word.of(source.text)) or (len(word) < 2 and index == 0):
            continue
        start = word.start
        for before in reversed(words[max(0, index - 8) : index]):
            tag = source.tag(before.of(source.text))
            is_noun = (
                tag.startswith(("n", "x", "j", "b", "a", "g", "vn", "z", "i", "l", "eng", "m", "q", "s"))
                or len(before) == 1
                or before.of(source.text) in _VERBS_IN_NAMES
            )
            if (
                before.end != start
                or not is_noun
                or before.of(source.text) in "的了在和及对为是等由被让向从到年月日"
            ):
                break
            start = before.start
        if word.end - start >= 4:
            found.append(Span(start, word.end))
    return found
