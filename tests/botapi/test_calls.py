"""How a bot calls the server, and how it is given updates."""

import asyncio
import json
import sys
import time
from pathlib import Path

import httpx
import pytest
from telegram.error import BadRequest, Conflict, Forbidden, NetworkError, RetryAfter, TimedOut

from tests.botapi import Fault, Rules
from tests.botapi.webhooks import SECRET_HEADER


@pytest.mark.parametrize("method", ["getMe", "getme", "GETME"])
async def test_methods_are_found_in_any_case(http, method):
    answer = (await http.get(method)).json()

    assert answer["ok"]
    assert answer["result"]["username"] == "youju_bot"


async def test_parameters_come_by_query_form_json_and_multipart(http, zhang):
    await zhang.starts()
    ways = (
        {"params": {"chat_id": zhang.id, "text": " 一 "}},
        {"data": {"chat_id": zhang.id, "text": "二"}},
        {"json": {"chat_id": zhang.id, "text": "三"}},
        {"data": {"chat_id": zhang.id, "text": "四"}, "files": {"unused": b"x"}},
    )

    answers = [(await http.post("sendMessage", **way)).json() for way in ways]

    assert [answer["result"]["text"] for answer in answers] == ["一", "二", "三", "四"]


@pytest.mark.parametrize(
    ("path", "code", "description"),
    [
        ("/bot1:wrong/getMe", 401, "Unauthorized"),
        ("/botnonsense/getMe", 404, "Not Found"),
        ("/bot{token}/sendTelepathy", 404, "Not Found: method not found"),
        ("/file/bot{token}/documents/none", 404, "Not Found"),
        ("/elsewhere", 404, "Not Found"),
    ],
)
async def test_wrong_addresses_are_refused(server, http, path, code, description):
    answer = await http.get(f"{server.address}{path.format(token=server.token)}")

    assert answer.status_code == code
    assert answer.json() == {"ok": False, "error_code": code, "description": description}


async def test_updates_stay_until_they_are_confirmed(fetched, zhang):
    await zhang.says(zhang.private(), "一")
    await zhang.says(zhang.private(), "二")

    first, second = await fetched()

    assert await fetched(limit=1) == [first]
    assert await fetched(offset=second["update_id"]) == [second]
    assert await fetched(offset=second["update_id"] + 1) == []


async def test_allowed_updates_are_remembered(fetched, zhang):
    await fetched(allowed_updates=["message", "message_reaction"])
    question = await zhang.says(zhang.private(), "一")
    await zhang.edits(question, "二")
    await zhang.reacts(question, "👍")

    kinds = [sorted(update)[0] for update in await fetched()]

    assert kinds == ["message", "message_reaction"]


async def test_a_poll_ends_when_something_comes(fetched, zhang):
    poll = asyncio.create_task(fetched(timeout=30))
    await asyncio.sleep(0.05)
    asked_at = time.monotonic()
    await zhang.says(zhang.private(), "一")

    assert len(await poll) == 1
    assert time.monotonic() - asked_at < 10


async def test_the_first_of_two_pollers_gets_the_conflict(http, zhang):
    first = asyncio.create_task(http.get("getUpdates?timeout=30"))
    await asyncio.sleep(0.05)
    second = asyncio.create_task(http.get("getUpdates?timeout=30"))

    assert (await first).json() == {
        "ok": False,
        "error_code": 409,
        "description": "Conflict: terminated by other getUpdates request; make sure that only one "
        "bot instance is running",
    }
    await zhang.starts()
    assert len((await second).json()["result"]) == 1


async def test_polling_is_refused_while_a_webhook_is_set(bot):
    await bot.set_webhook("http://127.0.0.1:9/hook")

    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await bot.get_updates()


async def test_polls_are_capped_and_stale_updates_forgotten(server, fetched, zhang):
    server.follow(Rules(poll_limit_s=0.05))
    await zhang.says(zhang.private(), "昨天", age_s=90_000)

    assert await fetched(timeout=50) == []


async def test_a_webhook_is_tried_again_until_it_accepts(server, bot, zhang):
    requests = []

    async def on_connection(reader, writer):
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        length = next(int(line.split(":")[1]) for line in head.splitlines() if "Content-Length" in line)
        requests.append((head, json.loads(await reader.readexactly(length))))
        status = "200 OK" if len(requests) > 1 else "500 Internal Server Error"
        writer.write(f"HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n".encode())
        writer.close()

    hook = await asyncio.start_server(on_connection, "127.0.0.1", 0)
    async with hook:
        port = hook.sockets[0].getsockname()[1]
        await bot.set_webhook(f"http://127.0.0.1:{port}/", secret_token="s-1")
        await zhang.says(zhang.private(), "一")
        await zhang.says(zhang.private(), "二")
        await server.confirmed()
        info = await bot.get_webhook_info()

    assert [update["message"]["text"] for _, update in requests] == ["一", "一", "二"]
    assert f"{SECRET_HEADER}: s-1" in requests[0][0]
    assert info.last_error_message == "Wrong response from the webhook: 500 Internal Server Error"


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Fault.flood(3), RetryAfter),
        (Fault.forbidden(), Forbidden),
        (Fault.refusal("message to be replied not found"), BadRequest),
        (Fault.bad_gateway(), NetworkError),
        (Fault.server_error(), NetworkError),
        (Fault.drop(), NetworkError),
    ],
)
async def test_a_fault_strikes_as_often_as_it_was_ordered(server, bot, zhang, fault, error):
    await zhang.starts()
    server.fault(fault, "sendMessage", times=1)

    with pytest.raises(error):
        await bot.send_message(zhang.id, "一")
    await bot.send_message(zhang.id, "二")

    assert [call.status == 200 for call in server.calls("sendMessage")] == [False, True]
    assert [message.text for message in zhang.private().catch_up()] == ["二"]


async def test_a_call_can_work_although_its_answer_is_lost(server, bot, zhang):
    await zhang.starts()
    server.fault(Fault.hang(5, is_after_effect=True), "sendMessage")

    with pytest.raises(TimedOut):
        await bot.send_message(zhang.id, "一", read_timeout=0.1)

    assert (await zhang.private().next_reply()).text == "一"


async def test_faults_by_chance_repeat_with_their_seed(server, http, zhang):
    await zhang.starts()

    async def statuses():
        server.calm()
        server.fault(Fault.server_error(), times=None, probability=0.5, seed=7)
        return [(await http.get("getMe")).status_code for _ in range(20)]

    first, second = await statuses(), await statuses()

    assert first == second
    assert {200, 500} == set(first)


async def test_a_group_can_be_limited_to_calls_a_minute(server, bot):
    group = server.group("简报组")
    server.follow(Rules(group_calls_per_minute=2))

    await bot.send_message(group.id, "一")
    await bot.send_message(group.id, "二")
    with pytest.raises(RetryAfter) as flood:
        await bot.send_message(group.id, "三")
    server.turn_clock(61)
    await bot.send_message(group.id, "三")

    assert 58 <= flood.value.retry_after.total_seconds() <= 60


async def test_a_server_can_be_away_for_a_while(server, bot):
    await server.go_offline()
    with pytest.raises(NetworkError):
        await bot.get_me()
    server.come_back()

    assert (await bot.get_me()).username == "youju_bot"


async def test_the_token_is_in_no_log(server, caplog):
    caplog.set_level("DEBUG")
    async with httpx.AsyncClient() as client:
        await client.get(f"{server.base_url}{server.token}/nonsense")

    ours = [r.getMessage() for r in caplog.records if not r.name.startswith(("httpx", "httpcore"))]
    assert not [line for line in ours if server.token in line]


async def test_a_server_in_its_own_process_is_driven_by_http():
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.botapi",
        stdout=asyncio.subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    address = (await process.stdout.readline()).decode().strip()
    try:
        async with httpx.AsyncClient(base_url=address) as client:

            async def control(verb, **value):
                return (await client.post(f"/control/{verb}", json=value)).json()

            person = (await control("person", name="张三"))["result"]["id"]
            said = (await control("say", person=person, chat=person, text="校庆"))["result"]
            transcript = (await control("transcript", chat=person))["result"]
            unknown = await control("dance")
    finally:
        process.terminate()
        await process.wait()

    assert transcript[0]["message"] == said
    assert unknown["description"].startswith("Bad Request: no such control: dance")
