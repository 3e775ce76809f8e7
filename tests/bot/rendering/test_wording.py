"""Our words follow the script of the question; the asker's own are printed as they were written."""

import pytest

from bot.rendering.plain import to_text
from bot.rendering.shown import show
from bot.services import open_services
from bot.settings import Settings
from bot.telegram.rendering import chat

pytestmark = pytest.mark.usefixtures("own_home")

_PAPERS = {
    "a.md": "# 江阴高新区简报\n\n江阴高新区企业复工率为90%,GDP增长6.1%。江阴高新区推行云招商,举办视频会5次。\n",
    "b.md": "# 无锡高新区简报\n\n无锡高新区企业复工率为80%,GDP增长5.2%。\n",
    "c.md": "# 昆山高新区简报\n\n昆山高新区召开会议,部署春季造林和水利工作。\n",
}


@pytest.fixture(scope="module")
def services(tmp_path_factory, data_home):
    folder = tmp_path_factory.mktemp("papers")
    for name, text in _PAPERS.items():
        (folder / name).write_text(text, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(data_home))
        opened = open_services(Settings(documents=folder, library=tmp_path_factory.mktemp("library")))
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("question", "own", "others"),
    [
        (
            "崑山高新區的復工率是多少?",
            ["“崑山高新區”", "“復工率”", "資料中沒有"],
            ["“昆山高新区”", "“复工率”"],
        ),
        ("崑山高新區的離婚率是多少?", ["“離婚率”"], ["“离婚率”"]),
        ("昆山高新区的离婚率是多少?", ["“离婚率”", "资料中没有"], ["資料"]),
        ("昆山高新区的復工率是多少?", ["“昆山高新区”", "资料中没有"], ["資料", "崑山"]),
        (
            "江陰高新區和無錫高新區的復工率分別是多少?",
            ["江陰高新區:90%", "無錫高新區:80%"],
            ["江阴高新区:90"],
        ),
        ("江陰高新區和崑山高新區的復工率分別是多少?", ["崑山高新區:資料中未見"], ["昆山高新区:资料"]),
        ("有多少篇文檔提到雲招商?", ["3 篇文檔中有 1 篇提到“雲招商”"], ["提到“云"]),
        ("有多少篇文档提到GDP?", ["3 篇文档中有 2 篇提到“GDP”"], ["“gdp”"]),
        ("有多少篇文档提到\uff27\uff24\uff30?", ["提到“\uff27\uff24\uff30”"], ["“gdp”"]),
        ("總結一下江陰高新區的雲招商", ["關於“江陰高新區的雲招商”的要點"], ["关于"]),
    ],
)
def test_what_was_asked_is_printed_as_it_was_asked(services, question, own, others):
    reply = services.answerer.reply(question)

    for shown in (to_text(show(reply)), "\n".join(draft.plain for draft in chat.drafts_of(show(reply), 1))):
        assert [words for words in own if words not in shown] == []
        assert [words for words in others if words in shown] == []


def test_what_a_source_says_stays_to_the_letter(services):
    shown = to_text(show(services.answerer.reply("江陰高新區的復工率是多少?")))

    assert "“江阴高新区企业复工率为90%,GDP增长6.1%。”" in shown
