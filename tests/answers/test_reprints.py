"""One article in several files and formats: found once, cited once, and said to stand elsewhere as well."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answers.coverage import coverage_of
from answers.reprints import each_counted
from answers.types import Answer, Quote
from bot.rendering.quotations import place
from retrieval.sketches import SHARED, SIZE, letters_of, sketch_of
from retrieval.types import Span
from tests.evaluation.answerers import answerer_over
from tests.retrieval.making import at, excel, pdf, word

STOP = "\u3002"
BODY = (
    "青川市人民政府办公室发布复工情况通报",
    f"截至3月2日,青川高新区规模以上企业复工率为97.3%,其中外资企业复工312家{STOP}园区派出40名联络员,逐户解决用工、物流和防疫物资等问题{STOP}",
    f"青川高新区管委会对租用国有房屋的中小企业免收两个月租金,共减免1280万元,惠及企业506家{STOP}下一步将组织专列接回外地员工{STOP}",
)
ASKED = "青川高新区规模以上企业复工率是多少?"
TABLE = (
    ("指标名称", "2024年数值", "比上年增长"),
    *((f"第{name}产业增加值", f"{number}.{number % 9}亿元", f"{number % 7}.{number % 5}%") for number, name in enumerate("一二三四五六七八九", 31)),
)  # fmt: skip


def printed():
    """Return the article as a PDF whose lines break within sentences."""
    lines = [line[place : place + 30] for line in BODY for place in range(0, len(line), 30)]
    return pdf("".join(at(70, 80 + 24 * n, line, 18 if n == 0 else 12) for n, line in enumerate(lines)))


FORMATS = {
    "通报.txt": "\n\n".join(BODY).encode(),
    "通报(转载).docx": word(*BODY, "来源:青川日报"),
    "通报.pdf": printed(),
    "通报.html": f"<html><head><title>{BODY[0]}</title></head><body><h1>{BODY[0]}</h1>{''.join(f'<p>{one}</p>' for one in BODY[1:])}</body></html>".encode(),
}


@pytest.fixture
def over_files(tmp_path, analyser):
    def open_one(files):
        folder = tmp_path / "documents"
        folder.mkdir(exist_ok=True)
        for name, data in files.items():
            (folder / name).write_bytes(data)
        return answerer_over(folder, tmp_path / "library", analyser)

    return open_one


def found_for(answerer, text, limit=10):
    return answerer.finder.search(answerer.understand(text), None).hits[:limit]


def test_an_article_in_four_formats_is_found_and_cited_once(over_files):
    with over_files(
        FORMATS | {"别的.txt": f"白石市复工情况\n\n白石市企业复工率为81%{STOP}\n".encode()}
    ) as answerer:
        reply = answerer.reply(ASKED)
        hits = found_for(answerer, ASKED)

    assert isinstance(reply, Answer)
    assert (reply.answer, [one.reprints for one in reply.citations]) == ("97.3%", [3])
    assert place(reply.citations[0]).endswith(" · 同文另见 3 处")
    told = [hit for hit in hits if "97.3%" in hit.passage.text]
    assert len(told) == 1
    assert any("白石市" in hit.passage.text for hit in hits)


def test_two_sentences_of_one_article_are_cited_from_one_of_its_files(over_files):
    with over_files({"b.txt": FORMATS["通报.txt"], "a.docx": FORMATS["通报(转载).docx"]}) as answerer:
        reply = answerer.reply("青川高新区规模以上企业复工率是多少?减免了多少租金?")

    cited = [citation for part in reply.parts for citation in part.citations]
    texts = {citation.quote.text for citation in cited}
    moved = each_counted(
        replace(reply.parts[0], citations=tuple(_everywhere(cited, answerer.sources))), answerer.sources
    )

    assert len(texts) > 1
    assert len({citation.document.source for citation in moved.citations}) == 1
    assert {citation.quote.text for citation in moved.citations} == texts


def _everywhere(cited, sources):
    """Yield citations in turn from one file and from its reprint, as far as both say them."""
    for n, citation in enumerate(cited, 1):
        others = sources.alike(citation.quote.passage.document_id, citation.quote.passage.article)
        for document_id, article in others[: n % 2]:
            for source in sources.between(document_id, sources.numbers(document_id, article)):
                start = source.passage.text.find(citation.quote.text)
                if start >= 0:
                    quote = Quote(source.passage, Span(start, start + len(citation.quote.text)))
                    citation = replace(citation, quote=quote, document=sources.document(document_id))
        yield replace(citation, n=n)


def test_a_reprint_that_is_gone_is_counted_no_more(over_files, tmp_path):
    with over_files(FORMATS) as answerer:
        assert answerer.reply(ASKED).citations[0].reprints == 3
        (tmp_path / "documents" / "通报.pdf").unlink()
        answerer.searcher.library.sync(tmp_path / "documents")
        answerer.keep_step()

        assert answerer.reply(ASKED).citations[0].reprints == 2


def test_the_next_month_s_report_is_no_reprint_where_its_figure_is_another(over_files):
    march = "\n\n".join(BODY).encode()
    april = march.replace("3月2日".encode(), "4月2日".encode()).replace(b"97.3", b"99.1")
    with over_files({"三月.txt": march, "四月.txt": april}) as answerer:
        reply = answerer.reply("青川高新区截至3月2日规模以上企业复工率是多少?")
        same = answerer.reply("青川高新区减免租金惠及企业多少家?")

    assert (reply.answer, reply.citations[0].reprints) == ("97.3%", 0)
    assert (same.answer, same.citations[0].reprints) == ("506家", 1)


def test_one_sentence_in_two_reports_is_no_reprint(over_files):
    shared = f"各园区要压实责任,分类指导企业复工复产,及时解决实际困难{STOP}"
    own = [
        "\n\n".join([f"{name}工作通报", shared, *(f"{name}第{n}镇落实{n * factor}项措施,涉及企业{n + factor}家{STOP}" for n in range(1, 9))])
        for name, factor in (("东陵区", 3), ("西桥区", 5))
    ]  # fmt: skip
    with over_files({"东.txt": own[0].encode(), "西.txt": own[1].encode()}) as answerer:
        hits = found_for(answerer, "各园区要怎样压实责任?")

    assert {hit.passage.title for hit in hits if "压实责任" in hit.passage.text} == {
        "东陵区工作通报",
        "西桥区工作通报",
    }


def test_a_table_in_two_formats_is_one_source(over_files):
    rows = [("东陵市2024年国民经济主要指标", "", ""), *TABLE]
    files = {
        "统计.docx": word("东陵市2024年国民经济主要指标", TABLE),
        "统计.xlsx": excel(rows, ((0, 0, 0, 2),)),
    }
    with over_files(files) as answerer:
        library = answerer.searcher.library
        (first, second) = library.sources()
        alike = library.alike(first, 0)
        reply = answerer.reply("东陵市第三产业增加值是多少?")

    assert alike == ((second, 0),)
    assert reply.citations[0].reprints == 1


def test_a_cell_is_filled_from_two_formats_as_from_one(over_files):
    reports = {
        f"{name}.md": f"---\ntitle: {name}政府工作报告\ndate: 2026-01-20\n---\n## 一、2025年工作回顾\n\n2025年,全省地区生产总值增长{grown}%{STOP}"
        f"全省建成{number}个产业园区,培训技术工人{number + 31}万人次,改造老旧小区{number * 7}个{STOP}\n".encode()
        for name, grown, number in (("北原省", 5.4, 12), ("南川省", 6.1, 27), ("西岭省", 4.7, 33))
    }  # fmt: skip
    again = {"北原省(转载).md": reports["北原省.md"].replace(b"2026-01-20", b"2026-01-21")}

    tables = []
    for files in (reports, reports | again):
        with over_files(files) as answerer:
            reply = answerer.reply("各省去年GDP增速分别是多少?")
            covered = coverage_of(
                answerer.searcher.library, answerer.sources, answerer.lexicon, ["培训技术工人"]
            )
        cells = [
            (cell.subject, [fact.value for fact in cell.facts], cell.documents) for cell in covered.cells
        ]
        tables.append(([(row.name, row.value) for row in reply.table], cells))

    assert tables[0] == tables[1]
    assert ("北原省", "5.4%") in tables[1][0]
    assert ("北原省", ["43万人次"], 1) in tables[1][1]


def test_a_brief_names_each_point_once(over_files):
    with over_files(FORMATS) as answerer:
        reply = answerer.brief("青川高新区复工")

    told = [letters_of(one.quote.text) for one in reply.citations]
    assert len(told) == len(set(told))
    assert {one.reprints for one in reply.citations} == {3}


def test_what_is_cited_says_nothing_of_reprints_where_there_are_none(seeds_answerer):
    reply = seeds_answerer.reply("江阴高新区员工到岗率是多少?")

    assert [replace(one, reprints=0) for one in reply.citations] == list(reply.citations)


TEXT = "".join(chr(0x4E00 + 37 * n % 5000) for n in range(600))


@given(st.integers(0, 560), st.sampled_from([" ", "\n", "\uff0c", "| "]))
def test_marks_and_blanks_change_no_sketch(at_place, mark):
    assert sketch_of(TEXT[:at_place] + mark + TEXT[at_place:]) == sketch_of(TEXT)


def test_a_sketch_is_small_stable_and_shared_by_texts_that_differ_a_little():
    other = TEXT[:300] + "三月五日转载" + TEXT[300:]
    shared = set(sketch_of(TEXT)) & set(sketch_of(other))

    assert sketch_of(TEXT)[:2] == (35_966_129_444_853_767, 63_373_722_769_732_091)
    assert len(sketch_of(TEXT)) == SIZE
    assert len(shared) >= SHARED
    assert sketch_of("短文一则") == ()
    assert max(sketch_of(TEXT)) < 2**63
