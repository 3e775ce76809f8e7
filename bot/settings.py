"""Settings: the environment over the user's youju.toml over defaults, read once."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from bot.errors import SettingsError
from bot.settings_file import read, user_data_folder, user_settings_file
from retrieval.backends.opensearch.address import Address

PREFIX = "YOUJU_"
EMBEDDED = "embedded"

# The briefs that come with the program: a wheel has them in this package, a checkout beside it.
_PACKAGE = Path(__file__).resolve().parent
_SEEDS = next(filter(Path.is_dir, (_PACKAGE / "seeds", _PACKAGE.parent / "seeds")), _PACKAGE / "seeds")

_SHANGHAI = ZoneInfo("Asia/Shanghai")
# Read by the tests and by the fitting of the weights.
_NO_SETTINGS = frozenset(
    {"YOUJU_ORIGINALS", "YOUJU_EVALUATION", "YOUJU_REPORTS", "YOUJU_FILES", "YOUJU_CLUSTER_QUESTIONS"}
)

_BETWEEN_IDS = str.maketrans(dict.fromkeys(",\uff0c\u3001", " "))

# Each takes a core, and 300 MB over 100,000 passages: more is a slip of the pen.
_MOST_PROCESSES = 64

_BETWEEN_PATTERNS = str.maketrans(dict.fromkeys(",\uff0c\u3001\uff1b\n", ";"))

_Conversion = Callable[[str, object], dict[str, object]]


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person may set; secrets are kept out of the repr."""

    documents: Path = _SEEDS
    library: Path | None = None
    backend: str = field(default=EMBEDDED, repr=False)  # may hold a password
    telegram_token: str = field(default="", repr=False)
    telegram_api: str = "https://api.telegram.org"
    proxy: str | None = field(default=None, repr=False)  # may hold a password; None: see `proxies`
    admins: frozenset[int] = frozenset()
    allowed: frozenset[int] = frozenset()
    allow_everyone: bool = False
    group_policy: str = "mention"
    private_addresses: str = "refuse"
    ocr: str = "auto"
    exclude: tuple[str, ...] = ()
    person_limit: int = 30
    chat_limit: int = 120
    answering_processes: int = 1
    webhook_url: str = ""
    webhook_secret: str = field(default="", repr=False)
    webhook_listen: str = "127.0.0.1:8443"
    timezone: ZoneInfo = _SHANGHAI
    log_level: str = "INFO"

    @property
    def cluster(self) -> Address | None:
        """Return the cluster that the postings lie in; None where they lie beside the library."""
        return None if self.backend == EMBEDDED else Address.parse(self.backend)

    @property
    def library_folder(self) -> Path:
        """Return where the library lies: as set, else in the user's data folder, one for each folder."""
        if self.library is not None:
            return self.library
        folder = self.documents.resolve()
        name = f"{folder.name}-{sha256(os.fsencode(folder)).hexdigest()[:8]}"
        return user_data_folder() / name


def load_settings(environment: Mapping[str, str], file: Path | None = None) -> Settings:
    """Return the settings; raise `SettingsError` for an unknown name or a value that does not fit.

    `file` is read instead of the user's own.
    """
    file = file or user_settings_file()
    in_file = read(file) if file is not None else {}
    unknown = sorted(set(in_file) - set(_names()))
    if unknown:
        raise SettingsError(f"{file}: 没有名为 {unknown[0]} 的设置;可用的有:{'、'.join(_names())}")
    made: dict[str, object] = {}
    for name in _names():
        variable = PREFIX + name.upper()
        if variable in environment:
            made |= _converted(name, environment[variable], variable)
        elif name in in_file and file is not None:
            made |= _converted(name, _beside(file, name, in_file[name]), f"{file}: {name}")
    return Settings(**made)  # type: ignore[arg-type]


def _beside(file: Path, name: str, value: object) -> object:
    """Return a value of the file; a folder that is not given in full is one beside the file."""
    is_folder = _CONVERSIONS.get(name) is _path and isinstance(value, str) and not value.startswith("~")
    return str(file.parent / str(value)) if is_folder else value


def _converted(name: str, value: object, where: str) -> dict[str, object]:
    try:
        return _CONVERSIONS.get(name, _text)(name, value)
    except (ValueError, KeyError, TypeError, RuntimeError) as error:
        raise SettingsError(f"{where}: 设置的值无效({error})") from error


def unknown_variables(environment: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names that look like settings and are none, in order."""
    known = {PREFIX + name.upper() for name in _names()} | _NO_SETTINGS
    return tuple(sorted(name for name in environment if name.startswith(PREFIX) and name not in known))


def _names() -> tuple[str, ...]:
    return tuple(entry.name for entry in fields(Settings) if entry.name != "allow_everyone")


def _text(name: str, value: object) -> dict[str, object]:
    if not isinstance(value, str):
        raise TypeError(f"应为引号里的文字,而不是 {type(value).__name__}")
    return {name: value.strip()}


def _address(name: str, value: object) -> dict[str, object]:
    made = _text(name, value)
    _ = urlsplit(str(made[name])).port  # raises ValueError for an address that is none
    return made


def _backend(name: str, value: object) -> dict[str, object]:
    made = _text(name, value)
    if made[name] != EMBEDDED:
        try:
            Address.parse(str(made[name]))
        except ValueError as error:
            raise ValueError(
                f"{EMBEDDED},或 OpenSearch 的地址:{error}"
            ) from None  # it may tell of a password
    return made


def _path(name: str, value: object) -> dict[str, object]:
    folder = str(_text(name, value)[name])
    if not folder:
        raise ValueError("应为一个文件夹,而不是空的")
    return {name: Path(folder).expanduser()}


def _ids(name: str, value: object) -> dict[str, object]:
    listed = value if isinstance(value, list) else str(value).translate(_BETWEEN_IDS).split()
    parts = [str(part) for part in listed]
    made: dict[str, object] = {}
    if name == "allowed":
        made["allow_everyone"] = "*" in parts
        parts = [part for part in parts if part != "*"]
    made[name] = frozenset(int(part) for part in parts)
    return made


def _patterns(name: str, value: object) -> dict[str, object]:
    listed = value if isinstance(value, list) else str(value).translate(_BETWEEN_PATTERNS).split(";")
    return {name: tuple(pattern for part in listed if (pattern := str(part).strip()))}


def _timezone(name: str, value: object) -> dict[str, object]:
    return {name: ZoneInfo(str(value))}


def _count(name: str, value: object) -> dict[str, object]:
    try:
        count = int(str(value))
    except ValueError:
        raise ValueError(f"应为正整数,而不是 {value!r}") from None
    if count < 1:
        raise ValueError(f"应为正整数,而不是 {count}")
    return {name: count}


def _processes(name: str, value: object) -> dict[str, object]:
    made = _count(name, value)
    if made[name] not in range(1, _MOST_PROCESSES + 1):
        raise ValueError(f"应为 1 到 {_MOST_PROCESSES},而不是 {made[name]}")
    return made


def _choice(*choices: str) -> _Conversion:
    def convert(name: str, value: object) -> dict[str, object]:
        if str(value) not in choices:
            raise ValueError(f"应为 {' / '.join(choices)} 之一,而不是 {value!r}")
        return {name: str(value)}

    return convert


_CONVERSIONS: dict[str, _Conversion] = {
    "documents": _path,
    "library": _path,
    "backend": _backend,
    "telegram_api": _address,
    "exclude": _patterns,
    "admins": _ids,
    "allowed": _ids,
    "timezone": _timezone,
    "person_limit": _count,
    "chat_limit": _count,
    "answering_processes": _processes,
    "group_policy": _choice("mention", "all", "off"),
    "private_addresses": _choice("refuse", "allow"),
    "ocr": _choice("auto", "off"),
    "log_level": _choice("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"),
}
