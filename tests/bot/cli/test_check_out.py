"""`youju check FILE --out COPY.docx`: a copy of the draft with a comment at each difference, the same bytes each time."""

from io import BytesIO
from itertools import pairwise
from zipfile import ZipFile

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from answers.checking.checked import Checked, Difference, Verdict
from bot.rendering.anchors import Anchors
from bot.rendering.annotated import annotated
from retrieval.loaders.drafts import DraftFile
from retrieval.types import Span
from tests.retrieval.making import saved

pytestmark = pytest.mark.usefixtures("own_home")

STOP = "\u3002"
RIGHT = f"昆山高新区在会上签约的项目有6个{STOP}"
WRONG = f"昆山高新区在会上签约的项目有8个{STOP}"
STRANGE = f"昆山高新区发放口罩20万只{STOP}"


def commented(document):
    """Return (words that a comment is bound to, what it says) in the order of the body, tables and boxes included."""
    said = {str(comment.comment_id): comment.text for comment in document.comments}
    found, opened = [], {}
    for element in document.element.body.iter():
        identity = element.get(qn("w:id"))
        if element.tag == qn("w:commentRangeStart"):
            opened[identity] = []
        elif element.tag == qn("w:commentRangeEnd"):
            found.append(("".join(opened.pop(identity)), said[identity]))
        elif element.tag == qn("w:t"):
            for words in opened.values():
                words.append(element.text)
    assert not opened
    return found


def text_of(document):
    return ["".join(t.text or "" for t in p.iter(qn("w:t"))) for p in document.element.body.iter(qn("w:p"))]


@pytest.fixture
def check(youju, tmp_path):
    def check(draft, *more, name="稿子.docx"):
        (tmp_path / name).write_bytes(draft if isinstance(draft, bytes) else saved(draft))
        out = tmp_path / "稿子-查证.docx"
        status, _, err = youju("check", str(tmp_path / name), "--out", str(out), *more)
        assert out.exists(), (status, err)
        return status, err, docx.Document(str(out))

    return check


def test_a_comment_stands_at_the_figure_that_differs_with_the_source_and_its_place(check):
    draft = docx.Document()
    draft.add_heading("复工情况", 1)
    draft.add_paragraph(RIGHT + WRONG)

    status, err, copy = check(draft)

    ((words, said),) = commented(copy)
    assert (status, words) == (1, "8个")
    first, source, place = said.split("\n")
    assert first == "不符:您写 8个,原文 6个"
    assert "签约的项目有6个" in source
    assert place.startswith("《昆山高新区:复工复产服务与重大项目签约开工》")
    assert place.endswith("kunshan.md")
    assert "已写出批注稿" in err
    assert "1 句有批注" in err
    assert text_of(copy) == text_of(draft)


def test_runs_are_cut_and_keep_their_look(check):
    draft = docx.Document()
    paragraph = draft.add_paragraph(RIGHT)
    paragraph.add_run(WRONG[:-4]).bold = True
    paragraph.add_run(WRONG[-4:] + STRANGE).italic = True

    _, _, copy = check(draft)

    differs, absent = commented(copy)
    assert differs[0] == "8个"
    assert (absent[0], absent[1].split(":")[0]) == (STRANGE, "未见")
    looks = {run.text: (run.bold, run.italic) for run in copy.paragraphs[0].runs if run.text}
    assert looks == {
        RIGHT: (None, None),
        WRONG[:-4]: (True, None),
        WRONG[-4:-3]: (None, True),
        "8个": (None, True),
        STOP: (None, True),
        STRANGE: (None, True),
    }


def test_cells_of_tables_are_commented_on_too(check):
    draft = docx.Document()
    table = draft.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "园区", "情况"
    table.cell(1, 0).merge(table.cell(1, 0)).text = "昆山"
    table.cell(1, 1).text = WRONG

    _, _, copy = check(draft)

    assert "8个" in [words for words, _ in commented(copy)]
    assert copy.tables[0].cell(1, 1).text == WRONG


def test_a_row_beside_a_merged_cell_is_commented_on_in_its_own_cells():
    draft = docx.Document()
    table = draft.add_table(3, 3)
    for place, row in enumerate((("园区", "指标", "数值"), ("昆山", "签约", "6个"), ("", "开工", "9个"))):
        for column, text in enumerate(row):
            table.cell(place, column).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    row = Checked("昆山 | 开工 | 9个", Verdict.DIFFERS, (Difference("9个", "8个", 1),))
    across = Checked("签约 | 昆山 | 6个", Verdict.ABSENT)

    copy = docx.Document(BytesIO(annotated(DraftFile("", saved(draft)), [across, row], "a.docx")))

    assert [words for words, _ in commented(copy)] == ["6个", "9个"]


def test_the_same_draft_gives_the_same_bytes_without_a_time_of_writing(check, tmp_path):
    draft = docx.Document()
    draft.add_paragraph(WRONG)
    data = saved(draft)

    check(data)
    first = (tmp_path / "稿子-查证.docx").read_bytes()
    check(data)

    assert (tmp_path / "稿子-查证.docx").read_bytes() == first
    with ZipFile(BytesIO(first)) as archive:
        assert {part.date_time[0] for part in archive.infolist()} == {1980}
    assert [comment.timestamp for comment in docx.Document(BytesIO(first)).comments] == [None]


def test_what_is_said_twice_is_commented_on_where_each_stands(check):
    draft = docx.Document()
    for _ in range(2):
        draft.add_paragraph(WRONG)

    _, _, copy = check(draft)

    assert [words for words, _ in commented(copy)] == ["8个", "8个"]
    assert all(len(list(p._p.iter(qn("w:commentRangeStart")))) == 1 for p in copy.paragraphs)


def test_links_and_insertions_are_read_and_commented_on(check):
    draft = docx.Document()
    paragraph = draft.add_paragraph(WRONG[:-4])
    for name in ("w:hyperlink", "w:ins"):
        around = OxmlElement(name)
        around.append(paragraph.add_run("8个" if name == "w:ins" else "有")._r)
        paragraph._p.append(around)
    paragraph.add_run(STOP)

    _, _, copy = check(draft)

    assert [words for words, _ in commented(copy)] == ["8个"]


def test_a_reviewer_s_comments_are_no_text_of_the_draft_and_stay_in_its_copy(check):
    draft = docx.Document()
    paragraph = draft.add_paragraph(WRONG)
    draft.add_comment(paragraph.runs, "主任:请核对数字。另有9个项目待定。", "主任", "主")

    _, _, copy = check(draft)

    assert {comment.author for comment in copy.comments} == {"主任", "有据"}
    assert len(list(copy.comments)) == 2
    assert sorted(words for words, _ in commented(copy)) == sorted([WRONG, "8个"])


def test_a_text_becomes_a_word_document_of_its_lines(check):
    status, _, copy = check(f"复工情况\n{RIGHT}\n\n{WRONG}".encode("gb18030"), name="稿子.txt")

    assert status == 1
    assert [words for words, _ in commented(copy)][-1] == "8个"
    assert [paragraph.text for paragraph in copy.paragraphs] == ["复工情况", RIGHT, "", WRONG]


def test_a_draft_that_is_right_has_no_comment_and_status_0(check):
    status, err, copy = check(RIGHT.encode(), name="稿子.md")

    assert (status, commented(copy)) == (0, [])
    assert "没有需要批注的句子" in err


def test_records_and_copy_come_together_and_a_draft_is_never_written_over(check, youju, tmp_path):
    draft = docx.Document()
    draft.add_paragraph(WRONG)
    assert check(draft, "--json")[0] == 1
    before = (tmp_path / "稿子.docx").read_bytes()

    same = youju("check", tmp_path / "稿子.docx", "--out", tmp_path / "稿子.docx")
    other = youju("check", tmp_path / "稿子.docx", "--out", tmp_path / "稿子.pdf")
    nowhere = youju("check", tmp_path / "稿子.docx", "--out", tmp_path / "没有" / "a.docx")

    assert (same[0], other[0], nowhere[0]) == (2, 2, 2)
    assert "稿子本身" in same[2]
    assert ".docx" in other[2]
    assert "无法写出" in nowhere[2]
    assert (tmp_path / "稿子.docx").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".tmp"] == []


def test_what_stands_where_word_takes_no_comment_is_told_of_at_the_beginning():
    draft = docx.Document()
    draft.add_paragraph(RIGHT)
    lost = Checked(STRANGE, Verdict.ABSENT, missing=("20万只",))

    copy = docx.Document(BytesIO(annotated(DraftFile("", saved(draft)), [lost], "a.docx")))

    ((_, said),) = commented(copy)
    assert said.startswith(f"第 1 句 {STRANGE}\n未见:20万只")


@given(
    st.lists(st.text("昆山8个 ,|", min_size=1, max_size=6), min_size=1, max_size=8),
    st.lists(st.integers(0, 40), min_size=2, max_size=8),
)
def test_runs_cut_anywhere_hold_the_words_asked_for_and_every_letter_stays(texts, places):
    paragraph = docx_paragraph(texts)
    whole = "".join(texts)
    compact = whole.replace(" ", "").replace("|", "")
    anchors = Anchors(paragraph)

    for start, end in filter(None, (sorted({a, b}) if a != b else None for a, b in pairwise(places))):
        if end > len(compact):
            continue
        first, last = anchors.runs(Span(start, end))
        runs = list(paragraph.iter(qn("w:r")))
        held = "".join(text_in(run) for run in runs[runs.index(first) : runs.index(last) + 1])
        assert held.replace(" ", "").replace("|", "") == compact[start:end]

    assert "".join(map(text_in, paragraph.iter(qn("w:r")))) == whole


def docx_paragraph(texts):
    """Return a body of one paragraph with a run for each text."""
    body, paragraph = OxmlElement("w:body"), OxmlElement("w:p")
    body.append(paragraph)
    for text in texts:
        run, piece = OxmlElement("w:r"), OxmlElement("w:t")
        piece.text = text
        run.append(piece)
        paragraph.append(run)
    return body


def text_in(run):
    return "".join(piece.text or "" for piece in run.iter(qn("w:t")))
