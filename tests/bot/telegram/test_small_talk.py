"""Small talk: a short fitting line, and no trace of it in library, desk or conversation."""

import pytest

from answers.questions.small_talk import SmallTalk
from bot import texts as shared
from bot.telegram import texts
from tests.botapi import Privacy, Rules

COMMA, QUESTION, EXCLAMATION = "\uff0c", "\uff1f", "\uff01"
RATE = f"滨江的企业复工率是多少{QUESTION}"


def kept(telegram):
    """Return how many questions, answers and desk items there are."""
    database = telegram.runtime.store.database
    return [database.count(f"SELECT count(*) FROM {table}") for table in ("questions", "answers", "pending")]


@pytest.fixture
def group(server, zhang, li):
    server.follow(Rules(privacy=Privacy.OFF, conflict_pause_s=0.1))
    return server.group("简报组", [zhang, li])


async def test_every_kind_gets_its_line_and_leaves_no_trace(youju, zhang):
    said = {
        f"您好{EXCLAMATION}": "您好",
        "谢谢谢谢啦": "不客气",
        f"好的{COMMA}谢谢": "不客气",
        "收到": "好的",
        "在吗": "我在",
        "测试": "我在",
        "拜拜": "再见",
        "你是谁": "我是有据",
        "真棒": "谢谢",
        "exit": "不用退出",
        "1": "一个数字",
        "???": "没看到问题",
        "👍": "谢谢",
        "帮助": "@youju_bot",
        "HELP": "@youju_bot",
    }
    async with youju(person_limit=100) as telegram:
        for text, line in said.items():
            await zhang.says(zhang.private(), text)
            reply = await zhang.private().next_reply()
            assert line in reply.text, text
            assert reply.buttons == ()
        assert kept(telegram) == [0, 0, 0]


async def test_small_talk_between_does_not_change_what_a_follow_up_follows(youju, zhang):
    async with youju():
        await zhang.says(zhang.private(), "江阴高新区员工到岗率是多少?")
        await zhang.private().next_reply()
        for text in ("谢谢", "1", "exit", "好的"):
            await zhang.says(zhang.private(), text)
            await zhang.private().next_reply()
        await zhang.says(zhang.private(), "那无锡高新区呢?")
        reply = await zhang.private().next_reply()

    assert "80%" in reply.text


async def test_a_greeting_before_a_question_is_a_question(youju, zhang):
    async with youju():
        await zhang.says(zhang.private(), f"你好{COMMA}江阴的复工率是多少{QUESTION}谢谢{EXCLAMATION}")
        reply = await zhang.private().next_reply()

    assert reply.text.startswith("100%")


async def test_traditional_small_talk_is_answered_in_traditional_characters(youju, zhang):
    async with youju():
        await zhang.says(zhang.private(), "謝謝")

        assert (await zhang.private().next_reply()).text == "不客氣。"


async def test_a_group_is_answered_where_it_speaks_to_the_bot(youju, group, zhang):
    async with youju() as telegram:
        for text in (f"@youju_bot 你好{EXCLAMATION}", "/ask 你好", "/ask@youju_bot 你好"):
            await zhang.says(group, text)
            assert "您好" in (await group.next_reply()).text
        await zhang.says(group, "谢谢")
        await group.silence()
        assert kept(telegram) == [0, 0, 0]


async def test_a_group_where_all_is_answered_may_greet_and_thank_among_itself(youju, group, zhang, li):
    async with youju(group_policy="all"):
        for text in (f"收到{COMMA}谢谢", "1", "👍", "大家好"):
            await zhang.says(group, text)
        await group.silence()
        await zhang.says(group, RATE)
        answer = await group.next_reply()
        await li.replies(answer, "谢谢")

        assert answer.text.startswith("91.9%")
        assert "不客气" in (await group.next_reply()).text


async def test_an_admin_s_reply_to_a_question_of_the_desk_is_its_answer_however_short(youju, zhang, li):
    async with youju(admins=[li]):
        await zhang.says(zhang.private(), f"火星开发区的企业复工率是多少{QUESTION}")
        await zhang.private().next_reply()
        await li.says(li.private(), "/pending")
        await li.private().next_reply()
        await li.replies(await li.private().next_reply(), "没有")

        assert "答:没有" in (await zhang.private().next_reply()).text


async def test_nothing_is_offered_inline(youju, zhang):
    async with youju():
        assert (await zhang.asks_inline("测试")).results == ()
        assert (await zhang.asks_inline("帮助")).results == ()


def test_there_are_words_for_every_kind():
    assert {*texts.SMALL_TALK, SmallTalk.HELP} == set(SmallTalk)  # help has a text of its own
    assert set(shared.SMALL_TALK) == set(SmallTalk)
    assert all(len(line) < 60 and "\n" not in line for line in texts.SMALL_TALK.values())
