"""The small parts: button data, secrets in logs, what a failure means, the database."""

import logging
import sqlite3

import httpx
import pytest
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TimedOut

from bot.errors import StoreError
from bot.telegram.faults import Adjustment, Fate, adjustment, fate
from bot.telegram.redaction import RedactingFormatter, host_of, redact
from bot.telegram.store import open_store
from bot.telegram.store.records import Draft, OutgoingKind, OutgoingState, Place

TOKEN = "730730730:AAEtest-token_of_the_emulator_0123456"


def test_secrets_are_taken_out_of_lines_and_tracebacks():
    formatter = RedactingFormatter(["hook-secret"])
    try:
        raise ValueError(f"https://api.telegram.org/bot{TOKEN}/getMe via socks5://user:word@proxy:1080")
    except ValueError:
        record = logging.LogRecord("a", 40, "f", 1, "hook-secret %s", (TOKEN,), __import__("sys").exc_info())
    line = formatter.format(record)

    for secret in (TOKEN, "word", "hook-secret"):
        assert secret not in line
    assert "api.telegram.org" in line
    assert redact("2026-02-25 08:30:11") == "2026-02-25 08:30:11"


def test_an_address_is_named_by_its_host():
    assert host_of("http://user:word@proxy.example:8080/x") == "proxy.example:8080"
    assert host_of("nonsense") == "?"


def caused(error, cause):
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (Forbidden("bot was blocked by the user"), Fate.UNREACHABLE),
        (BadRequest("Chat not found"), Fate.UNREACHABLE),
        (BadRequest("can't parse entities"), Fate.REFUSED),
        (RetryAfter(3), Fate.LATER),
        (TimedOut(), Fate.MAY_YET_COME),
        (caused(TimedOut(), httpx.ConnectTimeout("")), Fate.LATER),
        (caused(TimedOut(), httpx.ReadTimeout("")), Fate.MAY_YET_COME),
        (caused(NetworkError(""), httpx.ConnectError("")), Fate.LATER),
        (caused(NetworkError(""), httpx.RemoteProtocolError("")), Fate.UNKNOWN),
        (NetworkError("Bad Gateway"), Fate.UNKNOWN),
    ],
)
def test_what_a_failure_means(error, expected):
    assert fate(error) is expected


def test_what_is_left_out_before_another_try():
    assert adjustment(BadRequest("Can't parse entities: …")) is Adjustment.MARKUP
    assert adjustment(BadRequest("Message thread not found")) is Adjustment.THREAD
    assert adjustment(BadRequest("Text is too long")) is None


def test_a_database_of_a_newer_version_is_refused(tmp_path):
    open_store(tmp_path).close()
    with sqlite3.connect(tmp_path / "chats.sqlite") as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()

    with pytest.raises(StoreError, match="升级"):
        open_store(tmp_path)


def test_a_folder_that_is_none_is_named(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(StoreError, match="file"):
        open_store(tmp_path / "file")


def test_a_message_under_way_is_found_after_a_crash(tmp_path):
    store = open_store(tmp_path)
    first = store.outbox.add(OutgoingKind.ANSWER, Place(1), Draft("a", "a"), now=1.0, question_id=5)
    second = store.outbox.add(OutgoingKind.ANSWER, Place(1), Draft("b", "b"), now=1.0, question_id=5)
    assert store.outbox.claim(first.id)
    assert not store.outbox.claim(first.id)
    store.close()
    store = open_store(tmp_path)

    assert [entry.id for entry in store.outbox.interrupted()] == [first.id]
    assert store.outbox.due(9.0) == ()  # the second part waits for the first
    store.outbox.mark(first.id, OutgoingState.SENT)
    assert [entry.id for entry in store.outbox.due(9.0)] == [second.id]
    store.close()


def test_forgetting_leaves_others_alone(tmp_path):
    store = open_store(tmp_path)
    for person_id in (1, 2):
        store.people.meet(person_id, "张三")
        store.questions.accept(Place(-9), person_id, person_id, "问", earlier_id=None, asked_at=0.0)

    assert store.people.forget(1) == 1
    assert store.database.count("SELECT count(*) FROM questions") == 1
    assert store.database.count("SELECT count(*) FROM people") == 1
    store.close()
