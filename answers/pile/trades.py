"""In which trade a body is, by the sentence that says so: 存储器主控设计 of 是一家从事存储器主控设计的企业."""

from __future__ import annotations

import re

from answers.vocabulary import any_of, vocabulary
from retrieval.types import Span

_ASKS = re.compile(any_of(vocabulary("asks-trade")))
_BODY = "[^的,;。]{2,12}"
# 专业从事|钻机研发、制造|的高新技术企业
_DOES = re.compile(
    rf"(?:{any_of(vocabulary('trade-verbs'))})(?P<what>[^,;。的]{{2,30}}(?:的[^,;。的]{{2,20}}){{0,2}}?)(?=的{_BODY}[,;。]|[,;。]|的{_BODY}$|$)"
)
# 甲公司是|国内领先的服务商
_IS = re.compile(
    r"(?:^|[,;。]|[\u4e00-\u9fff)])(?<![不也还都就但而])是(?P<what>[^,;。:\u201c]{4,38})(?=[,;。]|$)"
)


def asks_trade(text: str) -> bool:
    """Return whether a question asks in which trade a body is."""
    return _ASKS.search(text) is not None


def trade_in(text: str) -> Span | None:
    """Return where a sentence says in which trade a body is, else what it is; None where it says neither, or that of two.

    >>> text = "华存公司2017年落户,是一家从事存储器主控设计的企业,集聚了人才。"
    >>> trade_in(text).of(text)
    '存储器主控设计'
    >>> text = "华安鑫创是国内领先的座舱电子服务商。"
    >>> trade_in(text).of(text)
    '国内领先的座舱电子服务商'
    >>> trade_in("丘钛公司总经理信心满满。") is None
    True
    """
    for pattern in (_DOES, _IS):
        found = list(pattern.finditer(text))
        if found:
            return Span(*found[0].span("what")) if len(found) == 1 else None
    return None
