"""What the library holds: its documents, what is added and removed, and how it is kept in step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from bot import texts as shared
from bot.archives import is_archive, unpacked
from bot.cli import texts
from bot.cli.command import Call, Status
from bot.cli.opening import name_remarks, name_unread, open_in_step, open_with_folder
from bot.fetching import fetch, is_address
from bot.rendering import holdings
from bot.rendering.tables import Cell
from bot.services import Listed, Services, open_library
from bot.syncing import recognise_in_sight, sync_in_sight, unreadable
from retrieval.errors import LoadError, UnknownDocumentError
from retrieval.library import AddReport
from retrieval.sync import Remark
from retrieval.types import Document, HeadValue

_HEAD = (
    "document_id", "title", "source", "published", "publisher", "region", "articles", "passages", "subtitle", "speaker",
    "guessed",
)  # fmt: skip


def documents(call: Call) -> int:
    """List the documents, and the files that could not be read; or print the text of one document."""
    if call.options.text is not None:
        return _text(open_in_step(call).library.document(call.options.text), call)
    services = open_in_step(call, names_unread=False)
    name_unread(call.messages, unreadable(services.library.unread()))
    listed = services.listed()
    rows = [_row(one) for one in listed]
    if call.options.json:
        for row, one in zip(rows, listed, strict=True):
            contents = [{"title": article.title, "passages": article.passages} for article in one.articles]
            described = dict(zip(_HEAD, row, strict=True)) | {"guessed": one.document.head.guessed()}
            head = {name: _value(value) for name, value in one.document.head.values()}
            call.out.record(described | {"head": head, "contents": contents})
    elif call.options.csv:
        call.out.table(_HEAD, rows)
    else:
        call.out.lines(holdings.documents(listed))
    return Status.DONE


def sync(call: Call) -> int:
    """Bring the library in step with the folder; the status tells whether all could be read."""
    services = open_with_folder(call.settings(), draws_facts=True)
    report = sync_in_sight(services, call.messages.stream, full=call.options.full)
    recognised = recognise_in_sight(services, call.messages.stream)
    if recognised.pages:
        call.messages.line(shared.recognised(recognised.pages))
        report = report.followed_by(sync_in_sight(services, call.messages.stream))
    failed = {error.source: error.reason for error in recognised.failed}
    unread = [replace(one, reason=failed.get(one.source, one.reason)) for one in unreadable(report.unread)]
    name_remarks(call.messages, report.remarks)
    name_unread(call.messages, unread)
    if call.options.json:
        call.out.record(
            {
                "added": report.added,
                "changed": report.changed,
                "removed": report.removed,
                "unread": [{"source": one.source, "reason": one.reason} for one in unread],
                "library": services.library.version,
            }
        )
    else:
        call.out.line(shared.synced(len(report.added), len(report.changed), len(report.removed)))
    return Status.ABSENT if unread else Status.DONE


def facts(call: Call) -> int:
    """Print the figures of the library, those of a subject or an indicator alone where one is given."""
    from bot.cli.pile import print_facts  # the patterns of facts take 0.1 s, which `ask` does not need

    return print_facts(open_in_step(call, draws_facts=True), call)


def coverage(call: Call) -> int:
    """Print what the library lacks, subject by subject."""
    from bot.cli.pile import print_coverage  # as of `facts`

    return print_coverage(open_in_step(call, draws_facts=True), call)


def check(call: Call) -> int:
    """Hold a draft against the library; the status tells whether anything differs or is absent."""
    from bot.cli.check import print_checked  # what checks a draft takes 0.1 s, which `ask` does not need

    return print_checked(call)


def add(call: Call) -> int:
    """Take files into the library by hand; the status tells whether all could be read."""
    services = open_library(call.settings())
    status = Status.DONE
    for path in call.options.path:
        for outcome in _outcomes(services, path):
            if isinstance(outcome, LoadError):
                call.messages.line(shared.unread(outcome.source, outcome.reason))
                status = Status.ABSENT
            else:
                _tell_added(call, *outcome)
    return status


def _tell_added(call: Call, in_place: bool, report: AddReport) -> None:
    document = report.document
    if report.remark is not None:
        name_remarks(call.messages, [Remark(document.source, report.remark)])
    if call.options.json:
        counted = {"articles": report.articles, "passages": report.passages}
        call.out.record(_brief(document) | counted | {"pages": report.pages, "tables": report.tables})
    else:
        counts = (report.articles, report.passages, report.pages, report.tables)
        call.out.line(texts.added(document.source, document.title, counts, in_place=in_place))


def _outcomes(services: Services, path: str) -> Iterator[tuple[bool, AddReport] | LoadError]:
    """Yield what came of a file, of each file of a ZIP file, or of what lies at an address of the web: see `_added`."""
    try:
        with TemporaryDirectory(prefix="youju-") as folder:
            for source, file in _files(services, path, Path(folder)):
                yield _added(services, file, source)
    except LoadError as error:
        yield error


def _files(services: Services, path: str, folder: Path) -> Iterator[tuple[str, Path | LoadError]]:
    """Yield the files that are meant, by source, or why one cannot be read."""
    if is_address(path):
        fetched = fetch(path, allows_private=services.settings.private_addresses == "allow")
        source, file = fetched.source, folder / "fetched"
        file.write_bytes(fetched.data)
    else:
        file = Path(path)
        source = file.name
        if file.is_dir():
            raise LoadError(source, texts.is_a_folder(path))
    if file.is_file() and is_archive(file, source):
        yield from unpacked(file, source, folder)
    else:
        yield source, file


def _added(services: Services, file: Path | LoadError, source: str) -> tuple[bool, AddReport] | LoadError:
    """Take in a file; return whether it stands in place of another, and what it holds, or why it cannot be read."""
    if isinstance(file, LoadError):
        return file
    try:
        services.recognise_file(file, source)
        return _holds(services, source), services.library.add_file(file, source)
    except LoadError as error:
        return error


def remove(call: Call) -> int:
    """Take documents out of the library; raises `UnknownDocumentError` for one that is not there."""
    settings = call.settings()
    services = open_with_folder(settings)
    for key in call.options.id:
        document = services.library.remove(key)
        if call.options.json:
            call.out.record(_brief(document))
        else:
            is_in_folder = (settings.documents / document.source).exists()
            call.out.line(texts.removed(document.source, document.title, is_in_folder=is_in_folder))
    return Status.DONE


def _row(listed: Listed) -> tuple[Cell, ...]:
    one, head = listed.document, listed.document.head
    described = (one.id, one.title, one.source, one.published, one.publisher, one.region)
    further = (_said(head.subtitle), _said(head.speaker), " ".join(head.guessed()))
    return *described, len(listed.articles), listed.passages, *further


def _said(value: HeadValue | None) -> str | None:
    return value.text if value is not None else None


def _value(value: HeadValue) -> dict[str, object]:
    """Return a value of a head as a record: `basis` is what it rests on, `spans` its place in the text."""
    spans = [[span.start, span.end] for span in value.spans]
    return {"text": value.text, "basis": value.basis, "spans": spans}


def _text(document: Document, call: Call) -> int:
    if call.options.json:
        call.out.record(_brief(document) | {"text": document.text})
    else:
        call.out.text(document.text)
    return Status.DONE


def _brief(document: Document) -> dict[str, object]:
    return {"document_id": document.id, "title": document.title, "source": document.source}


def _holds(services: Services, source: str) -> bool:
    try:
        services.library.document(source)
    except UnknownDocumentError:
        return False
    return True
