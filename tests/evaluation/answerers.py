"""Answerers over folders of documents, for measuring and for tests."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from answers.fit.piles import answerer_over
from tests.evaluation.public_sets import rows

__all__ = ["answerer_over", "write_policies"]


def write_policies(folder: Path, into: Path, only: Collection[str] | None = None) -> None:
    """Write the policies' chunks back as documents, one text file each, named by its id; `only` some of them."""
    into.mkdir(parents=True, exist_ok=True)
    documents: dict[str, list[str]] = {}
    for row in rows(folder / "policies_half" / "passages.jsonl.gz"):
        documents.setdefault(row["id"].split("#")[0], []).append(row["text"])
    for name, chunks in documents.items():
        if only is not None and name not in only:
            continue
        (into / f"{name}.txt").write_text("\n".join(chunks), "utf-8")
