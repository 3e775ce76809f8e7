"""Secrets stay out of the log: records are cleaned after they are put together, tracebacks included."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Collection
from types import TracebackType
from typing import Final
from urllib.parse import urlsplit

from bot.rendering.visible import visible, visible_lines

_ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

# A bot's token, alone or in an address, e.g. "bot123456:AAE-x_…" (BotFather's form: digits, colon, 35 signs).
_TOKEN: Final = re.compile(r"(?<!\d)\d{5,}:[\w-]{20,}")
# A password in an address, e.g. "socks5://user:secret@host".
_PASSWORD: Final = re.compile(r"(?<=://)[^/\s:@]+:[^/\s@]+(?=@)")
_MASK: Final = "[secret]"


def redact(text: str, secrets: Collection[str] = ()) -> str:
    """Return the text without tokens, passwords in addresses and the secrets given.

    >>> redact("GET https://api.telegram.org/bot123456:AAExxxxxxxxxxxxxxxxxxxxxxx/getMe")
    'GET https://api.telegram.org/bot[secret]/getMe'
    """
    for secret in secrets:
        if secret:
            text = text.replace(secret, _MASK)
    return _PASSWORD.sub(_MASK, _TOKEN.sub(_MASK, text))


class RedactingFormatter(logging.Formatter):
    """Formats a record and takes the secrets out of what comes out."""

    def __init__(self, secrets: Collection[str] = ()) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._secrets = frozenset(filter(None, secrets))

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 (logging's name)
        """Return the line, on one line whatever a name in it holds."""
        return visible(super().formatMessage(record))

    def formatException(self, ei: _ExceptionInfo) -> str:  # noqa: N802 (logging's name)
        """Return the traceback, line by line as it is laid out."""
        return visible_lines(super().formatException(ei))

    def format(self, record: logging.LogRecord) -> str:
        """Return the line(s) to be written, traceback included."""
        return redact(super().format(record), self._secrets)


def configure_logging(level: str, secrets: Collection[str] = ()) -> None:
    """Log to standard error, without secrets; libraries that print addresses speak from WARNING on.

    httpx logs every address with the token at INFO, and python-telegram-bot a wrong webhook secret at DEBUG.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(RedactingFormatter(secrets))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in ("httpx", "httpcore", "telegram", "tornado.access"):
        logging.getLogger(name).setLevel(logging.WARNING)
    # A traceback for every page of a proxy that is no JSON; the call's own failure is logged by us.
    logging.getLogger("telegram.request").setLevel(logging.CRITICAL)

    def excepthook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        logging.getLogger(__name__).critical("unexpected", exc_info=(kind, error, trace))

    sys.excepthook = excepthook


def host_of(address: str) -> str:
    """Return the host and port of an address, nothing that could be a secret.

    >>> host_of("socks5://user:word@proxy.example:1080/")
    'proxy.example:1080'
    """
    parts = urlsplit(address)
    try:
        port = parts.port
    except ValueError:
        port = None
    return f"{parts.hostname or '?'}{f':{port}' if port else ''}"
