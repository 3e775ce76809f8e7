"""What people read counts by article: several of them may stand in one file."""

import io
import json
import sqlite3
import sys
from contextlib import closing

import pytest

from bot.console.session import run
from bot.rendering.plain import to_text
from bot.rendering.records import record
from bot.rendering.shown import show
from bot.services import open_services
from bot.settings import Settings
from bot.telegram.contents import contents
from bot.telegram.rendering import catalogue, chat

pytestmark = pytest.mark.usefixtures("own_home")

_LONG = "各企业严格落实防疫要求,员工陆续返岗,物资供应充足,生产秩序正在恢复。" * 2
_PAPERS = f"""# 东岭新区复工

东岭新区企业复工率为88.5%,其中规上工业企业全部复工。{_LONG}

{_LONG}东岭新区发放口罩8万只。

# 西岭新区复工

西岭新区召开会议。{_LONG}

西岭新区企业复工率为91.9%,企业主要负责人全部到岗。{_LONG}

西岭新区发放口罩6万只,减免房租1200万元。{_LONG}
"""


@pytest.fixture
def services(tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "papers.md").write_text(_PAPERS, "utf-8")
    (folder / "one.md").write_text(f"# 南岭新区复工\n\n南岭新区企业复工率为70%。{_LONG}\n", "utf-8")
    opened = open_services(Settings(documents=folder, library=tmp_path / "library"))
    yield opened
    opened.close()


def replies(services, monkeypatch, *lines):
    output = io.StringIO()
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
    monkeypatch.setattr(sys, "stdout", output)
    assert run(services) == 0
    return [part.partition("\n")[2].strip() for part in output.getvalue().split("问:")[1:]]


def test_a_place_is_counted_within_its_article(services):
    reply = services.answerer.reply("西岭新区的企业复工率是多少?")

    assert "《西岭新区复工》 · 第 2 段 · papers.md" in to_text(show(reply))
    assert record(show(reply), "v", 0.0)["citations"][0]["passage"] == 2


def test_sources_turns_the_pages_of_one_article(services, monkeypatch):
    _, *opened, _, _ = replies(
        services,
        monkeypatch,
        "西岭新区的企业复工率是多少?",
        "/sources 1",
        "/sources -",
        "/sources -",
        "/sources 1 + 1",
    )

    assert "第 2 段,共 3 段" in opened[0]
    assert "第 1 段,共 3 段" in opened[1]
    assert "上一段" not in opened[1]


def test_a_file_of_several_articles_is_listed_with_them(services, monkeypatch):
    (listed,) = replies(services, monkeypatch, "/documents")

    lines = [line.strip() for line in listed.splitlines()]
    assert lines[0].endswith("南岭新区复工 (one.md)")
    assert lines[1].endswith("papers.md (2 篇)")
    assert lines[2:] == ["1. 东岭新区复工 (2 段)", "2. 西岭新区复工 (3 段)"]


def test_documents_tell_the_articles_of_a_file(youju, services):
    folder, library = services.settings.documents, services.settings.library_folder
    _, out, _ = youju("documents", "--json", documents=folder, library=library)

    one, papers = map(json.loads, out.splitlines())
    assert (one["articles"], one["passages"]) == (1, 1)
    assert (papers["articles"], papers["passages"]) == (2, 5)
    assert papers["contents"] == [
        {"title": "东岭新区复工", "passages": 2},
        {"title": "西岭新区复工", "passages": 3},
    ]


def test_a_search_names_how_many_articles_were_looked_at(services):
    assert "共检索 3 篇文档" in to_text(show(services.answerer.reply("火星的失业率是多少?")))


def test_a_chat_lists_the_articles_below_their_file(services):
    shown = catalogue.page(contents(services.library, 1))

    assert shown.plain.splitlines() == [
        "资料目录(共 2 份,3 篇)",
        "1. 南岭新区复工(one.md)",
        "2. papers.md(2 篇)",
        "2.1 东岭新区复工",
        "2.2 西岭新区复工",
    ]
    assert shown.keyboard == ()


def test_a_damaged_document_keeps_no_other_from_being_listed(services):
    with closing(sqlite3.connect(services.library.folder / "library.sqlite")) as connection:
        connection.execute("UPDATE documents SET head = '{}' WHERE source = 'one.md'")
        connection.commit()

    shown = catalogue.page(contents(services.library, 1))

    assert "南岭" not in shown.plain
    assert "2.2 西岭新区复工" in shown.plain


def test_the_buttons_of_one_article_tell_their_sources_apart(services):
    reply = services.answerer.brief("西岭新区")
    *sources, _ = chat.keyboard_of(show(reply), 1)

    labels = [label for ((label, _),) in sources]
    assert len(labels) == 3
    assert len({label.partition(":")[2] for label in labels}) == 3
    assert labels[1].startswith("来源 2:第 2 段 西岭新区企业复工率")


def test_the_buttons_of_several_articles_bear_their_titles(services):
    reply = services.answerer.reply("有多少篇文档提到复工率?")
    *sources, _ = chat.keyboard_of(show(reply), 1)

    assert [label.partition(":")[2] for ((label, _),) in sources] == [
        "南岭新区复工", "东岭新区复工", "西岭新区复工",
    ]  # fmt: skip


def test_many_articles_fill_several_pages_and_none_is_left_out(tmp_path):
    folder = tmp_path / "many"
    folder.mkdir()
    for name, count in (("a", 1), ("b", 30), ("c", 1), ("d", 19), ("e", 2)):
        papers = (f"# {name}{number}号文\n\n第{number}篇的正文在这里。\n" for number in range(1, count + 1))
        (folder / f"{name}.md").write_text("\n".join(papers), "utf-8")
    services = open_services(Settings(documents=folder, library=tmp_path / "library"))

    pages = [contents(services.library, number) for number in range(1, 4)]
    services.close()

    assert [page.pages for page in pages] == [3] * 3
    listed = [
        (entry.number, number) for page in pages for entry in page.entries for number, _ in entry.articles
    ]
    assert listed == [
        *((2, number) for number in range(1, 31)),
        *((4, number) for number in range(1, 20)),
        *((5, number) for number in range(1, 3)),
    ]
    assert contents(services.library, 99) == pages[-1]
    assert contents(services.library, -5) == pages[0]
