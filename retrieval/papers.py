"""The number that an office gives a paper, in the form of GB/T 9704: 国发〔2020〕5号."""

from __future__ import annotations

# Of normalised text; `office` may begin with words that stand in front of it: 根据国发.
PAPER_NUMBER = r"(?P<office>[\u4e00-\u9fff]{1,12})[\u3014\[(]\d{4}[\u3015\])]\d{1,8}号"
