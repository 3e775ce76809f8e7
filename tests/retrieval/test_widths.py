"""A document is laid out and cut alike in full- or half-width marks, in traditional or simplified characters."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.analysis import Analyser
from retrieval.normalise import in_place, normalise
from retrieval.passages import passages
from retrieval.types import Document
from tests.retrieval.reading import read
from tests.widths import all_widened, traditional, widened

_SAMPLES = sorted(Path(__file__).with_name("samples").glob("*.txt"))
# What the folder says of itself is no document. Its links are markup in half width alone.
_SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("[a-z]*.md"))
_CHANGES = [widened, all_widened, traditional]

# An office file whose every rule depends on a mark: field, list, tear, caption, table, signature.
_OFFICE = (
    "主题:复工简报(第3期)\n\n一、总体情况\n\n(一)企业复工\n\n截至2月25日,全区企业复工率为91.9%;员工到岗率为90%,\n"
    "比前一日提高2个百分点。\n\n时间:2020年2月26日\n\n1.责任单位:经信局\n\n单位   复工率   到岗率\n滨江   91.9%   90%\n"
    "江阴   100%   80%\n\n图为复工现场(左一)。\n\n某某区人民政府办公室\n(2020年2月26日)\n"
)
_TORN = "全区规模以上工业企业已经全部复工,员工到岗率稳步上升,各项指标持续向好(见附表\n\n一),下一步将继续服务企业。\n\n结束了。\n"
_WRAPPED = "\n".join(
    [
        "全区规模以上工业企业已经全部复工,员工到岗率",
        "稳步上升,各项指标持续向好;下一步将继续服务企",
        "业,帮助企业解决用工难、融资难等实际问题(含各",
    ]
    * 4
)


def _read(
    name: str, text: str, analyser: Analyser
) -> tuple[Document, tuple[object, ...], tuple[object, ...]]:
    document = read(text, name, analyser.segmenter.is_word)
    laid_out = tuple(
        (block.kind, block.level, normalise(block.label).text, block.spans) for block in document.blocks
    )
    return document, laid_out, tuple(passage.spans for passage in passages(document))


_TEXTS = {path.name: path.read_text("utf-8") for path in (*_SAMPLES, *_SEEDS)} | {
    "office.txt": _OFFICE,
    "torn.txt": _TORN,
    "wrapped.txt": _WRAPPED,
    "marks.md": "---\ntitle: 简报:第一期\ndate: 2020年2月\n---\n\n图:复工现场\n\n## (一)总体\n\n- 一项,\n- 二项\n\n| 甲 | 乙 |\n|---|:-:|\n| 1 | 2 |\n",
}  # fmt: skip


@pytest.mark.parametrize("change", _CHANGES)
@pytest.mark.parametrize("name", _TEXTS)
def test_a_document_in_other_characters_is_laid_out_and_cut_alike(
    name: str, change: Callable[[str], str], analyser: Analyser
):
    document, laid_out, cut = _read(name, _TEXTS[name], analyser)
    other, other_laid_out, other_cut = _read(name, change(_TEXTS[name]), analyser)

    assert (other_laid_out, other_cut) == (laid_out, cut)
    assert normalise(other.title).text == normalise(document.title).text
    assert other.published == document.published


_lines = st.text(st.sampled_from("复工企业率 员,。;:!?()、“”#|->一二12.\t《》…"), max_size=60)


@given(
    st.lists(_lines, max_size=12), st.sampled_from([".txt", ".md"]), st.sampled_from([widened, all_widened])
)
@settings(deadline=None)
def test_no_line_is_read_otherwise_for_the_width_of_its_marks(
    analyser: Analyser, lines: list[str], suffix: str, change: Callable[[str], str]
):
    text = "\n".join(lines)

    assert _read(f"a{suffix}", change(text), analyser)[1:] == _read(f"a{suffix}", text, analyser)[1:]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_folding_in_place_moves_nothing(text: str):
    assert len(in_place(text)) == len(text)
    assert in_place(all_widened(text)) == in_place(text)
    assert in_place(in_place(text)) == in_place(text)
