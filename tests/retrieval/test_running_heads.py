"""What stands at the edge of page after page is left out; titles, captions, units, names of columns and figures are not."""

from __future__ import annotations

from tests.retrieval.making import at, grid
from tests.retrieval.test_pdf import LINE, lines, read
from tests.retrieval.test_printed_tables import aligned, rows_of


def test_a_title_that_is_the_running_head_of_the_pages_behind_it_stays():
    first = at(120, 60, "云岭市2026年政府工作报告", 20) + at(70, 120, "各位代表。")
    behind = [
        at(200, 40, "云岭市2026年政府工作报告", 9)
        + at(70, 100, f"第{name}件事办好了。")
        + at(290, 800, f"{n}/4", 9)
        for n, name in enumerate("二三四", 2)
    ]

    assert lines(read(first, *behind)) == [
        "云岭市2026年政府工作报告", "各位代表。", "第二件事办好了。", "第三件事办好了。", "第四件事办好了。"
    ]  # fmt: skip


def test_the_number_of_the_page_may_stand_within_a_running_head():
    pages = [
        at(100, 40, f"2025年度报告 第{n}页 共12页 内部资料", 9) + at(70, 100, f"{name}产值增长。")
        for n, name in enumerate(("甲县", "乙县", "丙县"), 3)
    ]

    assert lines(read(*pages)) == ["甲县产值增长。", "乙县产值增长。", "丙县产值增长。"]


def test_captions_and_units_at_the_tops_of_pages_stay_and_belong_to_their_tables():
    def page(n: int) -> str:
        table = grid(70, 100, (150, 150), (("指标", "数值"), ("收入", f"{n}00"), ("利润", f"{n}0")))
        return at(60, 60, f"表{n} 第{n}季度指标") + at(400, 80, "单位:万元") + table

    read_lines = lines(read(*map(page, range(1, 5))))

    assert [line for line in read_lines if "季度" in line] == [f"表{n} 第{n}季度指标" for n in range(1, 5)]
    assert read_lines.count("单位:万元") == 4


def test_names_of_columns_on_each_page_of_a_table_without_rules_name_them_once():
    def page(n: int) -> str:
        rows = [(f"第{chr(0x4E00 + 40 * n + i)}项", f"{7 * n + i}.{i}", f"{3 * i + n}.5") for i in range(9)]
        return aligned(60, (80, 180, 300), (("指标", "本年", "上年"), *rows))

    rows = rows_of(read(*map(page, range(5))))

    assert len(rows) == 1 + 5 * 9
    assert rows[0][0] == "指标 | 本年 | 上年"
    assert {label for _, label in rows} == {"指标 本年 上年"}


def test_figures_in_the_first_and_last_row_of_a_page_are_no_numbers_of_pages():
    def page(n: int) -> str:
        rows = [(f"{2000 + 8 * n + i}", "粮食产量比上年", f"{3 * i + n}") for i in range(8)]
        return aligned(60, (80, 180, 300), rows, 30)

    text = read(*map(page, range(4))).text

    assert all(str(year) in text for year in range(2000, 2032))
    assert text.count("粮食产量") == 32
    assert {str(3 * i + n) for n in range(4) for i in range(8)} <= set(text.split())


def test_a_line_that_two_pages_end_with_at_different_heights_is_text():
    first = at(94, 100, f"{LINE[:20]}。") + at(70, 120, "签字:")
    second = at(94, 100, f"{LINE[2:20]}。") + at(94, 120, f"{LINE[:20]}。") + at(70, 140, "签字:")

    assert read(first, second).text.count("签字:") == 2


def test_running_heads_of_a_file_of_two_pages_are_no_text():
    pages = [at(200, 40, "云岭市统计年鉴", 9) + at(70, 100, f"{name}产值增长。") for name in ("甲县", "乙县")]

    assert lines(read(*pages)) == ["甲县产值增长。", "乙县产值增长。"]
