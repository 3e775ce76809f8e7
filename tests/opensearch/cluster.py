"""A real OpenSearch cluster on loopback: nodes that are killed, stopped and started again at will.

Its distribution comes from Maven's repository: `mvn`, `java` (11 to 21) and the network are needed once, the two programs always.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

VERSION = "2.19.4"
_ARTIFACT = f"org.opensearch.distribution.integ-test-zip:opensearch:{VERSION}:zip"
_FETCH_S, _START_S, _STATE_S = 180, 180, 120
_DONE_S = 600  # merging 100,000 passages on a busy machine took more than two minutes
_NOBODY = 65_534  # OpenSearch refuses to run as root
_HEAP = "512m"
_LOOKS_AT_DISKS = "cluster.routing.allocation.disk.threshold_enabled"


class CannotRunError(Exception):
    """This machine cannot run a cluster; the message says what is missing."""


class Cluster:
    """So many nodes, numbered from 0; its folder and its processes go with it."""

    def __init__(self, size: int = 3) -> None:
        _require_programs()
        self._folder = Path(tempfile.mkdtemp(prefix="youju-opensearch-"))
        self._folder.chmod(0o755)  # another user runs the nodes
        self._nodes: dict[int, subprocess.Popen[bytes]] = {}
        try:
            self._home = _fetched(self._folder)
            ports = _free_ports(2 * size)
            self.ports, self._transports = ports[:size], ports[size:]
            for number in range(size):
                self._configure(number)
                self._launch(number)
            self.wait(nodes=size, limit_s=_START_S)
        except BaseException:
            self.close()
            raise

    @property
    def address(self) -> str:
        """Return what `YOUJU_BACKEND` takes, but for the name."""
        return "http://" + ",".join(f"127.0.0.1:{port}" for port in self.ports)

    # -- what is done to nodes ----------------------------------------------------------------------------

    def kill(self, *numbers: int) -> None:
        """End nodes at once, as a power cut would."""
        for number in numbers:
            self._nodes[number].kill()
        for number in numbers:
            self._nodes.pop(number).wait()

    def start(self, *numbers: int) -> None:
        """Start killed nodes again with their data; wait until all are there and each shard is on one of them."""
        for number in numbers:
            self._launch(number)
        self.wait(nodes=len(self._nodes), status="yellow")

    def ended(self) -> list[int]:
        """Return the numbers of the nodes that were killed and not started again."""
        return [number for number in range(len(self.ports)) if number not in self._nodes]

    def pause(self, number: int) -> None:
        """Stop a node where it is: it keeps its connections and answers nothing."""
        self._nodes[number].send_signal(signal.SIGSTOP)

    def resume(self, number: int) -> None:
        """Let a stopped node go on."""
        self._nodes[number].send_signal(signal.SIGCONT)

    def fill_disks(self) -> None:
        """Let the cluster hold its disks for full, as it does where less is free than it must be; wait until it does."""
        self._require_free("1000tb")
        self.until(lambda: bool(self._blocks().get("indices")))

    def free_disks(self) -> None:
        """Let the cluster hold its disks for free again; wait until it does."""
        self._require_free("1b")
        self.until(lambda: not self._blocks())

    def _blocks(self) -> dict[str, Any]:
        found: dict[str, Any] = self.ask("/_cluster/state/blocks")["blocks"]
        return found

    def _require_free(self, size: str) -> None:
        marks = {
            f"cluster.routing.allocation.disk.watermark.{mark}": size
            for mark in ("low", "high", "flood_stage")
        }
        # a block is lifted a minute after it was set at the earliest, unless told
        often = {"cluster.routing.allocation.disk.reroute_interval": "1s"}
        self._do("PUT", "/_cluster/settings", {"transient": {_LOOKS_AT_DISKS: True, **often, **marks}})

    def manager(self) -> int:
        """Return the number of the node that manages the cluster."""
        (row,) = self.ask("/_cat/cluster_manager?format=json&h=node")
        return int(row["node"].removeprefix("n"))

    # -- what is asked ------------------------------------------------------------------------------------

    def ask(self, path: str) -> Any:
        """Return what a node that runs answers."""
        trouble: Exception | None = None
        for number in self._nodes:
            try:
                with urlopen(f"http://127.0.0.1:{self.ports[number]}{path}", timeout=10) as answer:
                    return json.load(answer)
            except HTTPError as error:
                error.close()
                trouble = error
            except OSError as error:
                trouble = error
        raise CannotRunError(f"{path}: {trouble}")

    def empty(self) -> None:
        """Remove all indices."""
        self._do("DELETE", "/test-*")

    def merge(self) -> None:
        """Make one segment of each shard."""
        self._do("POST", "/test-*/_forcemerge?max_num_segments=1")

    def _do(self, method: str, path: str, body: Any = None) -> None:
        data = json.dumps(body).encode() if body is not None else None
        headers = {"Content-Type": "application/json"}
        request = Request(
            f"http://127.0.0.1:{self.ports[0]}{path}", data=data, headers=headers, method=method
        )
        with urlopen(request, timeout=_DONE_S):
            pass

    def memory_mb(self) -> float:
        """Return what the nodes hold in memory."""
        states = [Path(f"/proc/{node.pid}/status").read_text("utf-8") for node in self._nodes.values()]
        return sum(int(state.split("VmRSS:")[1].split()[0]) for state in states) / 1024

    def wait(self, *, nodes: int, status: str = "green", limit_s: float = _STATE_S) -> None:
        """Wait until so many nodes are in the cluster and it has a state."""
        path = f"/_cluster/health?wait_for_status={status}&wait_for_nodes={nodes}&timeout=2s"
        try:
            self.until(lambda: not self.ask(path)["timed_out"], limit_s)
        except CannotRunError as error:
            with suppress(CannotRunError):
                error.add_note(
                    str(
                        self.ask("/_cat/shards?format=json&h=index,shard,prirep,state,unassigned.reason,node")
                    )
                )
            raise

    def until(self, is_so: Callable[[], bool], limit_s: float = _STATE_S) -> None:
        """Wait until something is so; raise `CannotRunError` with what the nodes said last where it does not come."""
        ends = time.monotonic() + limit_s
        while time.monotonic() < ends:
            with suppress(CannotRunError):
                if is_so():
                    return
            if ended := [number for number, node in self._nodes.items() if node.poll() is not None]:
                raise CannotRunError(f"nodes {ended} have ended:\n{self._said(ended)}")
            time.sleep(0.5)
        raise CannotRunError(f"nothing came of it in {limit_s:.0f} s:\n{self._said(list(self._nodes))}")

    def _said(self, numbers: Sequence[int]) -> str:
        texts = [
            (self._folder / f"n{number}" / "out.txt").read_text("utf-8", "replace") for number in numbers
        ]
        return "\n".join(line for text in texts for line in text.splitlines()[-8:])

    def close(self) -> None:
        """End all nodes and take the folder away."""
        for node in self._nodes.values():
            node.send_signal(signal.SIGCONT)
            node.kill()
        for node in self._nodes.values():
            node.wait()
        shutil.rmtree(self._folder, ignore_errors=True)

    # -- how they are run ---------------------------------------------------------------------------------

    def _configure(self, number: int) -> None:
        node = self._folder / f"n{number}"
        shutil.copytree(self._home / "config", node / "config")
        for name in ("data", "logs", "tmp"):
            (node / name).mkdir()
        seeds = [f"127.0.0.1:{port}" for port in self._transports]
        settings = {
            "cluster.name": "youju-test",
            "node.name": f"n{number}",
            "path.data": str(node / "data"),
            "path.logs": str(node / "logs"),
            "network.host": "127.0.0.1",
            "http.port": self.ports[number],
            "transport.port": self._transports[number],
            "discovery.seed_hosts": seeds,
            "cluster.initial_cluster_manager_nodes": [f"n{other}" for other in range(len(self.ports))],
            "node.store.allow_mmap": False,
            _LOOKS_AT_DISKS: False,
            "cluster.info.update.interval": "10s",  # how often it looks; no less is allowed
            "cluster.routing.allocation.node_concurrent_recoveries": 20,
            "cluster.routing.allocation.node_initial_primaries_recoveries": 20,
            # a copy that was cut off while it was made waits a quarter of an hour else
            "indices.recovery.internal_action_timeout": "10s",
            "indices.recovery.internal_action_long_timeout": "20s",
            "indices.recovery.recovery_activity_timeout": "20s",
        }
        lines = [f"{name}: {json.dumps(value)}" for name, value in settings.items()]
        (node / "config" / "opensearch.yml").write_text("\n".join(lines), "utf-8")
        options = node / "config" / "jvm.options"
        # One log of collections and one file of errors for all nodes would collide; the vector module serves speed
        # alone and some runtimes lack it.
        kept = [
            line.replace("logs/hs_err", f"{node}/logs/hs_err").replace(
                "HeapDumpPath=data", f"HeapDumpPath={node}/logs"
            )
            for line in options.read_text("utf-8").splitlines()
            if "Xlog:gc" not in line and "incubator.vector" not in line
        ]
        options.write_text("\n".join(kept), "utf-8")
        if os.geteuid() == 0:
            for path in (node, *node.rglob("*")):
                os.chown(path, _NOBODY, _NOBODY)

    def _launch(self, number: int) -> None:
        node = self._folder / f"n{number}"
        environment = {
            "PATH": os.environ["PATH"],
            "JAVA_HOME": _java_home(),
            "OPENSEARCH_PATH_CONF": str(node / "config"),
            "OPENSEARCH_TMPDIR": str(node / "tmp"),
            # what runs for minutes does not win back the time of the second compiler
            "OPENSEARCH_JAVA_OPTS": f"-Xms{_HEAP} -Xmx{_HEAP} -XX:TieredStopAtLevel=1",
        }
        other: dict[str, Any] = (
            {"user": _NOBODY, "group": _NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
        )
        with (node / "out.txt").open("ab") as out:
            self._nodes[number] = subprocess.Popen(
                [self._home / "bin" / "opensearch"],  # becomes java itself
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,  # what interrupts the tests must not end it before `close` does
                **other,
            )


def _require_programs() -> None:
    if sys.platform == "win32":
        raise CannotRunError("the cluster's nodes are killed and stopped by signals, which Windows lacks")
    for name in ("mvn", "java"):
        if shutil.which(name) is None:
            raise CannotRunError(f"{name} is not installed")
    said = subprocess.run(["java", "-version"], capture_output=True, text=True, check=False).stderr
    found = re.search(r'version "(\d+)', said)
    if found is None or not 11 <= int(found[1]) <= 21:
        raise CannotRunError(f"OpenSearch {VERSION} needs Java 11 to 21; there is {said.splitlines()[:1]}")


def _java_home() -> str:
    java = shutil.which("java")
    assert java is not None
    return os.environ.get("JAVA_HOME") or str(Path(java).resolve().parents[1])


def _fetched(folder: Path) -> Path:
    """Fetch the distribution and unpack it, readable for whoever runs the nodes."""
    command = ["mvn", "-q", "-B", "dependency:copy", f"-Dartifact={_ARTIFACT}", f"-DoutputDirectory={folder}"]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=_FETCH_S, check=False, cwd=folder
        )
    except subprocess.TimeoutExpired as error:
        raise CannotRunError(f"Maven did not fetch OpenSearch in {_FETCH_S} s") from error
    archive = folder / f"opensearch-{VERSION}.zip"
    if done.returncode or not archive.exists():
        raise CannotRunError(f"Maven cannot fetch OpenSearch: {(done.stdout + done.stderr).strip()[:300]}")
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(folder)
    archive.unlink()
    home = folder / f"opensearch-{VERSION}"
    for path in (home, *home.rglob("*")):
        path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)
    return home


def _free_ports(count: int) -> list[int]:
    with ExitStack() as stack:
        sockets = [stack.enter_context(closing(socket.socket())) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]
