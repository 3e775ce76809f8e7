"""People that may answer, by the posts they hold; and posts, by the people who hold them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from answers.candidates.candidate import Candidate, question_words
from answers.matching import Matcher
from answers.questions.parts import POSTS, Part
from answers.questions.understanding import Understanding
from answers.ranking import RankedSentence
from answers.sources import Source
from answers.spans.closeness import closeness
from answers.spans.names import Person
from answers.spans.posts import ASSISTANTS, is_held, places_of, whole
from retrieval.types import Span

# 贯彻落实某某总书记重要讲话精神: whose words are followed, not who does something.
WHOSE_WORDS = re.compile(
    r"(?:总书记|主席|总理|书记|同志)?(?:的|一?系列|关于[^,。;]{0,20})?(?:重要(?:讲话|指示|批示|论述)|思想|精神|指示|批示|论述)"
)


def people_asked(question: Understanding, sentence: RankedSentence, matcher: Matcher) -> Iterator[Candidate]:
    """Yield the people of a sentence who hold the post asked for, where one is asked for."""
    source = sentence.source
    posts = [whole(question.text, *(term.span.start, term.span.end)) for term in question.of_part(Part.POST)]
    own = [person for person in source.people if sentence.span.holds(person.span)]
    own = [person for person in own if person.span.of(source.text) not in question.text]
    own = [person for person in own if not WHOSE_WORDS.match(source.text[person.span.end :])]
    words = question_words(question, source, sentence.span, matcher)
    spans = [person.span for person in own]
    for person in own:
        fit = _post_fits(posts, person, source) if posts else 0.5
        if fit > 0:
            near = closeness(source.text, person.span, words, spans)
            named = 0.2 if source.text[: person.post.start].endswith(("的是", "的为", "由")) else 0.0
            yield Candidate(
                sentence, person.span, 0.5 * near + 0.4 * fit + named + (0.1 if person.is_sure else 0.0)
            )


def _post_fits(posts: Sequence[str], person: Person, source: Source) -> float:
    """Return how well a person holds the posts asked for: 总经理 is neither 副总经理 nor 总经理助理, nor the reverse."""
    post = person.post.of(source.text)
    after = re.match(r"(?:任|是|为|担任|兼任|当选|,)?[^,。;]{0,30}", source.text[person.span.end :])
    beside = (post, after.group() if after else "")
    best = 1.0
    for wanted in posts:
        match = POSTS.search(wanted)
        core = match.group() if match and not wanted.endswith(ASSISTANTS) else wanted
        if _holds(beside[0], core):
            exact = wanted in post or core == wanted
            best = min(best, 1.0 if exact else 0.7)
        elif _holds(beside[1], core) and re.match(r"任|是|为|担任|兼任|当选|\(", beside[1]):
            best = min(best, 0.9)
        else:
            return 0.0
    return best


def _holds(text: str, post: str) -> bool:
    """Return whether a text says a post that is its holder's."""
    return any(is_held(text, at, post) for at in places_of(post, text))


def asks_for_a_post(question: Understanding) -> bool:
    """Return whether the name is given and the post asked for: as in 黄瑾是什么职务 and 任艳芬是谁."""
    if re.search(
        r"职务|职位|身份|官职|头衔|职称|(?:什么|啥)人|任职|(?:什么|啥|何)(?:职|官)|是(?:干|做)(?:什么|啥)的",
        question.text,
    ):
        return True
    return bool(
        re.match(r"^(?P<name>[\u4e00-\u9fff]{2,4})是(?:谁|哪位|什么人)", question.text)
    ) and not question.of_part(Part.POST)


def posts_asked(question: Understanding, sentence: RankedSentence, matcher: Matcher) -> Iterator[Candidate]:
    """Yield the posts that stand beside the name which the question gives."""
    source = sentence.source
    for person in source.people:
        name = person.span.of(source.text)
        if not sentence.span.holds(person.span) or name not in question.text:
            continue
        found = []
        before = trimmed_post(source.text, person.post)
        if POSTS.search(before.of(source.text)):
            found.append(before)
        after = _POST_AFTER.match(source.text[person.span.end :])
        if after:
            group = "inside" if after["inside"] else "post"
            found.append(Span(*after.span(group)).shift(person.span.end))
        if found:
            whole = Span(found[0].start, found[-1].end)
            items = tuple(found) if len(found) > 1 else ()
            yield Candidate(sentence, whole if items else found[0], 0.9 if before in found else 0.8, items)


# (东方通信制造部经理) · 在江阴高新区任管委会副主任、党工委副书记 · 是社区家庭医生
_POST_AFTER = re.compile(
    r"(?:\((?P<inside>[^()]{2,40})\)|,?(?:在[^,。;]{2,12})?(?:现|兼|时|担)?(?:任|兼任|担任|是|为|系|当选)(?P<post>[^,。;]{2,50}))"
)


def trimmed_post(text: str, post: Span) -> Span:
    """Return the post without what leads up to it: 位于昆山高新区的, 位, 的."""
    lead = re.match(
        r"(?:[^、]{0,60}?(?:位于|同样作为|作为|身为|今年|现年)[^、]{0,60}?的)?(?:\d{1,3}岁的?)?[位名]?",
        post.of(text),
    )
    return Span(post.start + (lead.end() if lead else 0), post.end)
