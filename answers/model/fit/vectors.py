"""`python -m answers.model.fit.vectors WHEEL`: make the word vectors from those in the wheel of `cnsyn` 1.2.0.

The vectors are read without running any code of the wheel: its pickle may build arrays and nothing else. Words that
jieba's dictionary has oftenest are kept, by as many principal components, at unit length and in one byte a number.
"""

from __future__ import annotations

import io
import pickle
import sys
import zipfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from answers.model.fit.kernels import import_extra
from answers.model.hashing import code
from answers.model.vectors import LENGTH, SHIPPED

_MODEL = "cnsyn/query/words_tree_mini.m"
_WORDS = 60_000
_COMPONENTS = 48  # hold 87 % of the variance of all 75
_LEAST_LENGTH = 1e-9
_ALLOWED = frozenset(
    [("joblib.numpy_pickle", "NumpyArrayWrapper"), ("numpy", "ndarray"), ("numpy", "dtype"),
     ("numpy.core.multiarray", "scalar"), ("numpy.core.multiarray", "_reconstruct")]
)  # fmt: skip


class _Inert:
    """Stands for any other object of the pickle: keeps its state, does nothing."""

    state: Any = None

    def __setstate__(self, state: Any) -> None:
        self.state = state


def _inert(*_: Any) -> _Inert:
    return _Inert()


def read_vectors(wheel: Path) -> tuple[list[str], NDArray[np.float32]]:
    """Return the words of the wheel and their vectors: words by 75."""
    unpickler: Any = import_extra("joblib.numpy_pickle").NumpyUnpickler

    class Unpickler(unpickler):  # type: ignore[misc]
        def find_class(self, module: str, name: str) -> Any:
            if (module, name) in _ALLOWED:
                return super().find_class(module, name)
            return _inert if name == "newObj" else _Inert

    with zipfile.ZipFile(wheel) as archive:
        data = io.BytesIO(archive.read(_MODEL))
    try:
        found = Unpickler(_MODEL, data, ensure_native_byte_order=True).load()
    except pickle.UnpicklingError as error:
        raise ValueError(f"{wheel}: {_MODEL} cannot be read: {error}") from error
    arrays = [value for value in found["model"].state if isinstance(value, np.ndarray)]
    return list(found["words"]), arrays[0].astype(np.float32)


def condensed(words: list[str], vectors: NDArray[np.float32]) -> tuple[NDArray[Any], NDArray[np.int8]]:
    """Return the codes of the words kept, in rising order, and their rows, behind one of zeros."""
    often = _frequencies()
    kept = sorted(
        (row for row, word in enumerate(words) if word in often), key=lambda row: -often[words[row]]
    )
    kept = kept[:_WORDS]
    codes, first = np.unique(np.array([code(words[row]) for row in kept], dtype=np.uint32), return_index=True)
    own = vectors[np.array(kept)[first]].astype(np.float64)
    own /= np.maximum(np.linalg.norm(own, axis=1, keepdims=True), _LEAST_LENGTH)
    components = np.linalg.svd(own - own.mean(axis=0), full_matrices=False)[2][:_COMPONENTS]
    own = own @ components.T
    own /= np.maximum(np.linalg.norm(own, axis=1, keepdims=True), _LEAST_LENGTH)
    rows = np.rint(own * LENGTH).astype(np.int8)
    return codes, np.concatenate([np.zeros((1, _COMPONENTS), dtype=np.int8), rows])


def _frequencies() -> dict[str, int]:
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise ValueError("jieba is not installed")
    lines = Path(spec.origin).with_name("dict.txt").read_text("utf-8").splitlines()
    return {word: int(count) for word, count, *_ in (line.split(" ") for line in lines)}


def main() -> None:
    """Make the file that is shipped."""
    codes, rows = condensed(*read_vectors(Path(sys.argv[1])))
    np.savez(SHIPPED, codes=codes, rows=rows)
    sys.stderr.write(f"{SHIPPED} is written: {len(codes)} words\n")


if __name__ == "__main__":
    main()
