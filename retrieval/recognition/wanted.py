"""What is said of pages whose text is to be recognised; by these words a sync finds the files again."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from typing import Final

# Told behind each page: how many are done, of how many; False ends it there.
Recognising = Callable[[int, int], bool | None]

NO_TEXT: Final = "没有文字层(扫描件)"
GARBLED: Final = "的文字层缺失或是乱码"
PICTURE: Final = "是图片,没有文字"
SAID: Final = (NO_TEXT, GARBLED.removeprefix("的"), PICTURE)


def is_installed() -> bool:
    """Return whether the extra `ocr` is there."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def is_wanted(said: str | None) -> bool:
    """Return whether what is said of a file tells of pages whose text is to be recognised."""
    return said is not None and any(words in said for words in SAID)


def remedy() -> str:
    """Return how the text of a scan or a picture comes to be read."""
    if is_installed():
        return "请运行 youju sync 识别文字,或换成带文字的文件"
    return "要识别文字,请先运行 pip install 'youju[ocr]',再运行 youju sync;或换成带文字的文件"
