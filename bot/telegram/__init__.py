"""The bot in Telegram: from an update that comes in to a message that goes out."""
