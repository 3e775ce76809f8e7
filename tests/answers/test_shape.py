"""What a span's own form tells: where it is cut, whether it breaks a list, how many figures it holds."""

from __future__ import annotations

import pytest

from answers.bearings import Bearings
from answers.shape import SHAPE_FEATURES, shape
from answers.sources import Whole
from answers.spans.ranges import Parts, Ranges
from retrieval.types import Span

_LIST = "支持清洁降碳、安全可靠、高效调节、智能运行等行动,投资30亿元,共4项。"


def _shape(
    text: str, part: str, figures: tuple[str, ...] = (), said: tuple[str, ...] = ()
) -> dict[str, float]:
    def at(piece: str) -> Span:
        start = text.index(piece)
        return Span(start, start + len(piece))

    words = [(1.0, [at(word)]) for word in said]
    bearings = Bearings(
        Parts.of([Span(0, len(text))]),
        words,
        [0] * len(words),
        [{0}] * len(words),
        Whole(found := Ranges.of(map(at, figures)), Ranges.of(()), Ranges.of(()), found),
    )
    return dict(zip(SHAPE_FEATURES, shape(text, at(part), bearings, {0}), strict=True))


def test_a_list_cut_within_its_last_item_is_told_from_the_whole():
    cut, whole = (
        _shape(_LIST, part)
        for part in (
            "清洁降碳、安全可靠、高效调节、智能",
            "清洁降碳、安全可靠、高效调节、智能运行",
        )
    )

    assert (cut["last item unlike"], whole["last item unlike"]) == (-0.5, 0.0)
    assert cut["closes"] < whole["closes"]
    assert cut["listed beside"] == whole["listed beside"] == 0


def test_items_left_out_before_or_behind_are_noticed():
    assert _shape(_LIST, "安全可靠")["listed beside"] == 2


@pytest.mark.parametrize(("part", "count"), [("30亿元", 1), ("30亿元,共4项", 2), ("清洁降碳", 0)])
def test_the_figures_in_a_span_are_counted(part: str, count: int):
    assert _shape(_LIST, part, figures=("30亿元", "4项"))["figures within"] == count


def test_what_the_question_says_itself_is_a_share_of_the_span():
    assert _shape(_LIST, "投资30亿元", said=("投资",))["said by question"] == pytest.approx(2 / 6)


def test_a_quotation_that_is_not_closed_is_unpaired():
    text = "入选“全球灯塔工厂”名单"

    assert _shape(text, "“全球灯塔工厂")["unpaired"] == 1
    assert _shape(text, "“全球灯塔工厂”")["unpaired"] == 0
