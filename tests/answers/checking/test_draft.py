"""A draft to sentences, and what is none."""

from __future__ import annotations

import pytest

from answers.checking.draft import LONGEST_DRAFT, draft_of
from answers.errors import DraftError

_STOP = "\u3002"


def test_sentences_end_at_full_stops_and_lines_and_keep_their_quotations_whole():
    text = f"一、回顾\n\n- 全区复工率达90%{_STOP}他说:“都复工了{_STOP}还会更好{_STOP}”随后离开\n---\n"

    assert draft_of(text).sentences == (
        "一、回顾",
        f"全区复工率达90%{_STOP}",
        f"他说:“都复工了{_STOP}还会更好{_STOP}”",
        "随后离开",
    )


def test_a_quotation_that_is_never_closed_keeps_no_sentences_together():
    assert len(draft_of(f"他说:“都复工了{_STOP}" + f"全区复工{_STOP}" * 60).sentences) == 61


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "空"),
        (" \n---\n", "空"),
        ("全区复工。" * LONGEST_DRAFT, "太长"),
        ("The zone resumed work on the 20th of February.", "不是中文"),
        ("全区\x00\x01\x02\x03复工", "二进制"),
    ],
)
def test_what_is_no_draft_is_refused_with_what_it_is(text: str, said: str):
    with pytest.raises(DraftError, match=said):
        draft_of(text)
