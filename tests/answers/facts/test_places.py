"""Where a fact stands: its value is cut out of the document; it goes when the document changes."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from answers.answerer import Answerer
from answers.facts.selecting import facts_in
from retrieval.analysis import Analyser
from retrieval.backends.embedded import EmbeddedBackend
from retrieval.library import Library
from retrieval.search import Searcher
from retrieval.types import text_of
from tests.answers.conftest import Over, in_wide_marks

_PIECES = (
    "江阴", "高新區", "復工率", "已達", "約", "近", "超過", "91.9%", "20余万份", "３.７２億元", "5%—5.5%", "零下12.5℃",
    "第3条", "6个", "项目", "签约", "增长", "分别", "、", "\uff0c", ",", "。", "\uff1b", "的", "2020年", "1月30日", "其中", "和", "\n", " ", "(", ")",
    "“", "”", "《", "》", "[3]", "总投资", "103.9部/百人", "万亿", "两", "十", "百", "①", "\U0001f600", "pm2.5", "0510-86123456",
)  # fmt: skip


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, analyser: Analyser) -> Library:
    return Library(tmp_path_factory.mktemp("library"), analyser)


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory, library: Library, analyser: Analyser) -> Answerer:
    backend = EmbeddedBackend(tmp_path_factory.mktemp("postings"))
    return Answerer(Searcher(library, backend, analyser))


_NUMBERS = count()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(st.sampled_from(_PIECES), min_size=3, max_size=40))
def test_every_value_is_cut_out_of_the_document(
    pieces: list[str], library: Library, answerer: Answerer, tmp_path: Path
) -> None:
    file = tmp_path / "one.txt"
    file.write_text(f"东陵高新区简报{next(_NUMBERS)}\n\n{''.join(pieces)}\n", "utf-8")
    document = library.add_file(file).document
    answerer.keep_step()

    facts = tuple(facts_in(answerer.sources))

    for fact in facts:
        assert text_of(fact.spans, document.text).strip() == fact.value
        assert fact.value in fact.quote.replace("\n", "") or "\n" in fact.quote
    places = [fact.spans for fact in facts]
    assert len(set(places)) == len(places)


def test_marks_of_either_width_give_the_same_facts(over: Over) -> None:
    text = "# 东陵高新区\n\n东陵高新区复工率达91.9%,增长5%;签约项目20个,总投资3.7亿元。"
    narrow, wide = (facts_in(over(a=one).sources) for one in (text, in_wide_marks(text)))

    told = [
        [(one.value, one.indicator, one.subject, one.status) for one in facts] for facts in (narrow, wide)
    ]
    assert told[0] == told[1]
    assert len(told[0]) == 4


def test_facts_are_written_in_the_documents_own_script(over: Over) -> None:
    (fact,) = facts_in(over(a="# 濱江復工\n\n截至2月25日,企業復工率達91.9%。").sources)

    assert (fact.indicator, fact.period, fact.value) == ("企業復工率", "截至2月25日", "91.9%")


def test_the_facts_of_a_changed_document_are_those_of_its_new_text(
    library: Library, answerer: Answerer, tmp_path: Path
) -> None:
    file = tmp_path / "one.txt"
    file.write_text("东陵高新区\n\n东陵高新区复工率达90%。\n", "utf-8")
    library.add_file(file)
    file.write_text("东陵高新区\n\n东陵高新区复工率达95%。\n", "utf-8")
    document = library.add_file(file).document
    answerer.keep_step()

    assert [fact.value for fact in facts_in(answerer.sources)] == ["95%"]

    library.remove(document.id)
    answerer.keep_step()
    assert tuple(facts_in(answerer.sources)) == ()
