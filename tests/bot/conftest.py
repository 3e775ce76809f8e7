"""A home of its own for what the program keeps, and the briefs that come with it, read in once."""

import io
import os
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from answers.types import Abstention, Answer, Citation, Kind, Question, Quote
from bot.cli import main
from bot.services import open_services
from bot.settings import Settings
from retrieval.segmenter import open_segmenter
from retrieval.types import Basis, Document, DocumentId, Head, HeadValue, Passage, PassageId, Span

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"


@pytest.fixture(scope="session", autouse=True)
def one_segmenter():
    """The dictionary is read once for all tests, a tenth of a second each time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.services.open_segmenter", cache(open_segmenter))
        yield


@pytest.fixture
def own_home(data_home, monkeypatch, tmp_path):
    """No setting, no youju.toml, no library of the person who runs the tests is seen."""
    for name in [name for name in os.environ if name.startswith("YOUJU_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_DATA_HOME", str(data_home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings-of-the-user"))
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="session")
def seeded(data_home):
    """The services over the briefs, opened once; nobody may change them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(data_home))
        yield open_services(Settings(documents=SEEDS))


@pytest.fixture(scope="session")
def filled(tmp_path_factory):
    """A library folder of the briefs; filled by the first who asks."""
    return tmp_path_factory.mktemp("library")


@pytest.fixture
def youju(filled, capsys, monkeypatch):
    """Run a command over the briefs in this process; return (status, stdout, stderr)."""

    def youju(*arguments, documents=SEEDS, library=filled, typed=""):
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        status = main(["--documents", str(documents), "--library", str(library), *map(str, arguments)])
        out, err = capsys.readouterr()
        return status, out, err

    return youju


@pytest.fixture
def program(filled):
    """Start a command over the briefs in a process of its own."""

    def program(*arguments, documents=SEEDS, library=filled, **options):
        command = [
            sys.executable,
            "-m",
            "bot",
            "--documents",
            str(documents),
            "--library",
            str(library),
            *arguments,
        ]
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        return subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options
        )

    return program


def document(source="a.md", publisher="日报", published="2020-02"):
    head = Head(
        HeadValue("标题", Basis.TITLE_BLOCK),
        publisher=publisher and HeadValue(publisher, Basis.FIELD),
        date=published and HeadValue(published, Basis.FIELD),
    )
    return Document(DocumentId(f"id-{source}"), source, "文" * 1000, head)


def citation(n, text, quoted=None, *, source="a.md", section="一节", number=1):
    passage = Passage(
        PassageId(f"id-{source}#{number}"),
        DocumentId(f"id-{source}"),
        "标题",
        section,
        number,
        text,
        (Span(0, len(text)),),
    )
    quoted = quoted or text
    start = text.index(quoted)
    return Citation(n, Quote(passage, Span(start, start + len(quoted))), document(source))


def answer(lead="90%[1]", short="90%", citations=(), *, text="到岗率是多少?", understood=None, **more):
    citations = citations or (citation(1, "到岗率为90%。"),)
    return Answer(Question(text, understood or text, Kind.NUMBER), lead, short, citations, 0.9, **more)


def abstention(text="火星的复工率?", **more):
    return replace(Abstention(Question(text, text, Kind.NUMBER), "资料中没有。"), **more)
