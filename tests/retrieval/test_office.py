"""Word documents, spreadsheets, CSV and web pages become documents, with their tables, heads and what could not be read."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import docx
import pytest
from docx.oxml import OxmlElement

from retrieval.errors import LoadError, MissingExtraError
from retrieval.loaders import load
from retrieval.passages import passages
from retrieval.types import Basis, BlockKind, Document
from tests.retrieval.making import changed, excel, saved, word, zipped
from tests.retrieval.reading import WORDS, of_kind

NOTICE = "关于做好稳岗工作的通知"
TABLE = (("指标", "数值(万人)"), ("城镇新增就业", "45.2"), ("失业人员再就业", "15.0"))


def read(source: str, data: bytes) -> Document:
    return load(source, data, WORDS.__contains__)


def rows_of(document: Document) -> list[tuple[str | None, str]]:
    return [(one.cell, one.text.split("\n")[-1]) for one in passages(document) if one.kind is BlockKind.ROW]


def test_a_word_document_has_title_paragraphs_and_rows_under_the_names_of_their_columns():
    document = read(
        "a.docx",
        word(
            NOTICE,
            "一、总体要求",
            "各单位要落实责任,确保稳定。",
            "表1 就业情况",
            "单位:万人",
            TABLE,
            "特此通知。",
        ),
    )

    assert (document.title, document.head.title.basis) == (NOTICE, Basis.TITLE_BLOCK)
    assert of_kind(document, BlockKind.ROW) == [
        "指标 | 数值(万人)", "城镇新增就业 | 45.2", "失业人员再就业 | 15.0",
    ]  # fmt: skip
    (table,) = [one for one in passages(document) if one.kind is BlockKind.ROW]
    assert (
        table.text == "表1 就业情况\n单位:万人\n指标 | 数值(万人)\n城镇新增就业 | 45.2\n失业人员再就业 | 15.0"
    )
    assert table.section == "一、总体要求 表1 就业情况 单位:万人 指标 数值(万人)"
    assert table.cell == "表1!2-3"


def test_a_merged_cell_is_said_in_each_row_and_two_equal_neighbours_are_two_cells():
    made = docx.Document()
    table = made.add_table(3, 3)
    for place, row in enumerate((("项目", "科室", "期限"), ("甲", "同值", "同值"), ("乙", "", "5天"))):
        for column, text in enumerate(row):
            table.cell(place, column).text = text
    table.cell(1, 1).merge(table.cell(2, 1))

    document = read("a.docx", saved(made))

    assert of_kind(document, BlockKind.ROW) == ["项目 | 科室 | 期限", "甲 | 同值 | 同值", "乙 | 同值 | 5天"]


def test_a_word_document_is_read_through_dangling_relations_content_controls_text_boxes_and_footnotes():
    data = word(NOTICE, "甲段的正文在这里。", "乙段的正文在这里。")
    control = "<w:sdt><w:sdtContent><w:p><w:r><w:t>控件里的话。</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    box = "<w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>框里的话。</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>"
    data = changed(data, "word/document.xml", {b"<w:sectPr": control.encode() + box.encode() + b"<w:sectPr"})
    nowhere = b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="../NULL"/></Relationships>'
    data = changed(data, "word/_rels/document.xml.rels", {b"</Relationships>": nowhere})

    text = read("a.docx", data).text

    assert text.split("\n")[3:5] == ["控件里的话。", "框里的话。"]


def test_a_chapter_that_begins_with_a_section_names_what_stands_in_it():
    made = docx.Document()
    made.add_paragraph("定期安全评价", "Title")
    made.add_paragraph("本标准规定了定期安全评价的要求。")
    for level, heading, text in (
        (1, "缩略语", "本文件采用下列缩略语。"), (1, "策划和准备", ""), (2, "确定评价范围", "范围包括十四个安全要素。"),
        (2, "组建技术团队", "应由专业化团队实施。"), (1, "执行评价", ""), (2, "总体评价", "应提出纠正行动。"),
    ):  # fmt: skip
        made.add_heading(heading, level)
        if text:
            made.add_paragraph(text)

    document = read("标准.docx", saved(made))

    assert [(one.section, one.text.rpartition("\n")[2]) for one in passages(document)] == [
        (None, "本标准规定了定期安全评价的要求。"),
        ("缩略语", "本文件采用下列缩略语。"),
        ("策划和准备 确定评价范围", "范围包括十四个安全要素。"),
        ("策划和准备 组建技术团队", "应由专业化团队实施。"),
        ("执行评价 总体评价", "应提出纠正行动。"),
    ]


def test_lines_of_a_table_of_contents_are_no_text():
    document = read(
        "a.docx", word("章程", "第一章 总则............1", "第二章 机构\t3", "第一章 总则", "本会依法成立。")
    )

    assert "1" not in document.text
    assert "机构" not in document.text


def test_a_spreadsheet_has_its_title_row_two_levels_of_names_and_figures_as_they_are_shown():
    rows = (
        ("附件1", "", "", ""),
        ("2024年云岭市招聘岗位表", "", "", ""),
        ("单位", "人数", "资格条件", ""),
        ("", "", "专业", "最低学历"),
        ("市一中", 2.0, "数学类", "本科"),
        ("", 0.1 + 0.2, "物理类", date(2024, 5, 1)),
    )
    merges = ((1, 0, 1, 3), (2, 0, 3, 0), (2, 1, 3, 1), (2, 2, 2, 3), (4, 0, 5, 0))

    document = read("岗位.xls", excel(rows, merges))  # whatever it is called

    assert document.title == "2024年云岭市招聘岗位表"
    assert of_kind(document, BlockKind.ROW) == [
        "单位 | 人数 | 资格条件 专业 | 资格条件 最低学历",
        "市一中 | 2 | 数学类 | 本科",
        "市一中 | 0.3 | 物理类 | 2024-05-01",
    ]
    assert passages(document)[-1].cell == "Sheet1!5-6"


def test_a_share_is_read_as_the_percentage_that_the_sheet_shows():
    document = read("a.xlsx", excel((("指标", "占比"), ("城镇", Fraction(621, 1000)), ("乡村", 0.379))))

    assert of_kind(document, BlockKind.ROW)[1:] == ["城镇 | 62.1%", "乡村 | 0.379"]


def test_each_passage_of_a_long_table_has_the_names_of_its_columns_in_front():
    rows = [
        ("序号", "单位", "说明"),
        *((n, f"第{n}小学", "负责本片区入学登记与核验工作的单位" * 3) for n in range(1, 40)),
    ]

    made = [one for one in passages(read("a.xlsx", excel(rows))) if one.kind is BlockKind.ROW]

    assert len(made) > 10
    assert all(one.text.startswith("序号 | 单位 | 说明\n") for one in made)
    assert [one.cell for one in made][:2] == ["Sheet1!2", "Sheet1!3"]


def test_a_formula_without_a_value_is_said_to_be_none():
    data = excel((("项目", "数"), ("甲", "=1+1"), ("乙", 3)))
    data = changed(data, "xl/worksheets/sheet1.xml", {b"<f>1+1</f><v>0</v>": b"<f>1+1</f>"})

    document = read("a.xlsx", data)

    assert document.remark == "有 1 个公式没有算出的值,未读取;请在 Excel 或 WPS 里打开并保存一次"
    assert "乙 | 3" in document.text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_values_parted_by_commas_are_a_table(encoding):
    document = read("a.csv", '指标,数值\r\n"甲,乙",1\r\n丙,2\r\n'.encode(encoding))

    assert of_kind(document, BlockKind.ROW) == ["指标 | 数值", "甲,乙 | 1", "丙 | 2"]


PAGE = """<!DOCTYPE html><html><head><meta charset="gbk"><title>云岭_门户</title>
<meta name="ArticleTitle" content="云岭市2024年统计公报"><meta name="PubDate" content="2025-03-18 10:00">
<meta name="ContentSource" content="云岭市统计局"><meta name="SiteName" content="云岭市人民政府"></head><body>
<div class="nav"><a href="/">首页</a><a href="/a">政务公开</a></div><div class="article"><h1>云岭市2024年统计公报</h1>
<p>2024年,全市实现生产总值3207.7亿元,比上年增长4.7%。第一产业增加值245.1亿元,增长3.9%。</p>
<p>年末全市常住人口452.9万人,比上年末增加1.1万人,其中城镇常住人口281.1万人,占总人口的比重为62.1%。</p>
<p>表1 人口构成</p><p><img src="a.png"></p>
<table><tr><th>指标</th><th>2024年</th></tr><tr><td>粮食产量(万吨)</td><td>45.2</td></tr></table>
<p>全年城镇新增就业4.5万人,失业人员再就业1.5万人,就业困难人员就业0.5万人,农村劳动力转移就业5.8万人。</p></div></body></html>"""


def test_a_web_page_is_told_by_its_content_and_says_who_issued_it_and_which_table_is_a_picture():
    document = read("公报.xls", PAGE.encode("gbk"))

    head = document.head
    assert (document.title, head.title.basis) == ("云岭市2024年统计公报", Basis.META)
    assert (document.publisher, document.published) == ("云岭市统计局", "2025-03-18")
    assert "首页" not in document.text
    assert document.remark == "表1 人口构成 是图片,其中的数据未读取"
    assert rows_of(document) == [("表1!2", "粮食产量(万吨) | 45.2")]


SPANNING = """<table><tr><td rowspan="2">指标</td><td colspan="2">2024年</td><td rowspan="2">备注</td></tr><tr><td>总量</td><td>增速(%)</td></tr>
<tr><td rowspan="2">工业</td><td>12.5</td><td>3.1</td><td>甲</td></tr><tr><td>13.5</td><td>4.1</td><td>乙</td></tr></table>"""


def test_cells_of_a_web_page_that_reach_over_rows_and_columns_are_said_where_they_reach():
    before, _, rest = PAGE.partition("<table>")

    document = read(
        "a.html", f"{before}{SPANNING}{rest.partition('</table>')[2]}".replace("gbk", "utf-8").encode()
    )

    assert of_kind(document, BlockKind.ROW) == [
        "指标 | 2024年 总量 | 2024年 增速(%) | 备注", "工业 | 12.5 | 3.1 | 甲", "工业 | 13.5 | 4.1 | 乙",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("空.docx", b"", "空的"),
        ("截断.docx", word(NOTICE, "正文。" * 400)[:-900], "损坏或不完整"),
        ("炸弹.docx", zipped({"word/document.xml": b" " * (101 * 2**20)}), "过大"),
        ("压缩.docx", zipped({"a.txt": b"a"}), "压缩包"),
        ("图.pdf", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "图片"),
        ("密.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "已加密"),
        ("旧.ppt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "PowerPoint Document".encode("utf-16-le"), "另存为 .pptx"),
        ("富.rtf", b"{\\rtf1 a}", "另存为 .docx"),
        ("坏.pdf", b"%PDF-1.7\nnothing", "损坏"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named_with_its_reason(name, data, reason):
    with pytest.raises(LoadError, match=reason) as raised:
        read(name, data)

    assert raised.value.source == name


def test_entities_that_grow_without_end_are_not_unfolded():
    entities = b"".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "lol"}">'.encode() for n in range(12))
    data = changed(
        word("甲段的正文在这里。"),
        "word/document.xml",
        {b"<w:document": b"<!DOCTYPE w [" + entities + b"]><w:document", "甲".encode(): b"&e11;"},
    )

    with pytest.raises(LoadError, match="恶意"):
        read("实体.docx", data)


def test_a_format_whose_library_is_missing_is_named_with_the_remedy_and_read_once_it_is_there(
    library, tmp_path, monkeypatch
):
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "a.txt").write_text("简报\n\n企业复工率为九成,员工陆续返岗。\n", "utf-8")
    (folder / "b.docx").write_bytes(word(NOTICE, "各单位要落实责任,确保就业形势稳定。"))
    with monkeypatch.context() as patch:
        patch.setattr("retrieval.loaders.extras.import_module", _missing)
        (unread,) = library.sync(folder).unread
        assert not library.sync(folder)

    assert (unread.source, unread.reason) == (
        "b.docx", "读取Word 文档需要组件 office;请运行 pip install 'youju[office]' 后再试",
    )  # fmt: skip
    assert library.sync(folder).added == ("b.docx",)


def _missing(name: str) -> None:
    raise ModuleNotFoundError(f"No module named {name!r}", name=name.partition(".")[0])


def test_a_broken_library_is_no_missing_one(monkeypatch):
    def broken(name: str) -> None:
        raise ModuleNotFoundError("No module named 'other'", name="other")

    monkeypatch.setattr("retrieval.loaders.extras.import_module", broken)

    with pytest.raises(ModuleNotFoundError, match="other") as raised:
        read("a.docx", word("甲。"))
    assert not isinstance(raised.value, MissingExtraError)


def test_what_reviewers_deleted_moved_away_or_remarked_is_no_text_and_what_they_put_in_is():
    made = docx.Document()
    paragraph = made.add_paragraph("全市复工率为")
    for tag, text in (("w:del", "八成"), ("w:moveFrom", "左右"), ("w:ins", "九成")):
        around = OxmlElement(tag)
        around.append(paragraph.add_run(text)._r)
        paragraph._p.append(around)
    made.add_comment(paragraph.runs[0], "请核对", "主任", "主")

    assert read("a.docx", saved(made)).text.strip() == "全市复工率为九成"


def test_columns_that_no_row_fills_both_of_are_one():
    data = excel(
        [
            ["项目", "本期", "", "上期", "增减(%)", ""],
            ["营业收入", 170.5, "", 124.9, "", 36.5],
            ["净利润", "", 9.1, 4.6, "", 100.4],
        ]
    )

    document = load("报表.xlsx", data, WORDS.__contains__)

    assert of_kind(document, BlockKind.ROW)[1:] == [
        "营业收入 | 170.5 | 124.9 | 36.5",
        "净利润 | 9.1 | 4.6 | 100.4",
    ]


def test_a_form_is_read_as_labels_with_their_values():
    form = [
        ["项目名称", "滨河路改造", "建设单位", "市住建局"],
        ["项目负责人", "王力", "联系电话", "2233441"],
        ["建设地点", "滨河路", "", ""],
    ]

    assert of_kind(load("表.docx", word(form), WORDS.__contains__), BlockKind.ROW) == [
        "项目名称 | 滨河路改造", "建设单位 | 市住建局", "项目负责人 | 王力", "联系电话 | 2233441", "建设地点 | 滨河路",
    ]  # fmt: skip


def test_names_that_change_within_a_table_hold_for_the_rows_below_them():
    data = excel(
        [
            ["", "本期", "上期"],
            ["营业收入", 170, 124],
            ["净利润", 9, 4],
            ["", "期末", "期初"],
            ["总资产", 840, 783],
            ["负债", 594, 584],
            ["前三名股东", "", ""],
            ["股东名称", "股东性质", "持股比例"],
            ["王力", "自然人", "16.9%"],
            ["云岭集团", "法人", "5.1%"],
        ],
        [(6, 0, 6, 2)],
    )

    document = load("报表.xlsx", data, WORDS.__contains__)

    labels = {"".join(s.of(document.text) for s in b.spans).split(" | ")[0]: b.label for b in document.blocks}
    assert labels["净利润"] == "本期 上期"
    assert labels["总资产"] == labels["负债"] == "期末 期初"
    assert labels["王力"] == labels["云岭集团"] == "股东名称 股东性质 持股比例"
