"""The command line: `main` runs a command and returns its exit status."""

from bot.cli.entry import main

__all__ = ["main"]
