"""Briefings: /subscribe SUBJECT TIME, and the list with a button to stop each."""

from __future__ import annotations

from telegram import Update

from bot.telegram import texts
from bot.telegram.briefings import clock_of, parse_order
from bot.telegram.callback_data import EndSubscription, pack
from bot.telegram.context import Context
from bot.telegram.handlers.admission import Visit, admit
from bot.telegram.handlers.questions import argument_of
from bot.telegram.rendering.drafts import note


async def on_subscribe(update: Update, context: Context) -> None:
    """Order a briefing, or list those of this chat."""
    visit = await admit(update, context.runtime)
    if visit is None:
        return
    argument = " ".join(argument_of(visit).split())
    if not argument:
        await _list(visit)
        return
    order = parse_order(argument)
    if order is None:
        await visit.say(texts.HOW_TO_SUBSCRIBE)
        return
    await visit.runtime.briefings.subscribe(visit.place, order, visit.person_id)
    zone = str(visit.runtime.settings.timezone)
    await visit.say(texts.subscribed(order.subject, order.clock, zone))


async def _list(visit: Visit) -> None:
    subscriptions = visit.runtime.store.subscriptions.of_place(visit.place)
    if not subscriptions:
        await visit.say(texts.NO_SUBSCRIPTIONS)
    for subscription in subscriptions:
        await visit.say(
            note(
                texts.subscription(subscription.subject, clock_of(subscription.minute)),
                (texts.BUTTON_END, pack(EndSubscription(subscription.id))),
            )
        )
