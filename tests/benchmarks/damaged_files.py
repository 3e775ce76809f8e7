"""20,000 damaged files of all formats: each is read or refused by name, none crashes or takes long.

    python -m tests.benchmarks.damaged_files [COUNT] [SEED]

Sound files are made here; those of YOUJU_FILES come beside them where it names a folder. A file is cut off, some of its bytes are
changed, moved or doubled; of a ZIP file also within its parts, so that the damage reaches what reads them.
"""

# ruff: noqa: T201 -- what it prints is what it is for

from __future__ import annotations

import os
import random
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from types import FrameType
from zipfile import BadZipFile, ZipFile

from retrieval.errors import LoadError
from retrieval.loaders import load
from retrieval.passages import passages
from tests.retrieval.making import at, excel, grid, ofd, pdf, slides, word, zipped

_COUNT, _LONGEST_S = 20_000, 10
_MOST_MB = 600
_LARGEST = 300_000  # bytes of a real file that is damaged over and over
_TABLE = (("指标", "数值(万人)"), ("城镇新增就业", "45.2"), ("失业人员再就业", "15.0"))


def sound_files() -> dict[str, bytes]:
    """Return small files of each format by name."""
    page = (
        at(70, 80, "关于做好稳岗工作的通知", 18)
        + at(94, 120, "各单位要落实责任,确保就业形势稳定。")
        + grid(70, 150, (120, 120), _TABLE)
    )
    made = {
        "a.docx": word("关于做好稳岗工作的通知", "# 一、总体要求", "各单位要落实责任,确保稳定。", _TABLE),
        "a.xlsx": excel((("岗位表", ""), *_TABLE), ((0, 0, 0, 1),)),
        "a.pptx": slides(("工作汇报", "全市复工率为九成。", "备注"), ("指标", _TABLE, "")),
        "a.pdf": pdf(page, page),
        "a.ofd": ofd([(60, 30, 6, "关于做好稳岗工作的通知"), (28, 68, 5, "贯彻落实。")]),
        "a.html": "<html><head><meta name='ArticleTitle' content='公报'></head><body><p>全市复工率为九成,员工陆续返岗。</p><table><tr><td>甲</td><td>1</td></tr></table></body></html>".encode(),
        "a.csv": "指标,数值\n甲,1\n乙,2\n".encode(),
        "a.md": "# 题\n\n正文在这里。\n\n| 甲 | 乙 |\n|-|-|\n| 1 | 2 |\n".encode(),
    }  # fmt: skip
    folder = os.environ.get("YOUJU_FILES")
    for path in sorted(Path(folder).rglob("*.*")) if folder else ():
        if path.is_file() and path.stat().st_size <= _LARGEST:
            made[path.name] = path.read_bytes()
    return made


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Return a file with some damage."""
    if data.startswith(b"PK") and chance.random() < 0.6:
        return _damaged_part(data, chance)
    return _damaged(data, chance)


def _damaged(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    if not changed:
        return data
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        start = chance.randrange(len(changed))
        end = min(len(changed), start + chance.choice((1, 1, 2, 4, 50, 1000)))
        match chance.randrange(5):
            case 0:
                changed[start:end] = chance.randbytes(end - start)
            case 1:
                del changed[start:end]
            case 2:
                changed[start:start] = changed[start:end]
            case 3:
                changed[start] = chance.choice((0, 255, 0x3C, 0x26))
            case _:
                digit = bytes(changed[start:end]).translate(bytes.maketrans(b"0123", b"9999"))
                changed[start:end] = digit
        if len(changed) < 2:
            break
    return bytes(changed[: chance.randrange(len(changed) + 1)] if chance.random() < 0.15 else changed)


def _damaged_part(data: bytes, chance: random.Random) -> bytes:
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    except (BadZipFile, OSError):
        return _damaged(data, chance)
    texts = [name for name in parts if name.endswith((".xml", ".rels"))]
    name = chance.choice(texts or list(parts))
    parts[name] = _damaged(parts[name], chance)
    if chance.random() < 0.1:
        del parts[chance.choice(list(parts))]
    return zipped(parts)


class _TooLong(BaseException):
    """No error that a loader may take for damage."""


def _on_alarm(_: int, __: FrameType | None) -> None:
    raise _TooLong


def _outcome(name: str, data: bytes, is_word: Callable[[str], bool]) -> str:
    """Return how a file was taken; the name of an error that no file may raise."""
    signal.setitimer(signal.ITIMER_PROF, _LONGEST_S)  # of the processor: others may be at work beside
    try:
        passages(load(name, data, is_word))
    except LoadError:
        return "refused"
    except _TooLong:
        return "took too long"
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 -- what may come out is what is looked for, panics of Rust too
        return f"crashed: {type(error).__name__}: {error}"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return "read"


def main() -> None:
    """Damage files and read them; print what came of it, and keep what failed."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else _COUNT
    chance = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    files, longest = sound_files(), (0.0, "")
    outcomes: Counter[str] = Counter()
    kept = Path(os.environ.get("TMPDIR", "/tmp")) / "youju-damaged"
    signal.signal(signal.SIGPROF, _on_alarm)
    for number in range(count):
        name = chance.choice(list(files))
        data = damaged(files[name], chance)
        start = time.process_time()
        outcome = _outcome(name, data, frozenset().__contains__)
        longest = max(longest, (time.process_time() - start, name))
        outcomes[outcome if outcome in ("read", "refused") else f"{name}: {outcome}"] += 1
        if outcome not in ("read", "refused"):
            kept.mkdir(exist_ok=True)
            (kept / f"{number}-{name}").write_bytes(data)
            print(f"{number} {name}: {outcome} ({kept})", flush=True)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{count} damaged files: {dict(outcomes.most_common(12))}; longest {longest[0]:.2f} s ({longest[1]}); {memory:.0f} MB"
    )
    assert memory <= _MOST_MB


if __name__ == "__main__":
    main()
