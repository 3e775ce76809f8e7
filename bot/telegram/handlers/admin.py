"""Commands for admins: /sync /pending /report /allow /deny; rights are checked here, a menu is none."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import asdict
from typing import Final

from telegram import Update
from telegram.error import TelegramError

from bot.telegram import admin_texts
from bot.telegram.context import Context
from bot.telegram.handlers.admission import admit_admin
from bot.telegram.handlers.questions import argument_of
from bot.telegram.store.report import report
from retrieval.errors import RetrievalError
from retrieval.normalise import normalise

_DAYS = 7
# At most 52 significant bits (Bot API, Chat.id): 16 digits; groups have negative ids.
_ID: Final = re.compile(r"-?[0-9]{1,16}")


async def on_sync(update: Update, context: Context) -> None:
    """Bring the library in step with its folder, and look at the desk again."""
    visit = await admit_admin(update, context.runtime)
    if visit is None:
        return
    services = visit.runtime.services
    try:
        done = await visit.runtime.asking.at_length(services.sync)
    except RetrievalError as error:
        await visit.say(str(error))
        return
    lines = [
        admin_texts.in_step(len(done.added), len(done.changed), len(done.removed))
        if done
        else admin_texts.IN_STEP
    ]
    lines += [admin_texts.unread(unread.source, unread.reason) for unread in done.unread]
    await visit.say("\n".join(lines))
    if done and visit.place.is_private:
        await visit.runtime.desk.recheck(visit.place)


async def on_pending(update: Update, context: Context) -> None:
    """Show what waits at the desk."""
    visit = await admit_admin(update, context.runtime, in_private=True)
    if visit is not None:
        await visit.runtime.desk.show_waiting(visit.place)


async def on_report(update: Update, context: Context) -> None:
    """Say in numbers what has been asked of late."""
    visit = await admit_admin(update, context.runtime, in_private=True)
    if visit is None:
        return
    argument = argument_of(visit)
    days = min(int(argument), 3650) if argument.isdecimal() and int(argument) else _DAYS
    counts = asdict(report(visit.runtime.store.database, visit.runtime.clock() - days * 86_400))
    await visit.say(
        admin_texts.report(days, {label: counts[name] for name, label in admin_texts.REPORT_LINES.items()})
    )


async def on_allow(update: Update, context: Context) -> None:
    """Allow a person or chat."""
    await _permit(update, context, allowed=True)


async def on_deny(update: Update, context: Context) -> None:
    """Deny a person or chat; a denied group is left."""
    await _permit(update, context, allowed=False)


async def _permit(update: Update, context: Context, *, allowed: bool) -> None:
    runtime = context.runtime
    visit = await admit_admin(update, runtime)
    if visit is None:
        return
    written = _ID.fullmatch(normalise(argument_of(visit)).text)
    if written is None:
        await visit.say(admin_texts.HOW_TO_ALLOW)
        return
    subject_id = int(written.group())
    runtime.store.people.permit(subject_id, allowed=allowed, by_person=visit.person_id, now=runtime.clock())
    runtime.access.learn(runtime.store.people.permissions())
    if not allowed and subject_id < 0:
        with suppress(TelegramError):  # it may not be there any more
            await context.bot.leave_chat(subject_id)
    await visit.say(admin_texts.permitted(subject_id, allowed=allowed))
