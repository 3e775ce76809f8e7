"""The proxy for calls to Telegram where none is set: the one that other programs of this machine use."""

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
    from urllib.request import getproxies, proxy_bypass  # 30 ms that `ask` does not need

    api = urlsplit(settings.telegram_api)
    host = api.netloc.rpartition("@")[2]
    if api.hostname in _LOOPBACK or proxy_bypass(host):
        return replace(settings, proxy="")
    proxies = getproxies()
    proxy = (proxies.get(api.scheme) or proxies.get("all", "")).strip()
    return replace(settings, proxy=proxy if not proxy or "://" in proxy else f"http://{proxy}")
