"""Texts that nobody would write: pieces of documents and of soup, cut, doubled, shuffled, in other characters."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from hypothesis import strategies as st

from tests.widths import all_widened, traditional, widened

# Marks of both widths, Markdown, what directs and joins text without showing, what looks like markup or a control.
MARKS = tuple(
    ",.;:?!()[]{}<>|#*_`~^-+=/\\\"'%&@$ \t\n\uff0c\u3002\uff1b\uff1a\uff1f\uff01\uff08\uff09\u3001\u201c\u201d\u300a\u300b"
    "\u3010\u3011\u300c\u300d\u2026\u2014\u00b7\u3000\u00a0\uff5c\uff03\uff0d\uff0e\uff05\uff10\uff21"
)
HIDDEN = tuple(
    "\x00\x07\x08\x0b\x0c\x1b\x7f\x85\u00ad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202a\u202e\u2066\u2069\ufeff\ufffd\ufffe"
)
PIECES = (
    "---\n", "# ", "## a ##", "- ", "1. ", "> ", "| a | b |\n", "|---|---|\n", "```\n", "![图](a.png)", "[1]", "**", "<b>", "</b>", "&lt;",
    "title: ", "date: 2020-02-21\n", "<!-- -->", "\x1b[31m", "\r\n", "\r", "多少", "哪", "几个", "谁", "呢?", "第二个", "其中", "2月20日", "一百二十",
    "百分之", "三分之一", "37亿元", "91.9%", "和", "的", "“", "”", "《", "》", "有多少篇文档提到", "分别是", "对比", "总结一下", "\U0001f600", "\U0001f468\u200d\U0001f469",
    "\ufdfa", "\u3231", "\u00df", "\u0130", "e\u0301", "\u0e01\u0e33", "\u1100\u1161", "\U0002f81a", "/ask ", "@youju_bot ", "/", "08:30", "８点半",
)  # fmt: skip
_LONGEST_RUN = 300
_HIGHEST = 0x10FFFF
_SURROGATES = range(0xD800, 0xE000)


def fuzzed_texts(longest: int) -> st.SearchStrategy[str]:
    """Return what makes such texts for a property test, each of at most so many characters."""
    pieces = st.sampled_from((*MARKS, *HIDDEN, *PIECES)) | st.text(
        st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8
    )
    repeated = st.tuples(pieces, st.sampled_from([1, 1, 1, 2, 40])).map(lambda pair: pair[0] * pair[1])
    return st.lists(repeated, max_size=40).map(lambda made: "".join(made)[:longest])


class Fuzz:
    """Makes texts from a seed and some documents; the same seed makes the same texts."""

    def __init__(self, seed: int, documents: Sequence[str]) -> None:
        self.choice = random.Random(seed)
        self._documents = documents
        self._changes: tuple[Callable[[str], str], ...] = (
            self._cut, self._doubled, self._shuffled, self._sprinkled, self._repeated, widened, all_widened, traditional,
            str.upper, lambda text: text[::-1], lambda text: text.replace("\n", ""), lambda text: text.replace("。", ""),
        )  # fmt: skip

    def text(self, longest: int) -> str:
        """Return a text of at most so many characters."""
        made = "".join(self._piece(longest) for _ in range(self.choice.randint(1, 4)))
        for _ in range(self.choice.randint(0, 4)):
            made = self.choice.choice(self._changes)(made)
        return made[: self.choice.choice((longest, longest, longest // 4, 40))]

    def data(self, longest: int) -> bytes:
        """Return the bytes of a file, some of them of no encoding at all."""
        encoding = self.choice.choice(("utf-8", "utf-8-sig", "gb18030", "big5", "utf-16", "utf-16-le"))
        data = bytearray(self.text(longest).encode(encoding, "ignore"))
        for _ in range(self.choice.choice((0, 0, 0, 1, 5))):
            if data:
                data[self.choice.randrange(len(data))] = self.choice.randrange(256)
        return bytes(data)

    def _piece(self, longest: int) -> str:
        kind = self.choice.randrange(6)
        if kind < 2:
            document = self.choice.choice(self._documents)
            start = self.choice.randrange(len(document))
            return document[start : start + self.choice.randint(1, longest)]
        if kind == 2:
            return "".join(self.choice.choices(PIECES, k=self.choice.randint(1, 12)))
        if kind == 3:
            return "".join(
                self.choice.choices((*MARKS, *HIDDEN, *"复工企业一二12ab"), k=self.choice.randint(1, 60))
            )
        if kind == 4:
            return self._any_character() * self.choice.randint(1, _LONGEST_RUN)
        return "".join(self._any_character() for _ in range(self.choice.randint(1, 40)))

    def _any_character(self) -> str:
        highest = self.choice.choice((0x7F, 0x250, 0x3100, 0x9FFF, 0xFFFF, _HIGHEST))
        code = self.choice.randint(0, highest)
        return "\ufffd" if code in _SURROGATES else chr(code)

    def _cut(self, text: str) -> str:
        start = self.choice.randint(0, len(text))
        return text[:start] + text[start + self.choice.randint(0, 20) :]

    def _doubled(self, text: str) -> str:
        start = self.choice.randint(0, len(text))
        return text[:start] + text[start : start + 40] * self.choice.randint(2, 8) + text[start:]

    def _repeated(self, text: str) -> str:
        if not text:
            return text
        at = self.choice.randrange(len(text))
        return text[:at] + text[at] * self.choice.randint(2, _LONGEST_RUN) + text[at:]

    def _shuffled(self, text: str) -> str:
        lines = text.split("\n")
        self.choice.shuffle(lines)
        return "\n".join(lines)

    def _sprinkled(self, text: str) -> str:
        signs = list(text)
        for _ in range(self.choice.randint(1, 12)):
            signs.insert(self.choice.randint(0, len(signs)), self.choice.choice((*MARKS, *HIDDEN, *PIECES)))
        return "".join(signs)
