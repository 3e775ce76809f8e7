"""Which button does what; every one works after a restart, or says that its time is over."""

from __future__ import annotations

from typing import assert_never

from telegram import Update

from bot.telegram import texts
from bot.telegram.callback_data import (
    Annotate,
    AskAgain,
    Button,
    ChooseRemoval,
    ConfirmRemoval,
    DecideUpload,
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
    unpack,
)
from bot.telegram.context import Context
from bot.telegram.handlers import checking, documents, reply_buttons, source_buttons, uploads
from bot.telegram.handlers.presses import Press


async def on_button(update: Update, context: Context) -> None:
    """Do what a button says, for those who may ask here."""
    query, runtime = update.callback_query, context.runtime
    if query is None:
        return
    if query.message is None:  # of a message sent through inline mode; those have no buttons of ours
        await query.answer(texts.EXPIRED)
        return
    press = Press(runtime, query, query.message)
    button = unpack(query.data or "")
    if not runtime.access.may_ask(press.person_id, query.message.chat.id):
        await press.answer(texts.NOT_YOURS, alert=True)
    elif button is None:
        await press.answer(texts.EXPIRED, alert=True)
    else:
        await _do(press, button)


async def _do(press: Press, button: Button) -> None:
    match button:
        case ShowSource():
            await source_buttons.show_source(press, button)
        case TurnTo():
            await source_buttons.turn_to(press, button)
        case MoreEvidence():
            await source_buttons.more_evidence(press, button)
        case PageOfDocuments():
            await source_buttons.page_of_documents(press, button)
        case Rate():
            await reply_buttons.rate(press, button)
        case HandOver():
            await reply_buttons.hand_over(press, button)
        case SendAgain():
            await reply_buttons.send_again(press, button)
        case AskAgain():
            await reply_buttons.ask_again(press, button)
        case Settle():
            await reply_buttons.settle(press, button)
        case ConfirmRemoval():
            await documents.confirm_removal(press, button)
        case ChooseRemoval():
            await documents.choose_removal(press, button)
        case DecideUpload():
            await uploads.decide_upload(press, button)
        case Annotate():
            await checking.annotate(press)
        case ListSentences():
            await checking.list_sentences(press)
        case EndSubscription():
            await reply_buttons.end_subscription(press, button)
        case _:
            assert_never(button)
