"""Telegram HTML: nothing lost, nothing broken, nothing too long."""

from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.telegram.rendering.markup import ENTITIES_LIMIT, Run, Style, block, html, plain, split, units
from tests.timing import takes_at_most

# A text is drawn ten times as fast as a list of its signs: one of them stands for a name's ending.
TEXT = st.text('复工率。,;!?😀<&>"a1 \n”\u0007\0', max_size=60).map(lambda text: text.replace("\0", ".md"))
RUNS = st.lists(st.builds(Run, TEXT, st.sampled_from(list(Style))), max_size=6)
BLOCKS = st.lists(
    st.builds(lambda runs, folded: block(*runs, folded=folded), RUNS, st.booleans()), max_size=6
)


@pytest.mark.parametrize("unit", ["字", "a ", "\n", "😀", "\u202e", "。", ".md"])
def test_a_long_text_is_split_in_time_in_proportion_to_its_length(unit):
    text = unit * (30_000 // len(unit))

    assert takes_at_most(0.5, lambda: split([block(text), block(Run(text, Style.BOLD), text)]))


@pytest.mark.parametrize("mark", [*"!?;,:", *"\uff01\uff1f\uff1b\uff0c\uff1a"])
def test_a_long_text_is_cut_behind_a_mark_of_either_width(mark):
    sentence = "工业企业全部复工" * 2 + mark

    first, _ = split([block(sentence + "员工陆续返岗" * 3)], 30)

    assert plain(first) == sentence


class Reader(HTMLParser):
    """What a client shows; fails for tags that are crossed or left open."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.text = [], ""

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


def read(text):
    reader = Reader()
    reader.feed(text)
    reader.close()
    assert reader.open == []
    return reader.text


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("见 binjiang.md", "见 <code>binjiang.md</code>"),
        ("《d.md》", "《<code>d.md</code>》"),
        ("已有 简报.MD,", "已有 <code>简报.MD</code>,"),
        ("a/b-c_1.md · d.txt", "<code>a/b-c_1.md</code> · <code>d.txt</code>"),
        (".md .txt a.mdx b.md5", ".md .txt a.mdx b.md5"),
        ("x.md.md", "<code>x.md.md</code>"),
        ("www.gov.cn 3.5", "www.gov.cn 3.5"),
    ],
)
def test_the_name_of_a_file_is_set_as_code(text, marked):
    assert html([block(text)]) == marked
    assert plain([block(text)]) == text


def test_a_name_within_bold_text_is_code_instead():
    assert html([block(Run("移除 a.md 吗", Style.BOLD))]) == "<b>移除 </b><code>a.md</code><b> 吗</b>"


@pytest.mark.parametrize("unit", ["a", ".md", "a.md", "a.md ", "\u3002", "a.", "《"])
def test_marking_names_takes_time_in_proportion(unit):
    text = unit * (200_000 // len(unit))

    assert takes_at_most(1.0, lambda: block(text))


@settings(deadline=None)
@given(BLOCKS, st.sampled_from([20, 50, 4096]))
def test_splitting_keeps_the_words_and_the_limits(blocks, limit):
    parts = split(blocks, limit)

    for part in parts:
        assert units(plain(part)) <= limit
        assert read(html(part)) == plain(part)
        assert sum(run.style is not Style.PLAIN for entry in part for run in entry.runs) <= ENTITIES_LIMIT
    assert "".join("".join(map(plain, parts)).split()) == "".join(plain(blocks).split())


def test_a_long_text_is_cut_at_a_sentence_end():
    sentence = "截至2月25日,企业复工率为91.9%。"
    first, second = split([block(sentence * 300)])

    assert plain(first).endswith("。")
    assert plain(second).startswith("截至")
    assert units(plain(first)) > 4000


def test_signs_of_two_units_are_never_cut():
    for part in split([block("😀" * 3000)]):
        assert set(plain(part)) == {"😀"}
        assert units(plain(part)) <= 4096


def test_a_paragraph_that_fits_the_next_message_is_not_cut():
    parts = split([block("甲" * 3000), block("乙" * 2000)])

    assert [plain(part)[0] for part in parts] == ["甲", "乙"]
    assert len(parts) == 2


@pytest.mark.parametrize("text", ["<b>", "&amp;", "a<b&c>d", "</blockquote>"])
def test_a_document_s_own_markup_stays_text(text):
    assert unescape(html([block(text)])) == text
