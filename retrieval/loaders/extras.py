"""Libraries that read a format, imported when a file of it is read: they come with the extra `office` (and `ocr`)."""

from __future__ import annotations

import logging
from importlib import import_module
from types import ModuleType

from retrieval.errors import MissingExtraError

_TALKATIVE = ("pdfminer", "htmldate", "courlan", "justext")  # beneath those that are imported here


def library(name: str, source: str, what: str, extra: str = "office") -> ModuleType:
    """Return a module of an extra; raise `MissingExtraError` where its package is not installed.

    `what` is the kind of file that it reads. A package that is there and broken raises its own `ImportError`.
    """
    for logger in (name.partition(".")[0], *_TALKATIVE):
        # What they say of a file's inside (fonts, fields) would stand between the lines that people read.
        logging.getLogger(logger).setLevel(logging.CRITICAL)
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name is None or error.name != name.partition(".")[0]:
            raise
        raise MissingExtraError(
            source, f"读取{what}需要组件 {extra};请运行 pip install 'youju[{extra}]' 后再试"
        ) from error
