"""Inline mode: `@bot question` in any chat offers the answer with its source."""

from __future__ import annotations

import logging
from hashlib import sha256
from typing import Final

from telegram import InlineQueryResultArticle, InputTextMessageContent, Update
from telegram.constants import ParseMode
from telegram.error import TelegramError

from answers.errors import AnswersError
from answers.questions.small_talk import small_talk
from answers.types import Abstention
from bot.rendering.quotations import place
from bot.rendering.shown import Shown
from bot.rendering.visible import visible
from bot.telegram.answering.seam import Ask
from bot.telegram.context import Context
from bot.telegram.rendering import chat
from bot.telegram.runtime import Runtime

logger = logging.getLogger(__name__)

_LEAST: Final = 2  # characters of a question worth looking for
_CACHE_S: Final = 10
_TITLE_LIMIT: Final = 60


async def on_inline(update: Update, context: Context) -> None:
    """Offer the answer to somebody who may ask; nothing to others."""
    asked, runtime = update.inline_query, context.runtime
    if asked is None:
        return
    results = []
    if runtime.access.may_ask(asked.from_user.id, asked.from_user.id):
        results = await _results(runtime, asked.query.strip())
    try:
        await asked.answer(results, cache_time=_CACHE_S, is_personal=True)
    except TelegramError as error:  # the person has typed on: "query is too old"
        logger.info("an inline answer came too late: %s", type(error).__name__)


async def _results(runtime: Runtime, question: str) -> list[InlineQueryResultArticle]:
    if len(question) < _LEAST or small_talk(question) is not None:
        return []
    try:
        given = await runtime.asking.in_thread(runtime.asking.give, Ask(question))
    except AnswersError:
        return []
    return [] if isinstance(given.shown.reply, Abstention) else [_result(given.shown)]


def _result(shown: Shown) -> InlineQueryResultArticle:
    first, *_ = chat.drafts_of(shown, 0, head=shown.question.text)
    places = [place(citation) for citation in shown.citations[:1]]
    return InlineQueryResultArticle(
        id=sha256(first.html.encode()).hexdigest()[:32],
        title=visible(shown.first_line[:_TITLE_LIMIT]),
        description=places[0] if places else "",
        input_message_content=InputTextMessageContent(first.html, parse_mode=ParseMode.HTML),
    )
