"""Buttons under replies: useful or wrong, handing over, what did not arrive, and the desk's own."""

from __future__ import annotations

from typing import Final

from bot.telegram import admin_texts, texts
from bot.telegram.callback_data import (
    AskAgain,
    EndSubscription,
    HandOver,
    Rate,
    SendAgain,
    Settle,
)
from bot.telegram.desk import Handing
from bot.telegram.handlers.presses import Press
from bot.telegram.rendering.drafts import note
from bot.telegram.store.records import OutgoingState, PendingReason, QuestionState

_HANDED: Final = {
    Handing.REACHED: texts.HANDED_OVER,
    Handing.NOT_REACHED: texts.HANDED_OVER_TO_NOBODY_YET,
    Handing.NOBODY: texts.HANDED_OVER_WITHOUT_ADMINS,
    Handing.ALREADY: texts.ALREADY_HANDED_OVER,
    Handing.SETTLED: texts.ALREADY_SETTLED,
}


async def rate(press: Press, button: Rate) -> None:
    """Keep an opinion; a wrong answer goes to the desk."""
    if press.question(button.question_id) is None:
        await press.answer(texts.EXPIRED, alert=True)
        return
    press.runtime.store.questions.feedback(
        button.question_id, press.person_id, useful=button.useful, now=press.runtime.clock()
    )
    await press.answer(texts.THANKS if button.useful else texts.MARKED_WRONG)
    if not button.useful:
        press.runtime.store.desk.open(button.question_id, PendingReason.WRONG, press.runtime.clock())


async def hand_over(press: Press, button: HandOver) -> None:
    """Give a question to the desk, and say whether anybody there knows of it."""
    if press.question(button.question_id) is None:
        await press.answer(texts.EXPIRED, alert=True)
        return
    handing = await press.runtime.desk.hand_over(button.question_id)
    await press.answer(_HANDED[handing], alert=True)


async def send_again(press: Press, button: SendAgain) -> None:
    """Send what may not have arrived, once more, because somebody asks for it."""
    store = press.runtime.store
    outgoing = store.outbox.find(button.outgoing_id)
    is_here = outgoing is not None and outgoing.place.chat_id == press.message.chat.id
    if outgoing is None or not is_here or outgoing.state is not OutgoingState.UNSURE:
        await press.answer(texts.TOO_LONG_AGO, alert=True)
        return
    parts = (outgoing, *store.outbox.rest_of(outgoing))
    for part in parts:
        store.outbox.postpone(part.id, 0.0)
    await press.answer(texts.RESENT)
    await press.runtime.sender.deliver(parts)


async def ask_again(press: Press, button: AskAgain) -> None:
    """Answer a question that was apologised for."""
    asked = press.question(button.question_id)
    if asked is None or asked.state is not QuestionState.APOLOGISED:
        await press.answer(texts.TOO_LONG_AGO, alert=True)
        return
    await press.answer()
    await press.runtime.asking.again(asked)


async def settle(press: Press, button: Settle) -> None:
    """Close a question of the desk: with what the library answers now, or without an answer."""
    if not press.is_admin:
        await press.answer(texts.ADMINS_ONLY, alert=True)
        return
    pending = press.runtime.store.desk.find(button.pending_id)
    if pending is None:
        await press.answer(texts.ALREADY_SETTLED, alert=True)
        return
    if not button.answer:
        press.runtime.store.desk.close(pending.id, "", press.person_id, press.runtime.clock())
        await press.answer(admin_texts.SETTLED_WITHOUT)
        return
    done = await press.runtime.desk.answer_from_library(pending, press.person_id)
    await press.answer(admin_texts.settled(pending.id) if done else admin_texts.STILL_NOTHING, alert=not done)


async def end_subscription(press: Press, button: EndSubscription) -> None:
    """End a briefing of this chat."""
    ended = press.runtime.store.subscriptions.end(button.subscription_id, press.place)
    await press.answer(texts.SUBSCRIPTION_ENDED if ended else texts.EXPIRED)
    if ended:
        await press.change(note(texts.SUBSCRIPTION_ENDED))
