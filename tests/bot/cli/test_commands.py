import json
import os
import sqlite3
import subprocess
from contextlib import closing, suppress
from pathlib import Path

import pytest

from bot import texts as shared
from bot.services import Services
from retrieval.store import file as store
from tests.bot.conftest import SEEDS

ROOT = Path(__file__).parents[3]
RATE = "江阴高新区员工到岗率是多少?"
NOWHERE = "火星基地的复工率是多少?"

pytestmark = pytest.mark.usefixtures("own_home")


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "a.txt").write_text("江阴复工\n\n江阴有90家企业复工。\n", "utf-8")
    return folder


def records(out):
    return [json.loads(line) for line in out.splitlines()]


# -- asking -------------------------------------------------------------------------------------------------


def test_an_answer_is_printed_and_the_status_is_0(youju):
    status, out, err = youju("ask", RATE)

    assert (status, err) == (0, "")
    assert out.startswith("90%[1]\n  [1] “")
    assert "\x1b" not in out


def test_a_question_may_be_several_words(youju):
    assert youju("ask", "江阴高新区", "员工到岗率是多少?")[1].startswith("90%[1]\n")


def test_an_abstention_is_printed_and_the_status_is_1(youju):
    status, out, err = youju("ask", NOWHERE)

    assert (status, err) == (1, "")
    assert out.startswith("资料中未找到答案。\n")


def test_json_is_one_line_and_nothing_else(youju):
    status, out, err = youju("ask", RATE, "--json")

    (made,) = records(out)
    assert (status, err) == (0, "")
    assert made["text"] + "\n" == youju("ask", RATE)[1]


def test_the_same_question_in_two_processes_gives_the_same_bytes_but_for_the_time(program):
    runs = [program("ask", RATE, "--json").communicate()[0] for _ in range(2)]

    first, second = ({**json.loads(run), "elapsed_ms": None} for run in runs)
    assert json.dumps(first) == json.dumps(second)
    assert runs[0].partition('"elapsed_ms"')[0] == runs[1].partition('"elapsed_ms"')[0]


@pytest.mark.parametrize("question", ["", "   ", "\x07\x1b", "?!", "长" * 10_000])
def test_what_is_no_question_is_an_error_on_stderr(youju, question):
    status, out, err = youju("ask", question, "--json")

    assert (status, out) == (2, "")
    assert err.startswith("出错了:问题")
    assert err.count("\n") == 1


def test_control_characters_are_taken_out_of_a_question(youju):
    _, plain, _ = youju("ask", RATE, "--json")

    _, dirty, _ = youju("ask", f"\x1b[31m{RATE[:5]}\x07\u200b{RATE[5:]}\r\n", "--json")

    assert records(dirty)[0]["answer_id"] == records(plain)[0]["answer_id"]


def test_lines_are_answered_one_reply_each(youju):
    status, out, _ = youju("ask", "-", "--json", typed=f"{RATE}\n{NOWHERE}\n{RATE}")

    assert [made["status"] for made in records(out)] == ["answered", "abstained", "answered"]
    assert status == 1


def test_a_line_that_is_no_question_does_not_stop_the_others(youju):
    status, out, err = youju("ask", "-", "--json", typed=f"{RATE}\n\n{'长' * 10_000}\n{RATE}\n")

    made = records(out)
    assert [one["status"] for one in made] == ["answered", "abstained", "abstained", "answered"]
    assert [one["text"][:5] for one in made[1:3]] == ["问题是空的", "问题太长("]
    assert made[2]["question"] == "长" * 10_000
    assert (status, err) == (2, "")


def test_without_json_a_line_that_is_no_question_is_told_so(youju):
    status, out, _ = youju("ask", "-", typed=f"\n{RATE}\n")

    assert out.startswith("出错了:问题是空的;")
    assert "\n\n90%[1]\n" in out
    assert status == 2


@pytest.mark.parametrize(
    "said",
    ["你好", "谢谢!", "exit", "quit", "q", "help", "帮助", "退出", "再见", "1", "\uff28\uff25\uff2c\uff30"],
)
def test_small_talk_gets_a_line_and_opens_no_library(youju, tmp_path, said):
    nowhere = {"documents": tmp_path / "none", "library": tmp_path / "l"}

    status, out, err = youju("ask", said, **nowhere)
    (made,) = records(youju("ask", "--json", typed=said, **nowhere)[1])

    assert (status, out.count("\n"), err) == (1, 1, "")
    assert (made["status"], made["text"] + "\n", made["library"]) == ("abstained", out, None)
    assert not (tmp_path / "l").exists()


def test_small_talk_among_questions_is_no_earlier_turn(youju):
    lines = f"你好\n{RATE}\n谢谢\n那滨江的企业复工率呢?\n"

    made = records(youju("ask", "-", "--json", "--conversation", typed=lines)[1])

    assert [one["answer"] for one in made] == [None, "90%", None, "91.9%"]
    assert made[3]["understood"] == "滨江的企业复工率是多少?"


def test_without_a_question_standard_input_is_read(youju):
    assert youju("ask", typed=f"{RATE}\n")[1].startswith("90%[1]\n")
    assert records(youju("--json", typed=f"{RATE}\n")[1])[0]["answer"] == "90%"


def test_a_question_alone_is_asked(youju):
    assert youju("江阴高新区", "员工到岗率是多少?") == youju("ask", "江阴高新区", "员工到岗率是多少?")


@pytest.mark.parametrize(("words", "typed"), [([RATE], ""), (["-"], f"{RATE}\n")])
def test_how_a_reply_comes_about_is_told_on_stderr(youju, words, typed):
    status, out, err = youju("ask", "--explain", *words, typed=typed)

    assert (status, out[:6]) == (0, "90%[1]")
    assert err.startswith(f"问题:{RATE[:5]}")


def test_no_lines_are_no_replies(youju):
    assert youju("ask", "-", "--json") == (0, "", "")


def test_only_lines_of_a_conversation_follow_each_other(youju):
    lines = f"{RATE}\n\n那滨江的企业复工率呢?\n"

    apart = records(youju("ask", "-", "--json", typed=lines)[1])[-1]
    together = records(youju("ask", "-", "--json", "--conversation", typed=lines)[1])[-1]

    assert apart["question"] == apart["understood"]
    assert together["understood"] == "滨江的企业复工率是多少?"
    assert together["answer"] == "91.9%"


def test_a_reader_that_goes_away_ends_the_program_quietly(program):
    with program("ask", "-", stdin=subprocess.PIPE) as running:
        running.stdout.close()
        running.stdin.write(f"{RATE}\n" * 20)
        with suppress(BrokenPipeError):
            running.stdin.close()
        error = running.stderr.read()

    assert (running.returncode, error) == (141, "")


def test_points_on_a_subject_are_cited(youju):
    status, out, _ = youju("brief", "云招商")

    assert status == 0
    assert out.startswith("关于“云招商”的要点(")
    assert "  [2] “" in out


# -- documents and the library ------------------------------------------------------------------------------


def test_documents_are_listed_in_columns(youju):
    status, out, _ = youju("documents")

    lines = out.splitlines()
    assert (status, len(lines)) == (0, 9)
    assert len({line.index(" 段  ") for line in lines}) == 1
    assert [line for line in lines if line.endswith("(jiangyin.md) · 江苏省江阴市 · 中国高新技术产业导报")]


def test_a_document_is_listed_with_what_it_says_of_itself_and_a_guess_says_so(youju, tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "2026_上海市_简报.txt").write_text("复工简报\n\n企业已全部复工。\n", "utf-8")

    _, out, _ = youju("documents", documents=folder, library=tmp_path / "l")
    _, told, _ = youju("documents", "--json", documents=folder, library=tmp_path / "l")

    assert out.rstrip().endswith("复工简报 (2026_上海市_简报.txt) · 上海市(据文件名)")
    (made,) = records(told)
    assert (made["region"], made["guessed"]) == ("上海市", ["region"])
    assert made["head"] == {
        "title": {"text": "复工简报", "basis": "title-block", "spans": [[0, 4]]},
        "region": {"text": "上海市", "basis": "file-name", "spans": []},
    }


def test_the_text_that_spans_point_into_is_printed_whole(youju):
    (made,) = records(youju("ask", RATE, "--json")[1])
    (one,) = made["citations"]

    _, text, _ = youju("documents", "--text", one["document_id"])

    assert "".join(text[start:end] for start, end in one["spans"]) == one["quote"]
    assert text == (SEEDS / one["source"]).read_text("utf-8")


def test_an_unknown_document_is_named(youju):
    status, out, err = youju("documents", "--text", "deadbeef")

    assert (status, out) == (2, "")
    assert err == "出错了:没有编号为 deadbeef 的文档;可用 youju documents 查看全部文档\n"


def test_sync_says_what_changed(youju, folder, tmp_path):
    def sync():
        return youju("sync", documents=folder, library=tmp_path / "l")[1]

    first = sync()
    (folder / "b.txt").write_text("无锡复工\n\n无锡有7家企业复工。", "utf-8")
    (folder / "a.txt").unlink()

    assert first == "已更新:新增 1 个文件,修改 0 个,移除 0 个。\n"
    assert sync() == "已更新:新增 1 个文件,修改 0 个,移除 1 个。\n"
    assert sync() == "资料库与文件夹一致,没有变化。\n"


def test_a_file_is_added_and_replaced_and_removed_by_name_or_id(youju, folder, tmp_path):
    kept = {"documents": folder, "library": tmp_path / "l"}
    file = tmp_path / "c.txt"
    file.write_text("昆山复工\n\n昆山有5家企业复工。\n", "utf-8")

    said = [youju("add", file, **kept)[1], youju("add", file, **kept)[1]]
    answered = youju("ask", "昆山有多少家企业复工?", **kept)[1]
    removed = youju("remove", "c.txt", **kept)

    assert said == [
        "已添加 c.txt:《昆山复工》,1 篇文章,1 段\n",
        "已替换同名文档 c.txt:《昆山复工》,1 篇文章,1 段\n",
    ]
    assert answered.startswith("5家[1]")
    assert removed == (0, "已移除 c.txt:《昆山复工》\n", "")
    assert not youju("ask", "昆山有多少家企业复工?", **kept)[1].startswith("5家")


def test_what_cannot_be_added_is_named_and_the_rest_added(youju, folder, tmp_path):
    kept = {"documents": folder, "library": tmp_path / "l"}
    good = tmp_path / "c.txt"
    good.write_text("昆山复工\n\n昆山有5家企业复工。\n", "utf-8")
    bad = tmp_path / "坏.txt"
    bad.write_bytes(b"PK\0\0")

    status, out, err = youju("add", bad, tmp_path / "none.txt", tmp_path, good, **kept)

    assert (status, out.count("已添加")) == (1, 1)
    assert [line.partition(":")[0] for line in err.splitlines()] == [
        "未能读取 坏.txt",
        "未能读取 none.txt",
        f"未能读取 {tmp_path.name}",
    ]


def test_a_removed_file_of_the_folder_is_no_unreadable_one(youju, folder, tmp_path):
    kept = {"documents": folder, "library": tmp_path / "l"}
    (folder / "b.txt").write_text("无锡复工\n\n无锡有7家企业复工。\n", "utf-8")
    youju("sync", **kept)

    said = youju("remove", "b.txt", **kept)[1]

    assert said == "已移除 b.txt:《无锡复工》;文件仍在文档文件夹里,改动后会重新读入\n"
    assert youju("sync", **kept) == (0, "资料库与文件夹一致,没有变化。\n", "")
    assert [line for line in youju("documents", **kept)[1].splitlines() if "b.txt" in line] == []
    assert youju("doctor", **kept)[0] == 0


def test_a_full_sync_sees_an_edit_that_keeps_size_and_time(youju, folder, tmp_path):
    kept = {"documents": folder, "library": tmp_path / "l"}
    file = folder / "a.txt"
    youju("sync", **kept)
    times = file.stat()
    file.write_text(file.read_text("utf-8").replace("90", "91"), "utf-8")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))

    said = youju("sync", "--full", **kept)[1]

    assert said == "已更新:新增 0 个文件,修改 1 个,移除 0 个。\n"
    assert youju("ask", "江阴有多少家企业复工?", **kept)[1].startswith("91家[1]")


def test_documents_names_each_unreadable_file_once(youju, folder, tmp_path):
    (folder / "b.txt").write_bytes(b"PK\0\0")

    assert youju("documents", documents=folder, library=tmp_path / "l")[2].count("b.txt") == 1


# -- bad input ----------------------------------------------------------------------------------------------


def test_a_file_that_cannot_be_read_is_named_and_the_rest_answered(youju, folder, tmp_path):
    (folder / "b.txt").write_bytes(b"PK\3\4\0\0\0")
    (folder / "c.txt").write_bytes("复工".encode()[:-1] + b"\xff" * 9)

    status, out, err = youju("ask", "江阴有多少家企业复工?", documents=folder, library=tmp_path / "l")

    assert (status, out[:3]) == (0, "90家")
    assert [line.split(":")[0] for line in err.splitlines()] == ["未能读取 b.txt", "未能读取 c.txt"]


def test_a_file_that_cannot_be_read_is_told_when_it_is_found_and_where_files_are_listed(
    youju, folder, tmp_path
):
    kept = {"documents": folder, "library": tmp_path / "l"}
    (folder / "b.txt").write_bytes(b"PK\0\0")
    question = "江阴有多少家企业复工?"

    assert [youju("ask", question, **kept)[2].count("b.txt") for _ in range(3)] == [1, 0, 0]
    (folder / "c.txt").write_bytes(b"")
    assert youju("ask", question, **kept)[2].startswith("未能读取 c.txt:")
    assert [line.split(":")[0] for line in youju("documents", **kept)[2].splitlines()] == [
        "未能读取 b.txt",
        "未能读取 c.txt",
    ]
    status, out, _ = youju("doctor", **kept)
    assert (status, out.count("✗ 未能读取")) == (2, 2)
    assert [youju("sync", **kept)[0], youju("sync", **kept)[2].count("未能读取")] == [1, 2]
    (folder / "b.txt").unlink()
    (folder / "c.txt").unlink()
    assert youju("sync", **kept)[0] == 0


@pytest.mark.parametrize("command", [["ask", RATE], ["sync"], ["documents"], ["brief", "江阴"]])
@pytest.mark.parametrize("kind", ["missing", "empty", "a file"])
def test_a_folder_without_documents_leaves_no_library_behind(youju, tmp_path, command, kind):
    documents = tmp_path / "documents"
    if kind == "empty":
        documents.mkdir()
    elif kind == "a file":
        documents.touch()

    status, out, err = youju(*command, documents=documents, library=tmp_path / "l")

    assert (status, out) == (2, "")
    assert str(documents) in err
    assert not (tmp_path / "l").exists()


def test_of_many_unreadable_files_a_few_are_named(youju, folder, tmp_path):
    for number in range(9):
        (folder / f"{number}.txt").write_bytes(b"\0")

    _, _, err = youju("ask", "江阴有多少家企业复工?", documents=folder, library=tmp_path / "l")

    assert len(err.splitlines()) == 6
    assert err.endswith("另有 4 个文件未能读取;全部见 youju documents\n")


def test_a_folder_where_nothing_could_be_read_is_an_error(youju, tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "a.txt").write_bytes(b"PK\3\4\0\0\0")

    status, out, err = youju("ask", RATE, documents=folder, library=tmp_path / "l")

    assert (status, out) == (2, "")
    assert "未能读取 a.txt" in err
    assert "里没有能够读入的文件" in err


def test_a_folder_that_is_not_there_loses_nothing(youju, folder, tmp_path):
    youju("sync", documents=folder, library=tmp_path / "l")
    moved = folder.rename(tmp_path / "moved")

    status, out, err = youju("sync", documents=folder, library=tmp_path / "l")

    assert (status, out) == (2, "")
    assert err == f"出错了:没有这个文件夹:{folder};请用 --documents 指定存放文档的文件夹\n"
    assert youju("sync", documents=moved, library=tmp_path / "l")[1] == "资料库与文件夹一致,没有变化。\n"


def test_an_empty_folder_loses_nothing(youju, folder, tmp_path):
    youju("sync", documents=folder, library=tmp_path / "l")
    (folder / "a.txt").rename(tmp_path / "a.txt")

    status, _, err = youju("sync", documents=folder, library=tmp_path / "l")

    (tmp_path / "a.txt").rename(folder / "a.txt")
    assert status == 2
    assert "文件夹里没有可读的文档" in err
    assert youju("sync", documents=folder, library=tmp_path / "l")[1] == "资料库与文件夹一致,没有变化。\n"


def test_a_library_of_a_newer_format_is_left_alone(youju, filled, tmp_path):
    youju("documents")
    newer = tmp_path / "l"
    newer.mkdir()
    # Not by opening the file: to close it takes SQLite's locks away from this process, and the next one may end the log.
    with (
        closing(sqlite3.connect(filled / "library.sqlite")) as own,
        closing(sqlite3.connect(newer / "library.sqlite")) as copy,
    ):
        own.backup(copy)
        copy.execute("PRAGMA user_version = 99")

    status, out, err = youju("ask", RATE, library=newer)

    assert (status, out) == (2, "")
    assert "由更新的版本写成(格式 99" in err
    with closing(sqlite3.connect(newer / "library.sqlite")) as connection:
        assert connection.execute("SELECT count(*) FROM documents").fetchone() == (9,)


def test_a_library_folder_that_cannot_be_written_is_named(youju, tmp_path):
    (tmp_path / "file").touch()

    status, out, err = youju("ask", RATE, library=tmp_path / "file" / "l")

    assert (status, out) == (2, "")
    assert err.startswith(f"出错了:资料库文件夹无法写入:{tmp_path / 'file' / 'l'}")


def test_a_file_that_is_no_library_is_named(youju, tmp_path):
    (tmp_path / "library.sqlite").write_text("这不是资料库" * 100, "utf-8")

    status, _, err = youju("ask", RATE, library=tmp_path)

    assert status == 2
    assert "不是有效的资料库" in err


def test_while_one_process_writes_others_read_and_a_second_writer_is_told(
    youju, folder, tmp_path, monkeypatch
):
    monkeypatch.setattr(store, "_LOCK_TIMEOUT_S", 0.05)
    home = tmp_path / "l"
    youju("sync", documents=folder, library=home)
    with closing(sqlite3.connect(home / "library.sqlite", isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        reading = youju("ask", "江阴有多少家企业复工?", documents=folder, library=home)
        (folder / "b.txt").write_text("无锡有7家企业复工。", "utf-8")
        writing = youju("sync", documents=folder, library=home)
        writer.execute("ROLLBACK")

    assert reading[0] == 0
    assert writing[:2] == (2, "")
    assert writing[2].startswith(f"出错了:另一个进程正在写资料库 {home}")
    assert youju("sync", documents=folder, library=home)[0] == 0


def test_two_processes_may_fill_one_library_at_once(program, tmp_path):
    running = [program("ask", RATE, library=tmp_path / "l") for _ in range(2)]

    outs = [one.communicate() for one in running]

    assert [(one.returncode, out[:3], err) for one, (out, err) in zip(running, outs, strict=True)] == [
        (0, "90%", "")
    ] * 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["ask"], "缺少参数:QUESTION"),
        (["nosuch"], "没有 'nosuch' 这个命令"),
        (["--nope"], "不认识的参数:--nope"),
        (["documents", "--text"], "--text 后面缺少一个值"),
    ],
)
def test_arguments_that_do_not_fit_are_named(youju, arguments, message):
    status, out, err = youju(*arguments)

    assert (status, out, err) == (2, "", f"出错了:{message};youju --help 看说明\n")


def test_help_is_in_chinese_and_names_every_command(youju):
    status, out, _ = youju("--help")

    assert status == 0
    assert out.startswith("用法:")
    assert all(
        f"    {name} " in out
        for name in ("console", "ask", "brief", "documents", "sync", "evaluate", "doctor")
    )


def test_a_setting_that_does_not_fit_is_named(youju, monkeypatch):
    monkeypatch.setenv("YOUJU_ADMINS", "张三")

    status, _, err = youju("ask", RATE)

    assert status == 2
    assert err.startswith("出错了:YOUJU_ADMINS: ")


def test_a_settings_file_of_the_working_folder_is_not_read_and_named_with_its_keys_remedy(youju, tmp_path):
    (tmp_path / "youju.toml").write_text('telegram_api = "http://evil.example"\nnot toml', "utf-8")

    status, out, err = youju("ask", RATE)

    assert (status, out[:3]) == (0, "90%")
    assert err.startswith(f"没有采用 {tmp_path / 'youju.toml'}:")
    assert str(tmp_path / "settings-of-the-user" / "youju" / "youju.toml") in err
    assert err.count("\n") == 1


def test_ctrl_c_ends_a_command_without_a_traceback(youju, monkeypatch):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(Services, "sync", interrupted)

    assert youju("ask", RATE) == (130, "", f"\n{shared.KEPT}\n")


# -- evaluating ---------------------------------------------------------------------------------------------


def test_a_gold_file_is_scored(youju, tmp_path):
    file = tmp_path / "gold.jsonl"
    questions = [
        {"question": RATE, "kind": "number", "document": "jiangyin", "answers": [["90%"]]},
        {"question": RATE, "kind": "number", "document": "wuxi", "answers": [["91%"]]},
        {"question": NOWHERE, "answers": []},
    ]
    file.write_text("\n".join(map(json.dumps, questions)), "utf-8")

    rates = json.loads(youju("evaluate", file, "--json")[1])
    status, out, _ = youju("evaluate", file, "--failures")

    assert rates == {"abstained": 1.0, "answered": 1.0, "cited": 0.5, "short": 0.5, "text": 0.5}
    assert status == 0
    assert out.splitlines()[:2] == [f"[text、cited、short] {RATE}", "    答:90%"]
    assert out.splitlines()[2] == "abstained   100.0%  共 1 题  该拒答的拒答了"


def test_a_gold_file_that_is_none_is_named(youju, tmp_path):
    status, out, err = youju("evaluate", tmp_path / "none.jsonl")

    assert (status, out) == (2, "")
    assert err.startswith(f"出错了:无法读取题库文件 {tmp_path / 'none.jsonl'}(")


def test_the_address_of_this_machine_is_not_added_and_the_rest_is(youju, tmp_path):
    other = tmp_path / "甲.txt"
    other.write_text("甲地简报\n\n甲地企业复工率为97%。\n", "utf-8")

    status, out, err = youju("add", "http://127.0.0.1:9/a.htm", str(other))

    assert status == 1
    assert "127.0.0.1 是本机或内部网络的地址,未读取" in err
    assert out.startswith("已添加 甲.txt:")
