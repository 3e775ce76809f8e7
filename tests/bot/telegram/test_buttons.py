"""Buttons: they act in the chat whose question they belong to, and data that nobody gave out does nothing."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.callback_data import (
    BYTES_LIMIT,
    Annotate,
    AskAgain,
    Button,
    ChooseRemoval,
    ConfirmRemoval,
    DecideUpload,
    Decision,
    EndSubscription,
    HandOver,
    ListSentences,
    MoreEvidence,
    PageOfDocuments,
    Rate,
    SendAgain,
    Settle,
    ShowSource,
    TurnTo,
    document_key,
    pack,
    unpack,
)
from bot.telegram.store.records import OutgoingState, Place, QuestionState

RATE = "滨江的企业复工率是多少?"
UNKNOWN = "火星开发区的企业复工率是多少?"
LARGEST = 2**63 - 1
numbers = st.integers(1, LARGEST)
keys = st.text().map(document_key)
KINDS = {
    ShowSource: st.builds(ShowSource, numbers, numbers),
    TurnTo: st.builds(TurnTo, numbers, numbers, numbers),
    MoreEvidence: st.builds(MoreEvidence, numbers),
    Rate: st.builds(Rate, numbers, st.booleans()),
    HandOver: st.builds(HandOver, numbers),
    SendAgain: st.builds(SendAgain, numbers),
    AskAgain: st.builds(AskAgain, numbers),
    PageOfDocuments: st.builds(PageOfDocuments, numbers),
    ConfirmRemoval: st.builds(ConfirmRemoval, keys, st.booleans()),
    ChooseRemoval: st.builds(ChooseRemoval, keys),
    DecideUpload: st.builds(DecideUpload, st.sampled_from(Decision)),
    Settle: st.builds(Settle, numbers, st.booleans()),
    EndSubscription: st.builds(EndSubscription, numbers),
    Annotate: st.builds(Annotate),
    ListSentences: st.builds(ListSentences),
}


def test_every_kind_of_button_is_tried_here():
    assert set(KINDS) == set(get_args(Button))


@given(st.one_of(*KINDS.values()))
def test_what_is_packed_is_unpacked_and_fits(button):
    data = pack(button)

    assert unpack(data) == button
    assert len(data.encode()) <= BYTES_LIMIT


@given(
    st.one_of(st.text(max_size=70), st.text(st.sampled_from("stmrhgadxpeku:0123456789-+_ １٣²"), max_size=70))
)
def test_only_what_we_wrote_to_the_letter_is_a_button(data):
    button = unpack(data)

    assert button is None or pack(button) == data


@pytest.mark.parametrize(
    "data",
    [
        "",
        ":",
        "s",
        "s:",
        "s:1",
        "s:1:",
        "s::1",
        "s:1:1:1",
        "s:0:1",
        "s:-1:1",
        "s:+1:1",
        "s: 1:1",
        "s:01:1",
        "s:1_0:1",
        "s:\uff11:1",
        "s:\u0663:1",
        "s:\u00b2:1",
        "s:1.0:1",
        f"s:{LARGEST + 1}:1",
        f"s:1:{10**30}",
        "r:1:2",
        "u:0",
        "u:4",
        "k:1",
        "r:1:-1",
        "r:1:",
        "r:1:True",
        "x:1:1",
        f"x:{'g' * 12}:1",
        "z:1",
        "S:1:1",
        "s:1:1\n",
    ],
)
def test_data_that_we_never_gave_out(data):
    assert unpack(data) is None


async def answered_with(person, message, data):
    return (await (await person.forges(message, data)).answered()).text


async def test_forged_numbers_of_every_kind_are_refused_and_nothing_breaks(youju, zhang, caplog):
    async with youju(person_limit=1000):
        await zhang.says(zhang.private(), RATE)
        reply = await zhang.private().next_reply()
        for letter, count in (("s", 2), ("t", 3), ("m", 1), ("r", 2), ("h", 1), ("g", 1), ("a", 1), ("e", 1)):
            for number in (str(LARGEST), str(LARGEST + 1), "-1", "0", "", "\uff11", "1e3", "9" * 40):
                data = ":".join([letter, *[number] * count])
                if len(data.encode()) <= BYTES_LIMIT:
                    assert await answered_with(zhang, reply, data), data
        for data in (f"d:{LARGEST}", f"t:1:1:{LARGEST}", f"p:{LARGEST}:1", f"x:{'0' * 12}:1"):
            await answered_with(zhang, reply, data)
    assert "trouble" not in caplog.text


async def test_a_question_of_another_chat_can_neither_be_opened_nor_rated_nor_handed_over(youju, zhang, li):
    async with youju() as telegram:
        await zhang.says(zhang.private(), RATE)
        await zhang.private().next_reply()
        await li.says(li.private(), "江阴高新区员工到岗率是多少?")
        own = await li.private().next_reply()
        question = telegram.runtime.store.questions.last(Place(zhang.id), zhang.id, 0.0)
        for data in ("s:{}:1", "t:{}:1:2", "m:{}", "r:{}:0", "h:{}", "a:{}"):
            assert "提问" in await answered_with(li, own, data.format(question)), data
        await li.private().silence()
        await zhang.private().silence()
        database = telegram.runtime.store.database
        assert database.count("SELECT count(*) FROM feedback") == 0
        assert telegram.runtime.store.desk.count() == 0


async def test_what_went_wrong_in_another_chat_can_neither_be_sent_nor_asked_again(youju, zhang, li):
    async with youju() as telegram:
        await zhang.says(zhang.private(), RATE)
        await zhang.private().next_reply()
        await li.says(li.private(), "江阴高新区员工到岗率是多少?")
        own = await li.private().next_reply()
        store = telegram.runtime.store
        question = store.questions.last(Place(zhang.id), zhang.id, 0.0)
        (sent,) = store.database.execute(
            "SELECT id FROM outbox WHERE question_id = ?", (question,)
        ).fetchall()
        store.outbox.mark(sent["id"], OutgoingState.UNSURE)
        store.questions.mark(question, QuestionState.APOLOGISED)

        assert "重新提问" in await answered_with(li, own, f"g:{sent['id']}")
        assert "重新提问" in await answered_with(li, own, f"a:{question}")
        await zhang.private().silence()


async def test_in_a_group_everyone_may_press(youju, server, zhang, li):
    group = server.group("简报组", [zhang, li])
    async with youju() as telegram:
        await zhang.says(group, f"/ask {RATE}")
        reply = await group.next_reply()
        await (await li.presses(reply, "来源 1")).answered()
        assert "91.9%" in (await group.next_reply()).text
        assert "记下" in (await (await li.presses(reply, "有用")).answered()).text
        assert "记下" in (await (await zhang.presses(reply, "不对")).answered()).text
        assert telegram.runtime.store.database.count("SELECT count(*) FROM feedback") == 2


async def test_from_a_group_nothing_of_a_private_chat_is_reached_and_back(youju, server, zhang, li):
    group = server.group("简报组", [zhang, li])
    async with youju() as telegram:
        await zhang.says(zhang.private(), RATE)
        private = await zhang.private().next_reply()
        await zhang.says(group, f"/ask {RATE}")
        public = await group.next_reply()
        own = telegram.runtime.store.questions.last(Place(zhang.id), zhang.id, 0.0)

        assert "过期" in await answered_with(li, public, f"s:{own}:1")
        assert "过期" in await answered_with(zhang, private, f"s:{own + 1}:1")
        await group.silence()


async def test_a_group_that_grew_keeps_its_buttons(youju, server, zhang):
    group = server.group("简报组", [zhang], is_basic=True)
    async with youju():
        await zhang.says(group, f"/ask {RATE}")
        reply = await group.next_reply()
        grown = await zhang.upgrades(group)
        await server.confirmed()
        await zhang.says(grown, f"/ask {RATE}")
        later = await grown.next_reply()
        data = reply.button("来源 1").value

        await answered_with(zhang, later, data)
        assert "91.9%" in (await grown.next_reply()).text


async def test_only_admins_settle_and_remove(youju, zhang, li):
    async with youju(admins=[li]) as telegram:
        await zhang.says(zhang.private(), UNKNOWN)
        reply = await zhang.private().next_reply()
        (document, *_) = telegram.runtime.services.library.documents()

        assert "管理员" in await answered_with(zhang, reply, "p:1:0")
        assert "管理员" in await answered_with(
            zhang, reply, pack(ConfirmRemoval(document_key(document.id), True))
        )
        assert telegram.runtime.store.desk.count() == 1
        assert telegram.runtime.services.library.document(document.id) == document
