"""What can be wrong with a cluster, told in a line; and what may pass if one waits."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from retrieval.backends.opensearch.address import Address
from retrieval.errors import BackendFullError, BackendUnavailableError

# Too many requests; no manager, shards that are being moved, a node that just went away.
_PASSING = frozenset({429, 500, 502, 503, 504})
# With status 404, but the index is there: a shard just left its node, as one does whose disk is full.
_SHARD_AWAY = "shard_not_found_exception"
CONFLICT = 409
_MISSING_INDEX = "index_not_found_exception"
# Blocks, by their numbers, that the cluster sets where its disks are full and lifts by itself once there is room: indices
# of a node beyond the flood stage are not written to, and where all nodes are beyond the high mark no index is made.
FLOOD_BLOCK, CREATE_BLOCK = "12", "10"
# "blocked by: [TOO_MANY_REQUESTS/12/disk usage exceeded flood-stage watermark, …]", "[FORBIDDEN/10/cluster create-index
# blocked (api)]".
_BLOCKED = re.compile(rf"(?:FORBIDDEN|TOO_MANY_REQUESTS)/(?:{FLOOD_BLOCK}|{CREATE_BLOCK})/")
# A disk that was filled before the cluster looked at it; a copy of the shard on another node may take its place.
_NO_SPACE = "No space left on device"
_REASON_SHOWN = 200


class BuildGoneError(Exception):
    """The build that was asked is no longer there: another has taken its place."""


class RefusedError(Exception):
    """An answer that is no whole one: its HTTP status, and what the cluster says; `status` 0 where it answered nothing."""

    def __init__(self, status: int, reason: str, kind: str = "") -> None:
        super().__init__(f"{status} {kind} {reason}")
        self.status = status
        self.reason = reason
        self.kind = kind

    @property
    def may_pass(self) -> bool:
        """Return whether the same may be asked again."""
        if _BLOCKED.search(self.reason):  # with status 429, but nobody makes room within our patience
            return False
        if self.kind == _SHARD_AWAY or self.status in _PASSING:
            return True
        return not self.status and self.kind != UNTRUSTED

    @property
    def is_full(self) -> bool:
        """Return whether there is no room left on disks."""
        return bool(_BLOCKED.search(self.reason)) or _NO_SPACE in self.reason

    @property
    def is_unreached(self) -> bool:
        """Return whether no connection was made, or it was cut: another node may take the request."""
        return self.kind == UNREACHABLE


# Where there was no answer.
TIMED_OUT, UNREACHABLE, UNTRUSTED, FOREIGN, INCOMPLETE = (
    "timeout",
    "unreachable",
    "tls",
    "foreign",
    "incomplete",
)


def refused(status: int, answer: Any) -> Exception:
    """Return the error of an answer that says no: `BuildGoneError` where the index is not there."""
    error = answer.get("error", answer) if isinstance(answer, Mapping) else answer
    if not isinstance(error, Mapping):
        return RefusedError(status, str(error))
    kind, reason = str(error.get("type", "")), str(error.get("reason") or "")
    if kind == _MISSING_INDEX:
        return BuildGoneError(reason)
    if caused := error.get("caused_by"):
        reason = f"{reason} {caused.get('reason', '') if isinstance(caused, Mapping) else caused}"
    return RefusedError(status, reason, kind)


def explained(error: RefusedError, address: Address) -> BackendUnavailableError:
    """Return what a person is told: the thing and the remedy."""
    kind = BackendFullError if error.is_full else BackendUnavailableError
    return kind(f"OpenSearch({address}){_said(error)}")


def _said(error: RefusedError) -> str:
    reason = " ".join(error.reason.split())[:_REASON_SHOWN]
    if error.kind == TIMED_OUT:
        return "没有及时答复;请检查集群是否过载或有节点停住,稍后再试"
    if error.kind == UNREACHABLE:
        return f"连不上({reason});请检查地址(YOUJU_BACKEND)、网络,以及集群是否在运行"
    if error.kind == UNTRUSTED:
        return f"的证书不被信任({reason});请检查证书,或在环境变量 SSL_CERT_FILE 里给出签发它的证书"
    if error.kind == FOREIGN:
        return f"不是可用的 OpenSearch({reason});请检查地址(YOUJU_BACKEND);需要 OpenSearch 2 或 3"
    if error.status == 401 or (error.status == 403 and error.kind == "security_exception"):
        return (
            "不接受用户名或密码;请检查 YOUJU_BACKEND(形如 https://用户名:密码@主机:9200/名称)以及该用户的权限"
        )
    if error.is_full:
        return (
            "的磁盘空间不足,不再接受写入,原有的索引没有改动;请在各节点上腾出空间或增加节点,"
            "一两分钟后集群自行恢复写入,那时再试"
        )
    if error.status == 429:
        return f"忙不过来,拒绝了请求({reason});请稍后再试,或给集群加内存、加节点"
    if error.status == CONFLICT:
        return "的索引正被另一个进程改动;请稍后再试"
    if error.may_pass or error.kind == INCOMPLETE:
        return f"不完整:有节点或分片不可用({reason});残缺的结果不予采用,请用 youju doctor 查看集群状态"
    return f"拒绝了请求({error.status} {error.kind}:{reason})"
