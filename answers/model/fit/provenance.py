"""What the weights were made from, as a text that lies beside them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path

from answers.model.hashing import HASH
from answers.model.sentence_features import FEATURES
from answers.model.weights import Weights

_TEXT = """# Where the weights come from

`{name}` was made by `make fit` (`python -m answers.model.fit`) on {day}: {questions}.

- SHA-256 {digest}
- {sentence} sentence features, {places} weights of hashed features (hash `{hash}`), {characters} characters

| fitted on | by | licence | text from |
| --- | --- | --- | --- |
| CMRC 2018, train (10,142 questions) | Cui et al., "A Span-Extraction Dataset for Chinese Machine Reading \
Comprehension", EMNLP-IJCNLP 2019 | CC BY-SA 4.0 | Chinese Wikipedia |
| DRCD, dev (3,524 questions) | Shao et al., "DRCD: a Chinese Machine Reading Comprehension Dataset", 2018 | \
CC BY-SA 3.0 | Chinese Wikipedia |

The weights hold no text of either set, only numbers for hashed features and the weights of single characters. As
they are made from them, they are shared under CC BY-SA 4.0 (https://creativecommons.org/licenses/by-sa/4.0/) with
the attribution above; the code is under the project's own licence.

CMRC 2018 dev was never fitted on. Figures: `tests/evaluation/reading_results.md`.
"""


def provenance(path: Path, weights: Weights, fitted_on: Sequence[str], day: date) -> str:
    """Return the text for the weights written at `path`; `fitted_on` says of each set what was used."""
    return _TEXT.format(
        name=path.name,
        day=day.isoformat(),
        questions=", ".join(fitted_on),
        digest=sha256(path.read_bytes()).hexdigest(),
        sentence=len(FEATURES),
        places=len(weights.places),
        hash=HASH,
        characters=len(weights.characters),
    )
