import sqlite3

import pytest

from bot import __version__, doctor
from bot import doctor_texts as texts
from bot.cli import main
from bot.doctor import examine
from bot.services import open_services
from bot.settings import Settings
from bot.settings_file import user_settings_file
from tests.bot.conftest import SEEDS
from tests.retrieval.told_server import serving

TOKEN = "123456789:AAF-abcdefghijklmnopqrstuvwxyz12345"

pytestmark = pytest.mark.usefixtures("own_home")


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "a.txt").write_text("江阴有90家企业复工。", "utf-8")
    return folder


def named(name, *, environment=None, **settings):
    findings = examine(Settings(**settings), environment or {})
    return [finding for finding in findings if finding.name == name]


def test_a_library_in_step_with_its_folder_is_right(folder, tmp_path):
    library = tmp_path / "library"
    open_services(Settings(documents=folder, library=library))

    findings = examine(Settings(documents=folder, library=library), {})

    assert all(finding.is_right for finding in findings)
    detail = next(finding.detail for finding in findings if finding.name == texts.LIBRARY)
    assert detail.startswith(f"{library}(格式 ")
    assert detail.endswith("1 篇文档,1 段)")


def test_looking_changes_nothing(folder, tmp_path):
    library = tmp_path / "library"

    (finding,) = named(texts.LIBRARY, documents=folder, library=library)

    assert (finding.is_right, finding.detail) == (True, texts.NO_LIBRARY_YET)
    assert not library.exists()


def test_files_that_could_not_be_read_are_named_with_their_reasons(folder, tmp_path, monkeypatch):
    monkeypatch.setattr(doctor, "_UNREAD_SHOWN", 1)
    (folder / "b.txt").write_bytes(b"PK\0\0")
    (folder / "c.txt").write_bytes(b"")
    open_services(Settings(documents=folder, library=tmp_path / "library"))

    first, rest = named(texts.UNREAD, documents=folder, library=tmp_path / "library")

    assert first.detail.startswith("b.txt:不是文本文件")
    assert (first.is_right, rest.detail) == (False, "另有 1 个文件")


def test_a_missing_folder_and_an_empty_one_are_wrong(tmp_path):
    (missing,) = named(texts.FOLDER, documents=tmp_path / "none")
    (empty,) = named(texts.FOLDER, documents=tmp_path)

    assert (missing.is_right, empty.is_right) == (False, False)
    assert "没有这个文件夹" in missing.detail
    assert "没有可读的文档" in empty.detail


def test_a_library_of_a_newer_format_is_wrong(folder, tmp_path):
    library = tmp_path / "library"
    open_services(Settings(documents=folder, library=library)).close()
    with sqlite3.connect(library / "library.sqlite") as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()

    (finding,) = named(texts.LIBRARY, documents=folder, library=library)

    assert not finding.is_right
    assert "请升级本程序" in finding.detail


@pytest.mark.parametrize(
    ("token", "is_right", "detail"),
    [("", True, texts.TOKEN_NOT_SET), (TOKEN, True, texts.TOKEN_SET), (TOKEN[:20], False, texts.TOKEN_ODD)],
)
def test_the_token_is_looked_at_and_never_shown(token, is_right, detail):
    (finding,) = named(texts.TELEGRAM, telegram_token=token)

    assert (finding.is_right, finding.detail) == (is_right, detail)
    assert not token or token not in finding.detail


@pytest.mark.parametrize(
    ("proxy", "is_right", "detail"),
    [
        ("", True, "没有设置"),
        ("socks5://me:secret@relay.example:1080", True, "经由 relay.example:1080"),
        ("http://relay.example", True, "经由 relay.example"),
        ("relay.example:1080", False, texts.PROXY_ODD),
        ("http://relay.example:port", False, texts.PROXY_ODD),
    ],
)
def test_of_a_proxy_the_host_is_shown_and_nothing_else(proxy, is_right, detail):
    (finding,) = named(texts.PROXY, proxy=proxy)

    assert (finding.is_right, finding.detail) == (is_right, detail)


def test_a_misspelt_variable_is_named():
    (finding,) = named(texts.SETTINGS, environment={"YOUJU_DOCUMENT": "x"})

    assert finding.detail.endswith("YOUJU_DOCUMENT")


def test_the_file_that_settings_are_from_is_named():
    (without,) = named(texts.SETTINGS)
    user_settings_file().parent.mkdir(parents=True)
    user_settings_file().touch()
    (found,) = named(texts.SETTINGS)

    assert (without.detail, found.detail) == ("有效", f"有效(设置文件 {user_settings_file()})")


def test_the_version_is_named():
    (found,) = named(texts.PROGRAM)

    assert found.detail.startswith(f"youju {__version__},Python 3.")


@pytest.mark.parametrize(("module", "is_right"), [("rjieba", True), ("jieba", False)])
def test_the_segmenter_is_looked_for(monkeypatch, module, is_right):
    monkeypatch.setattr(doctor, "find_spec", lambda name: None if name == module else object())

    (finding,) = named(texts.SEGMENTER)

    assert finding.is_right is is_right
    assert "pip install" in finding.detail


def test_the_command_tells_by_its_status_whether_all_is_well(capsys, tmp_path):
    assert main(["--documents", str(SEEDS), "--library", str(tmp_path / "l"), "doctor"]) == 0
    assert main(["--documents", str(tmp_path / "none"), "doctor"]) == 2

    assert "✗ 文档文件夹:没有这个文件夹" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("status", "blocked", "is_right", "said"),
    [
        ("green", {}, True, "状态 green)"),
        ("yellow", {}, True, "3 个副本未分配"),
        ("red", {}, False, "有分片不可用"),
        ("green", {"global": {"10": {}}}, False, "磁盘空间不足"),
        ("yellow", {"indices": {"briefs.1": {"12": {}}}}, False, "请在各节点上腾出空间"),
        ("green", {"global": {"6": {}}, "indices": {"briefs.1": {"8": {}}}}, True, "3 个副本未分配"),
    ],
)
def test_the_state_of_a_cluster_is_told(folder, tmp_path, status, blocked, is_right, said):
    answers = {
        "/_cluster/health": {"status": status, "number_of_nodes": 2, "unassigned_shards": 3},
        "/_cluster/state/blocks": {"blocks": blocked},
    }
    library = tmp_path / "library"
    open_services(Settings(documents=folder, library=library))

    with serving(
        lambda _, path, __: next(
            ((200, answer) for known, answer in answers.items() if path.startswith(known)),
            (404, {"found": False}),
        )
    ) as (address, _):
        findings = examine(Settings(documents=folder, library=library, backend=address), {})

    (found,) = [finding for finding in findings if finding.name == texts.CLUSTER]
    assert found.is_right is is_right
    assert found.detail.startswith(f"{address}(OpenSearch 2.19.4,2 个节点")
    assert said in found.detail
    assert [one.detail for one in findings if one.name == texts.POSTINGS] == [texts.POSTINGS_MISSING]


def test_a_cluster_that_is_not_there_is_told(folder, tmp_path):
    settings = {"documents": folder, "library": tmp_path / "library", "backend": "http://127.0.0.1:9/briefs"}

    (found,) = named(texts.CLUSTER, **settings)

    assert not found.is_right
    assert "连不上" in found.detail
    assert not named(texts.CLUSTER, documents=folder)
