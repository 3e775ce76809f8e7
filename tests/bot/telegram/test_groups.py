"""Groups: answered where spoken to, silent otherwise, in the topic and to the person who asked."""

import pytest

from tests.botapi import Privacy, Rules, Standing

RATE = "滨江的企业复工率是多少?"


@pytest.fixture
def group(server, zhang, li):
    server.follow(Rules(privacy=Privacy.OFF, conflict_pause_s=0.1))
    return server.group("简报组", [zhang, li], topics=["日报", "周报"])


@pytest.mark.parametrize("by_name", [False, True])
async def test_a_mention_is_answered_with_one_call(youju, server, group, zhang, by_name):
    async with youju():
        asked = await zhang.mentions(group, RATE, by_name=by_name)
        reply = await group.next_reply()

    assert reply.text.startswith("91.9%")
    assert reply.reply_to.id == asked.id
    assert len(server.calls(chat_id=group.id)) == 1


@pytest.mark.parametrize(
    "text",
    [
        f"/ask {RATE}",
        f"/ask@youju_bot {RATE}",
        f"@youju_bot /ask {RATE}",
        f"😀😀 @YOUJU_bot {RATE}",
        f"@youju_bot,{RATE}",
    ],
)
async def test_ways_to_ask(youju, group, zhang, text):
    async with youju():
        await zhang.says(group, text)

        assert (await group.next_reply()).text.startswith("91.9%")


@pytest.mark.parametrize(
    "text", [RATE, f"/ask@other_bot {RATE}", f"@youju_bot2 {RATE}", f"@other_bot {RATE}", "@youju"]
)
async def test_everything_else_is_ignored_without_a_trace(youju, server, group, zhang, text):
    async with youju() as telegram:
        await zhang.says(group, text)
        await server.confirmed()
        await group.silence()

        for table in ("inbox", "questions", "people"):
            assert telegram.runtime.store.database.count(f"SELECT count(*) FROM {table}") == 0, table


async def test_a_reply_to_the_bot_goes_on_from_that_answer_whoever_asked_it(youju, group, zhang, li):
    async with youju():
        await zhang.mentions(group, "江阴高新区员工到岗率是多少?")
        to_zhang = await group.next_reply()
        await li.mentions(group, "无锡先导集成电路装备与材料产业园总投资多少?")
        await group.next_reply()
        await li.replies(to_zhang, "那滨江的企业复工率呢?")

        assert "91.9%" in (await group.next_reply()).text


async def test_conversations_of_two_people_do_not_mix(youju, group, zhang, li):
    async with youju():
        await zhang.mentions(group, "江阴高新区员工到岗率是多少?")
        await group.next_reply()
        await li.mentions(group, "那滨江的企业复工率呢?")
        reply = await group.next_reply()

    assert "江阴" not in reply.text.split("\n")[0]


async def test_a_topic_is_answered_in_its_topic(youju, group, zhang):
    daily = group.topic("日报")
    async with youju():
        await zhang.mentions(daily, RATE)
        reply = await daily.next_reply()
        await zhang.replies(reply, "江阴高新区员工到岗率是多少?")
        assert "90%" in (await daily.next_reply()).text
        await zhang.mentions(group, RATE)
        general = await group.next_reply()
        await zhang.replies(general, "江阴高新区员工到岗率是多少?")

        assert "90%" in (await group.next_reply()).text


async def test_the_opening_message_of_a_topic_is_no_reply_to_the_bot(youju, group, zhang):
    async with youju():
        await zhang.says(group.topic("周报"), RATE)
        await group.topic("周报").silence()


async def test_policy_all_answers_everything_and_off_nothing(youju, group, zhang):
    async with youju(group_policy="all"):
        await zhang.says(group, RATE)
        assert (await group.next_reply()).text.startswith("91.9%")
    async with youju(group_policy="off"):
        await zhang.says(group, f"/ask {RATE}")
        await zhang.mentions(group, RATE)
        await group.silence()


async def test_an_anonymous_admin_of_the_group_is_answered(youju, server, zhang):
    group = server.group("简报组", administrators=[zhang])
    async with youju():
        await zhang.says(group, f"/ask {RATE}", is_anonymous=True)

        assert (await group.next_reply()).text.startswith("91.9%")


async def test_a_bare_mention_under_a_question_answers_that_question(youju, group, zhang, li):
    async with youju():
        asked = await zhang.says(group, RATE)
        await li.replies(asked, "@youju_bot")

        assert (await group.next_reply()).text.startswith("91.9%")


async def test_privacy_mode_still_hears_commands_and_replies(youju, server, zhang):
    server.follow(Rules(privacy=Privacy.ON, conflict_pause_s=0.1))
    group = server.group("简报组", [zhang])
    async with youju():
        await zhang.says(group, f"/ask {RATE}")
        reply = await group.next_reply()
        await zhang.replies(reply, "江阴高新区员工到岗率是多少?")

        assert "90%" in (await group.next_reply()).text


async def test_a_group_that_grows_keeps_its_permission_and_its_briefings(youju, server, zhang):
    group = server.group("简报组", [zhang], is_basic=True)
    async with youju(allow_everyone=False, allowed=frozenset({group.id})) as telegram:
        await zhang.says(group, "/subscribe 复工复产 08:30")
        await group.next_reply()
        grown = await zhang.upgrades(group)
        await server.confirmed()
        await zhang.says(grown, f"/ask {RATE}")

        assert (await grown.next_reply()).text.startswith("91.9%")
        (row,) = telegram.runtime.store.database.execute("SELECT chat_id FROM subscriptions").fetchall()
        assert row["chat_id"] == grown.id


async def test_menus_are_set_for_scopes_and_languages(youju, server, zhang, li):
    smith = server.person("Smith", language="en")
    group = server.group("简报组", [zhang])
    async with youju(admins=[li], menus=True):
        await li.says(li.private(), "/start")
        await li.private().next_reply()

    assert "提问" in zhang.menu(zhang.private())[0].description
    assert smith.menu(smith.private())[0].description == "Ask the documents"
    assert {command.name for command in zhang.menu(group)} >= {"ask", "help"}
    assert "forget" not in {command.name for command in zhang.menu(group)}


async def test_the_bot_leaves_no_word_where_it_was_removed(youju, server, zhang):
    group = server.group("简报组", [zhang])
    async with youju() as telegram:
        await zhang.says(group, "/subscribe 复工复产 08:30")
        await group.next_reply()
        await zhang.removes_bot(group)
        await server.confirmed()
        await zhang.adds_bot(group, Standing.MEMBER)
        await server.confirmed()
        assert telegram.runtime.store.people.is_active(group.id)
