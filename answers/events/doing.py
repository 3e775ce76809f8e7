"""Who does what: the people of a text, with the verbs of office that follow their names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from answers.candidates.people import WHOSE_WORDS, trimmed_post
from answers.matching import exactly
from answers.questions.parts import POSTS
from answers.sources import Source
from answers.spans.names import Person
from answers.vocabulary import any_of, table, vocabulary
from retrieval.types import Span

SAYING, ADDRESSING = "saying", "addressing"
_SAID = {deed: any_of(said.split()) for deed, said, _ in table("deeds-of-people")}
_ANY = re.compile("|".join(_SAID.values()))
# The verb stands behind the name, be it behind a day (早在小年夜即发出动员令); or begins a later clause: 出席会议并讲话.
_DOES = {
    deed: re.compile(rf"^[^,;。:\u201c]{{0,16}}?(?:{verbs})|(?:并|[,;])[^,;。:\u201c]{{0,4}}?(?:{verbs})")
    for deed, verbs in _SAID.items()
}
_WHO = r"[^,;。:\u201c]{0,8}的(?:是|有|还有)$"
# 主持会议的是 before who does it.
_DONE_BY = re.compile(rf"(?:{_ANY.pattern}){_WHO}")
_DOES_IT = {deed: re.compile(rf"(?:{verbs}){_WHO}") for deed, verbs in _SAID.items()}
_REPORTS = re.compile(rf"(?:{_SAID[SAYING]})[,:]")
_ADDS_WHO = re.compile(r"[^,:]{1,16}[。,]?")  # 王某说 · 早在小年夜即发出动员令, behind a quotation
_UNDONE = re.compile(any_of(vocabulary("negations")))
_AND = re.compile(r"[、,和与及 ]{0,2}")
_OFFICES = any_of(vocabulary("posts-of-officials"))
_OFFICIAL = re.compile(rf"(?:{_OFFICES})$")
_TITLE = re.compile(_OFFICES)
_FIRMS = re.compile(any_of(vocabulary("trade-endings") | vocabulary("firm-ends")))
_IN_FIRM = re.compile(rf"(?:{any_of(vocabulary('posts-in-firms'))})$")
_OPENS, _CLOSES = "\u201c", "\u201d"
_SHORTEST_WORDS = 12  # code points of a quotation that are words of somebody, and no name
_LONGEST_SPEECH = 400  # code points that are quoted of what somebody says in one passage


@dataclass(frozen=True, slots=True)
class Doing:
    """Somebody who is told to do something: `deed` is one of the table's; `post` is as it stands nearest to the name.

    All ranges are of the source's normalised text; `statement` is what tells it, for a speech with what is said.
    """

    source: Source
    person: Span
    post: str
    deed: str
    statement: Span

    @property
    def name(self) -> str:
        """The person's name, normalised."""
        return self.person.of(self.source.text)

    @property
    def is_official(self) -> bool:
        """Whether the person holds a public office."""
        return _OFFICIAL.search(self.post) is not None and _FIRMS.search(self.post) is None

    @property
    def has_words(self) -> bool:
        """Whether it is told what the person said, and not only that he spoke."""
        is_quoted = _OPENS in self.statement.of(self.source.text)
        return self.deed == SAYING or (self.deed == ADDRESSING and is_quoted)

    @property
    def is_of_firm(self) -> bool:
        """Whether the person holds a post in a company."""
        return _FIRMS.search(self.post) is not None or _IN_FIRM.search(self.post) is not None


def doings(sources: Iterable[Source]) -> tuple[Doing, ...]:
    """Return what the people of one article do, in order; a post that is said once is a person's all through.

    Whoever is named without a post anywhere is left out: 小王说.
    """
    read = list(sources)
    posts: dict[str, str] = {}
    for source in read:
        for person in source.people:
            if post := _post(source, person):
                posts.setdefault(person.span.of(source.text), post)
    return tuple(one for source in read if _may_tell(source.text) for one in _in(source, posts))


def _is_done(pattern: re.Pattern[str], said: str) -> bool:
    """Return whether a text tells of a deed, and not that it was left undone: 没有出席."""
    match = pattern.search(said)
    return match is not None and _UNDONE.search(match.group()) is None


def _may_tell(text: str) -> bool:
    """Return whether a text says a verb of the table, or quotes somebody."""
    return _ANY.search(text) is not None or _OPENS in text


def _in(source: Source, posts: Mapping[str, str]) -> Iterator[Doing]:
    """Yield what the people with posts do in one passage, sentence by sentence."""
    people = _known(source, posts)
    for number, sentence in enumerate(source.sentences):
        own = [one for one in people if sentence.holds(one.span)]
        for place, person in enumerate(own):
            after = Span(own[_last(source, own, place)].span.end, _end(source, own, place, sentence))
            said = _DONE_BY.sub("", after.of(source.text))
            if reported := _REPORTS.search(said):
                said = said[: reported.end()]  # what follows is what he says, not what he does
            if WHOSE_WORDS.match(said):
                continue
            before = source.text[sentence.start : _begin(person)]
            deeds = [
                deed
                for deed, pattern in _DOES.items()
                if _is_done(pattern, said) or _is_done(_DOES_IT[deed], before)
            ]
            if not deeds and person is own[-1] and _is_beside_words(source, number, said):
                deeds = [SAYING]  # 总经理王健强信心满满。\u201c接到的订单\u2026\u201d
            for deed in deeds:
                is_speech = deed in (SAYING, ADDRESSING)
                statement = _speech(source, number, said) if is_speech else sentence
                yield Doing(source, person.span, posts[person.span.of(source.text)], deed, statement)


def _is_beside_words(source: Source, number: int, said: str) -> bool:
    """Return whether somebody's words stand behind a sentence, or right before one that only adds who he is."""
    before = source.sentences[number - 1].of(source.text).rstrip() if number else ""
    is_behind = before.endswith(_CLOSES) and _ADDS_WHO.fullmatch(said.strip()) is not None
    return is_behind or _is_quoted(source, number + 1)


def _is_quoted(source: Source, number: int) -> bool:
    """Return whether a sentence is somebody's words: it begins with a quotation mark and holds a clause."""
    if number >= len(source.sentences):
        return False
    text = source.sentences[number].of(source.text).lstrip()
    return text.startswith(_OPENS) and len(text) >= _SHORTEST_WORDS


def _known(source: Source, posts: Mapping[str, str]) -> list[Person]:
    """Return where a text names those whose posts its article tells, be it without a post: 王敏书记, 王敏."""
    own = {one.span: one for one in source.people}
    found = [
        own.get(span, Person(span, Span(span.start, span.start), is_sure=True))
        for name in posts
        for span in exactly(name, source.text)
    ]
    return sorted(found, key=lambda one: one.span)


def _end(source: Source, people: Sequence[Person], place: int, sentence: Span) -> int:
    """Return where what a person does ends: before the next one, but for those who do the same (陈明、王强出席)."""
    for one, following in zip(people[place:], people[place + 1 :], strict=False):
        begins = _begin(following)
        if not _AND.fullmatch(source.text, one.span.end, max(begins, one.span.end)):
            return max(begins, people[place].span.end)
    return sentence.end


def _last(source: Source, people: Sequence[Person], place: int) -> int:
    """Return the place of the last of those who are named side by side from one on, be it with their posts: 主任陈明,副主任王强出席."""
    while place + 1 < len(people):
        end, begins = people[place].span.end, _begin(people[place + 1])
        if not _AND.fullmatch(source.text, end, max(begins, end)):
            break
        place += 1
    return place


def _begin(person: Person) -> int:
    """Return where a person begins to be named, with the post before the name."""
    return min(person.post.start, person.span.start) if person.post else person.span.start


def _post(source: Source, person: Person) -> str:
    """Return the post that stands before a name, or right behind it: 王敏书记."""
    before = trimmed_post(source.text, person.post).of(source.text)
    if POSTS.search(before.rstrip(" ,:")):
        return before.strip(" ,:")
    behind = _TITLE.match(source.text, person.span.end)
    return behind.group() if behind else ""


def _speech(source: Source, number: int, said: str) -> Span:
    """Return a sentence in which somebody speaks with what is said: quoted before it, or in the sentences that follow."""
    sentences = source.sentences
    own = sentences[number]
    before = sentences[number - 1] if number else None
    is_behind = _ADDS_WHO.fullmatch(said.strip()) is not None
    if is_behind and before is not None and before.of(source.text).rstrip().endswith(_CLOSES):
        opened = source.text.rfind(_OPENS, 0, before.end)
        return Span(opened, own.end) if opened >= 0 else own
    end = own.end
    for following in sentences[number + 1 :]:
        opened = source.text.count(_OPENS, own.start, end)
        if opened and opened <= source.text.count(_CLOSES, own.start, end):
            break
        is_another = any(following.holds(one.span) and _post(source, one) for one in source.people)
        if is_another or following.end - own.start > _LONGEST_SPEECH:
            break
        end = following.end
    return Span(own.start, end)
