"""The library opened for a command, in step with its folder of documents."""

from __future__ import annotations

from collections.abc import Sequence

from bot import texts as shared
from bot.cli import texts
from bot.cli.command import Call
from bot.output import Output
from bot.services import Services, open_library
from bot.settings import Settings
from bot.syncing import sync_in_sight, unreadable
from retrieval.errors import BackendFullError, FolderError, LibraryReadOnlyError
from retrieval.store.file import FILE_NAME
from retrieval.sync import Remark, Unread, list_documents

_UNREAD_NAMED = 5  # `sync` and `documents` name them all


def open_in_step(call: Call, *, names_unread: bool = True, draws_facts: bool = False) -> Services:
    """Open the library and bring it in step; files found to be unreadable just now are named.

    `names_unread` is False where the command names all of them itself; `draws_facts` as of `open_library`. A library that cannot be brought in step
    is as it is, and a line says so. Raises where there is nothing to answer from.
    """
    settings = call.settings()
    services = open_with_folder(settings, draws_facts=draws_facts)
    known = services.library.unread()
    try:
        report = sync_in_sight(services, call.messages.stream)
    except (FolderError, LibraryReadOnlyError, BackendFullError) as error:
        if not services.library.count() or (
            isinstance(error, BackendFullError) and not services.searcher.size()
        ):
            raise
        services.keep_step()
        call.messages.line(texts.answered_from_what_there_is(str(error)))
        return services
    name_remarks(call.messages, report.remarks)
    is_empty = not services.library.count()
    if names_unread or is_empty:
        found = [one for one in unreadable(report.unread) if is_empty or one not in known]
        name_unread(call.messages, found, _UNREAD_NAMED)
    if is_empty:
        raise FolderError(texts.nothing_readable(str(settings.documents)))
    return services


def open_with_folder(settings: Settings, *, draws_facts: bool = False) -> Services:
    """Open the library; raise `FolderError`, and make none, for a folder that holds nothing to read."""
    if not (settings.library_folder / FILE_NAME).exists():
        list_documents(settings.documents)
    return open_library(settings, draws_facts=draws_facts)


def name_remarks(messages: Output, remarks: Sequence[Remark]) -> None:
    """Name files that were read though something was odd about them."""
    for one in remarks:
        messages.line(shared.remark(one.source, one.text))


def name_unread(messages: Output, unread: Sequence[Unread], limit: int | None = None) -> None:
    """Name files that could not be read, each with the reason; at most `limit` of them."""
    for one in unread[:limit]:
        messages.line(shared.unread(one.source, one.reason))
    if limit is not None and len(unread) > limit:
        messages.line(texts.unread_more(len(unread) - limit))
