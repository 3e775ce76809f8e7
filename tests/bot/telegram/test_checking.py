"""A draft in chat: by command, in reply, pasted or forwarded; one message that says what differs and where."""

from io import BytesIO

import docx

from tests.botapi import EntityKind, Fault
from tests.retrieval.making import word

STOP = "\u3002"
RIGHT = f"昆山高新区在会上签约的项目有6个{STOP}"
WRONG = f"昆山高新区在会上签约的项目有8个{STOP}"
STRANGE = f"昆山高新区发放口罩20万只{STOP}"


async def test_a_draft_is_checked_in_one_message(youju, server, zhang):
    async with youju():
        await zhang.says(zhang.private(), f"/check {RIGHT}{WRONG}\n{STRANGE}")
        reply = await zhang.private().next_reply()

    first, differs, absent, *_ = reply.text.split("\n")
    assert first == "查证 3 句:逐字 1 · 相符 0 · 不符 1 · 未见 1"
    assert differs.startswith(
        "第 2 句 您写 8个 → 原文 6个(《昆山高新区:复工复产服务与重大项目签约开工》第 1 段)"
    )
    assert absent.startswith("第 3 句 未见:")
    assert "签约的项目有6个" in reply.parts(EntityKind.EXPANDABLE_BLOCKQUOTE)[0]
    assert len(server.calls("sendMessage")) == 1


async def test_what_is_pasted_in_private_is_checked_and_a_question_is_answered(youju, zhang):
    async with youju():
        await zhang.says(zhang.private(), RIGHT + WRONG)
        checked = await zhang.private().next_reply()
        await zhang.says(zhang.private(), f"我在写简报{STOP}昆山高新区签约项目有多少个?")
        answered = await zhang.private().next_reply()

    assert checked.text.startswith("查证 2 句")
    assert "查证" not in answered.text


async def test_a_command_without_a_draft_is_told_how_and_what_is_no_draft_why(youju, zhang):
    async with youju():
        await zhang.says(zhang.private(), "/check")
        hint = await zhang.private().next_reply()
        await zhang.says(zhang.private(), "/查证 The zone resumed work on the 20th of February.")
        refused = await zhang.private().next_reply()

    assert "/check" in hint.text
    assert "不是中文" in refused.text


def sent_file(server, message):
    return server.run(lambda world: world.files.with_id(message.document.file_id)).data


def comments_of(server, message):
    return [comment.text for comment in docx.Document(BytesIO(sent_file(server, message))).comments]


async def test_a_word_draft_comes_back_with_comments(youju, server, zhang):
    data = word("复工情况", RIGHT + WRONG, (("园区", "情况"), ("昆山", STRANGE)))
    async with youju():
        sent = await zhang.uploads(zhang.private(), "周报 初稿.docx", data, caption="/check")
        reply = await zhang.private().next_reply()
        copy = await zhang.private().next_reply()

    assert reply.text.startswith("查证 ")
    assert "您写 8个 → 原文 6个" in reply.text
    assert copy.document.name == "周报 初稿-查证.docx"
    assert copy.reply_to.id == sent.id
    assert any(text.startswith("不符:您写 8个,原文 6个") for text in comments_of(server, copy))


async def test_a_file_is_checked_in_reply_to_it_and_in_groups(youju, server, zhang):
    group = server.group("简报组", [zhang])
    async with youju():
        sent = await zhang.uploads(group, "稿子.txt", WRONG.encode("gb18030"))
        await zhang.replies(sent, f"/check@{server.bot.username}")
        reply = await group.next_reply()
        copy = await group.next_reply()

    assert "您写 8个" in reply.text
    assert copy.document.name == "稿子-查证.docx"
    assert len(comments_of(server, copy)) == 1


async def test_a_draft_that_is_right_or_cannot_be_read_brings_no_file(youju, server, zhang):
    async with youju():
        await zhang.uploads(zhang.private(), "稿子.docx", word(RIGHT), caption="/check")
        right = await zhang.private().next_reply()
        await zhang.uploads(zhang.private(), "坏.docx", b"PK\x03\x04 no zip", caption="/check")
        broken = await zhang.private().next_reply()
        await zhang.uploads(zhang.private(), "大.docx", b"PK", caption="/check", size_bytes=2**25)
        large = await zhang.private().next_reply()

    assert right.text.startswith("查证 1 句:逐字 1")
    assert "没能读出 坏.docx" in broken.text
    assert "20 MB" in large.text
    assert server.calls("sendDocument") == ()


async def test_pasted_text_is_given_as_a_word_file_at_a_press_after_a_restart_too(youju, server, zhang):
    async with youju():
        await zhang.says(zhang.private(), RIGHT + WRONG)
        reply = await zhang.private().next_reply()
        await zhang.says(zhang.private(), f"/check {RIGHT}")
        right = await zhang.private().next_reply()
    async with youju():
        await (await zhang.presses(reply, "批注稿")).answered()
        copy = await zhang.private().next_reply()

    assert reply.buttons == (("全部 2 句", "批注稿"),)
    assert right.buttons == ()
    assert copy.document.name == "查证.docx"
    assert len(comments_of(server, copy)) == 1


async def test_a_copy_that_could_not_be_sent_is_told_of(youju, server, zhang):
    server.fault(Fault.server_error(), "sendDocument")
    async with youju():
        await zhang.uploads(zhang.private(), "稿子.docx", word(WRONG), caption="/check")
        reply = await zhang.private().next_reply()
        told = await zhang.private().next_reply()

    assert "您写 8个" in reply.text
    assert "没有发出" in told.text


async def test_one_sentence_is_shown_in_full_with_what_differs_between_brackets(youju, zhang):
    async with youju():
        await zhang.says(zhang.private(), "/check 2")
        nothing_yet = await zhang.private().next_reply()
        sent = await zhang.says(zhang.private(), RIGHT + WRONG)
        await zhang.private().next_reply()
        await zhang.says(zhang.private(), "/check 2")
        second = await zhang.private().next_reply()
        await zhang.says(zhang.private(), "/check 第9句")
        none_such = await zhang.private().next_reply()
    async with youju():
        await zhang.replies(sent, "/check 2")
        after_a_restart = await zhang.private().next_reply()

    assert "回复那份稿子" in nothing_yet.text
    first, written, source, place, *_ = second.text.split("\n")
    assert first == "第 2 句 不符"
    assert written == f"您的稿:昆山高新区在会上签约的项目有\u30108个\u3011{STOP}"
    assert "\u30106个\u3011" in source
    assert place.startswith("《昆山高新区")
    assert "只有 2 句" in none_such.text
    assert after_a_restart.text == second.text


async def test_every_sentence_is_listed_at_a_press_of_a_file_and_of_what_was_replied_to_as_well(youju, zhang):
    async with youju():
        sent = await zhang.says(zhang.private(), RIGHT + WRONG)
        pasted = await zhang.private().next_reply()
        await (await zhang.presses(pasted, "全部")).answered()
        listed = await zhang.private().next_reply()
        await zhang.replies(sent, "/check")
        replied = await zhang.private().next_reply()
        await (await zhang.presses(replied, "全部")).answered()
        again = await zhang.private().next_reply()
        await zhang.uploads(zhang.private(), "稿子.txt", (RIGHT + RIGHT).encode(), caption="/check")
        of_file = await zhang.private().next_reply()
        await (await zhang.presses(of_file, "全部")).answered()
        of_its_file = await zhang.private().next_reply()

    head, first, second = listed.text.split("\n")
    assert head == "查证 2 句:逐字 1 · 相符 0 · 不符 1 · 未见 0"
    assert first.startswith(f"1 逐字 {RIGHT}(《昆山高新区")
    assert second.startswith(f"2 不符 {WRONG}(《昆山高新区")
    assert again.text == listed.text
    assert of_its_file.text.count("逐字 昆山高新区") == 2
