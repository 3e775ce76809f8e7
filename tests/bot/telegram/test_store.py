"""The database of chats: rows that are damaged are passed over, told of once, and keep nobody waiting."""

import random
import sqlite3
from contextlib import closing

import pytest

from bot.errors import StoreError
from bot.telegram.rendering import turns
from bot.telegram.store import open_store
from bot.telegram.store.records import (
    Draft,
    OutgoingKind,
    OutgoingState,
    PendingReason,
    Place,
    StoredAnswer,
    StoredCitation,
)

PLACE = Place(7)
CITATION = StoredCitation(1, "18b7cb099a9ea3f5#00000001", "18b7cb099a9ea3f5", "简报", 1, 0, 2, "截至")


@pytest.fixture
def store(tmp_path):
    """A store with three of everything: damage is done to the second."""
    store = open_store(tmp_path)
    for number in (1, 2, 3):
        asked = store.questions.accept(
            PLACE, number, 5, f"问{number}", earlier_id=number - 1 or None, asked_at=1.0
        )
        store.questions.keep_answer(StoredAnswer(asked.id, True, "答", "{}", (CITATION,), "v", 2.0))
        store.outbox.add(
            OutgoingKind.ANSWER, PLACE, Draft("a", "a", ((("来源", "s:1:1"),),)), now=1.0, question_id=9
        )
        store.desk.open(asked.id, PendingReason.HANDED_OVER, 3.0)
        store.subscriptions.add(PLACE, f"主题{number}", 510, 5, last_day="2020-01-01", known=())
    yield store
    store.close()


NO_UTF8 = "CAST(x'E6B1FF' AS TEXT)"


@pytest.mark.parametrize(
    "keyboard", ["'[['", "'{}x'", "'7'", "'[[1]]'", "'[[[1, 2, 3]]]'", "'null'", "x'00'", "7", NO_UTF8]
)
def test_a_damaged_message_is_given_up_and_the_next_parts_do_not_wait_for_it(store, caplog, keyboard):
    store.database.execute(f"UPDATE outbox SET keyboard = {keyboard} WHERE id = 2")

    seen = []
    for _ in range(3):
        for outgoing in store.outbox.due(9.0):
            seen.append(outgoing.id)
            store.outbox.claim(outgoing.id)
            store.outbox.sent(outgoing.id, 100 + outgoing.id)

    assert seen == [1, 3]
    assert store.outbox.find(2) is None
    assert len(caplog.messages) == 1
    assert "outgoing 2 is damaged" in caplog.text


def test_a_damaged_message_that_was_under_way_is_given_up(store):
    store.outbox.claim(1)
    store.database.execute("UPDATE outbox SET kind = 'poem', state = 'sending' WHERE id = 2")

    assert [outgoing.id for outgoing in store.outbox.interrupted()] == [1]
    assert store.database.count("SELECT count(*) FROM outbox WHERE state = ?".replace("?", "'failed'")) == 1
    assert OutgoingState.FAILED == "failed"


@pytest.mark.parametrize(
    "citations",
    ["'[{'", "'[{}]'", "'[1]'", "'7'", "'null'", "x'ff'", NO_UTF8, "replace(citations, '\"start\": 0', '\"start\": \"0\"')",
     "replace(citations, '\"quote\"', '\"words\"')"],
)  # fmt: skip
def test_a_damaged_answer_is_as_one_that_is_gone(store, caplog, citations):
    store.database.execute(f"UPDATE answers SET citations = {citations} WHERE question_id = 2")

    answers = [store.questions.answer(number) for _ in range(2) for number in (1, 2, 3)]

    assert [answer is not None for answer in answers] == [True, False, True] * 2
    assert len(caplog.messages) == 1


def test_a_damaged_question_and_a_damaged_subscription_are_passed_over(store, caplog):
    store.database.execute("UPDATE questions SET text = x'00' WHERE id = 2")
    store.database.execute("UPDATE subscriptions SET minute = 'morgens' WHERE id = 2")
    store.database.execute("UPDATE pending SET reason = 'mood' WHERE id = 3")

    assert [asked.id for asked in store.questions.open()] == [1, 3]
    assert store.questions.find(2) is None
    assert [pending.id for pending in store.desk.waiting()] == [1]
    assert [one.subject for one in store.subscriptions.of_place(PLACE)] == ["主题1", "主题3"]
    assert [one.id for one in store.subscriptions.undone("2020-01-02", 600)] == [1, 3]
    assert store.desk.open(3, PendingReason.HANDED_OVER, 5.0) is not None  # what is damaged is written anew
    assert len(caplog.messages) == 4


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "7", "null", '{"understood": "x"}', '{"understood": null}', "{}"]
)
def test_a_damaged_turn_is_passed_over_and_told_of_once(text, caplog):
    turns.load.cache_clear()

    assert turns.load_all([text, text]) == ()
    assert len(caplog.messages) == 1


def test_questions_that_follow_each_other_round_in_a_ring_end(store):
    store.database.execute("UPDATE questions SET earlier_id = 3 WHERE id = 1")
    store.database.execute("DELETE FROM answers")

    assert store.questions.turns(3, 5) == ()


def test_text_that_is_no_utf8_is_read_as_far_as_it_is(store):
    store.database.execute(f"UPDATE questions SET text = {NO_UTF8} WHERE id = 2")

    assert store.questions.find(2).text == "\ufffd\ufffd"


# -- files that are no database of ours ---------------------------------------------------------------------------


def test_another_programs_database_is_refused_and_left_as_it_is(tmp_path):
    with closing(sqlite3.connect(tmp_path / "chats.sqlite")) as connection:
        connection.execute("CREATE TABLE notes (text)")
        connection.commit()
    before = (tmp_path / "chats.sqlite").read_bytes()

    with pytest.raises(StoreError, match=r"chats\.sqlite: 是别的程序的数据库"):
        open_store(tmp_path)
    assert (tmp_path / "chats.sqlite").read_bytes() == before


def test_a_database_that_lacks_a_table_is_refused_by_name(tmp_path, store):
    with closing(sqlite3.connect(tmp_path / "chats.sqlite")) as connection:
        connection.execute("DROP TABLE outbox")

    with pytest.raises(StoreError, match="缺少 outbox"):
        open_store(tmp_path)


def test_bytes_flipped_anywhere_in_the_file_never_end_in_a_traceback(tmp_path, store):
    with closing(sqlite3.connect(tmp_path / "chats.sqlite")) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    good = (tmp_path / "chats.sqlite").read_bytes()
    chance = random.Random(20261125)

    def use(home):
        try:
            opened = open_store(home)
        except StoreError as error:
            return str(error)
        opened.questions.open()
        opened.outbox.due(9.0)
        opened.outbox.interrupted()
        opened.desk.waiting()
        opened.desk.answered()
        opened.subscriptions.undone("2020-01-02", 600)
        opened.people.permissions()
        opened.inbox.unhandled()
        for number in (1, 2, 3):
            opened.questions.answer(number)
            turns.load_all(opened.questions.turns(number, 3))
        opened.close()
        return ""

    told = []
    for number in range(150):
        home = tmp_path / f"copy{number}"
        home.mkdir()
        data = bytearray(good)
        for _ in range(chance.choice((1, 3, 30))):
            data[chance.randrange(100, len(data))] ^= 1 << chance.randrange(8)
        (home / "chats.sqlite").write_bytes(data)
        told.append(use(home))

    assert all("请" in line for line in told if line)
    assert "" in told


def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(tmp_path):
    (tmp_path / "chats.sqlite").write_text("no database " * 100)

    with pytest.raises(StoreError, match=r"chats\.sqlite"):
        open_store(tmp_path)
    assert (tmp_path / "chats.sqlite").read_text().startswith("no database ")
