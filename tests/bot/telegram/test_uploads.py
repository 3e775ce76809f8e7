"""Uploads: names of all kinds, a name that is known already, and the way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.handlers.files import safe_name
from retrieval.loaders.files import digest_of
from retrieval.recognition.shelf import Shelf
from tests.retrieval.making import at, pdf, word, zipped
from tests.retrieval.test_recognition import LINES, png
from tests.timing import comes_true

BRIEF = "常州高新区复工情况\n\n截至3月2日,常州高新区企业复工率为97.3%,其中外资企业复工312家。\n"
ASKED = "常州高新区企业复工率是多少?"
LONGEST = 120
STOP = "\u3002"


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("简报.txt", "简报.txt"),
        ("../../etc/passwd", "passwd"),
        ("a\\b\\简报.txt", "简报.txt"),
        ("/", "upload-AQAD.txt"),
        ("..", "upload-AQAD.txt"),
        (". . .", "upload-AQAD.txt"),
        ("", "upload-AQAD.txt"),
        (None, "upload-AQAD.txt"),
        ("\x00\x1b\u202e", "upload-AQAD.txt"),
        (".简报.txt.", "简报.txt"),
        ("简报\u202etxt.md", "简报txt.md"),
        ("简\x00报\n三月\u3000.txt", "简报 三月 .txt"),
        ("e\u0301te\u0301.txt", "\u00e9t\u00e9.txt"),
        ("\ud800简报.txt", "简报.txt"),
    ],
)
def test_names_of_strangers_lead_nowhere_and_stay_readable(name, safe):
    assert safe_name(name, "AQAD") == safe


def test_a_long_name_is_kept_as_far_as_it_is_read_and_two_are_told_apart():
    assert safe_name("简" * 84 + ".txt", "A") == "简" * 84 + ".txt"
    one, two = safe_name("简" * 300 + "一.txt", "A"), safe_name("简" * 300 + "二.txt", "A")

    assert one != two
    assert len(one) == len(two) == LONGEST
    assert one.startswith("简" * 100)
    assert one.endswith(".txt")


@given(st.one_of(st.none(), st.text(max_size=300)))
def test_any_name_becomes_one_that_shows(name):
    safe = safe_name(name, "AQAD")

    assert 0 < len(safe) <= LONGEST
    assert safe.isprintable()
    assert "/" not in safe
    assert not safe.startswith(".")
    assert safe_name(safe, "AQAD") == safe


async def test_names_of_all_kinds_are_taken_in(youju, li):
    names = {
        "简" * 84 + ".txt": "简" * 84 + ".txt",
        "报" * 250 + ".md": "报" * 100,
        "a/b/常州.txt": "常州.txt",
        "..\\常州二.txt": "常州二.txt",
        "常\x1b[31m州三\u202e.txt": "常[31m州三.txt",
        ".常州四.txt": "常州四.txt",
    }
    async with youju(own=True, admins=[li]) as telegram:
        for number, name in enumerate(names):
            await li.uploads(li.private(), name, BRIEF.replace("97.3", f"9{number}.1").encode())
            assert "已收入" in (await li.private().next_reply()).text, name
        sources = {document.source for document in telegram.runtime.services.library.documents()}
    assert all(any(source.startswith(kept) for source in sources) for kept in names.values())


async def test_a_word_document_is_taken_in_with_its_tables_and_answers(youju, li):
    data = word(
        "常州高新区复工情况",
        "截至3月2日,常州高新区企业复工率为97.3%。",
        (("指标", "数值"), ("外资企业", "312家")),
    )
    async with youju(own=True, admins=[li]):
        await li.uploads(li.private(), "简报.docx", data)
        assert "1 个表" in (await li.private().next_reply()).text
        await li.says(li.private(), ASKED)
        assert "97.3%" in (await li.private().next_reply()).text


async def test_a_name_that_is_known_is_asked_about_before_anything_is_replaced(youju, li):
    longer = BRIEF.replace("97.3", "98.8") + "\n另有外资企业复工率为99.9%。\n"
    async with youju(own=True, admins=[li]):
        await li.uploads(li.private(), "常州.txt", BRIEF.encode())
        await li.private().next_reply()
        sent = await li.uploads(li.private(), "常州.txt", longer.encode())
        question = await li.private().next_reply()
        assert "已有 常州.txt" in question.text
        assert "1 段" in question.text
        assert question.reply_to.id == sent.id
        assert question.buttons == (("替换", "另存一份", "取消"),)
        await li.says(li.private(), ASKED)
        assert "97.3%" in (await li.private().next_reply()).text  # nothing has happened yet

        await (await li.presses(question, "替换")).answered()
        report = await li.private().next_edit()
        assert "原来 1 段" in report.text
        assert "重新发送原来的文件" in report.text
        assert report.buttons == ()
        await li.says(li.private(), ASKED)
        assert "98.8%" in (await li.private().next_reply()).text


async def test_both_may_be_kept_and_neither_taken(youju, li):
    async with youju(own=True, admins=[li]) as telegram:
        library = telegram.runtime.services.library
        await li.uploads(li.private(), "常州.txt", BRIEF.encode())
        await li.private().next_reply()
        await li.uploads(li.private(), "常州.txt", BRIEF.replace("97.3", "98.8").encode())
        question = await li.private().next_reply()
        await (await li.presses(question, "取消")).answered()
        assert "没有收入" in (await li.private().next_edit()).text
        assert "97.3" in library.document("常州.txt").text

        await li.uploads(li.private(), "常州.txt", BRIEF.replace("97.3", "98.8").encode())
        question = await li.private().next_reply()
        for _ in range(2):  # pressed twice, kept once
            await (await li.presses(question, "另存一份")).answered()
            await li.private().next_edit()
        assert "97.3" in library.document("常州.txt").text
        assert "98.8" in library.document("常州 (2).txt").text
        assert "常州 (3).txt" not in {document.source for document in library.documents()}


async def test_the_same_file_again_changes_nothing(youju, li):
    async with youju(own=True, admins=[li]):
        for _ in range(2):
            await li.uploads(li.private(), "常州.txt", BRIEF.encode())
        assert "已收入" in (await li.private().next_reply()).text
        assert "没有变化" in (await li.private().next_reply()).text


async def test_a_file_of_the_folder_is_not_replaced_without_a_word_either(youju, li):
    async with youju(own=True, admins=[li]):
        await li.uploads(li.private(), "binjiang.md", BRIEF.encode())

        assert "已有 binjiang.md" in (await li.private().next_reply()).text


async def test_a_decision_outlives_a_restart_and_the_file_s_message(youju, li, zhang):
    async with youju(own=True, admins=[li]):
        await li.uploads(li.private(), "常州.txt", BRIEF.encode())
        await li.private().next_reply()
        sent = await li.uploads(li.private(), "常州.txt", BRIEF.replace("97.3", "98.8").encode())
        question = await li.private().next_reply()
    async with youju(own=True, admins=[li]):
        await (await li.presses(question, "替换")).answered()
        assert "已用新发的替换" in (await li.private().next_edit()).text
        await li.says(li.private(), "/help")
        plain = await li.private().next_reply()
        assert "重新发送" in (await (await li.forges(plain, "u:1")).answered()).text
        await zhang.says(zhang.private(), "/help")
        assert (
            "管理员"
            in (await (await zhang.forges(await zhang.private().next_reply(), "u:1")).answered()).text
        )
    assert sent.document.name == "常州.txt"


async def test_a_picture_is_told_how_its_text_would_be_recognised(youju, li, monkeypatch):
    monkeypatch.setattr("retrieval.recognition.wanted.find_spec", lambda _: None)
    async with youju(own=True, admins=[li]):
        await li.uploads(li.private(), "通知.png", png("GDP 2024"))
        refused = await li.private().next_reply()
        await li.uploads(li.private(), "", png("GDP 2024"), field="photo")
        photograph = await li.private().next_reply()

    assert "没能读入 通知.png:是图片" in refused.text
    assert "youju[ocr]" in refused.text
    assert "看不了" in photograph.text


async def test_a_picture_that_was_recognised_is_taken_in_and_answers_with_its_mark(youju, li, monkeypatch):
    def recognised(services, path, name, most):
        Shelf(services.library.folder / "recognised").put(digest_of(path.read_bytes()), 1, LINES)

    monkeypatch.setattr("bot.services.Services.recognise_file", recognised)
    async with youju(own=True, admins=[li]):
        await li.uploads(li.private(), "公报.png", png("GDP 2024"))
        taken = await li.private().next_reply()
        await li.says(li.private(), "青川市2024年粮食总产量是多少?")
        reply = await li.private().next_reply()

    assert "已收入" in taken.text
    assert "130.57万吨" in reply.text
    assert "文字识别" in reply.text


async def test_scans_of_the_folder_are_recognised_in_the_background(youju, zhang, tmp_path, monkeypatch):
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "a.txt").write_text(BRIEF, "utf-8")
    (documents / "b.png").write_bytes(png("GDP 2024"))

    def recognised(path, source, shelf, progress, most):
        shelf.put(digest_of(path.read_bytes()), 1, LINES)
        assert progress(1, 1)
        return 1

    monkeypatch.setattr("bot.services.is_installed", lambda: True)
    monkeypatch.setattr("retrieval.loaders.recognising.recognise_file", recognised)
    async with youju(own=True, documents=documents, library=tmp_path / "scans") as telegram:
        services = telegram.runtime.services
        assert await comes_true(lambda: not services.library.without_text())
        assert await comes_true(lambda: telegram.runtime.asking.library_version == services.library.version)
        await zhang.says(zhang.private(), "青川市2024年粮食总产量是多少?")
        reply = await zhang.private().next_reply()

    assert "130.57万吨" in reply.text
    assert "文字识别" in reply.text


async def test_what_cannot_be_read_replaces_nothing(youju, li):
    async with youju(own=True, admins=[li]) as telegram:
        await li.uploads(li.private(), "binjiang.md", b"  \n")
        assert "没能读入 binjiang.md" in (await li.private().next_reply()).text
        assert "91.9%" in telegram.runtime.services.library.document("binjiang.md").text


async def test_a_zip_of_documents_is_taken_in_file_by_file_and_what_failed_is_named(youju, li):
    packed = {
        "三月/常州.txt": BRIEF.encode(),
        "名单.docx": word("常州企业名单", "外资企业名单共312家。"),
        "坏.pdf": b"%PDF-1.4 broken",
        "binjiang.md": BRIEF.encode(),
    }
    async with youju(own=True, admins=[li]) as telegram:
        await li.uploads(li.private(), "一季度.zip", zipped(packed))
        report = await li.private().next_reply()
        await li.says(li.private(), ASKED)
        answer = await li.private().next_reply()
        kept = telegram.runtime.services.library.document("binjiang.md").text
        await li.uploads(li.private(), "一季度.zip", zipped({"三月/常州.txt": BRIEF.encode()}))
        again = await li.private().next_reply()

    first, *others = report.text.split("\n")
    assert first.startswith("压缩包 一季度.zip:收入 2 个文件(2 篇文章,")
    assert "没有收入 2 个" in first
    assert [line.split(":")[0] for line in others] == ["坏.pdf", "binjiang.md"]
    assert "单独发送" in others[1]
    assert "91.9%" in kept
    assert "97.3%" in answer.text
    assert "相同" in again.text


async def test_an_archive_that_unpacks_to_too_much_is_refused_by_name(youju, li, monkeypatch):
    monkeypatch.setattr("bot.archives._MOST_BYTES", 2**20)
    async with youju(own=True, admins=[li]):
        await li.uploads(li.private(), "炸弹.zip", zipped({f"{n}.txt": b"\0" * 2**18 for n in range(9)}))

        assert "没能读入 炸弹.zip:解压后的内容超过 1 MB" in (await li.private().next_reply()).text


async def test_a_source_of_a_pdf_is_told_by_its_page(youju, li):
    pages = (at(70, 80, "青川市统计公报", 18), at(94, 100, f"2024年青川市粮食总产量为130.57万吨{STOP}"))
    async with youju(own=True, admins=[li]):
        await li.uploads(li.private(), "公报.pdf", pdf(*pages))
        await li.private().next_reply()
        await li.says(li.private(), "青川市2024年粮食总产量是多少?")
        reply = await li.private().next_reply()
        await (await li.presses(reply, "第 2 页")).answered()
        opened = await li.private().next_reply()

    assert "第 2 页" in reply.text
    assert reply.buttons[0][0].startswith("来源 1:第 2 页 青川市统计公报")
    assert "130.57万吨" in opened.text
