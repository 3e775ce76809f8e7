"""The lexicon's files in the library's folder: made with a comment at the top, read again by every sync."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from answers.lexicon import Lexicon, parse_synonyms, parse_words
from bot import texts
from bot.errors import SettingsError
from retrieval.private import keep_private, make_folder


@dataclass(frozen=True, slots=True)
class LexiconFiles:
    """Three plain text files that a person may edit."""

    folder: Path

    @property
    def synonyms(self) -> Path:
        """Return the file of words that may stand for each other."""
        return self.folder / "synonyms.txt"

    @property
    def names(self) -> Path:
        """Return the file of names to be taken whole."""
        return self.folder / "names.txt"

    @property
    def stop_words(self) -> Path:
        """Return the file of words to be left out of questions."""
        return self.folder / "stopwords.txt"

    def make(self) -> None:
        """Write the files that are not there yet, each with a comment that says what to put in."""
        make_folder(self.folder)
        keep_private(self.folder)
        for path, comment in (
            (self.synonyms, texts.SYNONYMS_COMMENT),
            (self.names, texts.NAMES_COMMENT),
            (self.stop_words, texts.STOP_WORDS_COMMENT),
        ):
            if not path.exists():
                path.write_text(comment, "utf-8")
            keep_private(path)

    def load(self) -> Lexicon:
        """Return what the files hold; raise `SettingsError` for one that cannot be read."""
        return Lexicon(
            parse_synonyms(_lines(self.synonyms)),
            parse_words(_lines(self.names)),
            frozenset(parse_words(_lines(self.stop_words))),
        )


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8-sig").splitlines()
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"词表 {path} 无法读取({error});请存为 UTF-8 文本") from error
