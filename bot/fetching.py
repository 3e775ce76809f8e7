"""Documents fetched from the web: over http and https alone, from public addresses alone, within bounds of size and time.

Each address is resolved here, and the connection goes to the very address that was looked at: a name that leads
elsewhere a moment later leads nowhere. That holds for every redirect. Behind a proxy (HTTP_PROXY, HTTPS_PROXY, ALL_PROXY,
NO_PROXY, the system's) it is the proxy that connects: a name that leads to this machine or a private network is refused
all the same, one that is unknown here is left to the proxy.
"""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, unquote, urljoin, urlsplit

from bot.proxies import usual_proxy
from retrieval.errors import LoadError
from retrieval.loaders.files import LARGEST_FILE_BYTES
from retrieval.loaders.names import readable
from retrieval.reasons import why

if TYPE_CHECKING:
    import httpx

_ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z\d+.-]{1,20}://")
_MOST_REDIRECTS: Final = 5
_STEP_S, _WHOLE_S = 15.0, 120.0  # of a connection or a read; of a document with its redirects
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_PORTS: Final = {"http": 80, "https": 443}
_AGENT: Final = "youju"

Resolve = Callable[[str, int], list[str]]


@dataclass(frozen=True, slots=True)
class Fetched:
    """What lies at an address: `source` is how the document is known, the address without its scheme."""

    source: str
    data: bytes


def is_address(text: str) -> bool:
    """Return whether a text is an address, be it of a kind that is not fetched, and no path.

    >>> is_address("https://www.gov.cn/a.htm"), is_address("ftp://a/b"), is_address("C:/a.txt")
    (True, True, False)
    """
    return _ADDRESS.match(text) is not None


def resolve(host: str, port: int) -> list[str]:
    """Return the addresses of a host."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def fetch(url: str, *, allows_private: bool = False, resolver: Resolve = resolve) -> Fetched:
    """Return what lies at an address; raise `LoadError`, which names it, where that cannot be had or may not be.

    Addresses of this machine and of private networks are refused unless `allows_private`.
    """
    import httpx  # 0.1 s, which no other command needs

    until = time.monotonic() + _WHOLE_S
    here = url
    try:
        with ExitStack() as opened:
            for _ in range(_MOST_REDIRECTS + 1):
                proxy = usual_proxy(here)
                client = opened.enter_context(
                    httpx.Client(
                        timeout=_STEP_S, trust_env=False, proxy=proxy or None, headers={"User-Agent": _AGENT}
                    )
                )
                found = _addresses(here, url, resolver, allows_private=allows_private, by_proxy=bool(proxy))
                response = client.send(_request(client, here, found if not proxy else ()), stream=True)
                try:
                    if response.status_code in _REDIRECTS and "location" in response.headers:
                        here = urljoin(here, response.headers["location"])
                        continue
                    if response.status_code != httpx.codes.OK:
                        raise LoadError(url, f"网站答复 {response.status_code};请检查网址")
                    return Fetched(source_of(here), _marked(_body(response, url, until), response))
                finally:
                    response.close()
    except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError, ImportError, ValueError) as error:
        raise LoadError(url, f"无法下载({_reason(error)});请检查网址和网络") from error
    raise LoadError(url, "网址一再转向,未读取;请检查网址")


def _reason(error: Exception) -> str:
    """Return why nothing came: what the system says, which httpx and httpcore have wrapped, else what they say."""
    import httpx

    if isinstance(error, httpx.TimeoutException):
        return "网站没有及时答复"
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, socket.gaierror):
            return "找不到这个网站"
        if isinstance(cause, OSError) and cause.errno:
            return why(cause)
        cause = cause.__cause__ or cause.__context__
    return str(error) or type(error).__name__


def _addresses(
    here: str, url: str, resolver: Resolve, *, allows_private: bool, by_proxy: bool
) -> Sequence[str]:
    """Return the addresses of the host that is asked; none where only the proxy knows it."""
    parts = urlsplit(here)
    if parts.scheme not in _PORTS or not parts.hostname:
        raise LoadError(url, f"不支持的网址 {readable(here)};只支持 http 和 https")
    try:
        found = resolver(parts.hostname, parts.port or _PORTS[parts.scheme])
    except OSError:
        if not by_proxy:
            raise
        found = []
    if not found and not by_proxy:
        raise LoadError(url, f"找不到网站 {parts.hostname};请检查网址")
    if not allows_private and not all(is_public(address) for address in found):
        raise LoadError(
            url,
            f"{parts.hostname} 是本机或内部网络的地址,未读取;确要读取,请设 YOUJU_PRIVATE_ADDRESSES=allow",
        )
    return found


def _request(client: httpx.Client, here: str, found: Sequence[str]) -> httpx.Request:
    """Return the request for an address, which goes to the machine that was looked at; without one, by its name."""
    parts = urlsplit(here)
    port = parts.port or _PORTS[parts.scheme]
    path = quote(f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}", safe="/?&=%:+,;@!$'()*~#[]")
    name = (parts.hostname or "").encode("idna").decode()
    host = name if port == _PORTS[parts.scheme] else f"{name}:{port}"
    if not found:
        return client.build_request("GET", f"{parts.scheme}://{host}{path}")
    address = f"[{found[0]}]" if ":" in found[0] else found[0]
    return client.build_request(
        "GET",
        f"{parts.scheme}://{address}:{port}{path}",
        headers={"Host": host},
        extensions={"sni_hostname": name},
    )


def is_public(address: str) -> bool:
    """Return whether an address is one of the public network, the address within it too, where it holds one.

    >>> [is_public(one) for one in ("1.1.1.1", "127.0.0.1", "10.1.2.3", "169.254.169.254", "::ffff:127.0.0.1", "64:ff9b::a00:1")]
    [True, False, False, False, False, False]
    """
    found: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address):
        within = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if within is None and str(found).startswith("64:ff9b:"):
            within = IPv4Address(int(found) & 0xFFFFFFFF)
        if within is not None:
            return is_public(str(within))
    return found.is_global and not (found.is_multicast or found.is_reserved)


def _body(response: httpx.Response, url: str, until: float) -> bytes:
    """Return the body, unpacked; raise `LoadError` for one that is too large or comes too slowly."""
    parts: list[bytes] = []
    size = 0
    for part in response.iter_bytes():
        parts.append(part)
        size += len(part)
        if size > LARGEST_FILE_BYTES:
            raise LoadError(url, f"文件太大(上限 {LARGEST_FILE_BYTES // 2**20} MB),未读取")
        if time.monotonic() > until:
            raise LoadError(url, "下载太慢,已停止;请稍后再试")
    return b"".join(parts)


def _marked(data: bytes, response: httpx.Response) -> bytes:
    """Return a text in UTF-8 with its mark where the server says in which charset it is."""
    charset = response.charset_encoding
    if charset is None or not response.headers.get("content-type", "").startswith("text/"):
        return data
    try:
        return data.decode("gb18030" if charset.lower() in ("gb2312", "gbk") else charset).encode("utf-8-sig")
    except (LookupError, UnicodeDecodeError):  # it says otherwise than it is
        return data


def source_of(url: str) -> str:
    """Return how the document at an address is known.

    >>> source_of("https://www.gov.cn/a/%E9%80%9A%E7%9F%A5.htm?id=1#top")
    'www.gov.cn/a/通知.htm?id=1'
    """
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    path = unquote(parts.path).strip("/")
    return readable(f"{parts.netloc.rpartition('@')[2]}/{path}{query}".rstrip("/"))
