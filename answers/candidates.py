"""Spans that may answer a question, found in the best sentences, for each kind of question by its own rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from answers.matching import Matcher
from answers.questions.terms import POSTS, Part
from answers.questions.understanding import Understanding
from answers.ranking import RankedSentence
from answers.sources import Source, Sources
from answers.spans import dates, figures
from answers.spans.closeness import closeness
from answers.spans.lists import enumerations, items_ending_in, ordinals_after
from answers.spans.names import Person
from answers.types import Kind
from retrieval.types import Span


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span (of the source's normalised text) that may answer, within its sentence.

    `score` is 0 to 1; `items` are the parts of a list; `elsewhere` are items in passages that follow.
    """

    sentence: RankedSentence
    span: Span
    score: float
    items: tuple[Span, ...] = ()
    elsewhere: tuple[tuple[Source, Span], ...] = ()

    @property
    def source(self) -> Source:
        """Return the source it stands in."""
        return self.sentence.source

    @property
    def text(self) -> str:
        """Return the normalised text of the span."""
        return self.span.of(self.source.text)


Extract = Callable[[Understanding, RankedSentence, Matcher], Iterator[Candidate]]


def candidates(question: Understanding, sentence: RankedSentence, matcher: Matcher) -> list[Candidate]:
    """Return what may answer in a sentence, best first; none where the kind has no rule of its own."""
    extract = _BY_KIND.get(question.kind)
    if question.kind is Kind.PERSON and _asks_post(question):
        extract = _posts
    found = list(extract(question, sentence, matcher)) if extract else []
    return sorted(found, key=lambda candidate: (-candidate.score, candidate.span))


def across(question: Understanding, sentence: RankedSentence, sources: Sources) -> Candidate | None:
    """Return the list that the passages after a sentence go on with (四个方面: | 一是 … | 二是 …), None for none."""
    if question.kind is not Kind.LIST:
        return None
    passage = sentence.source.passage
    if sentence.span.end < sentence.source.sentences[-1].end:
        return None  # a list is announced by the last sentence before it
    items: list[tuple[Source, Span]] = []
    for following in sources.article_of(passage)[:]:
        if following.number <= passage.number:
            continue
        source = sources.source(following)
        found = ordinals_after(source.text, len(items))
        if not found:
            break
        items.extend((source, item) for item in found)
    if len(items) < 2:
        return None
    score = 0.5 + 0.4 * _count_fits(question.item_count, len(items))
    return Candidate(sentence, sentence.span, score, elsewhere=tuple(items))


def _places(
    question: Understanding, source: Source, within: Span, matcher: Matcher, parts: Sequence[Part] = tuple(Part)
) -> list[tuple[float, list[Span]]]:
    """Return the question's terms found in a range of the source, with their weights."""
    text = within.of(source.text)
    found = []
    for term, weight in zip(question.terms, question.weights, strict=True):
        occurrence = matcher.find(term.text, text)
        if term.part in parts and occurrence.spans:
            found.append((weight * occurrence.strength, [span.shift(within.start) for span in occurrence.spans]))
    return found


def _figures(question: Understanding, sentence: RankedSentence, matcher: Matcher) -> Iterator[Candidate]:
    source = sentence.source
    own = [figure for figure in source.figures if sentence.span.holds(figure.span)]
    words = _places(question, source, sentence.span, matcher)
    asked = [term.text for term in question.of_part(Part.FIGURE)]
    fitting = [(figure, figures.fits(figure, question.units)) for figure in own]
    fitting = [(figure, fit) for figure, fit in fitting if fit > 0 and figure.span.of(source.text) not in asked]
    spans = [figure.span for figure, _ in fitting]
    chains = figures.chained(source.text, own)
    for figure, fit in fitting:
        near = closeness(source.text, figure.span, words, spans)
        spelled = 0.0 if figure.number[0].isdigit() else 0.1
        if spelled and fit < 1.0:
            continue
        span = figures.with_hedge(source.text, figure.span)
        span = next((chain for chain in chains if chain.holds(figure.span)), span)
        yield Candidate(sentence, span, max(0.0, 0.75 * near + 0.25 * fit - spelled))


def _dates(question: Understanding, sentence: RankedSentence, matcher: Matcher) -> Iterator[Candidate]:
    source = sentence.source
    chains = [span for span in dates.chains(source.text, source.dates) if sentence.span.holds(span)]
    if re.search(r"几点|时刻", question.text):
        chains += [span for span in dates.clock_times(source.text) if sentence.span.holds(span)]
    asked = {term.text for term in question.of_part(Part.DATE)}
    chains = [span for span in chains if span.of(source.text) not in asked]
    words = _places(question, source, sentence.span, matcher)
    for span in chains:
        fine = dates.fits(question.text, span.of(source.text))
        near = closeness(source.text, span, words, chains)
        if not fine and "年" in question.text[-8:]:
            continue  # a year is asked for: a day without one is no answer
        yield Candidate(sentence, span, near * (1.0 if fine else 0.4) + (0.2 if fine else 0.0))


def _people(question: Understanding, sentence: RankedSentence, matcher: Matcher) -> Iterator[Candidate]:
    source = sentence.source
    posts = [term.text for term in question.of_part(Part.POST)]
    own = [person for person in source.people if sentence.span.holds(person.span)]
    own = [person for person in own if person.span.of(source.text) not in question.text]
    words = _places(question, source, sentence.span, matcher)
    spans = [person.span for person in own]
    for person in own:
        fit = _post_fits(posts, person, source) if posts else 0.5
        if fit > 0:
            near = closeness(source.text, person.span, words, spans)
            named = 0.2 if source.text[: person.post.start].endswith(("的是", "的为", "由")) else 0.0
            yield Candidate(sentence, person.span, 0.5 * near + 0.4 * fit + named + (0.1 if person.is_sure else 0.0))


def _post_fits(posts: Sequence[str], person: Person, source: Source) -> float:
    """Return how well a person holds the posts asked for: 总经理 is not 副总经理, nor the reverse."""
    post = person.post.of(source.text)
    after = re.match(r"(?:任|是|为|担任|兼任|当选|,)?[^,。;]{0,24}", source.text[person.span.end :])
    beside = (post, after.group() if after else "")
    best = 1.0
    for wanted in posts:
        match = POSTS.search(wanted)
        core = match.group() if match else wanted
        pattern = re.compile(rf"(?<!副){re.escape(core)}" if not core.startswith("副") else re.escape(core))
        if pattern.search(beside[0]):
            exact = wanted in post or core == wanted
            best = min(best, 1.0 if exact else 0.7)
        elif pattern.search(beside[1]) and re.match(r"任|是|为|担任|兼任|当选", beside[1]):
            best = min(best, 0.9)
        else:
            return 0.0
    return best


def _asks_post(question: Understanding) -> bool:
    """Return whether the name is given and the post asked for: 黄瑾是什么职务?, 任艳芬是谁?"""
    if re.search(r"职务|职位|身份|官职|头衔|职称|什么人|任职", question.text):
        return True
    return bool(re.match(r"^(?P<name>[\u4e00-\u9fff]{2,4})是(?:谁|哪位|什么人)", question.text)) and not question.of_part(Part.POST)


def _posts(question: Understanding, sentence: RankedSentence, matcher: Matcher) -> Iterator[Candidate]:
    source = sentence.source
    for person in source.people:
        name = person.span.of(source.text)
        if not sentence.span.holds(person.span) or name not in question.text:
            continue
        before = _trimmed_post(source.text, person.post)
        if POSTS.search(before.of(source.text)):
            yield Candidate(sentence, before, 0.9)
        after = re.match(
            r"(?:\((?P<inside>[^()]{2,40})\)|,?(?:在[^,。;]{2,12})?(?:现|兼|时|担)?(?:任|兼任|担任|是|为|系|当选)(?P<post>[^,。;]{2,50}))",
            source.text[person.span.end :],
        )
        if after:
            group = "inside" if after["inside"] else "post"
            yield Candidate(sentence, Span(*after.span(group)).shift(person.span.end), 0.8)


def _trimmed_post(text: str, post: Span) -> Span:
    """Return the post without what leads up to it: 位于昆山高新区的, 位, 的."""
    lead = re.match(r"(?:[^、]*?(?:位于|同样作为|作为|身为|今年|现年)[^、]*?的)?(?:\d+岁的?)?(?:位|名)?", post.of(text))
    return Span(post.start + (lead.end() if lead else 0), post.end)


def _lists(question: Understanding, sentence: RankedSentence, matcher: Matcher) -> Iterator[Candidate]:
    source = sentence.source
    words = _places(question, source, sentence.span, matcher)
    head = _head(question.text)
    found = [
        enumeration
        for enumeration in enumerations(source.text, source.analysis.words, source.tag)
        if sentence.span.overlaps(enumeration.span)
    ]
    spans = [enumeration.span for enumeration in found]
    for enumeration in found:
        if all(item.of(source.text) in question.text for item in enumeration.items):
            continue
        near = closeness(source.text, enumeration.span, words, spans)
        count = _count_fits(question.item_count, len(enumeration.items))
        after = source.text[enumeration.span.end - 4 : enumeration.span.end + 14]
        headed = 0.2 if head and (head[-2:] in after or head in source.text[max(0, enumeration.span.start - 12) : enumeration.span.start]) else 0.0
        if any(_PRICED.search(item.of(source.text)) for item in enumeration.items):
            count -= 1.0
        whole = Span(enumeration.items[0].start, enumeration.items[-1].end)
        yield Candidate(sentence, whole, 0.5 * near + 0.3 * count + headed, enumeration.items)
    for tail in dict.fromkeys((head, head[-2:])):
        items = tuple(item for item in items_ending_in(source.text, tail) if sentence.span.holds(item))
        items = tuple(item for item in items if item.of(source.text) not in question.text)
        if len(items) > 1:
            count = _count_fits(question.item_count, len(items))
            near = closeness(source.text, Span(items[0].start, items[-1].end), words, ())
            yield Candidate(sentence, Span(items[0].start, items[-1].end), 0.4 * near + 0.3 * count + 0.1, items)
            break


# 总投资30亿元 beside the names of projects: a figure, no item
_PRICED = re.compile(r"^[^((]*\d[\d.,]*(?:余|多)?[万亿]?(?:元|美元|%|家|个)")


def _count_fits(wanted: int | None, found: int) -> float:
    if wanted is None:
        return 0.5
    return 1.0 if wanted == found else 0.0 if found < wanted else 0.2


_HEAD = re.compile(
    r"(?:哪(?:[两三四五六七八九十几]|\d+)?(?:个|些|家|项|种|类|大|条|处|方面|位|款|座|所|级|套)*|什么|哪些)(?P<head>[\u4e00-\u9fff]*?)(?:的?(?:工作|内容)?[?]?$|[?,]|实施|体系)"
)


def _head(text: str) -> str:
    """Return the noun that a list question asks for.

    >>> _head("江阴设立了哪几个集中隔离医学观察点?"), _head("要求抓好哪四个方面的工作?"), _head("签约了哪些重大项目?")
    ('集中隔离医学观察点', '', '重大项目')
    """
    match = _HEAD.search(text)
    return match["head"].removeprefix("方面") if match else ""


def _quotes(question: Understanding, sentence: RankedSentence, matcher: Matcher) -> Iterator[Candidate]:
    """Yield the quotations whose speaker is named in the question, else what stands after 说 or 表示."""
    source = sentence.source
    text = source.text
    names = [person for person in source.people if person.span.of(text) in question.text]
    for match in re.finditer(r"[“「](?P<said>[^“”「」]{4,}?)[”」](?P<after>[^“「。]{0,60})", text):
        said = Span(*match.span("said"))
        if not sentence.span.overlaps(said):
            continue
        words = _places(question, source, said, matcher)
        own = any(abs(name.span.start - said.end) < 60 or abs(said.start - name.span.end) < 20 for name in names)
        ends = 0.1 if said.of(text)[-1] in "。!?," else 0.0
        heard = min(1.0, sum(weight for weight, _ in words) / (sum(question.weights) or 1.0))
        yield Candidate(sentence, said, (0.5 if own else 0.2) + 0.3 * heard + ends)
    reported = re.search(r"(?:说|表示|认为|指出|强调|介绍说?|称|坦言|批示)[,::](?P<said>[^。“”]{6,})", sentence.text)
    if reported:
        yield Candidate(sentence, Span(*reported.span("said")).shift(sentence.span.start), 0.45 if names else 0.3)


_PLACE_WORDS = re.compile(
    r"(?:设在|位于|坐落于|坐落在|地处|来自|前往|送往|送到|来到|落户于?|搬迁至|搬到|迁至|迁到|住在|家住|开往|赶往|在)(?P<place>[\u4e00-\u9fff()a-z0-9]{2,24}?)(?=[,。;、]|进行|举行|召开|举办|设|开展|的|成立|工作|签约|上班|接受|接种|$)"
)


def _places_asked(question: Understanding, sentence: RankedSentence, matcher: Matcher) -> Iterator[Candidate]:
    source = sentence.source
    words = _places(question, source, sentence.span, matcher)
    found: list[tuple[Span, float, tuple[Span, ...]]] = []
    for match in _PLACE_WORDS.finditer(sentence.text):
        found.append((Span(*match.span("place")).shift(sentence.span.start), 0.25, ()))
    for enumeration in enumerations(source.text, source.analysis.words, source.tag):
        texts = [item.of(source.text) for item in enumeration.items]
        places = sum(source.tag(text[:2]).startswith("ns") or text[-1:] in "省市县区镇乡村路街站口园楼院" for text in texts)
        if sentence.span.overlaps(enumeration.span) and 2 * places >= len(texts):
            found.append((Span(enumeration.items[0].start, enumeration.items[-1].end), 0.4, enumeration.items))
    for word in source.analysis.words:
        if sentence.span.holds(word) and source.tag(word.of(source.text)).startswith("ns"):
            found.append((word, 0.1, ()))
    spans = [span for span, _, _ in found]
    for span, bonus, items in found:
        texts = [item.of(source.text) for item in items] or [span.of(source.text)]
        if all(text in question.text for text in texts):
            continue
        yield Candidate(sentence, span, 0.6 * closeness(source.text, span, words, spans) + bonus, items)


_ORGANISATION = re.compile(
    r"(?:公司|集团|研究院|研究所|银行|医院|大学|学院|委员会|管委会|办事处|创投|生物|科技|电气|药业|机械|重工|电子|材料|产业园|园区|项目|平台|中心|工作组|小组|专班|指导组|协会|局|报社|导报|传媒)$"
)


def _organisations(question: Understanding, sentence: RankedSentence, matcher: Matcher) -> Iterator[Candidate]:
    source = sentence.source
    words = _places(question, source, sentence.span, matcher)
    found = [span for span in _organisation_names(source) if sentence.span.holds(span)]
    found = [span for span in found if span.of(source.text) not in question.text]
    head = re.search(r"(?:哪|什么)(?:一)?(?:个|家)?(?P<head>[\u4e00-\u9fff]{2})", question.text)
    for span in found:
        same = 0.2 if head and span.of(source.text).endswith(head["head"]) else 0.0
        yield Candidate(sentence, span, 0.7 * closeness(source.text, span, words, found) + same)


def _organisation_names(source: Source) -> list[Span]:
    """Return the names of bodies: a word that says so with the nouns before it."""
    found = []
    words = source.analysis.words
    for index, word in enumerate(words):
        if not _ORGANISATION.search(word.of(source.text)) or (len(word) < 2 and index == 0):
            continue
        start = word.start
        for before in reversed(words[max(0, index - 8) : index]):
            tag = source.tag(before.of(source.text))
            is_noun = tag.startswith(("n", "x", "j", "b", "a", "g", "vn", "z", "i", "l", "eng", "m", "q", "s")) or len(before) == 1
            if before.end != start or not is_noun or before.of(source.text) in "的了在和与及对为是等由被让向从到年月日":
                break
            start = before.start
        if word.end - start >= 4:
            found.append(Span(start, word.end))
    return found


_BY_KIND: dict[Kind, Extract] = {
    Kind.NUMBER: _figures,
    Kind.DATE: _dates,
    Kind.PERSON: _people,
    Kind.LIST: _lists,
    Kind.QUOTE: _quotes,
    Kind.PLACE: _places_asked,
    Kind.ORGANISATION: _organisations,
}
