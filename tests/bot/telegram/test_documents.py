"""Documents: an admin uploads and asks, removes after a question, brings the library in step."""

BRIEF = """常州高新区复工情况

截至3月2日,常州高新区企业复工率为97.3%,其中外资企业复工312家。
"""
ASKED = "常州高新区企业复工率是多少?"


async def test_an_upload_is_reported_and_can_be_asked(youju, li):
    async with youju(own=True, admins=[li]):
        await li.uploads(li.private(), "常州.txt", BRIEF.encode())
        report = await li.private().next_reply()
        await li.says(li.private(), ASKED)

        assert "已收入" in report.text
        assert "段" in report.text
        assert "97.3%" in (await li.private().next_reply()).text


async def test_an_upload_outlives_a_restart(youju, li):
    async with youju(own=True, admins=[li]):
        await li.uploads(li.private(), "常州.txt", BRIEF.encode())
        await li.private().next_reply()
    async with youju(own=True, admins=[li]):
        await li.says(li.private(), ASKED)

        assert "97.3%" in (await li.private().next_reply()).text


async def test_what_cannot_be_read_is_told_with_the_reason(youju, li):
    async with youju(own=True, admins=[li]):
        await li.uploads(li.private(), "空.txt", b"")
        assert "没能读入 空.txt" in (await li.private().next_reply()).text
        await li.uploads(li.private(), "大.txt", b"x", size_bytes=30 * 2**20)
        assert "20 MB" in (await li.private().next_reply()).text


async def test_only_admins_upload(youju, zhang, li):
    async with youju(own=True, admins=[li]):
        await zhang.uploads(zhang.private(), "常州.txt", BRIEF.encode())

        assert "管理员" in (await zhang.private().next_reply()).text


async def test_remove_asks_first_and_then_the_document_is_gone(youju, li):
    async with youju(own=True, admins=[li]):
        await li.says(li.private(), "/remove 火星")
        assert "没有名叫" in (await li.private().next_reply()).text
        await li.says(li.private(), "/remove 南通")
        assert "要移除哪一份" in (await li.private().next_reply()).text
        await li.says(li.private(), "/remove binjiang.md")
        question = await li.private().next_reply()
        await (await li.presses(question, "保留")).answered()
        assert "没有移除" in (await li.private().next_edit()).text

        await li.says(li.private(), "/remove binjiang.md")
        question = await li.private().next_reply()
        await (await li.presses(question, "确认移除")).answered()
        assert "已移除" in (await li.private().next_edit()).text
        await li.says(li.private(), "滨江的企业复工率是多少?")
        assert "91.9%" not in (await li.private().next_reply()).text


async def test_a_title_is_known_in_either_script_and_width(youju, li):
    async with youju(own=True, admins=[li]):
        for name in ("滨江", "濱江", "\uff22injiang.md"):
            await li.says(li.private(), f"/remove {name}")
            question = await li.private().next_reply()
            await (await li.presses(question, "保留")).answered()
            assert "没有移除" in (await li.private().next_edit()).text


async def test_documents_of_one_title_are_told_apart_by_their_files_and_chosen_by_a_button(youju, li):
    async with youju(own=True, admins=[li]) as telegram:
        for name, rate in (("一.txt", "97.3"), ("二.txt", "98.8")):
            await li.uploads(li.private(), name, BRIEF.replace("97.3", rate).encode())
            await li.private().next_reply()
        await li.says(li.private(), "/remove 常州高新区复工情况")
        choice = await li.private().next_reply()
        assert "1. 《常州高新区复工情况》(一.txt)" in choice.text
        assert "2. 《常州高新区复工情况》(二.txt)" in choice.text

        await (await li.presses(choice, "二.txt")).answered()
        question = await li.private().next_edit()
        assert "(二.txt,1 段)" in question.text
        await (await li.presses(question, "确认移除")).answered()
        assert "已移除" in (await li.private().next_edit()).text
        sources = {document.source for document in telegram.runtime.services.library.documents()}
        assert "一.txt" in sources
        assert "二.txt" not in sources
        await (await li.forges(choice, choice.button("二.txt").value)).answered()
        assert "已从资料库移除" in (await li.private().next_edit()).text


async def test_of_many_documents_some_are_listed_and_the_rest_are_counted(youju, li):
    async with youju(own=True, admins=[li], person_limit=100):
        for number in range(12):
            await li.uploads(li.private(), f"简报{number}.txt", BRIEF.replace("97.3", f"{number}.5").encode())
            await li.private().next_reply()
        await li.says(li.private(), "/remove 常州")
        choice = await li.private().next_reply()

    assert "有 12 份资料都符合" in choice.text
    assert "先列 10 份" in choice.text
    assert len(choice.buttons) == 10


async def test_a_long_list_of_documents_is_leafed_through(youju, zhang, li, settings, tmp_path):
    folder = tmp_path / "资料"
    folder.mkdir()
    for number in range(45):
        (folder / f"{number:02}.txt").write_text(BRIEF.replace("常州", f"第{number}"), "utf-8")
    async with youju(own=True, documents=folder, library=tmp_path / "own"):
        await zhang.says(zhang.private(), "/documents")
        first = await zhang.private().next_reply()
        assert first.buttons == (("下一页",),)
        await (await zhang.presses(first, "下一页")).answered()
        second = await zhang.private().next_edit()
        assert "第 2/3 页" in second.text
        assert second.buttons == (("上一页", "下一页"),)
        await (await zhang.forges(second, "d:999")).answered()
        last = await zhang.private().next_edit()
        assert "第 3/3 页" in last.text
        assert last.buttons == (("上一页",),)


async def test_an_admin_is_told_how_to_add(youju, li):
    async with youju(own=True, admins=[li]):
        await li.says(li.private(), "/add")

        assert ".txt 或 .md" in (await li.private().next_reply()).text


async def test_sync_takes_in_what_is_new_in_the_folder(youju, li, tmp_path, settings):
    folder = tmp_path / "资料"
    folder.mkdir()
    (folder / "甲.txt").write_text(BRIEF, "utf-8")
    async with youju(own=True, admins=[li], documents=folder, library=tmp_path / "own"):
        await li.says(li.private(), "/sync")
        assert "没有变化" in (await li.private().next_reply()).text
        (folder / "乙.txt").write_text(BRIEF.replace("常州", "泰州").replace("97.3", "88.8"), "utf-8")
        await li.says(li.private(), "/sync")
        assert "新增 1 份" in (await li.private().next_reply()).text
        await li.says(li.private(), "泰州高新区企业复工率是多少?")

        assert "88.8%" in (await li.private().next_reply()).text


async def test_a_document_s_own_markup_breaks_nothing(youju, li):
    text = "泰州<b>高新区</b>&amp;简报\n\n截至3月2日,泰州高新区<i>企业</i>复工率为88.8%<script>&\u0007,*其中*_外资_[企业]312家。\n"
    async with youju(own=True, admins=[li]):
        await li.uploads(li.private(), "泰州<i>.txt", text.encode())
        assert "已收入" in (await li.private().next_reply()).text
        await li.says(li.private(), "泰州高新区企业复工率是多少?")
        reply = await li.private().next_reply()

    assert "88.8%" in reply.text
    assert "<script>&" in reply.text
