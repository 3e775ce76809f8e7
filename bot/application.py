"""The Telegram bot put together: what it works with, and which handler takes what."""

from __future__ import annotations

from functools import partial

from telegram import Message, Update
from telegram.ext import (
    ApplicationBuilder,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ExtBot,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot.access import Access
from bot.addressing import is_addressed, is_command
from bot.asking import Asking
from bot.briefings import Briefings
from bot.desk import Desk
from bot.handlers import (
    App,
    admin,
    commands,
    documents,
    give_runtime,
    inline,
    membership,
    questions,
    subscriptions,
)
from bot.handlers.buttons import on_button
from bot.handlers.errors import on_error
from bot.intake import DurableQueue, Processor
from bot.rate_limit import RateLimit
from bot.runtime import Runtime
from bot.sending import Clock, Sender
from bot.services import Services
from bot.store import Store

_NEW = filters.UpdateType.MESSAGE  # neither edits nor channel posts
_COMMANDS = (
    (("start", "help"), commands.on_help),
    (("id",), commands.on_id),
    (("ask",), questions.on_ask),
    (("brief",), questions.on_brief),
    (("documents",), commands.on_documents),
    (("sources",), commands.on_sources),
    (("subscribe",), subscriptions.on_subscribe),
    (("forget",), commands.on_forget),
    (("add",), documents.on_add),
    (("remove",), documents.on_remove),
    (("sync",), admin.on_sync),
    (("pending",), admin.on_pending),
    (("report",), admin.on_report),
    (("allow",), admin.on_allow),
    (("deny",), admin.on_deny),
)


def build_runtime(services: Services, store: Store, bot: ExtBot[None], clock: Clock) -> Runtime:
    """Return everything that the handlers work with."""
    settings = services.settings
    access = Access(settings)
    access.learn(store.people.permissions())
    sender = Sender(bot, store, clock)
    asking = Asking(services, store, sender, clock)
    runtime = Runtime(
        services=services,
        store=store,
        access=access,
        limits=RateLimit(settings.person_limit, settings.chat_limit),
        sender=sender,
        asking=asking,
        desk=Desk(services, store, sender, asking, clock),
        briefings=Briefings(services, store, sender, asking, clock),
        clock=clock,
    )
    sender.on_migration = runtime.on_chat_moved
    return runtime


def build_application(runtime: Runtime, bot: ExtBot[None]) -> App:
    """Return the application with its handlers; its queue writes down what it takes."""
    queue = DurableQueue(runtime.store, runtime.clock, partial(concerns_us, runtime))
    application: App = (
        ApplicationBuilder()
        .bot(bot)
        .update_queue(queue)
        .concurrent_updates(Processor(runtime.store))
        .job_queue(None)
        .build()
    )
    give_runtime(application, runtime)
    application.add_handler(MessageHandler(_NEW & filters.TEXT & ~filters.COMMAND, questions.on_text))
    for names, callback in _COMMANDS:
        application.add_handler(CommandHandler(names, callback, filters=_NEW))
    application.add_handler(MessageHandler(_NEW & filters.StatusUpdate.MIGRATE, membership.on_migration))
    private = _NEW & filters.ChatType.PRIVATE
    application.add_handler(MessageHandler(private & filters.Document.ALL, documents.on_upload))
    application.add_handler(MessageHandler(private & filters.COMMAND, commands.on_help))
    application.add_handler(MessageHandler(private & ~filters.StatusUpdate.ALL, commands.on_help))
    application.add_handler(CallbackQueryHandler(on_button))
    application.add_handler(InlineQueryHandler(inline.on_inline))
    application.add_handler(ChatMemberHandler(membership.on_membership, ChatMemberHandler.MY_CHAT_MEMBER))
    application.add_error_handler(on_error)
    return application


def concerns_us(runtime: Runtime, update: Update) -> bool:
    """Return whether an update is kept and handled; a group's talk among itself is not."""
    message = update.message
    if message is None:
        return bool(update.callback_query or update.inline_query or update.my_chat_member)
    if message.chat.type == "private" or message.migrate_to_chat_id or message.migrate_from_chat_id:
        return True
    if message.text is None or runtime.settings.group_policy == "off":
        return False
    if is_command(message):
        return _is_our_command(message, runtime)
    return is_addressed(message, runtime.identity, runtime.settings.group_policy)


def _is_our_command(message: Message, runtime: Runtime) -> bool:
    """Return whether a command names nobody or us: "/ask@other_bot" is not ours."""
    command, *_ = message.text.split(maxsplit=1) if message.text else [""]
    _, _, named = command.partition("@")
    return not named or named.lower() == runtime.identity.username.lower()
