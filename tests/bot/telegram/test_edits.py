"""Edited questions: answered anew, once; every other edit changes nothing."""

import pytest

from tests.botapi import Privacy, Rules

RATE = "滨江的企业复工率是多少?"
PRESENT = "江阴高新区员工到岗率是多少?"
UNKNOWN = "火星开发区的企业复工率是多少?"


@pytest.fixture
def group(server, zhang, li):
    server.follow(Rules(privacy=Privacy.OFF, conflict_pause_s=0.1))
    return server.group("简报组", [zhang, li])


async def test_an_edited_question_is_answered_anew_under_the_same_message(youju, zhang):
    async with youju():
        asked = await zhang.says(zhang.private(), RATE)
        first = await zhang.private().next_reply()
        await zhang.edits(asked, PRESENT)
        second = await zhang.private().next_reply()

        assert second.text.startswith("90%")
        assert second.reply_to.id == asked.id
        await (await zhang.presses(first, "来源 1")).answered()  # the first answer keeps its own sources
        assert "91.9%" in (await zhang.private().next_reply()).text
        await (await zhang.presses(second, "来源 1")).answered()
        assert "90%" in (await zhang.private().next_reply()).text
        await zhang.private().silence()


async def test_an_edit_that_changes_no_word_does_nothing(youju, zhang):
    async with youju():
        asked = await zhang.says(zhang.private(), RATE)
        await zhang.private().next_reply()
        await zhang.edits(asked, RATE)
        await zhang.edits(asked, f"/ask {RATE}")
        await zhang.private().silence()


async def test_editing_there_and_back_answers_each_time(youju, zhang):
    async with youju() as telegram:
        asked = await zhang.says(zhang.private(), RATE)
        await zhang.private().next_reply()
        for text, answer in ((PRESENT, "90%"), (RATE, "91.9%"), (PRESENT, "90%")):
            await zhang.edits(asked, text)
            assert (await zhang.private().next_reply()).text.startswith(answer)
        assert telegram.runtime.store.database.count("SELECT count(*) FROM questions") == 4


async def test_a_question_edited_before_it_was_answered_ends_with_the_edited_one(youju, zhang):
    asked = await zhang.says(zhang.private(), UNKNOWN)
    await zhang.edits(asked, PRESENT)
    async with youju() as telegram:
        reply = await zhang.private().next_reply()
        if not reply.text.startswith("90%"):  # the first version was on its way already
            reply = await zhang.private().next_reply()

        assert reply.text.startswith("90%")
        await zhang.private().silence()
        assert telegram.runtime.store.desk.count() == 0


async def test_what_follows_goes_on_from_the_edited_question(youju, zhang):
    async with youju():
        asked = await zhang.says(zhang.private(), RATE)
        await zhang.private().next_reply()
        await zhang.edits(asked, PRESENT)
        await zhang.private().next_reply()
        await zhang.says(zhang.private(), "无锡高新区呢?")

        assert "80%" in (await zhang.private().next_reply()).text


async def test_an_edited_follow_up_still_follows_what_it_followed(youju, zhang):
    async with youju():
        await zhang.says(zhang.private(), PRESENT)
        await zhang.private().next_reply()
        asked = await zhang.says(zhang.private(), "火星高新区呢?")
        await zhang.private().next_reply()
        await zhang.edits(asked, "无锡高新区呢?")

        assert "80%" in (await zhang.private().next_reply()).text


async def test_the_first_version_no_longer_waits_at_the_desk(youju, zhang, li):
    async with youju(admins=[li]):
        asked = await zhang.says(zhang.private(), UNKNOWN)
        await zhang.private().next_reply()
        await zhang.edits(asked, RATE)
        await zhang.private().next_reply()
        await li.says(li.private(), "/pending")

        assert "没有待办" in (await li.private().next_reply()).text


async def test_a_first_version_that_was_handed_over_is_still_answered_by_the_desk(youju, zhang, li):
    async with youju(admins=[li]):
        await li.says(li.private(), "/start")
        await li.private().next_reply()
        asked = await zhang.says(zhang.private(), UNKNOWN)
        reply = await zhang.private().next_reply()
        await (await zhang.presses(reply, "转交资料员")).answered()
        item = await li.private().next_reply()
        await zhang.edits(asked, RATE)
        await zhang.private().next_reply()
        await li.replies(item, "没有。")
        told = await zhang.private().next_reply()

        assert UNKNOWN in told.text
        assert "没有。" in told.text


async def test_an_edit_while_the_bot_was_off_is_answered_by_the_next_run(youju, zhang):
    async with youju():
        asked = await zhang.says(zhang.private(), RATE)
        await zhang.private().next_reply()
    await zhang.edits(asked, PRESENT)
    async with youju():
        assert (await zhang.private().next_reply()).text.startswith("90%")
        await zhang.private().silence()


async def test_an_edit_is_answered_once_though_it_comes_twice(youju, server, zhang):
    async with youju():
        asked = await zhang.says(zhang.private(), RATE)
        await zhang.private().next_reply()
        edited = await zhang.edits(asked, PRESENT)
        assert (await zhang.private().next_reply()).text.startswith("90%")
        server.deliver("edited_message", edited.to_json())
        await server.confirmed()
        await zhang.private().silence()


async def test_a_caption_and_a_command_may_be_edited_too(youju, zhang):
    async with youju():
        asked = await zhang.uploads(zhang.private(), "a.png", b"x", caption=RATE, field="photo")
        await zhang.private().next_reply()
        await zhang.edits(asked, PRESENT)
        assert (await zhang.private().next_reply()).text.startswith("90%")
        asked = await zhang.says(zhang.private(), f"/ask {RATE}")
        await zhang.private().next_reply()
        await zhang.edits(asked, f"/ask\n{PRESENT}")
        assert (await zhang.private().next_reply()).text.startswith("90%")
        await zhang.edits(asked, "/brief 云招商")
        assert "云招商" in (await zhang.private().next_reply()).text


async def test_edits_of_what_was_no_question_are_ignored(youju, zhang, li, group):
    async with youju(admins=[li]) as telegram:
        greeted = await zhang.says(zhang.private(), "你好")
        await zhang.private().next_reply()
        listed = await zhang.says(zhang.private(), "/documents")
        await zhang.private().next_reply()
        asked = await zhang.says(zhang.private(), RATE)
        await zhang.private().next_reply()
        for message, text in (
            (greeted, RATE),
            (listed, RATE),
            (asked, "谢谢"),
            (asked, "/documents"),
            (asked, "/whatever"),
        ):
            await zhang.edits(message, text)
        await zhang.private().silence()
        said = await zhang.says(group, RATE)
        others = await zhang.says(group, f"/ask@other_bot {RATE}")
        for message, text in (
            (said, PRESENT),
            (others, f"/ask@other_bot {PRESENT}"),
            (said, f"@youju_bot {RATE}"),
        ):
            await zhang.edits(message, text)
        await group.silence()
        assert telegram.runtime.store.database.count("SELECT count(*) FROM questions") == 1


async def test_in_a_group_the_edited_question_is_answered_there(youju, group, zhang):
    async with youju():
        asked = await zhang.mentions(group, RATE)
        await group.next_reply()
        await zhang.edits(asked, f"@youju_bot {PRESENT}")
        reply = await group.next_reply()
        await zhang.edits(asked, PRESENT)  # no longer meant for the bot

        assert reply.text.startswith("90%")
        assert reply.reply_to.id == asked.id
        await group.silence()


async def test_an_edit_after_forgetting_brings_nothing_back(youju, zhang):
    async with youju() as telegram:
        asked = await zhang.says(zhang.private(), RATE)
        await zhang.private().next_reply()
        await zhang.says(zhang.private(), "/forget")
        await zhang.private().next_reply()
        await zhang.edits(asked, PRESENT)
        await zhang.private().silence()
        assert telegram.runtime.store.database.count("SELECT count(*) FROM questions") == 0


async def test_edits_count_like_questions(youju, zhang):
    async with youju(person_limit=2):
        asked = await zhang.says(zhang.private(), RATE)
        await zhang.private().next_reply()
        await zhang.edits(asked, PRESENT)
        await zhang.private().next_reply()
        await zhang.edits(asked, RATE)
        assert "太快" in (await zhang.private().next_reply()).text
