import io
import os
import pty
import re
import select
import subprocess
import sys
import time
from pathlib import Path

import docx
import pytest

from answers.errors import AnswersError
from bot import texts as shared
from bot.console import editing, texts
from bot.console.session import Console, run
from bot.errors import BotError
from bot.services import open_services
from bot.settings import Settings
from retrieval.errors import RetrievalError
from tests.bot.conftest import SEEDS

ROOT = Path(__file__).parents[3]
RATE = "江阴高新区员工到岗率是多少?"

SESSION = """\
问:江阴高新区员工到岗率是多少?
90%[1]
  [1] “江阴高新区规模以上企业复工率为100%,员工到岗率为90%。”
      《江阴高新区:疫情防控与复工招商情况》 · 复工总体情况 · 第 1 段 · 中国高新技术产业导报 · 2020-02 · jiangyin.md

问:那滨江的企业复工率呢?
91.9%(截至2月25日)[1]
理解为:滨江的企业复工率是多少?
  [1] “截至2月25日,杭州高新區(濱江)的企業復工率為91.9%,基數是2.3萬家企業,即納入統計口徑的全部企業。”
      《杭州高新區(濱江):復工復產與惠企政策兌現》 · 復工率 · 第 1 段 · 杭商傳媒 · 2020-02 · binjiang.md

问:/sources 1
[1] 《杭州高新區(濱江):復工復產與惠企政策兌現》
    復工率 · 第 1 段,共 17 段 · 杭商傳媒 · 2020-02 · binjiang.md
    復工率
    ⟦截至2月25日,杭州高新區(濱江)的企業復工率為91.9%,基數是2.3萬家企業,即納入統計口徑的全部企業。⟧規上工業企業已經全部復工;規上服務業企業有993家復工,佔規上服務業總數的97%。該區是自主創新示範區,在全國為第10個;江南大道是區內的交通主動脈,2月中旬早高峰車流已經恢復。
    下一段:/sources 1 +

问:/quit
"""

pytestmark = pytest.mark.usefixtures("own_home")


@pytest.fixture
def session(seeded, monkeypatch):
    """Type lines into the console over the briefs; return all that it prints."""

    def session(*lines, services=seeded):
        output = io.StringIO()
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        monkeypatch.setattr(sys, "stdout", output)
        assert run(services) == 0
        return output.getvalue()

    return session


@pytest.fixture
def changing(tmp_path):
    """Services over a folder that a test may change."""
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "a.txt").write_text("江阴复工\n\n江阴有90家企业复工。\n\n江阴有7个街道。\n", "utf-8")
    return open_services(Settings(documents=folder, library=tmp_path / "library"))


def replies(printed):
    """Return what followed each line that was typed."""
    return [
        part.partition("\n")[2].strip()
        for part in re.split(f"^{texts.PROMPT}", printed, flags=re.MULTILINE)[1:]
    ]


def test_a_session_reads_like_this(session):
    assert session(RATE, "那滨江的企业复工率呢?", "/sources 1", "/quit", "不再回答") == SESSION


def test_the_paragraphs_around_a_source_can_be_turned_to(session):
    lines = ("/sources 1 +", "/sources 1 +", "/sources -", "/sources 1", "/sources 1 -", "/sources +99")

    shown = [reply.splitlines() for reply in replies(session("滨江的企业复工率是多少?", *lines))[1:]]

    places = [reply[1].split(" · ")[1] for reply in shown if len(reply) > 1]
    assert places == [f"第 {number} 段,共 17 段" for number in (2, 3, 2, 1)]
    assert [reply[0] for reply in shown[4:]] == [texts.NO_SUCH_PARAGRAPH] * 2
    assert not any("⟦" in line for reply in shown[:3] for line in reply)
    assert any("⟦" in line for line in shown[3])


def test_below_an_opened_paragraph_stand_the_notes_that_it_refers_to(session, tmp_path):
    (tmp_path / "a.md").write_text(
        "# 简报\n\n江阴有90家企业[^1]复工。\n\n[^1]: 指规模以上\n工业企业。\n", "utf-8"
    )
    services = open_services(Settings(documents=tmp_path, library=tmp_path / "library"))

    answered, opened = replies(session("江阴有多少家企业复工?", "/sources 1", services=services))

    assert "[^1]" not in answered
    assert "注 [^1] 指规模以上工业企业。" in [line.strip() for line in opened.splitlines()]


def test_the_nearest_text_of_an_abstention_can_be_opened(session):
    _, opened = replies(session("火星基地的复工率是多少?", "/sources 1"))

    assert opened.startswith("[1] 《")
    assert "⟦" in opened


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["/sources 1"], texts.NO_ANSWER_YET),
        ([RATE, "/sources 7"], texts.no_such_source("7", 1)),
        ([RATE, "/sources x"], texts.no_source("x")),
        ([RATE, "/sources +"], texts.NOTHING_OPEN),
        ([RATE, "/new", "/sources 1"], texts.NO_ANSWER_YET),
        (["/nosuch"], texts.unknown_command("/nosuch")),
        (["/brief"], texts.NO_SUBJECT),
        (["/check"], texts.NO_DRAFT),
        (["/help"], texts.HELP),
        (["?"], texts.HELP),
        (["长" * 10_000], "出错了:问题太长(10000 字,最多 500 字);请缩短后再问"),
    ],
    ids=lambda value: value[-1][:12] if isinstance(value, list) else "",
)
def test_what_cannot_be_done_is_said_and_the_session_goes_on(session, lines, said):
    *_, answered, again = replies(session(*lines, RATE))

    assert answered == said
    assert again.startswith("90%[1]")


@pytest.mark.parametrize(
    "line",
    ["exit", "quit", "q", "EXIT", "退出", "再见", "/exit", "\uff0fquit", "/QUIT", "\uff45\uff58\uff49\uff54"],
)
def test_what_says_goodbye_leaves(session, line):
    assert len(replies(session(line, RATE))) == 1


@pytest.mark.parametrize(
    "line", ["help", "帮助", "?", "\uff1f", "/help", "\uff0fhelp", "/\uff28\uff25\uff2c\uff30"]
)
def test_help_is_asked_for_in_every_usual_way(session, line):
    assert replies(session(line))[0] == texts.HELP


def test_small_talk_is_no_earlier_turn_and_leaves_the_sources_open(session):
    _, hello, thanks, followed, opened = replies(
        session(RATE, "你好", "谢谢", "那滨江的企业复工率呢?", "/sources 1")
    )

    assert (hello, thanks) == (shared.SMALL_TALK["greeting"], shared.SMALL_TALK["thanks"])
    assert "理解为:滨江的企业复工率是多少?" in followed
    assert opened.startswith("[1] 《杭州高新區(濱江)")


@pytest.mark.parametrize("space", [" ", "\t", "\u3000", "\xa0", "\u2003"])
def test_a_command_is_told_from_what_follows_by_any_space(session, space):
    points, opened = replies(session(f"\uff0fbrief{space}云招商", f"/sources{space}\uff11 \uff0b"))

    assert points.startswith("关于“云招商”的要点(")
    assert opened.startswith("[1] 《")


def test_a_misspelt_command_is_told_which_may_be_meant(session):
    assert replies(session("/document"))[0] == texts.unknown_command("/document", "/documents")


def test_a_badly_saved_word_list_is_a_message_and_the_conversation_goes_on(session, changing):
    words = changing.lexicon_files.synonyms
    words.write_bytes("返岗 到岗\n".encode("gb18030"))

    said, answered = replies(session("/sync", "江阴有多少家企业复工?", services=changing))

    assert said.startswith(f"出错了:词表 {words} 无法读取(")
    assert answered.startswith("90家[1]")


@pytest.mark.parametrize("error", [BotError, AnswersError, RetrievalError])
def test_no_error_of_ours_ends_the_conversation(session, changing, monkeypatch, error):
    def failing(*_, **__):
        raise error("某处出错")

    monkeypatch.setattr(type(changing), "sync", failing)

    said, answered = replies(session("/sync", "江阴有多少家企业复工?", services=changing))

    assert said == "出错了:某处出错"
    assert answered.startswith("90家[1]")


def test_ctrl_c_during_a_sync_says_that_what_was_read_is_kept(session, changing, monkeypatch):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(type(changing), "sync", interrupted)

    assert replies(session("/sync", services=changing)) == [shared.KEPT]


def test_a_new_topic_forgets_the_turns_before(session):
    *_, followed = replies(session(RATE, "/new", "那滨江呢?"))

    assert "理解为" not in followed


def test_help_names_every_command():
    assert all(name in texts.HELP for name in texts.COMMANDS)


def test_documents_are_listed(session):
    (listed,) = replies(session("/documents"))

    assert len(listed.splitlines()) == len(list(SEEDS.glob("*.md"))) - 1  # README.md is no document


def test_points_on_a_subject_can_be_opened(session):
    points, opened = replies(session("/brief 云招商", "/sources 2"))

    assert points.startswith("关于“云招商”的要点(")
    assert opened.startswith("[2] 《")


def test_points_on_a_subject_are_written_to_a_word_file_that_is_named(session, tmp_path):
    file = tmp_path / "要点.docx"

    (said,) = replies(session(f"/brief 云招商 {file}"))

    assert said.splitlines()[-1] == f"已写出 {file}"
    assert "云招商" in "\n".join(paragraph.text for paragraph in docx.Document(str(file)).paragraphs)


def test_no_word_file_is_written_of_a_subject_that_nothing_is_said_of(session, tmp_path):
    file = tmp_path / "要点.docx"

    (said,) = replies(session(f"/brief 量子纠缠态制备 {file}"))

    assert said.splitlines()[-1] == f"没有找到要点,没有写出 {file}"
    assert not file.exists()


def test_sync_takes_up_what_changed(session, changing):
    folder = changing.settings.documents

    before, _, after = _around(
        session, changing, lambda: (folder / "b.txt").write_text("无锡有8家企业复工。", "utf-8")
    )

    assert not before.startswith("8家")
    assert after.startswith("8家[1]")


def _around(session, services, change):
    """Ask, sync after a change, ask again."""
    question = "无锡有多少家企业复工?"
    (before,) = replies(session(question, services=services))
    change()
    said, after = replies(session("/sync", question, services=services))
    assert said == "已更新:新增 1 个文件,修改 0 个,移除 0 个。"
    return before, said, after


def test_what_another_process_took_out_can_no_longer_be_opened_or_found(changing):
    output = io.StringIO()
    console = Console(changing, output)
    console.take("江阴有多少家企业复工?")
    other = open_services(changing.settings)
    (changing.settings.documents / "b.txt").write_text("无锡有8家企业复工。", "utf-8")
    (changing.settings.documents / "a.txt").unlink()
    other.sync()

    console.take("/sources 1")
    console.take("江阴有多少家企业复工?")

    _, gone, found = output.getvalue().strip().split("\n\n")
    assert gone == texts.GONE
    assert "90家" not in found


def test_ctrl_c_interrupts_an_answer_and_the_session_goes_on(session, seeded, monkeypatch):
    real = Console.take

    def interrupted(self, line):
        if line.startswith("慢"):
            raise KeyboardInterrupt
        return real(self, line)

    monkeypatch.setattr(Console, "take", interrupted)

    first, second = replies(session("慢问题", RATE))

    assert first == texts.INTERRUPTED
    assert second.startswith("90%[1]")


def test_a_history_that_cannot_be_kept_is_done_without(tmp_path):
    (tmp_path / "file").touch()

    assert editing.editor(tmp_path / "file" / "history")


def test_the_history_is_for_its_owner_alone(tmp_path):
    editing.editor(tmp_path / "history")

    assert (tmp_path / "history").stat().st_mode & 0o777 == 0o600


# The program asks a terminal where the cursor is, and waits a second for what does not say.
_WHERE, _HERE = b"\x1b[6n", "\x1b[1;1R"


class Terminal:
    """The program at a terminal of 60 columns, and what it writes there."""

    def __init__(self, library):
        self._near, far = pty.openpty()
        command = [sys.executable, "-m", "bot", "--documents", str(SEEDS), "--library", str(library)]
        environment = os.environ | {"PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": "60", "LINES": "24"}
        environment.pop("NO_COLOR", None)
        self._process = subprocess.Popen(
            command, env=environment, stdin=far, stdout=far, stderr=far, start_new_session=True
        )
        os.close(far)
        self._written = b""

    def type(self, keys):
        os.write(self._near, keys.encode())

    def wait_for_prompt(self):
        """Wait until a line can be typed.

        What was typed before is drawn once more, prompt and all, when its line ends; that a new line begins is
        told by the terminal's being asked to mark what is pasted ("bracketed paste", once a line).
        """
        self.wait_for("\x1b[?2004h")
        self.wait_for(texts.PROMPT)

    def wait_for(self, text, timeout_s=60):
        """Return what is written up to `text`, from where the last wait ended."""
        deadline = time.monotonic() + timeout_s
        while text.encode() not in self._written:
            ready, _, _ = select.select([self._near], [], [], max(0, deadline - time.monotonic()))
            assert ready, f"no {text!r} in {self._written.decode(errors='replace')!r}"
            written = os.read(self._near, 65536)
            self.type(_HERE * written.count(_WHERE))
            self._written += written
        found, text_bytes, self._written = self._written.partition(text.encode())
        return (found + text_bytes).decode()

    def wait(self):
        return self._process.wait(60)

    def close(self):
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        os.close(self._near)


@pytest.fixture
def terminal(seeded):
    terminal = Terminal(seeded.settings.library_folder)
    yield terminal
    terminal.close()


def test_at_a_terminal_keys_do_what_a_person_expects(terminal):
    terminal.wait_for_prompt()
    terminal.type("不要这一句\x03")  # Ctrl-C: the line is gone
    terminal.wait_for("不要这一句")
    terminal.wait_for_prompt()
    terminal.type(f"{RATE}\r")
    answered = terminal.wait_for("jiangyin.md")
    terminal.wait_for_prompt()
    terminal.type("/so")
    terminal.wait_for("打开引用的段落")
    terminal.type("\t 1\r")
    opened = terminal.wait_for(shared.step_on(1))
    terminal.wait_for_prompt()
    terminal.type("\x04")  # Ctrl-D

    assert "\x1b[1m90%[1]\x1b[0m" in answered
    assert "不要" not in answered
    assert "\x1b[7m" in opened
    assert terminal.wait() == 0


def test_a_draft_is_checked_by_command_from_a_file_and_when_it_is_pasted(session, tmp_path):
    stop = "\u3002"
    draft = f"昆山高新区在会上签约的项目有6个{stop}昆山高新区在会上签约的项目有8个{stop}"
    (tmp_path / "稿子.md").write_text(draft, "utf-8")

    by_command, of_file, pasted = replies(session(f"/check {draft}", f"/check {tmp_path / '稿子.md'}", draft))

    assert by_command.startswith("查证 2 句:逐字 1 · 相符 0 · 不符 1 · 未见 0")
    assert of_file == pasted == by_command


def test_a_sentence_of_the_draft_that_was_checked_last_is_shown_in_full(session):
    stop = "\u3002"
    draft = f"昆山高新区在会上签约的项目有6个{stop}昆山高新区在会上签约的项目有8个{stop}"

    nothing_yet, checked, second, none_such = replies(
        session("/check 2", f"/check {draft}", "/check 2", "/check 3")
    )

    assert nothing_yet == texts.NOTHING_CHECKED
    assert checked.endswith(texts.SEE_A_SENTENCE)
    assert second.split("\n")[:2] == [
        "第 2 句 不符",
        f"您的稿:昆山高新区在会上签约的项目有\u30108个\u3011{stop}",
    ]
    assert none_such == shared.no_such_sentence(3, 2)
