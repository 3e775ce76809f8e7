"""What earlier programs left in chats goes on to work."""

import re
import sqlite3
from contextlib import closing

from bot.telegram.briefings import fingerprint
from retrieval.ids import document_id
from retrieval.types import Basis, Document, Head, HeadValue
from tests.botapi import EntityKind

RATE = "滨江的企业复工率是多少?"


def as_format_1_named(library):
    """Give citations the ids of format 1: eight digits, and five for the passage."""
    with closing(sqlite3.connect(library / "chats.sqlite")) as connection:
        ((citations,),) = connection.execute("SELECT citations FROM answers").fetchall()
        shorter = re.sub(r'"([0-9a-f]{8})[0-9a-f]{8}(?:#000(\d{5}))?"', r'"\1#\2"', citations).replace(
            '#"', '"'
        )
        assert shorter != citations
        connection.execute("UPDATE answers SET citations = ?", (shorter,))
        connection.commit()


async def test_citations_that_name_ids_of_format_1_still_open(youju, zhang, settings):
    async with youju(own=True):
        await zhang.says(zhang.private(), RATE)
        reply = await zhang.private().next_reply()
    as_format_1_named(settings.library_folder)

    async with youju(own=True):
        await (await zhang.presses(reply, "来源 1")).answered()
        opened = await zhang.private().next_reply()
        await (await zhang.presses(reply, "更多依据")).answered()
        more = await zhang.private().next_reply()

    (quotation,) = [part for part in opened.parts(EntityKind.BOLD) if "91.9%" in part]
    assert f"“{quotation}”" in reply.text
    assert quotation not in more.text


def test_what_a_briefing_told_before_ids_were_longer_is_no_news():
    head = Head(HeadValue("简报", Basis.TITLE_BLOCK))
    document = Document(document_id("a.txt"), "a.txt", "简报\n\n复工率为九成。\n", head)

    assert fingerprint(document) == "3e1edce8a7a871d3"  # as format 1 worked it out
