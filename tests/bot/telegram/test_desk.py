"""The desk: handed over, answered, told where it was asked, exported; nothing gets lost."""

import json

from bot.telegram.desk import export

UNKNOWN = "火星开发区的企业复工率是多少?"
RATE = "滨江的企业复工率是多少?"


async def test_a_question_handed_over_is_answered_by_reply_in_its_topic(youju, server, zhang, li):
    group = server.group("简报组", [zhang], topics=["日报"])
    daily = group.topic("日报")
    async with youju(admins=[li]) as telegram:
        await li.says(li.private(), "/start")
        await li.private().next_reply()
        asked = await zhang.mentions(daily, UNKNOWN)
        reply = await daily.next_reply()
        shown = await (await zhang.presses(reply, "转交资料员")).answered()
        assert "已转交" in shown.text

        item = await li.private().next_reply()
        assert UNKNOWN in item.text
        assert "张三" in item.text
        await li.replies(item, "火星开发区尚未设立,没有复工率。")
        told = await daily.next_reply()
        assert "尚未设立" in told.text
        assert told.reply_to.id == asked.id
        assert "已答复" in (await li.private().next_reply()).text

        await li.replies(item, "再答一次")
        assert "办结" in (await li.private().next_reply()).text
        await daily.silence()
        (line,) = map(json.loads, export(telegram.runtime.store))
    assert line["question"] == UNKNOWN
    assert line["answers"] == [["火星开发区尚未设立,没有复工率。"]]
    assert line["document"] is None


async def test_what_found_nothing_and_what_was_wrong_wait(youju, zhang, li):
    async with youju(admins=[li]):
        await zhang.says(zhang.private(), UNKNOWN)
        await zhang.private().next_reply()
        await zhang.says(zhang.private(), RATE)
        reply = await zhang.private().next_reply()
        assert "核对" in (await (await zhang.presses(reply, "不对")).answered()).text
        await li.says(li.private(), "/pending")
        head, first, second = [await li.private().next_reply() for _ in range(3)]

        assert "共 2 个" in head.text
        assert "没找到" in first.text
        assert "不对" in second.text
        await (await li.presses(first, "不再处理")).answered()
        await li.says(li.private(), "/pending")
        assert "共 1 个" in (await li.private().next_reply()).text


async def test_the_desk_outlives_a_restart(youju, zhang, li):
    async with youju(admins=[li]):
        await zhang.says(zhang.private(), UNKNOWN)
        await zhang.private().next_reply()
        await li.says(li.private(), "/pending")
        await li.private().next_reply()
        item = await li.private().next_reply()
    async with youju(admins=[li]):
        await li.replies(item, "没有。")

        assert "没有。" in (await zhang.private().next_reply()).text


async def test_a_document_answers_what_waits(youju, zhang, li):
    text = "火星开发区简报\n\n截至3月2日,火星开发区企业复工率为12.5%。\n"
    async with youju(own=True, admins=[li]) as telegram:
        await zhang.says(zhang.private(), UNKNOWN)
        await zhang.private().next_reply()
        await li.uploads(li.private(), "火星.txt", text.encode())
        assert "已收入" in (await li.private().next_reply()).text
        offer = await li.private().next_reply()
        assert "12.5%" in offer.text
        await (await li.presses(offer, "发给提问人")).answered()
        told = await zhang.private().next_reply()

        assert "12.5%" in told.text
        await (await zhang.presses(told, "来源 1")).answered()
        assert "火星" in (await zhang.private().next_reply()).text
        (line,) = map(json.loads, export(telegram.runtime.store))
        assert line["answers"] == [["12.5%"]]
        assert line["document"] is not None


async def test_an_opinion_can_be_changed_and_is_counted_once(youju, zhang, li):
    async with youju(admins=[li]):
        await zhang.says(zhang.private(), RATE)
        reply = await zhang.private().next_reply()
        await (await zhang.presses(reply, "有用")).answered()
        await (await zhang.presses(reply, "不对")).answered()
        await (await zhang.presses(reply, "有用")).answered()
        await li.says(li.private(), "/report 3")
        report = await li.private().next_reply()

    assert "评为有用:1" in report.text
    assert "评为不对:0" in report.text
    assert "问题:1" in report.text


async def test_an_admin_s_own_follow_up_is_no_answer_of_the_desk(youju, li):
    async with youju(admins=[li]):
        await li.says(li.private(), UNKNOWN)
        reply = await li.private().next_reply()
        await li.replies(reply, RATE)

        assert "91.9%" in (await li.private().next_reply()).text


async def handed_over(zhang):
    """Hand a question over and return what the asker reads, and the message with the button."""
    await zhang.says(zhang.private(), UNKNOWN)
    reply = await zhang.private().next_reply()
    return (await (await zhang.presses(reply, "转交资料员")).answered()).text, reply


async def test_the_asker_is_told_the_truth_where_no_admin_was_reached(youju, zhang, li):
    async with youju(admins=[li]) as telegram:
        told, reply = await handed_over(zhang)
        assert "已转交" not in told
        assert "还没有收到" in told
        assert telegram.runtime.store.desk.count() == 1

        await li.says(li.private(), "/start")  # from now on the admin can be written to
        assert "1 个问题待办:/pending" in (await li.private().next_reply()).text
        assert "已转交" in (await (await zhang.presses(reply, "转交资料员")).answered()).text
        assert UNKNOWN in (await li.private().next_reply()).text
        assert "已经在资料员那里" in (await (await zhang.presses(reply, "转交资料员")).answered()).text
        await li.private().silence()


async def test_one_admin_of_several_is_enough(youju, server, zhang, li):
    wang = server.person("王五")
    async with youju(admins=[li, wang]):
        await wang.says(wang.private(), "/start")
        await wang.private().next_reply()
        told, _ = await handed_over(zhang)

        assert "已转交" in told
        assert UNKNOWN in (await wang.private().next_reply()).text


async def test_without_admins_the_question_waits_and_the_asker_knows(youju, zhang):
    async with youju() as telegram:
        told, _ = await handed_over(zhang)

        assert "还没有设资料员" in told
        assert telegram.runtime.store.desk.count() == 1


async def test_an_admin_who_blocked_the_bot_has_not_been_reached(youju, zhang, li):
    async with youju(admins=[li]):
        await li.says(li.private(), "/start")
        await li.private().next_reply()
        await li.blocks_bot()
        told, _ = await handed_over(zhang)

        assert "还没有收到" in told


async def test_a_settled_question_is_not_handed_over_again(youju, zhang, li):
    async with youju(admins=[li]):
        await li.says(li.private(), "/start")
        await li.private().next_reply()
        _, reply = await handed_over(zhang)
        item = await li.private().next_reply()
        await (await li.presses(item, "不再处理")).answered()

        assert "办结" in (await (await zhang.presses(reply, "转交资料员")).answered()).text
