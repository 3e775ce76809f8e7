"""Commands: in half and full width, with any blank or none behind them, in Chinese, by name or to nobody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram import admin_texts, texts
from bot.telegram.command_text import TAKES_MORE, Command, command_in
from bot.telegram.handlers.messages import COMMANDS
from tests.botapi import Privacy, Rules

SLASH, AT, SPACE, NBSP, COLON, COMMA = "\uff0f", "\uff20", "\u3000", "\u00a0", "\uff1a", "\uff0c"
ASKED = "滨江的企业复工率是多少?"
BETWEEN = [" ", "\n", SPACE, "\t", NBSP, "   ", " \n ", "\r\n", COLON, ":", f"{COMMA} ", ""]


@pytest.fixture
def group(server, zhang, li):
    server.follow(Rules(privacy=Privacy.OFF, conflict_pause_s=0.1))
    return server.group("简报组", [zhang, li])


@pytest.mark.parametrize("between", BETWEEN)
@pytest.mark.parametrize(
    "head", ["/ask", f"{SLASH}ask", "/ASK", "/ask@youju_bot", "/提问", f"/ask{AT}YOUJU_bot"]
)
def test_the_rest_is_taken_whatever_is_between(head, between):
    command = command_in(f"{head}{between}滨江\n的企业{SPACE}复工率?\n")

    assert (command.name, command.argument) == ("ask", f"滨江\n的企业{SPACE}复工率?")
    assert command.is_for("youju_bot")


@pytest.mark.parametrize("name", [name for name, takes_more in TAKES_MORE.items() if takes_more])
@pytest.mark.parametrize("between", BETWEEN)
def test_every_command_that_takes_more_takes_all_of_it(name, between):
    assert command_in(f"/{name}{between}复工 复产\n08:30").argument == "复工 复产\n08:30"


@pytest.mark.parametrize(
    ("text", "name", "argument"),
    [
        ("/help", "help", ""),
        (f"{SLASH}ｈｅｌｐ", "help", ""),
        ("  /help\n", "help", ""),
        ("/help@youju_bot", "help", ""),
        ("/帮助", "help", ""),
        (f"{SLASH}目录", "documents", ""),
        ("/订阅 复工 08:30", "subscribe", "复工 08:30"),
        ("/要点复工复产", "brief", "复工复产"),
        ("/ask5G基站有多少", "ask", "5G基站有多少"),
        ("/askGDP是多少", "ask", "gdp是多少"),
        ("/allow123456", "allow", "123456"),
        ("/allow -100123", "allow", "-100123"),
        ("/deny-100123", "deny", "-100123"),
        ("/ask@youju_bot复工率", "ask", "复工率"),
        ("/report7", "report", "7"),
        ("\uff0f幫助", "help", ""),
        ("/訂閱 復工 08:30", "subscribe", "復工 08:30"),
        ("/documents 全部", "documents", "全部"),
        ("/asking", None, ""),
        ("/whatever", None, ""),
        ("/helper", None, ""),
        ("/start_now", None, ""),
    ],
)
def test_ways_to_write_a_command(text, name, argument):
    command = command_in(text)

    assert command.name == name
    assert command.argument.lower() == argument.lower()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "/",
        "复工率",
        "1/4",
        "a/ask",
        "/复工率",
        "/退出",
        "//ask",
        "ask 复工率",
        "/帮助企业的措施",
        "/ ask",
    ],
)
def test_what_is_no_command(text):
    assert command_in(text) is None


def test_a_command_for_another_bot_is_not_ours():
    assert not command_in("/ask@other_bot 复工率").is_for("youju_bot")
    assert command_in("/ask@Youju_Bot 复工率").is_for("youju_bot")


@given(st.text(st.sampled_from("/\uff0fask问提@_复工率 \n\u3000:1"), max_size=30))
def test_what_follows_is_a_part_of_the_text(text):
    command = command_in(text)

    assert command is None or isinstance(command, Command)
    assert command is None or command.argument in text


def test_every_command_has_a_handler():
    assert COMMANDS.keys() == TAKES_MORE.keys()


def test_every_command_is_in_a_menu_but_the_one_that_telegram_sends_itself():
    assert {name for name, *_ in (*texts.MENU, *admin_texts.MENU)} == COMMANDS.keys() - {"start"}


async def test_a_question_behind_a_command_is_answered_in_private_and_in_groups(youju, group, zhang):
    async with youju(person_limit=100):
        for text in (f"/ask\n{ASKED}", f"/ask{SPACE}{ASKED}", f"/ask{ASKED}", f"{SLASH}ask {ASKED}"):
            for place in (zhang.private(), group):
                await zhang.says(place, text)
                assert (await place.next_reply()).text.startswith("91.9%"), text


async def test_the_bot_s_name_is_known_with_nothing_around_it(youju, group, zhang):
    async with youju(person_limit=100):
        for text in (
            f"@youju_bot{ASKED}",
            f"@youju_bot\n/ask\n{ASKED}",
            f"@YOUJU_BOT /ask{ASKED}",
            f"{ASKED}@youju_bot",
            f"请问@youju_bot{COMMA}{ASKED}",
            f"{AT}youju_bot {ASKED}",
        ):
            await zhang.says(group, text)
            assert (await group.next_reply()).text.startswith("91.9%"), text


async def test_a_brief_takes_all_of_its_subject(youju, zhang):
    async with youju():
        await zhang.says(zhang.private(), "/brief\n云招商")
        on_two_lines = await zhang.private().next_reply()
        await zhang.says(zhang.private(), "/brief云招商")

        assert "关于“云招商”的要点" in on_two_lines.text
        assert "关于“云招商”的要点" in (await zhang.private().next_reply()).text


async def test_a_briefing_is_ordered_over_two_lines(youju, zhang):
    async with youju():
        await zhang.says(zhang.private(), f"/subscribe{SPACE}复工\n复产\n08:30")

        assert "已订阅“复工 复产”" in (await zhang.private().next_reply()).text


async def test_commands_without_an_argument_work_in_all_forms(youju, zhang):
    async with youju(person_limit=100):
        for text in ("/documents", f"{SLASH}documents", "/目录", "/DOCUMENTS@youju_bot", f"{SLASH}目录"):
            await zhang.says(zhang.private(), text)
            assert "资料目录" in (await zhang.private().next_reply()).text, text
        for text in ("/help", f"{SLASH}help", "/帮助", "/whatever"):
            await zhang.says(zhang.private(), text)
            assert "@youju_bot" in (await zhang.private().next_reply()).text, text


async def test_other_bots_commands_leave_no_trace_in_a_group(youju, server, group, zhang):
    async with youju() as telegram:
        for text in ("/ask@other_bot 复工率", "/whatever", "/asking", "看/ask", "/复工率", "/help@other_bot"):
            await zhang.says(group, text)
        await server.confirmed()
        await group.silence()
        assert telegram.runtime.store.database.count("SELECT count(*) FROM inbox") == 0


async def test_ids_to_allow_may_be_odd_and_do_no_harm(youju, zhang, li):
    async with youju(admins=[li], person_limit=100):
        for argument in ("", "abc", "9" * 30, "-" + "9" * 30, "1.5", "１２３元"):
            await li.says(li.private(), f"/allow {argument}")
            assert "请写明编号" in (await li.private().next_reply()).text, argument
        for argument in (f"{zhang.id}", f"\n{zhang.id}", "１２３", f"{SPACE}\uff0d100"):
            await li.says(li.private(), f"/allow{argument}")
            assert "已开通" in (await li.private().next_reply()).text, argument
