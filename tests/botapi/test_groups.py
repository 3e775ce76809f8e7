"""Groups: who hears what, topics, members, menus, and growing into a supergroup."""

import pytest
from telegram import BotCommandScopeAllGroupChats, BotCommandScopeChat
from telegram.error import BadRequest, ChatMigrated

from tests.botapi import Privacy, Rules, Standing

COMMAND, OTHERS_COMMAND, MENTION, PLAIN = "/ask 校庆", "/ask@other_bot 校庆", "@youju_bot 校庆", "校庆"


@pytest.mark.parametrize(
    ("privacy", "seen"),
    [
        (Privacy.ON, [COMMAND]),
        (Privacy.ON_WITH_MENTIONS, [COMMAND, MENTION]),
        (Privacy.OFF, [COMMAND, OTHERS_COMMAND, MENTION, PLAIN]),
    ],
)
async def test_privacy_mode_decides_what_the_bot_gets(server, http, zhang, privacy, seen, fetched):
    server.follow(Rules(privacy=privacy))
    group = server.group("简报组", [zhang])
    for text in (COMMAND, OTHERS_COMMAND, MENTION, PLAIN):
        await zhang.says(group, text)

    assert [update["message"]["text"] for update in await fetched()] == seen
    me = (await http.get("getMe")).json()["result"]
    assert me["can_read_all_group_messages"] is (privacy is Privacy.OFF)


async def test_administrators_and_repliers_are_heard_in_privacy_mode(server, bot, fetched, zhang):
    group, managed = (
        server.group("甲", [zhang]),
        server.group("乙", [zhang], bot=Standing.ADMINISTRATOR),
    )
    await bot.send_message(group.id, "早")
    await zhang.replies(await group.next_reply(), "什么？")
    await zhang.says(managed, "闲聊")

    assert [update["message"]["text"] for update in await fetched()] == ["什么？", "闲聊"]


async def test_a_reply_in_general_has_a_thread_that_is_no_topic(server, bot, fetched, zhang):
    group = server.group("简报组", [zhang], topics=["日报"])
    await bot.send_message(group.id, "早")
    await zhang.replies(await group.next_reply(), "什么？")

    message = (await fetched())[0]["message"]

    assert message["message_thread_id"] == message["reply_to_message"]["message_id"]
    assert "is_topic_message" not in message
    for thread_id in (1, message["message_thread_id"]):
        with pytest.raises(BadRequest, match="Message thread not found"):
            await bot.send_message(group.id, "早", message_thread_id=thread_id)


async def test_the_menu_is_the_most_special_one_in_ones_language(server, bot, zhang):
    li = server.person("Li", language="en")
    group = server.group("简报组", [zhang, li])
    await bot.set_my_commands([("help", "帮助")])
    await bot.set_my_commands([("ask", "提问")], BotCommandScopeAllGroupChats())
    await bot.set_my_commands([("ask", "Ask")], BotCommandScopeAllGroupChats(), "en")

    def menus():
        places = ((zhang, zhang.private()), (zhang, group), (li, group))
        return [[each.description for each in who.menu(where)] for who, where in places]

    assert menus() == [["帮助"], ["提问"], ["Ask"]]
    await bot.set_my_commands([("brief", "简报")], BotCommandScopeChat(group.id))
    assert menus() == [["帮助"], ["简报"], ["简报"]]
    assert (await bot.get_my_commands())[0].command == "help"


async def test_members_are_complete_for_the_library(server, bot, zhang):
    li = server.person("李四")
    group = server.group("简报组", [zhang], administrators=[li])

    statuses = {(await bot.get_chat_member(group.id, who.id)).status for who in (zhang, li)}
    administrators = await bot.get_chat_administrators(group.id)
    chat = await bot.get_chat(group.id)

    assert statuses == {"member", "administrator"}
    assert [each.status for each in administrators] == ["administrator", "creator"]
    assert chat.title == "简报组"
    assert await bot.get_chat_member_count(group.id) == 4


async def test_a_group_that_becomes_a_supergroup_says_so_on_both_sides(server, bot, fetched, zhang):
    group = server.group("简报组", [zhang], is_basic=True)
    grown = await zhang.upgrades(group)

    left, entered = [update["message"] for update in await fetched()]

    assert (left["chat"]["id"], left["migrate_to_chat_id"]) == (group.id, grown.id)
    assert (entered["chat"]["id"], entered["migrate_from_chat_id"]) == (grown.id, group.id)
    with pytest.raises(ChatMigrated) as migrated:
        await bot.send_message(group.id, "早")
    assert migrated.value.new_chat_id == grown.id
    assert await bot.send_message(grown.id, "早")
