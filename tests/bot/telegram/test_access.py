"""Who may ask: denied unless allowed, told their id once; limits with one friendly notice."""

from dataclasses import replace

from bot.settings import Settings
from bot.telegram.access import Access
from bot.telegram.limiter import ChatBudget
from bot.telegram.rate_limit import RateLimit, Verdict
from bot.telegram.store.records import Draft, OutgoingKind, Place
from tests.bot.telegram.conftest import Clock

RATE = "滨江的企业复工率是多少?"


async def test_a_stranger_is_told_their_id_once_then_nothing(youju, zhang):
    async with youju(allow_everyone=False):
        await zhang.says(zhang.private(), RATE)
        assert str(zhang.id) in (await zhang.private().next_reply()).text
        await zhang.says(zhang.private(), RATE)
        await zhang.private().silence()
    async with youju(allow_everyone=False):
        await zhang.says(zhang.private(), "/help")
        await zhang.private().silence()


async def test_id_answers_everybody(youju, zhang, server):
    group = server.group("简报组", [zhang])
    async with youju(allow_everyone=False):
        await zhang.says(group, "/id")
        assert str(group.id) in (await group.next_reply()).text


async def test_an_admin_allows_and_denies_in_the_chat(youju, zhang, li):
    async with youju(allow_everyone=False, admins=[li]):
        await li.says(li.private(), f"/allow {zhang.id}")
        assert "已开通" in (await li.private().next_reply()).text
        await zhang.says(zhang.private(), RATE)
        assert "91.9%" in (await zhang.private().next_reply()).text
    async with youju(allow_everyone=False, admins=[li]):
        await zhang.says(zhang.private(), RATE)
        reply = await zhang.private().next_reply()
        await li.says(li.private(), f"/deny {zhang.id}")
        await li.private().next_reply()
        assert "没有使用权限" in (await (await zhang.presses(reply, "来源 1")).answered()).text
        await zhang.says(zhang.private(), RATE)
        await zhang.private().silence()


async def test_others_cannot_do_what_admins_do(youju, zhang, li):
    async with youju(admins=[li]):
        for command in ("/allow 5", "/deny 5", "/sync", "/pending", "/report", "/remove 滨江", "/add"):
            await zhang.says(zhang.private(), command)
            assert "管理员" in (await zhang.private().next_reply()).text, command


async def test_a_strange_group_is_told_its_id_once(youju, server, zhang):
    group = server.group("别的组", [zhang])
    async with youju(allow_everyone=False):
        await zhang.says(group, f"/ask {RATE}")
        assert str(group.id) in (await group.next_reply()).text
        await zhang.says(group, f"/ask {RATE}")
        await group.silence()


async def test_a_denied_group_is_left(youju, server, zhang, li):
    group = server.group("别的组", [zhang])
    async with youju(admins=[li]):
        await li.says(li.private(), f"/deny {group.id}")
        await li.private().next_reply()
        assert server.calls("leaveChat", chat_id=group.id)


async def test_too_many_questions_get_one_notice(youju, zhang):
    async with youju(person_limit=3):
        for _ in range(6):
            await zhang.says(zhang.private(), RATE)
        replies = [await zhang.private().next_reply() for _ in range(4)]
        await zhang.private().silence()

    assert sum("91.9%" in reply.text for reply in replies) == 3
    assert sum("太快" in reply.text for reply in replies) == 1


async def test_the_answers_of_one_person_come_in_their_order(youju, zhang):
    questions = [RATE, "江阴高新区员工到岗率是多少?", RATE, "昆山高新区签约了几个项目?"]
    async with youju():
        asked = [await zhang.says(zhang.private(), question) for question in questions]
        replies = [await zhang.private().next_reply() for _ in questions]

    assert [reply.reply_to.id for reply in replies] == [message.id for message in asked]


def test_the_rule_of_who_may_ask():
    settings = Settings(admins=frozenset({1}), allowed=frozenset({2, -20}))
    access = Access(settings, {3: True, 2: True, 4: False, -30: False, -40: True})
    may = access.may_ask

    assert may(1, -99)  # an admin, everywhere
    assert may(2, -99)  # an allowed person in an unlisted group
    assert may(9, -20)  # any member of an allowed group
    assert may(9, -40)
    assert not may(9, -99)
    assert not may(4, -20)  # a denied person, even in an allowed group
    assert not may(2, -30)  # an allowed person in a denied group
    assert Access(replace(settings, allow_everyone=True)).may_ask(9, -99)


def test_the_window_slides():
    limit = RateLimit(person_limit=2, chat_limit=3)

    assert [limit.ask(1, -5, now) for now in (0.0, 1.0, 2.0, 3.0)] == [
        Verdict.GO,
        Verdict.GO,
        Verdict.NOTICE,
        Verdict.SILENCE,
    ]
    assert limit.ask(2, -5, 4.0) is Verdict.GO  # another person of the group
    assert limit.ask(3, -5, 5.0) is Verdict.NOTICE  # but the group has had its three
    assert limit.ask(1, -5, 61.5) is Verdict.GO


def test_a_hold_and_its_pace_end_where_the_clock_is_set_back():
    budget = ChatBudget()
    budget.hold(1, 30.0, now=10_000.0)

    assert budget.held_until(1, 10_001.0) == 10_030.0
    assert budget.held_until(1, 6_400.0) is None
    budget.spend(1, 6_400.0)
    assert budget.held_until(1, 6_401.0) is None


def test_edits_keep_to_the_silence_that_is_asked_for_and_messages_to_a_pace_after_it():
    budget = ChatBudget()
    budget.hold(1, 30.0, now=0.0)
    assert (budget.silent_until(1, 29.0), budget.held_until(1, 29.0)) == (30.0, 30.0)

    budget.spend(1, now=31.0)
    assert (budget.silent_until(1, 32.0), budget.held_until(1, 32.0)) == (None, 34.0)
    assert budget.held_until(2, 32.0) is None

    budget.spend(1, now=631.0)  # ten minutes after
    assert budget.held_until(1, 632.0) is None


async def test_a_clock_set_back_an_hour_silences_nobody(youju, server, zhang):
    clock = Clock(1_770_000_000.0)
    async with youju(clock=clock, person_limit=3) as telegram:
        for _ in range(4):
            await zhang.says(zhang.private(), RATE)
        for _ in range(4):
            await zhang.private().next_reply()
        telegram.runtime.limiter.hold(zhang.id, 30.0)
        await zhang.says(zhang.private(), RATE)
        await zhang.private().silence()
        clock.now -= 3600
        await zhang.says(zhang.private(), RATE)

        assert "91.9%" in (await zhang.private().next_reply()).text


async def test_what_waits_in_the_outbox_does_not_wait_for_the_clock_to_catch_up(youju, server, zhang):
    clock = Clock(1_770_000_000.0)
    async with youju(clock=clock) as telegram:
        await zhang.says(zhang.private(), "/help")
        await zhang.private().next_reply()
        await server.go_offline()
        telegram.runtime.store.outbox.add(
            OutgoingKind.NOTICE, Place(zhang.id), Draft("迟来", "迟来"), now=clock()
        )
        (outgoing,) = telegram.runtime.store.outbox.due(clock())
        telegram.runtime.store.outbox.postpone(outgoing.id, clock() + 5)
        clock.now -= 3600
        server.come_back()

        assert (await zhang.private().next_reply()).text == "迟来"
