"""A cluster whose disks are full answers as before and takes nothing; once there is room, all goes on."""

from __future__ import annotations

from io import StringIO
from shutil import copytree
from time import monotonic

import pytest

from bot.cli import main
from bot.console.session import Console
from bot.doctor import examine
from bot.doctor_texts import CLUSTER
from bot.services import open_services
from bot.settings import Settings
from retrieval.backends.embedded import EmbeddedBackend
from retrieval.errors import BackendFullError
from tests.opensearch.cluster import Cluster
from tests.opensearch.conftest import in_full
from tests.opensearch.questions import Asked

pytestmark = [
    pytest.mark.opensearch,
    in_full,
]  # a cluster looks at its disks every ten seconds at most: half a minute

_TOP = 10
_FIRST = 50  # documents, which are filled in a second
_AT_ONCE_S = 10  # far below the two minutes for which a write is tried where waiting may help
_TOLD = "磁盘空间不足,不再接受写入,原有的索引没有改动;请在各节点上腾出空间"
_OLD_QUESTION, _NEW_QUESTION = "滨江高新区企业复工率是多少?", "云岭街道企业复工率是多少?"
_NEW = "# 云岭街道复工简报\n\n截至今日,云岭街道企业复工率为98.5%。\n"


@pytest.fixture
def full_disks(cluster: Cluster):
    """Fills the disks when called; there is room again at the end."""
    yield cluster.fill_disks
    cluster.free_disks()


def test_full_disks_cost_no_list_and_a_change_waits_for_room(
    asked: Asked, open_at, fresh_name, cluster: Cluster, full_disks, seeds, tmp_path, monkeypatch, capsys
):
    queries, documents = asked.queries[:10], asked.documents[: 2 * _FIRST]
    taken_out = [document.id for document in documents[: _FIRST // 2]]
    name = fresh_name()
    backend, new = open_at(name, shards=3), open_at(fresh_name())
    backend.apply("1", documents[:_FIRST], [])
    lists = [backend.search(query, _TOP) for query in queries]
    folder = copytree(seeds, tmp_path / "documents")
    program = f"{cluster.address}/{fresh_name()}"
    settings = Settings(documents=folder, library=tmp_path / "library", backend=program)
    services = open_services(settings)
    shown = StringIO()
    console = Console(services, shown)
    reply = services.answerer.reply(_OLD_QUESTION)

    full_disks()

    # what holds the postings: old ones stay whole for whoever opens them, new ones are not begun
    began = monotonic()
    for one in (backend, new):
        with pytest.raises(BackendFullError, match=_TOLD):
            one.apply("2", documents[_FIRST:], taken_out)
    assert monotonic() - began < _AT_ONCE_S
    for one in (backend, open_at(name)):
        assert one.refresh(full=True) == "1"
        assert [one.search(query, _TOP) for query in queries] == lists
    assert new.refresh() == ""
    # the program: a sync says it, questions are answered by what there is, the doctor says it
    (folder / "new.md").write_text(_NEW, "utf-8")
    with pytest.raises(BackendFullError, match=_TOLD):
        services.sync()
    assert services.answerer.reply(_OLD_QUESTION) == reply
    assert console.take(_OLD_QUESTION)
    assert _TOLD in shown.getvalue()
    assert reply.answer in shown.getvalue()
    monkeypatch.setenv("YOUJU_BACKEND", program)
    monkeypatch.setenv("YOUJU_LIBRARY", str(settings.library))
    arguments = ["--documents", str(folder)]
    assert main([*arguments, "sync"]) == 2
    assert _TOLD in capsys.readouterr().err
    assert main([*arguments, "ask", _OLD_QUESTION]) == 0
    assert "以下按资料库中现有的内容回答" in capsys.readouterr().err
    monkeypatch.setenv(
        "YOUJU_BACKEND", f"{cluster.address}/{fresh_name()}"
    )  # where nothing is to answer from
    assert main([*arguments, "ask", _OLD_QUESTION]) == 2
    (found,) = [finding for finding in examine(settings, {}) if finding.name == CLUSTER]
    assert not found.is_right
    assert "磁盘空间不足" in found.detail

    cluster.free_disks()

    backend.apply("2", documents[_FIRST:], taken_out)
    new.apply("2", documents[_FIRST // 2 :], [])
    beside = EmbeddedBackend(tmp_path / "postings")
    beside.apply("2", documents[_FIRST // 2 :], [])
    expected = [beside.search(query, _TOP) for query in queries]
    for one in (backend, new):
        assert [one.search(query, _TOP) for query in queries] == expected
    services.sync()
    monkeypatch.delenv("YOUJU_BACKEND")
    alone = open_services(Settings(documents=folder, library=tmp_path / "alone"))
    assert services.answerer.reply(_NEW_QUESTION) == alone.answerer.reply(_NEW_QUESTION)
    services.close()
    alone.close()
