"""`youju.toml` in the user's settings folder, and why none is read from the folder one happens to be in.

A file of the working folder comes from whoever made that folder. Were it read, a foreign folder could name the
address that the bot's token is sent to, a proxy that sees everything, or a library of its own making.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from platformdirs import user_config_path, user_data_path

from bot.errors import SettingsError
from retrieval.reasons import why

FILE_NAME: Final = "youju.toml"
_PROGRAM: Final = "youju"


def user_data_folder() -> Path:
    """Return the user's data folder of this program: by XDG, or as macOS and Windows have it.

    Raises `SettingsError` for a user without a home.
    """
    try:
        return user_data_path(_PROGRAM, appauthor=False)
    except RuntimeError as error:
        raise SettingsError("找不到用户文件夹;请把环境变量 HOME 或 XDG_DATA_HOME 设为完整路径") from error


def user_settings_file() -> Path | None:
    """Return where the user's settings lie, whether there is such a file or not; None without a home."""
    try:
        return user_config_path(_PROGRAM, appauthor=False) / FILE_NAME
    except RuntimeError:
        return None


def read(file: Path) -> Mapping[str, object]:
    """Return what the file sets, nothing where there is none; raise `SettingsError` where it cannot be read."""
    try:
        text = file.read_text("utf-8-sig")
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise SettingsError(f"{file}: 无法读取({why(error)});请检查文件权限") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{file}: 不是 UTF-8 文本;请另存为 UTF-8 后再试") from error
    import tomllib  # few have such a file

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{file}: 不是有效的 TOML 文件({error}),请修正后再试") from error


def left_behind(folder: Path) -> Path | None:
    """Return the settings file of a folder that is not the user's own, and so is not read; None without one."""
    file, own = folder / FILE_NAME, user_settings_file()
    try:
        is_own = own is not None and own.exists() and own.samefile(file)
        return file.absolute() if file.is_file() and not is_own else None
    except OSError:
        return None
