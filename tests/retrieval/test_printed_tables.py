"""Tables without rules on printed pages become rows under the names of their columns; text set in columns does not."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.layout.aligned import aligned_tables
from retrieval.layout.printed_lines import Printed
from retrieval.loaders import load
from retrieval.types import BlockKind, Document
from tests.retrieval.making import at, pdf
from tests.retrieval.reading import WORDS

LINE = "全市各级各部门要坚持以人民为中心扎实推进各项工作落到实处确保全年目标任务顺利完成为"


def read(*pages: str) -> Document:
    return load("报表.pdf", pdf(*pages), WORDS.__contains__)


def aligned(top: float, lefts: Sequence[float], rows: Sequence[Sequence[str]], height: float = 24) -> str:
    """Return rows of words below each other, without a rule."""
    return "".join(
        at(left, top + height * place, text)
        for place, row in enumerate(rows)
        for left, text in zip(lefts, row, strict=True)
        if text
    )


def rows_of(document: Document) -> list[tuple[str, str]]:
    """Return the rows with the names that they stand under."""
    return [
        ("".join(span.of(document.text) for span in block.spans), block.label)
        for block in document.blocks
        if block.kind is BlockKind.ROW
    ]


NAMES = "户籍人口(万人) 性别比(女=100)"


def test_words_below_each_other_are_rows_under_names_of_two_lines():
    page = (
        at(150, 60, "表2 分区户籍人口")
        + aligned(90, (200, 300), (("户籍人口", "性别比"), ("(万人)", "(女=100)")), 20)
        + aligned(140, (100, 204, 306), (("福田区", "124.88", "93.91"), ("罗湖区", "73.40", "94.23")))
        + at(70, 230, LINE)
    )

    document = read(page)

    assert rows_of(document) == [
        ("| 户籍人口(万人) | 性别比(女=100)", NAMES),
        ("福田区 | 124.88 | 93.91", NAMES),
        ("罗湖区 | 73.40 | 94.23", NAMES),
    ]
    assert document.blocks[0].label == "表2 分区户籍人口"


def test_a_table_goes_on_over_pages_with_its_names_or_without():
    names = ("", "小学", "中学")
    lefts = (100, 200, 300)
    first = at(70, 60, LINE) + aligned(100, lefts, (names, ("全市", "114", "123"), ("福田区", "115", "113")))
    second = aligned(60, lefts, (("罗湖区", "116", "115"), ("盐田区", "117", "118")))
    third = aligned(60, lefts, (names, ("南山区", "112", "119"), ("宝安区", "121", "120")))

    document = read(first, second, third)

    assert [row for row, _ in rows_of(document)] == [
        "| 小学 | 中学", "全市 | 114 | 123", "福田区 | 115 | 113", "罗湖区 | 116 | 115",
        "盐田区 | 117 | 118", "南山区 | 112 | 119", "宝安区 | 121 | 120",
    ]  # fmt: skip
    assert {label for _, label in rows_of(document)} == {"小学 中学"}
    assert {block.cell.partition("!")[0] for block in document.blocks if block.cell} == {"表1"}


def test_a_name_in_halves_above_and_below_its_figures_is_one():
    page = aligned(100, (150, 260, 370), (("福田", "罗湖", "盐田"),))
    page += at(70, 130, "常住人口") + at(76, 152, "(万人)")
    page += aligned(141, (150, 260, 370), (("156.23", "114.82", "21.54"),))

    assert [row for row, _ in rows_of(read(page))] == [
        "| 福田 | 罗湖 | 盐田",
        "常住人口(万人) | 156.23 | 114.82 | 21.54",
    ]


def test_statements_side_by_side_are_two_and_their_years_are_names():
    lefts = (40, 130, 220, 310, 400, 490)
    page = aligned(
        100,
        lefts,
        (
            ("主要指标", "2024", "2025E", "利润表", "2024", "2025E"),
            ("毛利率", "33.7%", "35.0%", "营业收入", "1,567", "3,684"),
            ("净利润率", "11.0%", "12.8%", "营业成本", "1,038", "2,394"),
            ("现金流量表", "2024", "2025E", "管理费用", "131", "313"),
            ("净利润", "173", "471", "研发费用", "117", "276"),
        ),
        16,
    )

    assert rows_of(read(page)) == [
        ("主要指标 | 2024 | 2025E", "主要指标 2024 2025E"),
        ("毛利率 | 33.7% | 35.0%", "主要指标 2024 2025E"),
        ("净利润率 | 11.0% | 12.8%", "主要指标 2024 2025E"),
        ("现金流量表 | 2024 | 2025E", "现金流量表 2024 2025E"),
        ("净利润 | 173 | 471", "现金流量表 2024 2025E"),
        ("利润表 | 2024 | 2025E", "利润表 2024 2025E"),
        ("营业收入 | 1,567 | 3,684", "利润表 2024 2025E"),
        ("营业成本 | 1,038 | 2,394", "利润表 2024 2025E"),
        ("管理费用 | 131 | 313", "利润表 2024 2025E"),
        ("研发费用 | 117 | 276", "利润表 2024 2025E"),
    ]


def test_a_roster_of_words_has_rows_and_a_second_line_belongs_to_its_cell():
    page = aligned(
        100,
        (40, 140, 250, 400),
        (
            ("日期", "值班领导", "值班人员", "电话"),
            ("10月1日", "王力", "赵敏、孙平", "2233441"),
            ("10月2日", "李强", "周华、吴军", "2233442"),
            ("10月3日", "张伟", "郑红、冯刚", "2233443"),
        ),
        30,
    ) + at(250, 145, "陈明")

    assert [row for row, _ in rows_of(read(page))] == [
        "日期 | 值班领导 | 值班人员 | 电话",
        "10月1日 | 王力 | 赵敏、孙平陈明 | 2233441",
        "10月2日 | 李强 | 周华、吴军 | 2233442",
        "10月3日 | 张伟 | 郑红、冯刚 | 2233443",
    ]


def test_text_in_two_columns_contents_and_a_letter_spaced_heading_are_no_tables():
    columns = "".join(at(left, 100 + 20 * n, LINE[n : n + 18]) for left in (60, 320) for n in range(6))
    contents = aligned(300, (70, 480), (("第一章 总则", "1"), ("第二章 分则", "4"), ("第三章 附则", "9")), 20)
    heading = at(200, 60, "编制") + at(260, 60, "说明")

    document = read(heading + columns + contents)

    assert rows_of(document) == []
    assert document.text.startswith("编制 说明\n" + LINE[:18])


def test_a_column_that_is_named_and_empty_keeps_its_place():
    page = aligned(
        100,
        (40, 140, 230, 290, 400),
        (("项目名称", "规格型号", "数量", "单价", "金额"), ("餐费", "", "1", "510.68", "510.68")),
    )

    assert [row for row, _ in rows_of(read(page))] == [
        "项目名称 | 规格型号 | 数量 | 单价 | 金额",
        "餐费 |  | 1 | 510.68 | 510.68",
    ]


def test_what_stands_in_the_largest_letters_names_a_paper_that_does_not_say_its_title():
    side = at(40, 40, "公司点评 | 研究报告")
    page = (
        side + at(200, 90, "云岭股份扩产四千万公里", 20) + at(200, 130, LINE[:30]) + at(200, 150, LINE[:30])
    )

    larger = "".join(
        at(70, 100 + 40 * n, LINE[:20], 24) for n in range(9)
    )  # as of a page that was recognised

    assert read(page).title == "云岭股份扩产四千万公里"
    assert read(page, larger).title == "云岭股份扩产四千万公里"


def test_words_that_stand_over_each_other_make_no_table():
    over = [(Printed("12.5", 70, 94, 100, 112, 12),), (Printed("33.1", 80, 104, 101, 113, 12),)]

    assert aligned_tables([*over, (Printed("合计", 82, 106, 120, 132, 12),)]) == []
