"""Whatever goes wrong: an accepted question is answered once, or apologised for with a number."""

import asyncio
import logging
from dataclasses import replace

import pytest

from tests.bot.telegram.conftest import TIMING
from tests.botapi import EntityKind, Fault
from tests.timing import comes_true

RATE = "滨江的企业复工率是多少?"
IMPATIENT = replace(TIMING, read_s=0.4)


def said(conversation):
    """What the bot's messages in a chat say by now, edits included."""
    return [message.text for message in conversation.messages() if message.sender.is_bot]


async def test_429_is_obeyed_and_the_answer_comes_after_it(youju, server, zhang, li):
    async with youju():
        server.fault(Fault.flood(1), "sendMessage", times=1, chat_id=zhang.id)
        await zhang.says(zhang.private(), RATE)
        await server.confirmed()
        await li.says(li.private(), RATE)
        assert "91.9%" in (await li.private().next_reply()).text  # other chats do not wait
        assert "91.9%" in (await zhang.private().next_reply()).text
        await zhang.private().silence()
    assert len(server.calls("sendMessage", zhang.id)) == 2


async def test_a_chat_that_must_wait_is_not_edited_either(youju, server, zhang):
    async with youju() as telegram:
        opened = await _opened(zhang)
        telegram.runtime.limiter.hold(zhang.id, 30.0)
        await (await zhang.presses(opened, "下一段")).answered()
        await zhang.private().silence()

    assert not server.calls("editMessageText")


async def test_an_edit_that_is_told_to_wait_holds_what_is_sent(youju, server, zhang, li):
    async with youju() as telegram:
        opened = await _opened(zhang)
        server.fault(Fault.flood(1), "editMessageText", times=1, chat_id=zhang.id)
        await zhang.presses(opened, "下一段")
        while not telegram.runtime.limiter.held_until(zhang.id):  # noqa: ASYNC110 -- nothing tells of it
            await asyncio.sleep(0.01)
        held_until = telegram.runtime.limiter.held_until(zhang.id)
        await zhang.says(zhang.private(), RATE)
        await li.says(li.private(), RATE)
        await li.private().next_reply()
        assert len(said(zhang.private())) == 2  # the answer and the paragraph of before

        assert "91.9%" in (await zhang.private().next_reply()).text
        assert telegram.runtime.clock() >= held_until


async def _opened(person):
    """The paragraph of an answer, opened by a press."""
    await person.says(person.private(), RATE)
    await person.presses(await person.private().next_reply(), "来源 1")
    return await person.private().next_reply()


@pytest.mark.parametrize("fault", [Fault.bad_gateway(), Fault.server_error(500), Fault.drop()])
async def test_a_failure_before_the_effect_ends_in_the_answer(youju, server, zhang, fault):
    """The doubt's own message id proves that the answer never came, so it turns into the answer."""
    async with youju():
        server.fault(fault, "sendMessage", times=1)
        asked = await zhang.says(zhang.private(), RATE)
        answer = await zhang.private().next_edit()

        assert "91.9%" in answer.text
        assert answer.reply_to.id == asked.id
        assert len(said(zhang.private())) == 1
        await (await zhang.presses(answer, "来源 1")).answered()


@pytest.mark.parametrize(
    "fault",
    [
        Fault.bad_gateway(is_after_effect=True),
        Fault.drop(is_after_effect=True),
        Fault.hang(0.8, is_after_effect=True),
        Fault.hang(0.8),
    ],
)
async def test_an_answer_that_may_have_come_is_not_sent_twice(youju, server, zhang, fault):
    async with youju(timing=IMPATIENT):
        server.fault(fault, "sendMessage", times=1)
        await zhang.says(zhang.private(), RATE)
        await zhang.private().next_reply()
        await asyncio.sleep(0.7)  # by now what hung has come

        replies = said(zhang.private())
        assert sum("91.9%" in text for text in replies) <= 1
        (doubt,) = [text for text in replies if "不能确定" in text]
        assert "#1" in doubt


async def test_what_did_not_come_is_sent_again_on_request(youju, server, zhang):
    async with youju(timing=IMPATIENT):
        server.fault(Fault.hang(30.0), "sendMessage", times=1)
        await zhang.says(zhang.private(), RATE)
        doubt = await zhang.private().next_reply()
        assert "再发一次" in doubt.buttons[0]
        await (await zhang.presses(doubt, "再发一次")).answered()
        assert "91.9%" in (await zhang.private().next_reply()).text
        shown = await (await zhang.presses(doubt, "再发一次")).answered()
        assert shown.is_alert
        await zhang.private().silence()


def held(telegram):
    """Hold the answering until the event is set."""
    hold = asyncio.Event()
    work = telegram.runtime.asking.in_thread

    async def slow(*arguments):
        await hold.wait()
        return await work(*arguments)

    telegram.runtime.asking.in_thread = slow
    return hold


async def test_an_unreachable_api_delays_the_answer(youju, server, zhang):
    async with youju() as telegram:
        hold = held(telegram)
        await zhang.says(zhang.private(), RATE)
        await server.confirmed()
        await server.go_offline()
        hold.set()
        await asyncio.sleep(0.3)
        server.come_back()

        assert "91.9%" in (await zhang.private().next_reply()).text
        await zhang.private().silence(0.2)


async def test_markup_that_is_refused_is_sent_as_plain_text_once(youju, server, zhang):
    async with youju():
        server.fault(Fault.refusal("can't parse entities: unexpected end tag"), "sendMessage", times=1)
        await zhang.says(zhang.private(), RATE)
        reply = await zhang.private().next_reply()

        assert reply.text.startswith("91.9%")
        # What Telegram itself marks in plain text: it takes the name of a .md file for an address.
        assert {entity.kind for entity in reply.entities} <= {EntityKind.URL}
        assert reply.buttons


async def test_a_message_that_is_refused_is_apologised_for(youju, server, zhang):
    async with youju():
        server.fault(Fault.refusal("something is wrong with it"), "sendMessage", times=1)
        await zhang.says(zhang.private(), RATE)
        apology = await zhang.private().next_reply()
        assert "#1" in apology.text
        assert "抱歉" in apology.text
        await (await zhang.presses(apology, "再问一次")).answered()

        assert "91.9%" in (await zhang.private().next_reply()).text


async def test_an_answerer_that_breaks_is_apologised_for(youju, zhang, caplog):
    async with youju() as telegram:

        def broken(*_):
            raise RuntimeError("a secret detail")

        telegram.runtime.asking._work = broken
        await zhang.says(zhang.private(), RATE)
        apology = await zhang.private().next_reply()

    assert "#1" in apology.text
    assert "secret" not in apology.text
    assert "question 1 could not be answered" in caplog.text


async def test_a_command_that_breaks_gets_a_number(youju, zhang, caplog):
    async with youju() as telegram:
        telegram.runtime.store.database.execute("DROP TABLE subscriptions")
        await zhang.says(zhang.private(), "/subscribe 复工 08:30")
        told = await zhang.private().next_reply()

    number = told.text.split("#")[1][:6]
    assert f"trouble {number}" in caplog.text


async def test_who_blocked_the_bot_is_not_written_to_any_more(youju, server, zhang):
    async with youju() as telegram:
        await zhang.says(zhang.private(), "/start")
        await zhang.private().next_reply()
        server.fault(Fault.forbidden(), "sendMessage", times=1)
        await zhang.says(zhang.private(), RATE)
        assert await comes_true(lambda: not telegram.runtime.store.people.is_active(zhang.id))
        await zhang.says(zhang.private(), RATE)
        assert "91.9%" in (await zhang.private().next_reply()).text
        assert telegram.runtime.store.people.is_active(zhang.id)


async def test_a_question_that_was_deleted_is_answered_all_the_same(youju, server, zhang):
    group = server.group("简报组", [zhang])
    async with youju() as telegram:
        hold = held(telegram)
        asked = await zhang.mentions(group, RATE)
        await server.confirmed()
        await zhang.deletes(asked)
        hold.set()

        assert (await group.next_reply()).text.startswith("91.9%")


async def test_a_topic_that_is_gone_is_left_out(youju, server, zhang):
    group = server.group("简报组", [zhang], topics=["日报"])
    async with youju():
        server.fault(Fault.refusal("message thread not found"), "sendMessage", times=1)
        await zhang.mentions(group.topic("日报"), RATE)
        await group.topic("日报").next_reply()  # a reply goes where its question stands

    refused, sent = server.calls("sendMessage", group.id)
    assert "message_thread_id" in refused.parameters
    assert "message_thread_id" not in sent.parameters


async def test_a_group_that_moved_while_the_answer_was_made_is_followed(youju, server, zhang):
    group = server.group("简报组", [zhang], is_basic=True)
    async with youju() as telegram:
        hold = held(telegram)
        await zhang.says(group, f"/ask {RATE}")
        await server.confirmed()
        grown = await zhang.upgrades(group)
        hold.set()

        assert (await grown.next_reply()).text.startswith("91.9%")


async def test_a_poll_that_stalls_is_mended(youju, server, zhang):
    async with youju():
        # As behind a proxy that died: nothing comes back until the connection is a new one.
        server.fault(Fault.hang(60.0), "getUpdates", times=2)
        await zhang.says(zhang.private(), RATE)

        assert "91.9%" in (await zhang.private().next_reply(8)).text


async def test_polls_that_fail_are_tried_again(youju, server, zhang, caplog):
    caplog.set_level(logging.CRITICAL, "telegram")
    async with youju():
        server.fault(Fault.bad_gateway(), "getUpdates", times=1)
        server.fault(Fault.drop(), "getUpdates", times=1)
        await zhang.says(zhang.private(), RATE)

        assert "91.9%" in (await zhang.private().next_reply(8)).text


async def test_a_message_that_comes_twice_is_answered_once(youju, server, zhang):
    async with youju():
        asked = await zhang.says(zhang.private(), RATE)
        await zhang.private().next_reply()
        server.deliver("message", asked.to_json())
        await server.confirmed()
        await zhang.private().silence()


async def test_a_press_that_is_too_old_is_no_trouble(youju, server, zhang):
    async with youju():
        await zhang.says(zhang.private(), RATE)
        reply = await zhang.private().next_reply()
        server.fault(Fault.refusal("query is too old and response timeout expired"), "answerCallbackQuery")
        await zhang.presses(reply, "来源 1")

        assert "91.9%" in (await zhang.private().next_reply()).text


async def test_two_tasks_on_one_message_send_it_once(youju, server, zhang):
    """A message that the pump saw waiting, sent by another task before its chat was put on hold."""
    async with youju() as telegram:
        await zhang.says(zhang.private(), RATE)
        await zhang.private().next_reply()
        sender, store = telegram.runtime.sender, telegram.runtime.store
        sent = store.outbox.find(1)
        telegram.runtime.limiter.hold(zhang.id, 0.2)
        await sender.deliver([sent])
        await zhang.private().silence(0.5)
