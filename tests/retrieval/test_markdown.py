"""Markdown becomes blocks: what a reader of the page would see, and nothing else, each character in its place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from retrieval.layout.markdown_parser import parse
from retrieval.passages import passages
from retrieval.types import BlockKind, Document
from tests.retrieval.reading import of_kind, outline, text_of
from tests.retrieval.reading import read as read_as

# What a Chinese keyboard writes: `，` `？` `：` `！`, as escapes, since files are folded on their way here.
COMMA, ASKED, COLON, SHOUT = "\uff0c", "\uff1f", "\uff1a", "\uff01"


def read(text: str) -> Document:
    return read_as(text, "a.md")


def kinds(text: str) -> list[tuple[str, str]]:
    document = read(text)
    return [(block.kind.value, text_of(block, document)) for block in document.blocks]


def test_headings_are_titles_and_sections():
    text = "# 甲\n\n一段。\n\n## 数据\n\n- 一项\n- 二项\n\n# 乙\n\n> 引用。\n\n---\n"

    assert outline(read(text)) == [
        ("甲", [(None, "一段。"), ("数据", "一项"), ("数据", "二项")]), ("乙", [(None, "引用。")]),
    ]  # fmt: skip


def test_a_section_is_named_with_the_one_around_it():
    text = "# 甲\n\n## 措施\n\n### 稳岗\n\n一段。\n\n## 附则\n\n二段。\n"

    assert outline(read(text)) == [("甲", [("措施 稳岗", "一段。"), ("附则", "二段。")])]


def test_a_tables_rows_know_the_names_of_their_columns():
    text = "# 复工\n\n## 各区\n\n| 地区 | 复工率 |\n| --- | ---: |\n| **东湖区** | 95.2% |\n\n表后的话。\n"

    ((_, rows),) = outline(read(text))

    assert rows == [
        ("各区 地区 复工率", "地区 | 复工率"), ("各区 地区 复工率", "东湖区 | 95.2%"), ("各区", "表后的话。"),
    ]  # fmt: skip


def test_cells_beyond_the_columns_of_the_first_row_are_kept():
    assert ("row", "东湖 | 9 | 补充") in kinds("# 题\n\n| 区 | 数 |\n|---|---|\n| 东湖 | 9 | 补充 |\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# 题\n\n**复工率**为`90%`。\n", [("paragraph", "复工率为90%。")]),
        ("# 题\n\n见[通知](http://a.cn/b_(1) \"附)件\")和[甲](<x)y>)。\n", [("paragraph", "见通知和甲。")]),
        ("# 题\n\n**“复工”**率,~甲~ 和 \\*乙\\* &amp; 丙\n", [("paragraph", "“复工”率,~甲~ 和 *乙* &amp; 丙")]),
        ("# 题\n\n1. 发口罩\n2. 测体温\n", [("item", "1. 发口罩"), ("item", "2. 测体温")]),
        ("# 题\n\n- 一类\n  - 甲\n  - 乙\n", [("item", "一类"), ("item", "甲"), ("item", "乙")]),
        ("# 题\n\n1. 甲\n\n   甲的话。\n2. 乙\n", [("item", "1. 甲"), ("item", "甲的话。"), ("item", "2. 乙")]),
        ("# 题\n\nthe hall is\na big one\n", [("paragraph", "the hall is\na big one")]),
        ("# 题\n\n<!-- 编者的话\n\n不显示 -->\n\n正文。\n", [("paragraph", "正文。")]),
        ("# 题\n\n<!-- 没有结束\n\n正文。\n", [("paragraph", "没有结束\n正文。")]),
        ("# 题\n\n第一行<br>第二行\n", [("paragraph", "第一行"), ("paragraph", "第二行")]),
        ("# 题\n\n<div>文字<b>九</b>成</div>\n", [("paragraph", "文字九成")]),
        ("# 题\n\n```\n企业 88\n# 不是标题\n```\n", [("paragraph", "企业 88\n# 不是标题")]),
        ("# 题\n\n```\n没有结束\n", [("paragraph", "没有结束")]),
        ("# 题\n\n![复工现场](a.png)\n\n图:车间一角\n\n正文。\n",
         [("caption", "复工现场"), ("caption", "图:车间一角"), ("paragraph", "正文。")]),
        ("# 题\n\n复工率[^1]为九成。\n\n[^1]: 截至2月20日\n[^2]: 含规上\n",
         [("paragraph", "复工率为九成。"), ("note", "截至2月20日"), ("note", "含规上")]),
        ("# 题\n\n见[报][1]。\n\n[1]: http://a.cn\n[注]: 数据由区里提供。\n",
         [("paragraph", "见[报][1]。"), ("paragraph", "[注]: 数据由区里提供。")]),
        ("题一\n====\n\n节\n--\n\n正文。\n", [("heading", "题一"), ("heading", "节"), ("paragraph", "正文。")]),
        ("# 题\n\n正文到此结束。\n---\n\n下文。\n", [("paragraph", "正文到此结束。"), ("paragraph", "下文。")]),
        ("# 题\n\n## 入驻企业88家\n\n## 到岗率九成\n", [("paragraph", "入驻企业88家"), ("paragraph", "到岗率九成")]),
    ],
)  # fmt: skip
def test_markup_is_no_text_and_text_is_never_lost(text, expected):
    found = kinds(text)

    assert (found[1:] if found[0] == ("heading", "题") else found) == expected


def test_a_rule_at_the_very_beginning_swallows_nothing():
    text = f"---\n\n会议今日召开{COMMA}部署复工。\n\n---\n\n## 要求\n\n落实责任。\n"

    assert of_kind(read(text), BlockKind.PARAGRAPH) == [f"会议今日召开{COMMA}部署复工。", "落实责任。"]


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["园区企业已有八十八家复工复产,其中规上四十家", "员工返岗率达到九成。"], "silently"),
        (["一、总体情况", "园区企业已有八十八家复工复产。"], "with a line break"),
        (["园区企业已有八十八家复工复产。", "员工返岗率达到九成。"], "with a line break"),
    ],
)
def test_a_soft_break_parts_two_lines_unless_the_margin_made_it(lines, joined):
    glue = "" if joined == "silently" else "\n"

    assert kinds("# 题\n\n" + "\n".join(lines) + "\n")[1] == ("paragraph", glue.join(lines))


def test_a_text_that_was_only_named_md_is_laid_out_as_plain_text():
    text = (
        f"---\ntitle: 报告\n---\n政府工作报告\n——2026年2月3日在上海市第十六届人民代表大会第四次会议上\n"
        f"各位代表{COLON}\n一、工作回顾\n经济稳中有进。\n"
    )

    document = read(text)

    assert (document.title, document.published) == ("报告", "2026-02-03")
    assert ("一、工作回顾", "经济稳中有进。") in outline(document)[0][1]


def test_a_heading_nobody_can_read_at_a_glance_is_a_paragraph():
    assert kinds("# 题\n\n## " + "长" * 201 + "\n\n正文。\n")[1] == ("paragraph", "长" * 201)


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("# 题\n\n88)", [("item", "88)")]),
        ("# 题\n\n88)\n89) 复工", [("item", "88)"), ("item", "89) 复工")]),
        ("# 题\n\n88) - 复工", [("item", "88)"), ("item", "复工")]),
        ("# 题\n\n88) ## 小节\n\n复工。", [("item", "88)"), ("heading", "小节"), ("paragraph", "复工。")]),
        ("# 题\n\n88) > 复工", [("item", "88) 复工")]),
    ],
)
def test_the_number_of_an_item_stays_whatever_stands_behind_it(text, blocks):
    assert kinds(text)[1:] == blocks


@pytest.mark.parametrize("mark", ["- ", "> ", "1. ", "> - "])
def test_what_is_nested_deeper_than_anyone_writes_is_read_all_the_same(mark):
    document = read("# 题\n\n" + mark * 300 + "全区复工率为91.9%。\n\n下一段。\n")

    printed = "\n".join(passage.text for passage in passages(document))
    assert "全区复工率为91.9%。" in printed
    assert "下一段。" in printed


_lines_of_blocks = st.sampled_from(
    ["- a", "  - b", "1. c", "   2) d", "10. e", "+ f", "-", ">", "> q", "> > r", "> - s", "  > t", "text", "", "    code",
     "\tcode", "```", "~~~", "---", "===", "* * *", "- - -", "- - u", "# h", "## h ##", "#h", "| a | b |", "|---|---|",
     "<div>", "</div>", "<!-- x", "-->", "      deep", "[a]: http://b", "**v**", "__w", "_ _ _", "1x", "`y`"]
)  # fmt: skip


@given(st.lists(_lines_of_blocks, max_size=12))
@settings(deadline=None)
def test_the_quick_rules_find_the_blocks_that_the_parser_s_own_find(lines):
    own = MarkdownIt("commonmark", {"maxNesting": 100}).enable("table")
    own.disable(["reference", "inline", "text_join"])
    text = "\n".join(lines)

    assert _outline_of(parse(text)) == _outline_of(own.parse(text))


def _outline_of(tokens):
    return [(token.type, token.map, token.level, token.content, token.markup, token.info) for token in tokens]


def test_an_outer_item_ends_what_is_nested_too_deep():
    assert kinds("# 题\n\n" + "- " * 60 + "里面\n- 外面\n")[-1] == ("item", "外面")


_words = st.text(
    st.sampled_from(f"复工企业率88家ab{COMMA}{ASKED}{COLON}{SHOUT}。“”()"), min_size=1, max_size=20
)
_marked = st.builds(
    lambda before, mark, word, after: f"{before}{mark.format(word)}{after}",
    _words,
    st.sampled_from(
        ["{}", "**{}**", "`{}`", "[{}](http://a.cn)", "*{}*", "\\*{}", "![{}](a.png)", "<b>{}</b>"]
    ),
    _words,
    _words,
)
_blocks = st.one_of(
    st.builds("{} {}".format, st.sampled_from(["#", "##", "###"]), _marked),
    st.builds(lambda lines: "\n".join(lines), st.lists(_marked, min_size=1, max_size=4)),
    st.builds(
        lambda items, mark: "\n".join(f"{mark} {item}" for item in items),
        st.lists(_marked, min_size=1, max_size=4),
        st.sampled_from(["-", "1.", "  *", ">", "> -"]),
    ),
    st.builds(
        lambda rows: "| 甲 | 乙 |\n|---|---|\n" + "\n".join(f"| {a} | {b} |" for a, b in rows),
        st.lists(st.tuples(_marked, _marked), max_size=3),
    ),
    st.builds("```\n{}\n```".format, _words),
    st.builds("{}\n---".format, _words),
)


@given(st.lists(_blocks, min_size=1, max_size=6))
@settings(deadline=None)
def test_every_character_of_the_text_stands_in_a_passage_or_is_markup(parts):
    document = read("\n\n".join(parts) + "\n")

    covered = {
        place
        for passage in passages(document)
        for span in passage.spans
        for place in range(span.start, span.end)
    }
    left = "".join(c for place, c in enumerate(document.text) if place not in covered)
    assert set("".join(left.replace("http://a.cn", "").replace("a.png", "").replace("<b>", "").replace("</b>", "").split())) <= set(
        "#*`[]()!|->\\1.~"
    )  # fmt: skip
