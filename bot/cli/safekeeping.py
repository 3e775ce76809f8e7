"""The library into one file, and back."""

from __future__ import annotations

from bot import backups
from bot.cli import texts
from bot.cli.command import Call, Status
from retrieval.loaders.names import shown


def backup(call: Call) -> int:
    """Write the library, what users taught it, and the chats into one file."""
    file = call.options.file
    size_bytes = backups.backup(call.settings().library_folder, file)
    call.out.line(texts.backed_up(shown(file), size_bytes))
    return Status.DONE


def restore(call: Call) -> int:
    """Put a backup in place of the library."""
    file = call.options.file
    restored = backups.restore(call.settings().library_folder, file)
    call.out.line(texts.restored(shown(file), leaves_chats=restored.leaves_chats))
    return Status.DONE
