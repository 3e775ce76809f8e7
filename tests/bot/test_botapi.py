"""The Bot API server of the tests and the real python-telegram-bot Application, together.

The points of TELEGRAM.md, "A Bot API server of our own for tests", that a handler can notice;
single calls are in tests/botapi/test_*.py.
"""

from contextlib import asynccontextmanager

import pytest
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    Update,
)
from telegram.error import (
    Conflict,
    InvalidToken,
)
from telegram.ext import (
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from tests.botapi import BotApiServer, Fault, Privacy, Rules, Standing


@pytest.fixture(autouse=True)
def _durations(monkeypatch):
    """Without it the library warns whenever it meets a flood, and warnings are errors."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


@pytest.fixture
def server():
    with BotApiServer(rules=Rules(conflict_pause_s=0.1)) as running:
        yield running


@pytest.fixture
def zhang(server):
    return server.person("张三")


@pytest.fixture
def free_port():
    with BotApiServer() as lender:
        return lender.port


def built(server, *handlers, token=None, get_updates_read_timeout_s=5.0):
    builder = ApplicationBuilder().token(token or server.token).base_url(server.base_url)
    builder.base_file_url(server.base_file_url).get_updates_read_timeout(get_updates_read_timeout_s)
    running = builder.build()
    running.add_handlers(handlers)
    return running


@asynccontextmanager
async def polling(server, *handlers, **options):
    """A bot that polls, with these handlers."""
    running = built(server, *handlers)
    async with running:
        await running.start()
        await running.updater.start_polling(timeout=2, **options)
        await server.polled()
        yield running
        await running.updater.stop()
        await running.stop()


async def on_echo(update, _):
    message = update.effective_message
    await message.reply_text(message.text, do_quote=True)


ECHO = MessageHandler(filters.TEXT & filters.UpdateType.MESSAGE, on_echo)


async def test_a_question_is_answered(server, zhang):
    async with polling(server, ECHO):
        question = await zhang.says(zhang.private(), "校庆是哪天？")
        reply = await zhang.private().next_reply()

    assert (reply.text, reply.reply_to) == ("校庆是哪天？", question)
    await server.confirmed()


async def test_a_button_answers_and_edits(server, zhang):
    async def on_question(update, _):
        keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("来源 1", callback_data="s:1")]])
        await update.message.reply_html("<b>答</b>", reply_markup=keyboard)

    async def on_button(update, _):
        await update.callback_query.answer("第三页")
        await update.callback_query.edit_message_text("原文")

    async with polling(server, MessageHandler(filters.TEXT, on_question), CallbackQueryHandler(on_button)):
        await zhang.says(zhang.private(), "校庆是哪天？")
        reply = await zhang.private().next_reply()
        press = await zhang.presses(reply, "来源")

        assert (await press.answered()).text == "第三页"
        assert (await zhang.private().next_edit()).text == "原文"
        assert zhang.private().current(reply).buttons == ()


async def test_two_bots_with_one_token_get_in_each_others_way(server):
    conflicts = []

    async with polling(server, error_callback=conflicts.append), built(server).bot as rival:
        await rival.get_updates(timeout=1)

    assert [type(conflict) for conflict in conflicts] == [Conflict]


async def test_a_poll_that_hangs_is_given_up_and_nothing_is_lost(server, zhang):
    server.fault(Fault.hang(30), "getUpdates")
    running = built(server, ECHO, get_updates_read_timeout_s=0.1)
    async with running:
        await running.start()
        await running.updater.start_polling(timeout=0.1)
        await zhang.says(zhang.private(), "还在吗？")
        assert await zhang.private().next_reply()
        await running.updater.stop()
        await running.stop()


async def test_the_library_tells_a_wrong_token(server):
    stranger = built(server, token="1:wrong").bot

    with pytest.raises(InvalidToken):
        await stranger.initialize()
    # The library leaves this open when it cannot start.
    await stranger.request.shutdown()


async def test_another_bots_command_reaches_no_handler(server, zhang):
    server.follow(Rules(privacy=Privacy.OFF))
    group = server.group("简报组", [zhang])
    async with polling(server, CommandHandler("ask", on_echo)):
        await zhang.says(group, "/ask@other_bot 校庆")
        await group.silence()
        ours = await zhang.says(group, "/ask@youju_bot 校庆")

        assert await group.next_reply(to=ours)


async def test_a_reply_stays_in_its_topic(server, zhang):
    group = server.group("简报组", [zhang], topics=["日报", "周报"])
    topic = group.topic("日报")
    async with polling(server, ECHO):
        question = await zhang.mentions(topic, "校庆")
        reply = await topic.next_reply()

    assert (reply.thread_id, reply.is_topic_message) == (topic.thread_id, True)
    assert reply.reply_to.id == question.id
    await group.silence(0.01)
    await group.topic("周报").silence(0.01)


async def test_the_bot_learns_of_everything_it_can_be_told(server, zhang):
    seen = []

    async def on_any(update, _):
        seen.append(update)

    group = server.group("简报组", [zhang], bot=Standing.LEFT)
    async with polling(server, TypeHandler(Update, on_any), allowed_updates=Update.ALL_TYPES):
        await zhang.adds_bot(group, Standing.ADMINISTRATOR)
        message = await zhang.says(group, "校庆")
        await zhang.edits(message, "校庆？")
        await zhang.reacts(message, "👍")
        await zhang.says(group, "公告", is_anonymous=True)
        await zhang.sends(group, {"dice": {"emoji": "🎲", "value": 3}})
        await zhang.forwards(message, group)
        server.deliver("telepathy", {"thought": "?"})
        await zhang.removes_bot(group)
        await zhang.says(group, "它走了")
        await server.confirmed()

    changes = [update.my_chat_member for update in seen if update.my_chat_member]
    assert [change.new_chat_member.status for change in changes] == ["administrator", "kicked"]
    reactions = [update.message_reaction for update in seen if update.message_reaction]
    assert [reaction.new_reaction[0].emoji for reaction in reactions] == ["👍"]
    assert [update.edited_message.text for update in seen if update.edited_message] == ["校庆？"]
    messages = [update.message for update in seen if update.message]
    assert messages[0].new_chat_members[0].username == "youju_bot"
    assert messages[2].sender_chat.id == group.id
    assert messages[4].forward_origin.sender_user.id == zhang.id
    assert messages[-1].left_chat_member.username == "youju_bot"


async def test_inline_mode_offers_answers_to_choose_from(server, zhang):
    async def on_inline(update, _):
        content = InputTextMessageContent("<b>五月四日</b>", parse_mode="HTML")
        more = InlineKeyboardMarkup([[InlineKeyboardButton("更多依据", callback_data="m:1")]])
        article = InlineQueryResultArticle("1", "校庆", content, more, description="《章程》")
        await update.inline_query.answer([article], cache_time=5, is_personal=True)

    async def on_more(update, _):
        await update.callback_query.edit_message_text("第三页")

    group = server.group("简报组", [zhang])
    async with polling(server, InlineQueryHandler(on_inline), CallbackQueryHandler(on_more)):
        offered = await zhang.asks_inline("校庆是哪天", group)
        sent = await zhang.chooses("校庆是哪天", offered.results[0], group)
        await zhang.presses(sent, "更多依据")
        await server.confirmed()

    assert (offered.is_personal, offered.cache_time_s) == (True, 5)
    assert offered.results[0].description == "《章程》"
    assert (sent.text, sent.via_bot) == ("五月四日", server.bot)
    assert group.current(sent).text == "第三页"


async def test_the_library_is_fed_by_webhook(server, zhang, free_port):
    running = built(server, ECHO)
    async with running:
        await running.start()
        await running.updater.start_webhook(
            "127.0.0.1",
            free_port,
            "hook",
            webhook_url=f"http://127.0.0.1:{free_port}/hook",
            secret_token="secret-of-the-hook",
        )
        await zhang.says(zhang.private(), "校庆")
        assert (await zhang.private().next_reply()).text == "校庆"
        await running.updater.stop()
        await running.stop()

    await server.confirmed()
