"""What a bot can send, what Telegram refuses, and what people see of it."""

import pytest
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    ReplyParameters,
)
from telegram.error import BadRequest, Forbidden, NetworkError

from tests.botapi import ExpectationError, Standing


@pytest.mark.parametrize(
    ("method", "parameters", "reason"),
    [
        ("sendMessage", {"chat_id": 5, "text": "x"}, "chat not found"),
        ("sendMessage", {"text": "x"}, "chat_id is empty"),
        ("sendMessage", {"text": ""}, "message text is empty"),
        ("sendMessage", {"text": " \n"}, "text must be non-empty"),
        ("sendMessage", {"text": "字" * 4097}, "message is too long"),
        ("sendMessage", {"text": "👍" * 2049}, "message is too long"),
        ("sendMessage", {"text": "<b>" * 11_000, "parse_mode": "HTML"}, "text is too long"),
        (
            "sendMessage",
            {"text": "x", "reply_parameters": {"message_id": 99}},
            "message to be replied not found",
        ),
        ("sendMessage", {"text": "x", "message_thread_id": 7}, "message thread not found"),
        ("editMessageText", {"message_id": 99, "text": "x"}, "message to edit not found"),
        ("editMessageText", {"message_id": 1, "text": "x"}, "message can't be edited"),
        ("deleteMessage", {"message_id": 99}, "message to delete not found"),
        ("sendChatAction", {"action": "dancing"}, "wrong parameter action in request"),
        ("getFile", {"file_id": "none"}, "invalid file_id"),
        ("sendDocument", {"document": "none"}, "wrong remote file identifier specified"),
        (
            "answerCallbackQuery",
            {"callback_query_id": "1"},
            "query is too old and response timeout expired or query ID is invalid",
        ),
        ("getChatAdministrators", {}, "there are no administrators in the private chat"),
    ],
)
async def test_refusals_are_in_telegrams_words(http, zhang, method, parameters, reason):
    await zhang.starts()
    chat = {} if reason == "chat_id is empty" else {"chat_id": zhang.id}

    answer = (await http.post(method, json=chat | parameters)).json()

    assert answer["description"].startswith(f"Bad Request: {reason}")


async def test_an_edit_that_changes_nothing_is_refused(bot, zhang):
    await zhang.starts()
    message = await bot.send_message(zhang.id, "<b>一</b>", parse_mode="HTML")

    await message.edit_text("一")
    with pytest.raises(BadRequest, match="Message is not modified: specified new message content"):
        await message.edit_text("一")


async def test_nobody_is_written_to_against_their_will(server, bot, zhang):
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await bot.send_message(zhang.id, "你好")
    await zhang.starts()
    await bot.send_message(zhang.id, "你好")
    await zhang.blocks_bot()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(zhang.id, "你好")

    group = server.group("简报组", bot=Standing.LEFT)
    with pytest.raises(Forbidden, match="bot is not a member of the supergroup chat"):
        await bot.send_message(group.id, "你好")


async def test_limits_hold_after_parsing(bot, zhang):
    await zhang.starts()

    marked = await bot.send_message(zhang.id, f"<b>{'字' * 4096}</b>", parse_mode="HTML")
    many = await bot.send_message(zhang.id, "<b>a</b> " * 120, parse_mode="HTML")

    assert marked.entities[0].length == 4096
    assert len(many.entities) == 100
    with pytest.raises(BadRequest, match="Message caption is too long"):
        await bot.send_document(zhang.id, b"x", caption="字" * 1025)


async def test_people_see_links_quotes_and_buttons(bot, zhang):
    await zhang.starts()
    text = '见<a href="https://example.org">章程</a>\n<blockquote expandable>五月四日</blockquote>'
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("来源 1", callback_data="s:1")]])
    await bot.send_message(zhang.id, text, parse_mode="HTML", reply_markup=keyboard)

    reply = await zhang.private().next_reply()

    assert reply.links == (("章程", "https://example.org"),)
    assert reply.blockquotes == ("五月四日",)
    assert reply.buttons == (("来源 1",),)


async def test_a_press_is_answered_once(server, bot, fetched, zhang):
    await zhang.starts()
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("来源 1", callback_data="s:1")]])
    await bot.send_message(zhang.id, "答", reply_markup=keyboard)
    press = await zhang.presses(await zhang.private().next_reply(), "来源 1")
    query = (await fetched(offset=-1))[0]["callback_query"]

    await bot.answer_callback_query(query["id"], "好", show_alert=True)

    assert query["data"] == "s:1"
    shown = await press.answered()
    assert (shown.text, shown.is_alert) == ("好", True)
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query(query["id"])


async def test_a_press_grows_too_old(server, bot, fetched, zhang):
    await zhang.starts()
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("来源 1", callback_data="s:1")]])
    await bot.send_message(zhang.id, "答", reply_markup=keyboard)
    press = await zhang.presses(await zhang.private().next_reply(), "来源 1")
    server.turn_clock(60)

    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query((await fetched())[-1]["callback_query"]["id"])
    with pytest.raises(ExpectationError, match="not answered within"):
        await press.answered(0.01)


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([[{"text": "x", "callback_data": "来" * 22}]], "BUTTON_DATA_INVALID"),
        ([[{"text": "x"}]], "can't parse inline keyboard button: Text buttons are unallowed"),
        ([[{"text": "x", "url": "http://localhost"}]], "inline keyboard button URL"),
        ([[{"text": "x", "url": "example.org", "callback_data": "x"}]], "can't parse inline"),
        ([[{"text": "x", "callback_data": "x"}]] * 101, "reply markup is too long"),
    ],
)
async def test_keyboards_that_telegram_refuses(http, zhang, rows, reason):
    await zhang.starts()
    markup = {"inline_keyboard": rows}

    call = {"chat_id": zhang.id, "text": "答", "reply_markup": markup}
    answer = (await http.post("sendMessage", json=call)).json()

    assert answer["description"].startswith(f"Bad Request: {reason}")


async def test_a_document_can_be_downloaded_up_to_20_mib(server, bot, fetched, zhang):
    await zhang.uploads(zhang.private(), "章程.txt", "第一条".encode(), caption="新的")
    await zhang.uploads(zhang.private(), "大.txt", b"x", size_bytes=21 * 2**20)
    small, large = [update["message"]["document"] for update in await fetched()]

    file = await bot.get_file(small["file_id"])

    assert (small["file_name"], small["mime_type"]) == ("章程.txt", "text/plain")
    assert bytes(await file.download_as_bytearray()).decode() == "第一条"
    with pytest.raises(BadRequest, match="File is too big"):
        await bot.get_file(large["file_id"])


async def test_documents_and_photos_go_out(bot, zhang):
    await zhang.starts()
    sent = await bot.send_document(zhang.id, "一\n二".encode(), filename="简报.md", caption="今天")
    await bot.send_document(zhang.id, sent.document.file_id)
    await bot.send_photo(zhang.id, b"png")
    await bot.send_media_group(zhang.id, [InputMediaDocument(b"a"), InputMediaDocument(b"b")])

    seen = zhang.private().catch_up()

    assert seen[0].document.name == seen[1].document.name == "简报.md"
    assert (seen[0].text, seen[0].document.size_bytes) == ("今天", 7)
    assert [message.document.field for message in seen[2:]] == ["photo", "document", "document"]


async def test_a_file_above_50_mib_is_refused(bot, zhang):
    await zhang.starts()

    with pytest.raises(NetworkError, match="Request Entity Too Large"):
        await bot.send_document(zhang.id, bytes(50 * 2**20 + 1))


async def test_messages_are_passed_on(server, bot, zhang):
    li = server.person("李四")
    await li.starts()
    question = await zhang.says(zhang.private(), "校庆？")

    await bot.forward_message(li.id, zhang.id, question.id)
    await bot.copy_message(li.id, zhang.id, question.id)

    forwarded, copied = li.private().catch_up()
    assert forwarded.text == copied.text == "校庆？"
    assert forwarded.extra["forward_origin"]["sender_user"]["first_name"] == "张三"
    assert not copied.extra


async def test_drafts_are_for_private_chats(server, bot, zhang):
    await zhang.starts()
    group = server.group("简报组", [zhang])

    await bot.send_message_draft(zhang.id, draft_id=1, text="校庆是")

    assert [event.note for event in zhang.private().transcript()][-1] == "校庆是"
    with pytest.raises(BadRequest):
        await bot.send_message_draft(group.id, draft_id=1, text="校庆是")


async def test_outbox_and_transcript_tell_the_story(server, bot, zhang):
    question = await zhang.says(zhang.private(), "校庆？")
    await bot.send_chat_action(zhang.id, "typing")
    reply = await bot.send_message(
        zhang.id, "查找中", reply_parameters=ReplyParameters(question.id, quote="校庆")
    )
    await reply.edit_text("五月四日")
    await reply.delete()

    assert [call.method for call in server.calls(chat_id=zhang.id)] == [
        "sendChatAction",
        "sendMessage",
        "editMessageText",
        "deleteMessage",
    ]
    assert [str(event) for event in zhang.private().transcript()] == [
        "(sent) 张三: 校庆？",
        "(action) typing",
        "(sent) 有据: 查找中",
        "(edited) 有据: 五月四日",
        "(deleted) 有据: 五月四日",
    ]
    assert zhang.private().messages() == (question,)


async def test_silence_is_broken_by_typing_alone(server, bot, zhang):
    await zhang.starts()
    await zhang.private().silence(0.01)
    await bot.send_chat_action(zhang.id, "typing")

    with pytest.raises(ExpectationError, match="typing"):
        await zhang.private().silence()


async def test_a_reply_asked_for_by_its_question_is_read(bot, zhang):
    first, second = [await zhang.says(zhang.private(), text) for text in ("甲？", "乙？")]
    await bot.send_message(zhang.id, "乙", reply_to_message_id=second.id)
    await bot.send_message(zhang.id, "甲", reply_to_message_id=first.id)

    assert (await zhang.private().next_reply(to=first)).text == "甲"
    assert (await zhang.private().next_reply()).text == "乙"
    await zhang.private().silence(0.01)


async def test_a_missing_reply_shows_the_chat_so_far(zhang):
    await zhang.starts()

    with pytest.raises(ExpectationError, match=r"\(sent\) 张三: /start"):
        await zhang.private().next_reply(0.01)
