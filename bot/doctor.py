"""What is right and what is not: program, settings, folder, library, postings, cluster, segmenter, token, proxy."""

from __future__ import annotations

import platform
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from urllib.parse import urlsplit

from bot import __version__
from bot import doctor_texts as texts
from bot.services import cluster_of, embedded_of, open_library
from bot.settings import Settings, unknown_variables
from bot.settings_file import user_settings_file
from bot.syncing import unreadable
from retrieval.errors import BackendUnavailableError, RetrievalError
from retrieval.loaders import SUFFIXES, may_be_document, readable_files
from retrieval.loaders.names import shown
from retrieval.reasons import why
from retrieval.store.schema import FORMAT

# 123456789:AAF…: what @BotFather gives out.
_TOKEN = re.compile(r"\d+:[\w-]{20,}")
_UNREAD_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `detail` names the remedy where it is not right, and never a secret."""

    is_right: bool
    name: str
    detail: str


def examine(settings: Settings, environment: Mapping[str, str]) -> tuple[Finding, ...]:
    """Return the findings; the library is looked at as it is, neither filled nor brought in step."""
    return (
        Finding(True, texts.PROGRAM, texts.program(__version__, platform.python_version())),
        _settings(environment),
        _folder(settings),
        *_library(settings),
        *_cluster(settings),
        _segmenter(),
        _telegram(settings),
        _proxy(settings),
    )


def _settings(environment: Mapping[str, str]) -> Finding:
    unknown, file = unknown_variables(environment), user_settings_file()
    is_read = file is not None and file.exists()
    return Finding(True, texts.SETTINGS, texts.settings_found(str(file) if is_read else None, unknown))


def _folder(settings: Settings) -> Finding:
    try:
        files = [path for _, path in readable_files(settings.documents) if may_be_document(path)]
    except RetrievalError as error:
        return Finding(False, texts.FOLDER, str(error))
    except OSError as error:
        return Finding(False, texts.FOLDER, texts.folder_unreadable(shown(settings.documents), why(error)))
    if not files:
        return Finding(False, texts.FOLDER, texts.folder_empty(shown(settings.documents), SUFFIXES))
    return Finding(True, texts.FOLDER, texts.folder_found(shown(settings.documents), len(files)))


def _library(settings: Settings) -> Iterator[Finding]:
    """Yield what is found of the library and its postings, and each file that could not be read."""
    folder = settings.library_folder
    if not (folder / "library.sqlite").exists():
        yield Finding(True, texts.LIBRARY, texts.NO_LIBRARY_YET)
        return
    try:
        library = open_library(settings).library
        sizes = library.sizes()
        version, unread = library.version, unreadable(library.unread())
        damaged = library.damaged()
    except RetrievalError as error:
        yield Finding(False, texts.LIBRARY, str(error))
        return
    found = texts.library_found(shown(folder), FORMAT, version, sizes)
    yield Finding(True, texts.LIBRARY, found)
    for source in damaged[:_UNREAD_SHOWN]:
        yield Finding(False, texts.DAMAGED, texts.document_damaged(source))
    yield from _postings(settings, version)
    for remark in library.remarks()[:_UNREAD_SHOWN]:
        yield Finding(True, texts.REMARK, f"{remark.source}:{remark.text}")
    for one in unread[:_UNREAD_SHOWN]:
        yield Finding(False, texts.UNREAD, f"{one.source}:{one.reason}")
    if len(unread) > _UNREAD_SHOWN:
        yield Finding(False, texts.UNREAD, texts.and_more(len(unread) - _UNREAD_SHOWN))


def _postings(settings: Settings, version: str) -> Iterator[Finding]:
    """Yield what is found of the postings of a version of the library."""
    cluster = cluster_of(settings)
    if cluster is not None:
        with suppress(BackendUnavailableError):  # the line of the cluster tells of it
            is_in_step = cluster.refresh() == version
            found = texts.postings_found(version) if is_in_step else texts.POSTINGS_MISSING
            yield Finding(True, texts.POSTINGS, found)
        return
    damage = embedded_of(settings).damage(version)
    if damage is None:
        yield Finding(True, texts.POSTINGS, texts.POSTINGS_MISSING)
    elif damage:
        yield Finding(False, texts.POSTINGS, texts.postings_damaged(damage))
    else:
        yield Finding(True, texts.POSTINGS, texts.postings_found(version))


def _cluster(settings: Settings) -> Iterator[Finding]:
    """Yield how the cluster of the postings is, where there is one."""
    cluster = cluster_of(settings)
    if cluster is None:
        return
    try:
        health = cluster.health()
    except BackendUnavailableError as error:
        yield Finding(False, texts.CLUSTER, str(error))
        return
    is_right = health.status != "red" and not health.is_full
    yield Finding(is_right, texts.CLUSTER, texts.cluster_found(str(cluster.address), health))


def _segmenter() -> Finding:
    if find_spec("jieba") is None:
        return Finding(False, texts.SEGMENTER, texts.WITHOUT_JIEBA)
    is_fast = find_spec("rjieba") is not None
    return Finding(True, texts.SEGMENTER, texts.WITH_RJIEBA if is_fast else texts.WITHOUT_RJIEBA)


def _telegram(settings: Settings) -> Finding:
    if not settings.telegram_token:
        return Finding(True, texts.TELEGRAM, texts.TOKEN_NOT_SET)
    if not _TOKEN.fullmatch(settings.telegram_token):
        return Finding(False, texts.TELEGRAM, texts.TOKEN_ODD)
    return Finding(True, texts.TELEGRAM, texts.TOKEN_SET)


def _proxy(settings: Settings) -> Finding:
    if not settings.proxy:
        return Finding(True, texts.PROXY, texts.NO_PROXY)
    try:
        parts = urlsplit(settings.proxy)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if not host:
        return Finding(False, texts.PROXY, texts.PROXY_ODD)
    return Finding(True, texts.PROXY, texts.proxy_set(f"{host}:{port}" if port else host))
