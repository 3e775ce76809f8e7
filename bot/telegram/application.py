"""The Telegram bot put together: what it works with, and which handler takes what."""

from __future__ import annotations

from functools import partial

from telegram import Update
from telegram.ext import (
    ApplicationBuilder,
    CallbackQueryHandler,
    ChatMemberHandler,
    ExtBot,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot.services import Services
from bot.telegram import addressing
from bot.telegram.access import Access
from bot.telegram.answering.seam import Answering, OwnProcess
from bot.telegram.asking import Asking
from bot.telegram.briefings import Briefings
from bot.telegram.context import CONTEXT_TYPES, App
from bot.telegram.desk import Desk
from bot.telegram.handlers import inline, membership, questions
from bot.telegram.handlers.buttons import on_button
from bot.telegram.handlers.errors import on_error
from bot.telegram.handlers.messages import on_message
from bot.telegram.handlers.too_much import on_too_much
from bot.telegram.intake import DurableQueue
from bot.telegram.lanes import Lanes
from bot.telegram.limiter import ChatLimiter
from bot.telegram.queued import LeftOpen, TooMuch, is_migration
from bot.telegram.rate_limit import RateLimit
from bot.telegram.runtime import Runtime
from bot.telegram.sending import Clock, Sender
from bot.telegram.store import Store
from bot.telegram.timing import Timing

# No word of Telegram's own: joined, pinned, … Most messages are texts, and thirty other looks are spared then.
_SAID = filters.TEXT | filters.CAPTION | ~filters.StatusUpdate.ALL


def build_runtime(
    services: Services, store: Store, bot: ExtBot[None], limiter: ChatLimiter, clock: Clock, timing: Timing
) -> Runtime:
    """Return everything that the handlers work with."""
    settings = services.settings
    access = Access(settings)
    access.learn(store.people.permissions())
    sender = Sender(bot, store, limiter, clock)
    asking = Asking(services, _answering(services), store, sender, clock, timing)
    runtime = Runtime(
        services=services,
        store=store,
        access=access,
        limiter=limiter,
        limits=RateLimit(settings.person_limit, settings.chat_limit, settings.admins),
        sender=sender,
        asking=asking,
        desk=Desk(services, store, sender, asking, clock),
        briefings=Briefings(services, store, sender, asking, clock),
        clock=clock,
    )
    sender.on_migration = runtime.on_chat_moved
    return runtime


def _answering(services: Services) -> Answering:
    """Return who answers, as is set."""
    if services.settings.answering_processes == 1:
        return OwnProcess(services)
    from bot.telegram.answering.pool import Pool  # not needed by most

    return Pool(services)


def build_application(runtime: Runtime, bot: ExtBot[None]) -> App:
    """Return the application with its handlers; its queue writes down what it takes, each person has a lane."""
    queue = DurableQueue(runtime.store, runtime.limits, runtime.clock, partial(concerns_us, runtime))
    application: App = (
        ApplicationBuilder()
        .bot(bot)
        .context_types(CONTEXT_TYPES)
        .updater(None)
        .update_queue(queue)
        .concurrent_updates(Lanes(runtime.store, runtime.limits))
        .job_queue(None)
        .build()
    )
    application.bot_data.runtime = runtime
    new, edited = filters.UpdateType.MESSAGE, filters.UpdateType.EDITED_MESSAGE  # no channel posts
    application.add_handler(MessageHandler(new & _SAID, on_message))
    application.add_handler(MessageHandler(new & filters.StatusUpdate.MIGRATE, membership.on_migration))
    application.add_handler(MessageHandler(edited & (filters.TEXT | filters.CAPTION), questions.on_edit))
    application.add_handler(CallbackQueryHandler(on_button))
    application.add_handler(InlineQueryHandler(inline.on_inline))
    application.add_handler(ChatMemberHandler(membership.on_membership, ChatMemberHandler.MY_CHAT_MEMBER))
    application.add_handler(TypeHandler(LeftOpen, questions.on_left_open))
    application.add_handler(TypeHandler(TooMuch, on_too_much))
    application.add_error_handler(on_error)
    return application


def concerns_us(runtime: Runtime, update: Update) -> bool:
    """Return whether an update is kept and handled; a group's talk among itself is not."""
    message = update.message or update.edited_message
    if update.edited_message is not None and not (
        update.edited_message.text or update.edited_message.caption
    ):
        return False  # a place that moves
    if message is None:
        return bool(update.callback_query or update.inline_query or update.my_chat_member)
    if is_migration(message):
        return True
    return addressing.concerns_us(message, runtime.identity, runtime.settings.group_policy)
