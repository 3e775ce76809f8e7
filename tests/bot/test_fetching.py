"""What lies at an address of the web is fetched, and only from where it may be."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bot import fetching
from bot.fetching import fetch, is_public
from retrieval.errors import LoadError

PAGE = "<html><body><p>全市复工率为九成。</p></body></html>"


class _Site(BaseHTTPRequestHandler):
    hosts: list[str | None] = []  # noqa: RUF012 -- of the requests that came

    def do_GET(self):
        self.hosts.append(self.headers["Host"])
        match self.path.partition("?")[0]:
            case "/away":
                self._answer(302, b"", ("Location", "http://inner.example/secret"))
            case "/round":
                self._answer(302, b"", ("Location", "/round"))
            case "/moved":
                self._answer(301, b"", ("Location", "/a.htm"))
            case "/a.htm":
                self._answer(200, PAGE.encode("gbk"), ("Content-Type", "text/html; charset=gb2312"))
            case "/endless":
                self._answer(200, b"x" * 3000, ("Content-Type", "application/pdf"))
            case _:
                self._answer(404, b"")

    def _answer(self, status: int, body: bytes, *headers: tuple[str, str]):
        self.send_response(status)
        for name, value in (*headers, ("Content-Length", str(len(body)))):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object):
        pass


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def site(port: int, monkeypatch: pytest.MonkeyPatch) -> str:
    """A site that the public network has, though it stands on this machine; `inner.example` is none."""
    monkeypatch.setattr(fetching, "is_public", lambda address: address == "127.0.0.1")
    return f"http://www.example:{port}"


def resolver(host: str, _: int) -> list[str]:
    return ["127.0.0.1"] if host == "www.example" else ["10.0.0.1"]


def test_a_page_is_fetched_over_a_redirect_and_its_charset_kept(site, port):
    fetched = fetch(f"{site}/moved", resolver=resolver)

    assert fetched.source == f"www.example:{port}/a.htm"
    assert fetched.data.decode("utf-8-sig") == PAGE
    assert _Site.hosts[-1] == f"www.example:{port}"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/away", "inner.example 是本机或内部网络的地址"),
        ("/round", "一再转向"),
        ("/nothing", "404"),
        ("/endless", "太大"),
    ],
)
def test_what_may_not_or_cannot_be_had_is_named_with_its_reason(site, monkeypatch, path, reason):
    monkeypatch.setattr(fetching, "LARGEST_FILE_BYTES", 2000)

    with pytest.raises(LoadError, match=reason) as raised:
        fetch(site + path, resolver=resolver)
    assert raised.value.source == site + path


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/a", "http://[::1]/a", "http://localhost/a", "http://0x7f.1/a"]
)
def test_this_machine_is_not_asked_unless_a_setting_allows_it(url):
    with pytest.raises(LoadError, match="内部网络"):
        fetch(url)


def test_where_it_is_allowed_this_machine_is_asked(port):
    assert fetch(f"http://127.0.0.1:{port}/a.htm", allows_private=True).data


@pytest.mark.parametrize("url", ["ftp://www.example/a", "file:///etc/passwd", "http:///a"])
def test_other_schemes_are_refused(url):
    with pytest.raises(LoadError, match="只支持 http 和 https"):
        fetch(url, resolver=resolver)


@pytest.mark.parametrize(
    "address",
    [
        "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "::1", "fe80::1%eth0",
        "fc00::1", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1",
    ],
)  # fmt: skip
def test_no_address_of_a_private_network_is_public(address):
    assert not is_public(address)


class _Proxy(_Site):
    """A proxy that knows every name, and answers for all of them."""

    asked: list[str] = []  # noqa: RUF012 -- the addresses that it was asked for

    def do_GET(self):
        self.asked.append(self.path)
        self._answer(200, PAGE.encode(), ("Content-Type", "text/html; charset=utf-8"))


@pytest.fixture
def proxy(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Proxy)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    for name in ("http_proxy", "HTTP_PROXY", "no_proxy", "NO_PROXY", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{server.server_port}")
    _Proxy.asked.clear()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def unknown(host: str, _: int) -> list[str]:
    raise OSError(f"no address for {host}")


@pytest.mark.usefixtures("proxy")
def test_behind_a_proxy_a_site_is_asked_by_its_name_which_need_not_be_known_here():
    fetched = fetch("http://www.outside.example/通知.htm?id=1", resolver=unknown)

    assert fetched.source == "www.outside.example/通知.htm?id=1"
    assert "九成" in fetched.data.decode()
    assert _Proxy.asked == ["http://www.outside.example/%E9%80%9A%E7%9F%A5.htm?id=1"]


@pytest.mark.usefixtures("proxy")
@pytest.mark.parametrize("url", ["http://10.0.0.1/a", "http://inner.example/a"])
def test_no_proxy_is_asked_for_a_private_network(url):
    with pytest.raises(LoadError, match="内部网络"):
        fetch(url, resolver=lambda host, _: ["10.0.0.1"])

    assert _Proxy.asked == []


@pytest.mark.usefixtures("proxy")
def test_this_machine_and_what_no_proxy_names_are_asked_directly(site, monkeypatch):
    monkeypatch.setenv("no_proxy", "www.example")

    fetch(f"{site}/a.htm", resolver=resolver)

    assert _Proxy.asked == []


def test_a_proxy_that_does_not_answer_is_named(monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")

    with pytest.raises(LoadError, match="无法下载"):
        fetch("http://www.outside.example/a.htm", resolver=unknown)


def test_why_nothing_came_is_said_in_words():
    with pytest.raises(LoadError) as refused:
        fetch("http://127.0.0.1:9/a", allows_private=True)

    assert "对方拒绝连接" in refused.value.reason
