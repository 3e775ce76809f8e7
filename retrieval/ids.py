"""What documents and passages are known by: the same on every machine, in the order of their numbers."""

from __future__ import annotations

import re
from hashlib import sha256

from retrieval.types import DocumentId, PassageId

# 64 bits: of a million documents two share an id with a probability of 3e-8, and a conflict is refused by name.
_DIGITS = 16
# A passage has at least one byte of its file, and no file that is read has 10^8: so the order of ids is the
# order of numbers.
_NUMBER_DIGITS = 8
# An id that names one document alone may be cut short to what ids had in format 1.
_ABBREVIATED = re.compile(r"[0-9a-f]{8,15}")


def document_id(source: str) -> DocumentId:
    """Return a document's id, sixteen hexadecimal digits of its source.

    >>> document_id("a.txt")
    '18b7cb099a9ea3f5'
    """
    return DocumentId(sha256(source.encode()).hexdigest()[:_DIGITS])


def passage_id(document: DocumentId, number: int) -> PassageId:
    """Return the id of a document's passage of that number.

    >>> passage_id(document_id("a.txt"), 7)
    '18b7cb099a9ea3f5#00000007'
    """
    return PassageId(f"{document}#{number:0{_NUMBER_DIGITS}}")


def is_abbreviated(key: str) -> bool:
    """Return whether a key may be the beginning of a document's id, as format 1 had them."""
    return _ABBREVIATED.fullmatch(key) is not None


def split(identity: PassageId) -> tuple[str, int] | None:
    """Return a passage's document and number, whatever their digits; None for what is no passage's id.

    >>> split(PassageId("18b7cb09#00007"))
    ('18b7cb09', 7)
    """
    document, mark, number = identity.partition("#")
    return (document, int(number)) if mark and number.isascii() and number.isdecimal() else None
