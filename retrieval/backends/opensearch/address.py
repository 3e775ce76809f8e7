"""Where a cluster is, and what a library's postings are called there."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote

_ADDRESS = re.compile(r"(https?)://(?:([^@/]*)@)?([^@/?]+)(?:/([^/?]*))?/?(?:\?(.*))?")
_HOST = re.compile(r"([\w.-]+|\[[0-9A-Fa-f:.]+\])(?::(\d{1,5}))?", re.ASCII)
# What an index may be called; no dot, which parts the name from that of a build.
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")
_PORT = 9200
_HIGHEST_PORT = 65_535
_FORM = "http://主机:9200,主机:9200/名称?shards=1&replicas=1"


@dataclass(frozen=True, slots=True)
class Address:
    """The nodes that may be asked, as (host, port), and how the index is laid out there.

    `shards` is how many parts a new index has, `replicas` how many further copies of each.
    """

    hosts: tuple[tuple[str, int], ...]
    is_secure: bool = False
    login: tuple[str, str] | None = field(default=None, repr=False)
    name: str = "youju"
    shards: int = 1
    replicas: int = 1

    def __str__(self) -> str:
        hosts = ",".join(f"{host}:{port}" for host, port in self.hosts)
        return f"{'https' if self.is_secure else 'http'}://{hosts}/{self.name}"

    @staticmethod
    def parse(text: str) -> Address:
        """Return the address that a text gives; raise `ValueError` for what is none.

        >>> str(Address.parse("https://me:secret@one,two:9201/briefs?shards=3"))
        'https://one:9200,two:9201/briefs'
        """
        found = _ADDRESS.fullmatch(text.strip())
        if found is None:
            raise ValueError(f"应形如 {_FORM}")
        scheme, login, hosts, name, options = found.groups()
        user, _, password = (login or "").partition(":")
        if name and not _NAME.fullmatch(name):
            raise ValueError("索引的名称只能用小写字母、数字、- 和 _")
        return Address(
            tuple(_host(host.strip()) for host in hosts.split(",")),
            scheme == "https",
            (unquote(user), unquote(password)) if login else None,
            name or "youju",
            **_options(options or ""),
        )


def _host(text: str) -> tuple[str, int]:
    found = _HOST.fullmatch(text)
    port = int(found[2] or _PORT) if found else 0
    if found is None or not 0 < port <= _HIGHEST_PORT:
        raise ValueError(f"主机或端口无效:{text!r};应形如 {_FORM}")
    return found[1].strip("[]"), port


def _options(text: str) -> dict[str, int]:
    made = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        least = {"shards": 1, "replicas": 0}.get(name)
        if least is None or not value.isdecimal() or int(value) < least:
            raise ValueError(f"不认识的选项:{name}={value};应形如 {_FORM}")
        made[name] = int(value)
    return made
