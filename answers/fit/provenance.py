"""What the weights were made from, as texts that lie beside them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path

import numpy as np

from answers.model import net, vectors, weights
from answers.model.hashing import HASH
from answers.model.sentence_features import FEATURES as OF_SENTENCES

_OWN = """The questions on reports, notices and rules were written for this project, from the documents alone and without
sight of the program: government reports and statistical bulletins, notices and news of public offices of 2020,
administrative regulations. They are split by document: one document of five was kept back and not fitted on."""

_SHARED = """shared under CC BY-SA 4.0 (https://creativecommons.org/licenses/by-sa/4.0/) with
the attribution above; the code is under the project's own licence."""

_READER = """# Where the weights come from

`{name}` and `{net}` were made on {day} as `make fit` (`python -m answers.fit`) makes them, from

{used}

- SHA-256 {digest} and {digest_of_net}
- {sentence} sentence features, {places} weights of hashed features (hash `{hash}`), {characters} characters
- a net of {layers} layers and {numbers} weights of one byte over the word vectors of `{words}` (`words.md`), fitted with
  JAX (Apache License 2.0), which is not needed to read it

| fitted on | by | licence | text from |
| --- | --- | --- | --- |
| CMRC 2018, train (10,142 questions) | Cui et al., "A Span-Extraction Dataset for Chinese Machine Reading \
Comprehension", EMNLP-IJCNLP 2019 | CC BY-SA 4.0 | Chinese Wikipedia |
| DRCD, dev (3,524 questions) | Shao et al., "DRCD: a Chinese Machine Reading Comprehension Dataset", 2018 | \
CC BY-SA 3.0 | Chinese Wikipedia |
| questions on reports, notices and rules | this project | the project's own | official documents |

{own} In fitting the hashed features and the net their questions count twice.
What weighs sentences, and the weights of characters, come from CMRC and DRCD alone.

The weights hold no text of any of these, only numbers and the weights of single characters. As
they are made from CMRC and DRCD, they are
{shared}

CMRC 2018 dev was never fitted on. Figures: `tests/evaluation/reading_results.md`.
"""

_CHOICE = """# Where the trees come from

`{name}` was made on {day} as `make fit` (`python -m answers.fit`) makes it, from

{used}

- SHA-256 {digest}
- {candidate} features of candidates, {sentence} of sentences; trees fitted with LightGBM (MIT licence), which is not
  needed to read them

{own}

The questions on the project's own briefs and on the originals of these (`tests/gold`) were written for this project,
too. Each question was read with weights (`weights.npz` and others like it) that had not been fitted on its document.

The trees hold no text, only numbers. As they are fitted on what `weights.npz` says, made from CMRC 2018 (Cui et al.,
CC BY-SA 4.0) and DRCD (Shao et al., CC BY-SA 3.0; both in `weights.md`), they are
{shared}
"""


def write_reader_provenance(path: Path, used: Sequence[str], day: date) -> None:
    """Write beside the reader's weights at `path` what they were made from; `used` says what of each set, a line each."""
    made, path_of_net = weights.load(path), path.with_name(net.SHIPPED.name)
    layers = net.load(path_of_net).layers
    text = _READER.format(
        **_alike(path, used, day),
        net=path_of_net.name,
        digest_of_net=sha256(path_of_net.read_bytes()).hexdigest(),
        layers=len(layers),
        numbers=sum(layer.weights.size for layer in layers.values()),
        words=vectors.SHIPPED.name,
        sentence=len(OF_SENTENCES),
        places=len(made.places),
        hash=HASH,
        characters=len(made.characters),
    )
    path.with_suffix(".md").write_text(text, encoding="utf-8")


def write_choice_provenance(path: Path, used: Sequence[str], day: date) -> None:
    """Write beside the trees at `path` what they were made from; `used` says what of each pile, a line each."""
    with np.load(path) as made:
        candidate, sentence = len(made["features"]), len(made["sentence_features"])
    text = _CHOICE.format(**_alike(path, used, day), candidate=candidate, sentence=sentence)
    path.with_suffix(".md").write_text(text, encoding="utf-8")


def _alike(path: Path, used: Sequence[str], day: date) -> dict[str, str]:
    return {
        "name": path.name,
        "day": day.isoformat(),
        "used": "\n".join(f"- {line}" for line in used),
        "digest": sha256(path.read_bytes()).hexdigest(),
        "own": _OWN,
        "shared": _SHARED,
    }
