"""What the program works with, opened once: the library, the searcher, the answerer."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from answers.lexicon import Lexicon, built_in
from bot.errors import SettingsError
from bot.lexicon_files import LexiconFiles
from bot.settings import Settings
from bot.settings_file import user_data_folder
from retrieval.analysis import Analyser
from retrieval.backends.base import Backend
from retrieval.backends.embedded import EmbeddedBackend
from retrieval.collector import collect_seldom
from retrieval.errors import BackendFullError, LoadError
from retrieval.facts import Extractor
from retrieval.library import Library
from retrieval.loaders.table import may_be_recognised
from retrieval.private import keep_all_private
from retrieval.recognition.wanted import Recognising, is_installed, is_wanted
from retrieval.search import Searcher
from retrieval.segmenter import open_segmenter
from retrieval.sync import Progress, SyncReport, list_documents
from retrieval.types import Document, Outline

if TYPE_CHECKING:
    from answers.answerer import Answerer
    from retrieval.backends.opensearch.backend import OpenSearchBackend

# What a library's folder holds, by the beginnings of its names.
_OURS = (
    "library.sqlite",
    ".library-",
    "postings",
    "lexicon",
    "chats.sqlite",
    "health.",
    "telegram.lock",
    "recognised",
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A document, and its articles in order."""

    document: Document
    articles: tuple[Outline, ...]

    @property
    def passages(self) -> int:
        """Return how many passages it has."""
        return sum(article.passages for article in self.articles)


@dataclass(frozen=True, slots=True)
class Recognised:
    """How many pages were recognised, and the files that could not be."""

    pages: int
    failed: tuple[LoadError, ...]


@dataclass(frozen=True)
class Services:
    """The library and what answers from it; may be used from several threads."""

    settings: Settings
    library: Library
    searcher: Searcher

    @cached_property
    def answerer(self) -> Answerer:
        """What answers from the library as it is; loading it takes half a second, which a command that answers nothing does not spend."""
        from answers.answerer import Answerer

        collect_seldom()
        made = Answerer(self.searcher)
        with suppress(SettingsError):  # `keep_step` has told of it
            made.teach(self._lexicon())
        with suppress(BackendFullError):  # so has `sync`; answered is from what the cluster holds
            made.keep_step()
        return made

    def sync(self, progress: Progress | None = None, *, full: bool = False) -> SyncReport:
        """Bring the library in step with the folder of documents, and answering in step with the library.

        `full` compares the bytes of every file, whatever its size and times say.
        """
        settings = self.settings
        report = self.library.sync(
            settings.documents, progress, self.searcher.follow, full=full, exclude=settings.exclude
        )
        self.searcher.keep_step(full=full)
        self.keep_step()
        self.searcher.tidy()
        return report

    @property
    def recognises(self) -> bool:
        """Return whether the text of scans and pictures is recognised here."""
        return self.settings.ocr == "auto" and is_installed() and not self.library.is_read_only

    def recognise(self, progress: Recognising | None = None) -> Recognised:
        """Recognise the pages of the folder's files that have no text; a sync takes up what was recognised.

        It takes some seconds a page: what has text of its own is to be synced before. It ends where `progress` says no.
        """
        waiting = self.library.without_text() if self.recognises else ()
        if not waiting:
            return Recognised(0, ())
        files = list_documents(self.settings.documents, self.settings.exclude).files
        count, failed, goes_on = 0, list[LoadError](), True

        def told(done: int, total: int) -> bool:
            nonlocal goes_on
            goes_on = progress is None or progress(done, total) is not False
            return goes_on

        for source in filter(files.__contains__, waiting):
            try:
                count += self.library.recognise(files[source].path, source, told)
            except LoadError as error:
                failed.append(error)
            finally:  # what was recognised before an interruption is read as well
                self.library.read_again(source)
            if not goes_on:
                break
        return Recognised(count, tuple(failed))

    def recognise_file(
        self, path: Path, source: str, progress: Recognising | None = None, most: int | None = None
    ) -> None:
        """Recognise the pages without text of a file that is to be taken in, at most so many where that is given."""
        if not (self.recognises and may_be_recognised(path, source)):
            return
        try:
            said = self.library.load(path, source).remark
        except LoadError as error:
            said = error.reason
        if is_wanted(said):
            self.library.recognise(path, source, progress, most)

    def keep_step(self) -> None:
        """Bring answering in step with the library and with what users teach."""
        lexicon = self._lexicon()
        if "answerer" in self.__dict__:  # else it is made as the library is then
            self.answerer.keep_step()
            self.answerer.teach(lexicon)

    def _lexicon(self) -> Lexicon:
        return built_in().with_more(self.lexicon_files.load())

    @property
    def lexicon_files(self) -> LexiconFiles:
        """Return the files in which a person may teach synonyms, names and stop words."""
        return LexiconFiles(self.settings.library_folder / "lexicon")

    def listed(self) -> tuple[Listed, ...]:
        """Return all documents in order of source, each with its articles."""
        return tuple(
            Listed(document, tuple(self.library.outline(document.id).values()))
            for document in self.library.documents()
        )

    def close(self) -> None:
        """Close the library."""
        self.library.close()


def postings_of(settings: Settings, *, reads_only: bool = False) -> Backend:
    """Return the postings of the library; nothing is read before they are asked to keep step."""
    return cluster_of(settings) or embedded_of(settings, reads_only=reads_only)


def embedded_of(settings: Settings, *, reads_only: bool = False) -> EmbeddedBackend:
    """Return the postings that lie beside the library."""
    return EmbeddedBackend(settings.library_folder / "postings", reads_only=reads_only)


def cluster_of(settings: Settings) -> OpenSearchBackend | None:
    """Return the postings in the cluster that is set; None where none is."""
    if settings.cluster is None:
        return None
    from retrieval.backends.opensearch.backend import OpenSearchBackend

    return OpenSearchBackend(settings.cluster)


def open_library(settings: Settings, *, draws_facts: bool = False, reads_only: bool = False) -> Services:
    """Open the library as it is, without a look at the folder; raises `LibraryError` where it cannot be.

    With `draws_facts` a sync keeps the figures of the documents with what they say: a third more of its time, which a command
    that answers one question does not spend. With `reads_only` nothing in its folder is written: another process looks
    after the library. Postings in a cluster are brought up by whoever comes first, as ever.
    """
    analyser = Analyser(open_segmenter(user_data_folder()))
    extractor = _extractor(analyser) if draws_facts else None
    library = Library(settings.library_folder, analyser, extractor, reads_only=reads_only)
    searcher = Searcher(library, postings_of(settings, reads_only=reads_only), analyser)
    services = Services(settings, library, searcher)
    if not library.is_read_only:
        services.lexicon_files.make()
        keep_all_private(settings.library_folder, _OURS)  # an earlier program left it open to others
    return services


def _extractor(analyser: Analyser) -> Extractor:
    from answers.facts.storing import FactExtractor  # its patterns take 0.1 s, which `ask` does not need

    return FactExtractor(analyser.segmenter)


def open_services(settings: Settings, progress: Progress | None = None) -> Services:
    """Open the library and bring it in step with the folder of documents."""
    services = open_library(settings)
    services.sync(progress)
    return services
