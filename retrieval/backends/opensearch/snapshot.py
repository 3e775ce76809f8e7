"""What of a build is held at one moment: one small document beside the passages, replaced whole."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from retrieval.ranking import View

# How passages lie in the cluster; what another format wrote is not read but built anew.
FORMAT = 1
STATE_ID = "state"


@dataclass(frozen=True, slots=True)
class Size:
    """How much some documents hold; `lengths` are the numbers of terms in each view, as they are counted."""

    documents: int = 0
    passages: int = 0
    articles: int = 0
    lengths: Mapping[View, int] = field(default_factory=lambda: dict.fromkeys(View, 0))

    def plus(self, other: Size, sign: int = 1) -> Size:
        """Return the size of both together; with `sign` -1 that of what is left without the other."""
        return Size(
            self.documents + sign * other.documents,
            self.passages + sign * other.passages,
            self.articles + sign * other.articles,
            {view: self.lengths[view] + sign * other.lengths[view] for view in View},
        )

    def count(self, view: View) -> int:
        """Return how many passages (for ARTICLE: articles) there are."""
        return self.articles if view is View.ARTICLE else self.passages

    def average_length(self, view: View) -> float:
        """Return the mean number of terms in a view."""
        return self.lengths[view] / max(1, self.count(view))

    def to_json(self) -> dict[str, Any]:
        """Return it as the cluster keeps it."""
        counts = {"documents": self.documents, "passages": self.passages, "articles": self.articles}
        return counts | {"lengths": {view.value: length for view, length in self.lengths.items()}}

    @staticmethod
    def from_json(found: Mapping[str, Any]) -> Size:
        """Return what `to_json` gave."""
        lengths = {view: int(found["lengths"][view.value]) for view in View}
        return Size(int(found["documents"]), int(found["passages"]), int(found["articles"]), lengths)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The documents of a build that are held: all that changes up to `generation` brought in, but what is gone.

    A build only grows: a change has a number of its own (`claimed` is the last that was given out), those of
    `aborted` were never completed, and `gone` names the documents that were taken out, as they were brought in.
    So what a snapshot holds stays what it was while others write. `revision` is that of the stored document; what came
    in before the change `first` is left out.
    """

    index: str
    version: str = ""
    generation: int = 0
    claimed: int = 0
    aborted: tuple[int, ...] = ()
    gone: tuple[str, ...] = ()
    gone_passages: int = 0
    size: Size = field(default_factory=Size)
    revision: tuple[int, int] | None = None
    first: int = 0

    @property
    def filter(self) -> dict[str, Any]:
        """Return the query that finds what is held, and nothing else."""
        born = {"gte": self.first, "lte": self.generation}
        left_out: list[dict[str, Any]] = []
        if self.aborted:
            left_out.append({"terms": {"born": list(self.aborted)}})
        if self.gone:
            left_out.append({"terms": {"owner": list(self.gone)}})
        return {"bool": {"filter": [{"range": {"born": born}}], "must_not": left_out}}

    @staticmethod
    def new(index: str, after: Snapshot | None) -> Snapshot:
        """Return a build that holds nothing yet, the number of its first change given out."""
        given = after.claimed if after else 0
        return Snapshot(index, generation=given, claimed=given + 1)

    def claiming(self) -> Snapshot:
        """Return the state in which one more number is given out."""
        return replace(self, claimed=self.claimed + 1)

    def committing(self, version: str, added: Size, gone: Collection[str], removed: Size) -> Snapshot:
        """Return the state after the change whose number was given out last."""
        failed = range(self.generation + 1, self.claimed)
        return replace(
            self,
            version=version,
            generation=self.claimed,
            aborted=(*self.aborted, *failed),
            gone=(*self.gone, *sorted(gone)),
            gone_passages=self.gone_passages + removed.passages,
            size=self.size.plus(added).plus(removed, -1),
        )

    def to_json(self) -> dict[str, Any]:
        """Return it as the cluster keeps it."""
        state = {
            "format": FORMAT,
            "version": self.version,
            "generation": self.generation,
            "claimed": self.claimed,
            "aborted": self.aborted,
            "gone": self.gone,
            "gone_passages": self.gone_passages,
            "size": self.size.to_json(),
        }
        return {"kind": "state", "born": 0, "state": state}

    @staticmethod
    def from_json(index: str, source: Mapping[str, Any], revision: tuple[int, int]) -> Snapshot | None:
        """Return what `to_json` gave; None where another format wrote it or it is not what was written."""
        try:
            state = source["state"]
            if state["format"] != FORMAT:
                return None
            return Snapshot(
                index,
                state["version"],
                state["generation"],
                state["claimed"],
                tuple(state["aborted"]),
                tuple(state["gone"]),
                state["gone_passages"],
                Size.from_json(state["size"]),
                revision,
            )
        except (KeyError, TypeError, ValueError):
            return None
