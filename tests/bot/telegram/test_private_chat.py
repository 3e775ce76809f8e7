"""A person alone with the bot: question, follow-up, sources, opinion, and what is kept of them."""

from tests.botapi import EntityKind

RATE = "滨江的企业复工率是多少?"


async def test_a_question_is_answered_with_its_source_in_one_message(youju, server, zhang):
    async with youju():
        asked = await zhang.says(zhang.private(), RATE)
        reply = await zhang.private().next_reply()

    first, quotation, *_ = reply.text.split("\n")
    assert first == "91.9%(截至2月25日)[1]"
    assert quotation.startswith("[1] “截至2月25日,杭州高新區(濱江)的企業復工率為91.9%")
    assert "binjiang.md" in reply.parts(EntityKind.EXPANDABLE_BLOCKQUOTE)[0]
    assert reply.reply_to.id == asked.id
    assert not reply.has_preview
    assert len(server.calls("sendMessage")) == 1
    assert [label for row in reply.buttons[1:] for label in row] == ["更多依据", "有用", "不对"]


async def test_a_follow_up_takes_over_what_was_asked(youju, zhang):
    async with youju():
        await zhang.says(zhang.private(), "江阴高新区员工到岗率是多少?")
        await zhang.private().next_reply()
        await zhang.says(zhang.private(), "那滨江的企业复工率呢?")
        reply = await zhang.private().next_reply()

    assert "理解为" in reply.text
    assert "91.9%" in reply.text


async def test_a_follow_up_goes_on_after_a_restart(youju, zhang):
    async with youju():
        await zhang.says(zhang.private(), "江阴高新区员工到岗率是多少?")
        await zhang.private().next_reply()
    async with youju():
        await zhang.says(zhang.private(), "那滨江的企业复工率呢?")

        assert "91.9%" in (await zhang.private().next_reply()).text


async def test_a_source_opens_its_paragraph_with_the_quotation_marked(youju, zhang):
    async with youju():
        await zhang.says(zhang.private(), RATE)
        reply = await zhang.private().next_reply()
        press = await zhang.presses(reply, "来源 1")
        await press.answered()
        opened = await zhang.private().next_reply()

        (quotation,) = [part for part in opened.parts(EntityKind.BOLD) if "91.9%" in part]
        assert f"“{quotation}”" in reply.text
        assert opened.buttons == (("下一段",),)

        await (await zhang.presses(opened, "下一段")).answered()
        following = await zhang.private().next_edit()
        assert "第 2 段" in following.text
        assert following.buttons == (("上一段", "回到引文", "下一段"),)

        await (await zhang.presses(following, "上一段")).answered()
        assert quotation in (await zhang.private().next_edit()).parts(EntityKind.BOLD)


async def test_buttons_work_after_a_restart(youju, zhang):
    async with youju():
        await zhang.says(zhang.private(), RATE)
        reply = await zhang.private().next_reply()
    async with youju():
        await (await zhang.presses(reply, "来源 1")).answered()

        assert "91.9%" in (await zhang.private().next_reply()).text


async def test_a_source_that_was_removed_is_not_shown_any_more(youju, zhang):
    async with youju(own=True) as telegram:
        await zhang.says(zhang.private(), RATE)
        reply = await zhang.private().next_reply()
        telegram.runtime.services.library.remove("binjiang.md")
        shown = await (await zhang.presses(reply, "来源 1")).answered()

        assert shown.is_alert
        assert "移除" in shown.text
        await zhang.private().silence()


async def test_more_evidence_shows_what_was_not_quoted(youju, zhang):
    async with youju():
        await zhang.says(zhang.private(), RATE)
        reply = await zhang.private().next_reply()
        await (await zhang.presses(reply, "更多依据")).answered()
        more = await zhang.private().next_reply()

    assert more.text.startswith("其他相关段落")
    assert more.blockquotes


async def test_an_abstention_says_what_was_searched_and_offers_the_desk(youju, zhang):
    async with youju():
        await zhang.says(zhang.private(), "火星开发区的企业复工率是多少?")
        reply = await zhang.private().next_reply()

    assert "未找到" in reply.text
    assert "火星" in reply.text
    assert "9 篇" in reply.text
    assert reply.buttons[-1] == ("转交资料员",)


async def test_traditional_questions_are_answered_in_traditional_words(youju, zhang):
    async with youju():
        await zhang.says(zhang.private(), "濱江的企業復工率是多少?")
        reply = await zhang.private().next_reply()

    assert "91.9%" in reply.text
    assert "更多依據" in reply.buttons[-1]


async def test_a_question_that_cannot_be_taken_is_told_why(youju, zhang):
    async with youju():
        await zhang.says(zhang.private(), "滨" * 4000)

        assert "长" in (await zhang.private().next_reply()).text


async def test_the_sources_and_the_documents_are_listed(youju, zhang):
    async with youju():
        await zhang.says(zhang.private(), "/sources")
        assert "还没有" in (await zhang.private().next_reply()).text
        await zhang.says(zhang.private(), RATE)
        await zhang.private().next_reply()
        await zhang.says(zhang.private(), "/sources")
        assert "91.9%" in (await zhang.private().next_reply()).text
        await zhang.says(zhang.private(), "/documents")
        assert "共 9 份" in (await zhang.private().next_reply()).text


async def test_a_brief_gives_cited_points(youju, zhang):
    async with youju():
        await zhang.says(zhang.private(), "/brief 复工复产")
        reply = await zhang.private().next_reply()
        await zhang.says(zhang.private(), "/brief")
        hint = await zhang.private().next_reply()

    assert "复工复产" in reply.text
    assert "[1]" in reply.text
    assert "/brief" in hint.text


async def test_help_and_id_are_there_and_unknown_commands_get_help(youju, zhang):
    async with youju():
        for text in ("/start", "/help", "/whatever"):
            await zhang.says(zhang.private(), text)
            assert "@youju_bot" in (await zhang.private().next_reply()).text
        await zhang.says(zhang.private(), "/id")
        assert str(zhang.id) in (await zhang.private().next_reply()).text


async def test_forget_deletes_what_is_kept_of_a_person(youju, zhang, settings):
    async with youju() as telegram:
        await zhang.says(zhang.private(), RATE)
        reply = await zhang.private().next_reply()
        await (await zhang.presses(reply, "不对")).answered()
        await zhang.says(zhang.private(), "/subscribe 复工复产 08:30")
        await zhang.private().next_reply()
        await zhang.says(zhang.private(), "/forget")
        assert "1 个问题" in (await zhang.private().next_reply()).text

        left = telegram.runtime.store.database
        for table in ("questions", "answers", "feedback", "pending", "subscriptions", "briefed", "people"):
            assert left.count(f"SELECT count(*) FROM {table}") == 0, table
        shown = await (await zhang.presses(reply, "来源 1")).answered()
        assert "过期" in shown.text
    assert RATE.encode() not in (settings.library / "chats.sqlite").read_bytes()


async def test_bots_are_ignored(youju, server, zhang):
    async with youju():
        await zhang.sends(zhang.private(), {"text": RATE, "via_bot": server.bot.to_json()})
        await zhang.private().silence()


async def test_updates_of_unknown_kinds_do_no_harm(youju, server, zhang):
    async with youju():
        server.deliver("something_new", {"id": 1})
        await zhang.says(zhang.private(), RATE)

        assert "91.9%" in (await zhang.private().next_reply()).text


async def test_a_question_from_long_ago_is_answered_with_a_word_about_the_delay(youju, zhang):
    async with youju():
        await zhang.says(zhang.private(), RATE, age_s=3600)
        reply = await zhang.private().next_reply()

    assert reply.text.startswith("91.9%")
    assert "迟复" in reply.text.split("\n")[-1]
