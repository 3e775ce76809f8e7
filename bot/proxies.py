"""The proxy for Telegram where none is set, and for documents of the web: the one that other programs of this machine use."""

from __future__ import annotations

from dataclasses import replace
from typing import Final
from urllib.parse import urlsplit

from bot.settings import Settings

_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})


def with_usual_proxy(settings: Settings) -> Settings:
    """Return the settings with the usual proxy where they name none: HTTPS_PROXY, ALL_PROXY, NO_PROXY, the system's.

    This machine itself is never asked for through a proxy.
    """
    if settings.proxy is not None:
        return settings
    return replace(settings, proxy=usual_proxy(settings.telegram_api))


def usual_proxy(url: str) -> str:
    """Return the proxy by which other programs of this machine reach an address; empty where they reach it directly."""
    from urllib.request import getproxies, proxy_bypass  # 30 ms that `ask` does not need

    parts = urlsplit(url)
    if parts.hostname in _LOOPBACK or proxy_bypass(parts.netloc.rpartition("@")[2]):
        return ""
    proxies = getproxies()
    proxy = (proxies.get(parts.scheme) or proxies.get("all", "")).strip()
    return proxy if not proxy or "://" in proxy else f"http://{proxy}"
