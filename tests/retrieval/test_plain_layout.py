"""Lines of plain text become articles: newspaper pages with their tears, and office files."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from retrieval.layout.lines import lines_of
from retrieval.layout.outlines import articles_of, placed
from retrieval.layout.tears import is_closed, is_open, mend
from retrieval.loaders import load_file
from retrieval.types import BlockKind, Document
from tests.retrieval.reading import WORDS, of_kind, outline, read, text_of

SAMPLES = Path(__file__).with_name("samples")

A = "这是一段完整的话,说明了各项工作的情况,也列出了下一步的打算。"
B = "另一段同样完整的话,介绍了企业复工复产的进度,以及遇到的困难。"


def captions(text: str) -> list[str]:
    return of_kind(read(text), BlockKind.CAPTION)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"复工简报\n\n{A}\n\n{B}", [("复工简报", [(None, A), (None, B)])]),
        (f"抓防控\n\n会议召开 王强讲话\n\n{A}", [("抓防控 会议召开 王强讲话", [(None, A)])]),
        (f"复工简报\n\n▶ 本报记者 张伟报道\n\n{A}", [("复工简报", [(None, A)])]),
        (
            f"复工简报\n\n{A}\n\n昆山复工\n\n本报讯(记者 叶伟) {B}",
            [("复工简报", [(None, A)]), ("昆山复工", [(None, "本报讯(记者 叶伟) " + B)])],
        ),
        (
            f"复工简报\n\n{A}\n\n昆山复工\n\n本报讯（记者　叶伟）{B}",
            [("复工简报", [(None, A)]), ("昆山复工", [(None, "本报讯（记者　叶伟）" + B)])],
        ),
        (f"复工简报\n\n■ 应控尽控 不漏一人\n\n{A}", [("复工简报", [("应控尽控 不漏一人", A)])]),
        (f"复工简报\n\n服务,做到深处\n\n{A}", [("复工简报 服务,做到深处", [(None, A)])]),
        (f"复工简报\n\n{A}\n\n服务,做到深处\n\n{B}", [("复工简报", [(None, A), ("服务,做到深处", B)])]),
        (
            f"办法\n\n一、总则\n\n{A}\n\n（一）对象\n\n{B}",
            [("办法", [("一、总则", A), ("一、总则 （一）对象", B)])],
        ),
        (
            f"办法\n\n第一章 总则\n\n{A}\n\n第二章 附则\n\n{B}",
            [("办法", [("第一章 总则", A), ("第二章 附则", B)])],
        ),
        (A, [("文件名.txt", [(None, A)])]),
        ("复工简报", [("复工简报", [(None, "复工简报")])]),
        ("企业\n甲公司\n乙公司\n丙厂", [("企业", [(None, "甲公司"), (None, "乙公司"), (None, "丙厂")])]),
        ("", []),
    ],
    ids=range(14),
)  # fmt: skip
def test_titles_and_sections(text, expected):
    assert outline(read(text)) == expected


HEAD = "復工復產,濱江的誠意與信心"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"题\n\n{A}\n\n\n\n员工正在装配\n\n{B}", ["员工正在装配"]),  # lifted out: a larger gap before it
        (f"题\n\n{A}\n\n图为矿山机械员工正在装配作业。", ["图为矿山机械员工正在装配作业。"]),
        (
            f"{HEAD}\n\n{HEAD}\n\n江南大道\n\n{A}\n\n{HEAD}\n\n华数集团\n\n{B}",
            ["江南大道", "华数集团"],
        ),  # below a running head
        (f"题\n\n{A}\n\n·陈·\n\n{B}", []),
        (f"题\n\n{A}\n\n本版图片由南通开发区提供\n\n{B}", ["本版图片由南通开发区提供"]),
        (f"题\n\n{A}\n\n撰稿 马晓才 摄影 徐青青\n\n分享到:\n\n相关文章:", ["撰稿 马晓才 摄影 徐青青"]),
    ],
    ids=["lifted out", "says so", "running head", "initials", "credit", "end matter"],
)
def test_captions_and_credits_are_no_paragraphs(text, found):
    assert captions(text) == found
    assert [paragraph for _, paragraphs in outline(read(text)) for paragraph in paragraphs]


TORN = "高新区第一时间严格管控卡口,对返澄人员实行隔离观察。1月24日设"
REST = "立长山卡口后,高新区抽调8位领导干部轮流带班,排查车辆3万余辆。"


@pytest.mark.parametrize(
    ("between", "left_over"),
    [
        ("", []),
        ("赵志军夜访卡口。\n\n", ["赵志军夜访卡口。"]),
        ("赵志军夜访卡口\n\n", ["赵志军夜访卡口"]),
        ("赵志军夜访卡口。\n\n撰稿 马晓才 摄影 徐青青\n\n", ["赵志军夜访卡口。", "撰稿 马晓才 摄影 徐青青"]),
    ],
)
def test_a_paragraph_torn_inside_a_word_is_whole_again(between, left_over):
    text = f"题\n\n{A}\n\n{TORN}\n\n{between}{REST}\n\n{B}"

    assert (None, TORN + REST) in outline(read(text))[0][1]
    assert captions(text) == left_over


@pytest.mark.parametrize(
    ("text", "is_torn"),
    [
        ("他说:“我们坚持一手抓疫情防控,一手抓经济发展", True),
        ("全力推动复工复产,", True),
        ("已经全部复工,员工也已返岗。", False),
        ("确保经济平稳运行,全力打赢保卫战。 殷晴 张凯畅", False),  # signed
        ("“进了社区门就是自家人”", False),  # a heading
        ("短,", False),
    ],
)
def test_an_open_end_is_told_from_a_closed_one(text, is_torn):
    assert is_open(text + "很长的前文" * 3 if text.endswith(",") and len(text) > 3 else text) is is_torn
    assert is_closed("好。”")


def test_an_open_quotation_is_closed_by_the_line_that_closes_it():
    ahead = [(5, "全新一段话,与此无关。", False), (6, "再上新台阶。”保德林说。", False)]

    assert mend("他说:“必须坚持一手抓防控,一手抓发展,推动各项工作", ahead, lambda _: False) == 6


def test_a_list_item_never_goes_on_with_a_paragraph():
    assert (
        mend("会议研究了第四季度的重点工作,现纪要如下", [(1, "1、项目总投资12.6亿元;", True)], lambda _: True)
        is None
    )


def test_where_no_line_ends_as_a_sentence_none_is_torn():
    lines = [f"第{n}项措施,由各部门按职责分工负责,确保按时完成任务" for n in "一二三四五六"]

    assert [text for _, text in outline(read("\n".join(["任务清单", *lines, B])))[0][1]][-1] == B
    assert all(
        "\n" not in text and text.count("措施") <= 1
        for _, text in outline(read("\n".join([*lines, B])))[0][1]
    )


def sample(name: str) -> Document:
    return load_file(SAMPLES / name, name, WORDS.__contains__)


def paragraphs(name: str) -> dict[str, str | None]:
    """Return the text of each block of a sample, with its section."""
    document = sample(name)
    return {
        text_of(member.block, document): member.section
        for article in articles_of(document.blocks, document.title)
        for member in placed(article)
    }


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_nothing_of_an_office_file_is_lost_or_said_twice(path):
    document = sample(path.name)

    pieces = [span for block in document.blocks for span in block.spans]
    left = "".join(
        c for place, c in enumerate(document.text) if not any(s.start <= place < s.end for s in pieces)
    )

    assert sorted(pieces) == pieces
    assert all(one.end <= other.start for one, other in pairwise(pieces))
    assert not left.strip()


def test_an_official_notice_keeps_its_measures_below_their_headings():
    document = sample("notice.txt")

    assert document.title == "云岭市人民政府办公室关于印发云岭市支持中小企业稳定用工若干措施的通知"
    assert [title for title, _ in outline(document)] == [document.title]
    by_text = paragraphs("notice.txt")
    assert by_text["云政办发〔2024〕17号"] is None
    assert (
        by_text["2.给予住房补贴。企业为新招用的高校毕业生租房的,按每人每月300元给予补贴。"]
        == "二、主要措施 (二)降低用工成本"
    )
    assert {"云岭市人民政府办公室", "2024年3月18日", "2.各县(市、区)任务分解表"} <= by_text.keys()


def test_minutes_keep_time_place_and_people():
    document = sample("minutes.txt")

    assert (
        [title for title, _ in outline(document)] == ["青川区数字经济专班第5次会议纪要"] == [document.title]
    )
    assert {"时间:2023年9月6日下午2:30", "主持人:副区长 林海峰", "2023年9月8日"} <= paragraphs(
        "minutes.txt"
    ).keys()
    assert paragraphs("minutes.txt")["1、项目总投资12.6亿元,分两期建设;"] == "二、关于数据中心项目"


def test_hard_wrapped_lines_are_paragraphs_again():
    texts = paragraphs("mail.txt")
    assert sample("mail.txt").title == "关于调整展厅开放时间的说明"
    assert [text[-4:] for text in texts if len(text) > 20] == ["统一安排。", "车和讲解。", "下客。"] or len(
        texts
    ) == 7
    assert any("每批人数不超过四十人" in text for text in texts)


def test_hard_wrapped_lines_with_indents_too():
    texts = paragraphs("wrapped-indented.txt")

    assert any("转移群众1126人" in text for text in texts)
    assert (
        texts["(一)加强值守。镇村两级实行24小时值班,每两小时巡堤一次,发现险情立即上报。"] == "二、采取的措施"
    )


def test_a_table_of_tabs_has_rows_that_know_their_columns():
    assert paragraphs("table.txt")["东湖区\t126\t120\t95.2"] == "地区 规上企业数 已复工 复工率"


def test_a_paragraph_a_line_without_blank_lines():
    assert paragraphs("one-a-line.txt")["中试基地投入运行,已有17家企业入驻。"] == "产业平台建设"


def test_words_in_latin_letters_keep_their_blank_where_a_line_was_wrapped():
    text = (
        "The hall is open from nine to five on weekdays,\nand it is closed on Mondays, for repairs and so\n"
        * 4
    )

    joined = lines_of(text)

    assert "weekdays,\nand it" in joined[0].original
    assert "".join(piece.of(text) for piece in joined[0].pieces) == joined[0].original


def test_a_long_file_is_laid_out_in_linear_time():
    text = "\n".join([A] * 5_000)

    assert len(read(text).blocks) == 5_000


@pytest.mark.originals
def test_the_originals_torn_paragraphs_are_whole(originals):
    document = load_file(next(originals.glob("000_*")), "000.txt", {"设立"}.__contains__)

    assert any("1月24日设立长山卡口后" in text for text in of_kind(document, BlockKind.PARAGRAPH))
