"""True sentences made untrue, and held against their documents: `python -m tests.benchmarks.mutated_drafts [FOLDER…]`.

Each sentence gets one fault of a kind (a digit, a unit, the subject, a date, a name, a post, done for planned, the contrary).
`caught` differs with the source's own words among the differences; `vouched` is what is called verbatim or supported.
True sentences in other words (tests/gold/paraphrases, written from the documents alone) are checked as well: `accused` are those that differ or
are absent.
"""

# ruff: noqa: T201 -- what it prints is what it is for

from __future__ import annotations

import argparse
import os
import re
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from answers.answerer import Answerer
from answers.checking.checked import Checked, Verdict
from answers.checking.checker import Checker
from answers.sources import Source
from retrieval.analysis import Analyser
from retrieval.normalise import normalise
from retrieval.segmenter import open_segmenter
from tests.evaluation.answerers import answerer_over

_EACH = 50
_PARAPHRASES = Path(__file__).parents[1] / "gold" / "paraphrases"
_SHORTEST, _LONGEST = 12, 130  # characters
_SWAPPED = {"万": "亿", "亿": "万"}
_UNITS = {
    "公里": "米",
    "公顷": "亩",
    "平方公里": "亩",
    "万亩": "万公顷",
    "美元": "元",
    "个百分点": "倍",
    "吨": "公斤",
    "人": "户",
}
_ZONES = ("江阴高新区", "无锡高新区", "昆山高新区", "南通开发区", "徐州经开区")
_PROVINCES = (
    "北京",
    "上海",
    "天津",
    "广东",
    "山东",
    "四川",
    "湖北",
    "湖南",
    "江西",
    "安徽",
    "海南",
    "宁夏",
    "广西",
    "万载",
)
_POSTS = {
    "副主任": "主任",
    "主任": "书记",
    "书记": "主任",
    "局长": "书记",
    "主席": "省长",
    "省长": "主席",
    "市长": "书记",
    "总经理": "董事长",
    "组长": "主任",
    "部长": "局长",
}
_PLANS = (("力争", "已"), ("预计", "已"), ("拟", "已"), ("将", "已"), ("已", "将"), ("已经", "将"))
_CONTRARY = (
    ("增长", "下降"), ("下降", "增长"), ("提高", "降低"), ("增加", "减少"), ("减少", "增加"), ("未", ""), ("高于", "低于"), ("上升", "下降"),
    ("提升", "下降"), ("出口", "进口"), ("新增", "减少"), ("扩大", "缩小"),
)  # fmt: skip
_GIVEN = "伟芳敏静强磊军洋勇杰"
_DIGIT = re.compile(
    r"(?<=\d)\d(?=[\d.]*(?:万|亿|%|个|家|人|元|公里|吨|户|项))|\d(?=(?:万|亿|%|个|家|人|元|公里|吨|户|项))"
)
_DAY = re.compile(r"(?P<month>\d{1,2})月(?P<day>\d{1,2})日")
_YEAR = re.compile(r"(?<!\d)20\d\d(?=年)")


class Mutated(NamedTuple):
    """An untrue sentence: `source` are the words of the true one that stood in place of what was written."""

    kind: str
    sentence: str
    true: str
    source: str


def digit(text: str, _: Source) -> tuple[str, str] | None:
    """Return a text with another digit in a figure."""
    for match in _DIGIT.finditer(text):
        old = match.group()
        new = str((int(old) + 3) % 9 + 1)
        if new != old:
            return text[: match.start()] + new + text[match.end() :], old
    return None


def unit(text: str, _: Source) -> tuple[str, str] | None:
    """Return a text with a figure in another unit."""
    for match in re.finditer(r"(?<=\d)[万亿](?!亿)", text):
        return text[: match.start()] + _SWAPPED[match.group()] + text[match.end() :], match.group()
    for old, new in _UNITS.items():
        if (match := re.search(rf"(?<=\d){old}", text)) is not None:
            return text[: match.start()] + new + text[match.end() :], old
    return None


def subject(text: str, source: Source) -> tuple[str, str] | None:
    """Return a text that tells of another zone or province."""
    for names in (_ZONES, _PROVINCES):
        for at, name in enumerate(names):
            if name in text:
                return text.replace(name, names[(at + 1) % len(names)]), name
    return None


def date(text: str, _: Source) -> tuple[str, str] | None:
    """Return a text with another day or year."""
    if (match := _DAY.search(text)) is not None:
        day = int(match["day"]) % 27 + 1
        return text[: match.start("day")] + str(day) + text[match.end("day") :], match.group()
    if (match := _YEAR.search(text)) is not None:
        return text[: match.start()] + str(int(match.group()) - 2) + text[match.end() :], match.group()
    return None


def name(text: str, source: Source) -> tuple[str, str] | None:
    """Return a text with a person's given name changed."""
    for person in source.people:
        said = person.span.of(source.text)
        if person.is_sure and said in text:
            new = next(one for one in _GIVEN if one != said[-1])
            return text.replace(said, said[:-1] + new), said
    return None


def post(text: str, source: Source) -> tuple[str, str] | None:
    """Return a text with another post before a person's name."""
    for person in source.people:
        said = person.span.of(source.text)
        for old, new in _POSTS.items():
            if f"{old}{said}" in text:
                return text.replace(f"{old}{said}", f"{new}{said}"), old
    return None


def status(text: str, source: Source) -> tuple[str, str] | None:
    """Return a text that tells as done what is planned, or the other way."""
    words = [span.of(source.text) for span in source.analysis.words]
    for old, new in _PLANS:
        before_verbs = [one for one, other in pairwise(words) if source.tag(other) == "v"]
        if old in text and words.count(old) == 1 and old in before_verbs:
            return text.replace(old, new, 1), old
    return None


def polarity(text: str, source: Source) -> tuple[str, str] | None:
    """Return a text that says the contrary."""
    words = [span.of(source.text) for span in source.analysis.words]
    for old, new in _CONTRARY:
        if old in text and old in words:
            return text.replace(old, new, 1), old
    return None


_KINDS: tuple[Callable[[str, Source], tuple[str, str] | None], ...] = (
    digit, unit, subject, date, name, post, status, polarity,
)  # fmt: skip


def sentences(answerer: Answerer) -> Iterator[tuple[str, Source]]:
    """Yield the sentences of a library in an order that is the same on every machine and mixes its documents."""
    found = []
    for document_id in answerer.sources.names():
        for passage in answerer.sources.passages(document_id):
            source = answerer.sources.find(passage.id)
            if source is None or not passage.is_body:
                continue
            for span in source.sentences:
                text = span.of(source.text)
                if _SHORTEST <= len(text) <= _LONGEST and text[-1:] in "\u3002;":
                    found.append((text.rstrip(";\u3002") + "\u3002", source))
    yield from sorted(found, key=lambda pair: sha256(pair[0].encode()).hexdigest())


def mutate(answerer: Answerer, each: int) -> list[Mutated]:
    """Return untrue sentences, so many a kind; a true one serves but once."""
    made: list[Mutated] = []
    counts: Counter[str] = Counter()
    for text, source in sentences(answerer):
        for kind in sorted(_KINDS, key=lambda kind: counts[kind.__name__]):
            if counts[kind.__name__] < each and (changed := kind(text, source)) is not None:
                made.append(Mutated(kind.__name__, changed[0], text, changed[1]))
                counts[kind.__name__] += 1
                break
    return made


def report(checker: Checker, made: Sequence[Mutated], shows: bool) -> Counter[str]:
    """Print what became of each kind, and return the sums."""
    of_kind: dict[str, Counter[str]] = defaultdict(Counter)
    started = time.perf_counter()
    for one in made:
        found = next(iter(checker.check(one.sentence)))
        marks = of_kind[one.kind]
        is_caught = found.verdict is Verdict.DIFFERS and _names(found, one)
        is_vouched = found.verdict in (Verdict.VERBATIM, Verdict.SUPPORTED)
        marks.update(of=1, caught=is_caught, differs=found.verdict is Verdict.DIFFERS, vouched=is_vouched)
        if shows and not is_caught:
            print(
                one.kind,
                found.verdict.value,
                [(d.written, d.source) for d in found.differences],
                found.missing,
                one.sentence,
                "<-",
                one.source,
            )
    total: Counter[str] = Counter()
    for kind, marks in of_kind.items():
        total.update(marks)
        print(f"{kind:10} {_line(marks)}")
    print(
        f"{'all':10} {_line(total)}  {1000 * (time.perf_counter() - started) / max(1, len(made)):.0f} ms a sentence"
    )
    return total


def _names(found: Checked, made: Mutated) -> bool:
    """Return whether a difference has in the source what the true sentence has; a piece of it is enough (百 of 百万元)."""
    return any(normalise(made.source).text in normalise(one.source).text for one in found.differences) or (
        made.kind == "digit" and any(normalise(one.source).text in made.true for one in found.differences)
    )


def _line(marks: Counter[str]) -> str:
    shares = " ".join(f"{mark} {marks[mark] / marks['of']:6.1%}" for mark in ("caught", "differs", "vouched"))
    return f"{marks['of']:4} {shares}"


def check_paraphrases(checker: Checker, lines: Sequence[str], shows: bool) -> None:
    """Print how many true sentences in other words are accused, and how many of them with another digit are caught."""
    verdicts: Counter[Verdict] = Counter()
    for line in lines:
        found = next(iter(checker.check(line)))
        verdicts[found.verdict] += 1
        if shows and found.verdict.needs_a_hand:
            place = found.citations[0].quote.text[:150] if found.citations else ""
            print(
                "accused",
                found.verdict.value,
                [(d.written, d.source) for d in found.differences],
                found.missing,
                line,
                "|",
                place,
            )
    accused = sum(count for verdict, count in verdicts.items() if verdict.needs_a_hand)
    print(f"paraphrases {len(lines)}: accused {accused / max(1, len(lines)):.1%}", dict(verdicts))


def _given() -> list[Path]:
    """Return the folders that the environment names."""
    named = os.environ.get("YOUJU_ORIGINALS", ""), *os.environ.get("YOUJU_REPORTS", "").split(os.pathsep)
    return [Path(one) for one in named if one]


def main() -> None:
    """Print a table a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="*", default=_given())
    parser.add_argument("--each", type=int, default=_EACH)
    parser.add_argument(
        "--paraphrases", type=Path, default=_PARAPHRASES, help="a folder of files named as the folders"
    )
    parser.add_argument("--failures", action="store_true")
    options = parser.parse_args()
    if not options.folders:
        print("mutated_drafts left out: folders, YOUJU_ORIGINALS or YOUJU_REPORTS say where documents lie")
        return
    total: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as made:
        analyser = Analyser(open_segmenter(Path(made)))
        for folder in options.folders:
            with answerer_over(folder, Path(made) / folder.name, analyser) as answerer:
                checker = Checker(answerer)
                print(folder.name)
                total.update(report(checker, mutate(answerer, options.each), options.failures))
                file = options.paraphrases / f"{folder.name}.txt"
                if file.exists():
                    check_paraphrases(checker, file.read_text("utf-8").splitlines(), options.failures)
    print(f"{'together':10} {_line(total)}")


if __name__ == "__main__":
    main()
