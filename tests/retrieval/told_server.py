"""A server over HTTP that answers what it is told to, in the place of a cluster."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

Answer = Callable[[str, str, str], tuple[int, Any]]  # method, path, body -> status, answer
VERSION = {"version": {"distribution": "opensearch", "number": "2.19.4"}}
WHOLE = {
    "timed_out": False, "_shards": {"total": 3, "successful": 3, "failed": 0}, "hits": {"hits": []}, "status": 200,
}  # fmt: skip


@contextmanager
def serving(answer: Answer, version: Any = VERSION) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    """Serve on loopback; gives its address and what was asked, as it comes."""
    asked: list[tuple[str, str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0))).decode()
            asked.append((self.command, self.path, body))
            status, said = (200, version) if self.path == "/" else answer(self.command, self.path, body)
            data = (said if isinstance(said, str) else json.dumps(said)).encode()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_PUT = do_DELETE = _answer  # noqa: N815 -- the names that http.server looks for

        def log_message(self, format: str, *args: Any) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, request: Any, client_address: Any) -> None:
            """Whoever asked may have gone away."""

    with Server(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/test", asked
        finally:
            server.shutdown()
            thread.join()
