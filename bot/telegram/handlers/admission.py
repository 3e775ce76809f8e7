"""Who is let in: every handler begins here."""

from __future__ import annotations

from dataclasses import dataclass

from telegram import Message, Update

from bot.telegram import texts
from bot.telegram.addressing import person_of
from bot.telegram.rendering.drafts import note
from bot.telegram.runtime import Runtime
from bot.telegram.store.records import Draft, OutgoingKind, Place


@dataclass(frozen=True, slots=True)
class Visit:
    """A message from somebody who may ask: where, and from whom."""

    runtime: Runtime
    message: Message
    place: Place
    person_id: int

    @property
    def is_admin(self) -> bool:
        """Return whether it comes from an admin."""
        return self.runtime.access.is_admin(self.person_id)

    async def say(self, *drafts: Draft | str) -> None:
        """Reply to the message."""
        told = [note(draft) if isinstance(draft, str) else draft for draft in drafts]
        await self.runtime.sender.post(
            OutgoingKind.NOTICE, self.place, told, reply_to=self.message.message_id
        )


def place_of(message: Message) -> Place:
    """Return where a reply to a message goes.

    In a forum's general topic replies carry a thread id that is none (tdlib/telegram-bot-api#447).
    """
    return Place(message.chat.id, message.message_thread_id if message.is_topic_message else None)


def visit_of(update: Update, runtime: Runtime) -> Visit | None:
    """Return whose message it is, new or edited, and where; None for bots and channels."""
    message = update.message or update.edited_message
    person_id = person_of(message) if message is not None else None
    if message is None or person_id is None:
        return None
    return Visit(runtime, message, place_of(message), person_id)


async def admit(update: Update, runtime: Runtime) -> Visit | None:
    """Return the visit of somebody who may ask; a stranger is told their id once, then nothing."""
    visit = visit_of(update, runtime)
    if visit is None:
        return None
    chat_id = visit.place.chat_id
    if not runtime.access.may_ask(visit.person_id, chat_id):
        await _turn_away(visit)
        return None
    runtime.meet(visit.person_id, _name(visit.message))
    if not runtime.store.people.is_active(chat_id):
        runtime.store.people.mark_chat(chat_id, active=True)
    return visit


async def admit_admin(update: Update, runtime: Runtime, *, in_private: bool = False) -> Visit | None:
    """Return the visit of an admin; others are told that this is not for them."""
    visit = await admit(update, runtime)
    if visit is None:
        return None
    if not visit.is_admin:
        await visit.say(texts.ADMINS_ONLY)
        return None
    if in_private and not visit.place.is_private:
        await visit.say(texts.PRIVATE_ONLY)
        return None
    return visit


async def _turn_away(visit: Visit) -> None:
    access, chat_id = visit.runtime.access, visit.place.chat_id
    if access.is_denied(visit.person_id) or access.is_denied(chat_id):
        return
    if visit.runtime.store.people.tell_once(chat_id, visit.runtime.clock()):
        await visit.say(texts.stranger(chat_id) if visit.place.is_private else texts.strange_chat(chat_id))


def _name(message: Message) -> str:
    sender = message.from_user
    # Half a surrogate pair in a name would be refused by the table.
    return "" if sender is None else sender.full_name.encode("utf-8", "replace").decode()
