"""What people call an indicator, and clauses of a question that say which figure is not wanted."""

from __future__ import annotations

import re

from answers.vocabulary import any_of, table, vocabulary

_ALIASES = table("indicator-aliases")
_BARE_YEAR = re.compile(r"(?<![\d.])20\d\d(?=$|[,。;?)的])")
_GROWTH = tuple(vocabulary("growth-ends"))
# 要总额,不要增速
_UNWANTED = re.compile(rf"[,?;。][^,?;。]{{0,4}}(?:{any_of(vocabulary('unwanted'))})[^,?;。]*")


def in_indicators(text: str) -> str:
    """Return a normalised text with the indicator that is meant for what people call it.

    >>> in_indicators("各省的经济增速是多少?")
    '各省的地区生产总值增速是多少?'
    """
    for said, meant in _ALIASES:
        text = text.replace(said, meant)
    return text


def with_years(text: str) -> str:
    """Return a normalised question with 年 behind a year that is named alone.

    >>> with_years("各省收入多少?要2025的"), with_years("2025年2025亩")
    ('各省收入多少?要2025年的', '2025年2025亩')
    """
    return _BARE_YEAR.sub(r"\g<0>年", text)


def of_growth(text: str) -> str:
    """Return an indicator as it stands in a document with the one that it is the growth of: 经济增长.

    What else people call an indicator may be another one there: 经济总量 of a zone.
    """
    return in_indicators(text) if text.endswith(_GROWTH) else text


def wanted_alone(text: str) -> str:
    """Return a normalised question without what it does not want.

    >>> wanted_alone("各省零售总额是多少?要总额,不要增速")
    '各省零售总额是多少?要总额'
    """
    return _UNWANTED.sub("", text)
