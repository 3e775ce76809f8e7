"""The console, the command line and the chats: everything that meets the world."""

__version__ = "0.1.0"
