"""What says that the same is asked of each of several: 分别, 各自, 各, 都. All of it reads normalised text."""

from __future__ import annotations

import re

from answers.vocabulary import any_of, vocabulary

WORDS = any_of(vocabulary("each-words"))
_NO_EACH = any_of(vocabulary("no-each"))  # 各类 and 各项 are of nothing that is named
# 各是多少, 各有几家: what it stands behind, each is asked of
ALONE = re.compile("各(?=[自是有])")
# 各多少 as well, 各省 too
EACH = re.compile(rf"各(?!{_NO_EACH})")
# Before or behind a list: 几个项目都投了多少钱:甲园,乙园
OF_LISTED = re.compile(rf"{WORDS}|{EACH.pattern}|都")
# Behind names side by side: 甲园和乙园分别招了多少人, 甲园、乙园都有多少家; 各个 and 各省 stand before names
OF_NAMED = re.compile(rf"{WORDS}|各(?!{_NO_EACH}|个|{any_of(vocabulary('each-of'))})|都(?=是|有|在|投|达)")
# What goes where one of several is put in the place of all: 四川、安徽的省长分别是谁
OF_SUBJECTS = re.compile(rf"{WORDS}|各(?=[是自有指为])|都")
# 新签了多少项目?|外资的、内资的各几个
_HEADLESS = re.compile(
    rf"[?;。]\s*(?=(?:[^,、?;。的]{{1,16}}的(?:{any_of(vocabulary('joining-words') | {'、'})}))+[^,、?;。的]{{1,16}}的(?:{OF_NAMED.pattern}))"
)


def with_headless_joined(text: str) -> str:
    """Return a normalised message in which those that leave out their noun stand in the sentence before them, which says it.

    >>> with_headless_joined("新签了多少项目?外资的、内资的各几个")
    '新签了多少项目,外资的、内资的各几个'
    """
    return _HEADLESS.sub(",", text)
