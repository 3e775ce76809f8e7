"""Lines typed at a terminal: edited, completed, remembered."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from bot.console import texts
from bot.incoming import decoded
from bot.rendering.terminal import Style
from bot.settings_file import user_data_folder
from retrieval.errors import LoadError

if TYPE_CHECKING:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import CompleteEvent
    from prompt_toolkit.document import Document


def typed_lines() -> Iterator[str | LoadError]:
    """Yield the lines typed at the terminal; Ctrl-C clears the line, Ctrl-D ends."""
    session = editor(user_data_folder() / "history")
    while True:
        try:
            yield decoded(session.prompt(texts.PROMPT))
        except LoadError as error:
            yield error
        except KeyboardInterrupt:
            continue
        except EOFError:
            return


def editor(history: Path) -> PromptSession[str]:
    """Return the line editor: history kept for its owner alone, commands completed as they are typed."""
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import Completer, Completion
    from prompt_toolkit.history import FileHistory, InMemoryHistory
    from prompt_toolkit.output import ColorDepth

    class Commands(Completer):
        def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:
            typed = document.text_before_cursor.lower()
            for name, text in texts.COMMANDS.items():
                if typed and name.startswith(typed):
                    yield Completion(name, start_position=-len(typed), display_meta=text)

    try:
        history.parent.mkdir(parents=True, exist_ok=True)
        history.touch(mode=0o600)
        kept: FileHistory | InMemoryHistory = FileHistory(history)
    except OSError:  # a home that cannot be written: what was typed is known until the end
        kept = InMemoryHistory()
    return PromptSession(
        history=kept,
        completer=Commands(),
        reserve_space_for_menu=len(texts.COMMANDS),
        color_depth=None if Style.of(sys.stdout).is_coloured else ColorDepth.DEPTH_1_BIT,
    )
