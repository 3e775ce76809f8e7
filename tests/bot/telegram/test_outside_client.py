"""The private path through somebody else's idea of Telegram: PyPI's tg-auto-test (Python 3.12 and later).

It puts its own transport below the real application and speaks to it as Telethon would, so it shares no
mistake with our own Bot API server.
"""

from contextlib import asynccontextmanager

import pytest

from bot.services import open_services
from bot.telegram.addressing import Identity
from bot.telegram.application import build_application, build_runtime
from bot.telegram.store import open_store

pytest.importorskip("tg_auto_test", reason="tg-auto-test needs Python 3.12")

from tg_auto_test.test_utils.serverless_telegram_client import ServerlessTelegramClient

RATE = "滨江的企业复工率是多少?"


@pytest.fixture
def conversation(settings):
    """A conversation with the bot: `async with conversation() as chat`."""

    @asynccontextmanager
    async def begin():
        services = open_services(settings)
        store = open_store(settings.library_folder)

        def build(builder):
            bot = builder.build().bot
            runtime = build_runtime(services, store, bot, lambda: 0.0)  # when all its messages are from
            runtime.identity = Identity(1, "test_bot")
            return build_application(runtime, bot)

        client = ServerlessTelegramClient(build)
        await client.connect()
        try:
            async with client.conversation("test_bot", timeout=10) as chat:
                yield chat
        finally:
            await client.disconnect()
            store.close()
            services.close()

    return begin


async def test_a_question_and_its_follow_up(conversation):
    async with conversation() as chat:
        await chat.send_message(RATE)
        assert "91.9%(截至2月25日)[1]" in (await chat.get_response()).text

        await chat.send_message("江阴高新区员工到岗率是多少?")
        await chat.get_response()
        await chat.send_message("那滨江的企业复工率呢?")
        reply = (await chat.get_response()).text

    assert "理解为" in reply
    assert "91.9%" in reply


async def test_a_source_opens_under_its_button(conversation):
    async with conversation() as chat:
        await chat.send_message(RATE)
        reply = await chat.get_response()
        await reply.click(text=next(b.text for row in reply.buttons for b in row if "来源" in b.text))
        opened = await chat.get_response()

    assert "91.9%" in opened.text
    assert [button.text for row in opened.buttons for button in row] == ["下一段"]


async def test_what_the_documents_do_not_say_is_not_found(conversation):
    async with conversation() as chat:
        await chat.send_message("火星基地的面积是多少?")
        reply = await chat.get_response()

    assert "未找到" in reply.text
    assert [button.text for row in reply.buttons for button in row] == ["转交资料员"]


async def test_help_says_what_may_be_asked(conversation):
    async with conversation() as chat:
        await chat.send_message("/help")

        assert "/documents" in (await chat.get_response()).text
