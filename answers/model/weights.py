"""The fitted weights: read from the file beside this module, written by `answers.fit`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from answers.model import net, vectors
from answers.model.errors import WeightsError
from answers.model.hashing import HASH, SIZE
from answers.model.matching import Floats
from answers.model.net import Net
from answers.model.sentence_features import BY_KIND, FEATURES
from answers.model.vectors import Vectors
from answers.types import Kind

SHIPPED = Path(__file__).with_name("weights.npz")

# Kinds with sentence weights of their own; the others are rare in the sets fitted on and share the last row.
KINDS_APART = (
    Kind.DATE, Kind.NUMBER, Kind.PERSON, Kind.PLACE, Kind.LIST, Kind.DEFINITION, Kind.REASON, Kind.HOW,
    Kind.OTHER,
)  # fmt: skip

_BY_KIND = np.array([FEATURES.index(label) for label in BY_KIND])


def row_of(kind: Kind) -> int:
    """Return the row of a kind's own sentence weights."""
    return KINDS_APART.index(kind if kind in KINDS_APART else Kind.OTHER)


@dataclass(frozen=True)
class Weights:
    """What the model weighs with.

    `sentence` are the weights of `FEATURES` for all kinds, `sentence_by_kind` what is added to those of
    `BY_KIND` for each of `KINDS_APART`. `places` and `values` are the weights of hashed features, places
    in rising order; `sentence_share` weighs a sentence's log probability in its spans' scores.
    `characters` are characters by code point and `character_idf` their weights; `net` scores spans beside them.
    """

    sentence: Floats
    sentence_by_kind: Floats
    places: NDArray[np.uint32]
    values: NDArray[np.float16]
    sentence_share: float
    characters: NDArray[np.uint32]
    character_idf: NDArray[np.float16]
    net: Net | None = None

    def sentence_weights(self, kind: Kind) -> Floats:
        """Return the weights of the sentence features for a kind of question."""
        weights = self.sentence.copy()
        weights[_BY_KIND] += self.sentence_by_kind[row_of(kind)]
        return weights

    @property
    def vectors(self) -> Vectors:
        """The word vectors, the same for all weights."""
        return vectors.load()

    @cached_property
    def table(self) -> NDArray[np.float16]:
        """The weights of hashed features by place, as fine as they are stored: 8 MB."""
        table = np.zeros(SIZE, dtype=np.float16)
        table[self.places] = self.values
        return table

    def character_weight(self, character: str) -> float:
        """Return how telling a character is; one that was not seen in fitting as much as the rarest."""
        return self._idf_of_character.get(character, self._largest)

    @cached_property
    def _idf_of_character(self) -> dict[str, float]:
        return dict(zip(map(chr, self.characters.tolist()), self.character_idf.tolist(), strict=True))

    @cached_property
    def _largest(self) -> float:
        return max(self._idf_of_character.values(), default=1.0)


def save(weights: Weights, path: Path) -> None:
    """Write the weights, and the net beside them; the same weights give the same bytes."""
    if weights.net is not None:
        net.save(weights.net, path.with_name(net.SHIPPED.name))
    gaps = np.diff(weights.places, prepend=np.uint32(0))
    if gaps.max(initial=0) >= 2**16:
        raise ValueError("hashed features lie too far apart for the format")
    np.savez(
        path,
        hash=np.array(HASH),
        features=np.array(FEATURES),
        sentence=weights.sentence.astype(np.float32),
        sentence_by_kind=weights.sentence_by_kind.astype(np.float32),
        gaps=gaps.astype(np.uint16),
        values=weights.values.astype(np.float16),
        sentence_share=np.array(weights.sentence_share, dtype=np.float32),
        characters=weights.characters.astype(np.uint32),
        character_idf=weights.character_idf.astype(np.float16),
    )


def load(path: Path = SHIPPED) -> Weights:
    """Read weights, and the net that lies beside them; raise `WeightsError` if one is missing or of other features."""
    if not path.exists():
        raise WeightsError(f"{path}: no weights there; make them with `make fit`")
    with np.load(path) as file:
        if str(file["hash"]) != HASH or tuple(file["features"].tolist()) != FEATURES:
            raise WeightsError(f"{path}: fitted with other features than this version has; run `make fit`")
        return Weights(
            sentence=file["sentence"].astype(np.float64),
            sentence_by_kind=file["sentence_by_kind"].astype(np.float64),
            places=np.cumsum(file["gaps"], dtype=np.uint32),
            values=file["values"],
            sentence_share=float(file["sentence_share"]),
            characters=file["characters"],
            character_idf=file["character_idf"],
            net=net.load(path.with_name(net.SHIPPED.name)),
        )
