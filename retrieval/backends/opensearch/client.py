"""Requests to a cluster: whole answers or an error, asked again with growing pauses where that may help."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from json import dumps
from threading import Lock
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, TypeVar

from retrieval.backends.opensearch import faults
from retrieval.backends.opensearch.address import Address
from retrieval.backends.opensearch.faults import RefusedError
from retrieval.errors import BackendUnavailableError

if TYPE_CHECKING:
    from opensearchpy import OpenSearch

_T = TypeVar("_T")
_log = logging.getLogger(__name__)

_MAJOR_VERSIONS = (2, 3)  # that know `replication.type` and answer as we ask
# A node that has stopped keeps its connections: whoever asks it waits so long and goes to the next.
_READING_S, _WRITING_S = 10.0, 60.0
# A node that has no shard to write to waits so long for one, a minute unless told: then it and `_WRITING_S` would race, and
# whoever lost a node would be told now of the node, now of the time.
WAITS_FOR_SHARDS = {"timeout": "20s"}
# The one request that takes no such time: a node waits that minute for a shard to refresh, and we longer than it.
REFRESHING_S = 75.0
# How long the same is asked for again. A killed node's shards are elsewhere within a second; a manager is elected in some
# three. Whoever asks a question waits 30 s, whoever writes has time: a cluster that sorts itself out needs a minute.
_PATIENCE_READING_S, _PATIENCE_WRITING_S = 15.0, 120.0
# Where no node takes the connection at all, waiting helps only while one restarts.
_PATIENCE_UNREACHABLE_S = 3.0
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 0.1, 10.0
_CONNECTIONS = 10  # a node: threads that ask at a time
_DEAD_S = 5.0  # a node that did not answer is left alone so long

# A part of the cluster may hold but a part of the passages: its answer would be a short list.
_WHOLE = {"allow_partial_search_results": False}
# Each shard counts for itself else, and a passage's score hangs on the shard that it came to lie in.
_RANKED = _WHOLE | {"search_type": "dfs_query_then_fetch"}


class Client:
    """The cluster at an address; connects when it is first asked. May be used from several threads."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self._lock = Lock()
        self._opened: OpenSearch | None = None

    def read(self, method: str, path: str, body: Any = None, **params: Any) -> Any:
        """Return what the cluster answers; raise `BackendUnavailableError` where it does not.

        Raises `BuildGoneError` where the index is not there.
        """
        return self._insist(
            lambda: self._once(method, path, body, params, _READING_S), _PATIENCE_READING_S, path
        )

    def write(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        done: str = "",
        timeout_s: float | None = None,
        **params: Any,
    ) -> Any:
        """Return what the cluster answers to a change, which must be one that may come twice; raises what `read` does.

        `done` is the kind of error that says that it has come about before; a node is given `timeout_s` to answer in.
        """

        def once() -> Any:
            try:
                return self._once(method, path, body, params, timeout_s or _WRITING_S)
            except RefusedError as error:
                if done and error.kind == done:
                    return None
                raise

        return self._insist(once, _PATIENCE_WRITING_S, path)

    def find(self, path: str) -> Any | None:
        """Return what is there, None where nothing is; raises what `read` does."""

        def once() -> Any | None:
            try:
                return self._once("GET", path, None, {}, _READING_S)
            except faults.BuildGoneError:
                return None
            except RefusedError as error:
                if error.status == 404:
                    return None
                raise

        return self._insist(once, _PATIENCE_READING_S, path)

    def search(
        self, index: str, bodies: Sequence[Mapping[str, Any]], *, ranked: bool = False
    ) -> list[Mapping[str, Any]]:
        """Return the answers of several searches, each whole; `ranked` where scores count. Raises what `read` does."""
        header = _RANKED if ranked else _WHOLE
        lines = "".join(f"{line}\n" for body in bodies for line in (as_json(header), as_json(body)))

        def once() -> list[Mapping[str, Any]]:
            found = self._once("POST", f"/{index}/_msearch", lines, {}, _READING_S)
            return [_whole(answer) for answer in found["responses"]]

        return self._insist(once, _PATIENCE_READING_S, "_msearch") if bodies else []

    def bulk(self, index: str, lines: Sequence[str]) -> None:
        """Write objects, given as their action and themselves in JSON; each must have an id of its own.

        What was refused for the moment is sent again. Raises what `read` does.
        """
        left = [f"{action}\n{whole}\n" for action, whole in zip(lines[::2], lines[1::2], strict=True)]

        def once() -> None:
            nonlocal left
            answer = self._once("POST", f"/{index}/_bulk", "".join(left), WAITS_FOR_SHARDS, _WRITING_S)
            results = [item["index"] for item in answer["items"]]
            refused = [place for place, result in enumerate(results) if "error" in result]
            errors = [faults.refused(results[place]["status"], results[place]) for place in refused]
            left = [left[place] for place in refused]
            # What will not pass comes first: it must not be sent again for the sake of what may.
            for error in sorted(errors, key=lambda one: isinstance(one, RefusedError) and one.may_pass):
                raise error

        self._insist(once, _PATIENCE_WRITING_S, "_bulk")

    # -- asking again -------------------------------------------------------------------------------------

    def _insist(self, ask: Callable[[], _T], patience_s: float, what: str) -> _T:
        began = monotonic()
        for pause_s in _pauses():
            try:
                return ask()
            except RefusedError as error:
                most_s = min(patience_s, _PATIENCE_UNREACHABLE_S) if error.is_unreached else patience_s
                if not error.may_pass or monotonic() + pause_s - began > most_s:
                    raise faults.explained(error, self.address) from error
                _log.info("OpenSearch:%s 未成(%s),%.1f 秒后重试", what, error, pause_s)
                sleep(pause_s)
        raise AssertionError("pauses never end")

    def _once(self, method: str, path: str, body: Any, params: Mapping[str, Any], timeout_s: float) -> Any:
        """Ask the nodes in turn until one takes the request."""
        for _ in self.address.hosts[1:]:
            try:
                return self._ask_one(method, path, body, params, timeout_s)
            except RefusedError as error:
                if not error.is_unreached:
                    raise
        return self._ask_one(method, path, body, params, timeout_s)

    def _ask_one(self, method: str, path: str, body: Any, params: Mapping[str, Any], timeout_s: float) -> Any:
        client = self._connected()
        from opensearchpy import exceptions

        try:
            return client.transport.perform_request(method, path, params, body, timeout=timeout_s)
        except exceptions.ConnectionTimeout as error:
            raise RefusedError(0, str(error.info), faults.TIMED_OUT) from error
        except exceptions.SSLError as error:
            raise RefusedError(0, str(error.info), faults.UNTRUSTED) from error
        except exceptions.ConnectionError as error:
            raise RefusedError(0, _root(error.info), faults.UNREACHABLE) from error
        except exceptions.TransportError as error:
            raise faults.refused(int(error.status_code), error.info or error.error) from error
        except exceptions.SerializationError as error:
            raise RefusedError(400, "答复不是 JSON", faults.FOREIGN) from error

    def _connected(self) -> OpenSearch:
        with self._lock:
            if self._opened is None:
                self._opened = _open(self.address)
        return self._opened

    def close(self) -> None:
        """Close what connections there are; the next request opens others."""
        with self._lock:
            if self._opened is not None:
                self._opened.close()
            self._opened = None

    def version(self) -> str:
        """Return the version of the cluster; raise `BackendUnavailableError` where it is none that we know."""
        found = self.read("GET", "/")
        version = found.get("version") if isinstance(found, Mapping) else None
        if not isinstance(version, Mapping):
            raise faults.explained(RefusedError(400, "另一种服务", faults.FOREIGN), self.address)
        number = str(version.get("number", ""))
        maker = str(version.get("distribution", "elasticsearch"))
        major = number.partition(".")[0]
        if maker != "opensearch" or not major.isdecimal() or int(major) not in _MAJOR_VERSIONS:
            raise faults.explained(RefusedError(400, f"{maker} {number}", faults.FOREIGN), self.address)
        return number


def as_json(whole: Mapping[str, Any]) -> str:
    """Return an object as one line of JSON."""
    return dumps(whole, ensure_ascii=False, separators=(",", ":"))


def _pauses() -> Iterator[float]:
    pause_s = _FIRST_PAUSE_S
    while True:
        yield pause_s
        pause_s = min(2 * pause_s, _LONGEST_PAUSE_S)


def _whole(answer: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return an answer of all shards in time; raise for any other. A shard that is nowhere counts as no failure."""
    if "error" in answer:
        raise faults.refused(int(answer["status"]), answer)
    shards = answer["_shards"]
    if answer["timed_out"] or shards["successful"] != shards["total"]:
        raise RefusedError(503, f"{shards['successful']}/{shards['total']} 个分片", faults.INCOMPLETE)
    return answer


def _root(error: Any) -> str:
    """Return what keeps a connection from being made, without the names of libraries around it."""
    reason = getattr(error, "reason", None) or error
    return str(reason).rpartition(": ")[2]


def _open(address: Address) -> OpenSearch:
    if find_spec("opensearchpy") is None:
        raise BackendUnavailableError(
            "用 OpenSearch 存放索引需要组件 opensearch;请运行 pip install 'youju[opensearch]' 后再试"
        )
    from opensearchpy import OpenSearch

    logging.getLogger("opensearch").setLevel(logging.CRITICAL)  # what goes wrong is told by us
    return OpenSearch(
        [{"host": host, "port": port} for host, port in address.hosts],
        use_ssl=address.is_secure,
        http_auth=address.login,
        max_retries=0,  # asking again is ours
        retry_on_timeout=True,  # marks the node as dead for a while
        retry_on_status=(),
        dead_timeout=_DEAD_S,
        timeout_cutoff=2,
        pool_maxsize=_CONNECTIONS,
    )
