"""The console, the command line and the chats: everything that meets the world."""
