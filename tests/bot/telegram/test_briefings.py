"""Briefings: each day at its minute, what is new, once, whatever restarts."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.errors import ProcessGoneError
from bot.telegram.answering.seam import OwnProcess
from bot.telegram.briefings import parse_order
from tests.bot.telegram.conftest import Clock

SHANGHAI = ZoneInfo("Asia/Shanghai")
NEWS = "泰州高新区复工复产简报\n\n截至3月2日,泰州高新区复工复产企业312家,复工率为88.8%。\n"


def at(day, hour, minute):
    return datetime(2026, 3, day, hour, minute, tzinfo=SHANGHAI).timestamp()


async def subscribed(zhang, where):
    await zhang.says(where, "/subscribe 复工复产 08:30")
    assert "已订阅" in (await where.next_reply()).text


def add_news(telegram, tmp_path, name="泰州"):
    path = tmp_path / f"{name}.txt"
    path.write_text(NEWS.replace("泰州", name), "utf-8")
    telegram.runtime.services.library.add_file(path)


async def test_a_briefing_comes_at_its_minute_with_what_is_new(youju, server, zhang, tmp_path):
    daily = server.group("简报组", [zhang], topics=["日报"]).topic("日报")
    clock = Clock(at(1, 20, 0))
    async with youju(own=True, clock=clock) as telegram:
        await subscribed(zhang, daily)
        add_news(telegram, tmp_path)
        clock.now = at(2, 8, 29)
        await daily.silence()
        clock.now = at(2, 8, 30)
        briefing = await daily.next_reply()

        assert "2026-03-02" in briefing.text
        assert "泰州" in briefing.text
        assert "江阴" not in briefing.text
        await (await zhang.presses(briefing, "来源 1")).answered()
        assert "88.8%" in (await daily.next_reply()).text
        clock.now = at(2, 23, 0)
        await daily.silence()


async def test_nothing_new_nothing_sent(youju, zhang):
    clock = Clock(at(1, 20, 0))
    async with youju(own=True, clock=clock):
        await subscribed(zhang, zhang.private())
        for day in (2, 3):
            clock.now = at(day, 9, 0)
            await zhang.private().silence(0.15)


async def test_a_subject_that_ends_processes_is_not_tried_again_and_keeps_no_other_waiting(
    youju, zhang, tmp_path, monkeypatch
):
    asked = []
    answer = OwnProcess.answer

    def answered(own, wanted):
        asked.append(wanted.subject)
        if wanted.subject == "防疫物资":
            raise ProcessGoneError("gone")
        return answer(own, wanted)

    clock = Clock(at(1, 20, 0))
    async with youju(own=True, clock=clock) as telegram:
        await zhang.says(zhang.private(), "/subscribe 防疫物资 08:30")
        assert "已订阅" in (await zhang.private().next_reply()).text
        await subscribed(zhang, zhang.private())
        add_news(telegram, tmp_path)
        monkeypatch.setattr(OwnProcess, "answer", answered)
        clock.now = at(2, 8, 30)

        assert "泰州" in (await zhang.private().next_reply()).text
        await zhang.private().silence(0.15)

    assert asked == ["防疫物资", "复工复产"]


async def test_a_restart_neither_repeats_nor_skips(youju, zhang, tmp_path):
    clock = Clock(at(1, 20, 0))
    async with youju(own=True, clock=clock) as telegram:
        await subscribed(zhang, zhang.private())
        add_news(telegram, tmp_path)
        clock.now = at(2, 8, 31)
        assert "泰州" in (await zhang.private().next_reply()).text
    async with youju(own=True, clock=clock) as telegram:
        await zhang.private().silence()
        add_news(telegram, tmp_path, "盐城")
    clock.now = at(3, 11, 0)  # off at half past eight
    async with youju(own=True, clock=clock):
        late = await zhang.private().next_reply()
        assert "盐城" in late.text
        assert "泰州" not in late.text


async def test_a_kill_between_writing_and_sending_does_not_lose_it(youju, server, zhang, tmp_path):
    clock = Clock(at(1, 20, 0))
    async with youju(own=True, clock=clock) as telegram:
        await subscribed(zhang, zhang.private())
        add_news(telegram, tmp_path)
        await server.go_offline()
        clock.now = at(2, 8, 30)
        runtime = telegram.runtime
        await runtime.briefings.tick()
    server.come_back()
    async with youju(own=True, clock=clock):
        clock.now += 60
        assert "泰州" in (await zhang.private().next_reply()).text
        await zhang.private().silence()


async def test_subscriptions_are_listed_moved_and_ended(youju, zhang):
    async with youju(own=True):
        await zhang.says(zhang.private(), "/subscribe")
        assert "还没有" in (await zhang.private().next_reply()).text
        await subscribed(zhang, zhang.private())
        await zhang.says(zhang.private(), "/subscribe 复工复产 9点半")
        await zhang.private().next_reply()
        await zhang.says(zhang.private(), "/subscribe")
        entry = await zhang.private().next_reply()
        assert "09:30" in entry.text
        await (await zhang.presses(entry, "停止")).answered()
        assert "已停止" in (await zhang.private().next_edit()).text
        await zhang.says(zhang.private(), "/subscribe 复工复产")
        assert "08:30" in (await zhang.private().next_reply()).text


@pytest.mark.parametrize(
    ("text", "subject", "minute"),
    [
        ("复工复产 08:30", "复工复产", 510),
        ("复工 复产,8:05", "复工 复产", 485),
        ("招商 8点", "招商", 480),
        ("招商 18点半", "招商", 1110),
        ("招商 18点5分", "招商", 1085),
        ("招商\uff0c\uff18\uff1a\uff10\uff15", "招商", 485),
        ("復工,復產\u300018\uff1a30", "復工,復產", 1110),
        ("復工復產 8點半", "復工復產", 510),
        ("复工\uff0c复产 8:05", "复工\uff0c复产", 485),
    ],
)
def test_orders(text, subject, minute):
    order = parse_order(text)

    assert (order.subject, order.minute) == (subject, minute)


@pytest.mark.parametrize("text", ["", "复工", "08:30", "复工 25:00", "复工 8:75", "复工 8"])
def test_what_is_no_order(text):
    assert parse_order(text) is None
