"""Bytes read as the library reads a file, without the library: load, lay out, cut, analyse; terms as `backends.gathering` takes them."""

from __future__ import annotations

from retrieval.analysis import Analyser
from retrieval.keys import Texts
from retrieval.loaders.table import loader_of
from retrieval.passages import passages
from retrieval.types import Document, DocumentId, Passage


def read(data: bytes, suffix: str, analyser: Analyser) -> tuple[Passage, ...]:
    """Return the passages of a file, all that is indexed of them worked out."""
    made = passages(_load(f"d{suffix}", data, analyser))
    headings = {(passage.title, passage.section) for passage in made}
    printed = [passage.text for passage in made] + [f"{title}\n{section}" for title, section in headings]
    texts = Texts([analyser.analyse(text) for text in printed])
    _ = texts.words(), texts.bigrams(), texts.characters(), texts.pairs()
    return made


def _load(source: str, data: bytes, analyser: Analyser) -> Document:
    return loader_of(source, data)(DocumentId("d"), source, data, analyser.segmenter.is_word)
