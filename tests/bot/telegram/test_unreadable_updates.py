"""An update that cannot be read is named once and passed over; the others of its batch come in."""

import asyncio
import json
import logging
import sqlite3
import time
from dataclasses import replace
from functools import partial
from types import SimpleNamespace

import httpx
import pytest
from hypothesis import given
from hypothesis import settings as settings_of_hypothesis
from hypothesis import strategies as st
from telegram.error import TelegramError

from bot.settings import Settings
from bot.telegram.addressing import Identity
from bot.telegram.application import concerns_us
from bot.telegram.connection import PollRequest
from bot.telegram.health import Heartbeat, beat, check_running
from bot.telegram.intake import DurableQueue
from bot.telegram.rate_limit import RateLimit
from bot.telegram.store import open_store
from bot.telegram.store.inbox import TRIES_LIMIT
from bot.telegram.updates import UpdateReader
from tests.bot.telegram.conftest import TIMING
from tests.botapi import Fault
from tests.timing import comes_true

RATE = "滨江的企业复工率是多少?"

# As Bot API servers before 9.6 write a poll: without what the library requires of one.
POLL = {"id": "1", "question": "去吗", "options": [{"text": "去", "voter_count": 0}]}
CHAT = {"id": 5_000_000_001, "type": "private", "first_name": "张三"}
MESSAGE = {"message_id": 900, "date": 1_760_000_000, "chat": CHAT, "from": {**CHAT, "is_bot": False}}
COMMAND = {"entities": [{"type": "bot_command", "offset": 0, "length": 4}]}
MISSHAPEN = {
    "a poll of an old server": ("message", MESSAGE | {"poll": POLL}),
    "a poll in what is replied to": ("message", MESSAGE | {"reply_to_message": MESSAGE | {"poll": POLL}}),
    "a message without its chat": ("message", {"message_id": 900, "date": 1_760_000_000}),
    "a date past all dates": ("message", MESSAGE | {"date": 10**15, "text": "问"}),
    "a date that is a text": ("message", MESSAGE | {"date": "今天"}),
    "a press without its presser": ("callback_query", {"id": "1", "chat_instance": "1"}),
    "a membership without its chat": ("my_chat_member", {"date": 1}),
    "a number for a message": ("message", 7),
    "a list for a message": ("message", [MESSAGE]),
    "a number for a text": ("message", MESSAGE | {"chat": CHAT | {"type": "group"}, "text": 7, **COMMAND}),
    "entities that are none": ("message", MESSAGE | {"text": "问", "entities": [{"type": "bold"}]}),
    "an inline question that is a text": ("inline_query", "问"),
}


def passed_over(caplog):
    """The ids that the log names as passed over."""
    found = [record.getMessage() for record in caplog.records if "passed over" in record.getMessage()]
    return [int(line.split()[1]) for line in found]


@pytest.mark.parametrize("name", MISSHAPEN)
async def test_the_others_of_its_batch_come_in(youju, server, zhang, caplog, name):
    async with youju():
        server.deliver(*MISSHAPEN[name])
        await zhang.says(zhang.private(), RATE)
        server.deliver(*MISSHAPEN[name])

        assert "91.9%" in (await zhang.private().next_reply()).text
        await server.confirmed()
        polls = len(server.calls("getUpdates"))
        await asyncio.sleep(0.2)
        assert len(server.calls("getUpdates")) - polls <= 1  # nothing is asked for again

    named = passed_over(caplog)
    assert len(named) == len(set(named)) == 2
    assert not [record for record in caplog.records if record.name.startswith("telegram")]


async def test_the_webhook_takes_it_and_the_next_one(youju, server, zhang, caplog, unused_tcp_port):
    listen = f"127.0.0.1:{unused_tcp_port}"
    async with youju(
        webhook_url=f"http://{listen}/youju", webhook_listen=listen, webhook_secret="ours"
    ) as it:
        server.deliver("message", MESSAGE | {"poll": POLL})
        await zhang.says(zhang.private(), RATE)
        assert "91.9%" in (await zhang.private().next_reply()).text
        await server.confirmed()
        headers = {"X-Telegram-Bot-Api-Secret-Token": "ours"}
        async with httpx.AsyncClient(headers=headers) as gateway:
            for body in ("", "{", "[]", "7", '{"update_id": "x"}', "[" * 100_000):
                posted = await gateway.post(f"http://{listen}/youju", content=body)
                assert posted.status_code == 200, body[:20]

        assert len(passed_over_lines(caplog)) == 7
        it.runtime.store.database.execute("PRAGMA query_only = ON")
        async with httpx.AsyncClient(headers=headers) as gateway:
            update = {"update_id": 5, "message": MESSAGE | {"text": RATE}}
            posted = await gateway.post(f"http://{listen}/youju", json=update)
        assert posted.status_code == 503  # Telegram brings it again
        it.runtime.store.database.execute("PRAGMA query_only = OFF")


def passed_over_lines(caplog):
    return [record for record in caplog.records if "is passed over" in record.getMessage()]


async def test_a_start_takes_up_the_rest_of_an_inbox_with_damaged_rows(youju, settings, zhang, caplog):
    async with youju():
        asked = await zhang.says(zhang.private(), RATE)
        await zhang.private().next_reply()
    with sqlite3.connect(settings.library / "chats.sqlite") as database:
        database.execute("UPDATE inbox SET payload = '{broken'")
        whole = json.dumps({"update_id": 9, "message": asked.to_json() | {"message_id": 901}})
        for update_id, payload in ((7, "{}"), (8, json.dumps({"update_id": 8, "poll": POLL})), (9, whole)):
            database.execute("INSERT INTO inbox VALUES (?, ?, 0, 0)", (update_id, payload))
    database.close()
    for run in range(2):
        caplog.clear()
        async with youju():
            if run == 0:
                assert "91.9%" in (await zhang.private().next_reply()).text
        named = [line for line in caplog.messages if "set aside" in line]
        assert len(named) == (3 if run == 0 else 0)
    assert any("update 8 " in line for line in named) or run == 1


async def test_an_update_that_ends_runs_is_set_aside_and_named_one_that_only_waits_is_not(
    youju, settings, zhang, caplog
):
    async with youju():
        asked = await zhang.says(zhang.private(), RATE)
        await zhang.private().next_reply()
    store = open_store(settings.library)
    for update_id in (7, 8):
        message = asked.to_json() | {"message_id": 900 + update_id}
        store.inbox.take(update_id, json.dumps({"update_id": update_id, "message": message}), time.time())
    for _ in range(TRIES_LIMIT):  # runs that ended while 7 was under way and 8 waited
        store.inbox.begin(7)
        assert [kept.update_id for kept in store.inbox.unhandled()] == [7, 8]
    store.close()
    for _ in range(2):
        async with youju():
            pass
    await zhang.private().next_reply()
    await zhang.private().silence()

    assert [line for line in caplog.messages if "set aside" in line] == [
        "update 7 ended 3 runs and is set aside"
    ]


def test_forgetting_takes_along_what_was_set_aside(tmp_path):
    store = open_store(tmp_path)
    for update_id, person_id in ((7, 5), (8, 6)):
        store.inbox.take(update_id, json.dumps({"from": {"id": person_id}, "text": "问"}), 1.0)
        store.inbox.set_aside(update_id)

    store.people.forget(5)
    assert store.database.count("SELECT count(*) FROM inbox") == 1
    store.inbox.prune(2.0)
    assert store.database.count("SELECT count(*) FROM inbox") == 0
    store.close()


async def test_an_inbox_that_cannot_be_written_is_no_reason_to_lose_a_question(youju, server, zhang, caplog):
    async with youju(timing=replace(TIMING, retry_s=0.2)) as telegram:
        telegram.runtime.store.database.execute("PRAGMA query_only = ON")
        await zhang.says(zhang.private(), RATE)
        await asyncio.sleep(0.7)
        failed = [line for line in caplog.messages if "a poll failed" in line]
        assert 1 <= len(failed) <= 3  # at a growing distance, not forty times a second
        assert "磁盘" in failed[0]
        telegram.runtime.store.database.execute("PRAGMA query_only = OFF")

        assert "91.9%" in (await zhang.private().next_reply()).text


async def test_a_bot_that_hears_nothing_is_not_well(youju, server, zhang):
    async with youju() as telegram:
        server.fault(Fault.bad_gateway(), "getUpdates", times=None)
        await zhang.says(zhang.private(), RATE)  # ends the poll that is under way
        await zhang.private().next_reply()
        first_age_s = telegram._pulse.age_s
        assert await comes_true(lambda: telegram._pulse.age_s > first_age_s)
        assert await comes_true(lambda: telegram._pulse.trouble == "NetworkError")

        server.calm()
        await zhang.says(zhang.private(), RATE)
        await zhang.private().next_reply()
        assert not telegram._pulse.trouble


@pytest.mark.parametrize(
    "payload", [b"", b"[]", b"[" * 100_000, b'{"ok": true}', b'{"ok": true, "result": 7}']
)
async def test_an_answer_that_is_no_batch_is_a_failed_poll(payload):
    with pytest.raises(TelegramError):
        PollRequest(UpdateReader()).parse_json_payload(payload)


def test_doctor_fails_where_nothing_is_heard_or_queued(tmp_path, settings):
    lives = Heartbeat(1, time.time(), 8.0, "", "v", 0, 0, threads_given_up=0)
    beat(settings.library_folder, lives)
    assert check_running(settings).ok
    beat(settings.library_folder, replace(lives, heard_age_s=45.0, trouble="NetworkError"))
    health = check_running(settings)

    assert not health.ok
    assert "收不到消息" in health.lines[1]
    assert "NetworkError" in health.lines[1]


async def test_a_webhook_that_another_program_took_down_is_noticed(youju, server, unused_tcp_port, caplog):
    listen = f"127.0.0.1:{unused_tcp_port}"
    timing = replace(TIMING, stall_s=0.3)
    async with youju(webhook_url=f"http://{listen}/youju", webhook_listen=listen, timing=timing) as telegram:
        await telegram._bot.delete_webhook()

        assert await comes_true(lambda: "webhook" in telegram._pulse.trouble)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
KINDS = st.sampled_from(["message", "callback_query", "inline_query", "my_chat_member", "poll", "news"])
UPDATES = st.builds(
    lambda update_id, kind, value: {"update_id": update_id, kind: value},
    st.integers() | ANYTHING,
    KINDS,
    ANYTHING,
)


@given(st.lists(UPDATES | ANYTHING, max_size=4) | ANYTHING)
def test_of_whatever_comes_each_update_is_read_or_named(batch):
    logging.disable(logging.CRITICAL)
    try:
        read = UpdateReader().read_batch(batch)
    except TelegramError:
        return
    finally:
        logging.disable(logging.NOTSET)

    assert isinstance(batch, list)
    assert {incoming.update.update_id for incoming in read.incoming} <= set(read.ids)


ODD = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3) | st.just([]) | st.just({})
)


def mostly(usual, **optional):
    """What fits, and now and again something else."""
    if isinstance(usual, dict):
        usual = st.fixed_dictionaries(usual, optional=optional)
    elif isinstance(usual, list):
        usual = st.sampled_from(usual)
    return st.integers(0, 5).flatmap(lambda number: usual if number else ODD)


SOMEBODY = mostly({"id": mostly([5, 6]), "is_bot": mostly([False]), "first_name": mostly(["张三"])})
SOMEWHERE = mostly({"id": mostly([5, -7]), "type": mostly(["private", "group"])})
PART = mostly(
    {"type": mostly(["bot_command", "mention"]), "offset": mostly([0, 3]), "length": mostly([4, 10])}
)
A_MESSAGE = mostly(
    {"message_id": mostly([9]), "date": mostly([1_760_000_000]), "chat": SOMEWHERE, "from": SOMEBODY},
    text=mostly(["/ask@", "/ask 问", "@youju_bot"]),
    entities=mostly(st.lists(PART, max_size=2)),
    sender_chat=SOMEWHERE,
    via_bot=SOMEBODY,
    migrate_to_chat_id=ODD,
    media_group_id=ODD,
)
A_PRESS = mostly(
    {"id": mostly(["1"]), "from": SOMEBODY, "message": A_MESSAGE, "chat_instance": mostly(["1"])}
)
IDS = st.integers(0, 2**63 - 1)
SENT = st.fixed_dictionaries({"update_id": IDS, "message": A_MESSAGE}) | st.fixed_dictionaries(
    {"update_id": IDS, "callback_query": A_PRESS}
)


def test_of_whatever_the_library_can_read_the_queue_takes_in_or_names_each(tmp_path_factory):
    """The library checks few types: an id may be a text, a text a number."""
    store = open_store(tmp_path_factory.mktemp("odd"))
    runtime = SimpleNamespace(identity=Identity(1, "youju_bot"), settings=Settings())
    queue = DurableQueue(store, RateLimit(10**9, 10**9), lambda: 0.0, partial(concerns_us, runtime))

    @given(SENT)
    @settings_of_hypothesis(deadline=None)
    def take_in(raw):
        incoming = UpdateReader().read(raw)
        if incoming is not None:
            runner.run(queue.take_in(incoming))

    logging.disable(logging.CRITICAL)
    try:
        with asyncio.Runner() as runner:
            take_in()
    finally:
        logging.disable(logging.NOTSET)
    assert queue.qsize() == len(store.inbox.unhandled()) > 0
    store.close()
