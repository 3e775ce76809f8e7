"""Every character of a text stands in a passage: an outline, a list, a heading with nothing below it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.passages import passages
from retrieval.types import Document
from tests.retrieval.reading import read


def left_out(document: Document) -> str:
    """Return what of the text stands in no passage, white space aside."""
    covered = {
        place
        for passage in passages(document)
        for span in passage.spans
        for place in range(span.start, span.end)
    }
    left = "".join(c for place, c in enumerate(document.text) if place not in covered)
    return "".join(left.split())


OUTLINE = "一、加强领导\n二、落实责任\n三、强化督查"


@pytest.mark.parametrize(
    "text",
    [
        OUTLINE,
        f"工作要点\n{OUTLINE}",
        f"工作要点\n\n为做好复工工作,制定本要点。\n\n{OUTLINE}",
        "工作要点\n\n一、复工情况\n企业已全部复工。\n二、下一步打算",
        "重点任务\n1.发口罩\n2.测体温\n各区抓好落实。",
        "重点任务\n- 发口罩\n- 测体温\n各区抓好落实。",
        "防疫措施\n发口罩\n测体温\n设卡口\n查健康码\n各区抓好落实。",
        "入驻企业88家",
        "开发区简介\n入驻企业88家\n规上企业40家",
        "第一章 总则\n第二章 附则",
        "企业名单\n\n甲公司\n\n乙公司\n\n说明\n\n以上企业已复工。\n\n附件\n\n名单",
        "本报记者 张伟\n复工之后\n企业已全部复工。",
        "复工之后\n本报记者 张伟\n再访园区\n企业已全部复工。",
        "来源:新华社\n复工简报\n企业已复工。",
        "企业已复工。\n来源:新华社",
        "已复工\n已复工\n已复工\n未复工",
        "项目表\n乳腺癌\n15个工作日\n卵巢癌\n15个工作日\n综合征\n15个工作日\n以上为全部。",
        "云岭市医疗保障局\n云岭市财政局\n云岭市医疗保障局\n云岭市财政局\n关于延期的通知\n按期缴费。\n云岭市医疗保障局\n"
        "云岭市财政局\n2020年2月7日",
        "编制说明\n一、过程\n经过讨论。\n二、其他问题\n无",
        "编制说明\n一、过程\n经过讨论。\n二、反馈\n暂无",
        "复工简报\n\n企业已全部复工。\n\n附件:1.名单\n2.地图\n联系人:陈立",
    ],
)
def test_lines_without_a_full_stop_are_kept(text):
    assert left_out(read(text)) == ""


_words = st.text(st.sampled_from("复工企业率开工厂园区镇村民88家,、“”"), min_size=1, max_size=24)
_marks = st.sampled_from(
    ["", "", "", "一、", "二、", "(一)", "1.", "2、", "(1)", "- ", "第一章 ", "■ ", "01", "附件1 ", "表1 ", "[1]", "注:", "来源:",
     "时间:", "——", "本报记者 ", "图为"]
)  # fmt: skip
_ends = st.sampled_from(["", "", "", "。", ";", ":", "。", ",", "2026年2月3日", "市长 王强", "\t一\t二"])
_lines = st.builds(lambda mark, word, end: mark + word + end, _marks, _words, _ends)


@given(
    st.lists(_lines, min_size=1, max_size=14, unique=True),
    st.sampled_from(["\n", "\n\n"]),
    st.integers(1, 14),
    st.sampled_from([0, 1, 2]),
)
@settings(deadline=None)
def test_every_character_of_a_plain_text_stands_in_a_passage(lines, gap, said_again, times):
    again = lines[said_again : said_again + 1]  # not the first line, which on each page is a running head
    document = read(gap.join([*lines, *(again + lines[1:3]) * times]))

    # An entry of a list of notes keeps its words, not its number.
    assert left_out(document).replace("[1]", "").replace("1.", "").replace("2、", "") == ""
