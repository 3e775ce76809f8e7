"""What the program works with, opened once: the library, the searcher, the answerer."""

from __future__ import annotations

from dataclasses import dataclass

from answers.answerer import Answerer
from bot.settings import Settings, user_data_folder
from retrieval.analysis import Analyser
from retrieval.backends.embedded import EmbeddedBackend
from retrieval.library import Library, Progress, SyncReport
from retrieval.search import Searcher
from retrieval.segmenter import open_segmenter


@dataclass(frozen=True, slots=True)
class Services:
    """The library and what answers from it; may be used from several threads."""

    settings: Settings
    library: Library
    answerer: Answerer

    def sync(self, progress: Progress | None = None) -> SyncReport:
        """Bring the library in step with the folder of documents, and answering in step with the library."""
        report = self.library.sync(self.settings.documents, progress)
        self.answerer.keep_step()
        return report

    def close(self) -> None:
        """Close the library."""
        self.library.close()


def open_library(settings: Settings) -> Services:
    """Open the library as it is, without a look at the folder; raises `LibraryError` where it cannot be."""
    analyser = Analyser(open_segmenter(user_data_folder()))
    library = Library(settings.library_folder, analyser)
    searcher = Searcher(library, EmbeddedBackend(settings.library_folder / "postings"), analyser)
    return Services(settings, library, Answerer(searcher))


def open_services(settings: Settings, progress: Progress | None = None) -> Services:
    """Open the library and bring it in step with the folder of documents."""
    services = open_library(settings)
    services.sync(progress)
    return services
